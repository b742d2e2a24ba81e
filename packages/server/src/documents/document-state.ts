import { type Actor, can } from '../platform/actor.ts'
import { Problem } from '../platform/problem.ts'

export type Direction = 'in' | 'out' | 'internal'

export interface DocumentRow {
  id: string
  unitId: number
  unitPath: string
  direction: Direction
  state: string
  paper: string | null
  version: number
  title: string | null
  number: string | null
}

export const documentActions = ['correct', 'confirm', 'reread', 'instruct'] as const
export type DocumentAction = (typeof documentActions)[number]

export interface DocumentStanding {
  state: string
  can: Record<DocumentAction, boolean>
  /** Whose turn it is with a paper that came in as a file; null when nobody's. */
  waitsFor: 'clerk' | 'head' | null
}

/** What each state of a paper that came in as a file admits. */
const admitted: Record<string, readonly DocumentAction[]> = {
  reading: ['reread'],
  read: ['correct', 'confirm', 'reread'],
  unrecognised: ['correct', 'confirm', 'reread'],
  filed: ['instruct'],
  issued: ['instruct'],
}

function entitled(actor: Actor, row: DocumentRow, action: DocumentAction): boolean {
  const target = { unitId: row.unitId, unitPath: row.unitPath }
  return can(actor, action === 'instruct' ? 'document.instruct' : 'document.register', target)
}

/** Where a document stands for this reader; outgoing papers have their own table (paper-state.ts). */
export function documentState(actor: Actor, row: DocumentRow, instructed: boolean): DocumentStanding {
  const may = (action: DocumentAction) =>
    (admitted[row.state] ?? []).includes(action) &&
    (row.paper === null || action === 'instruct') &&
    entitled(actor, row, action)
  const waitsFor =
    row.state === 'read' || row.state === 'unrecognised' || row.state === 'reading'
      ? 'clerk'
      : row.state === 'filed' && row.direction === 'in' && !instructed
        ? 'head'
        : null
  return {
    state: row.state,
    can: { correct: may('correct'), confirm: may('confirm'), reread: may('reread'), instruct: may('instruct') },
    waitsFor,
  }
}

/**
 * The condition behind the button, answered by the deed.
 * @throws Problem forbidden, state-conflict
 */
export function mustAdmitDocument(actor: Actor, row: DocumentRow, action: DocumentAction): void {
  if (!entitled(actor, row, action)) throw new Problem('forbidden')
  if ((admitted[row.state] ?? []).includes(action) && (row.paper === null || action === 'instruct')) return
  throw new Problem(
    'state-conflict',
    row.state === 'filed' || row.state === 'issued'
      ? {
          vi: 'Văn bản đã được xác nhận, không sửa được nữa',
          en: 'This document has been confirmed and is no longer changed',
        }
      : { vi: 'Văn bản đã đổi trạng thái; tải lại trang', en: 'This document has moved on; reload the page' },
    { extra: { state: row.state } },
  )
}
