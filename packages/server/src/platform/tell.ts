import { sql } from 'kysely'
import type { Trx } from './database.ts'
import { emitAll } from './events.ts'
import type { Services } from './services.ts'

export interface Told {
  personId: string
  unitId: number
  key: string | null
  params: Record<string, unknown>
}

/**
 * Writes one notice each, wakes the open screens and queues e-mail for those who have an address and did not decline it.
 * Whoever has a notice with the same key already is passed over.
 */
export async function tell(
  services: Services,
  trx: Trx,
  people: Told[],
  about: { kind: string; recordKind: string; recordId: string },
): Promise<number> {
  let told = 0
  // an INSERT has at most 65 535 parameters
  for (let from = 0; from < people.length; from += 5000) {
    const rows = await trx
      .insertInto('notice')
      .values(
        people.slice(from, from + 5000).map((p) => ({
          person_id: p.personId,
          unit_id: p.unitId,
          kind: about.kind,
          record_kind: about.recordKind,
          record_id: about.recordId,
          params: JSON.stringify(p.params),
          key: p.key,
        })),
      )
      .onConflict((oc) => oc.columns(['person_id', 'key']).where('key', 'is not', null).doNothing())
      .returning(['id', 'person_id as personId'])
      .execute()
    told += rows.length
    await emitAll(
      trx,
      rows.map((row) => ({ kind: 'notice', personId: row.personId })),
    )
    await queueMail(services, trx, rows)
  }
  return told
}

async function queueMail(services: Services, trx: Trx, notices: { id: number; personId: string }[]): Promise<void> {
  if (services.config.smtpUrl === null || notices.length === 0) return
  const wanting = await trx
    .selectFrom('person')
    .select('id')
    .where('id', '=', sql<string>`any (${notices.map((n) => n.personId)}::uuid[])`)
    .where('email', 'is not', null)
    // people without an address of their own carry a placeholder under .invalid
    .where('email', 'not like', '%.invalid')
    .where(sql<boolean>`coalesce((preferences->>'mail')::boolean, true)`)
    .execute()
  const wants = new Set(wanting.map((person) => person.id))
  for (const { id, personId } of notices)
    if (wants.has(personId)) await services.jobs.send(trx, 'mail', { personId, template: 'notice', noticeId: id })
}
