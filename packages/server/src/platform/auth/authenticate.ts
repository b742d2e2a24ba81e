import type { FastifyRequest } from 'fastify'
import type { Authenticate } from '../http.ts'
import { loadActor } from '../load-actor.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import type { CachedSession } from './session-cache.ts'
import { cookieName, findSession, markSeen, sharedIdle } from './sessions.ts'

const sessions = new WeakMap<FastifyRequest, CachedSession>()

/** The session a request came with; null where it came without (or by a test's own way in). */
export function sessionOf(request: FastifyRequest): CachedSession | null {
  return sessions.get(request) ?? null
}

/** Who holds a password printed on a slip may do nothing before choosing their own. */
const beforeOwnPassword = new Set(['/api/session', '/api/me/password', '/api/me', '/api/setup'])

/** Addresses that a page left open asks again and again without anybody at it. */
const askedByPage = new Set(['/api/events', '/api/progress', '/api/notices'])

/** Tells who is calling from the session cookie. */
export function createAuthenticate(services: Services): Authenticate {
  services.events.subscribe((event) => {
    if (event.kind === 'rights') services.auth.cache.drop(event.personId)
  })
  return async (request) => {
    const sealed = request.cookies[cookieName]
    const token = sealed ? services.auth.openToken(sealed) : null
    if (!token) return null
    const now = services.clock.now().getTime()
    let session = services.auth.cache.get(token, now)
    session ??= await services.auth.cache.load(token, now, () => loadSession(services, token))
    if (!session) return null
    if (session.shared && session.lastSeenAt + sharedIdle <= now) {
      services.auth.cache.drop(session.personId)
      await (await services.auth.context()).internalAdapter.deleteSession(token)
      return null
    }
    // what a page asks by itself is no sign of a person at the machine
    if (request.headers['x-background'] === undefined && !askedByPage.has(request.routeOptions.url ?? '')) {
      session.lastSeenAt = now
      if (now - session.keptSeenAt > (session.shared ? 30_000 : 300_000)) {
        session.keptSeenAt = now
        await markSeen(services, token, session.shared, now)
      }
    }
    sessions.set(request, session)
    if (session.mustChangePassword && !beforeOwnPassword.has(request.routeOptions.url ?? ''))
      throw new Problem('password-change-required')
    return session.actor
  }
}

async function loadSession(services: Services, token: string): Promise<CachedSession | null> {
  const row = await findSession(services, token)
  if (!row) return null
  const actor =
    (await loadActor(services.database, row.userId, row.unitId)) ??
    // the membership in the unit last acted in has ended
    (row.unitId === null ? null : await loadActor(services.database, row.userId, null))
  if (!actor) return null
  const lastSeenAt = row.lastSeenAt.getTime()
  return {
    id: row.id,
    token,
    personId: row.userId,
    shared: row.shared,
    mustChangePassword: row.mustChangePassword,
    lastSeenAt,
    keptSeenAt: lastSeenAt,
    actor,
  }
}
