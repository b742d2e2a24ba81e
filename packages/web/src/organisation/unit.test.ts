import { expect, it } from 'vitest'
import { holdsOn } from './unit.ts'

it('a letterhead or relation holds on its first day and on its last, not around them', () => {
  const row = { from: '2025-07-01', to: '2026-06-30' }
  expect(['2025-06-30', '2025-07-01', '2026-06-30', '2026-07-01'].map((day) => holdsOn(row, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(holdsOn({ from: null, to: null }, '1999-01-01')).toBe(true)
})
