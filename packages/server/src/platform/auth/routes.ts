import { roleRights, roles, type Verb } from '@banggiao/catalogue'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../actor.ts'
import { runDeed } from '../deed.ts'
import type { Room } from '../http.ts'
import { loadActor } from '../load-actor.ts'
import { notFound, Problem } from '../problem.ts'
import { Nullable } from '../schema.ts'
import type { Services } from '../services.ts'
import { dropCached, mustBePassword, setPassword } from './accounts.ts'
import { sessionOf } from './authenticate.ts'
import { changePreferences } from './change-preferences.ts'
import { clearAttempts, countAttempt } from './limit-attempts.ts'
import { askReset, resetPassword } from './reset-password.ts'
import { clearCookie, listSessions, rememberUnit, setCookie } from './sessions.ts'
import { signIn } from './sign-in.ts'

const SessionUnit = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  shortName: Nullable(Type.String()),
  code: Type.String(),
  kind: Type.String(),
  level: Nullable(Type.String()),
  path: Type.String(),
})

export const Session = Type.Object({
  person: Type.Object({
    id: Type.String(),
    name: Type.String(),
    locale: Type.Enum(['vi', 'en']),
    preferences: Type.Record(Type.String(), Type.Unknown()),
  }),
  unit: SessionUnit,
  units: Type.Array(SessionUnit, { description: 'Every unit this person may act in' }),
  roles: Type.Array(Type.Enum([...roles]), { description: 'Roles in the unit acted in' }),
  title: Type.String({ description: 'Position in the unit acted in, as the unit words it' }),
  rights: Type.Array(Type.String(), { description: 'verb@reach in the unit acted in' }),
  shared: Type.Boolean({ description: 'A session on a shared machine: ends after ten idle minutes' }),
  mustChangePassword: Type.Boolean(),
  demo: Type.Boolean(),
})

const password = Type.String({ minLength: 8, maxLength: 128 })

/** What the web app knows of who is signed in. */
export async function describeSession(
  services: Services,
  actor: Actor,
  more: { shared: boolean; mustChangePassword: boolean },
) {
  const { person, units } = await services.database.withActor(actor, async (trx) => ({
    person: await trx
      .selectFrom('person')
      .select(['name', 'locale', 'preferences'])
      .where('id', '=', actor.personId)
      .executeTakeFirstOrThrow(),
    units: await trx
      .selectFrom('unit')
      .select(['id', 'name', 'short_name as shortName', 'code', 'kind', 'level', 'path'])
      .where('id', 'in', actor.units)
      .orderBy('path')
      .execute(),
  }))
  const unit = units.find((u) => u.id === actor.unitId)
  if (!unit) throw notFound()
  return {
    person: {
      id: actor.personId,
      name: person.name,
      locale: person.locale as 'vi' | 'en',
      preferences: person.preferences as Record<string, unknown>,
    },
    unit,
    units,
    roles: [...new Set(actor.memberships.map((m) => m.role))],
    title: actor.memberships.find((m) => m.title)?.title ?? '',
    rights: [...new Set(actor.memberships.flatMap((m) => roleRights[m.role] as readonly `${Verb}@${string}`[]))],
    shared: more.shared,
    mustChangePassword: more.mustChangePassword,
    demo: services.config.demo,
  }
}

function stateOf(request: FastifyRequest) {
  const session = sessionOf(request)
  return { shared: session?.shared ?? false, mustChangePassword: session?.mustChangePassword ?? false }
}

