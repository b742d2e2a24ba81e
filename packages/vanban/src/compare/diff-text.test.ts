import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffText, keptWords } from './diff-text.ts'

const before = (runs: ReturnType<typeof diffText>) =>
  runs
    .filter((run) => run.change !== 'ins')
    .map((run) => run.text)
    .join('')
const after = (runs: ReturnType<typeof diffText>) =>
  runs
    .filter((run) => run.change !== 'del')
    .map((run) => run.text)
    .join('')

const code = (letter: string) => letter.charCodeAt(0)

const syllable = fc.constantFrom(
  'kế',
  'hoạch',
  'số',
  '59-NQ/TW',
  'và',
  'báo',
  'cáo',
  ',',
  '.',
  '\n',
  '2026',
  'trường',
  '“',
  '- ',
)
const wording = fc.array(syllable, { maxLength: 60 }).map((syllables) => syllables.join(' '))

describe('the change of wording', () => {
  test('gives back both texts, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(wording, fc.string({ unit: 'binary' })), fc.oneof(wording, fc.string()), (left, right) => {
        const runs = diffText(left, right)
        expect(before(runs)).toBe(left)
        expect(after(runs)).toBe(right)
      }),
      { numRuns: 200 },
    )
  })

  test('marks nothing where nothing changed', () => {
    fc.assert(
      fc.property(wording, (text) => {
        expect(diffText(text, text)).toEqual(text === '' ? [] : [{ text }])
      }),
    )
  })

  test('keeps as much as can be kept', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })
    const common = (left: string[], right: string[]): number => {
      const [one, ...rest] = left
      if (one === undefined || right.length === 0) return 0
      const at = right.indexOf(one)
      return Math.max(common(rest, right), at < 0 ? 0 : 1 + common(rest, right.slice(at + 1)))
    }
    fc.assert(
      fc.property(letters, letters, (left, right) => {
        const kept = keptWords(Int32Array.from(left, code), Int32Array.from(right, code)).filter((place) => place >= 0)
        expect(kept.length).toBe(common(left, right))
        expect([...kept]).toEqual([...kept].sort((one, other) => one - other))
      }),
    )
  })

  test('keeps a document number and a date whole', () => {
    expect(diffText('Kế hoạch số 1778/KH-UBND ngày 21/3/2025', 'Kế hoạch số 1779/KH-UBND ngày 21/3/2025')).toEqual([
      { text: 'Kế hoạch số ' },
      { text: '1778/KH-UBND', change: 'del' },
      { text: '1779/KH-UBND', change: 'ins' },
      { text: ' ngày 21/3/2025' },
    ])
  })

  test('shows a replaced phrase as one change, not as a change around every space', () => {
    expect(diffText('tại đơn vị; kịp thời', 'tại trường học; kịp thời')).toEqual([
      { text: 'tại ' },
      { text: 'đơn vị', change: 'del' },
      { text: 'trường học', change: 'ins' },
      { text: '; kịp thời' },
    ])
  })

  test('finds the fewest changed words in a long text', () => {
    const long = Array.from({ length: 4000 }, (_, at) => `từ${at % 97}`)
    const other = long.with(17, 'khác').toSpliced(2500, 1)
    const changes = diffText(long.join(' '), other.join(' ')).filter((run) => run.change !== undefined)
    expect(changes.map((run) => run.text.trim())).toEqual(['từ17', 'khác', `từ${2500 % 97}`])
  })

  test('still gives back two texts that share next to nothing', () => {
    const left = Array.from({ length: 6000 }, (_, at) => `a${at}`).join(' ')
    const right = Array.from({ length: 6000 }, (_, at) => (at % 50 === 0 ? `a${at}` : `b${at}`)).join(' ')
    const runs = diffText(left, right)
    expect([before(runs), after(runs)]).toEqual([left, right])
  })
})
