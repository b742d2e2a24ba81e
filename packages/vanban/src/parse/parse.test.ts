import { describe, expect, it } from 'vitest'
import { plain } from '../plain.ts'
import { readText } from '../read/read-text.ts'
import { parse } from './parse.ts'
import { DECISION, LETTER, NEWS, SCHOOL_PLAN } from './sample-documents.ts'

const read = (text: string) => parse(readText(text))
const numbers = (text: string) => read(text).citations.map((c) => c.number)

describe('citations', () => {
  // The real sentences that the citation grammar must read.
  it.each([
    [
      'Căn cứ Kế hoạch số 1876/KH-SGDĐT ngày 09 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo về hoạt động đối ngoại',
      [{ kind: 'Kế hoạch', number: '1876/KH-SGDĐT', date: '2026-03-09', issuer: 'Sở Giáo dục và Đào tạo' }],
    ],
    [
      'Kế hoạch số 387/KH-SGDĐT ngày 21/02/2023 của Sở Giáo dục\n\nvà Đào tạo về công tác Hội nhập; Kế hoạch số 273/KH-UBND ngày 31/10/2022 của UBND thị xã',
      [
        { kind: 'Kế hoạch', number: '387/KH-SGDĐT', date: '2023-02-21', issuer: 'Sở Giáo dục và Đào tạo' },
        { kind: 'Kế hoạch', number: '273/KH-UBND', date: '2022-10-31', issuer: 'UBND thị xã' },
      ],
    ],
    [
      'thực hiện Kế hoạch 149/KH-UBND ngày 25/9/2018 của UBND tỉnh',
      [{ kind: 'Kế hoạch', number: '149/KH-UBND', date: '2018-09-25', issuer: 'UBND tỉnh' }],
    ],
    [
      '(Thông tư 50/2020/TT-BGDĐT ngày 31/12/2020 của Bộ Giáo dục và Đào tạo về việc ban hành Chương trình)',
      [{ kind: 'Thông tư', number: '50/2020/TT-BGDĐT', date: '2020-12-31', issuer: 'Bộ Giáo dục và Đào tạo' }],
    ],
    [
      'Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị, Nghị quyết số 153/NQ-CP ngày 31 tháng 5 năm 2025 của Chính phủ và Chương trình hành động số 01-CTrHĐ/TU ngày 03 tháng 11 năm 2025 của Ban Thường vụ Thành ủy, triển khai',
      [
        { kind: 'Nghị quyết', number: '59-NQ/TW', date: '2025-01-24', issuer: 'Bộ Chính trị' },
        { kind: 'Nghị quyết', number: '153/NQ-CP', date: '2025-05-31', issuer: 'Chính phủ' },
        { kind: 'Chương trình hành động', number: '01-CTrHĐ/TU', date: '2025-11-03', issuer: 'Ban Thường vụ Thành ủy' },
      ],
    ],
    [
      'Nghị quyết số 31-NQ/CP ngày 13/5/2014 của Chính phủ Ban hành Chương trình hành động thực hiện Nghị quyết số 22; Đề án 06',
      [{ kind: 'Nghị quyết', number: '31-NQ/CP', date: '2014-05-13', issuer: 'Chính phủ' }],
    ],
    [
      'Luật Giáo dục số 43/2019/QH14 được sửa đổi, bổ sung bởi Luật số 123/2025/QH15',
      [
        { kind: 'Luật', number: '43/2019/QH14', date: null, issuer: null },
        { kind: 'Luật', number: '123/2025/QH15', date: null, issuer: null },
      ],
    ],
    [
      'được sửa đổi, bổ sung bởi Nghị định số 87/2020/NĐ-CP, Nghị định số 104/2022/NĐ-CP, Nghị định số 07/2025/NĐ-CP và Nghị định số 18/2026/NĐ-CP',
      ['87/2020', '104/2022', '07/2025', '18/2026'].map((n) => ({
        kind: 'Nghị định',
        number: `${n}/NĐ-CP`,
        date: null,
        issuer: null,
      })),
    ],
    [
      'theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 2105/TTr-SNV ngày 06 tháng 5 năm 2023',
      [{ kind: 'Tờ trình', number: '2105/TTr-SNV', date: '2023-05-06', issuer: 'Giám đốc Sở Nội vụ' }],
    ],
    [
      'Nghị quyết số 66.22/2026/NQ-CP; Quyết định số 118/TTg; văn bản số 02/TTr-CAT- ANCTNB; Nghị định số 61/2018/NĐCP',
      [
        { kind: 'Nghị quyết', number: '66.22/2026/NQ-CP', date: null, issuer: null },
        { kind: 'Quyết định', number: '118/TTg', date: null, issuer: null },
        { kind: 'Văn bản', number: '02/TTr-CAT-ANCTNB', date: null, issuer: null },
        { kind: 'Nghị định', number: '61/2018/NĐCP', date: null, issuer: null },
      ],
    ],
  ])('reads %s', (text, expected) => {
    expect(read(text).citations.map(({ kind, number, date, issuer }) => ({ kind, number, date, issuer }))).toEqual(
      expected,
    )
  })

  it('gives the members of a list the kind and issuer of their head', () => {
    const list = read(
      'Kết luận số 126-KL/TW ngày 14/02/2025, số 127-KL/TW ngày 28/02/2025 và 130-KL/TW ngày 14/3/2025 của Bộ Chính trị, với định hướng',
    )
    expect(list.citations.map((c) => [c.kind, c.number, c.issuer])).toEqual([
      ['Kết luận', '126-KL/TW', 'Bộ Chính trị'],
      ['Kết luận', '127-KL/TW', 'Bộ Chính trị'],
      ['Kết luận', '130-KL/TW', 'Bộ Chính trị'],
    ])
  })

  it('takes no fraction, span of years, date, price or list label for a number', () => {
    expect(
      numbers(
        'năm học 2025-2026, ngày 10/10/2023, 450.000 đồng/tháng, 1/Hiệp định CPTPP; 3/Hiệp định ASEAN, lớp 10/2, 24/7, trẻ 4-5 tuổi, tỷ lệ 1/5 GV',
      ),
    ).toEqual([])
  })

  it('leaves out the number of the document itself', () => {
    expect(numbers(SCHOOL_PLAN)).not.toContain('45/KH-THCS.BM')
  })
})

