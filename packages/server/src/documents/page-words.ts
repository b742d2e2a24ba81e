import type { Source } from '@banggiao/vanban'

/** A page of a reading: its size in points, and the stretch of the text its words lie in; null where it has no word. */
export interface ReadPage {
  width: number
  height: number
  text: { start: number; end: number } | null
}

/** Of each word: start, end, left, top, right, bottom; the box in ten thousandths of the page. */
export type PageWord = [number, number, number, number, number, number]

/** What is kept of where a text stands; all null for a file without pages. */
export interface KeptPages {
  pages: ReadPage[] | null
  words: PageWord[][] | null
  /** Stretches of the text that the character recognition doubts. */
  unsure: { start: number; end: number }[] | null
}

/** A word recognised with less confidence is shown as one to look at. */
const UNSURE = 0.7

/** Pages and boxes as they are kept, from what was read. */
export function pagesOf({ pages, words = [] }: Source): KeptPages {
  if (!pages) return { pages: null, words: null, unsure: null }
  const onPage = pages.map((): PageWord[] => [])
  for (const { start, end, page, box } of words) {
    const [left, top, right, bottom] = box.map((part) => Math.round(part * 10_000)) as [number, number, number, number]
    onPage[page - 1]?.push([start, end, left, top, right, bottom])
  }
  return {
    pages: pages.map(({ width, height }, at) => ({ width, height, text: stretchOf(onPage[at]!) })),
    words: onPage,
    unsure: words
      .filter(({ confidence }) => confidence !== undefined && confidence < UNSURE)
      .map(({ start, end }) => ({ start, end })),
  }
}

function stretchOf(words: PageWord[]): ReadPage['text'] {
  let [start, end] = [Number.POSITIVE_INFINITY, 0]
  for (const word of words) {
    start = Math.min(start, word[0])
    end = Math.max(end, word[1])
  }
  return words.length === 0 ? null : { start, end }
}
