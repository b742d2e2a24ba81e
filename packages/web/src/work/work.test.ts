import { describe, expect, it } from 'vitest'
import { fallsDueSoon, restOf } from './work.ts'

describe('what a list is too long to show', () => {
  it('is found by a teacher among what names them, by who leads the unit also among what names nobody', () => {
    expect(restOf('todo', ['teacher'])).toEqual({ state: ['open', 'doing'], owner: ['me'] })
    for (const role of ['head', 'deputy', 'officer'])
      expect(restOf('todo', [role, 'administrator']), role).toEqual({ state: ['open', 'doing'] })
    expect(restOf('soon', ['teacher'])).toEqual({ state: ['open', 'doing'], due: ['soon'] })
  })

  it('is found in no list where it waits for others: papers submitted, extensions and instructions', () => {
    expect(restOf('waiting', ['deputy'])).toBeNull()
  })
})

it('the list of what falls due says nothing else does, where the lines above do', () => {
  const now = '2026-11-28'
  expect(fallsDueSoon([{ dueOn: null }, { dueOn: '2026-12-10' }], now)).toBe(true)
  expect(fallsDueSoon([{ dueOn: '2026-11-28' }], now)).toBe(true)
  expect(fallsDueSoon([{ dueOn: '2026-11-27' }, { dueOn: '2026-12-13' }], now)).toBe(false)
})
