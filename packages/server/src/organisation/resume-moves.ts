import { sql } from 'kysely'
import type { Services } from '../platform/services.ts'

/**
 * Queues the job of every unfinished move again that has none, because its attempts were used up: else the places stay closed for
 * ever. Run at the start and every night; what a job has done is not done twice.
 */
export async function resumeMoves(services: Services): Promise<void> {
  await services.database.asSystem('resume-moves', async (trx) => {
    // two processes that start at once queue it once
    await sql`select pg_advisory_xact_lock(hashtextextended('resume-moves', 0))`.execute(trx)
    const { rows } = await sql<{ progressId: string; personId: string; unitId: number; moveIds: string[] }>`
      select m.progress_id as "progressId", m.person_id as "personId", min(m.unit_id) as "unitId", array_agg(m.id order by m.created_at, m.id) as "moveIds"
      from unit_move m
      where m.finished_at is null and not exists (select 1 from jobs.job j where j.name = 'move-unit'
        and j.state in ('created', 'retry', 'active') and j.data->>'progressId' = m.progress_id::text)
      group by m.progress_id, m.person_id`.execute(trx)
    for (const { progressId, personId, unitId, moveIds } of rows) {
      await trx
        .insertInto('progress')
        .values({ id: progressId, kind: 'move-unit', person_id: personId, record_id: String(unitId), total: 0 })
        .onConflict((oc) =>
          oc.column('id').doUpdateSet({ state: 'queued', problem: null, changed_at: sql<Date>`now()` }),
        )
        .execute()
      await services.jobs.send(trx, 'move-unit', { moveIds, progressId })
    }
  })
}
