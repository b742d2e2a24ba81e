import { expect, it } from 'vitest'
import { weeksOf } from './calendar-strip.tsx'

it('a month is shown in whole weeks from Monday', () => {
  const weeks = weeksOf('2026-03')
  expect(weeks[0]?.[0]).toBe('2026-02-23')
  expect(weeks.at(-1)?.at(-1)).toBe('2026-04-05')
  expect(weeksOf('2027-02').flat()).toHaveLength(28)
})
