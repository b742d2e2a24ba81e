import { type AssignmentState, carriedState } from '@banggiao/rules'
import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'

/**
 * Carries the state of a unit's own tasks up to the superior's assignment they carry out, and from there on, as far as
 * the links go. Called in the transaction that changed `assignmentIds`; a second call finds nothing to change.
 */
export async function carryUp(trx: Trx, assignmentIds: number[]): Promise<void> {
  let ids = assignmentIds
  while (ids.length > 0) {
    const superior = await sql<{ id: number; state: AssignmentState }>`
      select sa.id, sa.state from assignment sa
      where sa.id in (select s.id from assignment x join task t on t.id = x.task_id
        join assignment s on s.task_id = t.superior_task_id and s.unit_id = x.unit_id
        where x.id = any(${ids}::bigint[]))
      order by sa.id for update`.execute(trx)
    if (superior.rows.length === 0) return
    // read after the lock: of two answers at once the second sees both
    const own = await sql<{ id: number; states: AssignmentState[] }>`
      select sa.id, array_agg(oa.state) as states from assignment sa
      join task ot on ot.superior_task_id = sa.task_id
      join assignment oa on oa.task_id = ot.id and oa.unit_id = sa.unit_id
      where sa.id = any(${superior.rows.map((r) => r.id)}::bigint[]) group by sa.id`.execute(trx)
    const before = new Map(superior.rows.map((r) => [r.id, r.state]))
    const changed = own.rows
      .map((r) => ({ id: r.id, from: before.get(r.id), state: carriedState(r.states) }))
      .filter((r) => r.from !== r.state)
    if (changed.length === 0) return
    const input = JSON.stringify(changed)
    await sql`
      insert into assignment_event (assignment_id, unit_id, unit_path, kind, params, person_name)
      select a.id, a.unit_id, a.unit_path, 'carried', jsonb_build_object('state', c.state, 'before', jsonb_build_object(
        'state', a.state, 'dueOn', a.due_on, 'ownerPersonId', a.owner_person_id, 'ownerPartId', a.owner_part_id,
        'extensionAskedOn', a.extension_asked_on)), 'Bang Giao'
      from jsonb_to_recordset(${input}::jsonb) as c(id bigint, state text) join assignment a on a.id = c.id`.execute(
      trx,
    )
    await sql`
      update assignment a set state = c.state, version = a.version + 1, changed_at = now()
      from jsonb_to_recordset(${input}::jsonb) as c(id bigint, state text) where a.id = c.id`.execute(trx)
    ids = changed.map((r) => r.id)
  }
}
