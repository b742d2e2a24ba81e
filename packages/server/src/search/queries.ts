import { type Kysely, sql } from 'kysely'
import type { DB } from '../platform/generated/db.ts'

// Each asks a find_* function for ids (it applies the caller's reach and uses the trigram index) and reads those rows
// under row security again. One more than shown is not asked for: a palette shows the best, a list shows all.

export function findDocuments(db: Kysely<DB>, q: string, most: number) {
  return db
    .selectFrom('document')
    .select(['id', 'kind', 'number', 'title', 'issuer', 'state', 'issued_on as issuedOn'])
    .where('id', 'in', sql<string>`(select find_documents(${q}, ${most}))`)
    .orderBy('created_at', 'desc')
    .limit(most)
}

export function findPlans(db: Kysely<DB>, q: string, most: number) {
  return db
    .selectFrom('plan')
    .innerJoin('document', 'document.id', 'plan.document_id')
    .select(['plan.id', 'document.number', 'document.title', 'document.issuer', 'plan.year'])
    .where('plan.id', 'in', sql<string>`(select find_plans(${q}, ${most}))`)
    .orderBy('plan.year', 'desc')
    .limit(most)
}

export function findTasks(db: Kysely<DB>, q: string, most: number) {
  return db
    .selectFrom('task')
    .innerJoin('plan', 'plan.id', 'task.plan_id')
    .innerJoin('document', 'document.id', 'plan.document_id')
    .select([
      'task.id',
      'task.plan_id as planId',
      'task.section',
      'task.position',
      'task.text',
      'document.number',
      'document.issuer',
    ])
    .where('task.id', 'in', sql<string>`(select find_tasks(${q}, ${most}))`)
    .limit(most)
}

export function findReports(db: Kysely<DB>, q: string, most: number) {
  return db
    .selectFrom('report')
    .innerJoin('document', 'document.id', 'report.document_id')
    .select(['report.id', 'document.number', 'document.title', 'document.issuer'])
    .where('report.id', 'in', sql<string>`(select find_reports(${q}, ${most}))`)
    .orderBy('report.period_to', 'desc')
    .limit(most)
}

export function findUnits(db: Kysely<DB>, q: string, most: number) {
  return db
    .selectFrom('unit')
    .select(['id', 'name', 'short_name as shortName', 'code'])
    .where('id', 'in', sql<number>`(select find_units(${q}, ${most}))`)
    .orderBy('path')
    .limit(most)
}

export function findPeople(db: Kysely<DB>, q: string, most: number) {
  return db
    .selectFrom('person')
    .innerJoin('unit', 'unit.id', 'person.unit_id')
    .select(['person.id', 'person.name', 'unit.id as unitId', 'unit.name as unit'])
    .where('person.id', 'in', sql<string>`(select find_people(${q}, ${most}))`)
    .orderBy(sql`person.name collate "vi-x-icu"`)
    .limit(most)
}
