/** A page of the original: its size in points and the stretch of the text that stands on it; null where nothing was read. */
export interface PageFacts {
  width: number
  height: number
  text: { start: number; end: number } | null
}

/** Of a word: start, end, then left, top, right, bottom in ten thousandths of the page. */
export type PageWord = readonly number[]

/** A rectangle on a page, in hundredths of its width and height, as CSS takes it. */
export interface PageBox {
  left: number
  top: number
  width: number
  height: number
}

/** The rectangles a place of the text covers on the page of these words: one for each printed line, in reading order. */
export function boxesOf(words: readonly PageWord[], place: { start: number; end: number }): PageBox[] {
  const lines: Edges[] = []
  for (const word of words) {
    const [start, end] = word as [number, number]
    if (end <= place.start || start >= place.end) continue
    const edges = partOf(word, place)
    const line = lines.at(-1)
    if (line && onOneLine(line, edges)) {
      line.left = Math.min(line.left, edges.left)
      line.top = Math.min(line.top, edges.top)
      line.right = Math.max(line.right, edges.right)
      line.bottom = Math.max(line.bottom, edges.bottom)
    } else lines.push(edges)
  }
  return lines.map(({ left, top, right, bottom }) => ({
    left: left / 100,
    top: top / 100,
    width: (right - left) / 100,
    height: (bottom - top) / 100,
  }))
}

/** The page, from 1, on which a place begins; undefined where no page holds it. */
export function pageOf(pages: readonly PageFacts[], place: { start: number; end: number }): number | undefined {
  const at = pages.findIndex(({ text }) => text !== null && place.start < text.end && place.end > text.start)
  return at < 0 ? undefined : at + 1
}

interface Edges {
  left: number
  top: number
  right: number
  bottom: number
}

/** The letters of a word are taken as equally wide: a value seldom begins or ends within one. */
function partOf(word: PageWord, place: { start: number; end: number }): Edges {
  const [start, end, left, top, right, bottom] = word as [number, number, number, number, number, number]
  const step = (right - left) / (end - start)
  return {
    left: left + step * Math.max(0, place.start - start),
    top,
    right: right - step * Math.max(0, end - place.end),
    bottom,
  }
}

/** On the line of print before it: at one height, and not back at the left, where the next column or cell begins. */
function onOneLine(line: Edges, next: Edges): boolean {
  const shared = Math.min(line.bottom, next.bottom) - Math.max(line.top, next.top)
  const lower = Math.min(line.bottom - line.top, next.bottom - next.top)
  return shared > lower * 0.5 && next.left >= line.left
}
