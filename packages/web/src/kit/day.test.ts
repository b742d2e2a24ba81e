import { expect, it } from 'vitest'
import { parseDay } from './day.ts'

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
