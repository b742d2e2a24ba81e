import type { WrittenDocument } from '@banggiao/vanban'
import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { citationsOfPaper, citeDocuments } from './cite-documents.ts'
import { fillPlaceholder } from './fill-placeholder.ts'
import { movePaper } from './move-paper.ts'
import { numberPaper } from './number-paper.ts'
import { lastActorOf } from './queries.ts'
import { recordStep } from './record-step.ts'
import { otherMarks, type PaperMarks, type SignedCopy, withMarks } from './signed-copy.ts'
import { tell } from './tell.ts'

export interface IssueInput {
  signed: SignedCopy
  number: string | null
  /** YYYY-MM-DD */
  issuedOn: string
  /** Whether the person has seen that the signed copy differs, and issues the paper all the same. */
  differsAccepted: boolean
}

/**
 * Ban hành: the signed copy is back, with the number and date of the unit's own document system. Only now is the
 * paper official; what its issue sets in motion happens in this transaction. A copy that differs from what was approved
 * is shown first, and neither kept nor issued before the person says so.
 * @throws Problem not-found, forbidden, state-conflict, version-conflict, invalid, already-exists,
 *   signed-copy-differs
 */
export async function issuePaper(work: Work, id: string, input: IssueInput): Promise<{ id: string; number: string }> {
  let number = ''
  let { differs } = input.signed
  let other: PaperMarks = { number: null, date: null }
  const row = await movePaper(work, id, 'issue', async (before) => {
    if (before.approvedHash !== input.signed.approvedHash) {
      throw new Problem('version-conflict', {
        vi: 'Văn bản vừa được duyệt lại với nội dung khác; tải lại trang rồi so bản ký với nội dung mới',
        en: 'The paper has just been approved anew with other content; reload and compare the signed copy with that',
      })
    }
    number = await numberPaper(work, before, input.number, input.issuedOn)
    const given = { number, issuedOn: input.issuedOn }
    other = otherMarks(given, input.signed.bears)
    differs = withMarks(input.signed.differs, given, other)
    const same = differs.changes.length === 0 && other.number === null && other.date === null
    if (!same && !input.differsAccepted) {
      throw new Problem(
        'signed-copy-differs',
        {
          vi: 'Văn bản chưa được ban hành. Xem chỗ khác dưới đây rồi chọn tệp khác, hoặc vẫn dùng bản ký này',
          en: 'The paper has not been issued. See below what differs, then choose another file or use this copy all the same',
        },
        { extra: { signedDiffers: differs } },
      )
    }
    const file = await work.trx
      .insertInto('file')
      .values({
        unit_id: before.unitId,
        unit_path: before.unitPath,
        sha256: await work.services.files.put(input.signed.bytes),
        size: input.signed.bytes.length,
        media_type: 'application/pdf',
        name: input.signed.name,
        created_by: work.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return {
      number,
      issued_on: input.issuedOn,
      signed_file_id: file.id,
      signed_differs: JSON.stringify(differs),
      signed_signatures: JSON.stringify(input.signed.signatures ?? []),
    }
  })
  const differences = {
    differences: differs.changes.length,
    ...(other.number === null ? {} : { otherNumber: other.number }),
    ...(other.date === null ? {} : { otherDate: other.date }),
  }
  await recordStep(work, row, {
    kind: 'issued',
    contentHash: row.approvedHash,
    params: { number, issuedOn: input.issuedOn, compared: differs.compared, ...differences },
    audited: differences,
  })
  const kept = await work.trx
    .selectFrom('document')
    .select('approved_snapshot')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await citeDocuments(work, row, citationsOfPaper(kept.approved_snapshot as unknown as WrittenDocument))
  await fillPlaceholder(work, { id, unitId: row.unitId, number, issuedOn: input.issuedOn })
  const paper = work.services.papers[row.paper]
  if (!paper) throw new Error(`no room behind papers of kind ${row.paper}`)
  await paper.issued(work, id)
  const submitter = await lastActorOf(work.trx, id, 'submitted')
  await tell(
    work,
    row,
    'paper-issued',
    { roles: ['head'], personIds: [row.createdBy, submitter] },
    { issuedOn: input.issuedOn },
  )
  return { id, number }
}
