import { todayInVietNam } from '@banggiao/rules'
import type { WrittenDocument } from '@banggiao/vanban'
import { letterheadOn } from '../organisation/index.ts'
import type { Trx } from '../platform/database.ts'
import type { Work } from '../platform/deed.ts'
import type { Paper } from '../platform/papers.ts'
import { notFound } from '../platform/problem.ts'
import { selectLetter } from './queries.ts'
import type { StoredLetter } from './template-content.ts'

/** What was written from a template, as an outgoing paper: its issue sets nothing in motion but itself. */
export const letterPaper: Paper = { compose, issued }

async function compose(trx: Trx, documentId: string): Promise<WrittenDocument> {
  const letter = await selectLetter(trx, documentId).executeTakeFirst()
  if (!letter) throw notFound()
  const head = await letterheadOn(trx, letter.unitId, letter.issuedOn ?? todayInVietNam(), { orLast: true })
  const content = letter.content as unknown as StoredLetter
  return {
    ...content,
    number: letter.number ?? content.number,
    superiorLines: head.superiorLines,
    issuerLines: head.issuerLines,
    place: head.place,
    date: letter.issuedOn,
    draft: letter.state !== 'approved' && letter.state !== 'issued',
  }
}

async function issued(work: Work, documentId: string): Promise<void> {
  await work.audit({ kind: 'letter', id: documentId }, { issued: true })
}
