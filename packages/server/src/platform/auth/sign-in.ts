import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import { runDeed } from '../deed.ts'
import { loadActor } from '../load-actor.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { type Identifier, readIdentifier } from './identifier.ts'
import { clearAttempts, countAttempt } from './limit-attempts.ts'
import { startSession } from './sessions.ts'

/** People whose telephone number, staff code or e-mail this is, with a place to sign in. Normally one. */
export async function peopleNamed(services: Services, identifier: Identifier): Promise<string[]> {
  const rows = await services.database.asSystem('find-person', (trx) =>
    trx
      .selectFrom('person')
      .select('id')
      .where((eb) =>
        eb.or([
          ...(identifier.email ? [eb(sql`lower(email)`, '=', identifier.email)] : []),
          ...(identifier.phone ? [eb('phone', '=', identifier.phone)] : []),
          ...(identifier.staffCode ? [eb(sql`lower(staff_code)`, '=', identifier.staffCode)] : []),
        ]),
      )
      .where('ended_at', 'is', null)
      .where('user_id', 'is not', null)
      .limit(2)
      .execute(),
  )
  return rows.map((row) => row.id)
}

export interface SignIn {
  identifier: string
  password: string
  shared: boolean
}

/**
 * Opens a session for whoever knows the password.
 * @throws Problem wrong-credentials (alike for an unknown name, a wrong password and somebody who has left), too-many-requests, forbidden
 */
export async function signIn(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  input: SignIn,
): Promise<{ actor: Actor; mustChangePassword: boolean }> {
  const identifier = readIdentifier(input.identifier)
  const name = identifier.email ?? identifier.phone ?? identifier.staffCode ?? ''
  const here = `sign-in ${name} ${request.ip}`
  const anywhere = `sign-in ${name}`
  await countAttempt(services, [
    { key: here, most: 10 },
    { key: anywhere, most: 100 },
    // one address trying many names; a whole school may stand behind it
    { key: `sign-in from ${request.ip}`, most: 300 },
  ])
  const { internalAdapter, password } = await services.auth.context()
  let personId: string | undefined
  const candidates = await peopleNamed(services, identifier)
  for (const candidate of candidates) {
    const hash = (await internalAdapter.findAccounts(candidate)).find((a) => a.providerId === 'credential')?.password
    if (hash && (await password.verify({ hash, password: input.password }))) personId = candidate
  }
  // an unknown name takes as long as a wrong password
  if (candidates.length === 0) await password.hash(input.password)
  if (!personId) throw new Problem('wrong-credentials')
  const actor = await loadActor(services.database, personId, null)
  if (!actor)
    throw new Problem('forbidden', {
      vi: 'Tài khoản này không còn thuộc đơn vị nào. Liên hệ quản trị đơn vị của bạn',
      en: 'This account belongs to no unit any more. Ask your unit’s administrator',
    })
  await clearAttempts(services, [here, anywhere])
  const row = await startSession(services, request, reply, personId, { shared: input.shared, unitId: actor.unitId })
  await runDeed(services, actor, 'sign-in', null, (work) =>
    work.audit({ kind: 'person', id: personId }, { shared: input.shared, session: row.id }),
  )
  const user = await internalAdapter.findUserById(personId)
  return {
    actor,
    mustChangePassword: (user as unknown as { mustChangePassword: boolean }).mustChangePassword,
  }
}
