import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { membershipStands } from '../platform/current-membership.ts'
import type { Trx } from '../platform/database.ts'
import type { DB } from '../platform/generated/db.ts'

/** Roles that answer for the whole unit. */
const leading = new Set(['head', 'deputy', 'officer'])

export function leadsUnit(actor: Actor): boolean {
  return actor.memberships.some((m) => leading.has(m.role))
}

export function partsOf(actor: Actor): number[] {
  return actor.memberships.map((m) => m.partId).filter((id) => id !== null)
}

/** Condition on `assignment a`: it names nobody, and tasks of the unit's own plan carry it out, whose answers are its own. */
export function carriedByOwnTasks(actor: Actor) {
  return sql<SqlBool>`(a.owner_person_id is null and a.owner_part_id is null and exists (
    select 1 from task own where own.superior_task_id = a.task_id and own.unit_id = ${actor.unitId}
      and own.open and own.scope = 'in' and own.ended_at is null))`
}

/**
 * Condition on `assignment a`: unsettled and the caller's to answer in the unit acted in. Theirs by name or by tổ; for
 * those who lead the unit also what names nobody, unless tasks of the unit's own plan carry it out.
 */
export function mineToAnswer(actor: Actor) {
  const byName = sql<SqlBool>`(a.owner_person_id = ${actor.personId}::uuid or a.owner_part_id = any(${partsOf(actor)}::bigint[]))`
  const nobodys = sql<SqlBool>`(a.owner_person_id is null and a.owner_part_id is null and not ${carriedByOwnTasks(actor)})`
  return sql<SqlBool>`a.unit_id = ${actor.unitId} and not a.recalled and a.state in ('open', 'doing') and ${
    leadsUnit(actor) ? sql<SqlBool>`(${byName} or ${nobodys})` : byName
  }`
}

/** Where a page ended: its last limit (null: without one) and id. */
export interface DueCursor {
  dueOn: string | null
  id: number
}

/** Condition on `assignment a`: after the cursor in the order nearest limit first, those without one last. */
export function afterDue(after: DueCursor) {
  return after.dueOn === null
    ? sql<SqlBool>`(a.due_on is null and a.id > ${after.id})`
    : sql<SqlBool>`(a.due_on > ${after.dueOn}::date or (a.due_on = ${after.dueOn}::date and a.id > ${after.id}) or a.due_on is null)`
}

/** Assignments with what a line shows of them: the task's words and the plan they come from. */
export function assignmentLines(db: Kysely<DB>) {
  return db
    .selectFrom('assignment as a')
    .innerJoin('task as t', 't.id', 'a.task_id')
    .innerJoin('plan as p', 'p.id', 'a.plan_id')
    .leftJoin('document as d', 'd.id', 'p.document_id')
    .innerJoin('unit as pu', 'pu.id', 'p.unit_id')
    .select([
      'a.id',
      'a.plan_id as planId',
      'a.task_id as taskId',
      'a.unit_id as unitId',
      'a.unit_path as unitPath',
      'a.state',
      'a.due_on as dueOn',
      'a.owner_person_id as ownerPersonId',
      'a.owner_part_id as ownerPartId',
      'a.extension_asked_on as extensionAskedOn',
      'a.version',
      'a.recalled',
      't.text as title',
      't.section',
      't.position',
      'p.unit_id as planUnitId',
      'd.title as planTitle',
      'd.number as planNumber',
      'pu.name as planUnitName',
    ])
}

/** One page of what is the caller's to answer, nearest limit first: the statement behind the first screen. */
export function selectMine(
  db: Kysely<DB>,
  actor: Actor,
  page: { after?: DueCursor | undefined; due?: string | undefined; limit: number },
) {
  let query = assignmentLines(db)
    .where(mineToAnswer(actor))
    .orderBy(sql`a.due_on nulls last`)
    .orderBy('a.id')
    .limit(page.limit)
  if (page.after) query = query.where(afterDue(page.after))
  if (page.due) query = query.where('a.due_on', '=', page.due)
  return query
}

/** One assignment as far as the caller may read it. */
export function selectAssignment(db: Kysely<DB>, id: number) {
  return assignmentLines(db)
    .leftJoin('person as owner', 'owner.id', 'a.owner_person_id')
    .leftJoin('unit_part as part', 'part.id', 'a.owner_part_id')
    .innerJoin('unit as au', 'au.id', 'a.unit_id')
    .select([
      'owner.name as ownerName',
      'part.name as partName',
      'au.name as unitName',
      't.section_title as sectionTitle',
      't.superior_task_id as superiorTaskId',
      'p.closed_at as planClosedAt',
      'a.changed_at as changedAt',
    ])
    .where('a.id', '=', id)
}

export function selectEvents(db: Kysely<DB>, assignmentId: number) {
  return db
    .selectFrom('assignment_event')
    .select([
      'id',
      'kind',
      'note',
      'file_ids as fileIds',
      'links',
      'params',
      'person_id as personId',
      'person_name as personName',
      'at',
    ])
    .where('assignment_id', '=', assignmentId)
    .orderBy('id')
}

export function selectEvidence(db: Kysely<DB>, assignmentId: number) {
  return db
    .selectFrom('file')
    .select(['id', 'name', 'size', 'media_type as mediaType', 'created_by as createdBy', 'created_at as createdAt'])
    .where('assignment_id', '=', assignmentId)
    .orderBy('created_at')
}

/** The superior task this one carries out, where the caller may read it. */
export function selectTaskAbove(db: Kysely<DB>, taskId: string) {
  return db
    .selectFrom('task as t')
    .innerJoin('plan as p', 'p.id', 't.plan_id')
    .leftJoin('document as d', 'd.id', 'p.document_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select([
      't.id',
      't.text',
      't.section',
      't.position',
      't.plan_id as planId',
      'd.number as planNumber',
      'd.title as planTitle',
      'u.name as unitName',
    ])
    .where('t.id', '=', taskId)
}

/** Holds the row until the transaction ends; a second answer waits and then meets another version. */
export function holdAssignment(trx: Trx, id: number) {
  return trx.selectFrom('assignment').select('id').where('id', '=', id).forUpdate()
}

/** People of a unit who can be given its work, in Vietnamese order. */
export function selectColleagues(db: Kysely<DB>, unitId: number) {
  return db
    .selectFrom('membership as m')
    .innerJoin('person as x', 'x.id', 'm.person_id')
    .select(['x.id', 'x.name', sql<number[]>`array_remove(array_agg(distinct m.part_id::int), null)`.as('partIds')])
    .where('m.unit_id', '=', unitId)
    .where('x.ended_at', 'is', null)
    .where(membershipStands('m'))
    .groupBy(['x.id', 'x.name'])
    .orderBy(sql`x.name collate "vi-x-icu"`)
    .limit(500)
}

export function selectTeams(db: Kysely<DB>, unitId: number) {
  return db
    .selectFrom('unit_part')
    .select(['id', 'name'])
    .where('unit_id', '=', unitId)
    .where('kind', '=', 'team')
    .where('ended_at', 'is', null)
    .orderBy(sql`name collate "vi-x-icu"`)
}

/** A piece of evidence; the assignment it belongs to must be readable too. */
export function selectEvidenceFile(db: Kysely<DB>, fileId: string) {
  return db
    .selectFrom('file as f')
    .innerJoin('assignment as a', 'a.id', 'f.assignment_id')
    .select([
      'f.sha256',
      'f.name',
      'f.media_type as mediaType',
      'f.size',
      'a.unit_id as unitId',
      'a.unit_path as unitPath',
    ])
    .where('f.id', '=', fileId)
}
