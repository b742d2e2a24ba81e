import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { entitled } from './assignment-state.ts'
import { readAssignment } from './read-assignment.ts'

/** What was received, already checked and stored under its SHA-256. */
export interface StoredUpload {
  name: string
  mediaType: string
  size: number
  sha256: string
}

/**
 * Keeps a piece of evidence with its assignment; superiors who see the assignment see it too.
 * @returns the file's id, to be named by the answer that shows it
 * @throws Problem not-found, forbidden
 */
export async function keepEvidence(
  work: Work,
  id: number,
  upload: StoredUpload,
): Promise<{ id: string; name: string }> {
  const row = await readAssignment(work.actor, work.trx, id)
  if (!entitled(work.actor, row, 'progress')) throw new Problem('forbidden')
  const name = upload.name.normalize('NFC').slice(-255)
  const file = await work.trx
    .insertInto('file')
    .values({
      unit_id: row.unitId,
      unit_path: row.unitPath,
      sha256: upload.sha256,
      size: upload.size,
      media_type: upload.mediaType,
      name,
      open_above: true,
      assignment_id: id,
      created_by: work.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.audit({ kind: 'assignment', id }, { fileId: file.id, size: upload.size })
  return { id: file.id, name }
}
