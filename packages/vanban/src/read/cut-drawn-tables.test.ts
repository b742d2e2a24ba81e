import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../cpu-time.testing.ts'
import { parse } from '../parse/parse.ts'
import { readText } from './read-text.ts'

const rowsOf = (text: string): string[] => {
  const { lines, text: said } = readText(text)
  return lines.flatMap(({ cell, start, end }) => (cell ? [`${cell.join('.')} ${said.slice(start, end)}`] : []))
}

const ASSIGNED = `PHÂN CÔNG NHIỆM VỤ

STT   Nhiệm vụ                           Đơn vị         Thời hạn
                                         chủ trì
1     Xây dựng câu lạc bộ tiếng Anh      Tổ Ngoại ngữ   30/4/2026
      cho học sinh khối 6
2     Đón đoàn học sinh Nhật Bản         Tổ Văn phòng,  15/5/2026
                                         Đoàn trường

3     Báo cáo kết quả                                   30/6/2026

Ghi chú: các tổ báo cáo tiến độ về Văn phòng.`

describe('a table drawn with spaces', () => {
  it('is cells: what stands on several lines is one, an empty cell none, the text behind it text', () => {
    expect(rowsOf(ASSIGNED)).toEqual([
      '0.0.0 STT',
      '0.0.1 Nhiệm vụ',
      '0.0.2 Đơn vị chủ trì',
      '0.0.3 Thời hạn',
      '0.1.0 1',
      '0.1.1 Xây dựng câu lạc bộ tiếng Anh cho học sinh khối 6',
      '0.1.2 Tổ Ngoại ngữ',
      '0.1.3 30/4/2026',
      '0.2.0 2',
      '0.2.1 Đón đoàn học sinh Nhật Bản',
      '0.2.2 Tổ Văn phòng, Đoàn trường',
      '0.2.3 15/5/2026',
      '0.3.0 3',
      '0.3.1 Báo cáo kết quả',
      '0.3.3 30/6/2026',
    ])
    expect(readText(ASSIGNED).text).toMatch(/^PHÂN CÔNG NHIỆM VỤ\n\nSTT\n[\s\S]*30\/6\/2026\n\nGhi chú: các tổ/u)
  })

  it('has rows that head others, and rows out of line', () => {
    expect(
      rowsOf(`TT  Nội dung            Phụ trách     Thời gian
I   CÔNG TÁC TUYÊN TRUYỀN, PHỔ BIẾN TRONG TOÀN TRƯỜNG
1   Làm bảng tin về hội nhập quốc tế   Tổ Ngữ văn   Tháng 4
II. Công tác đối ngoại của nhà trường trong năm học
2   Đón đoàn            Văn phòng     Tháng 5`),
    ).toEqual([
      '0.0.0 TT',
      '0.0.1 Nội dung',
      '0.0.2 Phụ trách',
      '0.0.3 Thời gian',
      '0.1.0 I',
      '0.1.1 CÔNG TÁC TUYÊN TRUYỀN, PHỔ BIẾN TRONG TOÀN TRƯỜNG',
      '0.2.0 1',
      '0.2.1 Làm bảng tin về hội nhập quốc tế',
      '0.2.2 Tổ Ngữ văn',
      '0.2.3 Tháng 4',
      '0.3.0 II.',
      '0.3.1 Công tác đối ngoại của nhà trường trong năm học',
      '0.4.0 2',
      '0.4.1 Đón đoàn',
      '0.4.2 Văn phòng',
      '0.4.3 Tháng 5',
    ])
  })

  it('may be set by tabs, with rows that head others and empty cells', () => {
    expect(
      rowsOf('TT\tNội dung\tPhụ trách\tHạn\t\nI\tTUYÊN TRUYỀN\t\t\n1\tLàm bảng tin\t\tTháng 4\n\nGhi chú'),
    ).toEqual([
      '0.0.0 TT',
      '0.0.1 Nội dung',
      '0.0.2 Phụ trách',
      '0.0.3 Hạn',
      '0.1.0 I',
      '0.1.1 TUYÊN TRUYỀN',
      '0.2.0 1',
      '0.2.1 Làm bảng tin',
      '0.2.3 Tháng 4',
    ])
  })

  it('gives its tasks with who does them and by when', () => {
    const letterhead =
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 45/KH-THCS.BM\n\nKẾ HOẠCH\nCông tác đối ngoại\n\n'
    const [table] = parse(readText(`${letterhead}PHỤ LỤC\n${ASSIGNED}`)).tables
    expect(table!.tasks.map(({ text, assignees, deadlines }) => [text, assignees, deadlines[0]?.date])).toEqual([
      ['Xây dựng câu lạc bộ tiếng Anh cho học sinh khối 6', ['Tổ Ngoại ngữ'], '2026-04-30'],
      ['Đón đoàn học sinh Nhật Bản', ['Tổ Văn phòng', 'Đoàn trường'], '2026-05-15'],
      ['Báo cáo kết quả', [], '2026-06-30'],
    ])
  })

  const rows = `STT   Nhiệm vụ                           Đơn vị         Thời hạn
1     Xây dựng câu lạc bộ tiếng Anh      Tổ Ngoại ngữ   30/4/2026
2     Báo cáo kết quả                    Văn phòng      30/6/2026`

  it.each([
    ['a post', '                                         HIỆU TRƯỞNG'],
    [
      'an authority',
      '                                         KT. HIỆU TRƯỞNG\n                                         PHÓ HIỆU TRƯỞNG',
    ],
    ['two hands', '      NGƯỜI LẬP BIỂU                     HIỆU TRƯỞNG'],
    ['the recipients beside the hand', 'Nơi nhận:                                HIỆU TRƯỞNG\n- Các tổ;'],
    [
      'place and date',
      '                                         Hà An, ngày 05 tháng 3 năm 2026\n                                         HIỆU TRƯỞNG',
    ],
  ])('ends where the signature begins right below its last row: %s', (_, hand) => {
    const signed = `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 45/KH-THCS.BM\n\nKẾ HOẠCH\nCông tác đối ngoại\n\nI. NHIỆM VỤ\n${rows}\n${hand}\n\n                                         Trần Văn An`
    expect(rowsOf(signed).slice(-2)).toEqual(['0.2.2 Văn phòng', '0.2.3 30/6/2026'])
    expect(parse(readText(signed)).signer).toMatchObject({
      position: expect.stringMatching(/HIỆU TRƯỞNG$/u),
      name: 'Trần Văn An',
    })
  })

  it('ends where the next heading stands right below, and where tabs set a hand in its columns', () => {
    expect(rowsOf(`${rows}\n      TỔ CHỨC THỰC HIỆN`).at(-1)).toBe('0.2.3 30/6/2026')
    expect(rowsOf('TT\tNội dung\tPhụ trách\n1\tLàm bảng tin\tVăn phòng\n\t\tHIỆU TRƯỞNG').at(-1)).toBe(
      '0.1.2 Văn phòng',
    )
  })

  const ITEMS = `1.\tHiệu trưởng chỉ đạo chung.
2.\tCác tổ báo cáo kết quả về Văn phòng trước ngày 15 tháng 10 năm 2026.`
  it.each([
    [
      'tabs',
      `STT\tNội dung\tĐơn vị\n1\tĐón đoàn\tVăn phòng\n2\tBáo cáo\tTổ Ngoại ngữ\nIII.\tTỔ CHỨC THỰC HIỆN\n${ITEMS}`,
    ],
    [
      'spaces',
      `STT   Nội dung     Đơn vị\n1     Đón đoàn     Văn phòng\n2     Báo cáo      Tổ Ngoại ngữ\nIII.  TỔ CHỨC THỰC HIỆN\n${ITEMS.replaceAll('\t', '  ')}`,
    ],
  ])('ends where the next section begins right below it, its number set apart: %s', (_, body) => {
    const plan = `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 45/KH-THCS.BM\n\nKẾ HOẠCH\nCông tác đối ngoại\n\nI. MỤC ĐÍCH\nNâng cao chất lượng.\n\nII. NHIỆM VỤ\n${body}`
    expect(rowsOf(plan).at(-1)).toBe('0.2.2 Tổ Ngoại ngữ')
    const { outline, tasks } = parse(readText(plan))
    expect(outline.some(({ label }) => label === 'III')).toBe(true)
    expect(tasks.filter(({ section }) => section.startsWith('III')).map(({ deadlines }) => deadlines[0]?.date)).toEqual(
      [undefined, '2026-10-15'],
    )
  })

  it('keeps a row of which only its first words are known', () => {
    expect(rowsOf(`${rows}\n3     Sơ kết học kỳ I`).at(-1)).toBe('0.3.1 Sơ kết học kỳ I')
    expect(rowsOf('TT\tNội dung\tPhụ trách\n1.\tLàm bảng tin\tVăn phòng\n2.\tSơ kết').at(-1)).toBe('0.2.1 Sơ kết')
  })

  it('sums up in a row of its own, and who drew it up is none of its cells', () => {
    const said = rowsOf(`${rows}
      Tổng cộng                          02 đơn vị
      Người lập biểu
      Nguyễn Văn A`)
    expect(said.slice(-3)).toEqual(['0.2.3 30/6/2026', '0.3.1 Tổng cộng', '0.3.2 02 đơn vị'])
    const letterhead =
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 45/KH-THCS.BM\n\nKẾ HOẠCH\nCông tác đối ngoại\n\nPHỤ LỤC\n'
    const [table] = parse(readText(`${letterhead}${rows}\n      Tổng cộng                          02 đơn vị`)).tables
    expect(table!.tasks.map(({ text }) => text)).toEqual(['Xây dựng câu lạc bộ tiếng Anh', 'Báo cáo kết quả'])
    expect(rowsOf(`${rows}\n      Cộng tác viên                      Tổ Văn`).slice(-3)).toEqual([
      '0.2.1 Báo cáo kết quả Cộng tác viên',
      '0.2.2 Văn phòng Tổ Văn',
      '0.2.3 30/6/2026',
    ])
    expect(rowsOf(`TT    Nội dung     Số lượng\n1     Đón đoàn     5\n      TỔNG CỘNG    5`).at(-1)).toBe('0.2.2 5')
  })

  it('goes on under a head, a word or a row that is in capitals itself', () => {
    expect(
      rowsOf(`STT   NHIỆM VỤ                           ĐƠN VỊ         THỜI HẠN
                                         CHỦ TRÌ
1     Báo cáo kết quả về                 VĂN PHÒNG      30/4/2026
      UBND                               NHÀ TRƯỜNG
2     Báo cáo theo mẫu của               Tổ Văn phòng   30/6/2026
      PHÒNG VĂN HÓA
3     CÔNG TÁC                           Các tổ         30/6/2026
      TUYÊN TRUYỀN`),
    ).toEqual([
      '0.0.0 STT',
      '0.0.1 NHIỆM VỤ',
      '0.0.2 ĐƠN VỊ CHỦ TRÌ',
      '0.0.3 THỜI HẠN',
      '0.1.0 1',
      '0.1.1 Báo cáo kết quả về UBND',
      '0.1.2 VĂN PHÒNG NHÀ TRƯỜNG',
      '0.1.3 30/4/2026',
      '0.2.0 2',
      '0.2.1 Báo cáo theo mẫu của PHÒNG VĂN HÓA',
      '0.2.2 Tổ Văn phòng',
      '0.2.3 30/6/2026',
      '0.3.0 3',
      '0.3.1 CÔNG TÁC TUYÊN TRUYỀN',
      '0.3.2 Các tổ',
      '0.3.3 30/6/2026',
    ])
  })

  it('is none without numbered rows, and nowhere is a word lost', () => {
    const letterhead = 'STT   Họ và tên   Chức vụ\n\nCác thành viên họp   vào thứ Hai   hằng tuần.'
    expect(rowsOf(letterhead)).toEqual([])
    const word = fc.constantFrom('STT', 'TT', '1', '2', 'II', 'Nhiệm vụ', 'Tổ Văn', '30/4', 'Đón đoàn khách quốc tế')
    const gap = fc.constantFrom(' ', '  ', '   ', '        ', '\n', '\n\n', '\t')
    fc.assert(
      fc.property(fc.array(fc.tuple(word, gap), { maxLength: 60 }), (parts) => {
        const text = `STT   Việc   Ai   Hạn\n${parts.flat().join('')}`
        const words = (said: string): string[] =>
          said
            .split(/\s+/u)
            .filter((one) => one !== '')
            .sort()
        expect(words(readText(text).text)).toEqual(words(text))
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['columns without end', `STT${'  c'.repeat(9_000)}\n${`1${'  c'.repeat(9_000)}\n`.repeat(5)}`],
    ['heads like stairs', Array.from({ length: 1_200 }, (_, i) => `${' '.repeat(i * 3)}TT  a  b\n`).join('')],
    ['heads alone, set by tabs', 'TT\ta\tb\n'.repeat(5_000)],
  ])('costs about what the same text does without one: %s', async (_, text) => {
    const bare = await cpuTime(() => readText(text.replaceAll('TT', 'XX')))
    expect(await cpuTime(() => readText(text))).toBeLessThan(5 * bare + 200)
  })
})
