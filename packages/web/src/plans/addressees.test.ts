import { describe, expect, it } from 'vitest'
import { addresseeOf, addressees, kindsOf, reached, withoutTask } from './addressees.ts'

const units = { 'commune-committee': 168, school: 3200, centre: 20, department: 1 }

describe('to whom a task goes', () => {
  it('reads what the plan says, and writes the same again', () => {
    for (const addressee of addressees) expect(addresseeOf(kindsOf(addressee))).toBe(addressee)
    expect(addresseeOf(['school', 'centre'])).toBe('schools')
    // offices of the issuing body alone: nobody below is meant
    expect(addresseeOf([])).toBe('none')
  })

  it('counts who gets it, and who does not have it yet', () => {
    expect(reached('all', units, {})).toEqual({ units: 3389, added: 3389 })
    expect(reached('schools', units, { school: 3000, 'commune-committee': 168 })).toEqual({ units: 3220, added: 220 })
    expect(reached('communes', units, { 'commune-committee': 168 })).toEqual({ units: 168, added: 0 })
    expect(reached('none', units, {})).toEqual({ units: 0, added: 0 })
  })

  it('tells how many units chosen would get no task', () => {
    expect(withoutTask(['schools'], units)).toBe(169)
    expect(withoutTask(['schools', 'communes'], units)).toBe(1)
    expect(withoutTask(['all', 'none'], units)).toBe(0)
    expect(withoutTask([], units)).toBe(3389)
  })
})
