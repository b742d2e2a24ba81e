import { describe, expect, it } from 'vitest'
import { readText } from '../read/read-text.ts'
import { parse } from './parse.ts'
import { DECISION, LETTER, SCHOOL_PLAN } from './sample-documents.ts'

const read = (text: string) => parse(readText(text))
/** A letter of our own, of 5 September 2025, around the sentences in question. */
const letter = (body: string): string => LETTER.replace(/Triển khai Công văn[\s\S]*?\.\/\./, body)

describe('a symbol that a copy spoilt', () => {
  it.each([
    // The next word stuck to it.
    ['Nghị quyết số 29-NQ/TWngày 04/11/2013 của Ban Chấp hành', '29-NQ/TW', '2013-11-04'],
    ['Quyết định số 131/QĐ-TTgcủa Thủ tướng Chính phủ', '131/QĐ-TTg', null],
    ['Kế hoạch số 15/KH-UBNDvề chuyển đổi số', '15/KH-UBND', null],
    ['Thông tư số 22/2021/TT-BGDĐTngày 20/7/2021', '22/2021/TT-BGDĐT', '2021-07-20'],
    // The call of a footnote.
    ['Nghị định số 86/2018/NĐ-CP2 của Chính phủ', '86/2018/NĐ-CP', null],
    ['Quyết định số 131/QĐ-TTg1, các sở', '131/QĐ-TTg', null],
    ['Luật Giáo dục số 43/2019/QH141 quy định', '43/2019/QH14', null],
    // A symbol of its school or club, with a space.
    ['Công văn số 07/HKHPT BTh ngày 03/4/2025 của Hội', '07/HKHPTBTh', '2025-04-03'],
    ['hồ sơ tại Công văn số 07/HKHPT BTh.', '07/HKHPTBTh', null],
    // A hyphen lost, or set between spaces.
    ['Quyết định số 45/QĐTTg ngày 12/01/2020', '45/QĐTTg', '2020-01-12'],
    ['Nghị định số 61/2018/NĐCP ngày 23/4/2018', '61/2018/NĐCP', '2018-04-23'],
    ['Kế hoạch số 22/KH UBND ngày 03/3/2025', '22/KHUBND', '2025-03-03'],
    ['Hướng dẫn số 03 - HD/VPTW ngày 03/4/2018', '03-HD/VPTW', '2018-04-03'],
  ])('%s', (sentence, number, date) => {
    expect(read(sentence).citations.map((c) => [c.number, c.date])).toEqual([[number, date]])
  })

  it.each([
    ['Luật Giáo dục số 43/2019/QH14 quy định', '43/2019/QH14'],
    ['Nghị quyết số 1211/2016/UBTVQH13 ngày 25/5/2016', '1211/2016/UBTVQH13'],
    ['Nghị quyết số 05/2008/NQ-HĐND12 của Hội đồng', '05/2008/NQ-HĐND12'],
    ['Công văn số 12/BCA-C06 ngày 01/02/2024', '12/BCA-C06'],
    ['Công văn số 282/HHDN-K4 ngày 09/01/2025', '282/HHDN-K4'],
    ['Công văn số 3333/BTC-QLCS1 ngày 3/3/2023', '3333/BTC-QLCS1'],
    ['Quyết định số 112/CP UBND tỉnh giao', '112/CP'],
    ['Công văn số 15/SGD, UBND huyện đã', '15/SGD'],
  ])('whole as it is: %s', (sentence, number) => {
    expect(read(sentence).citations.map((c) => c.number)).toEqual([number])
  })
})

describe('the date that opens a sentence', () => {
  it.each([
    [
      'Ngày 05/6/2024, Bộ Công an, Bộ Tài chính, Bộ Tư pháp ban hành Thông tư liên tịch số 01/2024/TTLT-BCA-BTC-BTP.',
      'Bộ Công an, Bộ Tài chính, Bộ Tư pháp',
    ],
    ['Ngày 05/6/2024, tại Hà Nội, Bộ Tài chính đã ban hành Thông tư số 11/2024/TT-BTC.', 'Bộ Tài chính'],
  ])('%s', (sentence, issuer) => {
    expect(read(sentence).citations[0]).toMatchObject({ date: '2024-06-05', issuer })
  })
})

