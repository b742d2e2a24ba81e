import { Type } from 'typebox'
import type { Room } from '../platform/http.ts'
import { changeView, mayShare, orderViews, saveView } from './change-views.ts'
import { selectViews, type ViewQuery } from './queries.ts'

const List = Type.String({ pattern: '^[a-z-]{1,40}$' })
const Name = Type.String({ minLength: 1, maxLength: 60 })
const Query = Type.Object({
  filters: Type.Record(Type.String({ maxLength: 40 }), Type.Array(Type.String({ maxLength: 200 }), { maxItems: 30 })),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  sort: Type.Optional(Type.String({ maxLength: 40 })),
  shape: Type.Optional(Type.String({ maxLength: 20 })),
})

export const viewRoutes: Room = (app) => {
  app.get(
    '/api/views',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['views'],
        summary: 'Saved views of a list: the unit’s, then my own',
        querystring: Type.Object({ list: List }),
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                id: Type.Integer(),
                name: Type.String(),
                query: Query,
                shared: Type.Boolean(),
                version: Type.Integer(),
              }),
            ),
            /** whether I may save views for everybody of my unit */
            mayShare: Type.Boolean(),
          }),
        },
      },
    },
    async (request) => {
      const { actor } = request
      const rows = await request.read((db) => selectViews(db, actor.personId, actor.unitId, request.query.list))
      return {
        rows: rows.map(({ query, position: _, ...row }) => ({ ...row, query: query as unknown as ViewQuery })),
        mayShare: mayShare(actor),
      } as never
    },
  )

  app.post(
    '/api/views',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['views'],
        summary: 'Save what a list shows under a name, for me or for my unit',
        body: Type.Object({ list: List, name: Name, query: Query, shared: Type.Boolean({ default: false }) }),
        response: { 201: Type.Object({ id: Type.Integer(), version: Type.Integer() }) },
      },
    },
    (request) => request.deed('save-view', (work) => saveView(work, request.body), 201),
  )

  app.patch(
    '/api/views/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['views'],
        summary: 'Rename a view, save what is shown now under it, end it or bring it back',
        params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
        body: Type.Object({
          version: Type.Integer(),
          name: Type.Optional(Name),
          query: Type.Optional(Query),
          ended: Type.Optional(Type.Boolean()),
        }),
        response: { 200: Type.Object({ version: Type.Integer() }) },
      },
    },
    (request) => request.deed('change-view', (work) => changeView(work, request.params.id, request.body)),
  )

  app.put(
    '/api/views/order',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['views'],
        summary: 'Put my views of a list in this order',
        body: Type.Object({ list: List, ids: Type.Array(Type.Integer(), { maxItems: 60 }) }),
        response: { 204: Type.Null() },
      },
    },
    (request) =>
      request.deed(
        'order-views',
        async (work) => {
          await orderViews(work, request.body.list, request.body.ids)
          return null
        },
        204,
      ),
  )
}
