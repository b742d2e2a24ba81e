import { mustBeEditable } from '../documents/index.ts'
import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { selectPlan } from './queries.ts'

/**
 * Nơi nhận báo cáo of a plan: one main receiver at most and any number of copies, set by a person while the plan is a draft.
 * @throws Problem not-found, forbidden, state-conflict, invalid
 */
export async function setReportReceivers(
  work: Work,
  id: string,
  receivers: { unitId: number; role: 'main' | 'copy' }[],
): Promise<{ count: number }> {
  const plan = await selectPlan(work.trx, id)
  await mustBeEditable(work, plan.documentId)
  if (
    receivers.filter((r) => r.role === 'main').length > 1 ||
    new Set(receivers.map((r) => r.unitId)).size < receivers.length
  ) {
    throw new Problem('invalid', {
      vi: 'Chỉ một nơi nhận chính, mỗi nơi một lần',
      en: 'One main receiver only, and each body once',
    })
  }
  if (receivers.some((r) => r.unitId === plan.unitId))
    throw new Problem('invalid', { vi: 'Đơn vị không báo cáo cho chính mình', en: 'A unit does not report to itself' })
  await work.trx.deleteFrom('plan_report_receiver').where('plan_id', '=', id).execute()
  if (receivers.length > 0) {
    await work.trx
      .insertInto('plan_report_receiver')
      .values(receivers.map((r) => ({ plan_id: id, unit_id: plan.unitId, receiver_id: r.unitId, role: r.role })))
      .execute()
  }
  await work.audit({ kind: 'plan', id }, { receivers })
  return { count: receivers.length }
}
