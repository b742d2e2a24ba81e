import type { FastifyRequest } from 'fastify'
import { Problem } from '../platform/problem.ts'
import { expectReading } from './read-in-worker.ts'

export interface Upload {
  name: string
  mediaType: string
  bytes: Uint8Array
}

/**
 * The files and fields of a multipart request, one file at a time and in memory only: a paper that turns out to be
 * secret must not have touched the disk.
 * @throws Problem too-large while the file is still coming in
 */
export async function* receiveUploads(
  request: FastifyRequest,
): AsyncGenerator<{ file: Upload } | { field: [string, string] }> {
  if (!request.isMultipart())
    throw new Problem('invalid', { vi: 'Gửi tệp dưới dạng multipart/form-data', en: 'Send multipart/form-data' })
  expectReading()
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      yield {
        file: {
          name: part.filename.normalize('NFC').slice(0, 250),
          mediaType: part.mimetype,
          bytes: await part.toBuffer(),
        },
      }
    } else {
      yield { field: [part.fieldname, String(part.value).normalize('NFC').trim()] }
    }
  }
}
