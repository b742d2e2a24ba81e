/** `nothing` is "không phát sinh": an answer, and different from no answer and from out-of-scope. */
export type AssignmentState = 'open' | 'doing' | 'done' | 'nothing' | 'out-of-scope'

export type AssignmentAction =
  | 'progress'
  | 'done'
  | 'nothing'
  | 'out-of-scope'
  | 'reopened'
  | 'transferred'
  | 'extension-asked'
  | 'extension-granted'
  | 'extension-refused'
  | 'reminded'
  | 'carried'
  | 'undone'

export interface AssignmentEvent {
  kind: AssignmentAction
  params: {
    /** extension-asked, extension-granted: the new day, YYYY-MM-DD */
    dueOn?: string
    /** transferred */
    personId?: string
    partId?: number
    /** carried: the state that the unit's own tasks add up to */
    state?: AssignmentState
    /** undone: the event taken back, and what the assignment was before it */
    eventId?: number
    before?: AssignmentFacts
  }
}

export interface AssignmentFacts {
  state: AssignmentState
  dueOn: string | null
  ownerPersonId: string | null
  ownerPartId: number | null
  /** the day asked for, while the question is open */
  extensionAskedOn: string | null
}

/** Which actions an assignment in each state admits. A settled one is reopened first. */
export const assignmentActions = {
  open: [
    'progress',
    'done',
    'nothing',
    'out-of-scope',
    'transferred',
    'extension-asked',
    'extension-granted',
    'extension-refused',
    'reminded',
    'carried',
    'undone',
  ],
  doing: [
    'progress',
    'done',
    'nothing',
    'out-of-scope',
    'transferred',
    'extension-asked',
    'extension-granted',
    'extension-refused',
    'reminded',
    'carried',
    'undone',
  ],
  done: ['reopened', 'carried', 'undone'],
  nothing: ['reopened', 'carried', 'undone'],
  'out-of-scope': ['reopened', 'carried', 'undone'],
} satisfies Record<AssignmentState, readonly AssignmentAction[]>

export function allowsAssignment(facts: AssignmentFacts, action: AssignmentAction): boolean {
  if (!(assignmentActions[facts.state] as readonly AssignmentAction[]).includes(action)) return false
  if (action === 'extension-granted' || action === 'extension-refused') return facts.extensionAskedOn !== null
  return true
}

/** One step of the fold; total: an action that is not admitted changes nothing (the deed refuses it before). */
export function applyAssignment(facts: AssignmentFacts, event: AssignmentEvent): AssignmentFacts {
  if (!allowsAssignment(facts, event.kind)) return facts
  switch (event.kind) {
    case 'progress':
      return { ...facts, state: 'doing' }
    case 'done':
    case 'nothing':
    case 'out-of-scope':
      return { ...facts, state: event.kind, extensionAskedOn: null }
    case 'reopened':
      return { ...facts, state: 'doing' }
    case 'carried':
      return { ...facts, state: event.params.state ?? facts.state }
    case 'transferred':
      return { ...facts, ownerPersonId: event.params.personId ?? null, ownerPartId: event.params.partId ?? null }
    case 'extension-asked':
      return { ...facts, extensionAskedOn: event.params.dueOn ?? null }
    case 'extension-granted':
      return { ...facts, dueOn: event.params.dueOn ?? facts.extensionAskedOn ?? facts.dueOn, extensionAskedOn: null }
    case 'extension-refused':
      return { ...facts, extensionAskedOn: null }
    case 'reminded':
      return facts
    case 'undone':
      return event.params.before ?? facts
  }
}

/** The state of an assignment is what its events add up to; the row is a projection written in the same transaction. */
export function foldAssignment(start: AssignmentFacts, events: readonly AssignmentEvent[]): AssignmentFacts {
  return events.reduce(applyAssignment, start)
}

/**
 * What a superior's assignment amounts to when a unit's own tasks carry it out: done when all are settled and one is done,
 * doing as soon as one has begun.
 */
export function carriedState(own: readonly AssignmentState[]): AssignmentState {
  if (own.length === 0) return 'open'
  const settled = own.every((s) => s === 'done' || s === 'nothing' || s === 'out-of-scope')
  if (settled) {
    if (own.includes('done')) return 'done'
    return own.includes('nothing') ? 'nothing' : 'out-of-scope'
  }
  return own.some((s) => s !== 'open') ? 'doing' : 'open'
}
