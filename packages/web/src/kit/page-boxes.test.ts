import { describe, expect, it } from 'vitest'
import { boxesOf, pageOf } from './page-boxes.ts'

/** "Số: 42/TB ngày 09 tháng 3" on one line, "năm 2026" on the next. */
const words = [
  [0, 3, 1000, 1000, 1300, 1200],
  [4, 9, 1400, 1010, 1900, 1210],
  [10, 14, 2000, 1000, 2400, 1200],
  [15, 18, 1000, 1300, 1300, 1500],
  [19, 23, 1400, 1300, 1800, 1500],
]

describe('a value on the image of its page', () => {
  it('has one rectangle for each printed line it covers', () => {
    expect(boxesOf(words, { start: 4, end: 14 })).toEqual([{ left: 14, top: 10, width: 10, height: 2.1 }])
    expect(boxesOf(words, { start: 10, end: 23 })).toEqual([
      { left: 20, top: 10, width: 4, height: 2 },
      { left: 10, top: 13, width: 8, height: 2 },
    ])
  })

  it('covers a word in part where it ends within it', () => {
    expect(boxesOf(words, { start: 6, end: 9 })).toEqual([{ left: 16, top: 10.1, width: 3, height: 2 }])
    expect(boxesOf(words, { start: 4, end: 6 })).toEqual([{ left: 14, top: 10.1, width: 2, height: 2 }])
  })

  it('has none for white space alone and for what stands on another page', () => {
    expect(boxesOf(words, { start: 3, end: 4 })).toEqual([])
    expect(boxesOf(words, { start: 24, end: 40 })).toEqual([])
  })
})

describe('the page of a value', () => {
  const pages = [
    { width: 595, height: 842, text: { start: 0, end: 100 } },
    { width: 595, height: 842, text: null },
    { width: 595, height: 842, text: { start: 101, end: 180 } },
  ]

  it('is the one on which it begins, pages without words passed over', () => {
    expect(pageOf(pages, { start: 90, end: 120 })).toBe(1)
    expect(pageOf(pages, { start: 101, end: 110 })).toBe(3)
    expect(pageOf(pages, { start: 200, end: 210 })).toBeUndefined()
  })
})