describe('a school’s plan', () => {
  const plan = read(SCHOOL_PLAN)

  it('has its header', () => {
    expect(plan).toMatchObject({
      recognised: true,
      kind: 'Kế hoạch',
      number: '45/KH-THCS.BM',
      superior: 'UBND PHƯỜNG HÀ AN',
      issuer: 'TRƯỜNG THCS BÌNH MINH',
      place: 'Hà An',
      date: '2026-03-12',
      title: 'Thực hiện công tác đối ngoại và hội nhập quốc tế năm 2026',
      signer: { authority: 'KT. HIỆU TRƯỞNG', position: 'PHÓ HIỆU TRƯỞNG', name: 'Lý Thu An' },
      recipients: ['Sở GDĐT (để b/c)', 'Các tổ chuyên môn (t/h)', 'Lưu: VT'],
    })
  })

  it('has its bases, amendments marked', () => {
    expect(plan.legalBases.map((b) => [b.number, b.subject, b.optional ?? false])).toEqual([
      ['43/2019/QH14', 'Giáo dục', false],
      ['123/2025/QH15', null, true],
      ['1876/KH-SGDĐT', 'về hoạt động đối ngoại năm 2026', false],
      ['77/KH-UBND', null, false],
    ])
  })

  it('has its sections and their depth', () => {
    expect(plan.outline.map((o) => `${o.level} ${o.label} ${o.title}`)).toEqual([
      '1 I MỤC ĐÍCH, YÊU CẦU',
      '2 1 Mục đích',
      '2 2 Yêu cầu',
      '1 II NỘI DUNG THỰC HIỆN',
      '2 1 Công tác thông tin đối ngoại',
      '2 2 Đoàn ra, đoàn vào',
      '1 III TỔ CHỨC THỰC HIỆN',
      '2 1 Hiệu trưởng',
      '2 2 Tổ Ngoại ngữ',
    ])
  })

  it('has its tasks, without the aims of section I', () => {
    expect(plan.tasks.map((t) => [t.section, t.position, t.text.slice(0, 22), t.assignees])).toEqual([
      ['II.1', 1, 'Tuyên truyền Nghị quyế', []],
      ['II.1', 2, 'Văn phòng tổng hợp tin', ['Văn phòng']],
      ['II.2', 1, 'Tổ Ngoại ngữ lập danh ', ['Tổ Ngoại ngữ']],
      ['II.2', 2, 'Báo cáo kết quả tiếp đ', []],
      ['III.1', 1, 'chỉ đạo chung, báo cáo', ['Hiệu trưởng']],
      ['III.2', 1, 'Xây dựng kế hoạch của ', ['Tổ Ngoại ngữ']],
    ])
  })

  it('has its terms: monthly, yearly, absolute, and in the year of the plan', () => {
    expect(plan.deadlines.map((d) => d.recurring ?? d.date)).toEqual([
      '---25',
      '2026-04-20',
      null,
      '--10-15',
      '2026-03-30',
    ])
  })
})

