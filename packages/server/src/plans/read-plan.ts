import { limitFrom } from '@banggiao/rules'
import { type Actor, can } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import { annexOf, annexReference } from './assignment-annex.ts'
import { dayShown, firstDay } from './limits.ts'
import { inPrintedOrder } from './plan-content.ts'
import { planState } from './plan-state.ts'
import { selectCarrier, selectPlan, selectTasks, withPlaces } from './queries.ts'
import { selectCarrierReceivers, selectReportReceivers, type Through } from './report-receivers.ts'
import { trackedTask, trackedWording } from './tracked-wording.ts'

/** A plan as its reader may see it: what it says, its tasks with the change of wording, where it stands and what may be done. */
export async function readPlan(trx: Trx, actor: Actor, id: string, today: string) {
  const plan = await selectPlan(trx, id)
  const tasks = inPrintedOrder(
    await withPlaces(trx, plan.documentId, await selectTasks(trx, id).execute()),
    plan.content.sections,
  )
  const carrier = (await selectCarrier(trx, id, actor.unitId).executeTakeFirst()) ?? null
  const mine = new Map(
    (
      await trx
        .selectFrom('assignment')
        .select(['id', 'task_id as taskId', 'state'])
        .where('plan_id', '=', id)
        .where('unit_id', '=', carrier === null ? plan.unitId : actor.unitId)
        .execute()
    ).map((a) => [a.taskId, a]),
  )
  const ownPlan =
    (await trx
      .selectFrom('plan as p')
      .innerJoin('document as d', 'd.id', 'p.document_id')
      .select(['p.id', 'd.state', 'd.number'])
      .where('p.superior_plan_id', '=', id)
      .where('p.unit_id', '=', actor.unitId)
      .where('d.state', '<>', 'ended')
      .executeTakeFirst()) ?? null
  const superior = plan.superiorPlanId
    ? ((await trx
        .selectFrom('plan as p')
        .innerJoin('document as d', 'd.id', 'p.document_id')
        .innerJoin('unit as u', 'u.id', 'p.unit_id')
        .select([
          'p.id',
          'd.number',
          'd.title',
          'd.issued_on as issuedOn',
          'd.issuer',
          'u.name as unitName',
          'p.report_due_on as reportDueOn',
          'p.report_due_recurring as reportDueRecurring',
          'p.report_first_due_on as reportFirstDueOn',
        ])
        .where('p.id', '=', plan.superiorPlanId)
        .executeTakeFirst()) ?? null)
    : null
  // a carrier is shown whom it reports to itself; everybody else, whom the plan's unit reports to
  const carries = carrier !== null && carrier.recalledAt === null
  const receivers = await selectReportReceivers(trx, id, carries ? actor.unitId : plan.unitId, today)
  const carrierReceivers = await selectCarrierReceivers(trx, id).execute()
  const standing = planState(actor, plan, carrier, ownPlan?.id ?? null)
  const carriers =
    plan.open && plan.unitId === actor.unitId
      ? await trx
          .selectFrom('plan_carrier')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('plan_id', '=', id)
          .where('recalled_at', 'is', null)
          .executeTakeFirstOrThrow()
      : null
  return {
    ...plan,
    reportDueOn: dayShown(
      plan,
      { own: standing.side === 'own', given: (carriers?.count ?? 0) > 0, sentAt: carrier?.sentAt ?? null },
      today,
    ),
    standing: {
      ...standing,
      can: {
        ...standing.can,
        setReceivers: standing.can.edit || (plan.open && plan.unitId === actor.unitId && can(actor, 'plan.edit', plan)),
      },
    },
    tasks: tasks.map(({ at: _, ...t }) => ({
      ...t,
      scope: t.scope as 'in' | 'out',
      state: mine.get(t.id)?.state ?? null,
      assignmentId: mine.get(t.id)?.id ?? null,
      runs: trackedTask(t),
    })),
    wording: trackedWording(plan.content.sections),
    annexReference: annexOf(
      plan,
      tasks.filter((t) => t.scope === 'in'),
      plan.issuedOn ?? today,
    )
      ? annexReference
      : null,
    carrier,
    ownPlan,
    // as the unit's own plan is drafted by it
    superior: superior && {
      ...superior,
      reportDueOn: limitFrom(firstDay(superior), superior.reportDueRecurring, today),
    },
    receivers,
    carrierReceivers: carrierReceivers.map((r) => ({
      ...r,
      role: r.role as 'main' | 'copy',
      through: r.through as Through | null,
    })),
    carriers: carriers?.count ?? 0,
  }
}
