import { sql } from 'kysely'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { secondsToUndo } from '../platform/undo.ts'
import type { RecordRef } from './discussed-record.ts'
import { readDiscussed } from './discussed-record.ts'
import { type Mention, selectRemark } from './queries.ts'
import { wordsOf } from './write-remark.ts'

/** One remark with the record it is on, as far as the actor may see both. @throws Problem not-found */
export async function readRemark(work: Pick<Work, 'trx' | 'actor'>, id: number) {
  const row = await selectRemark(work.trx, id).executeTakeFirst()
  if (!row) throw notFound()
  const record = refOf(row)
  await readDiscussed(work.actor, work.trx, record)
  return { ...row, record }
}

export function refOf(row: {
  documentId: string | null
  planId: string | null
  reportId: string | null
  assignmentId: number | null
}): RecordRef {
  if (row.documentId !== null) return { kind: 'document', id: row.documentId }
  if (row.planId !== null) return { kind: 'plan', id: row.planId }
  if (row.reportId !== null) return { kind: 'report', id: row.reportId }
  return { kind: 'assignment', id: row.assignmentId! }
}

/**
 * Its writer words a remark anew; what it said before is kept and shown.
 * @throws Problem not-found, forbidden, state-conflict, version-conflict, invalid
 */
export async function editRemark(
  work: Work,
  id: number,
  input: { text: string; mentions: Mention[]; version: number },
): Promise<{ version: number }> {
  const row = await mustBeOwn(work, id)
  if (row.withdrawnAt !== null)
    throw new Problem('state-conflict', {
      vi: 'Ý kiến đã rút lại; viết ý kiến mới',
      en: 'This remark was withdrawn; write a new one',
    })
  if (row.version !== input.version) throw await versionConflict(work, id)
  await work.trx
    .insertInto('remark_wording')
    .values({ remark_id: id, unit_id: row.unitId, text: row.text, written_at: row.editedAt ?? row.createdAt })
    .execute()
  const changed = await work.trx
    .updateTable('remark')
    .set((eb) => ({
      text: wordsOf(input.text),
      mentions: JSON.stringify(input.mentions),
      edited_at: sql<Date>`now()`,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('version', '=', input.version)
    .where('withdrawn_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  // saved elsewhere since it was read
  if (!changed) throw await versionConflict(work, id)
  await work.audit({ kind: row.record.kind, id: row.record.id }, { remarkId: id, edited: true })
  // whoever is named only now is told; the others were
  await work.send('tell-of-remark', { remarkId: id }, { startAfterSeconds: secondsToUndo })
  return changed
}

/**
 * Its writer takes a remark back, or puts it back: its place stays, its words are shown to nobody while it is withdrawn.
 * @throws Problem not-found, forbidden
 */
export async function withdrawRemark(work: Work, id: number, withdrawn: boolean): Promise<{ version: number }> {
  const row = await mustBeOwn(work, id)
  const { version } = await work.trx
    .updateTable('remark')
    .set((eb) => ({
      withdrawn_at: withdrawn ? sql<Date>`coalesce(withdrawn_at, now())` : null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  await work.audit({ kind: row.record.kind, id: row.record.id }, { remarkId: id, withdrawn })
  // taken back before anybody was told, it is told now; whoever was told already is not told twice
  if (!withdrawn && row.withdrawnAt !== null)
    await work.send('tell-of-remark', { remarkId: id }, { startAfterSeconds: secondsToUndo })
  return { version }
}

/** With the remark as it stands now. */
async function versionConflict(work: Work, id: number): Promise<Problem> {
  const { text: value, version } = await selectRemark(work.trx, id).executeTakeFirstOrThrow()
  return new Problem('version-conflict', undefined, { extra: { current: { value, version } } })
}

async function mustBeOwn(work: Work, id: number) {
  const row = await readRemark(work, id)
  if (row.personId !== work.actor.personId)
    throw new Problem('forbidden', {
      vi: 'Chỉ người viết mới sửa hoặc rút lại được ý kiến',
      en: 'Only its writer edits or withdraws a remark',
    })
  return row
}
