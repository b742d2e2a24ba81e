import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '../services.ts'

const day = 86_400_000
/** A session on one's own machine ends thirty days after it was last used. */
export const keptFor = 30 * day
/** A session on a shared machine (máy dùng chung) ends after ten idle minutes. */
export const sharedIdle = 10 * 60_000

export const cookieName = 'banggiao'

/** A row of better-auth's table with the fields we added to it. */
export interface SessionRow {
  id: string
  token: string
  userId: string
  unitId: number | null
  shared: boolean
  lastSeenAt: Date
  expiresAt: Date
  createdAt: Date
  ipAddress: string | null
  userAgent: string | null
}

/** Opens a session and sets its cookie. */
export async function startSession(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  personId: string,
  options: { shared: boolean; unitId: number },
): Promise<SessionRow> {
  const { internalAdapter, generateId } = await services.auth.context()
  const now = services.clock.now()
  const token = `${generateId({ model: 'session', size: 32 })}`
  const row = (await internalAdapter.createSession(
    personId,
    options.shared,
    {
      token,
      ipAddress: request.ip,
      userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
      createdAt: now,
      updatedAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + (options.shared ? day : keptFor)),
      unitId: options.unitId,
      shared: options.shared,
    },
    true,
  )) as unknown as SessionRow
  setCookie(services, request, reply, row.token, options.shared)
  return row
}

/** A shared machine's cookie goes with the browser; one's own stays thirty days from now. */
export function setCookie(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  shared: boolean,
): void {
  reply.setCookie(cookieName, services.auth.sealToken(token), {
    ...cookieShape(services, request),
    ...(shared ? {} : { maxAge: keptFor / 1000 }),
  })
}

export function clearCookie(services: Services, request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(cookieName, cookieShape(services, request))
}

function cookieShape(services: Services, request: FastifyRequest) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https' || services.config.publicUrl?.startsWith('https:') === true,
  } as const
}

/** The row behind a token while it holds; a session that has run out is removed. */
export async function findSession(
  services: Services,
  token: string,
): Promise<(SessionRow & { mustChangePassword: boolean }) | null> {
  // one statement: through better-auth's adapter the same costs as much as the rest of a request
  const { rows } = await services.auth.pool.query<SessionRow & { mustChangePassword: boolean }>({
    name: 'find-session',
    text: `select s.id, s.token, s."userId", s."unitId", s.shared, s."lastSeenAt", s."expiresAt", s."createdAt", s."ipAddress",
        s."userAgent", u."mustChangePassword"
      from session s join "user" u on u.id = s."userId" where s.token = $1`,
    values: [token],
  })
  const row = rows[0]
  if (!row) return null
  const now = services.clock.now().getTime()
  if (row.expiresAt.getTime() <= now || (row.shared && row.lastSeenAt.getTime() + sharedIdle <= now)) {
    await (await services.auth.context()).internalAdapter.deleteSession(token)
    return null
  }
  return row
}

/** Writes that a session is in use, and pushes the end of a kept one. */
export async function markSeen(services: Services, token: string, shared: boolean, now: number): Promise<void> {
  const { internalAdapter } = await services.auth.context()
  await internalAdapter.updateSession(token, {
    lastSeenAt: new Date(now),
    ...(shared ? {} : { expiresAt: new Date(now + keptFor) }),
  })
}

/** A person's own open sessions, newest use first. */
export async function listSessions(services: Services, personId: string): Promise<SessionRow[]> {
  const now = services.clock.now()
  const { rows } = await services.auth.pool.query<SessionRow>(
    `select id, token, "userId", "unitId", shared, "lastSeenAt", "expiresAt", "createdAt", "ipAddress", "userAgent"
       from session
       where "userId" = $1 and "expiresAt" > $2 and (not shared or "lastSeenAt" > $3)
       order by "lastSeenAt" desc, id`,
    [personId, now, new Date(now.getTime() - sharedIdle)],
  )
  return rows
}

/** Remembers the unit acted in on the session. */
export async function rememberUnit(services: Services, token: string, unitId: number): Promise<void> {
  const { internalAdapter } = await services.auth.context()
  await internalAdapter.updateSession(token, { unitId })
}
