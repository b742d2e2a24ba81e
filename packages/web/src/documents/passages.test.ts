import { describe, expect, it } from 'vitest'
import type { Finding, Parsed } from './document.ts'
import { entriesOf, passagesOf, whereToFix } from './passages.ts'

const task = (start: number, end: number) => ({
  section: 'II',
  sectionTitle: null,
  position: 1,
  label: null,
  text: 'x',
  assignees: [],
  deadlines: [],
  at: { start, end },
})
const parsed = {
  legalBases: [],
  citations: [],
  deadlines: [],
  outline: [],
  tasks: [task(100, 200), task(300, 400)],
  at: { title: { start: 10, end: 40 } },
} as unknown as Parsed
const finding = (id: string, start: number | null, state: Finding['state'] = 'open'): Finding => ({
  id,
  code: id,
  severity: 'warning',
  at: start === null ? null : { start, end: start + 5 },
  vi: '',
  en: '',
  state,
})

describe('what was read beside the text', () => {
  it('puts a finding where it stands: above the tasks, or between them', () => {
    const { head, body } = entriesOf(parsed, [finding('gap', 250), finding('title', 12), finding('whole', null)])
    expect(head.map((e) => e.id)).toEqual(['finding-whole', 'finding-title'])
    expect(body.map((e) => e.id)).toEqual(['task-0', 'finding-gap', 'task-1'])
  })
  it('shows no finding that was settled', () => {
    const settled = [finding('gap', 250, 'dismissed')]
    expect(entriesOf(parsed, settled).body).toHaveLength(2)
    expect(passagesOf(parsed, settled).some((p) => p.kind === 'finding')).toBe(false)
  })
  it('marks what holds nearly everywhere once, and what holds at some places at each', () => {
    const places = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ start: 500 + n * 10, end: 505 + n * 10 }))
    const marked = (count: number) =>
      passagesOf(parsed, [{ ...finding('font', 0), also: places(count) }]).filter((p) => p.kind === 'finding').length
    expect(marked(3)).toBe(4)
    expect(marked(60)).toBe(1)
  })
  it('leads from a finding to what is to be edited', () => {
    expect(whereToFix(parsed, finding('a', 350))).toEqual({ task: 1 })
    expect(whereToFix(parsed, finding('b', 15))).toEqual({ field: 'title' })
    expect(whereToFix(parsed, finding('c', 250))).toBeNull()
  })
})
