import { mustBeAble } from '../platform/actor.ts'
import type { Work } from '../platform/deed.ts'
import type { PaperKind } from '../platform/papers.ts'
import { recordStep } from './record-step.ts'

export interface NewPaper {
  /** Which room composes it. */
  paper: PaperKind
  /** Document type as printed: "Kế hoạch"; null for a công văn. */
  kind: string | null
  /** Trích yếu; shown in lists until the room changes it. */
  title: string
  unitId: number
  unitPath: string
  /** Issuing body as printed in lists; the unit's name. */
  issuer: string
}

/**
 * Begins an outgoing paper as a draft of a unit. Part of another room's deed.
 * @returns the document's id
 * @throws Problem forbidden
 */
export async function createPaper(work: Work, input: NewPaper): Promise<string> {
  mustBeAble(work.actor, `${input.paper}.edit`, { unitId: input.unitId, unitPath: input.unitPath })
  const { id } = await work.trx
    .insertInto('document')
    .values({
      unit_id: input.unitId,
      unit_path: input.unitPath,
      direction: 'out',
      state: 'draft',
      paper: input.paper,
      kind: input.kind,
      title: input.title,
      issuer: input.issuer,
      issuer_unit_id: input.unitId,
      created_by: work.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordStep(work, { id, unitId: input.unitId, unitPath: input.unitPath }, { kind: 'created' })
  return id
}
