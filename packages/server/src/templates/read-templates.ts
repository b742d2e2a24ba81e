import { DOCUMENT_KINDS, TEMPLATES, type Template } from '@banggiao/vanban'
import type { Trx } from '../platform/database.ts'
import { notFound } from '../platform/problem.ts'
import { selectOwnTemplates } from './queries.ts'

/** A template as a unit has it: the standard one, or its own in the standard one's place. */
export interface UnitTemplate {
  key: string
  template: Template
  /** Null while the unit uses the standard one. */
  own: { id: string; version: number; changedAt: Date } | null
  /** Whether ending the own one brings a standard one back. */
  standard: boolean
}

/** Every template of a unit in the order of NĐ 30/2020, điều 7; its own beside the standard one of the same kind. */
export async function readTemplates(trx: Trx, unitId: number): Promise<UnitTemplate[]> {
  const rows = await selectOwnTemplates(trx, unitId).execute()
  const own = new Map(rows.map((row) => [row.key, row]))
  const keys = new Set([...TEMPLATES.map(({ id }) => id), ...own.keys()])
  const place = new Map(DOCUMENT_KINDS.map(({ kind }, at) => [kind, at]))
  return [...keys]
    .map((key): UnitTemplate => {
      const row = own.get(key)
      const standard = TEMPLATES.find(({ id }) => id === key)
      return {
        key,
        template: row ? (row.content as unknown as Template) : standard!,
        own: row ? { id: row.id, version: row.version, changedAt: row.changedAt } : null,
        standard: standard !== undefined,
      }
    })
    .sort((a, b) => (place.get(a.template.kind) ?? 99) - (place.get(b.template.kind) ?? 99))
}

/** @throws Problem not-found */
export async function readTemplate(trx: Trx, unitId: number, key: string): Promise<UnitTemplate> {
  const found = (await readTemplates(trx, unitId)).find((one) => one.key === key)
  if (!found) throw notFound()
  return found
}
