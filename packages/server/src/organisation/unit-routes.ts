import { type UnitKind, unitKinds } from '@banggiao/catalogue'
import { Type } from 'typebox'
import { can } from '../platform/actor.ts'
import type { Room } from '../platform/http.ts'
import { notFound } from '../platform/problem.ts'
import { Day, Nullable, NumberParams } from '../platform/schema.ts'
import {
  changeLetterhead,
  changePart,
  changeProfessional,
  changeUnit,
  createPart,
  createUnit,
  recordYear,
} from './change-unit.ts'
import { mergeUnit, moveUnit } from './move-unit.ts'
import { countBelow, selectParts, selectRelations, selectSettings, selectUnit, selectYears } from './unit-queries.ts'

const Name = Type.String({ minLength: 2, maxLength: 300 })
const Lines = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 4 })
const tags = ['organisation']

export const levels = ['MN', 'TH', 'THCS', 'THPT', 'TH-THCS', 'THCS-THPT', 'TH-THCS-THPT', 'GDTX'] as const

const Setting = {
  superiorLines: Lines,
  issuerLines: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 4 }),
  place: Type.String({ minLength: 1, maxLength: 100 }),
  symbol: Type.String({ minLength: 1, maxLength: 40 }),
  salutation: Type.Enum(['đề nghị', 'yêu cầu']),
  signAuthority: Lines,
  headTitle: Type.String({ minLength: 1, maxLength: 100 }),
  deputyTitle: Type.String({ minLength: 1, maxLength: 100 }),
  numbersHere: Type.Boolean({ description: 'true only where the unit has no document system of its own' }),
}
const Figures = {
  pupils: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
  classes: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  staff: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
}

const UnitRecord = Type.Object({
  id: Type.Integer(),
  kind: Type.Enum([...unitKinds]),
  level: Nullable(Type.String()),
  code: Type.String(),
  codeScheme: Type.String(),
  name: Type.String(),
  shortName: Nullable(Type.String()),
  path: Type.String(),
  invented: Type.Boolean(),
  validFrom: Type.String(),
  validTo: Nullable(Type.String()),
  successors: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() }), {
    description: 'Who took over when the unit ended',
  }),
  version: Type.Integer(),
  unitsBelow: Type.Integer(),
  settings: Type.Array(
    Type.Object({
      id: Type.Integer(),
      from: Nullable(Type.String()),
      to: Nullable(Type.String()),
      ...Setting,
      salutation: Type.String(),
    }),
    { description: 'Letterheads, newest first' },
  ),
  relations: Type.Array(
    Type.Object({
      id: Type.Integer(),
      kind: Type.String(),
      superiorId: Type.Integer(),
      superiorName: Type.String(),
      from: Nullable(Type.String()),
      to: Nullable(Type.String()),
    }),
  ),
  parts: Type.Array(
    Type.Object({ id: Type.Integer(), kind: Type.String(), name: Type.String(), people: Type.Integer() }),
    { description: 'Seen by the unit and those above it' },
  ),
  years: Type.Array(Type.Object({ schoolYear: Type.String(), ...Figures }), {
    description: 'Seen by the unit and those above it',
  }),
  can: Type.Object({ manage: Type.Boolean(), managePeople: Type.Boolean(), seePeople: Type.Boolean() }),
})

