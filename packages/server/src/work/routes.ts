import { Type } from 'typebox'
import { deeds } from '../assignments/index.ts'
import type { Room } from '../platform/http.ts'
import { Nullable } from '../platform/schema.ts'
import { lineKinds, selectMonth } from './queries.ts'
import { linesOfAList, mostLines, readWork, readWorkList } from './read-work.ts'

const Line = Type.Object({
  kind: Type.Enum([...lineKinds]),
  id: Type.String(),
  title: Type.String(),
  from: Nullable(Type.String()),
  fromUnit: Nullable(Type.String()),
  dueOn: Nullable(Type.String()),
  state: Type.String(),
  recordKind: Type.Enum(['assignment', 'document', 'plan', 'report']),
  recordId: Type.String(),
  note: Nullable(Type.String()),
  version: Nullable(Type.Integer()),
  can: Type.Partial(
    Type.Object(
      Object.fromEntries(deeds.map((d) => [d, Type.Boolean()])) as Record<
        (typeof deeds)[number],
        ReturnType<typeof Type.Boolean>
      >,
    ),
  ),
})
const List = Type.Object({
  rows: Type.Array(Line),
  more: Type.Boolean(),
  most: Type.Integer({ description: 'The most lines that can be asked for' }),
})

export const workRoutes: Room = (app, services) => {
  app.get(
    '/api/work',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['work'],
        summary: 'Việc của tôi: to do, soon due, waiting for others; at most ten lines each',
        response: { 200: Type.Object({ today: Type.String(), todo: List, soon: List, waiting: List }) },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const today = services.clock.today()
        return { today, ...(await readWork(trx, request.actor, today)) }
      }),
  )

  app.get(
    '/api/work/:list',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['work'],
        summary: 'The first lines of one list, as many as are asked for',
        params: Type.Object({ list: Type.Enum(['todo', 'soon', 'waiting']) }),
        querystring: Type.Object({
          limit: Type.Integer({ minimum: 1, maximum: mostLines, default: linesOfAList }),
        }),
        response: { 200: List },
      },
    },
    (request) =>
      request.inTrx((trx) =>
        readWorkList(trx, request.actor, services.clock.today(), request.params.list, request.query.limit),
      ),
  )

  app.get(
    '/api/work/calendar',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['work'],
        summary: 'How many of my limits fall on each day of a month',
        querystring: Type.Object({ month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }) }),
        response: {
          200: Type.Object({ days: Type.Array(Type.Object({ day: Type.String(), count: Type.Integer() })) }),
        },
      },
    },
    async (request) => {
      const [year, month] = request.query.month.split('-').map(Number) as [number, number]
      const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
      const rows = await request.read((db) => selectMonth(db, request.actor, `${request.query.month}-01`, next))
      return { days: rows.map((r) => ({ day: r.day as string, count: Number(r.count) })) }
    },
  )
}