describe('a title', () => {
  const plan = (title: string, body = ''): ReturnType<typeof read> =>
    read(`KẾ HOẠCH
${title}
${body || 'Thực hiện Quyết định số 12/QĐ-TTg ngày 05/01/2024 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:'}
I. MỤC ĐÍCH
Nâng cao hiệu quả.
II. TỔ CHỨC THỰC HIỆN
Các sở thực hiện.`)

  it('goes on with words that only look like the head of a body', () => {
    expect(plan('QUẢN LÝ VĂN\nBẢN VÀ ĐIỀU HÀNH TRÊN ĐỊA\nBÀN TỈNH HÀ LẠNG').title).toBe(
      'QUẢN LÝ VĂN BẢN VÀ ĐIỀU HÀNH TRÊN ĐỊA BÀN TỈNH HÀ LẠNG',
    )
  })

  it('ends where the author of a decision stands in capitals', () => {
    const text = DECISION.replace(
      /Về việc thành lập[\s\S]*?(?=Căn cứ)/,
      'THÀNH LẬP TỔ CÔNG TÁC\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n',
    )
    expect(read(text).title).toBe('THÀNH LẬP TỔ CÔNG TÁC')
  })

  it('keeps the number of the document it carries out; that is not the own one', () => {
    const read = plan('TRIỂN KHAI THỰC HIỆN KẾ HOẠCH\nSỐ 49-KH/TU NGÀY 10 THÁNG 5 NĂM 2019 CỦA TỈNH ỦY VỀ KHUYẾN HỌC')
    expect(read).toMatchObject({
      number: null,
      date: null,
      title: expect.stringMatching(/^TRIỂN KHAI .* VỀ KHUYẾN HỌC$/),
    })
    expect(read.citations[0]).toMatchObject({ number: '49-KH/TU', date: '2019-05-10' })
  })

  it('is followed by a basis whose number is not the own one either', () => {
    const read = plan('Chuyển đổi số năm 2025', '- Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;')
    expect(read.number).toBeNull()
  })

  it('loses a stamp set beside it', () => {
    expect(plan('DỰ THẢO          Đón đoàn công tác năm 2025').title).toBe('Đón đoàn công tác năm 2025')
    expect(plan('Dự thảo văn kiện đại hội').title).toBe('Dự thảo văn kiện đại hội')
  })

  it('may propose, and is over where an invitation or an account begins', () => {
    expect(
      read(
        'TỜ TRÌNH\nĐề nghị thành lập Hội Khuyến học\nKính gửi: Ủy ban nhân dân tỉnh\nNơi nhận:\n- Như trên;\n- Lưu: VT.',
      ).title,
    ).toBe('Đề nghị thành lập Hội Khuyến học')
    expect(plan('Họp triển khai công tác đón đoàn\nSở Ngoại vụ trân trọng kính mời đại diện các sở').title).toBe(
      'Họp triển khai công tác đón đoàn',
    )
    expect(plan('về tăng cường công tác đối ngoại\nThời gian qua, các cấp ủy đã lãnh đạo tốt').title).toBe(
      'về tăng cường công tác đối ngoại',
    )
  })

  it.each(['Về: đăng ký đoàn vào', 'Về việc: đăng ký đoàn vào', 'Về việc đăng ký đoàn vào', 'V/v đăng ký đoàn vào'])(
    'of a letter: %s',
    (line) => {
      expect(read(LETTER.replace('V/v đăng ký đoàn vào', line)).title).toBe('đăng ký đoàn vào năm học 2025-2026')
    },
  )
})

describe('a page of a site above the letterhead', () => {
  it('tells in a sentence the day that the letterhead prints with its place', () => {
    const page = `Ngày 01/10/2025 Sở Giáo dục đã ban hành Văn bản số 640/SGDĐT-GDTrH.\n\n${LETTER}`
    expect(read(page)).toMatchObject({ place: 'An Bình', date: '2025-09-05' })
  })

  it('lists related documents that take the place of nothing', () => {
    const related = Array.from(
      { length: 14 },
      (_, i) => `- ${i + 1} Nghị định ${30 + i}/2020/NĐ-CP về công tác văn thư`,
    )
    const page = `${related.join('\n')}
ỦY BAN NHÂN DÂN TỈNH AN BÌNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 19/KH-UBND | An Bình, ngày 11 tháng 9 năm 2023 |
VỀ CHUYỂN ĐỔI SỐ TRÊN ĐỊA BÀN TỈNH AN BÌNH NĂM 2024
Thực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh yêu cầu các sở thực hiện.
`
    const plan = read(page)
    expect(plan).toMatchObject({
      kind: 'Kế hoạch',
      number: '19/KH-UBND',
      date: '2023-09-11',
      title: 'VỀ CHUYỂN ĐỔI SỐ TRÊN ĐỊA BÀN TỈNH AN BÌNH NĂM 2024',
    })
    expect(plan.legalBases.map((b) => b.number)).toEqual(['749/QĐ-TTg'])
  })
})

