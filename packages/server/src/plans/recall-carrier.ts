import { sql } from 'kysely'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { mustCascade } from './plan-state.ts'
import { assignmentBefore, selectCarrier, selectPlan } from './queries.ts'

/**
 * Takes a plan back from a unit that has not adopted it: its unsettled assignments leave the count, with the reason.
 * @throws Problem not-found, forbidden, state-conflict
 */
export async function recallCarrier(
  work: Work,
  id: string,
  unitId: number,
  reason: string,
): Promise<{ assignments: number }> {
  const plan = await selectPlan(work.trx, id)
  mustCascade(work.actor, plan)
  const carrier = await selectCarrier(work.trx, id, unitId).forUpdate().executeTakeFirst()
  if (!carrier) throw notFound()
  if (carrier.recalledAt !== null || carrier.adoptedAt !== null) {
    throw new Problem('state-conflict', {
      vi: carrier.recalledAt
        ? 'Đã thu hồi trước đó'
        : 'Đơn vị đã ban hành kế hoạch của mình; hãy trao đổi với đơn vị thay vì thu hồi',
      en: carrier.recalledAt
        ? 'It was recalled before'
        : 'The unit has issued its own plan; talk to it instead of recalling',
    })
  }
  await work.trx
    .updateTable('plan_carrier')
    .set({ recalled_at: sql<Date>`now()`, recall_reason: reason })
    .where('plan_id', '=', id)
    .where('unit_id', '=', unitId)
    .execute()
  const settled = await sql<{ id: number }>`
    with held as (
      select id, ${assignmentBefore} as before from assignment a
      where plan_id = ${id} and unit_id = ${unitId} and state in ('open', 'doing') for update),
    taken as (
      update assignment a set state = 'out-of-scope', extension_asked_on = null, version = version + 1, changed_at = now()
      from held where a.id = held.id returning a.id, a.unit_id, a.unit_path, held.before)
    insert into assignment_event (assignment_id, unit_id, unit_path, kind, note, params, person_id, person_name)
    select id, unit_id, unit_path, 'out-of-scope', ${reason}, jsonb_build_object('recalled', true, 'before', before),
      ${work.actor.personId}::uuid, ${work.actor.name}
    from taken returning assignment_id as id`.execute(work.trx)
  // settled ones as well: none of them counts any longer, and none is answered
  await work.trx
    .updateTable('assignment')
    .set({ recalled: true })
    .where('plan_id', '=', id)
    .where('unit_id', '=', unitId)
    .execute()
  await work.audit(
    { kind: 'plan', id },
    { unitId, reason },
    settled.rows.map((r) => r.id),
  )
  return { assignments: settled.rows.length }
}
