import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareTasks } from './compare-tasks.ts'

const department = [
  {
    id: 'a',
    section: 'II.1',
    text: 'Tổ chức quán triệt Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị về hội nhập quốc tế trong tình hình mới.',
  },
  {
    id: 'b',
    section: 'II.2',
    text: 'Rà soát các thỏa thuận hợp tác với đối tác nước ngoài đang còn hiệu lực; báo cáo Sở trước ngày 30 tháng 6 năm 2026.',
  },
  { id: 'c', section: 'II.3', text: 'Quản lý việc cán bộ, giáo viên đi nước ngoài theo đúng thẩm quyền.' },
  { id: 'd', section: 'II.3', text: 'Tổ chức Ngày hội văn hóa các nước ASEAN cho học sinh tiểu học.' },
]

describe('the tasks of two plans', () => {
  test('a plan set beside itself is the same throughout', () => {
    const { pairs } = compareTasks(department, department)
    expect(pairs.map(({ left, right, relation, score }) => [left, right, relation, score])).toEqual(
      department.map((_, at) => [at, at, 'same', 1]),
    )
  })

  test('a task put into the words of a school is found, one left out and one added are told', () => {
    const school = [
      {
        id: '1',
        section: 'II.1',
        text: 'Triển khai học tập, quán triệt Nghị quyết số 59-NQ/TW của Bộ Chính trị về hội nhập quốc tế đến toàn thể giáo viên, nhân viên nhà trường.',
      },
      {
        id: '2',
        section: 'II.2',
        text: 'Thực hiện nghiêm quy trình xét duyệt viên chức đi nước ngoài, đúng thẩm quyền.',
      },
      { id: '3', section: 'II.2', text: 'Mở góc đọc sách song ngữ tại thư viện.' },
      { id: '4', section: 'II.3', text: 'Tổ chức Ngày hội văn hóa các nước ASEAN cho học sinh khối 6.' },
    ]
    const { pairs } = compareTasks(department, school)
    expect(pairs.map(({ left, right, relation }) => [left, right, relation])).toEqual([
      [0, 0, 'adapted'],
      [1, null, 'none'],
      [2, 1, expect.stringMatching(/adapted|partial/u)],
      [3, 3, 'adapted'],
      [null, 2, 'new'],
    ])
  })

  test('last year and this year differ in the year only: the words say where', () => {
    const lastYear = [{ id: 'x', text: 'Gửi báo cáo trước ngày 15 tháng 10 năm 2025 về Sở Giáo dục và Đào tạo.' }]
    const thisYear = [{ id: 'y', text: 'Gửi báo cáo trước ngày 15 tháng 10 năm 2026 về Sở Giáo dục và Đào tạo.' }]
    const [pair] = compareTasks(lastYear, thisYear).pairs
    expect(pair?.relation).not.toBe('none')
    expect(pair?.words.filter((run) => run.change !== undefined)).toEqual([
      { text: '2025', change: 'del' },
      { text: '2026', change: 'ins' },
    ])
  })

  test('one task that answers two of the superior is paired with both', () => {
    const [first, second] = [department[0]!, department[2]!]
    const { pairs } = compareTasks([first, second], [{ id: 'both', text: `${first.text} ${second.text}` }])
    expect(pairs.map(({ left, right }) => [left, right])).toEqual([
      [0, 0],
      [1, 0],
    ])
    expect(pairs[1]?.relation).toBe('partial')
  })

  test('every task of either side stands in a pair, whatever the texts', () => {
    const tasks = fc.array(fc.record({ id: fc.string(), text: fc.string() }), { maxLength: 8 })
    fc.assert(
      fc.property(tasks, tasks, (left, right) => {
        const { pairs } = compareTasks(left, right)
        expect(new Set(pairs.flatMap((pair) => pair.left ?? []))).toEqual(new Set(left.keys()))
        expect(new Set(pairs.flatMap((pair) => pair.right ?? []))).toEqual(new Set(right.keys()))
        for (const { left: one, right: other, relation } of pairs) {
          expect(relation === 'none').toBe(other === null)
          expect(relation === 'new').toBe(one === null)
        }
      }),
    )
  })
})

// The real plans lie beside the repository and are not part of it; a work tree may stand one folder deeper.
const corpus = ['../../../../../', '../../../../../../']
  .map((up) => new URL(`${up}shared/corpus/`, import.meta.url))
  .find((folder) => existsSync(folder))

describe.runIf(corpus !== undefined)('the real plans', () => {
  const tasksOf = (plan: string) => {
    const file = readdirSync(corpus!).find((name) => name.startsWith(plan) && name.endsWith('.gold.json'))!
    const gold = JSON.parse(readFileSync(new URL(file, corpus!), 'utf8')) as {
      tasks: { section: string; text: string }[]
    }
    return gold.tasks.map(({ section, text }, at) => ({ id: String(at), section, text }))
  }

  test('two schools of one district share nearly all of their tasks', () => {
    const [nursery, school] = [tasksOf('plan-2'), tasksOf('plan-4')]
    const { pairs } = compareTasks(nursery, school)
    const taken = pairs.filter(({ relation }) => relation === 'same' || relation === 'adapted')
    expect(taken.length / nursery.length).toBeGreaterThan(0.8)
    const alone = pairs.filter(({ relation }) => relation === 'none').map(({ left }) => nursery[left!]!.text)
    expect(alone).toContainEqual(expect.stringMatching(/^Tiếp tục đổi mới công tác quản lý nhà nước/u))
    expect(pairs.filter(({ relation }) => relation === 'new').length).toBeLessThan(5)
  })

  test('what another district has of its own stays its own', () => {
    const [district, school] = [tasksOf('plan-3'), tasksOf('plan-4')]
    const { pairs } = compareTasks(district, school)
    const culture = pairs.find(({ left }) => district[left ?? -1]?.text.startsWith('Bảo vệ, tôn vinh'))
    expect(school[culture?.right ?? -1]?.text).toMatch(/^Bảo vệ, tôn vinh/u)
    const resolution = pairs.find(({ left }) => district[left ?? -1]?.text.includes('17-NQ/TU'))
    expect(resolution?.relation).toBe('none')
  })
})
