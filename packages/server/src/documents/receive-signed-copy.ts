import type { FastifyRequest } from 'fastify'
import { type FieldError, Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import type { IssueInput } from './issue-paper.ts'
import { mustAdmit } from './paper-state.ts'
import { selectPaper } from './queries.ts'
import { receiveUploads, type Upload } from './receive-upload.ts'

/**
 * The signed PDF with its number and date, its bytes stored. Rights and state are looked at before anything is kept.
 * @throws Problem not-found, forbidden, state-conflict, invalid, too-large, unreadable-file, secret-document
 */
export async function receiveSignedCopy(services: Services, request: FastifyRequest, id: string): Promise<IssueInput> {
  const row = await request.inTrx((trx) => selectPaper(trx, id))
  mustAdmit(request.actor, row, 'issue')
  let file: Upload | null = null
  const fields = new Map<string, string>()
  for await (const part of receiveUploads(request)) {
    if ('file' in part) file ??= part.file
    else fields.set(...part.field)
  }
  const issuedOn = fields.get('issuedOn') ?? ''
  const number = fields.get('number')?.replace(/\s+/g, ' ') || null
  const errors: FieldError[] = []
  if (!file) errors.push({ path: '/file', message: 'Chọn bản PDF đã ký' })
  if (!isDay(issuedOn)) errors.push({ path: '/issuedOn', message: 'Ghi ngày ban hành' })
  else if (issuedOn > services.clock.today())
    errors.push({ path: '/issuedOn', message: 'Ngày ban hành không thể sau hôm nay' })
  if (number !== null && !/^\d+[a-z]?\s*\/\s*\S/i.test(number))
    errors.push({ path: '/number', message: 'Số, ký hiệu có dạng 86/KH-THCS.NVT' })
  if (errors.length > 0 || !file) throw new Problem('invalid', undefined, { errors })
  if (!isPdf(file.bytes)) {
    throw new Problem('unreadable-file', {
      vi: `${file.name} không phải tệp PDF; tải lên bản PDF đã ký`,
      en: `${file.name} is not a PDF file; upload the signed PDF`,
    })
  }
  const sha256 = await services.files.put(file.bytes)
  return {
    number,
    issuedOn,
    signed: {
      sha256,
      size: file.bytes.length,
      name: file.name,
      differs: { compared: false, notice: null, changes: [] },
    },
  }
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const at = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value)
}

/** A PDF announces itself in its first kilobyte (ISO 32000-1, 7.5.2). */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
}
