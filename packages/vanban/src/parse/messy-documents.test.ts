import { describe, expect, it } from 'vitest'
import { cpuTime } from '../cpu-time.testing.ts'
import { readText } from '../read/read-text.ts'
import { parse } from './parse.ts'
import { DECISION, LETTER, SCHOOL_PLAN, SITE_PLAN } from './sample-documents.ts'

const read = (text: string) => parse(readText(text))
/** A letter of our own around the sentences in question. */
const letter = (body: string): string => LETTER.replace(/Triển khai Công văn[\s\S]*?\.\/\./, body)

describe('a page of a law site', () => {
  const plan = read(SITE_PLAN)

  it('joins the first words that the column cut off', () => {
    expect(plan).toMatchObject({
      kind: 'Kế hoạch',
      number: '58/KH-UBND',
      issuer: 'ỦY BAN NHÂN DÂN TỈNH AN BÌNH',
      place: 'An Bình',
      date: '2019-03-22',
    })
  })

  it('takes the year that a line waits for as no page number', () => {
    expect(plan.title).toMatch(/GIAI ĐOẠN 2019- 2025$/)
  })

  it('reads a basis to its mark, though its first line is short', () => {
    expect(plan.legalBases.map((b) => b.number)).toEqual(['1499/QĐ-TTg', '2089/QĐ-TTg', '149/QĐ-UBND'])
  })

  it('reads recipients and signature between bars', () => {
    expect(plan.recipients).toEqual(['Các sở, ngành', 'Lưu: VT'])
    expect(plan.signer).toMatchObject({
      authority: 'TM. ỦY BAN NHÂN DÂN',
      position: 'PHÓ CHỦ TỊCH',
      name: 'Lê Minh An',
    })
  })
})

describe('documents of other bodies', () => {
  it('an invitation typed with tabs: two columns above and below', () => {
    const invitation = read(`UBND PHƯỜNG HÀ AN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG MẦM NON HOA MAI\tĐộc lập - Tự do - Hạnh phúc
Số: 21/GM-MNHM\tHà An, ngày 02 tháng 4 năm 2026
GIẤY MỜI
Dự hội nghị tổng kết năm học

Kính gửi: Ban đại diện cha mẹ học sinh.

Thời gian: 08 giờ 00 ngày 10/5/2026
Đề nghị các đại biểu xác nhận tham dự trước ngày 05/5/2026./.
Nơi nhận:\tHIỆU TRƯỞNG
- Như trên;
- Lưu: VT.
\tTrần Thị Mai
`)
    expect(invitation).toMatchObject({
      kind: 'Giấy mời',
      issuer: 'TRƯỜNG MẦM NON HOA MAI',
      superior: 'UBND PHƯỜNG HÀ AN',
      recipients: ['Như trên', 'Lưu: VT'],
      signer: { position: 'HIỆU TRƯỞNG', name: 'Trần Thị Mai' },
      deadlines: [{ date: '2026-05-05' }],
    })
  })

  it('a telegram: whom it goes to is no title', () => {
    const telegram = read(`SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: 03/CĐ-SGDĐT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Bình, ngày 7 tháng 9 năm 2025
CÔNG ĐIỆN
Về việc chủ động ứng phó bão số 3
GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO điện:
- Hiệu trưởng các trường THPT.
1. Báo cáo trước ngày 12/9/2025./.
`)
    expect(telegram).toMatchObject({ kind: 'Công điện', title: 'Về việc chủ động ứng phó bão số 3' })
  })

  it('a proposal of the Youth Union: "V/v" under the heading, bases as bullets below the addressee', () => {
    const proposal = read(`ĐOÀN TNCS HỒ CHÍ MINH
BCH ĐOÀN PHƯỜNG HÀ AN
***
Số: 08-TTr/ĐTN
Hà An, ngày 3 tháng 01 năm 2026
TỜ TRÌNH
V/v tổ chức trại hè quốc tế cho thanh thiếu nhi
Kính gửi: Ban Thường vụ Đảng ủy phường Hà An
- Căn cứ Chương trình số 05-CTr/TĐTN-BTC ngày 10/12/2025 của Ban Thường vụ Thành đoàn về công tác quốc tế;
Ban Thường vụ Đoàn phường kính trình như sau:
1. Nội dung: tổ chức trại hè.
TM. BAN THƯỜNG VỤ ĐOÀN PHƯỜNG
BÍ THƯ
Lê Hoàng Nam
`)
    expect(proposal).toMatchObject({
      issuer: 'BCH ĐOÀN PHƯỜNG HÀ AN',
      superior: 'ĐOÀN TNCS HỒ CHÍ MINH',
      title: 'tổ chức trại hè quốc tế cho thanh thiếu nhi',
      addressees: ['Ban Thường vụ Đảng ủy phường Hà An'],
      legalBases: [{ number: '05-CTr/TĐTN-BTC', confidence: 1 }],
    })
  })
})

