import { sql } from 'kysely'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { mayReceive } from './plan-state.ts'
import { selectCarrier } from './queries.ts'

/** The unit has opened the plan given to it; the first opening counts. @throws Problem not-found, forbidden */
export async function receivePlan(work: Work, id: string): Promise<{ receivedAt: string }> {
  const carrier = await selectCarrier(work.trx, id, work.actor.unitId).executeTakeFirst()
  if (!carrier || carrier.recalledAt !== null) throw notFound()
  if (!mayReceive(work.actor)) throw new Problem('forbidden')
  const row = await work.trx
    .updateTable('plan_carrier')
    .set({
      received_at: sql<Date>`coalesce(received_at, now())`,
      received_by: sql<string>`coalesce(received_by, ${work.actor.personId})`,
    })
    .where('plan_id', '=', id)
    .where('unit_id', '=', work.actor.unitId)
    .returning('received_at')
    .executeTakeFirstOrThrow()
  await work.audit({ kind: 'plan', id }, { first: carrier.receivedAt === null })
  return { receivedAt: new Date(row.received_at as Date).toISOString() }
}
