import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { Trx } from '../platform/database.ts'
import type { DB } from '../platform/generated/db.ts'

export interface DocumentFilter {
  direction: 'in' | 'out' | 'internal'
  state?: string[] | undefined
  kind?: string[] | undefined
  issuer?: string[] | undefined
  /** First and last day of the papers' own date, YYYY-MM-DD. */
  from?: string | undefined
  to?: string | undefined
  q?: string | undefined
}

export interface DocumentPage extends DocumentFilter {
  /** Id of the row after, or before, which the page stands. */
  after?: string | undefined
  before?: string | undefined
  limit: number
}

/** Most papers that words find in one register; a count that meets it says so. */
const mostFound = 1000

/** Searched among the register's own papers, so that what else the reader may see takes none of their places. */
const found = (unitId: number, filter: DocumentFilter) =>
  sql<string>`find_register(${filter.q}, ${unitId}::int, ${filter.direction}, ${mostFound})`

/** What a unit's register shows: its own papers, and among the arrivals those sent to it through the system. */
function filtered<O>(
  query: SelectQueryBuilder<DB, 'document', O>,
  unitId: number,
  filter: DocumentFilter,
): SelectQueryBuilder<DB, 'document', O> {
  let rows = query.where((eb) => {
    const own = eb.and([eb('document.unit_id', '=', unitId), eb('document.direction', '=', filter.direction)])
    if (filter.direction !== 'in') return own
    const sent = sql<boolean>`document.id = any (array(select record_id from participant where unit_id = ${unitId} and record_kind = 'document'))`
    return eb.or([own, eb.and([sent, eb('document.unit_id', '<>', unitId)])])
  })
  rows = filter.state?.length
    ? rows.where('document.state', 'in', filter.state)
    : rows.where('document.state', 'not in', ['placeholder', 'ended'])
  if (filter.kind?.length) rows = rows.where('document.kind', 'in', filter.kind)
  if (filter.issuer?.length) rows = rows.where('document.issuer', 'in', filter.issuer)
  if (filter.from) rows = rows.where('document.issued_on', '>=', filter.from)
  if (filter.to) rows = rows.where('document.issued_on', '<=', filter.to)
  if (filter.q?.trim()) rows = rows.where('document.id', 'in', sql<string>`(select ${found(unitId, filter)})`)
  return rows
}

function withColumns(db: Kysely<DB>) {
  return db.selectFrom('document').select([
    'document.id',
    'document.unit_id as unitId',
    'document.direction',
    'document.state',
    'document.paper',
    'document.kind',
    'document.number',
    'document.issuer',
    'document.issued_on as issuedOn',
    'document.title',
    // what is not read yet has no other name
    sql<
      string | null
    >`case when document.title is null then (select f.name from file f where f.id = document.file_id) end`.as(
      'fileName',
    ),
    'document.arrival_number as arrivalNumber',
    'document.arrival_on as arrivalOn',
    'document.register_on as registerOn',
    sql<string | null>`document.parsed -> 'signer' ->> 'name'`.as('signer'),
    sql<
      string[] | null
    >`case when jsonb_typeof(document.parsed -> 'recipients') = 'array' then document.parsed -> 'recipients' end`.as(
      'recipients',
    ),
    sql<number>`(select count(*) from jsonb_array_elements(coalesce(document.findings, '[]')) f where f ->> 'state' = 'open')`.as(
      'findings',
    ),
    sql<
      string | null
    >`(select string_agg(distinct p.name, ', ') from instruction i join person p on p.id = i.to_person_id where i.document_id = document.id)`.as(
      'givenTo',
    ),
    // the nearest day by which somebody is to deal with it
    sql<
      string | null
    >`(select min(i.due_on)::text from instruction i where i.document_id = document.id and i.done_at is null)`.as(
      'dueOn',
    ),
  ])
}

export type DocumentListRow = Awaited<ReturnType<ReturnType<typeof withColumns>['execute']>>[number]

/** One page of a register, newest first, and whether there is more on either side. */
export async function listDocuments(trx: Trx, unitId: number, page: DocumentPage) {
  const back = page.before !== undefined
  const cursor = page.before ?? page.after
  const order = back ? 'asc' : 'desc'
  let query = filtered(withColumns(trx), unitId, page)
    .orderBy('document.register_on', order)
    .orderBy('document.created_at', order)
    .orderBy('document.id', order)
    .limit(page.limit + 1)
  if (cursor !== undefined) {
    query = query.where(
      sql<boolean>`(document.register_on, document.created_at, document.id) ${sql.raw(back ? '>' : '<')} (select c.register_on, c.created_at, c.id from document c where c.id = ${cursor})`,
    )
  }
  const found = await query.execute()
  const more = found.length > page.limit
  const rows = found.slice(0, page.limit)
  if (back) rows.reverse()
  return {
    rows,
    next: (back || more) && rows.length > 0 ? rows.at(-1)!.id : null,
    previous: (back ? more : cursor !== undefined) && rows.length > 0 ? rows[0]!.id : null,
  }
}

/** Every row of a register as it is filtered, in the order of a register: oldest first. */
export function selectRegister(db: Kysely<DB>, unitId: number, filter: DocumentFilter) {
  return filtered(withColumns(db), unitId, filter)
    .orderBy('document.register_on')
    .orderBy('document.arrival_number')
    .orderBy('document.created_at')
    .orderBy('document.id')
    .limit(50_000)
}

/** How many rows a filter finds, counted up to `most`; not exact either where the words find more than is searched. */
export async function countDocuments(trx: Trx, unitId: number, filter: DocumentFilter, most: number) {
  const row = await trx
    .selectFrom(
      filtered(trx.selectFrom('document').select('document.id'), unitId, filter)
        .limit(most + 1)
        .as('found'),
    )
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  const cut =
    filter.q?.trim() &&
    (await sql<{ n: number }>`select count(*)::int as n from ${found(unitId, filter)}`.execute(trx)).rows[0]!.n >=
      mostFound
  return { count: Math.min(row.count, most), exact: row.count <= most && !cut }
}

/** What the papers of a register can be filtered by: types, bodies and states that occur in it. */
export async function selectFacets(trx: Trx, unitId: number, direction: DocumentFilter['direction']) {
  const facet = async (column: 'kind' | 'issuer' | 'state') =>
    filtered(
      trx.selectFrom('document').select([`document.${column} as value`, sql<number>`count(*)`.as('count')]),
      unitId,
      {
        direction,
        ...(column === 'state'
          ? {
              state: [
                'reading',
                'read',
                'unrecognised',
                'filed',
                'placeholder',
                'draft',
                'submitted',
                'returned',
                'approved',
                'issued',
              ],
            }
          : {}),
      },
    )
      .where(`document.${column}`, 'is not', null)
      .groupBy(`document.${column}`)
      .orderBy('count', 'desc')
      .limit(50)
      .execute()
  return { kinds: await facet('kind'), issuers: await facet('issuer'), states: await facet('state') }
}
