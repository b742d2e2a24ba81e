import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AuthContext, BetterAuthOptions } from 'better-auth'
import pg from 'pg'
import { deriveKey } from '../config.ts'
import { roleUrl } from '../database.ts'
import { SessionCache } from './session-cache.ts'

/** Accounts, passwords and sessions: better-auth over its own schema and its own role, reached only by our routes. */
export interface Auth {
  /** better-auth's own functions; made at the first use, because most processes' tests never need it. */
  context(): Promise<AuthContext>
  /** Connections as app_auth with `search_path=auth`. */
  pool: pg.Pool
  cache: SessionCache
  /** Cookie value for a session token: the token with a signature, so that a copy of the table opens no session. */
  sealToken(token: string): string
  /** The token inside a cookie value, or null where the signature is not ours. */
  openToken(sealed: string): string | null
  end(): Promise<void>
}

/** better-auth's settings; the committed migration 0010-auth.sql is what they ask of the database. */
export function authOptions(pool: pg.Pool, secret: string): BetterAuthOptions {
  return {
    database: pool,
    secret: deriveKey(secret, 'better-auth'),
    // nothing of better-auth is mounted; the address only silences its warning
    baseURL: 'http://localhost',
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true },
    user: { additionalFields: { mustChangePassword: { type: 'boolean', required: true, defaultValue: false } } },
    session: {
      additionalFields: {
        unitId: { type: 'number', required: false },
        shared: { type: 'boolean', required: true, defaultValue: false },
        lastSeenAt: { type: 'date', required: true },
      },
    },
  }
}

/** @param url owner URL whose user is replaced by app_auth */
export function openAuth(url: string, password: string, secret: string): Auth {
  const pool = new pg.Pool({
    connectionString: roleUrl(url, 'app_auth', password),
    max: 4,
    application_name: 'app_auth',
    options: '-c search_path=auth',
    idleTimeoutMillis: 30_000,
  })
  pool.on('error', () => {})
  let made: Promise<AuthContext> | undefined
  const cookieKey = deriveKey(secret, 'session-cookie')
  const sign = (token: string) => createHmac('sha256', cookieKey).update(token).digest('base64url')
  return {
    pool,
    cache: new SessionCache(),
    context() {
      made ??= import('better-auth').then(({ betterAuth }) => betterAuth(authOptions(pool, secret)).$context)
      return made
    },
    sealToken: (token) => `${token}.${sign(token)}`,
    openToken(sealed) {
      const [token, signature] = sealed.split('.')
      if (!token || !signature) return null
      const ours = Buffer.from(sign(token))
      const theirs = Buffer.from(signature)
      return ours.length === theirs.length && timingSafeEqual(ours, theirs) ? token : null
    },
    end: () => pool.end(),
  }
}
