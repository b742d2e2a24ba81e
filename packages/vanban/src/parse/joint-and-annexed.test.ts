import { describe, expect, it } from 'vitest'
import { readText } from '../read/read-text.ts'
import { writeText } from '../write/text.ts'
import { toWritten } from '../write/to-written.ts'
import { parse } from './parse.ts'

const ANNEX = `PHỤ LỤC I
NHIỆM VỤ TRỌNG TÂM CÔNG TÁC ĐỐI NGOẠI NĂM 2026
(Kèm theo Kế hoạch số 1876/KH-SGDĐT ngày 09 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo)

I. NHIỆM VỤ CHUNG
1. Công tác tuyên truyền
- Phổ biến Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị trước ngày 30 tháng 4 năm 2026.
- Mở chuyên mục trên trang thông tin điện tử.
II. PHÂN CÔNG

STT   Nhiệm vụ                     Đơn vị chủ trì    Thời hạn
1     Tổ chức hội thi tiếng Anh    Tổ Ngoại ngữ      15/5/2026
2     Tổng hợp báo cáo             Văn phòng         15/12/2026`

const words = (text: string): string[] => text.match(/[\p{L}\d]+/gu) ?? []

describe('an annex in a file of its own', () => {
  const source = readText(ANNEX)
  const document = parse(source)

  it('has sections, tasks and tables, and no header', () => {
    const { kind, number, issuer, superior, place, date, title, signer, recipients, addressees } = document
    expect([kind, number, issuer, superior, place, date, title, signer, recipients, addressees]).toEqual(
      Array(10).fill(null),
    )
    expect(document.recognised).toBe(true)
    expect(document.outline.map(({ label, title }) => [label, title])).toEqual([
      ['I', 'NHIỆM VỤ CHUNG'],
      ['1', 'Công tác tuyên truyền'],
      ['II', 'PHÂN CÔNG'],
    ])
    expect(document.tasks.map(({ section, text }) => [section, text.slice(0, 8)])).toEqual([
      ['I.1', 'Phổ biến'],
      ['I.1', 'Mở chuyê'],
    ])
    expect(document.tables[0]).toMatchObject({
      columns: ['ordinal', 'task', 'assignee', 'term'],
      tasks: [{ assignees: ['Tổ Ngoại ngữ'] }, { assignees: ['Văn phòng'] }],
    })
    expect(document.citations.map(({ number }) => number)).toEqual(['1876/KH-SGDĐT', '59-NQ/TW'])
    expect(document.amendments).toMatchObject([{ type: 'issued-with', from: null, to: 0 }])
  })

  it('is told by a first line that names what it belongs to, too', () => {
    const named = ANNEX.replace(/^[^(]*\(K([^)]*)\)/u, 'Phụ lục k$1\nBẢNG PHÂN CÔNG')
    expect(parse(readText(named))).toMatchObject({ recognised: true, kind: null, title: null, number: null })
  })

  it('is no document where nothing says what it belongs to', () => {
    expect(parse(readText(ANNEX.replace(/\(Kèm[^)]*\)\n/u, ''))).recognised).toBe(false)
  })

  it('keeps every word when it is written anew', () => {
    const written = new Set(words(writeText(toWritten(source, document))))
    expect(words(ANNEX).filter((word) => !written.has(word))).toEqual([])
  })
})

const joint = (letterhead: string, kind: string, signatures: string): string => `${letterhead}

${kind}
Phối hợp công tác đối ngoại trong trường học

Căn cứ Quyết định số 1600/QĐ-TTg ngày 19 tháng 12 năm 2024 của Thủ tướng Chính phủ;
Hai cơ quan thống nhất kế hoạch phối hợp như sau:

I. MỤC ĐÍCH
Nâng cao chất lượng công tác đối ngoại.
II. NHIỆM VỤ
- Tổng hợp, báo cáo trước ngày 15 tháng 12 năm 2026./.

${signatures}

Nơi nhận:
- UBND tỉnh (để báo cáo);
- Lưu: VT hai cơ quan.`

const HANDS = `KT. BỘ TRƯỞNG                               KT. BỘ TRƯỞNG
BỘ NGOẠI GIAO                               BỘ GIÁO DỤC VÀ ĐÀO TẠO
THỨ TRƯỞNG                                  THỨ TRƯỞNG

Lê Văn Nam                                  Phạm Thị Lan`

