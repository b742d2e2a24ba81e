import { Type } from 'typebox'
import { assignmentLines, mineToAnswer } from '../assignments/index.ts'
import type { Room } from '../platform/http.ts'
import { loadActor } from '../platform/load-actor.ts'
import { pageOf } from '../platform/page.ts'
import { notFound } from '../platform/problem.ts'
import { Nullable } from '../platform/schema.ts'
import { endCalendarLink, hashOf, makeCalendarLink } from './calendar-link.ts'
import { countUnread, noticeValues, selectNotices, selectProgress } from './queries.ts'
import { readNotices } from './read-notices.ts'
import { eventStreams } from './stream-events.ts'
import { writeCalendar } from './write-calendar.ts'

export const notifyRoutes: Room = (app, services) => {
  const streams = eventStreams(services)
  app.addHook('preClose', async () => streams.endAll())

  app.get(
    '/api/events',
    {
      config: { access: 'signed-in' },
      schema: { tags: ['notices'], summary: 'Server-sent events for me: progress, notice; ids only' },
    },
    (request, reply) => streams.open(request, reply),
  )

  app.get(
    '/api/progress',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'My running jobs and the last that ended, newest first',
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                id: Type.String(),
                kind: Type.String(),
                recordId: Nullable(Type.String()),
                state: Type.String(),
                done: Type.Integer(),
                total: Type.Integer(),
                result: Type.Unknown(),
                problem: Nullable(Type.String()),
                createdAt: Type.String(),
                changedAt: Type.String(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const rows = await request.read((db) => selectProgress(db, request.actor.personId))
      return {
        rows: rows.map((r) => ({ ...r, createdAt: r.createdAt.toISOString(), changedAt: r.changedAt.toISOString() })),
      }
    },
  )

  app.get(
    '/api/notices',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'My notices, newest first, and how many are unread (counted to 100)',
        querystring: Type.Object({
          unread: Type.Optional(Type.Boolean()),
          after: Type.Optional(Type.Integer()),
          limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
        }),
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                id: Type.Integer(),
                kind: Type.String(),
                unitId: Type.Integer(),
                recordKind: Type.String(),
                recordId: Type.String(),
                title: Nullable(Type.String()),
                params: Type.Record(Type.String(), Type.Unknown()),
                createdAt: Type.String(),
                readAt: Nullable(Type.String()),
              }),
            ),
            next: Nullable(Type.Integer()),
            unread: Type.Integer(),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const { personId } = request.actor
        const [rows, counted] = await Promise.all([
          selectNotices(trx, personId, request.query).execute(),
          countUnread(trx, personId).executeTakeFirstOrThrow(),
        ])
        const page = pageOf(rows, request.query.limit, (last) => last.id)
        return {
          ...page,
          rows: page.rows.map(({ number, by, params, ...r }) => ({
            ...r,
            params: noticeValues({ params, number, by }),
            createdAt: r.createdAt.toISOString(),
            readAt: r.readAt?.toISOString() ?? null,
          })),
          unread: Number(counted.unread),
        }
      }),
  )

  app.post(
    '/api/notices/read',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'Mark notices as read; without ids, all up to the newest one seen',
        body: Type.Object({
          ids: Type.Optional(Type.Array(Type.Integer(), { maxItems: 200 })),
          upTo: Type.Optional(Type.Integer()),
        }),
        response: { 200: Type.Object({ read: Type.Integer() }) },
      },
    },
    (request) => request.deed('read-notices', (work) => readNotices(work, request.body)),
  )

  app.post(
    '/api/calendar-link',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['notices'],
        summary: 'A new address of my calendar feed; the former one stops working',
        response: { 201: Type.Object({ path: Type.String() }) },
      },
    },
    (request) => request.deed('make-calendar-link', makeCalendarLink, 201),
  )

  app.delete(
    '/api/calendar-link',
    {
      config: { access: 'signed-in' },
      schema: { tags: ['notices'], summary: 'End my calendar feed', response: { 204: Type.Null() } },
    },
    (request) =>
      request.deed(
        'end-calendar-link',
        async (work) => {
          await endCalendarLink(work)
          return null
        },
        204,
      ),
  )

  app.get(
    '/api/calendar.ics',
    {
      // a calendar program signs in by the token in the address
      config: { access: 'public' },
      schema: {
        tags: ['notices'],
        summary: 'My limits as iCalendar',
        querystring: Type.Object({ token: Type.String({ minLength: 20, maxLength: 80 }) }),
      },
    },
    async (request, reply) => {
      const holder = await services.database.asSystem('calendar', (trx) =>
        trx
          .selectFrom('calendar_token')
          .select('person_id as personId')
          .where('hash', '=', hashOf(request.query.token))
          .where('ended_at', 'is', null)
          .executeTakeFirst(),
      )
      const actor = holder ? await loadActor(services.database, holder.personId, null) : null
      if (!actor) throw notFound()
      const rows = []
      // a person of several units answers in each by the roles held there
      for (const unitId of actor.units) {
        const there = await loadActor(services.database, actor.personId, unitId)
        if (!there) continue
        rows.push(
          ...(await services.database.readAs(there, (db) =>
            assignmentLines(db)
              .select('a.changed_at as changedAt')
              .where(mineToAnswer(there))
              .where('a.due_on', 'is not', null)
              .orderBy('a.due_on')
              .orderBy('a.id')
              .limit(500),
          )),
        )
        if (rows.length >= 500) break
      }
      const base = services.config.publicUrl ?? null
      const english = actor.locale === 'en'
      reply.type('text/calendar; charset=utf-8').header('content-disposition', 'inline; filename="bang-giao.ics"')
      return writeCalendar(
        english ? 'Bang Giao: due dates' : 'Bang Giao: hạn việc',
        rows.map((row) => ({
          uid: `assignment-${row.id}@banggiao`,
          day: row.dueOn as string,
          title: `${english ? 'Due' : 'Hạn'}: ${row.title}`,
          description: [row.planNumber, row.planTitle, row.planUnitName].filter(Boolean).join(' · '),
          url: base ? `${base.replace(/\/$/, '')}/work/${row.id}` : null,
          changedAt: row.changedAt,
        })),
      )
    },
  )
}
