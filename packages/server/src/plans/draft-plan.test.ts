import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { planTemplateFor } from '@banggiao/catalogue'
import { daysBetween } from '@banggiao/rules'
import { parse, readText } from '@banggiao/vanban'
import { expect, test } from 'vitest'
import { type DraftingUnit, draftPlan } from './draft-plan.ts'
import { findLoweredMarks } from './find-lowered-marks.ts'
import { readParsedPlan } from './read-parsed-plan.ts'

const copied = `SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: 12/KH-SGDĐT
Tỉnh Mẫu, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Công tác hội nhập quốc tế năm 2026

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Tăng cường công tác quản lý về hội nhập quốc tế; bảo đảm sự

thống nhất, đồng bộ và hiệu quả trong chỉ đạo.

- Nâng cao nhận thức của giáo viên, học sinh.

2. Yêu cầu

- Thiết thực, hiệu quả.

II. NỘI DUNG THỰC HIỆN

1. Triển khai các văn bản chỉ đạo về hội nhập quốc tế¹.

2. Tổ chức dạy và học ngoại ngữ theo hướng mới.

III. TỔ CHỨC THỰC HIỆN

1. Các trường báo cáo kết quả về Sở trước ngày 15/10/2026.
`

/** A draft of a plan that was copied out of a PDF: lines broken by blank ones, notes without their place; a school's where nobody else is named. */
function draft({ text = copied, today = '2026-03-10', unit = {} as Partial<DraftingUnit> } = {}) {
  const source = readText(text)
  const parsed = parse(source)
  const read = readParsedPlan(parsed, source.text, '2026-03-02')
  const school: DraftingUnit = {
    kind: 'school',
    level: 'thcs',
    name: 'Trường THCS Gió Mới',
    area: 'phường Mẫu',
    affiliation: null,
    parts: [],
    staff: [],
    signAuthority: [],
    reportsTo: null,
    headTitle: 'HIỆU TRƯỞNG',
    asks: [],
    ...unit,
  }
  return draftPlan(
    {
      kind: 'Kế hoạch',
      number: '12/KH-SGDĐT',
      issuedOn: '2026-03-02',
      title: 'Công tác hội nhập quốc tế năm 2026',
      issuer: 'Sở Giáo dục và Đào tạo',
      issuerKind: 'department',
      issuerShortName: null,
      year: 2026,
      reportDueOn: read.reportDueOn,
      reportDueRecurring: read.reportDueRecurring,
      content: read.content,
      loweredMarks: findLoweredMarks(source.text, parsed.footnotes ?? []),
    },
    read.tasks.map((task, n) => ({ id: String(n), given: false, ...task })),
    school,
    planTemplateFor(school),
    5,
    today,
  )
}

test('sentences broken by the copy are whole again, and end as they ended', () => {
  const aims = draft().content.sections.find((section) => section.title === 'Mục đích')
  expect(aims?.paragraphs).toEqual([
    expect.stringMatching(/bảo đảm sự thống nhất, đồng bộ và hiệu quả trong chỉ đạo\.$/u),
    expect.stringMatching(/học sinh\.$/u),
  ])
})

test('tasks right under the superior’s own heading do not bring that heading a second time', () => {
  const titles = draft()
    .content.sections.filter((section) => /^II(\.|$)/.test(section.key))
    .map((section) => section.title)
  expect(titles).toEqual(['Nội dung thực hiện', 'Nhiệm vụ chung'])
})

test('a footnote mark stays behind with its footnote', () => {
  const task = draft().tasks.find((one) => one.baseText?.startsWith('Triển khai các văn bản'))
  expect(task?.baseText).toContain('¹')
  expect(task?.text).not.toContain('¹')
})

const notes = `
¹ Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị.
² Kế hoạch số 45/KH-UBND ngày 10 tháng 01 năm 2026.
`

test('a footnote mark that the copy made a plain number stays behind too; a number of the text stays in it', () => {
  const text = copied
    .replace('hội nhập quốc tế¹.', 'hội nhập quốc tế 2 ;')
    .replace('ngoại ngữ theo hướng mới.', 'ngoại ngữ ở khối 1 , theo hướng mới, cho 30 lớp.')
    .replace('Thiết thực, hiệu quả.', 'Thiết thực 1 , hiệu quả.')
  const { tasks, content } = draft({ text: text + notes })
  expect(tasks.map((one) => one.text)).toEqual(
    expect.arrayContaining([
      'Triển khai các văn bản chỉ đạo về hội nhập quốc tế;',
      'Tổ chức dạy và học ngoại ngữ ở khối 1 , theo hướng mới, cho 30 lớp.',
    ]),
  )
  const demands = content.sections.find((section) => section.title === 'Yêu cầu')
  expect(demands?.paragraphs).toEqual(['Thiết thực, hiệu quả.'])
})

