import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'
import { addressedByPlan } from './addressed-kinds.ts'
import { limitsFrom } from './limits.ts'
import { type PlanRow, selectPlan, selectTasks } from './queries.ts'

/** Those a plan names as receivers of its reports may read plan and document. */
export async function openToReceivers(trx: Trx, plan: { id: string; documentId: string }): Promise<void> {
  await sql`
    insert into participant (record_id, record_kind, unit_id, role)
    select r.id, r.kind, v.receiver_id, v.role
    from plan_report_receiver v, (values (${plan.id}::uuid, 'plan'), (${plan.documentId}::uuid, 'document')) r(id, kind)
    where v.plan_id = ${plan.id} on conflict do nothing`.execute(trx)
}

/**
 * Of a plan's tasks in scope those that its own unit carries out: one that names other kinds of unit alone is theirs and none of
 * its own.
 */
export function ownTasks<T extends { id: string; section: string; assignees: string[]; superiorTaskId: string | null }>(
  plan: Pick<PlanRow, 'content' | 'unitKind'>,
  tasks: readonly T[],
): T[] {
  const addressed = addressedByPlan(tasks, plan.content.sections)
  return tasks.filter((task, n) => {
    // what the unit drafted here under a superior's task is its own, whatever words it kept
    if (task.superiorTaskId !== null) return true
    const { kinds } = addressed[n]!
    return kinds === null || kinds.length === 0 || kinds.some((kind) => kind === plan.unitKind)
  })
}

/**
 * What an issued plan sets in motion in its own unit: those named as receivers of its reports may read plan and document, and the
 * assignments of its own tasks start.
 * @param today YYYY-MM-DD; limits that come every month, the report's among them, begin with their first day from then on
 * @returns ids of the assignments begun now
 */
export async function startOwnPlan(trx: Trx, planId: string, today: string): Promise<number[]> {
  const plan = await selectPlan(trx, planId)
  await openToReceivers(trx, plan)
  const own = ownTasks(plan, await selectTasks(trx, planId).where('t.scope', '=', 'in').execute())
  const limits = limitsFrom(plan, own, today)
  if (limits.report !== plan.reportDueOn)
    await trx.updateTable('plan').set({ report_due_on: limits.report }).where('id', '=', planId).execute()
  const starting = JSON.stringify([...limits.ofTask].map(([id, dueOn]) => ({ id, dueOn })))
  const { rows } = await sql<{ id: number }>`
    insert into assignment (plan_id, task_id, unit_id, unit_path, due_on, owner_person_id, owner_part_id)
    select t.plan_id, t.id, t.unit_id, t.unit_path, k."dueOn", t.owner_person_id, t.owner_part_id
    from task t join jsonb_to_recordset(${starting}::jsonb) k(id uuid, "dueOn" date) on k.id = t.id
    on conflict (task_id, unit_id) do nothing returning id`.execute(trx)
  return rows.map((row) => row.id)
}
