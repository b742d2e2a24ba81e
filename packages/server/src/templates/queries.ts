import type { Kysely } from 'kysely'
import type { DB } from '../platform/generated/db.ts'

const own = ['id', 'key', 'content', 'version', 'changed_at as changedAt', 'unit_id as unitId'] as const

/** The live templates of a unit's own. */
export function selectOwnTemplates(db: Kysely<DB>, unitId: number) {
  return db.selectFrom('template').select(own).where('unit_id', '=', unitId).where('ended_at', 'is', null)
}

export function selectLetter(db: Kysely<DB>, documentId: string) {
  return db
    .selectFrom('letter as l')
    .innerJoin('document as d', 'd.id', 'l.document_id')
    .select([
      'l.document_id as documentId',
      'l.unit_id as unitId',
      'l.unit_path as unitPath',
      'l.template_key as templateKey',
      'l.content',
      'l.version',
      'd.state',
      'd.title',
      'd.number',
      'd.issued_on as issuedOn',
    ])
    .where('l.document_id', '=', documentId)
}