test('targets that are typed apart from their marks stay, where the paper has no such note, or one that is called or may be meant elsewhere', () => {
  const targets = 'Số câu lạc bộ tối thiểu 3 ; số hội thảo ít nhất 2 , số cuộc thi 5 .'
  const text = copied.replace('Tổ chức dạy và học ngoại ngữ theo hướng mới.', targets)
  for (const paper of [text, text + notes, text.replace('chỉ đạo về', 'chỉ đạo 5 , về') + notes.replace('²', '⁵')])
    expect(draft({ text: paper }).tasks.map((one) => one.text)).toContain(targets)
})

test('targets stay that stand where no mark of those notes can: the second before the first, or behind what calls a later note', () => {
  const said = 'Số hoạt động kết nghĩa 2 , số sự kiện 1 .'
  const text = copied.replace('quốc tế¹.', 'quốc tế.').replace('Tổ chức dạy và học ngoại ngữ theo hướng mới.', said)
  expect(draft({ text: text + notes }).tasks.map((one) => one.text)).toContain(said)
  const behind = copied
    .replace('quốc tế¹.', 'quốc tế².')
    .replace('Tổ chức dạy và học ngoại ngữ theo hướng mới.', 'Số sự kiện 1 , có báo cáo.')
  expect(draft({ text: behind + notes }).tasks.map((one) => one.text)).toContain('Số sự kiện 1 , có báo cáo.')
})

test('an item behind the numbered sentences of a section comes behind them in the draft, too', () => {
  const text = copied.replace('hướng mới.\n', 'hướng mới.\n\n- Tham gia giao lưu với trường bạn.\n')
  const { tasks } = draft({ text })
  expect(tasks.map((task) => task.baseText).filter((words) => words !== null)).toEqual([
    expect.stringMatching(/^Triển khai các văn bản/u),
    expect.stringMatching(/^Tổ chức dạy/u),
    expect.stringMatching(/^Tham gia giao lưu/u),
    expect.stringMatching(/^Các trường báo cáo/u),
  ])
})

test('words put in the place of the superior’s in aims and headings stand beside the superior’s own', () => {
  const text = copied
    .replace('Nâng cao nhận thức của giáo viên', 'Nâng cao nhận thức ở các cơ sở giáo dục, của giáo viên')
    .replace('2. Tổ chức dạy', '2. Nâng cao chất lượng các trường học\n\n- Tổ chức dạy')
  const { sections } = draft({ text }).content
  const aims = sections.find((section) => section.title === 'Mục đích')
  expect(aims?.paragraphs[1]).toContain('ở nhà trường, của giáo viên')
  expect(aims?.base?.paragraphs[1]).toContain('ở các cơ sở giáo dục, của giáo viên')
  expect(sections.find((section) => section.title === 'Nâng cao chất lượng nhà trường')?.base?.title).toBe(
    'Nâng cao chất lượng các trường học',
  )
  expect(sections.find((section) => section.title === 'Yêu cầu')?.base).toBeUndefined()
})

test('what the superior gives to the principal stands with what the school gives to the principal', () => {
  const text = copied.replace(
    '1. Các trường báo cáo',
    '1. Hiệu trưởng\n\n- Kiểm tra việc thực hiện.\n\n2. Các tổ\n\n- Các trường báo cáo',
  )
  const { tasks, content } = draft({ text })
  const given = tasks.find((task) => task.text === 'Kiểm tra việc thực hiện.')
  expect(content.sections.find((section) => section.key === given?.section)?.title).toBe('Hiệu trưởng')
  expect(content.sections.filter((section) => section.title === 'Hiệu trưởng')).toHaveLength(1)
  expect(content.sections.at(-1)?.title).toMatch(/^Nhiệm vụ được giao tại phần tổ chức thực hiện/)
})

test('the report goes to its main receiver, before the superior’s date', () => {
  const sentence = (made: ReturnType<typeof draft>) =>
    made.tasks.find((task) => task.text.includes('tham mưu Hiệu trưởng'))
  const ward = { name: 'Ủy ban nhân dân phường Mẫu', shortName: null }
  expect(sentence(draft())?.text).toContain('gửi Sở Giáo dục và Đào tạo trước ngày 10 tháng 10 năm 2026')
  const made = draft({ unit: { reportsTo: [ward] } })
  expect(sentence(made)?.text).toContain('gửi Ủy ban nhân dân phường Mẫu trước')
  expect(made.content.recipients[0]).toBe('Ủy ban nhân dân phường Mẫu (để báo cáo)')
  expect(draft({ today: '2026-10-12' }).reportDueOn).toBe('2026-10-12')
  expect(draft({ today: '2026-11-28' }).reportDueOn).toBe('2026-10-10')
})

test('the last sentence asks those under the unit with the word of their own settings', () => {
  const department = { kind: 'department', level: null, name: 'Sở Giáo dục và Đào tạo', headTitle: 'GIÁM ĐỐC' }
  const closing = (asks: DraftingUnit['asks']) => draft({ unit: { ...department, asks } }).content.closing
  expect(
    closing([
      { kind: 'centre', salutation: 'yêu cầu' },
      { kind: 'commune-committee', salutation: 'đề nghị' },
      { kind: 'school', salutation: 'yêu cầu' },
    ]),
  ).toMatch(
    /; đề nghị Ủy ban nhân dân các phường, xã, đặc khu và yêu cầu các cơ sở giáo dục nghiêm túc triển khai thực hiện$/u,
  )
  expect(
    closing([
      { kind: 'centre', salutation: 'yêu cầu' },
      { kind: 'school', salutation: 'đề nghị' },
    ]),
  ).toMatch(/; đề nghị các cơ sở giáo dục nghiêm túc/u)
  expect(closing([])).toMatch(/; đề nghị các đơn vị nghiêm túc/u)
})

