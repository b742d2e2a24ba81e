import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { secondsToUndo } from '../platform/undo.ts'
import { type RecordRef, readDiscussed } from './discussed-record.ts'
import { type Mention, recordColumns } from './queries.ts'
import type { Audience } from './who-sees.ts'

/**
 * Writes a remark on a record; those named in it and those who take part are told once the time to take it back is over.
 * @param mentions already known to see it (`whoIsNamed`)
 * @throws Problem not-found, invalid
 */
export async function writeRemark(
  work: Work,
  ref: RecordRef,
  input: { text: string; audience: Audience; mentions: Mention[] },
): Promise<{ id: number; version: number }> {
  const record = await readDiscussed(work.actor, work.trx, ref)
  mustBeFor(record.shared, input.audience)
  const { id } = await work.trx
    .insertInto('remark')
    .values({
      ...recordColumns(ref),
      unit_id: work.actor.unitId,
      unit_path: work.actor.unitPath,
      audience: input.audience,
      text: wordsOf(input.text),
      mentions: JSON.stringify(input.mentions),
      person_id: work.actor.personId,
      person_name: work.actor.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.audit({ kind: ref.kind, id: ref.id }, { remarkId: id, audience: input.audience })
  await work.send('tell-of-remark', { remarkId: id }, { startAfterSeconds: secondsToUndo })
  return { id, version: 1 }
}

/** @throws Problem invalid where nothing but blanks is left */
export function wordsOf(text: string): string {
  const words = text.normalize('NFC').trim()
  if (!words) throw new Problem('invalid', { vi: 'Viết nội dung trao đổi', en: 'Write something first' })
  return words
}

/** What nobody outside sees has one audience: a remark kept for its unit stays there when the paper is sent. */
function mustBeFor(shared: boolean, audience: Audience): void {
  if (audience === 'record' && !shared)
    throw new Problem('invalid', {
      vi: 'Bản ghi này mới chỉ đơn vị mình thấy; trao đổi trong đơn vị',
      en: 'Only your own unit sees this record so far; keep the remark within the unit',
    })
}
