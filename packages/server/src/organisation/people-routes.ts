import { roles } from '@banggiao/catalogue'
import { Type } from 'typebox'
import { can } from '../platform/actor.ts'
import { runDeed } from '../platform/deed.ts'
import type { Room } from '../platform/http.ts'
import { notFound } from '../platform/problem.ts'
import { Day, Nullable, Uuid } from '../platform/schema.ts'
import {
  addMembership,
  changeMembership,
  changePerson,
  createPerson,
  endPerson,
  issuePasswordSlips,
} from './change-person.ts'
import { selectMemberships, selectPeople, selectPerson, selectUnit } from './unit-queries.ts'

const PersonId = Type.Object({ id: Uuid })
const Role = Type.Enum([...roles])
const Name = Type.String({ minLength: 1, maxLength: 200 })
const Text = (maxLength: number) => Type.Optional(Nullable(Type.String({ maxLength })))
const tags = ['organisation']

const NewMembership = {
  role: Role,
  title: Type.Optional(Type.String({ maxLength: 200 })),
  partId: Type.Optional(Nullable(Type.Integer())),
  startedOn: Type.Optional(Day),
}

export const peopleRoutes: Room = (app, services) => {
  app.get(
    '/api/units/:id/people',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'People who hold a post in a unit, in Vietnamese order',
        params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
        querystring: Type.Object({
          q: Type.Optional(Type.String({ maxLength: 200 })),
          after: Type.Optional(Type.String({ maxLength: 400 })),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                id: Type.String(),
                name: Type.String(),
                staffCode: Nullable(Type.String()),
                phone: Nullable(Type.String()),
                email: Nullable(Type.String()),
                homeUnitId: Type.Integer(),
                hasAccount: Type.Boolean(),
                version: Type.Integer(),
                memberships: Type.Array(
                  Type.Object({
                    id: Type.Integer(),
                    role: Type.String(),
                    title: Type.String(),
                    partId: Nullable(Type.Integer()),
                    part: Nullable(Type.String()),
                    startedOn: Type.String(),
                  }),
                ),
              }),
            ),
            next: Nullable(Type.String()),
          }),
        },
      },
    },
    async (request) => {
      const { limit } = request.query
      const rows = await request.inTrx(async (trx) => {
        const { id } = request.params
        if (!(await selectUnit(trx, id).executeTakeFirst())) throw notFound()
        return selectPeople(trx, { ...request.query, unitId: id, today: services.clock.today() }).execute()
      })
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        rows: page.map((row) => ({ ...row, hasAccount: Boolean(row.hasAccount) })),
        next: rows.length > page.length && last ? `${last.name}\n${last.id}` : null,
      }
    },
  )

  app.post(
    '/api/units/:id/people',
    {
      config: { access: 'person.manage' },
      schema: {
        tags,
        summary: 'A person in a unit; somebody who is in the system already joins with the record they have',
        params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
        body: Type.Object({
          name: Name,
          phone: Text(30),
          staffCode: Text(60),
          email: Text(200),
          memberships: Type.Array(Type.Object(NewMembership), { minItems: 1, maxItems: 8 }),
        }),
        response: { 201: Type.Object({ id: Type.String(), joined: Type.Boolean() }) },
      },
    },
    (request) => request.deed('create-person', (work) => createPerson(work, request.params.id, request.body), 201),
  )

  app.get(
    '/api/people/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'A person and the posts that the caller may see',
        params: PersonId,
        response: {
          200: Type.Object({
            id: Type.String(),
            name: Type.String(),
            staffCode: Nullable(Type.String()),
            phone: Nullable(Type.String()),
            email: Nullable(Type.String()),
            unitId: Type.Integer(),
            unitName: Type.String(),
            hasAccount: Type.Boolean(),
            endedOn: Nullable(Type.String()),
            version: Type.Integer(),
            memberships: Type.Array(
              Type.Object({
                id: Type.Integer(),
                unitId: Type.Integer(),
                unitName: Type.String(),
                role: Type.String(),
                title: Type.String(),
                partId: Nullable(Type.Integer()),
                part: Nullable(Type.String()),
                startedOn: Type.String(),
                endedOn: Nullable(Type.String()),
                can: Type.Object({ change: Type.Boolean() }),
              }),
            ),
            can: Type.Object({ change: Type.Boolean() }),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const person = await selectPerson(trx, request.params.id).executeTakeFirst()
        if (!person) throw notFound()
        const memberships = await selectMemberships(trx, person.id).execute()
        const manages = (unitId: number, unitPath: string) => can(request.actor, 'person.manage', { unitId, unitPath })
        return {
          ...person,
          hasAccount: Boolean(person.hasAccount),
          memberships: memberships.map((m) => ({ ...m, can: { change: manages(m.unitId, m.unitPath) } })),
          can: { change: person.endedOn === null && manages(person.unitId, person.unitPath) },
        }
      }),
  )

  app.patch(
    '/api/people/:id',
    {
      config: { access: 'person.manage' },
      schema: {
        tags,
        summary: 'Name and what a person signs in with',
        params: PersonId,
        body: Type.Object({
          version: Type.Integer(),
          name: Type.Optional(Name),
          phone: Text(30),
          staffCode: Text(60),
          email: Text(200),
        }),
        response: { 200: Type.Object({ version: Type.Integer() }) },
      },
    },
    (request) => request.deed('change-person', (work) => changePerson(work, request.params.id, request.body)),
  )

  app.post(
    '/api/people/:id/end',
    {
      config: { access: 'person.manage' },
      schema: {
        tags,
        summary: 'The person leaves: posts end today, sessions now; what they did stays',
        params: PersonId,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await request.deed('end-person', (work) => endPerson(work, request.params.id), 204)
      return reply.send(null)
    },
  )

  app.post(
    '/api/people/:id/memberships',
    {
      config: { access: 'person.manage' },
      schema: {
        tags,
        summary: 'One more post of a person',
        params: PersonId,
        body: Type.Object({ unitId: Type.Integer(), ...NewMembership }),
        response: { 201: Type.Object({ id: Type.Integer() }) },
      },
    },
    (request) => request.deed('add-membership', (work) => addMembership(work, request.params.id, request.body), 201),
  )

  app.patch(
    '/api/memberships/:id',
    {
      config: { access: 'person.manage' },
      schema: {
        tags,
        summary: 'Title or part of a post, or its last day',
        params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
        body: Type.Object({
          title: Type.Optional(Type.String({ maxLength: 200 })),
          partId: Type.Optional(Nullable(Type.Integer())),
          endedOn: Type.Optional(Day),
        }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await request.deed('change-membership', (work) => changeMembership(work, request.params.id, request.body), 204)
      return reply.send(null)
    },
  )

  app.post(
    '/api/password-slips',
    {
      config: { access: 'person.manage' },
      schema: {
        tags,
        summary: 'New passwords to print and hand out, shown this once; each is changed at its first use',
        body: Type.Object({ personIds: Type.Array(Uuid, { minItems: 1, maxItems: 50 }) }),
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                personId: Type.String(),
                name: Type.String(),
                unitName: Type.String(),
                identifiers: Type.Array(Type.String()),
                password: Type.String(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      // without an idempotency key on purpose: the kept answer would hold the passwords
      const { body } = await runDeed(services, request.actor, 'issue-password-slips', null, (work) =>
        issuePasswordSlips(work, request.body.personIds),
      )
      return { rows: body }
    },
  )
}
