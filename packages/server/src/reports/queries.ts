import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { DB } from '../platform/generated/db.ts'
import { countsUngiven, type FigureKey, type FigureScope, figureCondition, rowsBehind, ungiven } from './figures.ts'
import { mayReadReport } from './may-read-report.ts'
import { type AskedDay, givenOn, selectAskedDay } from './report-day.ts'

export function selectReport(db: Kysely<DB>, id: string) {
  return db
    .selectFrom('report as r')
    .innerJoin('document as d', 'd.id', 'r.document_id')
    .innerJoin('unit as u', 'u.id', 'r.unit_id')
    .leftJoin('plan as p', 'p.id', 'r.plan_id')
    .leftJoin('plan as above', 'above.id', 'p.superior_plan_id')
    .leftJoin('document as pd', 'pd.id', 'p.document_id')
    .select([
      'r.id',
      'r.document_id as documentId',
      'r.plan_id as planId',
      'r.unit_id as unitId',
      'r.unit_path as unitPath',
      'r.period_from as periodFrom',
      'r.period_to as periodTo',
      'r.due_on as dueOn',
      // for no day, where one is asked for
      sql<boolean>`(r.due_on is null and coalesce(p.report_due_on, above.report_due_on) is not null)`.as('interim'),
      'r.sent_at as sentAt',
      'r.content',
      'r.version',
      'u.name as unitName',
      'd.state',
      'd.title',
      'd.number',
      'd.issued_on as issuedOn',
      'd.created_by as createdBy',
      'p.unit_id as planUnitId',
      'pd.number as planNumber',
      'pd.title as planTitle',
      'pd.issued_on as planIssuedOn',
    ])
    .where('r.id', '=', id)
}

/** Sent before this one by the same unit: on the same plan, or on its plan of an earlier year. */
export function selectPrevious(db: Kysely<DB>, planId: string, unitId: number, periodFrom: string) {
  return db
    .selectFrom('report as r')
    .innerJoin('plan as p', 'p.id', 'r.plan_id')
    .innerJoin('plan as here', (join) => join.on('here.id', '=', planId))
    .leftJoin('plan as above', 'above.id', 'p.superior_plan_id')
    .leftJoin('plan as hereAbove', 'hereAbove.id', 'here.superior_plan_id')
    .select(['r.id', 'r.content', 'r.period_to as periodTo'])
    .where('r.unit_id', '=', unitId)
    .where('r.sent_at', 'is not', null)
    .where('r.period_to', '<', periodFrom)
    .where(
      sql<SqlBool>`(p.id = here.id or (p.year < here.year and p.unit_id = here.unit_id
        and above.unit_id is not distinct from "hereAbove".unit_id))`,
    )
    .orderBy('r.period_to', 'desc')
    .limit(1)
}

/**
 * The figures asked for: one statement for each kind of row they count, and one for the tasks that were given to nobody, which
 * some of them count as well.
 */
