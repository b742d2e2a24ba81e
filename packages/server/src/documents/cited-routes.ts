import { type Force, forceOf, REGISTER_DATE } from '@banggiao/vanban'
import { Type } from 'typebox'
import type { Room } from '../platform/http.ts'
import { pageOf } from '../platform/page.ts'
import { Nullable } from '../platform/schema.ts'
import { countCited, selectCited } from './list-cited.ts'

const Filter = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  held: Type.Optional(Type.Boolean({ description: 'Whether the unit holds the cited paper itself' })),
  ended: Type.Optional(Type.Boolean({ description: 'Only what no longer applies today' })),
}
const Link = Type.Object({ id: Type.String(), number: Nullable(Type.String()), title: Nullable(Type.String()) })
const ForceBody = Type.Object({
  state: Type.Enum(['unknown', 'in-force', 'amended', 'ended', 'not-yet']),
  subject: Nullable(Type.String()),
  from: Nullable(Type.String()),
  until: Nullable(Type.String()),
  replacedBy: Nullable(Type.String()),
  amendedBy: Type.Array(Type.String()),
  note: Nullable(Type.String({ description: 'In the reader’s language' })),
  source: Nullable(Type.String()),
})

/** The register of documents that a unit’s papers cite, with their force. */
export const citedRoutes: Room = (app, services) => {
  app.get(
    '/api/cited-documents',
    {
      config: { access: 'document.read' },
      schema: {
        tags: ['documents'],
        summary: 'Documents cited by the unit’s papers, the most cited first: by whom, and whether they are in force',
        querystring: Type.Object({
          ...Filter,
          after: Type.Optional(Type.String({ pattern: '^\\d{1,7}~[0-9a-f-]{36}$' })),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                id: Type.String(),
                held: Type.Boolean(),
                kind: Nullable(Type.String()),
                number: Nullable(Type.String()),
                issuer: Nullable(Type.String()),
                issuedOn: Nullable(Type.String()),
                title: Nullable(Type.String()),
                citers: Type.Integer(),
                asBasis: Type.Integer(),
                citedBy: Type.Array(Link),
                force: ForceBody,
              }),
            ),
            next: Nullable(Type.String()),
            registerDate: Type.String({ description: 'Day on which the register of force was last compared' }),
          }),
        },
      },
    },
    async (request) => {
      const { after, limit, ...query } = request.query
      const [citers, id] = after?.split('~') ?? []
      const today = services.clock.today()
      const found = await request.read((db) =>
        selectCited(db, request.actor.unitId, filterOf(query, today), {
          after: citers && id ? { citers: Number(citers), id } : undefined,
          limit: limit + 1,
        }),
      )
      const page = pageOf(found, limit, (last) => `${last.citers}~${last.id}`)
      return {
        ...page,
        rows: page.rows.map(({ state, ...row }) => ({
          ...row,
          held: state !== 'placeholder',
          force: shown(
            row.number === null ? { state: 'unknown' } : forceOf(row.number, row.issuedOn, today),
            request.actor.locale,
          ),
        })),
        registerDate: REGISTER_DATE,
      }
    },
  )

  app.get(
    '/api/cited-documents/count',
    {
      config: { access: 'document.read' },
      schema: {
        tags: ['documents'],
        summary: 'How many cited documents a filter finds',
        querystring: Type.Object(Filter),
        response: { 200: Type.Object({ count: Type.Integer() }) },
      },
    },
    async (request) => {
      const filter = filterOf(request.query, services.clock.today())
      const [row] = await request.read((db) => countCited(db, request.actor.unitId, filter))
      return { count: row?.count ?? 0 }
    },
  )
}

function filterOf({ q, held, ended }: { q?: string; held?: boolean; ended?: boolean }, today: string) {
  return { q, held, endedOn: ended ? today : undefined }
}

function shown(force: Force, locale: string) {
  const document = force.state === 'unknown' ? undefined : force.document
  return {
    state: force.state,
    subject: document?.subject ?? null,
    from: document?.from ?? null,
    until: document?.until ?? null,
    replacedBy: document?.replacedBy ?? null,
    amendedBy: document?.amendedBy?.map(({ number }) => number) ?? [],
    note: document?.note?.[locale === 'en' ? 'en' : 'vi'] ?? null,
    source: document?.source ?? null,
  }
}