describe('a document of two bodies', () => {
  it.each([
    [
      'one below the other',
      'BỘ GIÁO DỤC VÀ ĐÀO TẠO                  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBỘ NGOẠI GIAO                              Độc lập - Tự do - Hạnh phúc\nSố: 07/2026/TTLT-BGDĐT-BNG              Hà Nội, ngày 05 tháng 3 năm 2026',
      'BỘ GIÁO DỤC VÀ ĐÀO TẠO BỘ NGOẠI GIAO',
    ],
    [
      'on one line',
      'BỘ GIÁO DỤC VÀ ĐÀO TẠO - BỘ NGOẠI GIAO    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n                                           Độc lập - Tự do - Hạnh phúc\nSố: 07/2026/TTLT-BGDĐT-BNG              Hà Nội, ngày 05 tháng 3 năm 2026',
      'BỘ GIÁO DỤC VÀ ĐÀO TẠO - BỘ NGOẠI GIAO',
    ],
  ])('has both as its issuer, as printed, and both hands: %s', (_, letterhead, issuer) => {
    const document = parse(readText(joint(letterhead, 'THÔNG TƯ LIÊN TỊCH', HANDS)))
    expect(document).toMatchObject({
      kind: 'Thông tư liên tịch',
      issuer,
      superior: null,
      signer: { authority: 'KT. BỘ TRƯỞNG BỘ NGOẠI GIAO', position: 'THỨ TRƯỞNG', name: 'Lê Văn Nam' },
      cosigners: [{ authority: 'KT. BỘ TRƯỞNG BỘ GIÁO DỤC VÀ ĐÀO TẠO', position: 'THỨ TRƯỞNG', name: 'Phạm Thị Lan' }],
      recipients: ['UBND tỉnh (để báo cáo)', 'Lưu: VT hai cơ quan'],
    })
  })

  it('may stand under one superior', () => {
    const letterhead =
      'UBND TỈNH AN BÌNH                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ GIÁO DỤC VÀ ĐÀO TẠO                   Độc lập - Tự do - Hạnh phúc\nSỞ NGOẠI VỤ\nSố: 12/KHLN-SGDĐT-SNgV                 An Bình, ngày 05 tháng 3 năm 2026'
    expect(parse(readText(joint(letterhead, 'KẾ HOẠCH LIÊN NGÀNH', HANDS)))).toMatchObject({
      kind: 'Kế hoạch',
      superior: 'UBND TỈNH AN BÌNH',
      issuer: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO SỞ NGOẠI VỤ',
      number: '12/KHLN-SGDĐT-SNgV',
    })
  })

  it.each([
    ['two on one line', ['SỞ GD&ĐT - SỞ NGOẠI VỤ'], '12/KHLN-SGDĐT-SNgV'],
    ['two on a line that is broken', ['SỞ GIÁO DỤC VÀ ĐÀO TẠO -', 'SỞ NGOẠI VỤ'], '12/KHLN-SGDĐT-SNgV'],
    ['two and one', ['SỞ GIÁO DỤC VÀ ĐÀO TẠO - SỞ NGOẠI VỤ', 'CÔNG AN TỈNH'], '12/KHLN-SGDĐT-SNgV-CAT'],
    ['one, whose office drafted the paper', ['SỞ GIÁO DỤC VÀ ĐÀO TẠO'], '12/KHPH-SGDĐT-GDPT'],
    ['two, and an office', ['SỞ GIÁO DỤC VÀ ĐÀO TẠO', 'TỈNH ĐOÀN AN BÌNH'], '12/KHPH-SGDĐT-TĐTN-UBKT'],
    ['two of unlike names', ['BAN CHẤP HÀNH TỈNH ĐOÀN', 'SỞ NGOẠI VỤ'], '12/KHPH-TĐTN-SNgV'],
    ['two whose symbol leaves out what kind they are', ['SỞ GIÁO DỤC VÀ ĐÀO TẠO', 'CÔNG AN TỈNH'], '01/KHPH-GDĐT-CAT'],
    ['a school and the police, by its name', ['TRƯỜNG THCS NGUYỄN VĂN TRỖI', 'CÔNG AN PHƯỜNG'], '12/QCPH-NVT-CAP'],
    ['two, of a programme', ['SỞ GIÁO DỤC VÀ ĐÀO TẠO', 'CÔNG AN TỈNH'], '01/CTrPH-SGDĐT-CAT'],
    ['two, one of them without the letters of its kind', ['SỞ GIÁO DỤC VÀ ĐÀO TẠO', 'SỞ NGOẠI VỤ'], '12/KHLN-GDĐT-NgV'],
    ['the youth union first', ['TỈNH ĐOÀN AN BÌNH', 'SỞ GIÁO DỤC VÀ ĐÀO TẠO'], '12/KHPH-TĐ-SGDĐT'],
    ['two, one of them the Front', ['ỦY BAN MTTQ VIỆT NAM TỈNH', 'SỞ NGOẠI VỤ'], '12/KHPH-MTTQ-SNgV'],
  ])('has the superior that stands above all who issue: %s', (_, lines, number) => {
    const letterhead = [
      'UBND TỈNH AN BÌNH                             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      '                                                 Độc lập - Tự do - Hạnh phúc',
      ...lines,
      `Số: ${number}                 An Bình, ngày 05 tháng 3 năm 2026`,
    ].join('\n')
    expect(parse(readText(joint(letterhead, 'KẾ HOẠCH', HANDS)))).toMatchObject({
      superior: 'UBND TỈNH AN BÌNH',
      issuer: lines.join(' '),
      number,
    })
  })

  it('has no ministry beside its province where an office of the province drafted it', () => {
    const letterhead =
      'BỘ CÔNG AN                            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCÔNG AN TỈNH AN BÌNH                   Độc lập - Tự do - Hạnh phúc\nSố: 12/KHPH-CAT-PV01                     An Bình, ngày 05 tháng 3 năm 2026'
    expect(parse(readText(joint(letterhead, 'KẾ HOẠCH', HANDS)))).toMatchObject({
      superior: 'BỘ CÔNG AN',
      issuer: 'CÔNG AN TỈNH AN BÌNH',
    })
  })

  it('is not told by the office that drafted it', () => {
    const letterhead =
      'UBND TỈNH AN BÌNH                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ GIÁO DỤC VÀ ĐÀO TẠO                   Độc lập - Tự do - Hạnh phúc\nSố: 12/KH-SGDĐT-VP                     An Bình, ngày 05 tháng 3 năm 2026'
    expect(parse(readText(joint(letterhead, 'KẾ HOẠCH', HANDS)))).toMatchObject({
      superior: 'UBND TỈNH AN BÌNH',
      issuer: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
    })
  })
})

