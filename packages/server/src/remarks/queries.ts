import { type Kysely, type SqlBool, sql } from 'kysely'
import { membershipStands } from '../platform/current-membership.ts'
import type { DB } from '../platform/generated/db.ts'
import type { RecordRef } from './discussed-record.ts'

/** The column that names a record of this kind. */
export function recordColumns({ kind, id }: RecordRef) {
  return {
    document_id: kind === 'document' ? String(id) : null,
    plan_id: kind === 'plan' ? String(id) : null,
    report_id: kind === 'report' ? String(id) : null,
    assignment_id: kind === 'assignment' ? Number(id) : null,
  }
}

/** Condition on `remark r`: it is on this record. */
export function isOn({ kind, id }: RecordRef) {
  return kind === 'assignment'
    ? sql<SqlBool>`r.assignment_id = ${Number(id)}`
    : sql<SqlBool>`${sql.ref(`r.${kind}_id`)} = ${String(id)}::uuid`
}

export interface Mention {
  id: string
  name: string
}

/** Remarks on a record, newest first. */
export function selectRemarks(db: Kysely<DB>, record: RecordRef, page: { before?: number | undefined; limit: number }) {
  let query = remarkRows(db).where(isOn(record)).orderBy('r.id', 'desc').limit(page.limit)
  if (page.before) query = query.where('r.id', '<', page.before)
  return query
}

export function selectRemark(db: Kysely<DB>, id: number) {
  return remarkRows(db).where('r.id', '=', id)
}

function remarkRows(db: Kysely<DB>) {
  return db
    .selectFrom('remark as r')
    .innerJoin('unit as u', 'u.id', 'r.unit_id')
    .select([
      'r.id',
      'r.document_id as documentId',
      'r.plan_id as planId',
      'r.report_id as reportId',
      'r.assignment_id as assignmentId',
      'r.unit_id as unitId',
      sql<string>`coalesce(u.short_name, u.name)`.as('unitName'),
      'r.audience',
      'r.text',
      'r.mentions',
      'r.person_id as personId',
      'r.person_name as personName',
      'r.version',
      'r.created_at as createdAt',
      'r.edited_at as editedAt',
      'r.withdrawn_at as withdrawnAt',
    ])
}

/** How many stand, withdrawn ones left out: the number on the tab. */
export function countRemarks(db: Kysely<DB>, record: RecordRef) {
  return db
    .selectFrom('remark as r')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(isOn(record))
    .where('r.withdrawn_at', 'is', null)
}

export function selectWordings(db: Kysely<DB>, remarkIds: number[]) {
  return db
    .selectFrom('remark_wording')
    .select(['remark_id as remarkId', 'text', 'written_at as writtenAt'])
    .where('remark_id', 'in', remarkIds.length > 0 ? remarkIds : [0])
    .orderBy('id')
}

/** People in one of the units whose name has the words, as far as the caller knows people by name. */
export function selectNamed(db: Kysely<DB>, unitIds: readonly number[], words: string, most: number) {
  let query = db
    .selectFrom('membership as m')
    .innerJoin('person as x', 'x.id', 'm.person_id')
    .innerJoin('unit as u', 'u.id', 'm.unit_id')
    .select([
      'x.id',
      'x.name',
      sql<string>`min(coalesce(u.short_name, u.name))`.as('unitName'),
      sql<string>`coalesce(max(nullif(m.title, '')), '')`.as('title'),
    ])
    .where('m.unit_id', 'in', [...unitIds])
    .where('x.ended_at', 'is', null)
    .where(membershipStands('m'))
    .groupBy(['x.id', 'x.name'])
    .orderBy(sql`x.name collate "vi-x-icu"`)
    .limit(most)
  for (const word of words.trim().split(/\s+/).filter(Boolean).slice(0, 4))
    query = query.where(sql<SqlBool>`x.name_fold like '%' || vn_fold(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`)
  return query
}

/** Who has written on the record already, whatever their unit: their names stand there for the caller to read. */
export function selectWriters(db: Kysely<DB>, record: RecordRef) {
  return db
    .selectFrom('remark as r')
    .innerJoin('unit as u', 'u.id', 'r.unit_id')
    .select([
      'r.person_id as id',
      'r.person_name as name',
      sql<string>`min(coalesce(u.short_name, u.name))`.as('unitName'),
    ])
    .where(isOn(record))
    .groupBy(['r.person_id', 'r.person_name'])
}
