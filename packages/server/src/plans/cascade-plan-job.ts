import { sql } from 'kysely'
import { membershipStands } from '../platform/current-membership.ts'
import type { Trx } from '../platform/database.ts'
import type { Handler } from '../platform/jobs.ts'
import { withProgress } from '../platform/progress.ts'
import type { Services } from '../platform/services.ts'
import { tell } from '../platform/tell.ts'
import { type Addressed, addressedByPlan } from './addressed-kinds.ts'
import { carryUpTasks } from './carry-up.ts'
import { limitsFrom } from './limits.ts'
import { assignmentBefore, selectPlan, selectTasks } from './queries.ts'
import { settleArrivals } from './settle-arrivals.ts'

/** Units a transaction: at 40 tasks some 20 000 rows, a second or so, so that the bar moves and no lock stands long. */
const unitsAtOnce = 500

/**
 * Gives a plan's tasks to units, set-wise, a part at a time; each part stands or falls whole. Run again after a kill it finds
 * its own rows and goes on.
 */
export function cascadePlanJob(services: Services): Handler<'cascade-plan'> {
  return async ({ planId, unitIds, tasks, personId, progressId }) => {
    await withProgress(services, progressId, async (update, askedAt) => {
      let units = 0
      let assignments = 0
      for (let from = 0; from < unitIds.length; from += unitsAtOnce) {
        const part = unitIds.slice(from, from + unitsAtOnce)
        const made = await services.database.asSystem('cascade-plan', async (trx) => {
          const given = await giveToUnits(trx, planId, part, tasks, services.clock.today(), personId, askedAt)
          await tellUnits(services, trx, planId, given.told)
          return given
        })
        units += made.told.length
        assignments += made.assignments
        await update(Math.min(from + unitsAtOnce, unitIds.length), unitIds.length)
      }
      await services.database.asSystem('cascade-plan', (trx) =>
        noteInHistory(trx, { planId, personId, progressId, total: unitIds.length, units }),
      )
      return { planId, units, assignments }
    })
  }
}

/**
 * Inserts what is missing for these units: carrier, participant of plan and document, and one assignment per task and unit of
 * the kinds it goes to; `told` are the units that did not have the plan. A unit once recalled comes back, those of these tasks
 * it had reopened, unless it was recalled after the giving was asked for: then the later word stands.
 * @param tasks what a person chose; empty: all in scope, each to the kinds of unit that the plan's words address
 * @param today YYYY-MM-DD; a monthly limit begins for these units with its first day from then on
 * @param personId who gives it out
 * @param askedAt moment of the deed as the database writes it; now when absent
 */
