import { sql } from 'kysely'
import { mustBeEditable } from '../documents/index.ts'
import { mustBeAble } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { selectPlan } from './queries.ts'
import { mustBeReceivers } from './set-carrier-receivers.ts'
import { openToReceivers } from './start-own-plan.ts'

/**
 * Nơi nhận báo cáo of a unit's own plan: one main receiver at most and any number of copies, set by a person. Of a plan in force
 * too, for what was read from its document may be wrong: then who is named may read the plan from now on, and who is named no
 * longer may not; reports sent before keep their receivers.
 * @throws Problem not-found, forbidden, state-conflict, invalid
 */
export async function setReportReceivers(
  work: Work,
  id: string,
  receivers: { unitId: number; role: 'main' | 'copy' }[],
): Promise<{ count: number }> {
  const plan = await selectPlan(work.trx, id)
  mustBeAble(work.actor, 'plan.edit', { unitId: plan.unitId, unitPath: plan.unitPath })
  if (!plan.open) await mustBeEditable(work, plan.documentId)
  mustBeReceivers(receivers.map((r) => ({ body: r.unitId, role: r.role })))
  if (receivers.some((r) => r.unitId === plan.unitId))
    throw new Problem('invalid', { vi: 'Đơn vị không báo cáo cho chính mình', en: 'A unit does not report to itself' })
  await work.trx.deleteFrom('plan_report_receiver').where('plan_id', '=', id).execute()
  await insertReceivers(work.trx, id, plan.unitId, receivers)
  if (plan.open) {
    await sql`select end_plan_receivers(${id}::uuid)`.execute(work.trx)
    await openToReceivers(work.trx, plan)
  }
  await work.audit({ kind: 'plan', id }, { receivers })
  return { count: receivers.length }
}

export async function insertReceivers(
  trx: Trx,
  planId: string,
  unitId: number,
  receivers: readonly { unitId: number; role: 'main' | 'copy' }[],
): Promise<void> {
  if (receivers.length === 0) return
  await trx
    .insertInto('plan_report_receiver')
    .values(receivers.map((r) => ({ plan_id: planId, unit_id: unitId, receiver_id: r.unitId, role: r.role })))
    .execute()
}
