import { type Kysely, sql } from 'kysely'
import { pathUpperBound } from '../platform/actor.ts'
import type { DB } from '../platform/generated/db.ts'

const settled = sql`('done', 'nothing', 'out-of-scope')`

export interface GroupRow {
  /** First two steps of the paths: "79/26890/" a commune-level unit, "79/so/" what belongs to the department. */
  path: string
  units: number
  received: number
  adopted: number
  open: number
  doing: number
  done: number
  nothing: number
  outOfScope: number
  /** In the order of `taskIds`: [all, settled] each. */
  tasks: [number, number][]
}

/**
 * How far a plan is, by commune-level unit and task; row security cuts it to what the reader may see. Whoever looks into whole
 * commune-level units reads the counts the database keeps; a single school's few rows are counted.
 * @param taskIds the plan's tasks in printed order
 * @param reach the reader's prefix of paths, null for own units only
 */
export async function selectCoverage(
  db: Kysely<DB>,
  planId: string,
  taskIds: readonly string[],
  reach: string | null,
): Promise<GroupRow[]> {
  const counts = reach !== null && reach.split('/').length <= 3 ? keptCounts(planId) : countedNow(planId)
  const { rows } = await sql<{
    path: string
    cells: string | null
    units: number | null
    received: number | null
    adopted: number | null
  }>`
    with place as (select t.id, t.n from unnest(${[...taskIds]}::uuid[]) with ordinality t(id, n)),
    packed as (
      select c.ward_path as path,
        string_agg('[' || concat_ws(',', p.n, c.open, c.doing, c.done, c.nothing, c.out_of_scope) || ']', ',') as cells
      from ${counts} c join place p on p.id = c.task_id group by 1),
    carrier as (
      select ward_path(c.unit_path) collate "C" as path, count(*)::int as units, count(c.received_at)::int as received,
        count(c.adopted_at)::int as adopted
      from plan_carrier c where c.plan_id = ${planId} and c.recalled_at is null group by 1)
    select coalesce(p.path, c.path) as path, p.cells, c.units, c.received, c.adopted
    from packed p full join carrier c on c.path = p.path order by 1`.execute(db)
  return rows.map((row) => {
    const group: GroupRow = {
      path: row.path,
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
    // one parse of the whole row: taken apart piece by piece, 6 800 cells cost more than row security does
    const cells = JSON.parse(`[${row.cells ?? ''}]`) as [number, number, number, number, number, number][]
    for (const [place, open, doing, done, nothing, outOfScope] of cells) {
      group.open += open
      group.doing += doing
      group.done += done
      group.nothing += nothing
      group.outOfScope += outOfScope
      const settled = done + nothing + outOfScope
      group.tasks[place - 1] = [open + doing + settled, settled]
    }
    return group
  })
}

function keptCounts(planId: string) {
  return sql`(select ward_path, task_id, open, doing, done, nothing, out_of_scope from plan_count where plan_id = ${planId})`
}

function countedNow(planId: string) {
  return sql`(select ward_path(a.unit_path) as ward_path, a.task_id, count(*) filter (where a.state = 'open')::int as open,
      count(*) filter (where a.state = 'doing')::int as doing, count(*) filter (where a.state = 'done')::int as done,
      count(*) filter (where a.state = 'nothing')::int as nothing, count(*) filter (where a.state = 'out-of-scope')::int as out_of_scope
    from assignment a where a.plan_id = ${planId} and not a.recalled group by 1, 2)`
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
  /** One letter per task in printed order: o open, l open and overdue, p in progress, d done, n nothing to report, s out of scope, - not given. */
  cells: string
}

/** The units of one stretch of the tree with the state of each of their tasks, in path order; one more than `limit` when there is more. */
export async function selectUnitCells(
  db: Kysely<DB>,
  planId: string,
  taskIds: readonly string[],
  under: string,
  today: string,
  page: { after?: string | undefined; limit: number },
): Promise<UnitRow[]> {
  const units = await db
    .selectFrom('plan_carrier as c')
    .innerJoin('unit as u', 'u.id', 'c.unit_id')
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
    ])
    .where('c.plan_id', '=', planId)
    .where('c.unit_path', '>=', under)
    .where('c.unit_path', '<', pathUpperBound(under))
    .where('c.unit_path', '>', page.after ?? '')
    .orderBy('c.unit_path')
    .limit(page.limit + 1)
    .execute()
  const [first, last] = [units[0], units.at(-1)]
  if (!first || !last) return []
  const { rows } = await sql<{ unitId: number; cells: string }>`
    with place as (select t.id, t.n from unnest(${[...taskIds]}::uuid[]) with ordinality t(id, n))
    select a.unit_id as "unitId", string_agg(p.n || case
        when a.state in ('open', 'doing') and a.due_on < ${today}::date then 'l'
        when a.state = 'open' then 'o' when a.state = 'doing' then 'p' when a.state = 'done' then 'd'
        when a.state = 'nothing' then 'n' else 's' end, ',') as cells
    from assignment a join place p on p.id = a.task_id
    where a.plan_id = ${planId} and not a.recalled and a.unit_path >= ${first.path} and a.unit_path <= ${last.path}
    group by a.unit_id`.execute(db)
  const byUnit = new Map(rows.map((r) => [r.unitId, r.cells]))
  return units.map((unit) => {
    const letters = taskIds.map(() => '-')
    for (const cell of byUnit.get(unit.id)?.split(',') ?? []) letters[Number(cell.slice(0, -1)) - 1] = cell.slice(-1)
    return { ...unit, cells: letters.join('') }
  })
}

/** Names of the commune-level units and the department that stand at the second step of paths under a province. */
export function selectWardNames(db: Kysely<DB>, province: string) {
  return db
    .selectFrom('unit')
    .select(['id', 'name', 'short_name as shortName', 'path', sql<string>`ward_path(path)`.as('ward')])
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
    .where('a.recalled', '=', false)
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
  // by the assignment, not by the answers: a file is evidence of it from the moment it is kept
  const files = await db
    .selectFrom('file')
    .select(['id', 'name', 'size', 'media_type as mediaType'])
    .where('assignment_id', 'in', ids)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return { assignment, own, events, files }
}
