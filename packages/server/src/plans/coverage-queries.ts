import { type Kysely, sql } from 'kysely'
import { pathUpperBound } from '../platform/actor.ts'
import type { DB } from '../platform/generated/db.ts'

const settled = sql`('done', 'nothing', 'out-of-scope')`

export interface GroupRow {
  /** Second step of the path: code of the commune-level unit, or "so" for what belongs to the department. */
  ward: string
  units: number
  received: number
  adopted: number
  open: number
  doing: number
  done: number
  nothing: number
  outOfScope: number
  /** In the order of `tasks`: [all, settled] each. */
  tasks: [number, number][]
}

/**
 * How far a plan is, ward by ward and task by task, from one ordered pass over assignment_coverage; the reader's row security
 * cuts it to what they may see.
 * @param taskIds the plan's tasks in printed order
 */
export async function selectCoverage(db: Kysely<DB>, planId: string, taskIds: readonly string[]): Promise<GroupRow[]> {
  const { rows } = await sql<{
    ward: string
    cells: string[] | null
    units: number | null
    received: number | null
    adopted: number | null
  }>`
    with cell as (
      select a.ward, a.task_id, a.state, count(*) as n from assignment a where a.plan_id = ${planId}
      group by a.ward, a.task_id, a.state),
    packed as (select ward, array_agg(task_id || ' ' || state || ' ' || n) as cells from cell group by ward),
    carrier as (
      select split_part(c.unit_path, '/', 2) collate "C" as ward, count(*)::int as units, count(c.received_at)::int as received,
        count(c.adopted_at)::int as adopted
      from plan_carrier c where c.plan_id = ${planId} and c.recalled_at is null group by 1)
    select coalesce(p.ward, c.ward) as ward, p.cells, c.units, c.received, c.adopted
    from packed p full join carrier c on c.ward = p.ward order by 1`.execute(db)
  const place = new Map(taskIds.map((id, n) => [id, n]))
  return rows.map((row) => {
    const group: GroupRow = {
      ward: row.ward,
      units: row.units ?? 0,
      received: row.received ?? 0,
      adopted: row.adopted ?? 0,
      open: 0,
      doing: 0,
      done: 0,
      nothing: 0,
      outOfScope: 0,
      tasks: taskIds.map(() => [0, 0]),
    }
    for (const cell of row.cells ?? []) {
      const [taskId, state, count] = cell.split(' ') as [string, string, string]
      const n = Number(count)
      group[state === 'out-of-scope' ? 'outOfScope' : (state as 'open' | 'doing' | 'done' | 'nothing')] += n
      const task = group.tasks[place.get(taskId) ?? -1]
      if (!task) continue
      task[0] += n
      if (state !== 'open' && state !== 'doing') task[1] += n
    }
    return group
  })
}

export interface UnitRow {
  id: number
  name: string
  kind: string
  level: string | null
  path: string
  sentAt: Date
  receivedAt: Date | null
  adoptedAt: Date | null
  adoptedPlanId: string | null
  remindedAt: Date | null
  recalledAt: Date | null
  /** task id → assignment state; null where the unit has no such task */
  cells: Record<string, string> | null
  overdue: number | null
}

/** The units of one stretch of the tree with the state of each of their tasks, in path order. */
export function selectUnitCells(
  db: Kysely<DB>,
  planId: string,
  under: string,
  today: string,
  page: { after?: string | undefined; limit: number },
) {
  return db
    .selectFrom('plan_carrier as c')
    .innerJoin('unit as u', 'u.id', 'c.unit_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('assignment as a')
          .select([
            sql<Record<string, string> | null>`jsonb_object_agg(a.task_id, a.state)`.as('cells'),
            sql<number>`count(*) filter (where a.state in ('open', 'doing') and a.due_on < ${today}::date)::int`.as(
              'overdue',
            ),
          ])
          .where('a.plan_id', '=', planId)
          .whereRef('a.unit_id', '=', 'c.unit_id')
          .as('x'),
      (join) => join.onTrue(),
    )
    .select([
      'u.id',
      'u.name',
      'u.kind',
      'u.level',
      'u.path',
      'c.sent_at as sentAt',
      'c.received_at as receivedAt',
      'c.adopted_at as adoptedAt',
      'c.adopted_plan_id as adoptedPlanId',
      'c.reminded_at as remindedAt',
      'c.recalled_at as recalledAt',
      'x.cells',
      'x.overdue',
    ])
    .where('c.plan_id', '=', planId)
    .where('c.unit_path', '>=', under)
    .where('c.unit_path', '<', pathUpperBound(under))
    .where('c.unit_path', '>', page.after ?? '')
    .orderBy('c.unit_path')
    .limit(page.limit + 1)
}

