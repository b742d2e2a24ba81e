import { sql } from 'kysely'
import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { awaitsInstruction } from './awaits-instruction.ts'
import { mustAdmitDocument } from './document-state.ts'
import { selectDocumentRow } from './queries.ts'
import { recordStep } from './record-step.ts'

/**
 * Để biết: the head or a deputy has seen an arrival that nobody needs to be given. It may still be given to somebody later.
 * @throws Problem not-found, forbidden, state-conflict
 */
export async function noteDocument(work: Work, id: string): Promise<void> {
  const row = await selectDocumentRow(work.trx, id)
  mustAdmitDocument(work.actor, row, 'note')
  const noted = await work.trx
    .updateTable('document')
    .set({ instructed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where(awaitsInstruction('document'))
    .returning('id')
    .executeTakeFirst()
  if (!noted)
    throw new Problem('state-conflict', {
      vi: 'Văn bản này không còn chờ ý kiến chỉ đạo',
      en: 'This document no longer waits for instructions',
    })
  await recordStep(work, row, { kind: 'noted' })
}