describe('a decision', () => {
  const decision = read(DECISION)

  it('counts every Điều and no khoản', () => {
    expect(decision.outline.map((o) => [o.label, o.title])).toEqual([
      ['Điều 1', null],
      ['Điều 2', 'Hiệu lực thi hành'],
      ['Điều 3', null],
    ])
  })

  it('takes the proposal as no ground, the date of effect as no term', () => {
    expect(decision.legalBases.map((b) => [b.kind, b.number, b.date, b.optional ?? false])).toEqual([
      ['Luật', null, '2015-06-19', false],
      ['Nghị định', '86/2018/NĐ-CP', '2018-06-06', false],
      ['Tờ trình', '15/TTr-SNgV', '2024-05-20', true],
    ])
    expect(decision.deadlines).toEqual([])
  })

  it('joins the issuer’s lines and reads the signature', () => {
    expect(decision.issuer).toBe('ỦY BAN NHÂN DÂN TỈNH AN BÌNH')
    expect(decision.signer).toMatchObject({
      authority: 'TM. ỦY BAN NHÂN DÂN',
      position: 'CHỦ TỊCH',
      name: 'Trần Quốc Bảo',
    })
  })
})

describe('an official letter', () => {
  it('is a Công văn with the subject after V/v and its addressees', () => {
    expect(read(LETTER)).toMatchObject({
      kind: 'Công văn',
      number: '640/SGDĐT-GDTrH',
      title: 'đăng ký đoàn vào năm học 2025-2026',
      issuer: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
      addressees: ['Ủy ban nhân dân các xã, phường', 'Các trường trung học phổ thông'],
      deadlines: [{ date: '2025-09-20' }],
      signer: { authority: 'TL. GIÁM ĐỐC', position: 'TRƯỞNG PHÒNG GIÁO DỤC TRUNG HỌC', name: 'Đỗ Minh Hà' },
    })
  })
})

describe('a text that is no administrative document', () => {
  it('stays empty, its citations are listed', () => {
    const news = read(NEWS)
    expect(news).toMatchObject({
      recognised: false,
      kind: null,
      number: null,
      date: null,
      outline: [],
      tasks: [],
      recipients: null,
    })
    expect(news.citations.map((c) => c.number)).toEqual(['59-NQ/TW'])
  })
})

describe('mess of real text', () => {
  it('leaves blanks blank', () => {
    const draft = read(
      SCHOOL_PLAN.replace('Số: 45/KH-THCS.BM', 'Số:      /KH-THCS.BM').replace('ngày 12 tháng 3', 'ngày     tháng 3'),
    )
    expect(draft).toMatchObject({ number: null, date: null, place: 'Hà An' })
  })

  it('reads letterhead and signature that stand side by side', () => {
    const text = `UBND PHƯỜNG HÀ AN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG THCS BÌNH MINH                     Độc lập - Tự do - Hạnh phúc

Số: 45 /KH-THCS.BM                    Hà An, ngày 12 tháng 3 năm 2026
${SCHOOL_PLAN.slice(SCHOOL_PLAN.indexOf('KẾ HOẠCH'), SCHOOL_PLAN.indexOf('Nơi nhận'))}
Nơi nhận:                                        KT. HIỆU TRƯỞNG
- Sở GDĐT (để b/c);                              PHÓ HIỆU TRƯỞNG
- Các tổ chuyên môn (t/h);
- Lưu: VT.
                                                 Lý Thu An
`
    const expected = plain(read(SCHOOL_PLAN))
    expect(plain(read(text))).toEqual(expected)
  })

  it('reads a page of Markdown tables and marks', () => {
    const text = `| UBND PHƯỜNG HÀ AN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| --- | --- |
| **TRƯỜNG THCS BÌNH MINH** | **Độc lập - Tự do - Hạnh phúc** |
| Số: 45/KH-THCS.BM | *Hà An, ngày 12 tháng 3 năm 2026* |

## ${SCHOOL_PLAN.slice(SCHOOL_PLAN.indexOf('KẾ HOẠCH')).replace('I. MỤC', '#### I. MỤC').replace('II. NỘI', '## **II. NỘI').replace('THỰC HIỆN\n1. Công', 'THỰC HIỆN**\n1. Công')}`
    expect(plain(read(text))).toEqual(plain(read(SCHOOL_PLAN)))
  })

  it('reads a page of HTML', () => {
    const html = SCHOOL_PLAN.split('\n')
      .map((line) => `<p><span lang="vi">${line.replace(/&/g, '&amp;')}</span>&nbsp;</p>`)
      .join('\n')
    expect(plain(read(html))).toEqual(plain(read(SCHOOL_PLAN)))
  })

  it('keeps a wrong label: two sections III, a jump in the numbers', () => {
    const text = SCHOOL_PLAN.replace('II. NỘI DUNG', 'III. NỘI DUNG').replace('2. Đoàn ra', '3. Đoàn ra')
    expect(read(text).outline.map((o) => o.label)).toEqual(['I', '1', '2', 'III', '1', '3', 'III', '1', '2'])
    expect(read(text).tasks.at(-1)!.section).toBe('III(2).2')
  })

  it('drops page numbers and the stamp of the gazette from the middle of a sentence', () => {
    const text = SCHOOL_PLAN.replace(
      'Nghị quyết số 59-NQ/TW',
      'Nghị quyết số\n\n2\nCÔNG BÁO/Số 302/Ngày 02-06-2026\n\n59-NQ/TW',
    )
    expect(numbers(text)).toContain('59-NQ/TW')
  })
})
