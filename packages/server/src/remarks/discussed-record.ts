import { readAssignment } from '../assignments/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import { notFound } from '../platform/problem.ts'
import { readReport } from '../reports/index.ts'

/** What can be talked about. */
export const discussed = ['document', 'plan', 'report', 'assignment'] as const
export type DiscussedKind = (typeof discussed)[number]

export interface RecordRef {
  kind: DiscussedKind
  id: string | number
}

export interface DiscussedRecord extends RecordRef {
  /** The unit whose record it is. */
  unitId: number
  /** Whether anybody outside that unit may see it: only then is there a choice of whom a remark is for. */
  shared: boolean
  /** Who is told of a first remark, having written none: the author of a paper, the owner of an assignment. */
  personIds: string[]
}

/**
 * The record as far as this actor may see it, by the same conditions as its own page.
 * @throws Problem not-found
 */
export async function readDiscussed(actor: Actor, trx: Trx, { kind, id }: RecordRef): Promise<DiscussedRecord> {
  switch (kind) {
    case 'assignment': {
      const row = await readAssignment(actor, trx, Number(id))
      return { kind, id, unitId: row.unitId, shared: true, personIds: row.ownerPersonId ? [row.ownerPersonId] : [] }
    }
    case 'report': {
      const row = await readReport(actor, trx, String(id))
      return paper({ kind, id }, await selectPaper(trx, row.documentId).executeTakeFirst())
    }
    case 'plan': {
      const row = await trx.selectFrom('plan').select('document_id').where('id', '=', String(id)).executeTakeFirst()
      if (!row) throw notFound()
      return paper({ kind, id }, await selectPaper(trx, row.document_id).executeTakeFirst())
    }
    case 'document':
      return paper({ kind, id }, await selectPaper(trx, String(id)).executeTakeFirst())
  }
}

function selectPaper(trx: Trx, documentId: string) {
  return trx
    .selectFrom('document')
    .select(['unit_id as unitId', 'direction', 'state', 'created_by as createdBy'])
    .where('id', '=', documentId)
    .where('state', '<>', 'ended')
}

function paper(
  ref: RecordRef,
  row: { unitId: number; direction: string; state: string; createdBy: string | null } | undefined,
): DiscussedRecord {
  if (!row) throw notFound()
  return {
    ...ref,
    unitId: row.unitId,
    shared: row.direction === 'out' && row.state === 'issued',
    personIds: row.createdBy ? [row.createdBy] : [],
  }
}