/** Names of the commune-level units and the department that stand at the second step of paths under a province. */
export function selectWardNames(db: Kysely<DB>, province: string) {
  return db
    .selectFrom('unit')
    .select(['id', 'name', 'short_name as shortName', 'path', sql<string>`split_part(path, '/', 2)`.as('ward')])
    .where('path', '>=', province)
    .where('path', '<', pathUpperBound(province))
    .where(sql<boolean>`path ~ '^[0-9a-z]+/[0-9a-z]+/$'`)
}

/** Units of a plan that have something unsettled (in these tasks, or at all), within the reader's rows. */
export function selectUnitsToRemind(
  db: Kysely<DB>,
  planId: string,
  unitIds: readonly number[],
  taskIds: readonly string[],
) {
  return db
    .selectFrom('assignment as a')
    .select('a.unit_id as unitId')
    .distinct()
    .where('a.plan_id', '=', planId)
    .where(sql<boolean>`a.unit_id = any(${[...unitIds]}::int[])`)
    .where(sql<boolean>`a.state not in ${settled}`)
    .$if(taskIds.length > 0, (q) => q.where(sql<boolean>`a.task_id = any(${[...taskIds]}::uuid[])`))
    .orderBy('a.unit_id')
}

/** What stands behind one cell: the assignment, its events, the own tasks that carry it out. */
export async function selectCell(db: Kysely<DB>, planId: string, unitId: number, taskId: string) {
  const assignment = await db
    .selectFrom('assignment as a')
    .innerJoin('unit as u', 'u.id', 'a.unit_id')
    .innerJoin('task as t', 't.id', 'a.task_id')
    .leftJoin('person as p', 'p.id', 'a.owner_person_id')
    .select([
      'a.id',
      'a.state',
      'a.due_on as dueOn',
      'a.extension_asked_on as extensionAskedOn',
      'a.changed_at as changedAt',
      'a.version',
      'p.name as ownerPersonName',
      'u.id as unitId',
      'u.name as unitName',
      't.id as taskId',
      't.section',
      't.position',
      't.text',
    ])
    .where('a.plan_id', '=', planId)
    .where('a.unit_id', '=', unitId)
    .where('a.task_id', '=', taskId)
    .executeTakeFirst()
  if (!assignment) return null
  const own = await db
    .selectFrom('task as t')
    .innerJoin('plan as p', 'p.id', 't.plan_id')
    .leftJoin('assignment as a', (join) => join.onRef('a.task_id', '=', 't.id').onRef('a.unit_id', '=', 't.unit_id'))
    .leftJoin('person as o', 'o.id', 'a.owner_person_id')
    .select([
      't.id as taskId',
      't.plan_id as planId',
      't.section',
      't.position',
      't.text',
      't.scope',
      't.scope_reason as scopeReason',
      'a.id as assignmentId',
      'a.state',
      'a.due_on as dueOn',
      'o.name as ownerPersonName',
    ])
    .where('t.superior_task_id', '=', taskId)
    .where('t.unit_id', '=', unitId)
    .where('t.open', '=', true)
    .where('t.ended_at', 'is', null)
    .orderBy('t.section')
    .orderBy('t.position')
    .execute()
  const ids = [assignment.id, ...own.map((o) => o.assignmentId).filter((id) => id !== null)]
  const events = await db
    .selectFrom('assignment_event')
    .select([
      'id',
      'assignment_id as assignmentId',
      'kind',
      'note',
      'file_ids as fileIds',
      'links',
      'person_name as personName',
      'at',
    ])
    .where('assignment_id', 'in', ids)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  const fileIds = [...new Set(events.flatMap((e) => e.fileIds))]
  const files =
    fileIds.length === 0
      ? []
      : await db
          .selectFrom('file')
          .select(['id', 'name', 'size', 'media_type as mediaType'])
          .where('id', 'in', fileIds)
          .execute()
  return { assignment, own, events, files }
}
