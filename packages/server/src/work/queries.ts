import { addDays, fulfilsUntil } from '@banggiao/rules'
import { type Kysely, type SqlBool, sql } from 'kysely'
import {
  type AssignmentDeed,
  assignmentCan,
  assignmentLines,
  leadsUnit,
  mineToAnswer,
  partsOf,
} from '../assignments/index.ts'
import { awaitsInstruction } from '../documents/index.ts'
import { type Actor, can } from '../platform/actor.ts'
import { membershipStands } from '../platform/current-membership.ts'
import type { DB } from '../platform/generated/db.ts'

/**
 * Sources of the first screen. Each is one indexed statement with a limit, and none of them counts anything. The order is
 * everywhere: nearest limit first, those without one last, then kind, then id.
 * A paper that waits for somebody's step has no limit of its own and holds up others: it stands at the day it was begun,
 * before what falls due later.
 */
export const lineKinds = [
  'assignment',
  'instruction',
  'document-to-instruct',
  'plan-received',
  'paper-to-approve',
  'paper-to-issue',
  'paper-returned',
  'report-due',
  'extension-to-decide',
  'paper-submitted',
  'paper-approved',
  'extension-asked',
  'instruction-given',
] as const
export type LineKind = (typeof lineKinds)[number]

/** What a source answers; `can` is added by the deed that asks it. */
export interface SourceLine {
  kind: LineKind
  id: string
  title: string
  /** Number or title of the plan or paper it belongs to. */
  from: string | null
  fromUnit: string | null
  dueOn: string | null
  /** The day it is ordered by where that is not its limit. */
  standsOn?: string
  state: string
  /** The record that opens: an assignment opens itself, a paper its document, a report its report. */
  recordKind: 'assignment' | 'document' | 'plan' | 'report'
  recordId: string
  note: string | null
  /** Where the line is answered in place: the assignment's version and what the caller may do with it. */
  version?: number
  can?: Partial<Record<AssignmentDeed, boolean>>
}

/** @param limit most rows it answers */
export type Source = (db: Kysely<DB>, actor: Actor, limit: number, today: string) => Promise<SourceLine[]>

function lineOf(kind: LineKind) {
  return (row: {
    id: number | string
    title: string
    planId: string
    planNumber: string | null
    planTitle: string | null
    planUnitName: string
    dueOn: string | null
    state: string
  }): SourceLine => ({
    kind,
    id: String(row.id),
    title: row.title,
    from: row.planNumber ?? row.planTitle,
    fromUnit: row.planUnitName,
    dueOn: row.dueOn,
    state: row.state,
    recordKind: 'assignment',
    recordId: String(row.id),
    note: null,
  })
}

/**
 * Condition on `assignment a` of `plan p`: a superior's plan that waits to be adopted is one line of its own, not its forty
 * tasks; once adopted, what no task of the unit's own plan carries out stands by itself.
 */
function standsByItself(actor: Actor) {
  return sql<SqlBool>`(a.owner_person_id is not null or a.owner_part_id is not null or p.unit_id = ${actor.unitId}
    or exists (select 1 from plan_carrier c where c.plan_id = a.plan_id and c.unit_id = a.unit_id
      and c.adopted_plan_id is not null))`
}

/** Assignments of one person or unit, with the row that answers in place need, and the tổ that one is given to as a whole. */
export async function selectOwnAssignments(db: Kysely<DB>, actor: Actor, limit: number) {
  return assignmentLines(db)
    .leftJoin('unit_part as part', 'part.id', 'a.owner_part_id')
    .select('part.name as partName')
    .where(mineToAnswer(actor))
    .where(standsByItself(actor))
    .orderBy(sql`a.due_on nulls last`)
    .orderBy('a.id')
    .limit(limit)
    .execute()
}

/**
 * What falls due in the next fourteen days under the caller's eyes but is not theirs to answer now: of the whole unit for
 * those who lead it, of the tổ for its lead, of the person for everyone.
 */
