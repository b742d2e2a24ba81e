import { type AssignmentFacts, type AssignmentState, allowsAssignment } from '@banggiao/rules'
import { type Actor, can } from '../platform/actor.ts'

/** What a person may do with an assignment; `reminded` and `carried` are the system's. */
export const deeds = [
  'progress',
  'done',
  'nothing',
  'out-of-scope',
  'reopened',
  'transferred',
  'extension-asked',
  'extension-granted',
  'extension-refused',
] as const
export type AssignmentDeed = (typeof deeds)[number]

/** What the decision needs of the row. */
export interface AssignmentRow extends Omit<AssignmentFacts, 'state'> {
  state: string
  unitId: number
  unitPath: string
  /** The unit whose plan orders the work: it decides on extensions. */
  planUnitId: number
  /** Taken back from the unit: it neither counts nor is answered. */
  recalled: boolean
}

export function factsOf(row: AssignmentRow): AssignmentFacts {
  return {
    state: row.state as AssignmentState,
    dueOn: row.dueOn,
    ownerPersonId: row.ownerPersonId,
    ownerPartId: row.ownerPartId,
    extensionAskedOn: row.extensionAskedOn,
  }
}

/** Whether the actor may read the row: their own unit's, or by the verb of watching over those below. */
export function mayRead(actor: Actor, row: { unitId: number; unitPath: string }): boolean {
  return actor.units.includes(row.unitId) || can(actor, 'plan.watch', row)
}

/** Whether the actor's rights, the state aside, admit the deed. */
export function entitled(actor: Actor, row: AssignmentRow, deed: AssignmentDeed): boolean {
  const target = {
    unitId: row.unitId,
    unitPath: row.unitPath,
    personId: row.ownerPersonId,
    partId: row.ownerPartId,
  }
  switch (deed) {
    case 'transferred':
      return can(actor, 'assignment.transfer', target)
    case 'extension-granted':
    case 'extension-refused':
      return actor.unitId === row.planUnitId && can(actor, 'assignment.decide', target)
    default:
      return can(actor, 'assignment.answer', target)
  }
}

/** What this reader may do now; the deed answers with the same function. */
export function assignmentCan(actor: Actor, row: AssignmentRow): Record<AssignmentDeed, boolean> {
  const facts = factsOf(row)
  const answer = {} as Record<AssignmentDeed, boolean>
  for (const deed of deeds) answer[deed] = !row.recalled && allowsAssignment(facts, deed) && entitled(actor, row, deed)
  return answer
}
