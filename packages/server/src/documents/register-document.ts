import { mustBeAble } from '../platform/actor.ts'
import type { Work } from '../platform/deed.ts'
import type { Direction } from './document-state.ts'
import { holdArrivals, mustBeFreeArrival } from './queries.ts'
import { recordStep } from './record-step.ts'
import { columnsOf, type StoredReading } from './stored-reading.ts'

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
 * @returns the document's id
 * @throws Problem forbidden, already-exists
 */
export async function registerDocument(work: Work, input: NewDocument): Promise<string> {
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
      state: reading.state,
      arrival_number: input.arrivalNumber,
      arrival_on: input.arrivalOn,
      file_id: file.id,
      source_text: reading.text,
      parsed: JSON.stringify(reading.parsed),
      findings: JSON.stringify(reading.findings),
      created_by: actor.personId,
      ...columnsOf(reading.parsed),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordStep(work, { id, ...unit }, { kind: 'received', params: { file: input.file.name, state: reading.state } })
  return id
}
