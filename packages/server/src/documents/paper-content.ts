import { createHash } from 'node:crypto'
import type { WrittenDocument } from '@banggiao/vanban'
import type { Trx } from '../platform/database.ts'
import type { Services } from '../platform/services.ts'
import type { PaperRow } from './paper-state.ts'

/** JSON with the keys of every object in order, so that the same content has the same hash. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  )
}

/**
 * SHA-256 of what is approved, 64 hex characters. Number and date are given after approval by the unit's own
 * document system (NĐ 30/2020, điều 15), and the draft mark falls with it: none of the three is part of the content.
 */
export function contentHash(doc: WrittenDocument): string {
  const { number: _number, date: _date, draft: _draft, ...content } = doc
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}

/** The paper as the room behind it composes it now, under the caller's rights. */
export async function composePaper(services: Services, trx: Trx, row: PaperRow): Promise<WrittenDocument> {
  const paper = services.papers[row.paper]
  if (!paper) throw new Error(`no room composes papers of kind ${row.paper}`)
  const composed = await paper.compose(trx, row.id)
  return {
    ...composed,
    number: row.number ?? composed.number,
    date: row.issuedOn ?? composed.date,
    draft: row.state !== 'approved' && row.state !== 'issued',
  }
}
