import { foldText } from '@banggiao/rules'
import { sql } from 'kysely'
import { membershipStands } from '../platform/current-membership.ts'
import type { Work } from '../platform/deed.ts'
import { type FieldError, Problem } from '../platform/problem.ts'
import { mustAdmitDocument } from './document-state.ts'
import { selectDocumentRow } from './queries.ts'
import { recordStep } from './record-step.ts'
import { tell } from './tell.ts'

/**
 * Bút phê: the head or a deputy gives a paper to somebody of the unit, with words and a day.
 * @returns the instruction's id
 * @throws Problem not-found, forbidden, state-conflict, invalid; already-given where the same is open with the same person,
 *   unless it is to be given again
 */
export async function instruct(
  work: Work,
  documentId: string,
  input: { toPersonId: string; text: string; dueOn?: string | null | undefined; again?: boolean | undefined },
): Promise<number> {
  const row = await selectDocumentRow(work.trx, documentId)
  mustAdmitDocument(work.actor, row, 'instruct')
  const member = await work.trx
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.name'])
    .where('membership.person_id', '=', input.toPersonId)
    .where('membership.unit_id', '=', row.unitId)
    .where(membershipStands('membership'))
    .where('person.ended_at', 'is', null)
    .executeTakeFirst()
  const errors: FieldError[] = []
  if (!member)
    errors.push({
      path: '/toPersonId',
      message: { vi: 'Người này không thuộc đơn vị', en: 'This person does not belong to the unit' },
    })
  if (input.dueOn && input.dueOn < work.today)
    errors.push({ path: '/dueOn', message: { vi: 'Hạn đã qua', en: 'This day has passed' } })
  if (errors.length > 0 || !member) throw new Problem('invalid', undefined, { errors })
  if (!input.again) await mustBeNew(work, documentId, member, input)
  const { id } = await work.trx
    .insertInto('instruction')
    .values({
      document_id: documentId,
      unit_id: row.unitId,
      unit_path: row.unitPath,
      from_person_id: work.actor.personId,
      to_person_id: member.id,
      text: input.text,
      due_on: input.dueOn ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (row.direction === 'in')
    await work.trx
      .updateTable('document')
      .set({ instructed_at: sql<Date>`coalesce(instructed_at, now())` })
      .where('id', '=', documentId)
      .execute()
  await recordStep(work, row, {
    kind: 'instructed',
    remarks: input.text,
    params: { to: member.name, dueOn: input.dueOn ?? null },
  })
  await tell(work, row, 'instruction-given', { personIds: [member.id] }, input.dueOn ? { dueOn: input.dueOn } : {})
  return id
}

async function mustBeNew(
  work: Work,
  documentId: string,
  member: { id: string; name: string },
  { text, dueOn }: { text: string; dueOn?: string | null | undefined },
): Promise<void> {
  const open = await work.trx
    .selectFrom('instruction')
    .select(['text', 'due_on as dueOn'])
    .where('document_id', '=', documentId)
    .where('to_person_id', '=', member.id)
    .where('done_at', 'is', null)
    .execute()
  if (!open.some((given) => sameWords(given.text, text) && given.dueOn === (dueOn ?? null))) return
  throw new Problem('already-given', {
    vi: `${member.name} đang giữ đúng việc này của văn bản, cùng nội dung và hạn; chỉ giao thêm nếu thật sự là việc thứ hai`,
    en: `${member.name} has this very task of the paper, with the same words and day, and is not done; give it again only if a second task is meant`,
  })
}

function sameWords(one: string, other: string): boolean {
  const plain = (text: string) =>
    foldText(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return plain(one) === plain(other)
}
