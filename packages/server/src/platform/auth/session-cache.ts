import type { Actor } from '../actor.ts'

export interface CachedSession {
  id: string
  token: string
  personId: string
  shared: boolean
  mustChangePassword: boolean
  lastSeenAt: number
  /** What the table says of `lastSeenAt`; it is written seldom. */
  keptSeenAt: number
  actor: Actor
}

/**
 * Sessions with their actor for fifteen seconds (better-auth's lookup on every request costs five times the request).
 * Signing out, a change of roles and a hand-over drop a person's entries at once, in every process, by NOTIFY.
 */
export class SessionCache {
  readonly #entries = new Map<string, { session: CachedSession; until: number }>()
  #drops = 0

  get(token: string, now: number): CachedSession | null {
    const entry = this.#entries.get(token)
    if (!entry) return null
    if (entry.until > now) return entry.session
    this.#entries.delete(token)
    return null
  }

  /** Looks up through `load` and keeps the answer, unless somebody was dropped meanwhile: it may be that person's old one. */
  async load(token: string, now: number, load: () => Promise<CachedSession | null>): Promise<CachedSession | null> {
    const before = this.#drops
    const session = await load()
    if (session && before === this.#drops) {
      if (this.#entries.size > 20_000) this.#entries.clear()
      this.#entries.set(token, { session, until: now + 15_000 })
    }
    return session
  }

  drop(personId: string): void {
    this.#drops++
    for (const [token, { session }] of this.#entries) if (session.personId === personId) this.#entries.delete(token)
  }
}
