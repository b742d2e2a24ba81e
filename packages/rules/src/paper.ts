/** The life of an outgoing paper. It becomes official outside the system: nothing counts as sent before `issued`. */
export type PaperState = 'draft' | 'submitted' | 'returned' | 'approved' | 'issued' | 'ended'

export type PaperAction = 'edit' | 'submit' | 'withdraw' | 'return' | 'approve' | 'issue' | 'reopen'

/** Which actions a paper in each state admits; who may do them is a matter of rights, checked beside this table. */
export const paperActions = {
  draft: ['edit', 'submit'],
  submitted: ['withdraw', 'return', 'approve'],
  returned: ['edit', 'submit'],
  approved: ['issue', 'reopen'],
  issued: [],
  ended: [],
} satisfies Record<PaperState, readonly PaperAction[]>

const outcome: Record<Exclude<PaperAction, 'edit'>, PaperState> = {
  submit: 'submitted',
  withdraw: 'draft',
  return: 'returned',
  approve: 'approved',
  issue: 'issued',
  reopen: 'draft',
}

export function allowsPaper(state: PaperState, action: PaperAction): boolean {
  return (paperActions[state] as readonly PaperAction[]).includes(action)
}

/** State after an action, or null where the state does not admit it (the server answers 409). */
export function nextPaperState(state: PaperState, action: PaperAction): PaperState | null {
  if (!allowsPaper(state, action)) return null
  return action === 'edit' ? state : outcome[action]
}
