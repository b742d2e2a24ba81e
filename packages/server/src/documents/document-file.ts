import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { notFound } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import type { PageWord } from './page-words.ts'

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

/** Whether a file has pages that can be drawn, by the kind its ending says. */
export function isDrawable(file: { mediaType: string }): boolean {
  return file.mediaType === 'application/pdf' || file.mediaType.startsWith('image/')
}

/**
 * Where the words of one page stand, with the rights of the document's file.
 * @throws Problem not-found
 */
export async function wordsOnPage(
  services: Services,
  request: FastifyRequest,
  documentId: string,
  page: number,
): Promise<PageWord[]> {
  await documentFile(services, request, documentId, false)
  const [row] = await services.database.readAsSystem((db) =>
    db
      .selectFrom('document_words')
      .select(sql<PageWord[] | null>`words -> ${page - 1}::int`.as('words'))
      .where('document_id', '=', documentId),
  )
  if (!row?.words) throw notFound()
  return row.words
}
