import { Type } from 'typebox'
import { describeSession, Session, startSession } from '../platform/auth/index.ts'
import type { Room } from '../platform/http.ts'
import { loadActor } from '../platform/load-actor.ts'
import { notFound } from '../platform/problem.ts'
import { administrativeUnits } from './real-units.ts'
import { setUp, setUpNeeded } from './set-up.ts'

const Place = Type.Object({ code: Type.String(), name: Type.String() })
const code = Type.String({ pattern: '^[0-9]{5}$' })

export const setUpRoutes: Room = (app, services) => {
  app.get(
    '/api/setup',
    {
      config: { access: 'public' },
      schema: {
        tags: ['session'],
        summary: 'Whether the first administrator is missing; what the sign-in page may offer',
        response: {
          200: Type.Object({
            needed: Type.Boolean(),
            mail: Type.Boolean({ description: 'Whether letters can be sent, so that a password can be chosen anew' }),
            demo: Type.Boolean(),
            provinces: Type.Array(Place, { description: 'Only while the first administrator is missing' }),
          }),
        },
      },
    },
    async () => {
      const needed = await setUpNeeded(services)
      return {
        needed,
        mail: services.config.smtpUrl !== null,
        demo: services.config.demo,
        provinces: needed ? administrativeUnits().provinces.map(({ code, name }) => ({ code, name })) : [],
      }
    },
  )

  app.get(
    '/api/setup/communes',
    {
      config: { access: 'public' },
      schema: {
        tags: ['session'],
        summary: 'Commune-level units of a province, while the first administrator is missing',
        querystring: Type.Object({ province: Type.String({ pattern: '^[0-9]{2}$' }) }),
        response: { 200: Type.Object({ rows: Type.Array(Place) }) },
      },
    },
    async (request) => {
      const communes = administrativeUnits().communes.get(request.query.province)
      if (!communes || !(await setUpNeeded(services))) throw notFound()
      return { rows: communes.map(({ code, name }) => ({ code, name })) }
    },
  )

  app.post(
    '/api/setup',
    {
      config: { access: 'public' },
      schema: {
        tags: ['session'],
        summary: 'Make the first unit and its administrator, once, and sign them in',
        body: Type.Object({
          provinceCode: Type.String({ pattern: '^[0-9]{2}$' }),
          unit: Type.Union([
            Type.Object({ kind: Type.Literal('department') }),
            Type.Object({ kind: Type.Literal('commune-committee'), communeCode: code }),
            Type.Object({
              kind: Type.Enum(['school', 'centre']),
              level: Type.Enum(['MN', 'TH', 'THCS', 'THPT', 'TH-THCS', 'THCS-THPT', 'TH-THCS-THPT', 'GDTX']),
              name: Type.String({ minLength: 2, maxLength: 300 }),
              code: Type.String({ minLength: 1, maxLength: 60, pattern: '[0-9A-Za-z]' }),
              communeCode: Type.Optional(code),
            }),
          ]),
          person: Type.Object({
            name: Type.String({ minLength: 1, maxLength: 200 }),
            phone: Type.String({ minLength: 8, maxLength: 30 }),
            staffCode: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
            email: Type.Optional(Type.String({ format: 'email', maxLength: 200 })),
          }),
          password: Type.String({ minLength: 8, maxLength: 128 }),
        }),
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const personId = await setUp(services, request.body)
      const actor = await loadActor(services.database, personId, null)
      if (!actor) throw notFound()
      await startSession(services, request, reply, personId, { shared: false, unitId: actor.unitId })
      return describeSession(services, actor, { shared: false, mustChangePassword: false })
    },
  )
}
