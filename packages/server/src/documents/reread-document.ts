import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { mustAdmitDocument } from './document-state.ts'
import { selectDocumentRow } from './queries.ts'
import { queueRecognition } from './recognise-document-job.ts'
import { recordStep } from './record-step.ts'
import { keepWords, readingColumns, type StoredReading } from './stored-reading.ts'

/**
 * Puts a new reading in the place of the old one: of the file that was kept, or of a better one given instead.
 * Corrections made to the old reading end with it.
 * @throws Problem not-found, forbidden, state-conflict, version-conflict
 */
export async function rereadDocument(
  work: Work,
  id: string,
  input: {
    version: number
    reading: StoredReading
    file: { sha256: string; size: number; name: string; mediaType: string } | null
  },
): Promise<{ state: string; progressId: string | null }> {
  const row = await selectDocumentRow(work.trx, id)
  mustAdmitDocument(work.actor, row, 'reread')
  const file = input.file
    ? await work.trx
        .insertInto('file')
        .values({
          unit_id: row.unitId,
          unit_path: row.unitPath,
          sha256: input.file.sha256,
          size: input.file.size,
          media_type: input.file.mediaType,
          name: input.file.name,
          created_by: work.actor.personId,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    : null
  const changed = await work.trx
    .updateTable('document')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(file ? { file_id: file.id } : {}),
      ...readingColumns(input.reading),
    }))
    .where('id', '=', id)
    .where('version', '=', input.version)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new Problem('version-conflict', undefined, { extra: { current: row.version } })
  await recordStep(work, row, {
    kind: 'reread',
    params: { state: input.reading.state, file: input.file?.name ?? null },
  })
  await keepWords(work.trx, row, input.reading.words)
  return { state: input.reading.state, progressId: await queueRecognition(work, id, input.reading) }
}
