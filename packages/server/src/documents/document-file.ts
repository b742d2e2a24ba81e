import type { FastifyRequest } from 'fastify'
import { notFound } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'

/**
 * The file behind a document the caller may see. Whoever may read the document may read its paper: the row security of
 * `document` decides, so the file's own row is then read as the system.
 * @throws Problem not-found
 */
export async function documentFile(
  services: Services,
  request: FastifyRequest,
  documentId: string,
  signed: boolean,
): Promise<{ sha256: string; name: string; mediaType: string }> {
  const [row] = await request.read((db) =>
    db
      .selectFrom('document')
      .select(['file_id as fileId', 'signed_file_id as signedFileId'])
      .where('id', '=', documentId)
      .where('state', '<>', 'ended'),
  )
  const fileId = signed ? row?.signedFileId : row?.fileId
  if (!fileId) throw notFound()
  return services.database.asSystem('serve-document-file', (trx) =>
    trx
      .selectFrom('file')
      .select(['sha256', 'name', 'media_type as mediaType'])
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow(),
  )
}