export const sessionRoutes: Room = (app, services) => {
  app.post(
    '/api/session',
    {
      config: { access: 'public' },
      schema: {
        tags: ['session'],
        summary: 'Sign in by telephone number, staff code or e-mail',
        body: Type.Object({
          identifier: Type.String({ minLength: 1, maxLength: 200 }),
          password: Type.String({ minLength: 1, maxLength: 128 }),
          shared: Type.Boolean({ default: false }),
        }),
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const { actor, mustChangePassword } = await signIn(services, request, reply, request.body)
      return describeSession(services, actor, { shared: request.body.shared, mustChangePassword })
    },
  )

  app.get(
    '/api/session',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['session'],
        summary: 'Who is signed in, where, and what they may do',
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const session = sessionOf(request)
      if (session && !session.shared) setCookie(services, request, reply, session.token, false)
      return describeSession(services, request.actor, stateOf(request))
    },
  )

  app.delete(
    '/api/session',
    {
      config: { access: 'signed-in' },
      schema: { tags: ['session'], summary: 'Sign out', response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const session = sessionOf(request)
      if (session) await (await services.auth.context()).internalAdapter.deleteSession(session.token)
      await dropCached(services, request.actor.personId)
      await runDeed(services, request.actor, 'sign-out', null, (work) =>
        work.audit({ kind: 'person', id: work.actor.personId }, session ? { session: session.id } : {}),
      )
      clearCookie(services, request, reply)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/session/unit',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['session'],
        summary: 'Act in another of one’s own units; the session remembers it',
        body: Type.Object({ unitId: Type.Integer() }),
        response: { 200: Session },
      },
    },
    async (request) => {
      const { unitId } = request.body
      if (!request.actor.units.includes(unitId)) throw notFound()
      const actor = await loadActor(services.database, request.actor.personId, unitId)
      if (!actor) throw notFound()
      const session = sessionOf(request)
      if (session) {
        await rememberUnit(services, session.token, unitId)
        await dropCached(services, actor.personId)
      }
      return describeSession(services, actor, stateOf(request))
    },
  )

  app.get(
    '/api/sessions',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['session'],
        summary: 'One’s own open sessions, newest use first',
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                id: Type.String(),
                current: Type.Boolean(),
                shared: Type.Boolean(),
                address: Type.String(),
                userAgent: Type.String(),
                createdAt: Type.String(),
                lastSeenAt: Type.String(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const current = sessionOf(request)?.id
      const rows = await listSessions(services, request.actor.personId)
      return {
        rows: rows.map((row) => ({
          id: row.id,
          current: row.id === current,
          shared: row.shared,
          address: row.ipAddress ?? '',
          userAgent: row.userAgent ?? '',
          createdAt: row.createdAt.toISOString(),
          lastSeenAt: row.lastSeenAt.toISOString(),
        })),
      }
    },
  )

  app.delete(
    '/api/sessions/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['session'],
        summary: 'End one of one’s own sessions',
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const row = (await listSessions(services, request.actor.personId)).find((r) => r.id === request.params.id)
      if (!row) throw notFound()
      await (await services.auth.context()).internalAdapter.deleteSession(row.token)
      await dropCached(services, request.actor.personId)
      await runDeed(services, request.actor, 'end-session', null, (work) =>
        work.audit({ kind: 'person', id: work.actor.personId }, { session: row.id }),
      )
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/session/reset',
    {
      config: { access: 'public' },
      schema: {
        tags: ['session'],
        summary: 'Ask for a letter with a link to choose a new password; the answer tells nothing of who exists',
        body: Type.Object({ identifier: Type.String({ minLength: 1, maxLength: 200 }) }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await askReset(services, request.ip, request.body.identifier)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/api/session/reset',
    {
      config: { access: 'public' },
      schema: {
        tags: ['session'],
        summary: 'Choose a new password with the link from the letter; every session ends',
        body: Type.Object({ token: Type.String({ minLength: 10, maxLength: 100 }), password }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const personId = await resetPassword(services, request.body.token, request.body.password)
      const actor = await loadActor(services.database, personId, null)
      if (actor)
        await runDeed(services, actor, 'reset-password', null, (work) => work.audit({ kind: 'person', id: personId }))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/me/password',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['session'],
        summary: 'Change one’s own password; every other session ends',
        body: Type.Object({ current: Type.String({ minLength: 1, maxLength: 128 }), next: password }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { actor } = request
      const { current, next } = request.body
      const key = `password ${actor.personId}`
      await countAttempt(services, [{ key, most: 10 }])
      const { internalAdapter, password: kept } = await services.auth.context()
      const hash = (await internalAdapter.findAccounts(actor.personId)).find(
        (a) => a.providerId === 'credential',
      )?.password
      if (!hash || !(await kept.verify({ hash, password: current })))
        throw new Problem('invalid', undefined, {
          errors: [
            {
              path: '/current',
              message: { vi: 'Mật khẩu hiện tại không đúng', en: 'The present password is not right' },
            },
          ],
        })
      if (current === next)
        throw new Problem('invalid', undefined, {
          errors: [
            {
              path: '/next',
              message: {
                vi: 'Mật khẩu mới phải khác mật khẩu hiện tại',
                en: 'The new password must differ from the present one',
              },
            },
          ],
        })
      const [person] = await request.read((db) =>
        db.selectFrom('person').select(['phone', 'staff_code', 'email']).where('id', '=', actor.personId),
      )
      mustBePassword(next, [person?.phone ?? null, person?.staff_code ?? null, person?.email ?? null])
      await clearAttempts(services, [key])
      const session = sessionOf(request)
      await setPassword(services, actor.personId, next, {
        mustChange: false,
        ...(session ? { keepSessionId: session.id } : {}),
      })
      await runDeed(services, actor, 'change-password', null, (work) =>
        work.audit({ kind: 'person', id: actor.personId }),
      )
      return reply.code(204).send(null)
    },
  )

  app.patch(
    '/api/me',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['session'],
        summary: 'One’s own language and preferences; a preference that is null is forgotten',
        body: Type.Object({
          locale: Type.Optional(Type.Enum(['vi', 'en'])),
          preferences: Type.Optional(
            Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 50 }),
          ),
        }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { locale, preferences } = request.body
      const { personId } = request.actor
      await runDeed(services, request.actor, 'change-preferences', null, async (work) => {
        await work.audit(
          { kind: 'person', id: personId },
          { locale: locale ?? null, keys: Object.keys(preferences ?? {}) },
        )
        await changePreferences(work.trx, personId, locale, preferences)
      })
      if (locale) await dropCached(services, personId)
      return reply.code(204).send(null)
    },
  )
}
