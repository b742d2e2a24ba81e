import type { PageSize, Source, SourceWord } from '../document.ts'
import { textWidth } from '../write/tinos.ts'
import type { PdfLine, Piece } from './pdf-lines.ts'

/** The part of a PDF's coordinate space that is shown as the page, in points. */
export interface PageFrame extends PageSize {
  left: number
  bottom: number
}

/** Characters that are dropped from the text of a line; no word is made of them alone. */
export const INVISIBLE = /\u00ad|\u200b|\u2060|\ufeff/g

/** Height of a word above and below its baseline, in parts of the type size: with room for the marks of Ấ and Ạ. */
const ABOVE = 0.92
const BELOW = 0.24

/**
 * The words of a source and their rectangles. `lines` are those the source was made of, `frames` its pages.
 * A line's text may have been normalised since: that changes the letters of a word, never where words begin and end.
 */
export function placeWords(source: Source, lines: readonly PdfLine[], frames: readonly PageFrame[]): SourceWord[] {
  const words: SourceWord[] = []
  lines.forEach((line, i) => {
    if (line.pieces.length === 0) return
    const { start, end } = source.lines[i]!
    const shown = source.text.slice(start, end).matchAll(/\S+/g)
    let first = 0
    for (const raw of line.text.matchAll(/(?:\S|\ufeff)+/g)) {
      if (raw[0].replace(INVISIBLE, '') === '') continue
      const word = shown.next().value!
      const to = raw.index + raw[0].length
      while (endOf(line.pieces[first]!) <= raw.index) first++
      const pieces: Piece[] = []
      for (let p = first; p < line.pieces.length && line.pieces[p]!.at < to; p++) pieces.push(line.pieces[p]!)
      words.push({
        start: start + word.index,
        end: start + word.index + word[0].length,
        page: line.page,
        ...rectangle(pieces, raw.index, to, frames[line.page - 1]!),
      })
    }
  })
  return words
}

const endOf = (piece: Piece): number => piece.at + piece.text.length

function rectangle(
  pieces: readonly Piece[],
  from: number,
  to: number,
  frame: PageFrame,
): Pick<SourceWord, 'box' | 'confidence'> {
  let box: SourceWord['box'] = [1, 1, 0, 0]
  let confidence = 1
  let seen = false
  for (const piece of pieces) {
    const part = piece.item.seen?.box ?? measured(piece, from, to, frame)
    box = [Math.min(box[0], part[0]), Math.min(box[1], part[1]), Math.max(box[2], part[2]), Math.max(box[3], part[3])]
    if (piece.item.seen) {
      seen = true
      confidence = Math.min(confidence, piece.item.seen.confidence)
    }
  }
  return { box: box.map(round) as SourceWord['box'], ...(seen ? { confidence } : {}) }
}

/** Where the letters `from..to` of a line stand that lie in `piece`: by the widths of the letters before them. */
function measured(
  piece: Piece,
  from: number,
  to: number,
  { left, bottom, width, height }: PageFrame,
): SourceWord['box'] {
  const { item, text, at } = piece
  const all = advance(text)
  const part = (offset: number): number =>
    item.x + (item.width * advance(text.slice(0, Math.max(0, offset - at)))) / all
  return [
    (part(from) - left) / width,
    1 - (item.y + item.fontSize * ABOVE - bottom) / height,
    (part(to) - left) / width,
    1 - (item.y - item.fontSize * BELOW - bottom) / height,
  ]
}

/** A ten-thousandth of a page is less than the width of a hair line. */
const round = (part: number): number => Math.round(Math.min(1, Math.max(0, part)) * 10_000) / 10_000

const ADVANCES = new Map<string, number>()

/** Width of a text in em, as Times New Roman has it: within one run only the proportion counts. */
function advance(text: string): number {
  let sum = 0
  for (const character of text) {
    let width = ADVANCES.get(character)
    if (width === undefined) {
      if (ADVANCES.size > 10_000) ADVANCES.clear()
      width = textWidth(character, 'regular', 1) || 0.5
      ADVANCES.set(character, width)
    }
    sum += width
  }
  return sum
}
