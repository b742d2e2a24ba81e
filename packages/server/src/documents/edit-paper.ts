import type { Work } from '../platform/deed.ts'
import { mustAdmit, type PaperRow } from './paper-state.ts'
import { holdPaper, selectPaper } from './queries.ts'

/**
 * Admits a change of the content behind a paper, and holds off its submission until the change is committed.
 * Every deed of another room that edits the content of a paper begins with this.
 * @throws Problem not-found, forbidden, state-conflict
 */
export async function mustBeEditable(work: Work, documentId: string): Promise<PaperRow> {
  mustAdmit(work.actor, await selectPaper(work.trx, documentId), 'edit')
  const row = await holdPaper(work.trx, documentId)
  mustAdmit(work.actor, row, 'edit')
  return row
}

/** Keeps what lists show of a paper in step with its content. */
export async function renamePaper(work: Work, documentId: string, title: string): Promise<void> {
  await work.trx
    .updateTable('document')
    .set((eb) => ({ title, version: eb('version', '+', 1) }))
    .where('id', '=', documentId)
    .execute()
}
