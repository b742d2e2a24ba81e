import type { PaperState } from '@banggiao/rules'
import { type Kysely, sql } from 'kysely'
import type { Trx } from '../platform/database.ts'
import type { DB } from '../platform/generated/db.ts'
import type { PaperKind } from '../platform/papers.ts'
import { notFound } from '../platform/problem.ts'
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

/** As selectPaper, holding off every step of its life until this transaction ends. */
export async function holdPaper(trx: Trx, id: string): Promise<PaperRow> {
  const row = await paperQuery(trx, id).forShare().executeTakeFirst()
  if (!row) throw notFound()
  return { ...row, paper: row.paper as PaperKind, state: row.state as PaperState }
}

/** The letterhead and symbol a unit has on a day; what prints on papers of that day. */
export function selectUnitSetting(db: Kysely<DB>, unitId: number, day: string) {
  return db
    .selectFrom('unit_setting')
    .select(['symbol', 'place', 'numbers_here as numbersHere', 'issuer_lines as issuerLines'])
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`valid @> ${day}::date`)
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
