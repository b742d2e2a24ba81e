import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { DB } from '../platform/generated/db.ts'
import { afterDue, assignmentLines, carriedByOwnTasks, type DueCursor, partsOf } from './queries.ts'

export interface UnitWorkFilter {
  /** words of the task or the number of its plan, accents aside */
  q?: string | undefined
  state?: string[] | undefined
  /** soon: within 14 days */
  due?: 'overdue' | 'soon' | 'none' | undefined
  owner?: 'somebody' | 'nobody' | 'me' | undefined
  /** YYYY-MM-DD, both ends included */
  from?: string | undefined
  to?: string | undefined
}

const unsettled = sql<SqlBool>`a.state in ('open', 'doing')`

/**
 * Conditions on `assignment a`, `task t`, `document d`: the work of the unit acted in, as it is narrowed. What its own plan
 * carries out is counted there, and not once more as the superior's.
 */
function conditions(actor: Actor, today: string, filter: UnitWorkFilter) {
  const all = [sql<SqlBool>`a.unit_id = ${actor.unitId} and not a.recalled and not ${carriedByOwnTasks(actor)}`]
  for (const word of (filter.q ?? '').trim().split(/\s+/).filter(Boolean).slice(0, 4)) {
    const pattern = word.replace(/[\\%_]/g, '\\$&')
    all.push(
      sql<SqlBool>`(t.text_fold || ' ' || vn_fold(coalesce(d.number, ''))) like '%' || vn_fold(${pattern}) || '%'`,
    )
  }
  if (filter.state?.length) all.push(sql<SqlBool>`a.state = any (${filter.state}::text[])`)
  if (filter.due === 'overdue') all.push(sql<SqlBool>`${unsettled} and a.due_on < ${today}::date`)
  if (filter.due === 'soon')
    all.push(sql<SqlBool>`${unsettled} and a.due_on >= ${today}::date and a.due_on <= ${today}::date + 14`)
  if (filter.due === 'none') all.push(sql<SqlBool>`a.due_on is null`)
  if (filter.owner === 'nobody') all.push(sql<SqlBool>`a.owner_person_id is null and a.owner_part_id is null`)
  if (filter.owner === 'somebody')
    all.push(sql<SqlBool>`(a.owner_person_id is not null or a.owner_part_id is not null)`)
  if (filter.owner === 'me')
    all.push(
      sql<SqlBool>`(a.owner_person_id = ${actor.personId}::uuid or a.owner_part_id = any (${partsOf(actor)}::bigint[]))`,
    )
  if (filter.from) all.push(sql<SqlBool>`a.due_on >= ${filter.from}::date`)
  if (filter.to) all.push(sql<SqlBool>`a.due_on <= ${filter.to}::date`)
  return all
}

/** One page of the work of the unit acted in, nearest limit first. */
export function selectUnitWork(
  db: Kysely<DB>,
  actor: Actor,
  today: string,
  filter: UnitWorkFilter,
  page: { after?: DueCursor | undefined; limit: number },
) {
  let query = assignmentLines(db)
    .leftJoin('person as owner', 'owner.id', 'a.owner_person_id')
    .leftJoin('unit_part as part', 'part.id', 'a.owner_part_id')
    .select(['owner.name as ownerName', 'part.name as partName'])
    .orderBy(sql`a.due_on nulls last`)
    .orderBy('a.id')
    .limit(page.limit)
  for (const condition of conditions(actor, today, filter)) query = query.where(condition)
  if (page.after) query = query.where(afterDue(page.after))
  return query
}

/** How many of that work stand in each state. */
export function countUnitWork(db: Kysely<DB>, actor: Actor, today: string, filter: UnitWorkFilter) {
  const counted = (condition: ReturnType<typeof sql<SqlBool>>) =>
    sql<number>`(count(*) filter (where ${condition}))::int`
  let query = db
    .selectFrom('assignment as a')
    .innerJoin('task as t', 't.id', 'a.task_id')
    .innerJoin('plan as p', 'p.id', 'a.plan_id')
    .leftJoin('document as d', 'd.id', 'p.document_id')
    .select([
      sql<number>`count(*)::int`.as('total'),
      counted(sql<SqlBool>`a.state = 'open'`).as('open'),
      counted(sql<SqlBool>`a.state = 'doing'`).as('doing'),
      counted(sql<SqlBool>`a.state = 'done'`).as('done'),
      counted(sql<SqlBool>`a.state = 'nothing'`).as('nothing'),
      counted(sql<SqlBool>`a.state = 'out-of-scope'`).as('outOfScope'),
      counted(sql<SqlBool>`${unsettled} and a.due_on < ${today}::date`).as('overdue'),
    ])
  for (const condition of conditions(actor, today, filter)) query = query.where(condition)
  return query
}
