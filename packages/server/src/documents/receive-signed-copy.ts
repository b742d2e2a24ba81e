import type { WrittenDocument } from '@banggiao/vanban'
import type { FastifyRequest } from 'fastify'
import { type FieldError, Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import type { IssueInput } from './issue-paper.ts'
import { mustAdmit } from './paper-state.ts'
import { selectPaper } from './queries.ts'
import { compareInWorker, expectComparing } from './read-in-worker.ts'
import { readUpload } from './read-upload.ts'
import { receiveUploads, type Upload } from './receive-upload.ts'
import type { SignedDiffers } from './signed-copy.ts'
import { isCalendarDay } from './stored-reading.ts'

/**
 * The signed PDF, compared with what was approved, with its number and date. Rights and state are looked at before
 * it is read; nothing of it is kept here.
 * @throws Problem not-found, forbidden, state-conflict, invalid, too-large, unreadable-file, secret-document
 */
export async function receiveSignedCopy(services: Services, request: FastifyRequest, id: string): Promise<IssueInput> {
  const row = await request.inTrx((trx) => selectPaper(trx, id))
  mustAdmit(request.actor, row, 'issue')
  expectComparing()
  let file: Upload | null = null
  const fields = new Map<string, string>()
  for await (const part of receiveUploads(request)) {
    if ('file' in part) file ??= part.file
    else fields.set(...part.field)
  }
  const issuedOn = fields.get('issuedOn') ?? ''
  const number = fields.get('number')?.replace(/\s+/g, ' ') || null
  const errors: FieldError[] = []
  if (!file) errors.push({ path: '/file', message: { vi: 'Chọn bản PDF đã ký', en: 'Choose the signed PDF' } })
  if (!isCalendarDay(issuedOn))
    errors.push({ path: '/issuedOn', message: { vi: 'Ghi ngày ban hành', en: 'Give the date of issue' } })
  else if (issuedOn > services.clock.today())
    errors.push({
      path: '/issuedOn',
      message: { vi: 'Ngày ban hành không thể sau hôm nay', en: 'The date of issue cannot be after today' },
    })
  const approved = await selectApproved(request, id)
  if (number !== null && !/^\d+[a-z]?\s*\/\s*\S/i.test(number)) {
    // as the paper itself bears the unit's symbol while it waits for its number: "/KH-THCS.NVT"
    const example = `07${approved.snapshot.number}`
    errors.push({
      path: '/number',
      message: { vi: `Số, ký hiệu có dạng ${example}`, en: `A number looks like ${example}` },
    })
  }
  if (errors.length > 0 || !file) throw new Problem('invalid', undefined, { errors })
  if (!isPdf(file.bytes)) {
    throw new Problem('unreadable-file', {
      vi: `${file.name} không phải tệp PDF; tải lên bản PDF đã ký`,
      en: `${file.name} is not a PDF file; upload the signed PDF`,
    })
  }
  const reading = await readUpload(services, request.actor, { ...file, name: pdfName(file.name) }, false)
  const differs = await compared(services, approved.snapshot, reading, { number, issuedOn })
  const read = reading.kind === 'read' && !isScan(reading) ? reading.parsed : null
  return {
    number,
    issuedOn,
    differsAccepted: fields.get('differs') === 'accept',
    signed: {
      signatures: reading.signatures,
      bytes: file.bytes,
      name: file.name,
      differs,
      bears: { number: read?.number ?? null, date: read?.date ?? null },
      approvedHash: approved.hash,
    },
  }
}

/** Snapshot and hash of one approval: should it be withdrawn meanwhile, the issue is refused by the hash. */
async function selectApproved(
  request: FastifyRequest,
  id: string,
): Promise<{ snapshot: WrittenDocument; hash: string | null }> {
  const { snapshot, hash } = await request.inTrx((trx) =>
    trx
      .selectFrom('document')
      .select(['approved_snapshot as snapshot', 'approved_hash as hash'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  return { snapshot: snapshot as unknown as WrittenDocument, hash }
}

/** A scan has no text to compare, and is taken all the same: the paper copy is the original (NĐ 30/2020, điều 5). */
async function compared(
  services: Services,
  approved: WrittenDocument,
  reading: Awaited<ReturnType<typeof readUpload>>,
  given: { number: string | null; issuedOn: string },
): Promise<SignedDiffers> {
  if (
    reading.kind === 'unreadable' &&
    (reading.code === 'encrypted' || reading.code === 'unreadable' || reading.code === 'empty')
  )
    throw new Problem('unreadable-file', { vi: reading.vi, en: reading.en }, { extra: { reason: reading.code } })
  if (reading.kind === 'unreadable' || isScan(reading))
    return {
      compared: false,
      notice: {
        vi: 'Bản ký không có lớp chữ nên chưa so sánh được với nội dung đã duyệt; hãy đọc lại bằng mắt',
        en: 'The signed copy has no text, so it could not be compared with what was approved; check it by eye',
      },
      changes: [],
    }
  return compareInWorker(approved, reading.text, given, (message) => services.log.warn(message))
}

/** Whether a copy that was read is a scan all the same: some page is a picture, and its own words are a signature's line. */
function isScan({ toScreen, pages }: Extract<Awaited<ReturnType<typeof readUpload>>, { kind: 'read' }>): boolean {
  if (toScreen === null || !('pages' in toScreen) || toScreen.pages === 'every') return false
  return toScreen.pages.some((page) => pages?.[page - 1]?.text != null)
}

/** The bytes say that it is a PDF; a name without the ending shall not make it unreadable. */
function pdfName(name: string): string {
  return /\.pdf$/i.test(name) ? name : `${name}.pdf`
}

/** A PDF announces itself in its first kilobyte (ISO 32000-1, 7.5.2). */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
}
