import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paragraphsOf, stepPassage } from './reading-text.ts'

const text = 'II. NỘI DUNG\n- Tổ chức quán triệt, hoàn thành trước ngày 30/4/2026.\nCăn cứ Kế hoạch số 1876/KH-SGDĐT'
const task = { id: 'task', kind: 'task', start: 13, end: text.indexOf('\nCăn') }
const due = { id: 'due', kind: 'due', start: text.indexOf('30/4'), end: text.indexOf('30/4') + 9 }

describe('a document with what was read from it', () => {
  it('loses and doubles nothing, wherever passages lie', () => {
    const passage = fc.record({ id: fc.uuid(), kind: fc.constant('task'), start: fc.integer(), end: fc.integer() })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(passage, { maxLength: 8 }), (words, passages) => {
        const joined = paragraphsOf(words, passages)
          .map((line) => line.map((segment) => segment.text).join(''))
          .join('\n')
        expect(joined).toBe(words)
      }),
    )
  })
  it('tints the narrowest of overlapping passages', () => {
    const line = paragraphsOf(text, [task, due])[1] ?? []
    expect(line.map((segment) => segment.passage?.id)).toEqual(['task', 'due', 'task'])
    expect(line[1]?.text).toBe('30/4/2026')
  })
  it('is walked in its own order and stops at the ends', () => {
    expect(stepPassage([due, task], undefined, 1)).toBe('task')
    expect(stepPassage([due, task], 'task', 1)).toBe('due')
    expect(stepPassage([due, task], 'due', 1)).toBe('due')
    expect(stepPassage([], undefined, 1)).toBeUndefined()
  })
})

describe('words recognised with doubt', () => {
  it('stand apart within and outside of what was read, on every line', () => {
    const words = 'Số 42/TB\nĐón đoàn\nLưu VT'
    const at = (part: string) => ({ start: words.indexOf(part), end: words.indexOf(part) + part.length })
    const number = { id: 'number', kind: 'header', ...at('42/TB') }
    const lines = paragraphsOf(words, [number], [at('TB'), at('đoàn')])
    expect(lines.map((line) => line.map(({ text: piece, unsure }) => (unsure ? `~${piece}~` : piece)))).toEqual([
      ['Số ', '42/', '~TB~'],
      ['Đón ', '~đoàn~'],
      ['Lưu VT'],
    ])
    expect(lines[0]!.map(({ passage }) => passage?.id)).toEqual([undefined, 'number', 'number'])
  })
})