describe('a document that became one line', () => {
  it('of the State', () => {
    const decision = read(
      'ỦY BAN NHÂN DÂN TỈNH AN BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 41/QĐ-UBND An Bình, ngày 05 tháng 3 năm 2024 QUYẾT ĐỊNH Về việc thành lập Ban Tổ chức Ngày hội sách CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN BÌNH Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015; Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư; Xét đề nghị của Giám đốc Sở Văn hóa, QUYẾT ĐỊNH: Điều 1. Thành lập Ban Tổ chức gồm 05 thành viên. Điều 2. Quyết định này có hiệu lực kể từ ngày ký./. Nơi nhận: - Như Điều 2; - Lưu: VT. KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Trần Văn Nam',
    )
    expect(decision).toMatchObject({
      kind: 'Quyết định',
      number: '41/QĐ-UBND',
      issuer: 'ỦY BAN NHÂN DÂN TỈNH AN BÌNH',
      place: 'An Bình',
      date: '2024-03-05',
      title: 'Về việc thành lập Ban Tổ chức Ngày hội sách',
      recipients: ['Như Điều 2', 'Lưu: VT'],
      signer: { authority: 'KT. CHỦ TỊCH', position: 'PHÓ CHỦ TỊCH', name: 'Trần Văn Nam' },
    })
    expect(decision.legalBases.map((b) => b.number ?? b.date)).toEqual(['2015-06-19', '30/2020/NĐ-CP'])
    expect(decision.outline.map((o) => o.label)).toEqual(['Điều 1', 'Điều 2'])
  })

  it('of the Youth Union, its words stuck together', () => {
    const decision = read(
      'BAN CHẤP HÀNH TỈNH ĐOÀN AN BÌNH***Số: 12 - QĐ/TĐTN-BTCĐOÀN TNCS HỒ CHÍ MINH An Bình, ngày 07 tháng 4 năm 2019 QUYẾT ĐỊNHVề việc chuẩn y Ban Chấp hành Huyện đoàn Hà An---- BAN THƯỜNG VỤ TỈNH ĐOÀN AN BÌNH- Căn cứ Điều lệ Đoàn TNCS Hồ Chí Minh; - Căn cứ Quy chế làm việc khoá X, nhiệm kỳ 2017 - 2022 ban hành kèm theo Quyết định số 12 QĐ/TWĐTN ngày 01/02/2018 của Ban Bí thư Trung ương Đoàn; QUYẾT ĐỊNH Điều 1. Chuẩn y Ban Chấp hành gồm 15 đồng chí. Điều 2. Quyết định này có hiệu lực từ ngày ký./. Nơi nhận: - Như điều 1; - Lưu VP. TM. BAN THƯỜNG VỤ TỈNH ĐOÀNPHÓ BÍ THƯ (đã ký) Lê Thị Lan',
    )
    expect(decision).toMatchObject({
      kind: 'Quyết định',
      number: '12-QĐ/TĐTN-BTC',
      place: 'An Bình',
      date: '2019-04-07',
      title: 'Về việc chuẩn y Ban Chấp hành Huyện đoàn Hà An',
      signer: { authority: 'TM. BAN THƯỜNG VỤ TỈNH ĐOÀN', position: 'PHÓ BÍ THƯ', name: 'Lê Thị Lan' },
    })
    expect(decision.legalBases).toMatchObject([{ number: '12QĐ/TWĐTN', date: '2018-02-01' }])
  })

  it('a letter', () => {
    const text = LETTER.trim().replace(/\s*\n\s*/g, ' ')
    expect(read(text)).toMatchObject({
      kind: 'Công văn',
      number: '640/SGDĐT-GDTrH',
      place: 'An Bình',
      date: '2025-09-05',
    })
  })

  it('leaves a long paragraph that cites and dates whole', () => {
    const long = `Thực hiện Kế hoạch số 12/KH-UBND; Căn cứ tình hình thực tế - Sở Giáo dục tổng hợp. ${'Các đơn vị phối hợp thực hiện tốt; - Báo cáo kịp thời. '.repeat(40)}`
    expect(read(letter(long)).outline).toEqual([])
    expect(read(letter(long)).citations.map((c) => c.number)).toEqual(['12/KH-UBND'])
  })
})

