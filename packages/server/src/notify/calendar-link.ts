import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '../platform/deed.ts'

/** A new address for the caller's calendar feed; the one before stops working. The token is shown once and not kept. */
export async function makeCalendarLink(work: Work): Promise<{ path: string }> {
  await endCurrent(work)
  const token = randomBytes(24).toString('base64url')
  await work.trx
    .insertInto('calendar_token')
    .values({ person_id: work.actor.personId, hash: hashOf(token) })
    .execute()
  await work.audit({ kind: 'person', id: work.actor.personId })
  return { path: `/api/calendar.ics?token=${token}` }
}

/** Whoever still has the address gets nothing from now on. */
export async function endCalendarLink(work: Work): Promise<void> {
  await endCurrent(work)
  await work.audit({ kind: 'person', id: work.actor.personId })
}

async function endCurrent(work: Work): Promise<void> {
  await work.trx
    .updateTable('calendar_token')
    .set({ ended_at: sql<Date>`now()` })
    .where('person_id', '=', work.actor.personId)
    .where('ended_at', 'is', null)
    .execute()
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