export async function selectDueSoon(db: Kysely<DB>, actor: Actor, today: string, limit: number, without: number[]) {
  const team = actor.memberships.some((m) => m.role === 'team-lead') ? partsOf(actor) : []
  const seen = leadsUnit(actor)
    ? sql<SqlBool>`(a.owner_person_id is not null or a.owner_part_id is not null or not exists (
        select 1 from task own join assignment oa on oa.task_id = own.id and oa.unit_id = ${actor.unitId}
        where own.superior_task_id = a.task_id and own.unit_id = ${actor.unitId}))`
    : sql<SqlBool>`(a.owner_person_id = ${actor.personId}::uuid or a.owner_part_id = any(${partsOf(actor)}::bigint[])
        or a.owner_person_id in (select m.person_id from membership m where m.part_id = any(${team}::bigint[]) and ${membershipStands('m')}))`
  return assignmentLines(db)
    .leftJoin('person as owner', 'owner.id', 'a.owner_person_id')
    .leftJoin('unit_part as part', 'part.id', 'a.owner_part_id')
    .select(['owner.name as ownerName', 'part.name as partName'])
    .where('a.unit_id', '=', actor.unitId)
    .where('a.state', 'in', ['open', 'doing'])
    .where('a.due_on', '>=', today)
    .where('a.due_on', '<=', addDays(today, 14))
    .where(sql<SqlBool>`a.id <> all(${without}::bigint[])`)
    .where(seen)
    .where(standsByItself(actor))
    .orderBy('a.due_on')
    .orderBy('a.id')
    .limit(limit)
    .execute()
}

const instructions: Source = (db, actor, limit) =>
  db
    .selectFrom('instruction as i')
    .innerJoin('document as d', 'd.id', 'i.document_id')
    .select([
      sql<string>`i.id::text`.as('id'),
      'i.text as note',
      'i.due_on as dueOn',
      'd.id as recordId',
      'd.number',
      'd.issuer as fromUnit',
      sql<string>`coalesce(d.title, d.number, '')`.as('title'),
    ])
    .where('i.to_person_id', '=', actor.personId)
    .where('i.unit_id', '=', actor.unitId)
    .where('i.done_at', 'is', null)
    .orderBy(sql`i.due_on nulls last`)
    .orderBy(sql`i.id::text`)
    .limit(limit)
    .execute()
    .then((rows) =>
      rows.map(({ number, ...row }) => ({
        ...row,
        kind: 'instruction',
        from: number,
        state: 'open',
        recordKind: 'document',
      })),
    )

/**
 * Days an arrival stands here after it came. An office puts papers before its head on the day they come or the next
 * (NĐ 30/2020, điều 23); what nobody took up for a month was dealt with on paper, and must not push out today's work.
 */
const arrivalDays = 30

/** Arrivals that wait for the words of the head or a deputy: they stand at the day they came. */
const documentsToInstruct: Source = async (db, actor, limit, today) => {
  if (!can(actor, 'document.instruct')) return []
  const rows = await db
    .selectFrom('document as d')
    .select([
      'd.id',
      'd.number',
      'd.issuer as fromUnit',
      'd.state',
      sql<string>`d.arrival_on`.as('standsOn'),
      sql<string>`coalesce(d.title, d.number, '')`.as('title'),
    ])
    .where('d.unit_id', '=', actor.unitId)
    .where(awaitsInstruction('d'))
    .where('d.arrival_on', '>', addDays(today, -arrivalDays))
    .orderBy('d.arrival_on')
    .orderBy(sql`d.id::text`)
    .limit(limit)
    .execute()
  return rows.map(({ number, ...row }) => ({
    ...row,
    kind: 'document-to-instruct',
    from: number,
    dueOn: null,
    recordKind: 'document',
    recordId: row.id,
    note: null,
  }))
}

/** The first limit among what a plan asks of the unit: by then at the latest it must have been taken up. */
const firstLimit = sql<string | null>`(select min(x.due_on) from assignment x
  where x.plan_id = c.plan_id and x.unit_id = c.unit_id and x.state in ('open', 'doing'))`