describe('a section that lists the grounds', () => {
  const ITEMS = [
    'Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình chuyển đổi số quốc gia',
    'Kế hoạch số 15/KH-UBND ngày 12/01/2025 của Ủy ban nhân dân tỉnh về chuyển đổi số năm 2025',
    'Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị',
  ]

  it('in the line of its heading, and nothing else is left of the document', () => {
    const plan = read(`Trang thông tin xã Hà An\nI. CĂN CỨ XÂY DỰNG KẾ HOẠCH - ${ITEMS.join('; - ')}.`)
    expect(plan.legalBases.map((b) => b.number)).toEqual(['749/QĐ-TTg', '15/KH-UBND', '57-NQ/TW'])
    expect(plan.outline).toMatchObject([{ label: 'I', title: 'CĂN CỨ XÂY DỰNG KẾ HOẠCH' }])
    expect(plan).toMatchObject({ number: null, date: null, place: null, title: null })
  })

  it('makes no document of a page of advice', () => {
    const page = `Mức thưởng của giáo viên\n1. Căn cứ pháp lý\n- ${ITEMS[0]};\n- ${ITEMS[1]};\n2. Mức thưởng\nBạn đọc tham khảo thêm.`
    expect(read(page)).toMatchObject({ recognised: false, legalBases: [], outline: [] })
  })

  it('tells them in sentences, which are no headings', () => {
    const proposal = read(
      letter(`như sau:
1. Cơ sở pháp lý
Ngày 08/10/2024, Chính phủ ban hành Nghị định số 126/2024/NĐ-CP quy định về hội, thay thế Nghị định số 45/2010/NĐ-CP.
a) Khoản 3 Điều 15 Nghị định số 126/2024/NĐ-CP quy định: “Chủ tịch cho phép thành lập hội”.
b) Khoản 1 Điều 3 Thông tư số 03/2013/TT-BNV quy định hội bị giải thể trong một trong các trường hợp:
2. Kết quả thẩm định
a) Hồ sơ đầy đủ
Hồ sơ gồm 05 loại.
b) Ý kiến các sở
Các sở thống nhất.`),
    )
    expect(proposal.legalBases.map((b) => b.number)).toEqual(['126/2024/NĐ-CP', '03/2013/TT-BNV'])
    expect(proposal.outline.map((o) => `${o.label}@${o.level}`)).toEqual(['1@1', '2@1', 'a@2', 'b@2'])
  })
})

describe('bases', () => {
  it('stand below the author of a decision, also where the text ends with them', () => {
    const text = DECISION.slice(0, DECISION.indexOf('QUYẾT ĐỊNH:'))
    expect(read(text).legalBases.map((b) => b.number)).toContain('86/2018/NĐ-CP')
  })

  it('do not count what a basis amends, nor what is joined to that', () => {
    const sentence =
      'Căn cứ Thông tư số 138/2025/TT-BTC ngày 30/12/2025 của Bộ trưởng Bộ Tài chính sửa đổi, bổ sung một số điều của Thông tư số 95/2020/TT-BTC hướng dẫn giám sát giao dịch và Thông tư số 06/2022/TT-BTC hướng dẫn giám sát tuân thủ; Căn cứ Nghị định số 86/2018/NĐ-CP của Chính phủ, Sở đề nghị.'
    expect(read(letter(sentence)).legalBases.map((b) => b.number)).toEqual(['138/2025/TT-BTC', '86/2018/NĐ-CP'])
  })
})

describe('what a basis is about', () => {
  it.each(['Phòng Giáo dục và Đào tạo', 'Sở Giao thông vận tải', 'Trường THCS Bình Minh'])(
    'ends where its author, %s, begins to speak',
    (author) => {
      const sentence = `Căn cứ Kế hoạch số 68/KH-SGDĐT ngày 06/3/2024 của Sở Giáo dục và Đào tạo về hội nhập quốc tế, ${author} xây dựng Kế hoạch năm 2024 như sau:`
      expect(read(letter(sentence)).legalBases[0]?.subject).toBe('về hội nhập quốc tế')
    },
  )
})

describe('an article that a sentence names', () => {
  it('at the beginning of a line is no heading', () => {
    const text = DECISION.replace(
      /Điều 1\..*/,
      (line) => `${line}\nNội dung khác thực hiện theo quy định tại\nĐiều 10.`,
    )
    expect(read(text).outline.map((o) => o.label)).toEqual(['Điều 1', 'Điều 2', 'Điều 3'])
  })
})

