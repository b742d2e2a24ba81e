import type { FastifyRequest } from 'fastify'
import { Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import { documentFile } from './document-file.ts'
import { mustAdmitDocument } from './document-state.ts'
import { selectDocumentRow } from './queries.ts'
import { readUpload } from './read-upload.ts'
import { mediaTypeOf } from './receive-documents.ts'
import { receiveUploads, type Upload } from './receive-upload.ts'
import { type StoredReading, storedReading } from './stored-reading.ts'
import { wipeDocument } from './wipe-document.ts'

/**
 * The kept file, or a better one, read again. Rights and state are looked at before anything is kept.
 * @throws Problem not-found, forbidden, state-conflict, invalid, too-large, secret-document
 */
export async function receiveRereading(
  services: Services,
  request: FastifyRequest,
  id: string,
): Promise<{
  version: number
  reading: StoredReading
  file: { sha256: string; size: number; name: string; mediaType: string } | null
}> {
  const row = await request.inTrx((trx) => selectDocumentRow(trx, id))
  mustAdmitDocument(request.actor, row, 'reread')
  let given: Upload | null = null
  let version = Number.NaN
  for await (const part of receiveUploads(request)) {
    if ('file' in part) given ??= part.file
    else if (part.field[0] === 'version') version = Number(part.field[1])
  }
  if (!Number.isInteger(version))
    throw new Problem('invalid', undefined, {
      errors: [{ path: '/version', message: { vi: 'Bắt buộc', en: 'Required' } }],
    })
  if (given) {
    const reading = storedReading(await readUpload(services, request.actor, given, true))
    const sha256 = await services.files.put(given.bytes)
    return {
      version,
      reading,
      file: { sha256, size: given.bytes.length, name: given.name, mediaType: mediaTypeOf(given) },
    }
  }
  const kept = await documentFile(services, request, id, false)
  const bytes = await services.files.get(kept.sha256)
  try {
    const reading = await readUpload(services, request.actor, { ...kept, bytes }, true)
    return { version, reading: storedReading(reading), file: null }
  } catch (error) {
    // a better reader sees a mark the one before it missed: then nothing of what was kept may stay
    if (error instanceof Problem && error.code === 'secret-document') await wipeDocument(services, id)
    throw error
  }
}
