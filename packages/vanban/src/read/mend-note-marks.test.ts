import { describe, expect, it } from 'vitest'
import { cpuTime } from '../cpu-time.testing.ts'
import { parse } from '../parse/parse.ts'
import { mendNoteMarks } from './mend-note-marks.ts'
import { readText } from './read-text.ts'

const PAGE = `1. Phổ biến chủ trương của Trung ương1 đến toàn thể giáo viên trong 30 ngày.
2. Tổ chức tuần lễ “Bạn bè năm châu”2 với sự tham gia của học sinh tất

1 Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị.
2 Theo Kế hoạch số 12/KH-UBND ngày 10 tháng 01 năm 2026.

cả các khối lớp theo Luật Giáo dục1.

1 Luật số 43/2019/QH14.`

describe('foot notes marked by plain digits', () => {
  it('are raised at the note and at its call, and count anew on the next page', () => {
    expect(mendNoteMarks(PAGE)).toBe(
      PAGE.replace('ương1', 'ương¹')
        .replace('châu”2', 'châu”²')
        .replace('dục1', 'dục¹')
        .replaceAll('\n1 ', '\n¹ ')
        .replace('\n2 Theo', '\n² Theo'),
    )
  })

  it('are read as notes, and the sentence they interrupt goes on', () => {
    const plan = readText(
      `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 45/KH-THCS.BM\n\nKẾ HOẠCH\nCông tác đối ngoại\n\nI. NHIỆM VỤ\n${PAGE}`,
    )
    const { footnotes, tasks } = parse(plan)
    expect(footnotes.map(({ mark, text, calledAt }) => [mark, text.slice(0, 10), calledAt !== null])).toEqual([
      ['1', 'Nghị quyết', true],
      ['2', 'Theo Kế ho', true],
      ['1', 'Luật số 43', true],
    ])
    expect(tasks[1]!.text).toContain('học sinh tất cả các khối lớp')
  })

  it.each([
    'Theo Luật Giáo dục1.\n_______\n1 Luật số 43/2019/QH14.\n',
    'Theo Luật Giáo dục1.\n\n  1 Luật số 43/2019/QH14.',
  ])('stand behind a rule or a blank line', (text) => {
    expect(mendNoteMarks(text)).toBe(text.replace('dục1', 'dục¹').replace('1 Luật', '¹ Luật'))
  })

  it('leave the tasks of a plan its tasks, under classes and terms that have numbers', () => {
    const tasks = '1 Tổ chức tuần lễ văn hóa.\n2 Đón đoàn học sinh.\n3 Báo cáo kết quả.'
    for (const words of ['các khối lớp1, lớp2 và lớp3 thực hiện:', 'Trong học kỳ1, các tổ thực hiện:'])
      for (const gap of ['\n', '\n\n']) expect(mendNoteMarks(words + gap + tasks)).toBe(words + gap + tasks)
    for (const words of [
      'Trong học kì1, các tổ thực hiện:',
      'Tại cơ sở1 và cơ sở2, Văn phòng chuẩn bị.',
      'Với Tân Phú1, các tổ:',
    ])
      expect(mendNoteMarks(`${words}\n\n${tasks}`)).toBe(`${words}\n\n${tasks}`)
    const running = `Theo chủ trương của Trung ương1, các tổ:\n${tasks}`
    expect(mendNoteMarks(running)).toBe(running)
  })

  it('are those behind the rule where a heading is numbered the same', () => {
    const text =
      'Theo chủ trương của Trung ương1, nhà trường thực hiện.\n\n1 Công tác tuyên truyền\nPhổ biến cho học sinh.\n_____\n1 Nghị quyết số 59-NQ/TW.'
    expect(mendNoteMarks(text)).toBe(text.replace('ương1', 'ương¹').replace('1 Nghị', '¹ Nghị'))
  })

  it.each([
    ['a number that no note explains', 'Thông báo lần thứ nhất2 gửi các tổ.\n1 Mục đích của hội nghị'],
    ['a line that nothing calls', '1 Mục đích\nNội dung thực hiện\n2 Yêu cầu'],
    ['units, codes and years', 'Diện tích 40 m2, phòng A1, khối THCS1 và CO2.\n1 Bảng kê\n2 Danh sách'],
    ['a note before its call', '1 Nghị quyết của Chính phủ.\nTheo chủ trương của Trung ương1 và phường.'],
    ['notes that do not count from one', 'Chủ trương của Trung ương7 nêu rõ.\n7 Nghị quyết số 59-NQ/TW.'],
  ])('are none where there is only %s', (_, text) => {
    expect(mendNoteMarks(text)).toBe(text)
  })

  it('cost what their text is long, not its length times their number', async () => {
    const costOf = (many: number) => {
      const notes = `${'1 Nghị quyết\n'.repeat(many)}${'\n1 Nghị quyết\n'.repeat(many)}`
      return cpuTime(() => mendNoteMarks(`Trung ương1 ${'ương1 '.repeat(4 * many)}\n${notes}`))
    }
    const brief = Math.max(await costOf(12_500), await costOf(12_500))
    expect(await costOf(50_000)).toBeLessThan(10 * brief)
  })
})
