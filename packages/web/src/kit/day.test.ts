import { expect, it } from 'vitest'
import { dayFault, parseDay } from './day.ts'

it.each([
  ['9/3/2026', '2026-03-09'],
  ['09-03-2026', '2026-03-09'],
  [' 9.3 ', '2026-03-09'],
  ['09032026', '2026-03-09'],
  ['29/02/2028', '2028-02-29'],
  ['29/02/2026', null],
  ['3/13/2026', null],
  ['mai', null],
])('typed %j is the day %s', (typed, day) => {
  expect(parseDay(typed, 2026)).toBe(day)
})

const range = { min: '2026-11-28', max: '2027-12-31' }

it.each([
  ['', undefined],
  ['28/11/2026', undefined],
  ['31/12/2027', undefined],
  ['31/02/2027', { reason: 'no-such-day' }],
  ['mai', { reason: 'no-such-day' }],
  ['27/11/2026', { reason: 'too-early', limit: '2026-11-28' }],
  ['01/01/2028', { reason: 'too-late', limit: '2027-12-31' }],
])('of %j between two days is said: %j', (typed, fault) => {
  expect(dayFault(typed, 2026, range)).toEqual(fault)
})

it('a field that takes every day refuses only what is none', () => {
  expect(dayFault('1/1/1990', 2026, {})).toBeUndefined()
  expect(dayFault('30/2', 2026, {})).toEqual({ reason: 'no-such-day' })
})
