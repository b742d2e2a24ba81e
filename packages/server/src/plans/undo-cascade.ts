import { sql } from 'kysely'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'

/**
 * Takes a cascade back before its job has begun.
 * @throws Problem not-found, state-conflict once it has begun
 */
export async function undoCascade(work: Work, id: string, progressId: string): Promise<{ progressId: string }> {
  const row = await work.trx
    .selectFrom('progress')
    .select(['state', 'total'])
    .where('id', '=', progressId)
    .where('kind', '=', 'cascade-plan')
    .where('record_id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  const undone = await work.trx
    .updateTable('progress')
    .set({ state: 'undone', changed_at: sql<Date>`now()` })
    .where('id', '=', progressId)
    .where('state', '=', 'queued')
    .returning('id')
    .executeTakeFirst()
  if (!undone) {
    throw new Problem('state-conflict', {
      vi: 'Việc triển khai đã bắt đầu; muốn rút lại đơn vị nào, hãy dùng "Thu hồi" ở đơn vị đó',
      en: 'The cascade has begun; take single units off with "Recall"',
    })
  }
  await work.audit({ kind: 'plan', id }, { progressId })
  await work.emit({
    kind: 'progress',
    personId: work.actor.personId,
    id: progressId,
    job: 'cascade-plan',
    state: 'undone',
    done: 0,
    total: row.total,
  })
  return { progressId }
}
