import type { Work } from '../platform/deed.ts'
import { movePaper } from './move-paper.ts'
import { recordStep } from './record-step.ts'
import { tell } from './tell.ts'

/** Mở lại: an approved paper that was not signed becomes a draft again; its approval falls. */
export async function reopenPaper(work: Work, id: string, input: { remarks: string }): Promise<void> {
  const row = await movePaper(work, id, 'reopen', () => ({
    approved_hash: null,
    approved_snapshot: null,
    approved_by: null,
    approved_at: null,
    signed_differs: null,
    signed_signatures: null,
  }))
  await recordStep(work, row, { kind: 'reopened', remarks: input.remarks })
  await tell(work, row, 'paper-reopened', { roles: ['head', 'clerk'], personIds: [row.createdBy] })
}