describe('minutes', () => {
  const minutes = read(`UBND XÃ AN HẢI
TRƯỜNG TIỂU HỌC AN HẢI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 07/BB-THAH
BIÊN BẢN
Họp Hội đồng trường tháng 10 năm 2025
Thời gian: 14 giờ 00, ngày 10 tháng 10 năm 2025
Địa điểm: Phòng họp.
I. Nội dung
1. Bà Hoa thông qua chương trình.
Cuộc họp kết thúc vào 16 giờ cùng ngày./.
THƯ KÝ                                  CHỦ TỌA

Trần Nam                             Nguyễn Thị Hoa
`)

  it('end their title where time and place begin, and invent no date', () => {
    expect(minutes).toMatchObject({
      kind: 'Biên bản',
      title: 'Họp Hội đồng trường tháng 10 năm 2025',
      date: null,
      place: null,
    })
  })

  it('are signed by who presided, and by the secretary beside', () => {
    expect(minutes.signer).toMatchObject({ position: 'CHỦ TỌA', name: 'Nguyễn Thị Hoa' })
    expect(minutes.cosigners).toMatchObject([{ position: 'THƯ KÝ', name: 'Trần Nam' }])
  })
})

describe('a document whose heading was lost', () => {
  const text = DECISION.replace('QUYẾT ĐỊNH\nVề việc thành lập', 'VỀ VIỆC THÀNH LẬP')

  it('has the kind that its number tells and the title that is printed', () => {
    expect(read(text)).toMatchObject({
      kind: 'Quyết định',
      title: expect.stringMatching(/^VỀ VIỆC THÀNH LẬP Tổ công tác/),
    })
  })

  it('takes "QUYẾT ĐỊNH:" behind the bases as no heading', () => {
    expect(read(text).legalBases.map((b) => b.number)).toContain('86/2018/NĐ-CP')
  })
})

describe('an annex behind the signature', () => {
  it('is found by the note that binds it, and the note cites its decision', () => {
    const decision = read(`${DECISION}
QUY CHẾ
HOẠT ĐỘNG CỦA TỔ CÔNG TÁC
(Ban hành kèm theo Quyết định số 812/QĐ-UBND ngày 03 tháng 6 năm 2024 của Ủy ban nhân dân tỉnh)
Điều 1. Phạm vi điều chỉnh
1. Quy chế này quy định hoạt động của Tổ công tác.
`)
    expect(decision.outline.map((o) => o.label)).toEqual(['Điều 1', 'Điều 2', 'Điều 3', 'Điều 1'])
    expect(decision.citations.at(-1)).toMatchObject({ number: '812/QĐ-UBND', date: '2024-06-03' })
    expect(decision.amendments.at(-1)).toMatchObject({ type: 'issued-with', from: null })
  })

  it('is no part of a signature that lacks its name', () => {
    const unsigned = DECISION.replace('(Đã ký)\nTrần Quốc Bảo\n', 'QUY CHẾ TỔ CHỨC HOẠT ĐỘNG\n')
    expect(read(unsigned).signer).toMatchObject({ position: 'CHỦ TỊCH', name: null })
  })

  it('with a letterhead and no number of its own is no other document', () => {
    const text = `${DECISION}
ỦY BAN NHÂN DÂN TỈNH AN BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
QUY CHẾ
HOẠT ĐỘNG
(Ban hành kèm theo Quyết định số 812/QĐ-UBND ngày 03/6/2024)
`
    expect(read(text).others).toEqual([])
  })
})

