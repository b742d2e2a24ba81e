import { unitKinds } from '@banggiao/catalogue'
import { Type } from 'typebox'
import type { Room } from '../platform/http.ts'
import { Nullable, Uuid, UuidParams } from '../platform/schema.ts'
import { cascadePlan } from './cascade-plan.ts'
import { countCarriers } from './count-carriers.ts'
import { recallCarrier } from './recall-carrier.ts'
import { undoCascade } from './undo-cascade.ts'

const Text = Type.String()

const Selection = Type.Object({
  communeCommittees: Type.Boolean({ default: false }),
  levels: Type.Array(Type.Enum(['MN', 'TH', 'THCS', 'THPT', 'GDTX']), { default: [] }),
  unitIds: Type.Array(Type.Integer(), { default: [], maxItems: 4000 }),
  under: Type.Optional(Type.String({ pattern: '^([0-9a-z]+/)+$' })),
  exclude: Type.Optional(Type.Array(Type.Integer(), { maxItems: 4000 })),
})

/** Giving a plan to those who carry it out, and taking it back. */
export const cascadeRoutes: Room = (app, services) => {
  app.post(
    '/api/plans/:id/carriers/count',
    {
      config: { access: 'plan.cascade' },
      schema: {
        tags: ['plans'],
        summary: 'How many units a selection means, and which task goes to how many of them',
        params: UuidParams,
        body: Type.Object({ selection: Selection }),
        response: {
          200: Type.Object({
            total: Type.Integer(),
            given: Type.Integer(),
            communeCommittees: Type.Integer(),
            byLevel: Type.Record(Type.String(), Type.Integer()),
            other: Type.Integer(),
            kinds: Type.Record(Type.String(), Type.Integer(), { description: 'Units of the selection by kind' }),
            tasks: Type.Array(
              Type.Object({
                id: Text,
                section: Text,
                position: Type.Integer(),
                text: Text,
                kinds: Nullable(
                  Type.Array(Type.Enum([...unitKinds]), {
                    description: 'Kinds of unit the plan addresses; null: every unit chosen',
                  }),
                ),
                given: Type.Record(Type.String(), Type.Integer(), {
                  description: 'Units of the selection that have the task already, by kind',
                }),
              }),
            ),
          }),
        },
      },
    },
    (request) =>
      request.inTrx((trx) =>
        countCarriers(trx, request.actor, request.params.id, services.clock.today(), request.body.selection),
      ),
  )

  app.post(
    '/api/plans/:id/cascade',
    {
      config: { access: 'plan.cascade' },
      schema: {
        tags: ['plans'],
        summary: 'Gives the plan’s tasks to the units of a selection; begins after ten seconds',
        params: UuidParams,
        body: Type.Object({
          selection: Selection,
          tasks: Type.Array(
            Type.Object({
              id: Uuid,
              kinds: Nullable(Type.Array(Type.Enum([...unitKinds]), { maxItems: unitKinds.length })),
            }),
            {
              default: [],
              maxItems: 2000,
              description: 'Tasks chosen, each with the kinds of unit it goes to; empty: as the plan addresses them',
            },
          ),
        }),
        response: { 202: Type.Object({ progressId: Text, units: Type.Integer(), startsInSeconds: Type.Integer() }) },
      },
    },
    (request) => request.deed('cascade-plan', (work) => cascadePlan(work, request.params.id, request.body), 202),
  )

  app.post(
    '/api/plans/:id/cascade/:progressId/undo',
    {
      config: { access: 'plan.cascade' },
      schema: {
        tags: ['plans'],
        summary: 'Takes a cascade back before it begins',
        params: Type.Object({ id: Uuid, progressId: Uuid }),
        response: { 200: Type.Object({ progressId: Text }) },
      },
    },
    (request) =>
      request.deed('undo-cascade', (work) => undoCascade(work, request.params.id, request.params.progressId)),
  )

  app.post(
    '/api/plans/:id/carriers/:unitId/recall',
    {
      config: { access: 'plan.cascade' },
      schema: {
        tags: ['plans'],
        summary: 'Takes the plan back from a unit that has not adopted it',
        params: Type.Object({ id: Uuid, unitId: Type.Integer() }),
        body: Type.Object({ reason: Type.String({ minLength: 3, maxLength: 1000 }) }),
        response: { 200: Type.Object({ assignments: Type.Integer() }) },
      },
    },
    (request) =>
      request.deed('recall-carrier', (work) =>
        recallCarrier(work, request.params.id, request.params.unitId, request.body.reason),
      ),
  )
}
