import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AssignmentAction,
  type AssignmentFacts,
  type AssignmentState,
  allowsAssignment,
  applyAssignment,
  assignmentActions,
  carriedState,
  foldAssignment,
} from './assignment.ts'
import { addDays, dayAsked, dayBefore, fulfilsFrom, limitFrom, nextOccurrence } from './deadline.ts'

const start: AssignmentFacts = {
  state: 'open',
  dueOn: '2026-10-15',
  ownerPersonId: null,
  ownerPartId: null,
  extensionAskedOn: null,
}
const kinds = [...new Set(Object.values(assignmentActions).flat())] as AssignmentAction[]
const event = fc.record({
  kind: fc.constantFrom(...kinds),
  params: fc.record({ dueOn: fc.constantFrom('2026-11-01', '2026-12-01') }),
})

describe('an assignment', () => {
  it('keeps "không phát sinh" apart from done and from no answer', () => {
    expect(foldAssignment(start, [{ kind: 'nothing', params: {} }]).state).toBe('nothing')
    expect(foldAssignment(start, []).state).toBe('open')
  })

  it('moves its limit only when an extension that was asked for is granted', () => {
    expect(foldAssignment(start, [{ kind: 'extension-granted', params: { dueOn: '2026-11-01' } }]).dueOn).toBe(
      '2026-10-15',
    )
    const asked = applyAssignment(start, { kind: 'extension-asked', params: { dueOn: '2026-11-01' } })
    expect(asked.dueOn).toBe('2026-10-15')
    expect(applyAssignment(asked, { kind: 'extension-granted', params: {} })).toMatchObject({
      dueOn: '2026-11-01',
      extensionAskedOn: null,
    })
  })

  it('is the same folded whole or in two parts, and an action not admitted changes nothing', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), fc.nat(12), (events, cut) => {
        const whole = foldAssignment(start, events)
        expect(foldAssignment(foldAssignment(start, events.slice(0, cut)), events.slice(cut))).toEqual(whole)
        for (const e of events) if (!allowsAssignment(whole, e.kind)) expect(applyAssignment(whole, e)).toBe(whole)
      }),
    )
  })

  it('of a superior is done only when every own task is settled', () => {
    const states: AssignmentState[] = ['open', 'doing', 'done', 'nothing', 'out-of-scope']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states)), (own) => {
        const carried = carriedState(own)
        if (carried === 'done') expect(own.includes('open') || own.includes('doing')).toBe(false)
        if (own.length > 0 && own.every((s) => s === own[0])) expect(carried).toBe(own[0])
      }),
    )
  })
})

describe('a recurring limit', () => {
  it('"trước ngày 15 tháng 10 hằng năm" falls this year or next', () => {
    expect(nextOccurrence('--10-15', '2026-03-11')).toBe('2026-10-15')
    expect(nextOccurrence('--10-15', '2026-10-16')).toBe('2027-10-15')
    expect(nextOccurrence('---31', '2026-02-10')).toBe('2026-02-28')
  })

  it('is never before the day it is counted from', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (n, m, d) => {
        const from = addDays('2024-01-01', n)
        const next = nextOccurrence(`--${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`, from)
        expect(next >= from).toBe(true)
        expect(next.slice(5)).toBe(`${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`)
      }),
    )
  })
  it('that comes monthly begins with its next day for a unit that gets the task after the first; any other stands', () => {
    expect(limitFrom('2026-11-20', '---20', '2026-11-28')).toBe('2026-12-20')
    expect(limitFrom('2026-11-20', '---20', '2026-11-20')).toBe('2026-11-20')
    expect(limitFrom('2027-01-20', '---20', '2026-11-28')).toBe('2027-01-20')
    // moved on by a year, nothing would be left of it in the plan's year
    expect(limitFrom('2026-10-15', '--10-15', '2026-11-28')).toBe('2026-10-15')
    expect(limitFrom('2026-11-20', null, '2026-11-28')).toBe('2026-11-20')
    expect(limitFrom(null, '---20', '2026-11-28')).toBeNull()
  })

  it('is fulfilled by a report up to shortly before it, not by one of long before', () => {
    expect(fulfilsFrom('2027-10-10', '--10-10')).toBe('2027-07-12')
    expect(fulfilsFrom('2027-10-10', null)).toBe('2027-07-12')
    // a whole month is reported on in the next; a report of a running month, in its last ten days
    expect(fulfilsFrom('2027-03-25', '---25')).toBe('2027-02-28')
    expect(fulfilsFrom('2027-03-05', '---05')).toBe('2027-02-23')
    expect(fulfilsFrom('2027-01-15', '---15')).toBe('2026-12-31')
  })

  it('that many are asked for goes on to its next day once a report could fulfil that one', () => {
    expect(dayAsked('2026-06-15', '--06-15', '2026-11-28')).toBe('2026-06-15')
    expect(dayAsked('2026-06-15', '--06-15', '2027-03-16')).toBe('2026-06-15')
    expect(dayAsked('2026-06-15', '--06-15', '2027-03-17')).toBe('2027-06-15')
    expect(dayAsked('2026-06-15', '--06-15', '2029-05-01')).toBe('2029-06-15')
    expect(dayAsked('2026-10-25', '---25', '2026-11-28')).toBe('2026-11-25')
    expect(dayAsked('2026-10-25', '---25', '2026-11-30')).toBe('2026-12-25')
    // one day is one day
    expect(dayAsked('2026-06-15', null, '2029-05-01')).toBe('2026-06-15')
    expect(dayBefore('2027-06-15', '--06-15')).toBe('2026-06-15')
    expect(dayBefore('2028-03-31', '---31')).toBe('2028-02-29')
    expect(dayBefore('2027-06-15', null)).toBeNull()
  })
})