describe('the words that say what a paper was issued with', () => {
  const plan = (section: string): string =>
    `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 45/KH-THCS.BM\n\nKẾ HOẠCH\nCông tác đối ngoại năm 2026\n\nI. NHIỆM VỤ\n${section}\n\nHIỆU TRƯỞNG\n\nTrần Văn An`

  it.each([
    [
      'before the rest of the sentence',
      '(ban hành kèm theo Quyết định số 12/QĐ-THCS ngày 01/3/2026) đối với toàn thể\ncán bộ, giáo viên, nhân viên trước ngày 15/4/2026.',
    ],
    [
      'on a whole line, behind which the sentence goes on',
      '(ban hành kèm theo Quyết định số 12/QĐ-THCS ngày 01/3/2026 của Hiệu trưởng)\nđối với toàn thể cán bộ, giáo viên, nhân viên trước ngày 15/4/2026.',
    ],
    [
      'on two lines, behind which the sentence goes on',
      '(ban hành kèm theo Quyết định số 12/QĐ-THCS ngày 01/3/2026 của Hiệu trưởng trường\nTHCS Bình Minh) đối với toàn thể giáo viên, nhân viên trước ngày 15/4/2026.',
    ],
  ])('stand in a task that is broken there: %s', (_, rest) => {
    const { tasks } = parse(
      readText(
        plan(
          `1. Phổ biến, quán triệt Quy chế tiếp và làm việc với khách nước ngoài của nhà trường\n${rest}\n2. Xây dựng câu lạc bộ tiếng Anh cho học sinh các khối lớp, sinh hoạt mỗi tháng hai\nlần, có sự tham gia của giáo viên nước ngoài và học sinh các trường bạn trong phường.\n3. Tổ chức tuần lễ văn hóa các nước với sự tham gia của cha mẹ học sinh và các đơn vị\nkết nghĩa trên địa bàn phường, bảo đảm an toàn, tiết kiệm và hiệu quả.`,
        ),
      ),
    )
    expect(tasks).toHaveLength(3)
    expect(tasks[0]!.text).toMatch(/của nhà trường \(ban hành kèm theo .*\) đối với toàn thể .* nhân viên/u)
    expect(tasks[0]!.deadlines).toMatchObject([{ date: '2026-04-15' }])
  })

  it.each([
    ['one line', '(Kèm theo Kế hoạch số 45/KH-THCS.BM ngày 05 tháng 3 năm 2026 của Trường)'],
    ['two lines', '(Kèm theo Kế hoạch số 45/KH-THCS.BM ngày 05 tháng 3 năm 2026 của Trường\nTHCS Bình Minh)'],
  ])('are a paragraph of their own under a title, and what follows another: %s', (_, note) => {
    for (const title of [
      'DANH SÁCH HỌC SINH GIAO LƯU',
      'PHỤ LỤC II\nDanh sách học sinh giao lưu',
      'Danh sách học sinh',
    ]) {
      const source = readText(
        plan(`1. Phổ biến Quy chế.\n\n${title}\n${note}\nCác lớp lập danh sách trước ngày 15/4/2026.`),
      )
      const said = toWritten(source, parse(source)).blocks.map((block) => ('text' in block ? block.text : ''))
      expect(said).toContain(note.replace('\n', ' '))
    }
  })
})
