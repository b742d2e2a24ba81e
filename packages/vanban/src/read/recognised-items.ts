import type { Line, Word } from 'tesseract.js'
import type { PageSize, SourceWord } from '../document.ts'
import type { CleanPage } from './clean-page.ts'
import type { PdfItem } from './pdf-lines.ts'

/** Height of a row of print, from the marks above Ế to the tail of g, in parts of the type size. */
const ROW = 0.95

/** A word less sure than this that has no shape of a word is dirt, a rule or part of a seal. */
const DIRT = 0.6

/**
 * The words of recognised lines as runs of a page of `size` points, each with its rectangle on the page as it was
 * scanned: the skew that was undone for reading is put back.
 */
export function itemsOfLines(lines: readonly Line[], page: CleanPage, size: PageSize): PdfItem[] {
  const scale = size.width / page.width
  const usual = median(lines.filter((line) => line.words.length > 3).map((line) => line.rowAttributes.rowHeight))
  return lines.flatMap((line) => {
    const { x0, y0, x1, y1 } = line.baseline
    const slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0
    const height = rowHeight(line, usual)
    return line.words
      .filter((_, i) => isPrint(line.words, i, height))
      .map((word): PdfItem => {
        const middle = (word.bbox.x0 + word.bbox.x1) / 2
        return {
          // Where one word ends and the next begins has been decided by the recognition.
          str: `${word.text} `,
          x: word.bbox.x0 * scale,
          y: size.height - (y0 + (middle - x0) * slope) * scale,
          width: (word.bbox.x1 - word.bbox.x0) * scale,
          fontSize: (height / ROW) * scale,
          seen: { box: boxOnPage(word.bbox, page), confidence: Math.round(word.confidence) / 100 },
        }
      })
  })
}

/** Lines without tails or marks look smaller than they are; a real change of size is larger than that. */
function rowHeight(line: Line, usual: number): number {
  const { rowHeight: own } = line.rowAttributes
  return usual > 0 && own > usual * 0.72 && own < usual * 1.3 ? usual : own
}

function isPrint(words: readonly Word[], i: number, height: number): boolean {
  const word = words[i]!
  const text = word.text.trim()
  if (text === '') return false
  const confidence = word.confidence / 100
  if (/[\p{L}\p{N}]/u.test(text)) {
    // A word of many letters in a box as flat as a rule, or one letter made of a stain.
    const { x0, y0, x1, y1 } = word.bbox
    if (confidence < DIRT && (y1 - y0) * 6 < x1 - x0 && text.length < 4) return false
    if (confidence > (text.length === 1 ? 0.45 : 0.25)) return true
    // What stands in a line of print, as high as the print, is print: doubtful, but there.
    const fits = y1 - y0 > height * 0.4 && y1 - y0 < height * 1.4
    return fits && [words[i - 1], words[i + 1]].some((next) => next && isSure(next) && isNear(word, next, height))
  }
  // Bullets and closing marks are print; a broken rule or the edge of a table is not.
  if (/^[|_—~=«»\\[\]{}<>^`'‘’°*]+$/.test(text)) return false
  return confidence > (/^[-–+•.,;:()“”"/…]+$/.test(text) ? 0.3 : DIRT)
}

/** A word that no stain gives. */
const isSure = ({ text, confidence }: Word): boolean => confidence > 85 && /\p{L}{2}/u.test(text)

const isNear = (a: Word, b: Word, height: number): boolean =>
  Math.max(a.bbox.x0, b.bbox.x0) - Math.min(a.bbox.x1, b.bbox.x1) < height * 1.2

/** The rectangle around a word on the page as scanned, as parts of the page. */
function boxOnPage({ x0, y0, x1, y1 }: Word['bbox'], { width, height, skew }: CleanPage): SourceWord['box'] {
  const [cos, sin] = [Math.cos(skew), Math.sin(skew)]
  const [cx, cy] = [width / 2, height / 2]
  // The middle is turned, the size kept: the corners of a turned rectangle would reach into the lines around.
  const [mx, my] = [(x0 + x1) / 2 - cx, (y0 + y1) / 2 - cy]
  const [x, y] = [cx + mx * cos - my * sin, cy + mx * sin + my * cos]
  const [dx, dy] = [(x1 - x0) / 2, (y1 - y0) / 2]
  return [(x - dx) / width, (y - dy) / height, (x + dx) / width, (y + dy) / height]
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
