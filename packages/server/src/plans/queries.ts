import { type Kysely, sql } from 'kysely'
import { pathUpperBound } from '../platform/actor.ts'
import type { DB } from '../platform/generated/db.ts'
import { notFound } from '../platform/problem.ts'
import type { PlanContent } from './plan-content.ts'

/** A plan with what its document says of it; null columns where the reader may not see the document. */
export function selectPlanRow(db: Kysely<DB>, id: string) {
  return db
    .selectFrom('plan as p')
    .innerJoin('document as d', 'd.id', 'p.document_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select([
      'p.id',
      'p.document_id as documentId',
      'p.unit_id as unitId',
      'p.unit_path as unitPath',
      'p.year',
      'p.superior_plan_id as superiorPlanId',
      'p.content',
      'p.open',
      'p.report_due_on as reportDueOn',
      'p.report_due_recurring as reportDueRecurring',
      'p.report_first_due_on as reportFirstDueOn',
      'p.closed_at as closedAt',
      'p.version',
      'd.direction',
      'd.state',
      'd.paper',
      'd.kind',
      'd.number',
      'd.title',
      'd.issuer',
      'd.issuer_unit_id as issuerUnitId',
      'd.issued_on as issuedOn',
      'd.file_id as fileId',
      'd.signed_file_id as signedFileId',
      'u.name as unitName',
      'u.short_name as unitShortName',
      'u.kind as unitKind',
      'u.level as unitLevel',
    ])
    .where('p.id', '=', id)
}

export type PlanRow = Awaited<ReturnType<typeof selectPlan>>

/** @throws Problem not-found where the reader sees no such plan */
export async function selectPlan(trx: Kysely<DB>, id: string) {
  const row = await selectPlanRow(trx, id).executeTakeFirst()
  if (!row) throw notFound()
  return { ...row, content: row.content as unknown as PlanContent }
}

/** The plan's tasks that still stand. */
export function selectTasks(db: Kysely<DB>, planId: string) {
  return db
    .selectFrom('task as t')
    .leftJoin('person as person', 'person.id', 't.owner_person_id')
    .leftJoin('unit_part as part', 'part.id', 't.owner_part_id')
    .select([
      't.id',
      't.section',
      't.position',
      't.text',
      't.base_text as baseText',
      't.superior_task_id as superiorTaskId',
      't.scope',
      't.scope_reason as scopeReason',
      't.assignees',
      't.owner_role as ownerRole',
      't.owner_person_id as ownerPersonId',
      'person.name as ownerPersonName',
      't.owner_part_id as ownerPartId',
      'part.name as ownerPartName',
      't.due_on as dueOn',
      't.due_recurring as dueRecurring',
      't.version',
    ])
    .where('t.plan_id', '=', planId)
    .where('t.ended_at', 'is', null)
}

/** The tasks with where each stands in the text of the paper the plan came as; null where the plan was composed here. */
export async function withPlaces<T extends { section: string; position: number }>(
  trx: Kysely<DB>,
  documentId: string,
  tasks: readonly T[],
): Promise<(T & { at: number | null })[]> {
  const { rows } = await sql<{ section: string; position: number; at: number }>`
    select t.section, t.position, (t.at ->> 'start')::int as at
    from document d, jsonb_to_recordset(d.parsed -> 'tasks') as t(section text, position int, at jsonb)
    where d.id = ${documentId}`.execute(trx)
  const places = new Map(rows.map((row) => [`${row.section} ${row.position}`, row.at]))
  return tasks.map((task) => ({ ...task, at: places.get(`${task.section} ${task.position}`) ?? null }))
}

export function selectCarrier(db: Kysely<DB>, planId: string, unitId: number) {
  return db
    .selectFrom('plan_carrier')
    .select([
      'plan_id as planId',
      'unit_id as unitId',
      'sent_at as sentAt',
      'received_at as receivedAt',
      'adopted_plan_id as adoptedPlanId',
      'adopted_at as adoptedAt',
      'recalled_at as recalledAt',
      'reminded_at as remindedAt',
    ])
    .where('plan_id', '=', planId)
    .where('unit_id', '=', unitId)
}

