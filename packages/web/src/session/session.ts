import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { answer, api } from '../api.ts'
import type { paths } from '../generated/api.d.ts'
import { currentLocale, type Locale, setLocale } from '../i18n/index.ts'
import { forgetAll, keepFor } from '../keep.ts'
import { openOutbox } from '../outbox.ts'
import { ProblemError } from '../problem.ts'

export type Session = paths['/api/session']['get']['responses'][200]['content']['application/json']
export type SetUp = NonNullable<paths['/api/setup']['post']['requestBody']>['content']['application/json']

/** Lives in the tab, as the shared session itself is meant to. */
const SHARED = 'bg.shared'

export function isShared(): boolean {
  return sessionStorage.getItem(SHARED) === 'yes'
}

/** Makes the browser ready for who signed in: their drafts, their queue, their language. */
export function enter(session: Session): Session {
  // every tab of a shared machine is one, whichever of them signed in
  sessionStorage.setItem(SHARED, session.shared ? 'yes' : 'no')
  keepFor(session.person.id, session.shared)
  openOutbox()
  if (session.person.locale !== currentLocale()) setLocale(session.person.locale)
  return session
}

/** Who is signed in, or null. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      return enter(await answer(api.GET('/api/session')))
    } catch (thrown) {
      if (thrown instanceof ProblemError && thrown.problem.status === 401) return null
      throw thrown
    }
  },
  staleTime: 60_000,
})

/**
 * The signed-in person's session. Only inside the frame, which is not shown without one: where it ends while the frame stands, the
 * last one goes on until the way to the sign-in page is gone.
 */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery)
  const held = useRef(data)
  if (data) held.current = data
  if (!held.current) throw new Error('useSession outside the frame')
  return held.current
}

/** Whether rights include `verb`, whatever its reach: `report.accept@subtree` grants `report.accept`. */
export function grants(rights: readonly string[], verb: string): boolean {
  return rights.some((right) => right === verb || right.startsWith(`${verb}@`))
}

/** `const can = useCan(); can('plan.cascade')`: what to show. The server decides. */
export function useCan(): (verb: string) => boolean {
  const { rights } = useSession()
  return (verb) => grants(rights, verb)
}

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => answer(api.GET('/api/setup')),
  staleTime: Number.POSITIVE_INFINITY,
})

/** The deeds of the session: each leaves the cache in the state a fresh page would have. */
export function useSessionDeeds() {
  const queries = useQueryClient()
  const empty = () => {
    forgetAll()
    queries.clear()
    queries.setQueryData(sessionQuery.queryKey, null)
  }
  return {
    /** `keepPage`: signing in again over a page. The same person goes on where they were; another one starts afresh. */
    async signIn(input: { identifier: string; password: string; shared: boolean }, options: { keepPage: boolean }) {
      const before = queries.getQueryData(sessionQuery.queryKey)
      const session = await answer(api.POST('/api/session', { body: input }))
      sessionStorage.setItem(SHARED, input.shared ? 'yes' : 'no')
      // over a page, whoever came in with a slip has a password to choose first
      if (options.keepPage && (session.mustChangePassword || (before && before.person.id !== session.person.id))) {
        window.location.assign('/')
        return
      }
      if (!options.keepPage) queries.clear()
      queries.setQueryData(sessionQuery.queryKey, enter(session))
      if (options.keepPage) void queries.invalidateQueries()
    },
    async setUp(input: SetUp) {
      const session = await answer(api.POST('/api/setup', { body: input }))
      queries.clear()
      queries.setQueryData(setupQuery.queryKey, (before) => before && { ...before, needed: false, provinces: [] })
      queries.setQueryData(sessionQuery.queryKey, enter(session))
    },
    /** The password on the slip was replaced: everything is open now. */
    passwordIsOwn() {
      queries.setQueryData(sessionQuery.queryKey, (session) =>
        session ? { ...session, mustChangePassword: false } : session,
      )
    },
    async signOut() {
      await answer(api.DELETE('/api/session'))
      empty()
    },
    /** Empties the screen even when the server cannot be told: for a machine somebody walked away from. */
    async leave() {
      try {
        await answer(api.DELETE('/api/session'))
      } finally {
        empty()
      }
    },
    async switchUnit(unitId: number) {
      const session = await answer(api.POST('/api/session/unit', { body: { unitId } }))
      queries.clear()
      queries.setQueryData(sessionQuery.queryKey, enter(session))
    },
    /** One’s own choices, kept with the person; null forgets one. */
    async rememberPreferences(preferences: Record<string, unknown>) {
      await answer(api.PATCH('/api/me', { body: { preferences } }))
      queries.setQueryData(sessionQuery.queryKey, (session) =>
        session
          ? {
              ...session,
              person: { ...session.person, preferences: { ...session.person.preferences, ...preferences } },
            }
          : session,
      )
    },
    async rememberLocale(locale: Locale) {
      setLocale(locale)
      queries.setQueryData(sessionQuery.queryKey, (session) =>
        session ? { ...session, person: { ...session.person, locale } } : session,
      )
      await answer(api.PATCH('/api/me', { body: { locale } }))
    },
  }
}
