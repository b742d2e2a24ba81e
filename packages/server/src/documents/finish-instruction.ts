import { sql } from 'kysely'
import { can } from '../platform/actor.ts'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { selectDocumentRow } from './queries.ts'
import { recordStep } from './record-step.ts'
import { tell } from './tell.ts'

/**
 * The person it was given to, or whoever may give instructions, says that it is done.
 * @throws Problem not-found, forbidden, state-conflict
 */
export async function finishInstruction(work: Work, id: number): Promise<void> {
  const given = await work.trx.selectFrom('instruction').selectAll().where('id', '=', id).executeTakeFirst()
  if (!given) throw notFound()
  const target = { unitId: given.unit_id, unitPath: given.unit_path }
  if (given.to_person_id !== work.actor.personId && !can(work.actor, 'document.instruct', target))
    throw new Problem('forbidden')
  const done = await work.trx
    .updateTable('instruction')
    .set({ done_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!done)
    throw new Problem('state-conflict', { vi: 'Việc này đã báo xong', en: 'This has been reported done already' })
  const row = await selectDocumentRow(work.trx, given.document_id)
  await recordStep(work, row, { kind: 'instruction-done', remarks: given.text })
  await tell(work, row, 'instruction-done', { personIds: [given.from_person_id] })
}
