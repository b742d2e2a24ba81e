import type { Role } from '@banggiao/catalogue'
import { sql } from 'kysely'
import { membershipStands } from '../platform/current-membership.ts'
import type { Trx } from '../platform/database.ts'
import { emit } from '../platform/events.ts'
import type { Handler } from '../platform/jobs.ts'
import type { Jobs } from '../platform/queues.ts'
import type { Services } from '../platform/services.ts'

/**
 * Tells people of something: those named, and the holders of roles in a unit. A notice carries ids; its reader fetches.
 * Bearing repetition: the job's id is part of each notice's key.
 */
export function notifyJob(services: Services): Handler<'notify'> {
  return async (data, jobId) => {
    await services.database.asSystem('notify', async (trx) => {
      if (await wasTakenBack(trx, data)) return
      const people = await peopleToTell(trx, data)
      await tell(
        services,
        trx,
        people.map((p) => ({ ...p, key: jobId ? `job:${jobId}` : null, params: { ...data.params } })),
        data,
      )
    })
  }
}

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
    for (const row of rows) await emit(trx, { kind: 'notice', personId: row.personId })
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

/** An answer taken back within its ten seconds is not told of. */
async function wasTakenBack(trx: Trx, data: Jobs['notify']): Promise<boolean> {
  if (data.recordKind !== 'assignment' || !data.params.eventId) return false
  const undone = await trx
    .selectFrom('assignment_event')
    .select('id')
    .where('assignment_id', '=', Number(data.recordId))
    .where('kind', '=', 'undone')
    .where(sql`params->>'eventId'`, '=', String(data.params.eventId))
    .executeTakeFirst()
  return undone !== undefined
}

/** Named persons and present holders of the roles; what goes to the head goes to the deputies too. Each once. */
async function peopleToTell(trx: Trx, data: Jobs['notify']): Promise<{ personId: string; unitId: number }[]> {
  const roles = new Set(data.roles as Role[])
  if (roles.has('head')) roles.add('deputy')
  const held =
    roles.size === 0
      ? []
      : await trx
          .selectFrom('membership')
          .innerJoin('person', 'person.id', 'membership.person_id')
          .select('person.id')
          .distinct()
          .where('membership.unit_id', '=', data.unitId)
          .where('membership.role', 'in', [...roles])
          .where(membershipStands('membership'))
          .where('person.ended_at', 'is', null)
          .execute()
  const named =
    data.personIds.length === 0
      ? []
      : await trx
          .selectFrom('person')
          .select('id')
          .where('id', 'in', data.personIds)
          .where('ended_at', 'is', null)
          .execute()
  return [...new Set([...named, ...held].map((p) => p.id))].map((personId) => ({ personId, unitId: data.unitId }))
}
