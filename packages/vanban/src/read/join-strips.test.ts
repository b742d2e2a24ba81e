import type { Line } from 'tesseract.js'
import { describe, expect, it } from 'vitest'
import { joinStrips } from './join-strips.ts'

/** A line of words of `height` pixels whose upper edge is at `y`, each 100 pixels from the one before, from `x` on. */
function line(text: string, y: number, { x = 50, height = 40 } = {}): Line {
  const words = text.split(' ').map((part, i) => ({
    text: part,
    bbox: { x0: x + i * 100, y0: y, x1: x + 80 + i * 100, y1: y + height },
  }))
  const bbox = { x0: x, y0: y, x1: words.at(-1)!.bbox.x1, y1: y + height }
  return { words, bbox, rowAttributes: { rowHeight: 40 } } as unknown as Line
}

const shown = (lines: Line[]) => lines.map(({ words, bbox }) => `${words.map((w) => w.text).join(' ')} @${bbox.y0}`)

describe('tone marks that were read as a line of their own', () => {
  const row = line('Triển khai hoat dong doi ngoai va', 100)

  it('belong to the row under them, which begins with them', () => {
    const marks = line('PS + ma', 92, { x: 350, height: 12 })
    expect(shown(joinStrips([marks, row, line('ngành Giáo dục và Đào tạo', 160)]))).toEqual([
      'Triển khai hoat dong doi ngoai va @92',
      'ngành Giáo dục và Đào tạo @160',
    ])
  })

  it('are no more than that: low words in their own place stay, and rules and bullets', () => {
    const low = line('xem', 70, { height: 12 })
    const beside = line('ma', 96, { x: 1200, height: 12 })
    const rule = line('- -', 96, { height: 6 })
    for (const other of [low, beside, rule]) expect(shown(joinStrips([other, row]))).toHaveLength(2)
  })

  it('are looked for only where there is a row of print to compare with', () => {
    const alone = line('ma', 10, { height: 5 })
    expect(joinStrips([alone])).toEqual([alone])
  })
})
