import type { Role } from '@banggiao/catalogue'
import { sql } from 'kysely'
import { membershipStands } from '../platform/current-membership.ts'
import type { Trx } from '../platform/database.ts'
import type { Handler } from '../platform/jobs.ts'
import type { Jobs } from '../platform/queues.ts'
import type { Services } from '../platform/services.ts'
import { tell } from '../platform/tell.ts'

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

/** Named persons and present holders of the roles; what goes to the head goes to the deputies too. Each once, and never who did it. */
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
  const ids = new Set([...named, ...held].map((p) => p.id))
  if (data.params.byPerson) ids.delete(data.params.byPerson)
  return [...ids].map((personId) => ({ personId, unitId: data.unitId }))
}
