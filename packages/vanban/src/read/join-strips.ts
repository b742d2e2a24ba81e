import type { Line } from 'tesseract.js'

/** A word so much lower than a row of print is no word: tone marks alone, a rule. Small letters without tails reach 0.47. */
const FLAT = 0.4
/** Tone marks stand so near over their letters, in rows of print. Between the rows of a paragraph there is more. */
const NEAR = 0.35

/**
 * The lines of a page without strips. Where a scan is a little askew, the marks over a part of a row (`ế`, `ộ`) can be taken
 * for a line of their own, whose flat words mean nothing. Such a strip belongs to the row under it, which is so much higher:
 * read again, that row gets its marks back.
 */
export function joinStrips(lines: readonly Line[]): Line[] {
  const heights = lines.filter((line) => line.words.length > 3).map((line) => line.rowAttributes.rowHeight)
  const usual = heights.sort((a, b) => a - b)[heights.length >> 1]
  if (usual === undefined) return [...lines]
  const isStrip = ({ words }: Line): boolean =>
    words.some(({ text }) => /[\p{L}\p{N}]/u.test(text)) && words.every(({ bbox }) => bbox.y1 - bbox.y0 < usual * FLAT)
  const rows = lines.filter((line) => !isStrip(line))
  const marksOf = new Map<Line, Line[]>()
  const standing: Line[] = []
  for (const strip of lines) {
    if (rows.includes(strip)) continue
    const row = rows.find((one) => isOver(strip, one, usual))
    if (row) marksOf.set(row, [...(marksOf.get(row) ?? []), strip])
    else standing.push(strip)
  }
  return lines
    .filter((line) => rows.includes(line) || standing.includes(line))
    .map((line) => {
      const top = Math.min(line.bbox.y0, ...(marksOf.get(line) ?? []).map((strip) => strip.bbox.y0))
      return top < line.bbox.y0 ? { ...line, bbox: { ...line.bbox, y0: top } } : line
    })
}

/** The strip lies within the width of the row and touches it from above. */
function isOver({ bbox: strip }: Line, { bbox: row }: Line, usual: number): boolean {
  const within = strip.x0 > row.x0 - usual && strip.x1 < row.x1 + usual
  return within && strip.y0 < row.y1 - usual / 2 && strip.y1 > row.y0 - usual * NEAR
}
