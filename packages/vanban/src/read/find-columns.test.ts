import { describe, expect, it } from 'vitest'
import { findColumns, withoutRegions } from './find-columns.ts'

const DPI = 100

/** A page of 850 by 1100 pixels at 100 dpi with lines of print, each from its left to its right edge. */
function page(...lines: [y: number, left: number, right: number][]): {
  width: number
  height: number
  grey: Uint8Array
} {
  const [width, height] = [850, 1100]
  const grey = new Uint8Array(width * height).fill(255)
  for (const [y, left, right] of lines)
    for (let x = left; x < right; x++)
      // letters of 7 pixels, words of 6 letters
      if (x % 7 < 5 && x % 42 < 35) for (let row = y; row < y + 12; row++) grey[row * width + x] = 0
  return { width, height, grey }
}

const body = (from: number, count: number): [number, number, number][] =>
  Array.from({ length: count }, (_, i): [number, number, number] => [from + i * 22, 110, 760])

describe('print in two columns side by side', () => {
  it('is found where a letterhead stands over the body, whose lines are left whole', () => {
    const sheet = page([60, 110, 330], [60, 420, 760], [82, 130, 320], [82, 460, 720], ...body(180, 20))
    const found = findColumns(sheet, DPI)
    expect(found).toHaveLength(1)
    const [left, right] = found[0]!
    expect(left.left).toBe(0)
    expect(left.width).toBe(right.left)
    expect(right.left).toBeGreaterThan(330)
    expect(right.left).toBeLessThan(420)
    expect(left.top).toBeLessThanOrEqual(60)
    expect(left.top + left.height).toBeGreaterThanOrEqual(94)
    expect(left.top + left.height).toBeLessThan(180)
  })

  it('is found where the lines of recipients and signature are not level, as far as both go', () => {
    const recipients = Array.from({ length: 6 }, (_, i): [number, number, number] => [500 + i * 19, 110, 330])
    const signature: [number, number, number][] = [
      [496, 460, 740],
      [519, 500, 700],
      [542, 490, 710],
    ]
    const found = findColumns(page(...body(100, 15), ...recipients, ...signature), DPI)
    expect(found).toHaveLength(1)
    const [left] = found[0]!
    expect(left.top).toBeGreaterThan(430)
    expect(left.top).toBeLessThanOrEqual(496)
    expect(left.top + left.height).toBeGreaterThanOrEqual(554)
  })

  it('is none in a body with short lines, headings and one line with a gap', () => {
    expect(findColumns(page(...body(100, 5), [210, 110, 300], [232, 300, 560], ...body(260, 8)), DPI)).toEqual([])
    expect(findColumns(page(...body(100, 5), [222, 110, 300], [222, 500, 760], ...body(260, 8)), DPI)).toEqual([])
    expect(findColumns(page(), DPI)).toEqual([])
  })

  it('is white on the page that is read without it', () => {
    const sheet = page([60, 110, 330], [60, 420, 760], [82, 130, 320], [82, 460, 720], ...body(180, 1))
    const rest = withoutRegions(sheet, findColumns(sheet, DPI).flat())
    expect(rest.grey.subarray(0, 170 * 850).every((value) => value === 255)).toBe(true)
    expect(rest.grey.subarray(170 * 850)).toEqual(sheet.grey.subarray(170 * 850))
    expect(sheet.grey.subarray(0, 170 * 850).includes(0)).toBe(true)
  })
})