test('a ground that the opening sentence runs on from is a ground and an opening', () => {
  const text = copied.replace(
    '\n\nI. MỤC ĐÍCH',
    '\n\nThực hiện Kế hoạch số 68/KH-BGDĐT ngày 06/02/2026 của Bộ Giáo dục và\nĐào tạo về hội nhập quốc tế, Sở Giáo dục và Đào tạo xây dựng Kế hoạch với nội dung như sau:\n\nI. MỤC ĐÍCH',
  )
  const { content } = readParsedPlan(parse(readText(text)), readText(text).text, '2026-03-02')
  expect(content.bases).toEqual([
    'Thực hiện Kế hoạch số 68/KH-BGDĐT ngày 06/02/2026 của Bộ Giáo dục và Đào tạo về hội nhập quốc tế',
  ])
  expect(content.opening).toBe('Sở Giáo dục và Đào tạo xây dựng Kế hoạch với nội dung như sau:')
})

test('a plan is of the year its title names, in capitals too; a year it only looks ahead to moves no limit', () => {
  const of = (title: string, dated = '09 tháng 11 năm 2026') => {
    const text = copied
      .replace('02 tháng 3 năm 2026', dated)
      .replace('Công tác hội nhập quốc tế năm 2026', title)
      .replace('trước ngày 15/10/2026', 'trước ngày 20 hằng tháng')
    const { year, reportDueOn } = readParsedPlan(parse(readText(text)), readText(text).text, '2026-11-09')
    return [year, reportDueOn]
  }
  expect(of('Công tác hội nhập quốc tế năm 2027')).toEqual([2027, '2027-01-20'])
  expect(of('CÔNG TÁC HỘI NHẬP QUỐC TẾ NĂM 2027')).toEqual([2027, '2027-01-20'])
  expect(of('Công tác hội nhập quốc tế năm học 2026 - 2027')).toEqual([2026, '2026-11-20'])
  for (const title of [
    'Công tác hội nhập quốc tế đến năm 2027',
    'Dạy và học tiếng Anh giai đoạn năm 2026 - 2035, tầm nhìn đến năm 2045',
    'Công tác hội nhập quốc tế năm 2026, định hướng tới năm 2030',
    'Dạy tiếng Anh đến hết năm 2027',
    'Tuần lễ học tập tháng 10 năm 2027',
    'Thực hiện Đề án năm 2045',
    'Thực hiện Đề án năm 2017',
  ])
    expect(of(title), title).toEqual([2026, '2026-11-20'])
})

/** The annotated corpus stands beside the repository, or where CORPUS says. */
const corpus = process.env.CORPUS ?? join(import.meta.dirname, '../../../../../shared/corpus')
const plansThere = ['.', 'composed', 'real']
  .map((folder) => join(corpus, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
  .filter((file) => file.endsWith('.txt'))

test.skipIf(plansThere.length === 0)('no limit of a real plan that recurs begins long after the plan', () => {
  let seen = 0
  for (const file of plansThere) {
    const source = readText(readFileSync(file, 'utf8'))
    const parsed = parse(source)
    if (parsed.kind !== 'Kế hoạch' || !parsed.date) continue
    const read = readParsedPlan(parsed, source.text, parsed.date)
    for (const { dueOn, dueRecurring } of [
      ...read.tasks,
      { dueOn: read.reportDueOn, dueRecurring: read.reportDueRecurring },
    ]) {
      if (dueOn === null || dueRecurring === null) continue
      seen++
      expect(dueOn >= parsed.date && daysBetween(parsed.date, dueOn) <= 425, `${file}: ${dueOn}`).toBe(true)
    }
  }
  expect(seen).toBeGreaterThan(0)
})

test('a monthly limit of next year’s plan begins next year; one whose day is past as the unit drafts, with its next', () => {
  const monthly = copied.replace('trước ngày 15/10/2026', 'trước ngày 20 hằng tháng')
  const read = (text: string) => readParsedPlan(parse(readText(text)), readText(text).text, '2026-11-09')
  expect(read(monthly)).toMatchObject({ year: 2026, reportDueRecurring: '---20' })
  expect(read(monthly.replace('quốc tế năm 2026', 'quốc tế năm 2027'))).toMatchObject({
    year: 2027,
    reportDueOn: '2027-01-20',
  })
  expect(draft({ text: monthly, today: '2026-11-28' }).reportDueOn).toBe('2026-12-15')
  for (const task of draft({ text: monthly, today: '2026-12-18' }).tasks)
    expect(task.dueOn === null || task.dueOn >= '2026-12-18', task.text).toBe(true)
})
