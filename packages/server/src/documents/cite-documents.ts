import { type ParsedDocument, parse, readText, type WrittenDocument, writeText } from '@banggiao/vanban'
import type { Work } from '../platform/deed.ts'
import { numberKey } from './number-key.ts'

interface Cited {
  kind: string | null
  number: string | null
  date: string | null
  issuer: string | null
  subject: string | null
  legalBasis: boolean
}

interface Candidate {
  id: string
  numberKey: string | null
  kind: string | null
  issuedOn: string | null
  state: string
}

/**
 * Draws the edges from a document to those it cites. One that is not held is a placeholder of this unit, so that the
 * graph is whole; it is filled when the paper arrives.
 */
export async function citeDocuments(
  work: Work,
  row: { id: string; unitId: number; unitPath: string },
  parsed: Pick<ParsedDocument, 'legalBases' | 'citations'>,
): Promise<void> {
  const cited = citedOnce(parsed)
  await work.trx.deleteFrom('citation').where('document_id', '=', row.id).execute()
  if (cited.length === 0) return
  const held = (await candidates(work, row, cited)).filter((candidate) => candidate.id !== row.id)
  const edges: { cited: Cited; id: string }[] = []
  for (const one of cited) {
    const found = held.find((candidate) => names(one, candidate))
    edges.push({ cited: one, id: found?.id ?? (await makePlaceholder(work, row, one)) })
  }
  const seen = new Set<string>()
  const distinct = edges.filter(({ id }) => !seen.has(id) && seen.add(id))
  await work.trx
    .insertInto('citation')
    .values(
      distinct.map((edge, position) => ({
        document_id: row.id,
        unit_id: row.unitId,
        position: position + 1,
        legal_basis: edge.cited.legalBasis,
        cited_id: edge.id,
      })),
    )
    .execute()
}

/** What a written paper cites, read out of what it prints. */
export function citationsOfPaper(doc: WrittenDocument): Pick<ParsedDocument, 'legalBases' | 'citations'> {
  const source = readText(writeText(doc))
  const { legalBases, citations } = parse(source)
  return { legalBases, citations }
}

/** Each paper once, legal bases first; a mention that names neither number nor date leads nowhere. */
function citedOnce(parsed: Pick<ParsedDocument, 'legalBases' | 'citations'>): Cited[] {
  const all: Cited[] = [
    ...parsed.legalBases.map((basis) => ({ ...basis, legalBasis: true })),
    ...parsed.citations.map((citation) => ({ ...citation, subject: null, legalBasis: false })),
  ]
  const known = new Map<string, Cited>()
  for (const one of all) {
    const key =
      one.number !== null
        ? numberKey(one.number)
        : one.kind !== null && one.date !== null
          ? `${one.kind} ${one.date}`
          : null
    if (key === null) continue
    const before = known.get(key)
    if (!before) known.set(key, one)
    else if (before.date === null && one.date !== null)
      known.set(key, { ...before, date: one.date, issuer: before.issuer ?? one.issuer })
  }
  return [...known.values()]
}

async function candidates(work: Work, row: { unitId: number }, cited: Cited[]): Promise<Candidate[]> {
  const keys = cited.flatMap((one) => (one.number === null ? [] : numberKey(one.number)))
  const unnumbered = cited.flatMap((one) => (one.number === null && one.date !== null ? one.date : []))
  const rows = await work.trx
    .selectFrom('document')
    .select(['id', 'number_key as numberKey', 'kind', 'issued_on as issuedOn', 'state'])
    .where('state', '<>', 'ended')
    .where((eb) =>
      eb.or([
        eb.and([eb('unit_id', '=', row.unitId), eb('number_key', 'in', [...keys, ''])]),
        eb.and([
          eb('unit_id', '=', row.unitId),
          eb('state', '=', 'placeholder'),
          eb('number', 'is', null),
          eb('issued_on', 'in', [...unnumbered, '0001-01-01']),
        ]),
        eb.and([
          eb(
            'id',
            'in',
            eb
              .selectFrom('participant')
              .select('record_id')
              .where('unit_id', '=', row.unitId)
              .where('record_kind', '=', 'document'),
          ),
          eb('number_key', 'in', [...keys, '']),
        ]),
      ]),
    )
    .execute()
  return rows.sort((a, b) => Number(a.state === 'placeholder') - Number(b.state === 'placeholder'))
}

function names(one: Cited, candidate: Candidate): boolean {
  const dates = one.date === null || candidate.issuedOn === null || one.date === candidate.issuedOn
  if (one.number !== null) return candidate.numberKey === numberKey(one.number) && dates
  return candidate.numberKey === null && candidate.kind === one.kind && candidate.issuedOn === one.date
}

async function makePlaceholder(work: Work, row: { unitId: number; unitPath: string }, one: Cited): Promise<string> {
  const { id } = await work.trx
    .insertInto('document')
    .values({
      unit_id: row.unitId,
      unit_path: row.unitPath,
      direction: 'in',
      state: 'placeholder',
      kind: one.kind,
      number: one.number,
      issuer: one.issuer,
      issued_on: one.date,
      title: one.subject,
      created_by: work.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