describe('terms', () => {
  it.each([
    ['Gia hạn thời gian tổ chức đại hội đến ngày 15/12/2025.', ['2025-12-15']],
    ['Lùi thời hạn nộp báo cáo đến ngày 20/12/2025.', ['2025-12-20']],
    ['Gia hạn giấy phép hoạt động đến ngày 31/12/2026.', []],
    ['Đăng ký trực tuyến kể từ ngày 10/11/2025 đến hết ngày 20/11/2025.', ['2025-11-20']],
    ['Hội thi diễn ra từ ngày 10/11/2025 đến ngày 20/11/2025.', []],
    // Over before the letter was signed.
    ['Người đã dừng đóng từ ngày 01/01/2024 đến hết ngày 30/6/2025 được hỗ trợ.', []],
    ['Kỳ báo cáo tính từ ngày 15/12/2024 đến ngày 14/12/2025.', []],
    // A state sorts cases; work has its term.
    ['Người đang tham gia bảo hiểm trước ngày 01/10/2025 được giữ mức cũ.', []],
    ['Các trường đang thực hiện thí điểm hoàn thành báo cáo trước ngày 01/12/2025.', ['2025-12-01']],
  ])('%s', (sentence, expected) => {
    expect(read(letter(`${sentence}/.`)).deadlines.flatMap((d) => d.date ?? [])).toEqual(expected)
  })
})

describe('offsets of a line that was taken apart', () => {
  it('lead back to the same words of the source', () => {
    const source = readText(LETTER.trim().replace(/\s*\n\s*/g, ' '))
    const { at, number } = parse(source)
    expect(source.text.slice(at.number!.start, at.number!.end).replace(/\s/g, '')).toBe(number)
  })

  it('are those of a plan whose lines are whole', () => {
    expect(read(SCHOOL_PLAN).at.title).toBeDefined()
  })
})

describe('the closing sentence', () => {
  it('is no part of the last task, whose full line lacks its mark', () => {
    const task = '- Nâng cao năng lực ngoại ngữ, chuyên môn và kỹ năng hội nhập quốc tế cho giáo viên'
    const sentence = 'tăng cường bồi dưỡng, trao đổi kinh nghiệm quốc tế với các trường ở trong và ngoài'
    const lines = SCHOOL_PLAN.replace(
      'Trên đây là',
      `${`${task}\n${sentence}\nnước;\n`.repeat(40)}${task}\nTrên đây là`,
    )
    // as copied out of a PDF: a blank between every two lines
    const { tasks } = read(lines.split(/\n+/u).join('\n\n'))
    expect(tasks.at(-1)?.text).toMatch(/cho giáo viên$/u)
    expect(tasks.some(({ text }) => text.includes('Trên đây là'))).toBe(false)
  })
})

describe('a programme of the Party under what its site says of it', () => {
  const programme = read(`Tìm kiếm
Ngày 12/9/2025, Tỉnh ủy Sông Vàng đã ban hành Chương trình số 31-CTr/TU về thực hiện Chỉ thị 45-CT/TW.

CHƯƠNG TRÌNH

Thực hiện Chỉ thị 45-CT/TW của Ban Bí thư về công tác khuyến học

Thực hiện Chỉ thị 45-CT/TW, ngày 12/6/2025 của Ban Bí thư về công tác khuyến học, Ban Thường vụ Tỉnh ủy (khóa XXI) ban hành chương trình như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Nâng cao trách nhiệm của cấp ủy trong công tác khuyến học.`)

  it('does not take its date from a sentence of the site', () => {
    expect([programme.date, programme.at.date]).toEqual([null, undefined])
  })

  it('is by the body that it names, without its term', () => {
    expect(programme.issuer).toBe('Ban Thường vụ Tỉnh ủy')
  })
})

describe('two grounds in one paragraph', () => {
  it('are both found, each behind its own "Căn cứ"', () => {
    const bases = read(
      DECISION.replace(
        /Căn cứ [^\n]*\n/,
        'Căn cứ Luật An toàn thông tin mạng ngày 19 tháng 11 năm 2015; Căn cứ Luật Tiếp cận thông tin ngày 06 tháng 4 năm 2016;\n',
      ),
    ).legalBases
    expect(bases.slice(0, 2).map((basis) => [basis.subject, basis.date])).toEqual([
      ['An toàn thông tin mạng', '2015-11-19'],
      ['Tiếp cận thông tin', '2016-04-06'],
    ])
  })
})
