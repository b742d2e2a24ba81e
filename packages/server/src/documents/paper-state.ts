import { allowsPaper, type PaperAction, type PaperState } from '@banggiao/rules'
import { type Actor, can } from '../platform/actor.ts'
import type { PaperKind } from '../platform/papers.ts'
import { Problem } from '../platform/problem.ts'

/** What the life of an outgoing paper needs of its row. */
export interface PaperRow {
  id: string
  unitId: number
  unitPath: string
  paper: PaperKind
  state: PaperState
  version: number
  kind: string | null
  number: string | null
  title: string | null
  issuedOn: string | null
  approvedHash: string | null
  createdBy: string | null
}

export interface PaperStanding {
  state: PaperState
  can: Record<PaperAction, boolean>
  /** Whose turn it is; null when nobody's. */
  waitsFor: 'author' | 'head' | 'clerk' | null
}

const turn: Record<PaperState, PaperStanding['waitsFor']> = {
  draft: 'author',
  returned: 'author',
  submitted: 'head',
  approved: 'clerk',
  issued: null,
  ended: null,
}

/** Whether the actor's rights, the state aside, admit the action. */
function entitled(actor: Actor, row: Pick<PaperRow, 'paper' | 'unitId' | 'unitPath'>, action: PaperAction): boolean {
  const target = { unitId: row.unitId, unitPath: row.unitPath }
  switch (action) {
    case 'edit':
    case 'submit':
    case 'withdraw':
      return can(actor, `${row.paper}.edit`, target)
    case 'return':
    case 'approve':
      return can(actor, `${row.paper}.approve`, target)
    case 'reopen':
      return can(actor, `${row.paper}.edit`, target) || can(actor, `${row.paper}.approve`, target)
    case 'issue':
      return can(actor, 'document.issue', target)
  }
}

/** Where the paper stands for this reader, and what they may do with it now. */
export function paperState(
  actor: Actor,
  row: Pick<PaperRow, 'paper' | 'unitId' | 'unitPath' | 'state'>,
): PaperStanding {
  const may = (action: PaperAction) => allowsPaper(row.state, action) && entitled(actor, row, action)
  return {
    state: row.state,
    can: {
      edit: may('edit'),
      submit: may('submit'),
      withdraw: may('withdraw'),
      return: may('return'),
      approve: may('approve'),
      issue: may('issue'),
      reopen: may('reopen'),
    },
    waitsFor: turn[row.state],
  }
}

const stateWords: Record<PaperState, { vi: string; en: string }> = {
  draft: { vi: 'đang soạn', en: 'a draft' },
  submitted: { vi: 'đã trình, chờ thủ trưởng', en: 'submitted and waits for the head' },
  returned: { vi: 'đã trả lại để sửa', en: 'returned for changes' },
  approved: { vi: 'đã duyệt, chờ bản ký', en: 'approved and waits for the signed copy' },
  issued: { vi: 'đã ban hành', en: 'issued' },
  ended: { vi: 'đã kết thúc', en: 'ended' },
}

/**
 * The condition behind the button, answered by the deed.
 * @throws Problem forbidden, state-conflict
 */
export function mustAdmit(actor: Actor, row: PaperRow, action: PaperAction): void {
  if (!entitled(actor, row, action)) throw new Problem('forbidden')
  if (allowsPaper(row.state, action)) return
  const words = stateWords[row.state]
  throw new Problem(
    'state-conflict',
    {
      vi: `Văn bản ${words.vi}; tải lại trang để thấy việc có thể làm`,
      en: `This paper is ${words.en}; reload the page to see what can be done`,
    },
    { extra: { state: row.state } },
  )
}
