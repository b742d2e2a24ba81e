import type { Line, Word } from 'tesseract.js'
import type { CleanPage } from './clean-page.ts'

type Ink = Pick<CleanPage, 'width' | 'height' | 'grey'>

const DARK = 128

/** Strokes that a level cut through the upper half of a letter meets. */
const STROKES: Readonly<Record<string, number>> = { I: 1, V: 2, X: 2 }

/** Sections of administrative papers are numbered no further. */
const NUMERALS = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX'.split(' ')

/** What recognition takes the upright strokes of a numeral for. */
const STANDS_FOR_I = /[l1|!]/g

/** Surest a word may count that was not read as it now stands. */
const MENDED = 50

/**
 * Recognition runs the equal strokes of II and III together. Where a line opens with a Roman numeral, the strokes on the
 * page image are counted, and the numeral that has so many is put in; a stop that stands behind it too. Lines whose
 * strokes cannot be told apart stay as they were read.
 */
export function countStrokesOfLabels(lines: readonly Line[], page: Ink): Line[] {
  return lines.map((line) => {
    const [first, next] = line.words
    if (!first || !next) return line
    const text = labelOnPage(first, next, page)
    if (text === null || text === first.text) return line
    const label = { ...first, text, confidence: Math.min(first.confidence, MENDED) }
    return { ...line, words: [label, ...line.words.slice(1)] }
  })
}

/** What the first word of a line is, where it is a numeral before a heading in capitals; else null. */
function labelOnPage(word: Word, next: Word, page: Ink): string | null {
  const parts = /^([IVXl1|!]{1,5})([.,:]?)$/.exec(word.text)
  if (!parts || !/^[("“]?\p{Lu}/u.test(next.text)) return null
  const numeral = parts[1]!.replace(STANDS_FOR_I, 'I')
  // "11. Tuyên truyền" is an Arabic label: only what shows a letter of a Roman one is looked at.
  if (!/[IVX]/.test(parts[1]!)) return null
  const { x0, y0, x1, y1 } = word.bbox
  const high = y1 - y0
  const box = { x0: Math.max(0, x0 - Math.round(high * 0.2)), x1: Math.min(next.bbox.x0 - 2, x1 + high), y0, y1 }
  const counts = [0.17, 0.2, 0.23, 0.26, 0.29].map((part) => runs(page, box, y0 + Math.round(high * part)).length)
  const strokes = mostFrequent(counts)
  if (strokes === null) return null
  const like = collapsed(numeral)
  const meant = NUMERALS.filter((known) => collapsed(known) === like && strokesOf(known) === strokes)
  if (meant.length !== 1) return null
  const stop = parts[2] !== '' ? '.' : hasStop(page, box) ? '.' : ''
  return meant[0]! + (parts[2] === ':' ? ':' : stop)
}

const collapsed = (numeral: string): string => numeral.replace(/I+/g, 'I')

const strokesOf = (numeral: string): number => [...numeral].reduce((sum, letter) => sum + STROKES[letter]!, 0)

/** The count that at least four of five cuts agree on. */
function mostFrequent(counts: readonly number[]): number | null {
  const sorted = [...counts].sort((a, b) => a - b)
  const middle = sorted[sorted.length >> 1]!
  return middle > 0 && counts.filter((count) => count === middle).length >= counts.length - 1 ? middle : null
}

interface Box {
  x0: number
  x1: number
  y0: number
  y1: number
}

/** The dark runs of one row of pixels within a box: left edge and width. */
function runs({ width, grey }: Ink, { x0, x1 }: Box, y: number): [left: number, width: number][] {
  const found: [number, number][] = []
  let start = -1
  for (let x = x0; x <= x1; x++) {
    const dark = x < x1 && grey[y * width + x]! < DARK
    if (dark && start < 0) start = x
    if (!dark && start >= 0) {
      if (x - start > 1) found.push([start, x - start])
      start = -1
    }
  }
  return found
}

/** Whether the last run on the base line stands free behind all strokes: no serif, for no stroke is above it. */
function hasStop(page: Ink, box: Box): boolean {
  const high = box.y1 - box.y0
  const last = runs(page, box, box.y1 - Math.round(high * 0.1)).at(-1)
  const strokes = runs(page, box, box.y0 + Math.round(high * 0.7))
  const end = strokes.at(-1)
  return last !== undefined && end !== undefined && last[0] > end[0] + end[1] && last[1] < high * 0.35
}