/** Plans sent to the unit that it has not yet made its own. */
const plansReceived: Source = async (db, actor, limit) => {
  if (!leadsUnit(actor)) return []
  const rows = await db
    .selectFrom('plan_carrier as c')
    .innerJoin('plan as p', 'p.id', 'c.plan_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .leftJoin('document as d', 'd.id', 'p.document_id')
    .select([
      'p.id',
      firstLimit.as('dueOn'),
      'd.number',
      'u.name as fromUnit',
      sql<string>`coalesce(d.title, 'Kế hoạch ' || p.year)`.as('title'),
      sql<string>`case
        when exists (select from plan o join document od on od.id = o.document_id
          where o.superior_plan_id = p.id and o.unit_id = c.unit_id and od.state <> 'ended') then 'drafting'
        when c.received_at is null then 'sent'
        else 'received' end`.as('state'),
    ])
    .where('c.unit_id', '=', actor.unitId)
    .where('c.adopted_plan_id', 'is', null)
    .where('c.recalled_at', 'is', null)
    .where('p.closed_at', 'is', null)
    .orderBy(sql`${firstLimit} nulls last`)
    .orderBy(sql`p.id::text`)
    .limit(limit)
    .execute()
  return rows.map(({ number, ...row }) => ({
    ...row,
    kind: 'plan-received',
    from: number,
    recordKind: 'plan',
    recordId: row.id,
    note: null,
  }))
}

/** Outgoing papers of the unit in one state; `mine` keeps to those the caller drafted. */
async function papers(
  db: Kysely<DB>,
  actor: Actor,
  limit: number,
  kind: LineKind,
  state: string,
  mine: boolean,
): Promise<SourceLine[]> {
  const begun = sql<string>`(d.created_at at time zone 'Asia/Ho_Chi_Minh')::date`
  let query = db
    .selectFrom('document as d')
    .leftJoin('plan as p', 'p.document_id', 'd.id')
    .leftJoin('report as r', 'r.document_id', 'd.id')
    .select([
      'd.id',
      'd.title',
      'd.kind as type',
      'd.state',
      'd.number',
      'p.id as planId',
      'r.id as reportId',
      'r.due_on as dueOn',
      begun.as('standsOn'),
    ])
    .where('d.unit_id', '=', actor.unitId)
    .where('d.direction', '=', 'out')
    .where('d.state', '=', state)
    .where('d.paper', 'is not', null)
    .orderBy(begun)
    .orderBy(sql`d.id::text`)
    .limit(limit)
  if (mine) query = query.where('d.created_by', '=', actor.personId)
  return (await query.execute()).map((row) => ({
    kind,
    id: row.id,
    title: row.title ?? row.type ?? '',
    from: row.type,
    fromUnit: null,
    dueOn: row.dueOn,
    standsOn: row.standsOn,
    state: row.state,
    recordKind: row.planId ? 'plan' : row.reportId ? 'report' : 'document',
    recordId: row.planId ?? row.reportId ?? row.id,
    note: null,
  }))
}

const has = (actor: Actor, role: string) => actor.memberships.some((m) => m.role === role)

const papersToApprove: Source = async (db, actor, limit) =>
  has(actor, 'head') ? papers(db, actor, limit, 'paper-to-approve', 'submitted', false) : []
const papersToIssue: Source = async (db, actor, limit) =>
  has(actor, 'clerk') ? papers(db, actor, limit, 'paper-to-issue', 'approved', false) : []
const papersReturned: Source = (db, actor, limit) => papers(db, actor, limit, 'paper-returned', 'returned', true)
const papersSubmitted: Source = (db, actor, limit) => papers(db, actor, limit, 'paper-submitted', 'submitted', true)
const papersApproved: Source = (db, actor, limit) => papers(db, actor, limit, 'paper-approved', 'approved', true)

/** Days before its limit from which a report is work to do; one of every month, from the day on which it can be met. */
const reportAheadDays = 30

/** Plans of the unit whose report falls due and was not sent; a report already begun is what opens. */
const reportsDue: Source = async (db, actor, limit, today) => {
  if (!leadsUnit(actor)) return []
  const rows = await db
    .selectFrom('plan as p')
    .innerJoin('document as d', 'd.id', 'p.document_id')
    .select(['p.id', 'p.report_due_on as dueOn', 'd.title', 'd.number'])
    .select(
      sql<string | null>`(select r.id from report r where r.plan_id = p.id and r.unit_id = p.unit_id
        and r.due_on >= p.report_due_on order by r.created_at desc limit 1)`.as('reportId'),
    )
    .where('p.unit_id', '=', actor.unitId)
    .where('p.open', '=', true)
    .where('p.closed_at', 'is', null)
    .where('p.report_due_on', '<=', addDays(today, reportAheadDays))
    .where(
      sql<SqlBool>`(p.report_due_on <= ${fulfilsUntil(today)}::date or p.report_due_recurring not like '---%'
        or p.report_due_recurring is null)`,
    )
    // once submitted it waits for others, and once issued it is sent
    .where(
      sql<SqlBool>`not exists (select 1 from report r join document rd on rd.id = r.document_id where r.plan_id = p.id
        and r.unit_id = p.unit_id and r.due_on >= p.report_due_on and rd.state in ('submitted', 'approved', 'issued'))`,
    )
    // the department's own date is the one by which others report to it
    .where(
      sql<SqlBool>`(p.superior_plan_id is not null or exists (select 1 from plan_report_receiver v where v.plan_id = p.id))`,
    )
    .orderBy('p.report_due_on')
    .orderBy(sql`p.id::text`)
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    kind: 'report-due',
    id: row.id,
    title: row.title ?? '',
    from: row.number,
    fromUnit: null,
    dueOn: row.dueOn,
    state: row.reportId ? 'begun' : 'missing',
    recordKind: row.reportId ? 'report' : 'plan',
    recordId: row.reportId ?? row.id,
    note: null,
  }))
}

