import { describe, expect, it } from 'vitest'
import { byName, fits, fold, initials } from './collation.ts'

describe('Vietnamese order', () => {
  it('places ă, â, đ after a and d', () => {
    const names = ['Đông', 'Dân', 'Bắc', 'Ân', 'Ăn', 'An']
    expect(names.sort(byName((name) => name))).toEqual(['An', 'Ăn', 'Ân', 'Bắc', 'Dân', 'Đông'])
  })
  it('counts numbers as numbers', () => {
    expect(['Phường 10', 'Phường 2'].sort(byName((name) => name))).toEqual(['Phường 2', 'Phường 10'])
  })
})

describe('search without accents', () => {
  it('folds either tone placement and đ alike', () => {
    expect(fold('Hòa')).toBe(fold('hoà'))
    expect(fold('Đối ngoại')).toBe('doi ngoai')
    expect(fold('Đối ngoại'.normalize('NFD'))).toBe('doi ngoai')
  })
  it('finds words by their beginnings in any order', () => {
    expect(fits('Kế hoạch công tác đối ngoại', 'doi ngoai ke')).toBe(true)
    expect(fits('Kế hoạch công tác đối ngoại', 'oại')).toBe(false)
    expect(fits('86/KH-THCS.NVT', '86/kh nvt')).toBe(true)
    expect(fits('Văn bản', '')).toBe(true)
  })
})

it('people are known by their last two names', () => {
  expect(initials('Nguyễn Hoàng Thị Ngọc Lan')).toBe('NL')
  expect(initials('  Đông ')).toBe('Đ')
})