export const unitRoutes: Room = (app, services) => {
  app.get(
    '/api/units/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'A unit: letterheads, relations, parts, figures',
        params: NumberParams,
        response: { 200: UnitRecord },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const { id } = request.params
        const { actor } = request
        const unit = await selectUnit(trx, id).executeTakeFirst()
        if (!unit) throw notFound()
        const settings = await selectSettings(trx, id).execute()
        const relations = await selectRelations(trx, id).execute()
        const below = await countBelow(trx, id, services.clock.today()).executeTakeFirstOrThrow()
        const target = { unitId: unit.id, unitPath: unit.path }
        return {
          ...unit,
          kind: unit.kind as UnitKind,
          unitsBelow: below.count,
          settings,
          relations,
          parts: (await selectParts(trx, id).execute()).map((part) => ({ ...part, people: part.people ?? 0 })),
          years: await selectYears(trx, id).execute(),
          can: {
            manage: can(actor, 'unit.manage', target),
            managePeople: can(actor, 'person.manage', target),
            seePeople: actor.units.includes(id) || (actor.reach !== null && unit.path.startsWith(actor.reach)),
          },
        }
      }),
  )

  app.post(
    '/api/units',
    {
      config: { access: 'unit.manage' },
      schema: {
        tags,
        summary: 'A new unit under one that the caller manages',
        body: Type.Object({
          kind: Type.Enum(['culture-social-division', 'school', 'centre', 'department', 'commune-committee']),
          level: Nullable(Type.Enum([...levels])),
          code: Type.String({ minLength: 1, maxLength: 60, pattern: '[0-9A-Za-z]' }),
          name: Name,
          shortName: Type.Optional(Nullable(Type.String({ maxLength: 100 }))),
          superiorId: Type.Integer(),
          professionalId: Type.Optional(Nullable(Type.Integer())),
          validFrom: Type.Optional(Day),
        }),
        response: { 201: Type.Object({ id: Type.Integer() }) },
      },
    },
    (request) => request.deed('create-unit', (work) => createUnit(work, request.body), 201),
  )

  app.patch(
    '/api/units/:id',
    {
      config: { access: 'unit.manage' },
      schema: {
        tags,
        summary: 'Name, end and successors of a unit',
        params: NumberParams,
        body: Type.Object({
          version: Type.Integer(),
          name: Type.Optional(Name),
          shortName: Type.Optional(Nullable(Type.String({ maxLength: 100 }))),
          validTo: Type.Optional(Nullable(Day)),
          successorIds: Type.Optional(Type.Array(Type.Integer(), { maxItems: 100, uniqueItems: true })),
        }),
        response: { 200: Type.Object({ version: Type.Integer() }) },
      },
    },
    (request) => request.deed('change-unit', (work) => changeUnit(work, request.params.id, request.body)),
  )

  app.post(
    '/api/units/:id/letterheads',
    {
      config: { access: 'unit.manage' },
      schema: {
        tags,
        summary: 'A letterhead from a day on; earlier papers keep theirs',
        params: NumberParams,
        body: Type.Object({ from: Day, ...Setting }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { from, ...setting } = request.body
      await request.deed('change-letterhead', (work) => changeLetterhead(work, request.params.id, from, setting), 204)
      return reply.send(null)
    },
  )

  app.post(
    '/api/units/:id/professional',
    {
      config: { access: 'unit.manage' },
      schema: {
        tags,
        summary: 'Whom the unit is guided by professionally, from a day on',
        params: NumberParams,
        body: Type.Object({ superiorId: Type.Integer(), from: Day }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { superiorId, from } = request.body
      await request.deed(
        'change-relation',
        (work) => changeProfessional(work, request.params.id, superiorId, from),
        204,
      )
      return reply.send(null)
    },
  )

  const Moved = Type.Object({
    progressId: Type.String(),
    units: Type.Integer({ description: 'Units whose place changes' }),
  })
  app.post(
    '/api/units/:id/move',
    {
      config: { access: 'unit.manage' },
      schema: {
        tags,
        summary: 'The unit belongs to another superior from a day on; a job then moves its rows',
        params: NumberParams,
        body: Type.Object({ superiorId: Type.Integer(), from: Day }),
        response: { 202: Moved },
      },
    },
    (request) => request.deed('move-unit', (work) => moveUnit(work, request.params.id, request.body), 202),
  )

  app.post(
    '/api/units/:id/merge',
    {
      config: { access: 'unit.manage' },
      schema: {
        tags,
        summary: 'The unit ends; its successor takes over the units that belong to it',
        params: NumberParams,
        body: Type.Object({ successorId: Type.Integer(), from: Day }),
        response: { 202: Moved },
      },
    },
    (request) => request.deed('merge-unit', (work) => mergeUnit(work, request.params.id, request.body), 202),
  )

  app.put(
    '/api/units/:id/years/:schoolYear',
    {
      config: { access: 'unit.manage' },
      schema: {
        tags,
        summary: 'Pupils, classes and staff of a school year',
        params: Type.Object({
          id: Type.Integer({ minimum: 1 }),
          schoolYear: Type.String({ pattern: '^\\d{4}-\\d{4}$' }),
        }),
        body: Type.Object(Figures),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { id, schoolYear } = request.params
      await request.deed('record-year', (work) => recordYear(work, id, schoolYear, request.body), 204)
      return reply.send(null)
    },
  )

  app.post(
    '/api/units/:id/parts',
    {
      config: { access: 'unit.manage' },
      schema: {
        tags,
        summary: 'A tổ chuyên môn, or a body that receives papers without accounts',
        params: NumberParams,
        body: Type.Object({
          kind: Type.Enum(['team', 'party-cell', 'mass-organisation', 'parents-board']),
          name: Type.String({ minLength: 2, maxLength: 200 }),
        }),
        response: { 201: Type.Object({ id: Type.Integer() }) },
      },
    },
    (request) => request.deed('create-part', (work) => createPart(work, request.params.id, request.body), 201),
  )

  app.patch(
    '/api/parts/:id',
    {
      config: { access: 'unit.manage' },
      schema: {
        tags,
        summary: 'Rename or end a part of a unit',
        params: NumberParams,
        body: Type.Object({
          name: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })),
          ended: Type.Optional(Type.Boolean()),
        }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await request.deed('change-part', (work) => changePart(work, request.params.id, request.body), 204)
      return reply.send(null)
    },
  )
}
