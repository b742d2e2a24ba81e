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

export const documentActions = ['correct', 'confirm', 'reread', 'instruct', 'note'] as const
export type DocumentAction = (typeof documentActions)[number]

export interface DocumentStanding {
  state: string
  can: Record<DocumentAction, boolean>
  /** Whose turn it is with a paper that came in as a file; null when nobody's. */
  waitsFor: 'clerk' | 'head' | null
}

/** What the head and deputies do with a paper; the rest is the clerk's. */
const instructs = (action: DocumentAction) => action === 'instruct' || action === 'note'

/** What each state of a paper that came in as a file admits. */
const admitted: Record<string, readonly DocumentAction[]> = {
  reading: ['reread'],
  read: ['correct', 'confirm', 'reread'],
  unrecognised: ['correct', 'confirm', 'reread'],
  filed: ['instruct', 'note'],
  issued: ['instruct'],
}

function entitled(actor: Actor, row: DocumentRow, action: DocumentAction): boolean {
  const target = { unitId: row.unitId, unitPath: row.unitPath }
  return can(actor, instructs(action) ? 'document.instruct' : 'document.register', target)
}

/**
 * Where a document stands for this reader; outgoing papers have their own table (paper-state.ts).
 * @param awaits whether it waits for the head's words (awaits-instruction.ts)
 */
export function documentState(actor: Actor, row: DocumentRow, awaits: boolean): DocumentStanding {
  const may = (action: DocumentAction) =>
    (admitted[row.state] ?? []).includes(action) &&
    (row.paper === null || action === 'instruct') &&
    entitled(actor, row, action)
  const waitsFor =
    row.state === 'read' || row.state === 'unrecognised' || row.state === 'reading' ? 'clerk' : awaits ? 'head' : null
  return {
    state: row.state,
    can: {
      correct: may('correct'),
      confirm: may('confirm'),
      reread: may('reread'),
      instruct: may('instruct'),
      note: awaits && may('note'),
    },
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
