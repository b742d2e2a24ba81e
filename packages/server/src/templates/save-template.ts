import { checkTemplate, isTemplate } from '@banggiao/vanban'
import { sql } from 'kysely'
import { mustBeAble } from '../platform/actor.ts'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { selectOwnTemplates } from './queries.ts'
import { readTemplate } from './read-templates.ts'
import { composed, contentOf, mustBeFree, type TemplateContent } from './template-content.ts'

/**
 * Keeps a template as the unit's own; the first save puts it in the place of the standard one.
 * @param version of the own template that was edited; 0 where there was none
 * @throws Problem not-found, forbidden, version-conflict with the present version, invalid at the places vanban names
 */
export async function saveTemplate(
  work: Work,
  key: string,
  input: { version: number; content: TemplateContent },
): Promise<{ id: string; version: number }> {
  const { trx, actor } = work
  mustBeAble(actor, 'template.edit', { unitId: actor.unitId, unitPath: actor.unitPath })
  const before = await readTemplate(trx, actor.unitId, key)
  const template: unknown = { ...composed(input.content), id: key }
  mustBeFree(checkTemplate(template), 'content')
  if (!isTemplate(template)) throw new Problem('invalid')
  // its kind is what its papers are listed and numbered under
  if (template.kind !== before.template.kind || template.number !== before.template.number)
    throw new Problem('invalid', {
      vi: 'Tên loại và ký hiệu của mẫu không đổi được; tạo mẫu mới từ mẫu của loại khác',
      en: 'The kind and symbol of a template do not change; make a new one from a template of the other kind',
    })
  const held = await selectOwnTemplates(trx, actor.unitId).where('key', '=', key).forUpdate().executeTakeFirst()
  if ((held?.version ?? 0) !== input.version) {
    const now = held ? (held.content as unknown as typeof template) : before.template
    throw new Problem(
      'version-conflict',
      {
        vi: 'Mẫu vừa được người khác sửa; xem bản mới rồi ghi tiếp',
        en: 'Somebody has just changed this template; look at it before going on',
      },
      { extra: { current: { version: held?.version ?? 0, value: contentOf(now) } } },
    )
  }
  const saved = held
    ? await trx
        .updateTable('template')
        .set({ content: JSON.stringify(template), version: held.version + 1, changed_at: sql<Date>`now()` })
        .where('id', '=', held.id)
        .returning(['id', 'version'])
        .executeTakeFirstOrThrow()
    : await insertTemplate(work, key, template)
  await work.audit({ kind: 'template', id: saved.id }, { key, version: saved.version })
  return saved
}

/**
 * A template of the unit's own beside the one it is copied from, under a name of its own.
 * @throws Problem not-found, forbidden
 */
export async function copyTemplate(
  work: Work,
  key: string,
  input: { name: { vi: string; en: string } },
): Promise<{ key: string }> {
  const { trx, actor } = work
  mustBeAble(actor, 'template.edit', { unitId: actor.unitId, unitPath: actor.unitPath })
  const { template } = await readTemplate(trx, actor.unitId, key)
  const { rows } = await sql<{ key: string }>`
    select ${template.id.slice(0, 40)} || '-' || substr(gen_random_uuid()::text, 1, 8) as key`.execute(trx)
  const copied = rows[0]!.key
  const content = { ...template, id: copied, name: composed(input.name) }
  mustBeFree(checkTemplate(content), 'name')
  const { id } = await insertTemplate(work, copied, content)
  await work.audit({ kind: 'template', id }, { key: copied, from: key })
  return { key: copied }
}

function insertTemplate(work: Work, key: string, content: object) {
  return work.trx
    .insertInto('template')
    .values({
      unit_id: work.actor.unitId,
      unit_path: work.actor.unitPath,
      key,
      content: JSON.stringify(content),
      created_by: work.actor.personId,
    })
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow()
}

/**
 * Ends a unit's own template, so that the standard one stands in its place again, or takes that back.
 * @throws Problem not-found, forbidden, already-exists where another own one has taken its place meanwhile
 */
export async function endTemplate(work: Work, id: string, ended: boolean): Promise<void> {
  const { trx, actor } = work
  const row = await trx
    .selectFrom('template')
    .select(['key', 'unit_id as unitId', 'unit_path as unitPath'])
    .where('id', '=', id)
    .where('unit_id', '=', actor.unitId)
    .executeTakeFirst()
  if (!row) throw notFound()
  mustBeAble(actor, 'template.edit', row)
  await trx
    .updateTable('template')
    .set({ ended_at: ended ? sql<Date>`now()` : null })
    .where('id', '=', id)
    .execute()
  await work.audit({ kind: 'template', id }, { key: row.key, ended })
}