/** The bodies a unit stands under on a day, by affiliation and by profession, nearest first. */
export function selectBodiesAbove(db: Kysely<DB>, unitId: number, day: string) {
  return db
    .selectFrom('unit_relation as r')
    .innerJoin('unit as u', 'u.id', 'r.superior_id')
    .select(['u.id', 'u.kind', 'u.name', 'u.short_name as shortName', 'r.kind as relation'])
    .where('r.unit_id', '=', unitId)
    .where(sql<boolean>`r.valid @> ${day}::date`)
    .orderBy('r.kind')
}

export function selectParts(db: Kysely<DB>, unitId: number) {
  return db
    .selectFrom('unit_part')
    .select(['id', 'kind', 'name'])
    .where('unit_id', '=', unitId)
    .where('ended_at', 'is', null)
    .orderBy('id')
}

/** Which units a plan is given to: people's committees, schools by level, units by name; within the giver's reach. */
export interface Selection {
  communeCommittees: boolean
  /** School levels; a school of two levels answers to either. */
  levels: string[]
  unitIds: number[]
  /** Only below this path; named units are taken wherever they stand. */
  under?: string | undefined
  exclude?: number[] | undefined
}

/**
 * The units of a selection, in path order; never the plan's own unit, and no unit outside `reach` (a prefix of paths).
 * `given`: whether the unit carries the plan already.
 */
export function selectUnitsOf(
  db: Kysely<DB>,
  plan: { id: string; unitId: number },
  reach: string,
  day: string,
  selection: Selection,
) {
  const under = selection.under ?? ''
  const exclude = selection.exclude ?? []
  return db
    .selectFrom('unit as u')
    .leftJoin('plan_carrier as c', (join) =>
      join.onRef('c.unit_id', '=', 'u.id').on('c.plan_id', '=', plan.id).on('c.recalled_at', 'is', null),
    )
    .select(['u.id', 'u.kind', 'u.level', sql<boolean>`c.unit_id is not null`.as('given')])
    .where('u.id', '<>', plan.unitId)
    .where('u.path', '>=', reach)
    .where('u.path', '<', pathUpperBound(reach))
    .where('u.valid_from', '<=', day)
    .where((eb) => eb.or([eb('u.valid_to', 'is', null), eb('u.valid_to', '>=', day)]))
    .where(
      sql<boolean>`((${selection.communeCommittees} and u.kind = 'commune-committee'
          or u.level is not null and string_to_array(u.level, '-') && ${selection.levels}::text[])
        and starts_with(u.path, ${under})
        or u.id = any(${selection.unitIds}::int[]))`,
    )
    .where(sql<boolean>`u.id <> all(${exclude}::int[])`)
    .orderBy('u.path')
}

/** How many of these units have each task of a plan, by kind of unit. */
export function selectGiven(db: Kysely<DB>, planId: string, unitIds: readonly number[]) {
  return db
    .selectFrom('assignment as a')
    .innerJoin('unit as u', 'u.id', 'a.unit_id')
    .select(['a.task_id as taskId', 'u.kind', (eb) => eb.fn.countAll<number>().as('units')])
    .where('a.plan_id', '=', planId)
    .where(sql<boolean>`a.unit_id = any(${[...unitIds]}::int[])`)
    .where('a.recalled', '=', false)
    .groupBy(['a.task_id', 'u.kind'])
}

/** What an assignment (alias `a`) is before a change; every event keeps it, so that a history can be folded and undone. */
export const assignmentBefore = sql`jsonb_build_object('state', a.state, 'dueOn', a.due_on, 'ownerPersonId', a.owner_person_id,
  'ownerPartId', a.owner_part_id, 'extensionAskedOn', a.extension_asked_on)`
