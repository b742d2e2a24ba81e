import type { Trx } from '../platform/database.ts'

export interface NewPlan {
  unit: { id: number; path: string }
  year?: number
  number: string
  title: string
  issuedOn?: string
  superiorPlanId?: string | null
  reportDueOn?: string | null
  reportDueRecurring?: string | null
  /** Main and copy receivers of the plan's reports. */
  receivers?: { unitId: number; role: 'main' | 'copy' }[]
  tasks: {
    section: string
    sectionTitle?: string
    text: string
    dueOn?: string | null
    superiorTaskId?: string | null
    ownerPersonId?: string | null
    ownerPartId?: number | null
  }[]
  /** Units that carry it out: the unit itself for its own plan, others for one sent down. */
  carriers: { id: number; path: string }[]
}

/** An issued plan with its tasks, and an assignment of each task to every carrier. */
export async function seedIssuedPlan(
  trx: Trx,
  plan: NewPlan,
): Promise<{ planId: string; documentId: string; taskIds: string[]; assignmentIds: Map<number, number[]> }> {
  const { unit } = plan
  const document = await trx
    .insertInto('document')
    .values({
      unit_id: unit.id,
      unit_path: unit.path,
      direction: 'out',
      state: 'issued',
      paper: 'plan',
      kind: 'Kế hoạch',
      number: plan.number,
      title: plan.title,
      issued_on: plan.issuedOn ?? '2026-03-09',
      issuer_unit_id: unit.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: planId } = await trx
    .insertInto('plan')
    .values({
      document_id: document.id,
      unit_id: unit.id,
      unit_path: unit.path,
      year: plan.year ?? 2026,
      superior_plan_id: plan.superiorPlanId ?? null,
      content: JSON.stringify({}),
      open: true,
      report_due_on: plan.reportDueOn ?? null,
      report_due_recurring: plan.reportDueRecurring ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const taskIds: string[] = []
  const positions = new Map<string, number>()
  const assignmentIds = new Map<number, number[]>()
  for (const task of plan.tasks) {
    const position = (positions.get(task.section) ?? 0) + 1
    positions.set(task.section, position)
    const { id } = await trx
      .insertInto('task')
      .values({
        plan_id: planId,
        unit_id: unit.id,
        unit_path: unit.path,
        open: true,
        section: task.section,
        section_title: task.sectionTitle ?? null,
        position,
        text: task.text,
        superior_task_id: task.superiorTaskId ?? null,
        owner_person_id: task.ownerPersonId ?? null,
        owner_part_id: task.ownerPartId ?? null,
        due_on: task.dueOn ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    taskIds.push(id)
    for (const carrier of plan.carriers) {
      const own = carrier.id === unit.id
      const { id: assignmentId } = await trx
        .insertInto('assignment')
        .values({
          plan_id: planId,
          task_id: id,
          unit_id: carrier.id,
          unit_path: carrier.path,
          due_on: task.dueOn ?? null,
          owner_person_id: own ? (task.ownerPersonId ?? null) : null,
          owner_part_id: own ? (task.ownerPartId ?? null) : null,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      assignmentIds.set(carrier.id, [...(assignmentIds.get(carrier.id) ?? []), assignmentId])
    }
  }
  for (const carrier of plan.carriers.filter((c) => c.id !== unit.id)) {
    await trx
      .insertInto('plan_carrier')
      .values({ plan_id: planId, unit_id: carrier.id, unit_path: carrier.path })
      .execute()
    await trx
      .insertInto('participant')
      .values([
        { record_id: planId, record_kind: 'plan', unit_id: carrier.id, role: 'carrier' },
        { record_id: document.id, record_kind: 'document', unit_id: carrier.id, role: 'carrier' },
      ])
      .execute()
  }
  if (plan.superiorPlanId)
    await trx
      .updateTable('plan_carrier')
      .set({ adopted_plan_id: planId, adopted_at: new Date(), received_at: new Date() })
      .where('plan_id', '=', plan.superiorPlanId)
      .where('unit_id', '=', unit.id)
      .execute()
  for (const receiver of plan.receivers ?? [])
    await trx
      .insertInto('plan_report_receiver')
      .values({ plan_id: planId, unit_id: unit.id, receiver_id: receiver.unitId, role: receiver.role })
      .execute()
  return { planId, documentId: document.id, taskIds, assignmentIds }
}