describe('bases', () => {
  it.each([
    [
      'Căn cứ quy định tại khoản 5 Điều 1 Nghị định số 137/2019/NĐ-CP ngày 08/10/2019 của Chính phủ, Sở đề nghị.',
      ['137/2019/NĐ-CP'],
    ],
    ['Căn cứ Điều 4 Quyết định số 1909/QĐ-UBND ngày 31/10/2024 của UBND tỉnh, Sở đề nghị.', ['1909/QĐ-UBND']],
    ['Thực hiện công văn hướng dẫn số 237/SGDĐT-GDMN ngày 01/3/2022 của Sở, phòng thông báo.', ['237/SGDĐT-GDMN']],
    // What the author speaks of is no ground.
    [
      'Thực hiện Kế hoạch số 15/KH-UBND ngày 02/3/2024 của UBND tỉnh, Sở Ngoại vụ đã tổng kết việc thi hành luật, Nghị định số 52/2013/NĐ-CP của Chính phủ.',
      ['15/KH-UBND'],
    ],
    // A post is a noun: "Trưởng Ban Chỉ đạo" does not act.
    [
      'Thực hiện Thông báo số 05-TB/BCĐTW ngày 11/6/2025 về kết luận của đồng chí Bí thư, Trưởng Ban Chỉ đạo; Nghị quyết số 68-NQ/TW ngày 04/5/2025 của Bộ Chính trị, Sở đề nghị.',
      ['05-TB/BCĐTW', '68-NQ/TW'],
    ],
  ])('%s', (sentence, numbers) => {
    expect(read(letter(sentence)).legalBases.map((b) => b.number)).toEqual(numbers)
  })

  it('stand behind the sentence that says what was received', () => {
    const text = letter(
      'Sở nhận được Văn bản số 2377/UBND-NC ngày 13/5/2025 của Ủy ban nhân dân tỉnh.\nCăn cứ Nghị định số 86/2018/NĐ-CP ngày 06/6/2018 của Chính phủ, Sở có ý kiến./.',
    )
    expect(
      read(text)
        .legalBases.filter((b) => !b.optional)
        .map((b) => b.number),
    ).toEqual(['86/2018/NĐ-CP'])
  })
})

describe('citations', () => {
  it.each([
    [
      'Ngày 16/8/2018 Bộ Nội vụ đã có Công văn số 3395/BNV-TCBC gửi các địa phương',
      { date: '2018-08-16', issuer: 'Bộ Nội vụ' },
    ],
    [
      'Ngày 16/7/2012, Ủy ban Thường vụ Quốc hội khóa 13 đã ban hành Pháp lệnh số 04/2012/UBTVQH13 sửa đổi',
      { date: '2012-07-16' },
    ],
    [
      'quy định tại Thông tư 01/2016/TT-BGD ĐT ngày 15/01/2016 của Bộ trưởng',
      { number: '01/2016/TT-BGDĐT', date: '2016-01-15' },
    ],
    ['theo Thông báo kết luận số 15/TB-VPCP ngày 02/3/2024', { kind: 'Thông báo kết luận', number: '15/TB-VPCP' }],
  ])('%s', (sentence, expected) => {
    expect(read(sentence).citations[0]).toMatchObject(expected)
  })
})

