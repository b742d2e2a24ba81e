import { expect, it } from 'vitest'
import { safeReturn } from '../url.ts'
import { grants } from './session.ts'

it('a right is a verb plus a reach, and no verb is the beginning of another', () => {
  expect(grants(['report.accept@subtree'], 'report.accept')).toBe(true)
  expect(grants(['report.accept'], 'report.accept')).toBe(true)
  expect(grants(['report.accept-late@unit'], 'report.accept')).toBe(false)
})

it('signing in never leads to another site', () => {
  expect(safeReturn('/plans?state=draft')).toBe('/plans?state=draft')
  for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example', 'plans', undefined, ['/a']]) {
    expect(safeReturn(to)).toBe('/')
  }
})
