import { expect, it } from 'vitest'
import { exampleNumber, firstEntered } from './document.ts'

it('shows what a number of this unit looks like, after the symbol its paper bears', () => {
  expect(exampleNumber('/KH-THCS.GM')).toBe('07/KH-THCS.GM')
  expect(exampleNumber('18/KH-THCS.GM')).toBe('18/KH-THCS.GM')
  expect(exampleNumber(undefined)).toBeUndefined()
})

it('of papers that look alike names the one that was entered first', () => {
  const papers = [{ arrivalNumber: null }, { arrivalNumber: 214 }, { arrivalNumber: 212 }]
  expect(firstEntered(papers)).toEqual({ arrivalNumber: 212 })
  expect(firstEntered([{ arrivalNumber: null }])).toEqual({ arrivalNumber: null })
  expect(firstEntered([])).toBeUndefined()
})