export async function giveToUnits(
  trx: Trx,
  planId: string,
  unitIds: readonly number[],
  tasks: readonly Addressed[],
  today: string,
  personId: string,
  askedAt: string | null = null,
): Promise<{ told: number[]; assignments: number }> {
  const back = await sql<{ unit_id: number }>`
    update plan_carrier set recalled_at = null, recall_reason = null, sent_at = now()
    where plan_id = ${planId} and unit_id = any(${unitIds}::int[])
      and recalled_at < coalesce(${askedAt}::timestamptz, now()) returning unit_id`.execute(trx)
  const plan = await selectPlan(trx, planId)
  const all = await selectTasks(trx, planId).execute()
  const chosen = tasks.length > 0 ? tasks : addressedByPlan(all, plan.content.sections ?? [])
  const { ofTask } = limitsFrom(plan, all, today)
  const wanted = JSON.stringify(chosen.map((t) => ({ ...t, dueOn: ofTask.get(t.id) ?? null })))
  await reopenRecalled(trx, planId, unitIds, wanted)
  const added = await sql<{ unit_id: number }>`
    insert into plan_carrier (plan_id, unit_id, unit_path)
    select ${planId}::uuid, u.id, u.path from unit u where u.id = any(${unitIds}::int[])
    on conflict do nothing returning unit_id`.execute(trx)
  await sql`
    insert into participant (record_id, record_kind, unit_id, role)
    select r.id, r.kind, u.id, 'carrier'
    from (select c.unit_id as id from plan_carrier c
        where c.plan_id = ${planId} and c.unit_id = any(${unitIds}::int[]) and c.recalled_at is null) u,
      (select p.id, 'plan' as kind from plan p where p.id = ${planId}
       union all select p.document_id, 'document' from plan p where p.id = ${planId}) r
    on conflict do nothing`.execute(trx)
  const assigned = await sql`
    insert into assignment (plan_id, task_id, unit_id, unit_path, due_on)
    select t.plan_id, t.id, u.id, u.path, k."dueOn"
    from plan_carrier c join unit u on u.id = c.unit_id, task t
      join jsonb_to_recordset(${wanted}::jsonb) k(id uuid, kinds jsonb, "dueOn" date) on k.id = t.id
    where c.plan_id = ${planId} and c.recalled_at is null and u.id = any(${unitIds}::int[]) and t.plan_id = ${planId} and t.ended_at is null and t.scope = 'in'
      and (k.kinds is null or k.kinds = 'null' or k.kinds ? u.kind)
    on conflict (task_id, unit_id) do nothing`.execute(trx)
  const told = [...added.rows, ...back.rows].map((r) => r.unit_id)
  if (told.length > 0) await takeOverCopies(trx, planId, told, personId)
  return { told, assignments: Number(assigned.numAffectedRows ?? 0) }
}

/** Those who decide and register in each unit that newly got the plan. */
async function tellUnits(services: Services, trx: Trx, planId: string, unitIds: readonly number[]): Promise<void> {
  if (unitIds.length === 0) return
  const { rows } = await sql<{
    personId: string
    unitId: number
    key: string
    byUnit: number
  }>`
    select m.person_id as "personId", min(m.unit_id) as "unitId",
      'cascade:' || p.id || ':' || extract(epoch from max(c.sent_at))::bigint as key, p.unit_id as "byUnit"
    from membership m join plan_carrier c on c.unit_id = m.unit_id and c.plan_id = ${planId}
      join plan p on p.id = c.plan_id
    where m.unit_id = any(${[...unitIds]}::int[]) and ${membershipStands('m')} and m.role in ('head', 'deputy', 'clerk')
    group by m.person_id, p.id`.execute(trx)
  await tell(
    services,
    trx,
    rows.map(({ personId, unitId, key, ...params }) => ({ personId, unitId, key, params })),
    { kind: 'plan-received', recordKind: 'plan', recordId: planId },
  )
}

/**
 * Units that had the very plan on paper before it was sent, by number, body and year: what they made of their copy becomes what
 * they make of the plan, task for task by its place; the copy is closed, so that nobody drafts twice.
 */
async function takeOverCopies(trx: Trx, planId: string, unitIds: readonly number[], personId: string): Promise<void> {
  const { rows: copies } = await sql<{ id: string; unitId: number }>`
    update plan cp set closed_at = coalesce(cp.closed_at, now())
    from plan p join document d on d.id = p.document_id
      join document cd on cd.unit_id = any(${[...unitIds]}::int[]) and cd.number_key = d.number_key
        and cd.issuer_unit_id = p.unit_id and cd.direction <> 'out'
        and extract(year from coalesce(cd.issued_on, d.issued_on)) = extract(year from d.issued_on)
    where p.id = ${planId} and cp.document_id = cd.id returning cp.id, cp.unit_id as "unitId"`.execute(trx)
  for (const copy of copies) {
    const { rows: own } = await sql<{ id: string; open: boolean }>`
      update plan set superior_plan_id = ${planId}
      where superior_plan_id = ${copy.id} and unit_id = ${copy.unitId} returning id, open`.execute(trx)
    for (const plan of own) {
      const { rows: linked } = await sql<{ id: string }>`
        update task t set superior_task_id = s.id
        from task c join task s on s.plan_id = ${planId} and s.section = c.section and s.position = c.position and s.ended_at is null
        where t.plan_id = ${plan.id} and t.superior_task_id = c.id and c.plan_id = ${copy.id} returning s.id`.execute(
        trx,
      )
      if (!plan.open) continue
      await sql`
        update plan_carrier set adopted_plan_id = ${plan.id}, adopted_at = now(), received_at = coalesce(received_at, now())
        where plan_id = ${planId} and unit_id = ${copy.unitId}`.execute(trx)
      await carryUpTasks(trx, copy.unitId, [...new Set(linked.map((l) => l.id))])
    }
  }
  if (copies.length > 0)
    await settleArrivals(
      trx,
      planId,
      copies.map((copy) => copy.unitId),
      personId,
    )
}

