import { expect, it } from 'vitest'
import { exampleNumber } from './document.ts'

it('shows what a number of this unit looks like, after the symbol its paper bears', () => {
  expect(exampleNumber('/KH-THCS.GM')).toBe('07/KH-THCS.GM')
  expect(exampleNumber('18/KH-THCS.GM')).toBe('18/KH-THCS.GM')
  expect(exampleNumber(undefined)).toBeUndefined()
})
