import { Type } from 'typebox'
import type { Room } from '../platform/http.ts'
import { Nullable, Uuid, UuidParams } from '../platform/schema.ts'
import { comparePlans, readSides } from './compare-plans.ts'

const Side = Type.Object({
  id: Type.String(),
  number: Nullable(Type.String()),
  title: Nullable(Type.String()),
  year: Type.Integer(),
  issuer: Type.String(),
  issuedOn: Nullable(Type.String()),
})
const ComparedTask = Type.Object({
  id: Type.String(),
  section: Type.String(),
  position: Type.Integer(),
  text: Type.String(),
  scope: Type.Enum(['in', 'out']),
  scopeReason: Nullable(Type.String()),
})

export const compareRoutes: Room = (app, services) => {
  app.get(
    '/api/plans/:id/compare',
    {
      config: { access: 'plan.read' },
      schema: {
        tags: ['plans'],
        summary: 'Which task of another plan (left) became which of this one (right), and what changed in the words',
        params: UuidParams,
        querystring: Type.Object({ with: Uuid }),
        response: {
          200: Type.Object({
            left: Side,
            right: Side,
            pairs: Type.Array(
              Type.Object({
                relation: Type.Enum(['same', 'adapted', 'partial', 'none', 'new']),
                score: Type.Number({ description: '0 to 1; for none and new that of the nearest task refused' }),
                left: Nullable(ComparedTask),
                right: Nullable(ComparedTask),
                words: Type.Array(
                  Type.Object({
                    text: Type.String(),
                    change: Type.Optional(Type.Enum(['ins', 'del'])),
                  }),
                ),
                linked: Type.Boolean({ description: 'The right task says it carries out the left one' }),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const sides = await request.inTrx((trx) => readSides(trx, request.query.with, request.params.id))
      return comparePlans(sides, (message) => services.log.warn(message))
    },
  )
}
