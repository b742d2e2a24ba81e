import type { WrittenDocument } from '@banggiao/vanban'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import type { Services } from '../platform/services.ts'
import { composePaper, contentHash } from './paper-content.ts'
import { type PaperRow, type PaperStanding, paperState } from './paper-state.ts'
import { selectPaper } from './queries.ts'
import type { SignedDiffers } from './signed-copy.ts'

export interface PaperReading extends PaperStanding {
  id: string
  paper: string
  version: number
  /** What prints: the approved snapshot from approval on, the present content before. */
  content: WrittenDocument
  /** Hash of the present content: what an approval would quote. */
  hash: string
  approvedHash: string | null
  /** The content has changed since it was approved. */
  stale: boolean
  number: string | null
  issuedOn: string | null
  signedFileId: string | null
  signedDiffers: SignedDiffers | null
}

/** @throws Problem not-found */
export async function readPaper(services: Services, actor: Actor, trx: Trx, id: string): Promise<PaperReading> {
  const row = await selectPaper(trx, id)
  const kept = await trx
    .selectFrom('document')
    .select(['approved_snapshot', 'signed_file_id', 'signed_differs'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const snapshot = kept.approved_snapshot as WrittenDocument | null
  const { content, hash } = await presentContent(services, trx, row, snapshot)
  return {
    ...paperState(actor, row),
    id,
    paper: row.paper,
    version: row.version,
    content,
    hash,
    approvedHash: row.approvedHash,
    stale: row.approvedHash !== null && row.approvedHash !== hash,
    number: row.number,
    issuedOn: row.issuedOn,
    signedFileId: kept.signed_file_id,
    // what the signed copy says differently is the unit's own affair; others hold the signed copy
    signedDiffers: actor.units.includes(row.unitId) ? (kept.signed_differs as SignedDiffers | null) : null,
  }
}

async function presentContent(services: Services, trx: Trx, row: PaperRow, snapshot: WrittenDocument | null) {
  // what was issued is what was approved: it is not composed again, for its readers may not see the rows behind it
  if (snapshot && (row.state === 'issued' || row.state === 'ended')) {
    return { content: { ...snapshot, number: row.number, date: row.issuedOn }, hash: contentHash(snapshot) }
  }
  const composed = await composePaper(services, trx, row)
  return { content: snapshot ?? composed, hash: contentHash(composed) }
}