/** Extensions asked for under plans of the caller's unit, by those below or inside it. */
const extensionsToDecide: Source = async (db, actor, limit) => {
  if (!leadsUnit(actor)) return []
  const rows = await assignmentLines(db)
    .innerJoin('unit as au', 'au.id', 'a.unit_id')
    .select(['au.name as unitName'])
    .where('p.unit_id', '=', actor.unitId)
    .where('a.extension_asked_on', 'is not', null)
    .where('a.state', 'in', ['open', 'doing'])
    .orderBy(sql`a.due_on nulls last`)
    .orderBy(sql`a.id::text`)
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...lineOf('extension-to-decide')(row),
    fromUnit: row.unitName,
    note: row.extensionAskedOn,
    version: row.version,
    can: assignmentCan(actor, row),
  }))
}

/** Extensions the caller's own work waits for. */
const extensionsAsked: Source = async (db, actor, limit) => {
  const rows = await assignmentLines(db)
    .where(mineToAnswer(actor))
    .where('a.extension_asked_on', 'is not', null)
    .orderBy(sql`a.due_on nulls last`)
    .orderBy(sql`a.id::text`)
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...lineOf('extension-asked')(row), note: row.extensionAskedOn }))
}

const instructionsGiven: Source = (db, actor, limit) =>
  db
    .selectFrom('instruction as i')
    .innerJoin('document as d', 'd.id', 'i.document_id')
    .innerJoin('person as x', 'x.id', 'i.to_person_id')
    .select([
      sql<string>`i.id::text`.as('id'),
      'i.text as note',
      'i.due_on as dueOn',
      'd.id as recordId',
      'd.number',
      'x.name as fromUnit',
      sql<string>`coalesce(d.title, d.number, '')`.as('title'),
    ])
    .where('i.from_person_id', '=', actor.personId)
    .where('i.unit_id', '=', actor.unitId)
    .where('i.done_at', 'is', null)
    .orderBy(sql`i.due_on nulls last`)
    .orderBy(sql`i.id::text`)
    .limit(limit)
    .execute()
    .then((rows) =>
      rows.map(({ number, ...row }) => ({
        ...row,
        kind: 'instruction-given',
        from: number,
        state: 'open',
        recordKind: 'document',
      })),
    )

/** Besides assignments: what waits for the caller. */
export const todoSources: Source[] = [
  instructions,
  documentsToInstruct,
  plansReceived,
  papersToApprove,
  papersToIssue,
  papersReturned,
  reportsDue,
  extensionsToDecide,
]
/** What the caller submitted or asked, and others have not yet answered. */
export const waitingSources: Source[] = [papersSubmitted, papersApproved, extensionsAsked, instructionsGiven]

/** How many of the caller's limits fall on each day of a month. */
export function selectMonth(db: Kysely<DB>, actor: Actor, from: string, to: string) {
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('assignment as a')
        .select('a.due_on as day')
        .where(mineToAnswer(actor))
        .where('a.due_on', '>=', from)
        .where('a.due_on', '<', to)
        .unionAll(
          eb
            .selectFrom('instruction as i')
            .select('i.due_on as day')
            .where('i.to_person_id', '=', actor.personId)
            .where('i.done_at', 'is', null)
            .where('i.due_on', '>=', from)
            .where('i.due_on', '<', to),
        )
        .as('due'),
    )
    .select(['day', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('day')
    .orderBy('day')
}
