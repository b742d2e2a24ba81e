import { Type } from 'typebox'
import type { Room } from '../platform/http.ts'
import { pageOf } from '../platform/page.ts'
import { Nullable } from '../platform/schema.ts'
import { selectUnits } from './queries.ts'

const UnitRow = Type.Object({
  id: Type.Integer(),
  kind: Type.String(),
  level: Nullable(Type.String()),
  code: Type.String(),
  codeScheme: Type.String(),
  name: Type.String(),
  shortName: Nullable(Type.String()),
  path: Type.String(),
  invented: Type.Boolean(),
  validFrom: Type.String(),
  validTo: Nullable(Type.String()),
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
        response: { 200: Type.Object({ rows: Type.Array(UnitRow), next: Nullable(Type.String()) }) },
      },
    },
    async (request) => {
      const rows = await request.read((db) => selectUnits(db, request.query))
      return pageOf(rows, request.query.limit, (last) => last.path)
    },
  )
}
