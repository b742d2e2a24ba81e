import type { PaperState } from '@banggiao/rules'
import { type Kysely, sql } from 'kysely'
import { selectStaff } from '../organisation/index.ts'
import type { Trx } from '../platform/database.ts'
import type { DB } from '../platform/generated/db.ts'
import type { PaperKind } from '../platform/papers.ts'
import { notFound, Problem } from '../platform/problem.ts'
import type { Direction, DocumentRow } from './document-state.ts'
import type { PaperRow } from './paper-state.ts'

function paperQuery(db: Kysely<DB>, id: string) {
  return db
    .selectFrom('document')
    .select([
      'id',
      'unit_id as unitId',
      'unit_path as unitPath',
      'paper',
      'state',
      'version',
      'kind',
      'number',
      'title',
      'issued_on as issuedOn',
      'approved_hash as approvedHash',
      'created_by as createdBy',
    ])
    .where('id', '=', id)
    .where('paper', 'is not', null)
}

/** @throws Problem not-found where there is no such outgoing paper for this reader */
export async function selectPaper(trx: Trx, id: string): Promise<PaperRow> {
  const row = await paperQuery(trx, id).executeTakeFirst()
  if (!row) throw notFound()
  return { ...row, paper: row.paper as PaperKind, state: row.state as PaperState }
}

/** As selectPaper, holding off every step of its life, and every other editor, until this transaction ends. */
export async function holdPaper(trx: Trx, id: string): Promise<PaperRow> {
  // not FOR SHARE: two editors would share the row and then each wait for the other to rename it
  const row = await paperQuery(trx, id).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw notFound()
  return { ...row, paper: row.paper as PaperKind, state: row.state as PaperState }
}

/** The letterhead and symbol a unit has on a day; what prints on papers of that day. */
export function selectUnitSetting(db: Kysely<DB>, unitId: number, day: string) {
  return db
    .selectFrom('unit_setting')
    .innerJoin('unit', 'unit.id', 'unit_setting.unit_id')
    .select(['symbol', 'place', 'numbers_here as numbersHere', 'issuer_lines as issuerLines'])
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`valid @> least(${day}::date, unit.valid_to)`)
}

export function selectHistory(db: Kysely<DB>, documentId: string) {
  return db
    .selectFrom('document_event')
    .select([
      'id',
      'kind',
      'remarks',
      'content_hash as contentHash',
      'params',
      'person_id as personId',
      'person_name as personName',
      'at',
    ])
    .where('document_id', '=', documentId)
    .orderBy('id')
}

/** Who took the paper's last step of a kind; null where there was none. */
export async function lastActorOf(trx: Trx, documentId: string, kind: string): Promise<string | null> {
  const row = await trx
    .selectFrom('document_event')
    .select('person_id')
    .where('document_id', '=', documentId)
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.person_id ?? null
}

/** @throws Problem not-found */
export async function selectDocumentRow(trx: Trx, id: string): Promise<DocumentRow> {
  const row = await trx
    .selectFrom('document')
    .select([
      'id',
      'unit_id as unitId',
      'unit_path as unitPath',
      'direction',
      'state',
      'paper',
      'version',
      'title',
      'number',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return { ...row, direction: row.direction as Direction }
}

/** The number the next arrival of a year gets: one series a unit and year (NĐ 30/2020, điều 22). */
export async function nextArrivalNumber(trx: Trx, unitId: number, arrivalOn: string): Promise<number> {
  const row = await trx
    .selectFrom('document')
    .select(sql<number>`coalesce(max(arrival_number), 0) + 1`.as('next'))
    .where('unit_id', '=', unitId)
    .where('arrival_number', 'is not', null)
    .where(sql<boolean>`extract(year from arrival_on) = ${Number(arrivalOn.slice(0, 4))}`)
    .executeTakeFirstOrThrow()
  return row.next
}

/** @throws Problem already-exists at /arrivalNumber */
export async function mustBeFreeArrival(
  trx: Trx,
  row: { id: string | null; unitId: number },
  arrivalNumber: number,
  arrivalOn: string,
): Promise<void> {
  const taken = await trx
    .selectFrom('document')
    .select(['id', 'number'])
    .where('unit_id', '=', row.unitId)
    .where('arrival_number', '=', arrivalNumber)
    .where(sql<boolean>`extract(year from arrival_on) = ${Number(arrivalOn.slice(0, 4))}`)
    .executeTakeFirst()
  if (!taken || taken.id === row.id) return
  const year = arrivalOn.slice(0, 4)
  throw new Problem(
    'already-exists',
    {
      vi: `Số đến ${arrivalNumber} của năm ${year} đã dùng${taken.number ? ` cho văn bản ${taken.number}` : ''}`,
      en: `Arrival number ${arrivalNumber} of ${year} is already used${taken.number ? ` by ${taken.number}` : ''}`,
    },
    {
      errors: [{ path: '/arrivalNumber', message: { vi: 'Số đến này đã dùng', en: 'This arrival number is taken' } }],
      extra: { documentId: taken.id, next: await nextArrivalNumber(trx, row.unitId, arrivalOn) },
    },
  )
}

/** Two clerks at once: the second waits until the first has its arrival number. */
export async function holdArrivals(trx: Trx, unitId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('arrivals'), ${unitId}::int)`.execute(trx)
}

/** People of a unit in the order of the Vietnamese alphabet, each once with their first role there. */
export function selectTakers(db: Kysely<DB>, unitId: number) {
  const people = selectStaff(db, unitId).clearOrderBy().distinctOn('p.id').orderBy('p.id').orderBy('m.id').as('people')
  return db
    .selectFrom(people)
    .select(['people.id', 'people.name', 'people.title', 'people.role'])
    .orderBy(sql`name collate "vi-x-icu"`)
}
