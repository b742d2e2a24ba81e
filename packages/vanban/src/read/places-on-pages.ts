import type { Place, Source, SourceWord } from '../document.ts'

/** One rectangle on a page, its box as in `SourceWord`. */
export type PlaceOnPage = Pick<SourceWord, 'page' | 'box'>

/**
 * The rectangles that a place of the text covers on its pages, one for each printed line, in reading order; none for a
 * source without pages, for white space alone and for an empty place. A word covered in part gives that part of its rectangle.
 */
export function placesOnPages(source: Source, place: Place): PlaceOnPage[] {
  if (place.end <= place.start) return []
  const words = source.words ?? []
  const out: PlaceOnPage[] = []
  let lineEnd = -1
  for (let i = firstAfter(words, place.start); i < words.length && words[i]!.start < place.end; i++) {
    const word = words[i]!
    const box = partOf(word, place)
    const last = out.at(-1)
    if (last && word.start < lineEnd && last.page === word.page && onOneLine(last.box, box)) {
      last.box = [
        Math.min(last.box[0], box[0]),
        Math.min(last.box[1], box[1]),
        Math.max(last.box[2], box[2]),
        Math.max(last.box[3], box[3]),
      ]
    } else out.push({ page: word.page, box })
    if (word.start >= lineEnd) lineEnd = endOfLine(source, word.start)
  }
  return out
}

/** Index of the first word that ends after `at`. */
function firstAfter(words: readonly SourceWord[], at: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[middle]!.end > at) high = middle
    else low = middle + 1
  }
  return low
}

function endOfLine(source: Source, at: number): number {
  const end = source.text.indexOf('\n', at)
  return end < 0 ? source.text.length : end
}

/** The letters of a word are taken as equally wide: a value seldom ends within one. */
function partOf({ start, end, box }: SourceWord, place: Place): SourceWord['box'] {
  const step = (box[2] - box[0]) / (end - start)
  return [
    box[0] + step * Math.max(0, place.start - start),
    box[1],
    box[2] - step * Math.max(0, end - place.end),
    box[3],
  ]
}

/** A cell of a table may hold two printed lines in one line of the text. */
function onOneLine(a: SourceWord['box'], b: SourceWord['box']): boolean {
  const shared = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  return shared > Math.min(a[3] - a[1], b[3] - b[1]) * 0.5
}
