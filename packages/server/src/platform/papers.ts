import type { WrittenDocument } from '@banggiao/vanban'
import type { Trx } from './database.ts'
import type { Work } from './deed.ts'

/** Kinds of outgoing paper that a room composes from its own rows; a `letter` is whatever was written from a template. */
export type PaperKind = 'plan' | 'report' | 'letter'

/**
 * What the documents room asks of the room behind a paper. The life of a paper (submit, return, approve, issue) is written
 * once, in documents; what the paper says and what its issue sets in motion belongs to the room.
 */
export interface Paper {
  /** The exact content as it would print now. Approval quotes the hash of this. */
  compose(trx: Trx, documentId: string): Promise<WrittenDocument>
  /** The same words with what was changed in a superior's tracked in them, where the room keeps that. */
  composeMarked?(trx: Trx, documentId: string): Promise<WrittenDocument>
  /** Runs in the transaction in which the signed copy comes back and the paper becomes official. */
  issued(work: Work, documentId: string): Promise<void>
}
