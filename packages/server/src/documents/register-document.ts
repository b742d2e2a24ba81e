import { mustBeAble } from '../platform/actor.ts'
import type { Work } from '../platform/deed.ts'
import type { Direction } from './document-state.ts'
import { holdArrivals, mustBeFreeArrival } from './queries.ts'
import { queueRecognition } from './recognise-document-job.ts'
import { recordStep } from './record-step.ts'
import { keepWords, readingColumns, type StoredReading } from './stored-reading.ts'

export interface NewDocument {
  direction: Direction
  /** Số đến; null is given at the confirmation. */
  arrivalNumber: number | null
  /** Ngày đến, YYYY-MM-DD; null for what did not arrive. */
  arrivalOn: string | null
  file: { sha256: string; size: number; name: string; mediaType: string }
  reading: StoredReading
}

/**
 * Registers a paper that came in as a file, with what was read of it; nothing counts as read before a person confirms.
 * A scan is recognised by a job; its bar is answered.
 * @throws Problem forbidden, already-exists
 */
export async function registerDocument(
  work: Work,
  input: NewDocument,
): Promise<{ id: string; progressId: string | null }> {
  const { actor, trx } = work
  const unit = { unitId: actor.unitId, unitPath: actor.unitPath }
  mustBeAble(actor, 'document.register', unit)
  if (input.arrivalNumber !== null && input.arrivalOn !== null) {
    await holdArrivals(trx, actor.unitId)
    await mustBeFreeArrival(trx, { id: null, unitId: actor.unitId }, input.arrivalNumber, input.arrivalOn)
  }
  const file = await trx
    .insertInto('file')
    .values({
      unit_id: actor.unitId,
      unit_path: actor.unitPath,
      sha256: input.file.sha256,
      size: input.file.size,
      media_type: input.file.mediaType,
      name: input.file.name,
      created_by: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { reading } = input
  const { id } = await trx
    .insertInto('document')
    .values({
      unit_id: actor.unitId,
      unit_path: actor.unitPath,
      direction: input.direction,
      arrival_number: input.arrivalNumber,
      arrival_on: input.arrivalOn,
      file_id: file.id,
      created_by: actor.personId,
      ...readingColumns(reading),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordStep(work, { id, ...unit }, { kind: 'received', params: { file: input.file.name, state: reading.state } })
  await keepWords(trx, { id, ...unit }, reading.words)
  return { id, progressId: await queueRecognition(work, id, reading) }
}
