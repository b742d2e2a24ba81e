import { Type } from 'typebox'
import type { Room } from '../platform/http.ts'
import { pageOf } from '../platform/page.ts'
import { selectUnits } from './queries.ts'

const UnitRow = Type.Object({
  id: Type.Integer(),
  kind: Type.String(),
  level: Type.Union([Type.String(), Type.Null()]),
  code: Type.String(),
  codeScheme: Type.String(),
  name: Type.String(),
  shortName: Type.Union([Type.String(), Type.Null()]),
  path: Type.String(),
  invented: Type.Boolean(),
  validFrom: Type.String(),
  validTo: Type.Union([Type.String(), Type.Null()]),
})

export const organisationRoutes: Room = (app) => {
  app.get(
    '/api/units',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['organisation'],
        summary: 'The directory of units, in path order',
        querystring: Type.Object({
          q: Type.Optional(Type.String({ maxLength: 200 })),
          kind: Type.Optional(Type.String()),
          level: Type.Optional(Type.String()),
          under: Type.Optional(Type.String({ pattern: '^([0-9a-z]+/)+$' })),
          after: Type.Optional(Type.String({ pattern: '^([0-9a-z]+/)+$' })),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: { 200: Type.Object({ rows: Type.Array(UnitRow), next: Type.Union([Type.String(), Type.Null()]) }) },
      },
    },
    async (request) => {
      const rows = await request.read((db) => selectUnits(db, request.query))
      return pageOf(rows, request.query.limit, (last) => last.path)
    },
  )
}
