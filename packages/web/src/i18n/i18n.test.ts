import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  dayOf,
  daysBetween,
  formatDate,
  formatDateTime,
  formatNumber,
  mondayOf,
  shiftMonth,
  weeksOf,
} from './format.ts'
import { translate } from './index.ts'

describe('screen texts', () => {
  it('write counts the Vietnamese way and choose the English plural', () => {
    expect(translate('vi', 'list.total', { count: 3686 })).toBe('3.686 dòng')
    expect(translate('en', 'list.total', { count: 1 })).toBe('1 row')
    expect(translate('en', 'list.total', { count: 2 })).toBe('2 rows')
  })
  it('do not pass over a missing text', () => {
    expect(() => translate('vi', 'list.nowhere' as never)).toThrow('list.nowhere')
  })
})

describe('dates', () => {
  it('are days in Viet Nam, whatever the clock of the machine', () => {
    expect(formatDate('2026-03-09')).toBe('09/03/2026')
    expect(formatDateTime('2026-03-08T17:05:00Z')).toBe('00:05 09/03/2026')
    expect(dayOf('2026-03-08T16:59:59Z')).toBe('2026-03-08')
  })
  it('weeks start on Monday', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16')
    expect(mondayOf('2026-11-16')).toBe('2026-11-16')
  })
  it('a month is shown in whole weeks from Monday', () => {
    const weeks = weeksOf('2026-03')
    expect(weeks[0]?.[0]).toBe('2026-02-23')
    expect(weeks.at(-1)?.at(-1)).toBe('2026-04-05')
    expect(weeksOf('2027-02').flat()).toHaveLength(28)
    expect(shiftMonth('2026-12', 1)).toBe('2027-01')
    expect(shiftMonth('2026-01', -1)).toBe('2025-12')
  })
  it('adding days and counting them agree', () => {
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, count) => {
        expect(daysBetween(from, addDays(from, count))).toBe(count)
      }),
    )
  })
})

it('numbers use the point for thousands and the comma for parts', () => {
  expect(formatNumber(147440)).toBe('147.440')
  expect(formatNumber(0.5)).toBe('0,5')
})
