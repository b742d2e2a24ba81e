import { type AssignmentState, carriedState } from '@banggiao/rules'
import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'

/** Whose act the event names; the system's where an answer further down carried itself up. */
export interface CarriedBy {
  personId: string | null
  name: string
}
const theSystem: CarriedBy = { personId: null, name: 'Bang Giao' }

/**
 * Carries the state of a unit's own assignments up to the superior's tasks they carry out, in the caller's transaction: the
 * unit's assignment on the superior's task becomes what its own tasks add up to, with an event 'carried'. Assignments on tasks
 * that carry out nothing change nothing.
 * @param assignmentIds own assignments whose state has just changed
 * @returns ids of the superior's assignments that changed
 */
export async function carryUp(
  trx: Trx,
  assignmentIds: readonly number[],
  by: CarriedBy = theSystem,
): Promise<number[]> {
  if (assignmentIds.length === 0) return []
  const linked = await trx
    .selectFrom('assignment as a')
    .innerJoin('task as t', 't.id', 'a.task_id')
    .select(['a.unit_id as unitId', 't.superior_task_id as superiorTaskId'])
    .distinct()
    .where('a.id', 'in', [...assignmentIds])
    .whereRef('t.unit_id', '=', 'a.unit_id')
    .where('t.superior_task_id', 'is not', null)
    .execute()
  const changed: number[] = []
  for (const unitId of new Set(linked.map((l) => l.unitId))) {
    const tasks = linked.filter((l) => l.unitId === unitId).map((l) => l.superiorTaskId!)
    changed.push(...(await carryUpTasks(trx, unitId, tasks, by)))
  }
  return changed
}

/** Recounts a unit's assignments on these superior tasks from the tasks of its own issued plan. */
export async function carryUpTasks(
  trx: Trx,
  unitId: number,
  superiorTaskIds: readonly string[],
  by: CarriedBy = theSystem,
): Promise<number[]> {
  if (superiorTaskIds.length === 0) return []
  // the superior's assignments are held first, so that two answers at once carry up one after the other
  const above = await trx
    .selectFrom('assignment')
    .select([
      'id',
      'task_id as taskId',
      'unit_path as unitPath',
      'state',
      'due_on as dueOn',
      'owner_person_id as ownerPersonId',
      'owner_part_id as ownerPartId',
      'extension_asked_on as extensionAskedOn',
    ])
    .where('unit_id', '=', unitId)
    .where('task_id', 'in', [...superiorTaskIds])
    .where('recalled', '=', false)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (above.length === 0) return []
  const own = await trx
    .selectFrom('task as t')
    .leftJoin('assignment as a', (join) => join.onRef('a.task_id', '=', 't.id').onRef('a.unit_id', '=', 't.unit_id'))
    .select(['t.superior_task_id as superiorTaskId', 't.scope', 't.scope_reason as reason', 'a.state'])
    .where('t.unit_id', '=', unitId)
    .where('t.open', '=', true)
    .where('t.ended_at', 'is', null)
    .where(
      't.superior_task_id',
      'in',
      above.map((a) => a.taskId),
    )
    .execute()
  const rows: { id: number; state: string; note: string | null; params: object }[] = []
  for (const assignment of above) {
    const parts = own.filter((o) => o.superiorTaskId === assignment.taskId)
    if (parts.length === 0) continue
    const state = carriedState(
      parts.map((p) => (p.scope === 'out' ? 'out-of-scope' : ((p.state ?? 'open') as AssignmentState))),
    )
    if (state === assignment.state) continue
    const { id: _id, taskId: _taskId, unitPath: _unitPath, ...before } = assignment
    rows.push({
      id: assignment.id,
      state,
      note: state === 'out-of-scope' ? (parts.find((p) => p.reason)?.reason ?? null) : null,
      params: { state, before },
    })
  }
  if (rows.length === 0) return []
  // one statement for all: the kept counts are then taken in the order of their keys, as a cascade in the same ward takes them
  await sql`
    with carried as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(id bigint, state text, note text, params jsonb)),
    written as (
      update assignment a set state = c.state, version = a.version + 1, changed_at = now()
      from carried c where c.id = a.id returning a.id, a.unit_id, a.unit_path)
    insert into assignment_event (assignment_id, unit_id, unit_path, kind, note, params, person_id, person_name)
    select w.id, w.unit_id, w.unit_path, 'carried', c.note, c.params, ${by.personId}::uuid, ${by.name}
    from written w join carried c on c.id = w.id order by w.id`.execute(trx)
  return rows.map((row) => row.id)
}
