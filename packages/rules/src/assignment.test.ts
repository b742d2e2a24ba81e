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
