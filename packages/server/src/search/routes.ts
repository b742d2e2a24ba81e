import { Type } from 'typebox'
import type { Room } from '../platform/http.ts'
import { searchEverything } from './search-everything.ts'

export const searchRoutes: Room = (app) => {
  app.get(
    '/api/search',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['search'],
        summary: 'Documents, plans, tasks, reports, units and people by their words, without accents',
        querystring: Type.Object({ q: Type.String({ minLength: 2, maxLength: 200 }) }),
        response: {
          200: Type.Object({
            groups: Type.Array(
              Type.Object({
                kind: Type.String(),
                items: Type.Array(
                  Type.Object({
                    id: Type.String(),
                    title: Type.String(),
                    subtitle: Type.String(),
                    href: Type.String(),
                  }),
                ),
              }),
            ),
          }),
        },
      },
    },
    async (request) => ({
      groups: await request.inTrx((trx) => searchEverything(trx, request.actor, request.query.q)),
    }),
  )
}
