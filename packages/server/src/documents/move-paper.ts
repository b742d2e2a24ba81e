import { nextPaperState, type PaperAction } from '@banggiao/rules'
import type { UpdateObject } from 'kysely'
import type { Work } from '../platform/deed.ts'
import type { DB } from '../platform/generated/db.ts'
import { Problem } from '../platform/problem.ts'
import { mustAdmit, type PaperRow } from './paper-state.ts'
import { selectPaper } from './queries.ts'

/**
 * Takes a paper to the state its action leads to; of two people at once only one succeeds.
 * @throws Problem not-found, forbidden, state-conflict, version-conflict
 */
export async function movePaper(
  work: Work,
  id: string,
  action: Exclude<PaperAction, 'edit'>,
  change: (row: PaperRow) => Promise<UpdateObject<DB, 'document'>> | UpdateObject<DB, 'document'> = () => ({}),
): Promise<PaperRow> {
  const row = await selectPaper(work.trx, id)
  mustAdmit(work.actor, row, action)
  const state = nextPaperState(row.state, action)
  if (state === null) throw new Error(`${row.state} admits ${action} but leads nowhere`)
  const set = await change(row)
  const moved = await work.trx
    .updateTable('document')
    .set({ ...set, state, version: row.version + 1 })
    .where('id', '=', id)
    .where('state', '=', row.state)
    .where('version', '=', row.version)
    .returning('version')
    .executeTakeFirst()
  if (!moved) throw new Problem('version-conflict')
  return { ...row, state, version: moved.version }
}