describe('terms', () => {
  const dates = (sentence: string) =>
    read(
      SCHOOL_PLAN.replace('- Thiết thực, đúng quy định.', '- Thiết thực.').replace(
        /- Xây dựng kế hoạch của tổ.*/,
        `- ${sentence}`,
      ),
    )
      .deadlines.map((d) => d.date ?? d.recurring)
      .slice(4)

  it.each([
    ['Báo cáo tình hình đoàn ra hàng năm của trường trước ngày 31 tháng 12.', ['--12-31']],
    ['Ban hành văn bản, bảo đảm có hiệu lực trước ngày 01 tháng 3 năm 2027;', ['2027-03-01']],
    ['Quy định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2027 đến hết ngày 28 tháng 02 năm 2027.', []],
    ['Đối với hồ sơ nộp trước ngày 01 tháng 01 năm 2027 thì thực hiện theo quy định cũ.', []],
  ])('%s', (sentence, expected) => {
    expect(dates(sentence)).toEqual(expected)
  })
})

describe('outline', () => {
  it('counts no sentence in which a body acts, no V/v, no colon among sentences', () => {
    const body = `có ý kiến như sau:
1. Thống nhất với hồ sơ của hội.
2. Đại hội đã bầu đủ số lượng.
3. Chủ tịch hội: Ông Lê An; Phó Chủ tịch: Bà Lý Thu.
4. Từ các nội dung trên, Sở Nội vụ kính trình Ủy ban nhân dân tỉnh xem xét
V/v kết quả đại hội`
    expect(read(letter(body)).outline).toEqual([])
  })
})

describe('a letterhead that the text layer gave in another order', () => {
  it('finds the subject behind the recipients', () => {
    const text = LETTER.replace('V/v đăng ký đoàn vào\nnăm học 2025-2026\n', '').replace(
      '- Lưu: VT, GDTrH.\n',
      '- Lưu: VT, GDTrH.\nV/v đăng ký đoàn vào\nnăm học 2025-2026\n',
    )
    expect(read(text).title).toBe('đăng ký đoàn vào năm học 2025-2026')
  })

  it('parts number and place where one space stands between them', () => {
    const text = LETTER.replace(
      'Số: 640/SGDĐT-GDTrH\n',
      'Số : 640 / SGDĐT- GDTRH An Bình, ngày 05 tháng 9 năm 2025\n',
    ).replace('\nAn Bình, ngày 05 tháng 9 năm 2025\n\nKính', '\nKính')
    expect(read(text)).toMatchObject({ number: '640/SGDĐT-GDTRH', place: 'An Bình', date: '2025-09-05' })
  })
})

describe('a table whose bars or tabs are all that is left of it', () => {
  it.each([
    ['bars', ' | '],
    ['tabs', '\t'],
  ])('is rows again: %s', (_, separator) => {
    const rows = [
      ['STT', 'Nội dung', 'Chủ trì', 'Thời hạn'],
      ['1', 'Tổ chức ngày hội đọc sách', 'Thư viện', '15/5/2026'],
      ['2', 'Lập danh sách đoàn vào', 'Tổ Ngoại ngữ', 'Tháng 6/2026'],
    ]
    const table = rows.map((row) => row.join(separator)).join('\n')
    const plan = read(SCHOOL_PLAN.replace('III. TỔ CHỨC', `${table}\n\nIII. TỔ CHỨC`))
    expect(plan.tables[0]!.tasks).toMatchObject([
      { label: '1', text: 'Tổ chức ngày hội đọc sách', assignees: ['Thư viện'], deadlines: [{ date: '2026-05-15' }] },
      { label: '2', assignees: ['Tổ Ngoại ngữ'], deadlines: [{ term: { unit: 'month', amount: 6, year: 2026 } }] },
    ])
  })
})

describe('a line full of ends', () => {
  it('costs what it is long, not its length times their number', async () => {
    const costOf = (ends: number) => {
      const text = SCHOOL_PLAN.replace('III. TỔ CHỨC', `${'a./b'.repeat(ends)}\n\nIII. TỔ CHỨC`)
      return cpuTime(() => expect(read(text).title).not.toBeNull())
    }
    const brief = Math.max(await costOf(5_000), await costOf(5_000))
    expect(await costOf(20_000)).toBeLessThan(9 * brief)
  })
})
