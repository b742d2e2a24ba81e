import { checkValues, checkWritten, fillTemplate, type TemplateValues } from '@banggiao/vanban'
import { createPaper, mustBeEditable, renamePaper } from '../documents/index.ts'
import { salutationTo } from '../organisation/index.ts'
import type { Work } from '../platform/deed.ts'
import { type FieldError, notFound, Problem } from '../platform/problem.ts'
import { selectLetter } from './queries.ts'
import { readTemplate } from './read-templates.ts'
import { standardValues, withoutOffice } from './standard-values.ts'
import { composed, type LetterContent, mustBeFree, type StoredLetter } from './template-content.ts'

/**
 * Soạn văn bản: a draft of the unit from a template. What the unit answers is not asked; what is not answered stays a gap "…".
 * @throws Problem not-found, forbidden, invalid at the fields, state-conflict where the unit has no letterhead
 */
export async function writeLetter(
  work: Work,
  input: { template: string; values: TemplateValues },
): Promise<{ id: string }> {
  const { trx, actor } = work
  const { template } = await readTemplate(trx, actor.unitId, input.template)
  const given = composed(input.values)
  const asked = new Set([...template.fields.map(({ name }) => name), 'office'])
  const foreign: FieldError[] = Object.keys(given)
    .filter((name) => !asked.has(name))
    .map((name) => ({
      path: `/values/${name}`,
      message: { vi: `Mẫu không hỏi {${name}}`, en: `The template does not ask for {${name}}` },
    }))
  if (foreign.length > 0) throw new Problem('invalid', undefined, { errors: foreign })
  mustBeFree(checkValues(template, given), 'values')
  const standard = await standardValues(trx, actor.unitId, work.today)
  const ask = await salutationTo(trx, actor.unitId, receiversIn(given.receiver), work.today)
  const filled = fillTemplate(given.office ? template : withoutOffice(template), { ...standard, ask, ...given })
  const { superiorLines: _s, issuerLines: _i, place: _p, date: _d, draft: _f, ...content } = filled
  const id = await createPaper(work, {
    paper: 'letter',
    kind: template.kind,
    title: content.title || template.name.vi,
    unitId: actor.unitId,
    unitPath: actor.unitPath,
    issuer: String(standard.unit),
  })
  await trx
    .insertInto('letter')
    .values({
      document_id: id,
      unit_id: actor.unitId,
      unit_path: actor.unitPath,
      template_key: input.template,
      content: JSON.stringify(content),
    })
    .execute()
  await work.audit({ kind: 'letter', id }, { template: input.template })
  return { id }
}

/** The names in an answer: "Trường A; Trường B", or a list. */
function receiversIn(receiver: string | string[] | undefined): string[] {
  return [receiver ?? []]
    .flat()
    .flatMap((names) => names.split(/[;\n]/))
    .map((name) => name.trim())
    .filter(Boolean)
}

/**
 * Keeps what a person wrote of a draft.
 * @throws Problem not-found, forbidden, state-conflict, version-conflict with the present version, invalid at the places vanban names
 */
export async function editLetter(
  work: Work,
  id: string,
  input: { version: number; content: LetterContent },
): Promise<{ version: number }> {
  const found = await selectLetter(work.trx, id).executeTakeFirst()
  if (!found) throw notFound()
  await mustBeEditable(work, id)
  const held = await work.trx
    .selectFrom('letter')
    .select(['version', 'content'])
    .where('document_id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const before = held.content as unknown as StoredLetter
  if (held.version !== input.version)
    throw new Problem(
      'version-conflict',
      {
        vi: 'Văn bản vừa được người khác sửa; xem bản mới rồi ghi tiếp',
        en: 'Somebody has just changed this paper; look at it before going on',
      },
      { extra: { current: { version: held.version, value: lettered(before) } } },
    )
  const content = { ...composed(input.content), kind: before.kind, number: before.number }
  const letterhead = { superiorLines: [], issuerLines: [], place: '', date: null, draft: true }
  mustBeFree(checkWritten({ ...content, ...letterhead }), 'content')
  const { version } = await work.trx
    .updateTable('letter')
    .set({ content: JSON.stringify(content), version: held.version + 1 })
    .where('document_id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  if (content.title !== '' && content.title !== found.title) await renamePaper(work, id, content.title)
  await work.audit({ kind: 'letter', id }, { version })
  return { version }
}

/** The parts a person changes, as a sheet holds them. */
export function lettered({ kind: _kind, number: _number, ...content }: StoredLetter): LetterContent {
  return content
}