export async function countFigures(
  db: Kysely<DB>,
  keys: readonly FigureKey[],
  scope: FigureScope,
): Promise<Map<FigureKey, number>> {
  const counted = new Map<FigureKey, number>()
  for (const behind of ['assignment', 'carrier'] as const) {
    const own = keys.filter((k) => rowsBehind(k) === behind)
    if (own.length === 0) continue
    const filters = own.map((k) => sql`count(*) filter (where ${figureCondition(k, scope)})::int as ${sql.id(k)}`)
    const table =
      behind === 'assignment'
        ? sql`assignment a where a.plan_id = ${scope.planId}::uuid`
        : sql`plan_carrier c where c.plan_id = ${scope.planId}::uuid`
    const { rows } = await sql<Record<FigureKey, number>>`select ${sql.join(filters)} from ${table}`.execute(db)
    for (const key of own) counted.set(key, rows[0]?.[key] ?? 0)
  }
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from task t where ${ungiven(scope)}`.execute(db)
  for (const key of keys.filter(countsUngiven)) counted.set(key, counted.get(key)! + rows[0]!.n)
  return counted
}

export interface FigureRow {
  id: string
  title: string
  unitName: string
  state: string
  dueOn: string | null
  recordKind: 'assignment' | 'plan'
  recordId: string
}

/** One page of the rows behind a figure, in the order of units; of `units` alone, or (null) of all the caller may read. */
export async function selectFigureRows(
  db: Kysely<DB>,
  key: FigureKey,
  scope: FigureScope,
  page: { after?: string | undefined; limit: number },
  units: number[] | null,
): Promise<FigureRow[]> {
  const within = (column: string) =>
    sql<SqlBool>`(${units}::int[] is null or ${sql.ref(column)} = any (${units}::int[]))`
  if (rowsBehind(key) === 'carrier') {
    const rows = await db
      .selectFrom('plan_carrier as c')
      .innerJoin('unit as u', 'u.id', 'c.unit_id')
      .select([
        'u.path as id',
        'u.name as unitName',
        'c.adopted_plan_id as adoptedPlanId',
        sql<string>`case when c.adopted_at is not null then 'adopted' when c.received_at is not null then 'received' else 'sent' end`.as(
          'state',
        ),
      ])
      .where(figureCondition(key, scope))
      .where(within('c.unit_id'))
      .where('u.path', '>', page.after ?? '')
      .orderBy('u.path')
      .limit(page.limit)
      .execute()
    return rows.map((r) => ({
      id: r.id,
      title: r.unitName,
      unitName: r.unitName,
      state: r.state,
      dueOn: null,
      recordKind: 'plan',
      recordId: r.adoptedPlanId ?? scope.planId,
    }))
  }
  const ofTasks = page.after?.startsWith('t') ?? false
  const rows = ofTasks
    ? []
    : await db
        .selectFrom('assignment as a')
        .innerJoin('task as t', 't.id', 'a.task_id')
        .innerJoin('unit as u', 'u.id', 'a.unit_id')
        .select(['a.id', 'a.state', 'a.due_on as dueOn', 't.text as title', 'u.name as unitName'])
        .where(figureCondition(key, scope))
        .where(within('a.unit_id'))
        .where('a.id', '>', Number(page.after ?? 0))
        .orderBy('a.id')
        .limit(page.limit)
        .execute()
  const given = rows.map((r) => ({
    ...r,
    id: String(r.id),
    recordKind: 'assignment' as const,
    recordId: String(r.id),
  }))
  if (!countsUngiven(key) || given.length >= page.limit) return given
  // behind the assignments what was given to nobody; "t" and the task's id names the place
  const named = sql<string>`'t' || replace(t.id::text, '-', '')`
  const tasks = await db
    .selectFrom('task as t')
    .innerJoin('unit as u', 'u.id', 't.unit_id')
    .select([named.as('id'), 't.due_on as dueOn', 't.text as title', 'u.name as unitName'])
    .where(ungiven(scope))
    .where(within('t.unit_id'))
    .where(named, '>', ofTasks ? page.after! : '')
    .orderBy(named)
    .limit(page.limit - given.length)
    .execute()
  return [
    ...given,
    ...tasks.map((t) => ({ ...t, state: 'out-of-scope', recordKind: 'plan' as const, recordId: scope.planId })),
  ]
}

export interface ReportFilter {
  box: 'mine' | 'received'
  planId?: string | undefined
  unitId?: number | undefined
  state?: string | undefined
  timing?: 'on-time' | 'late' | undefined
  after?: { periodTo: string; id: string } | undefined
  limit: number
}

const sentOn = sql`(r.sent_at at time zone 'Asia/Ho_Chi_Minh')::date`
/** Whether it was sent by its limit; null as long as it was not sent or had none. */
export const timing = sql<'on-time' | 'late' | null>`case when r.sent_at is null or r.due_on is null then null
  when ${sentOn} <= r.due_on then 'on-time' else 'late' end`

/** One page of reports, the latest period first: the unit's own, or what others sent. */
export function selectReports(db: Kysely<DB>, actor: Actor, filter: ReportFilter) {
  let query = db
    .selectFrom('report as r')
    .innerJoin('document as d', 'd.id', 'r.document_id')
    .innerJoin('unit as u', 'u.id', 'r.unit_id')
    .leftJoin('plan as p', 'p.id', 'r.plan_id')
    .leftJoin('document as pd', 'pd.id', 'p.document_id')
    .select([
      'r.id',
      'r.document_id as documentId',
      'r.plan_id as planId',
      'r.unit_id as unitId',
      'u.name as unitName',
      'r.period_from as periodFrom',
      'r.period_to as periodTo',
      'r.due_on as dueOn',
      'r.sent_at as sentAt',
      'd.state',
      'd.title',
      'd.number',
      'pd.title as planTitle',
      'pd.number as planNumber',
      timing.as('timing'),
    ])
    .orderBy('r.period_to', 'desc')
    .orderBy('r.id')
    .limit(filter.limit)
  query =
    filter.box === 'mine'
      ? query.where('r.unit_id', '=', actor.unitId)
      : query.where('r.unit_id', '<>', actor.unitId).where('r.sent_at', 'is not', null).where(mayReadReport(actor))
  if (filter.planId) {
    const planId = filter.planId
    query = query.where((eb) => eb.or([eb('r.plan_id', '=', planId), eb('p.superior_plan_id', '=', planId)]))
  }
  if (filter.unitId) query = query.where('r.unit_id', '=', filter.unitId)
  if (filter.state) query = query.where('d.state', '=', filter.state)
  if (filter.timing) query = query.where(timing, '=', filter.timing)
  if (filter.after) {
    const { periodTo, id } = filter.after
    query = query.where(
      sql<SqlBool>`(r.period_to < ${periodTo}::date or (r.period_to = ${periodTo}::date and r.id > ${id}::uuid))`,
    )
  }
  return query
}

export type CompletenessState = 'sent' | 'late' | 'missing' | 'waiting'
export const completenessStates = ['sent', 'late', 'missing', 'waiting'] as const

export interface CompletenessRow {
  unitId: number
  unitName: string
  path: string
  /** The commune-level unit or department it stands under. */
  groupName: string | null
  reportId: string | null
  sentAt: Date | null
  dueOn: string | null
  state: CompletenessState
}

/** The day a carrier `c` is asked for: one given the plan after a day that comes every month begins with the next. */
const carrierDay = (asked: AskedDay | null) =>
  sql<string | null>`case when ${givenOn} > ${asked?.dueOn ?? null}::date
    then coalesce(${asked?.next ?? null}::date, ${asked?.dueOn ?? null}::date) else ${asked?.dueOn ?? null}::date end`

const completenessState = (asked: AskedDay | null, today: string) => sql<CompletenessState>`case
  when r.sent_at is not null and (${carrierDay(asked)} is null or ${sentOn} <= ${carrierDay(asked)}) then 'sent'
  when r.sent_at is not null then 'late'
  when ${carrierDay(asked)} < ${today}::date then 'missing' else 'waiting' end`

/**
 * The units that carry a plan, each with the report it sent: on the plan itself or on the plan by which it made it its own. Where
 * the plan names a day, one that counts for that day: the unit sent it for a day of its own, or it reaches far enough.
 */
function carriersWithReport(db: Kysely<DB>, planId: string, asked: AskedDay | null) {
  return db
    .selectFrom('plan_carrier as c')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('report as x')
          .select(['x.id', 'x.sent_at'])
          .whereRef('x.unit_id', '=', 'c.unit_id')
          .where(sql<SqlBool>`x.plan_id in (c.plan_id, c.adopted_plan_id)`)
          .where('x.sent_at', 'is not', null)
          .$if(asked !== null, (query) =>
            query.where(
              sql<SqlBool>`(x.period_to >= ${asked?.countsFrom}::date
                or x.due_on >= coalesce(${asked?.ownFrom ?? null}::date, '-infinity'))`,
            ),
          )
          // one sent in time is not made late by what the unit sends besides
          .orderBy(sql`(x.sent_at at time zone 'Asia/Ho_Chi_Minh')::date > ${carrierDay(asked)}`)
          .orderBy('x.period_to', 'desc')
          .limit(1)
          .as('r'),
      (join) => join.onTrue(),
    )
    .where('c.plan_id', '=', planId)
    .where('c.recalled_at', 'is', null)
}

/**
 * One page of the units of a plan with how far their report is, in path order.
 * @param filter `after` the path of the last row before
 */
export async function selectCompleteness(
  db: Kysely<DB>,
  planId: string,
  today: string,
  filter: {
    state?: readonly CompletenessState[] | undefined
    q?: string | undefined
    after?: string | undefined
    limit: number
  },
): Promise<CompletenessRow[]> {
  const asked = await selectAskedDay(db, planId, today)
  let query = carriersWithReport(db, planId, asked)
    .innerJoin('unit as u', 'u.id', 'c.unit_id')
    .leftJoin('unit as g', (join) => join.on(sql<SqlBool>`g.path = ward_path(c.unit_path)`))
    .select([
      'u.id as unitId',
      'u.name as unitName',
      'c.unit_path as path',
      'g.name as groupName',
      'r.id as reportId',
      'r.sent_at as sentAt',
      carrierDay(asked).as('dueOn'),
      completenessState(asked, today).as('state'),
    ])
    .orderBy('c.unit_path')
    .limit(filter.limit)
  if (filter.state?.length) query = query.where(completenessState(asked, today), 'in', filter.state)
  if (filter.q) query = query.where(sql<SqlBool>`u.name_fold like all (find_patterns(${filter.q}))`)
  if (filter.after) query = query.where('c.unit_path', '>', filter.after)
  return query.execute()
}

/** How many units stand in which state. */
export async function countCompleteness(
  db: Kysely<DB>,
  planId: string,
  today: string,
): Promise<Record<CompletenessState, number>> {
  const asked = await selectAskedDay(db, planId, today)
  const rows = await carriersWithReport(db, planId, asked)
    .select([completenessState(asked, today).as('state'), (eb) => eb.fn.countAll<number>().as('units')])
    .groupBy('state')
    .execute()
  const totals = { sent: 0, late: 0, missing: 0, waiting: 0 }
  for (const row of rows) totals[row.state] = row.units
  return totals
}
