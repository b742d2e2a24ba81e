import { KNOWN_DOCUMENTS } from '@banggiao/vanban'
import { type Kysely, sql } from 'kysely'
import type { DB } from '../platform/generated/db.ts'
import { numberKey } from './number-key.ts'

export interface CitedFilter {
  q?: string | undefined
  /** Whether the unit holds the cited paper itself. */
  held?: boolean | undefined
  /** Only what no longer applies on this day, by the register of known documents. */
  endedOn?: string | undefined
}

/** How many of those that cite a document stand in its line; its page has them all. */
const shownCiters = 3

/**
 * Documents that the papers of a unit cite, the most cited first: who cites each, and whether the unit holds it.
 * `page.after` is the number of citing papers and the id of the last row of the page before.
 */
export function selectCited(
  db: Kysely<DB>,
  unitId: number,
  filter: CitedFilter,
  page: { after?: { citers: number; id: string } | undefined; limit: number },
) {
  const { after } = page
  return citedOf(db, unitId, filter)
    .select([
      'd.id',
      'd.state',
      'd.kind',
      'd.number',
      'd.issuer',
      'd.issued_on as issuedOn',
      'd.title',
      sql<number>`count(*)::int`.as('citers'),
      sql<number>`(count(*) filter (where c.legal_basis))::int`.as('asBasis'),
      sql<{ id: string; number: string | null; title: string | null }[]>`(
        select coalesce(json_agg(json_build_object('id', x.id, 'number', x.number, 'title', x.title)), '[]')
        from (select o.id, o.number, o.title from citation e join document o on o.id = e.document_id
          where e.cited_id = d.id and e.unit_id = ${unitId} and o.state <> 'ended'
          order by o.issued_on desc nulls last, o.id limit ${shownCiters}) x)`.as('citedBy'),
    ])
    .groupBy('d.id')
    .$if(after !== undefined, (query) =>
      query.having(sql<boolean>`(-count(*), d.id) > (${-after!.citers}::bigint, ${after!.id}::uuid)`),
    )
    .orderBy('citers', 'desc')
    .orderBy('d.id')
    .limit(page.limit)
}

/** How many documents a filter finds. */
export function countCited(db: Kysely<DB>, unitId: number, filter: CitedFilter) {
  return citedOf(db, unitId, filter).select(sql<number>`count(distinct d.id)::int`.as('count'))
}

function citedOf(db: Kysely<DB>, unitId: number, { q, held, endedOn }: CitedFilter) {
  return db
    .selectFrom('citation as c')
    .innerJoin('document as citing', 'citing.id', 'c.document_id')
    .innerJoin('document as d', 'd.id', 'c.cited_id')
    .where('c.unit_id', '=', unitId)
    .where('citing.state', '<>', 'ended')
    .where('d.state', '<>', 'ended')
    .$if(Boolean(q?.trim()), (query) => query.where(sql<boolean>`strpos(d.fold, vn_fold(${q!.trim()})) > 0`))
    .$if(held !== undefined, (query) => query.where('d.state', held ? '<>' : '=', 'placeholder'))
    .$if(endedOn !== undefined, (query) => query.where(endedCondition(endedOn!)))
}

/** The documents of the register that no longer apply on a day, as a condition over `d`; a number counts with its date. */
function endedCondition(on: string) {
  const ended = KNOWN_DOCUMENTS.filter(({ until }) => until !== undefined && until <= on)
  return sql<boolean>`exists (select from unnest(
    ${ended.map(({ number }) => numberKey(number))}::text[], ${ended.map(({ date }) => date ?? null)}::date[]) k(number_key, issued_on)
    where k.number_key = d.number_key and (d.issued_on is null or k.issued_on is null or k.issued_on = d.issued_on))`
}