/**
 * What was recalled from units that carry the plan now counts again, as far as it is among the tasks wanted. What was not settled
 * by then begins anew, with the limit of today where that is later: what had been extended stands.
 */
async function reopenRecalled(trx: Trx, planId: string, unitIds: readonly number[], wanted: string): Promise<void> {
  // looked for first: joined at once, fresh tables without statistics are walked once for every task of every unit
  const { rows: gone } = await sql<{ id: number }>`
    select a.id from assignment a
    where a.plan_id = ${planId} and a.unit_id = any(${[...unitIds]}::int[]) and a.recalled`.execute(trx)
  if (gone.length === 0) return
  const { rows } = await sql<{ id: number }>`
    update assignment a set recalled = false
    from plan_carrier c join unit u on u.id = c.unit_id, jsonb_to_recordset(${wanted}::jsonb) k(id uuid, kinds jsonb)
    where a.id = any(${gone.map((one) => one.id)}::bigint[])
      and c.plan_id = a.plan_id and c.unit_id = a.unit_id and c.recalled_at is null
      and k.id = a.task_id and (k.kinds is null or k.kinds = 'null' or k.kinds ? u.kind)
    returning a.id`.execute(trx)
  if (rows.length === 0) return
  await sql`
    with held as (
      select a.id, ${assignmentBefore} as before from assignment a
      where a.id = any(${rows.map((r) => r.id)}::bigint[]) and a.state = 'out-of-scope'
        and exists (select 1 from assignment_event e where e.assignment_id = a.id and e.params->>'recalled' = 'true') for update),
    reopened as (
      update assignment a set state = 'open', due_on = greatest(a.due_on, k."dueOn"), version = version + 1, changed_at = now()
      from held, jsonb_to_recordset(${wanted}::jsonb) k(id uuid, "dueOn" date)
      where a.id = held.id and k.id = a.task_id returning a.id, a.unit_id, a.unit_path, held.before)
    insert into assignment_event (assignment_id, unit_id, unit_path, kind, note, params, person_name)
    select id, unit_id, unit_path, 'carried', 'Triển khai lại',
      jsonb_build_object('recalled', 'back', 'state', 'open', 'before', before), 'Bang Giao' from reopened`.execute(trx)
}

/** One line in the plan's own history, however often the job runs. */
async function noteInHistory(
  trx: Trx,
  note: { planId: string; personId: string; progressId: string; total: number; units: number },
): Promise<void> {
  await sql`
    insert into document_event (document_id, unit_id, unit_path, kind, params, person_id, person_name)
    select p.document_id, p.unit_id, p.unit_path, 'cascaded',
      jsonb_build_object('progressId', ${note.progressId}::text, 'units', ${note.total}::int), x.id, x.name
    from plan p, person x
    where p.id = ${note.planId} and x.id = ${note.personId} and not exists (select 1 from document_event e
      where e.document_id = p.document_id and e.kind = 'cascaded' and e.params->>'progressId' = ${note.progressId})`.execute(
    trx,
  )
}
