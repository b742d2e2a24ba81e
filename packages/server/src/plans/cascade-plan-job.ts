import { sql } from 'kysely'
import { membershipStands } from '../platform/current-membership.ts'
import type { Trx } from '../platform/database.ts'
import type { Handler } from '../platform/jobs.ts'
import { withProgress } from '../platform/progress.ts'
import type { Services } from '../platform/services.ts'
import { assignmentBefore } from './queries.ts'

/** Units a transaction: at 40 tasks some 20 000 rows, a second or so, so that the bar moves and no lock stands long. */
const unitsAtOnce = 500

/**
 * Gives a plan's tasks to units, set-wise, a part at a time; each part stands or falls whole. Run again after a kill it finds
 * its own rows and goes on.
 */
export function cascadePlanJob(services: Services): Handler<'cascade-plan'> {
  return async ({ planId, unitIds, taskIds, personId, progressId }) => {
    const state = await services.database.asSystem('cascade-plan', (trx) =>
      trx.selectFrom('progress').select('state').where('id', '=', progressId).forUpdate().executeTakeFirst(),
    )
    if (!state || state.state === 'undone' || state.state === 'done') return
    await withProgress(services, progressId, async (update) => {
      let units = 0
      let assignments = 0
      for (let from = 0; from < unitIds.length; from += unitsAtOnce) {
        const part = unitIds.slice(from, from + unitsAtOnce)
        const made = await services.database.asSystem('cascade-plan', (trx) => giveToUnits(trx, planId, part, taskIds))
        units += made.units
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
 * Inserts what is missing for these units: carrier, participant of plan and document, one assignment per task, and a notice to
 * those who decide and register in each newly added unit. A unit once recalled comes back, its tasks reopened.
 */
export async function giveToUnits(
  trx: Trx,
  planId: string,
  unitIds: readonly number[],
  taskIds: readonly string[],
): Promise<{ units: number; assignments: number }> {
  const back = await sql<{ unit_id: number }>`
    update plan_carrier set recalled_at = null, recall_reason = null, sent_at = now()
    where plan_id = ${planId} and unit_id = any(${unitIds}::int[]) and recalled_at is not null returning unit_id`.execute(
    trx,
  )
  if (back.rows.length > 0)
    await reopenRecalled(
      trx,
      planId,
      back.rows.map((r) => r.unit_id),
    )
  const added = await sql<{ unit_id: number }>`
    insert into plan_carrier (plan_id, unit_id, unit_path)
    select ${planId}::uuid, u.id, u.path from unit u where u.id = any(${unitIds}::int[])
    on conflict do nothing returning unit_id`.execute(trx)
  await sql`
    insert into participant (record_id, record_kind, unit_id, role)
    select r.id, r.kind, u.id, 'carrier'
    from unnest(${unitIds}::int[]) u(id),
      (select p.id, 'plan' as kind from plan p where p.id = ${planId}
       union all select p.document_id, 'document' from plan p where p.id = ${planId}) r
    on conflict do nothing`.execute(trx)
  const assigned = await sql`
    insert into assignment (plan_id, task_id, unit_id, unit_path, due_on)
    select t.plan_id, t.id, u.id, u.path, coalesce(t.due_on, p.report_due_on)
    from unit u, task t join plan p on p.id = t.plan_id
    where u.id = any(${unitIds}::int[]) and t.plan_id = ${planId} and t.ended_at is null and t.scope = 'in'
      and (${taskIds.length === 0} or t.id = any(${taskIds}::uuid[]))
    on conflict (task_id, unit_id) do nothing`.execute(trx)
  const told = [...added.rows, ...back.rows].map((r) => r.unit_id)
  if (told.length > 0) {
    await sql`
      insert into notice (person_id, unit_id, kind, record_kind, record_id, params, key)
      select m.person_id, min(m.unit_id), 'plan-received', 'plan', p.id::text,
        jsonb_build_object('byUnit', p.unit_id),
        'cascade:' || p.id || ':' || extract(epoch from max(c.sent_at))::bigint
      from membership m join plan_carrier c on c.unit_id = m.unit_id and c.plan_id = ${planId}
        join plan p on p.id = c.plan_id join document d on d.id = p.document_id
      where m.unit_id = any(${told}::int[]) and ${membershipStands('m')} and m.role in ('head', 'deputy', 'clerk')
      group by m.person_id, p.id, d.id
      on conflict (person_id, key) where key is not null do nothing`.execute(trx)
  }
  return { units: told.length, assignments: Number(assigned.numAffectedRows ?? 0) }
}

async function reopenRecalled(trx: Trx, planId: string, unitIds: number[]): Promise<void> {
  await sql`
    with held as (
      select a.id, ${assignmentBefore} as before from assignment a
      where a.plan_id = ${planId} and a.unit_id = any(${unitIds}::int[]) and a.state = 'out-of-scope'
        and exists (select 1 from assignment_event e where e.assignment_id = a.id and e.params->>'recalled' = 'true') for update),
    reopened as (
      update assignment a set state = 'open', version = version + 1, changed_at = now()
      from held where a.id = held.id returning a.id, a.unit_id, a.unit_path, held.before)
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
