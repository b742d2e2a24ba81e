import type { Trx } from '../platform/database.ts'
import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import type { CarrierReceiver } from './match-carrier-receivers.ts'
import { mustCascade } from './plan-state.ts'
import { selectPlan } from './queries.ts'

/**
 * Nơi nhận báo cáo of the units that carry a plan out, set by its issuer: one main receiver at most and any number of copies.
 * Reports sent before keep their receivers.
 * @throws Problem not-found, forbidden, state-conflict, invalid
 */
export async function setCarrierReceivers(
  work: Work,
  id: string,
  receivers: CarrierReceiver[],
): Promise<{ count: number }> {
  const plan = await selectPlan(work.trx, id)
  mustCascade(work.actor, plan)
  const bodies = receivers.map((r) => (r.through === null ? String(r.unitId) : r.unitId === null ? r.through : 'both'))
  if (bodies.includes('both') || bodies.includes('null'))
    throw new Problem('invalid', {
      vi: 'Mỗi nơi nhận là một đơn vị theo tên, hoặc cơ quan cấp trên của từng đơn vị',
      en: 'Each receiver is a unit by name, or the body above each unit',
    })
  mustBeReceivers(receivers.map((r, n) => ({ body: bodies[n]!, role: r.role })))
  await work.trx.deleteFrom('plan_carrier_receiver').where('plan_id', '=', id).execute()
  await insertCarrierReceivers(work.trx, id, plan.unitId, receivers)
  await work.audit({ kind: 'plan', id }, { receivers })
  return { count: receivers.length }
}

/** @throws Problem invalid where two are main or one stands twice */
export function mustBeReceivers(receivers: readonly { body: string | number; role: 'main' | 'copy' }[]): void {
  if (
    receivers.filter((r) => r.role === 'main').length > 1 ||
    new Set(receivers.map((r) => r.body)).size < receivers.length
  )
    throw new Problem('invalid', {
      vi: 'Chỉ một nơi nhận chính, mỗi nơi một lần',
      en: 'One main receiver only, and each body once',
    })
}

export async function insertCarrierReceivers(
  trx: Trx,
  planId: string,
  unitId: number,
  receivers: readonly CarrierReceiver[],
): Promise<void> {
  if (receivers.length === 0) return
  await trx
    .insertInto('plan_carrier_receiver')
    .values(
      receivers.map((r) => ({
        plan_id: planId,
        unit_id: unitId,
        receiver_id: r.unitId,
        through: r.through,
        role: r.role,
      })),
    )
    .execute()
}
