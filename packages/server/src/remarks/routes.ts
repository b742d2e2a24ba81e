import { type TSchema, Type } from 'typebox'
import type { Room } from '../platform/http.ts'
import { Nullable, Uuid } from '../platform/schema.ts'
import { editRemark, readRemark, withdrawRemark } from './change-remark.ts'
import { type DiscussedKind, discussed, type RecordRef, readDiscussed } from './discussed-record.ts'
import { findPeople, whoIsNamed } from './find-people.ts'
import { countRemarks, type Mention, selectRemarks, selectWordings } from './queries.ts'
import { writeRemark } from './write-remark.ts'

const Audience = Type.Enum(['unit', 'record'])
const Text = Type.String({ minLength: 1, maxLength: 4000 })
const MentionIds = Type.Array(Uuid, { maxItems: 20, default: [] })
const pageSize = 50

const Remark = Type.Object({
  id: Type.Integer(),
  /** null while it is withdrawn */
  text: Nullable(Type.String()),
  mentions: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  audience: Type.String(),
  personId: Type.String(),
  personName: Type.String(),
  unitId: Type.Integer(),
  unitName: Type.String(),
  createdAt: Type.String(),
  editedAt: Nullable(Type.String()),
  withdrawnAt: Nullable(Type.String()),
  /** what it said before, oldest first */
  earlier: Type.Array(Type.Object({ text: Type.String(), writtenAt: Type.String() })),
  version: Type.Integer(),
  can: Type.Object({ edit: Type.Boolean(), withdraw: Type.Boolean(), restore: Type.Boolean() }),
})
const Remarks = Type.Object({
  /** oldest first */
  rows: Type.Array(Remark),
  /** id before which the earlier ones stand */
  earlier: Nullable(Type.Integer()),
  /** how many stand, withdrawn ones left out */
  count: Type.Integer(),
  /** whom a remark can be for, the usual one first */
  audiences: Type.Array(Audience),
})

const paths: Record<DiscussedKind, { base: string; id: TSchema; tag: string }> = {
  document: { base: '/api/documents/:id/remarks', id: Uuid, tag: 'documents' },
  plan: { base: '/api/plans/:id/remarks', id: Uuid, tag: 'plans' },
  report: { base: '/api/reports/:id/remarks', id: Uuid, tag: 'reports' },
  assignment: { base: '/api/assignments/:id/remarks', id: Type.Integer({ minimum: 1 }), tag: 'assignments' },
}

export const remarkRoutes: Room = (app, services) => {
  for (const kind of discussed) {
    const { base, id, tag } = paths[kind]
    const params = Type.Object({ id })
    const refOf = (sent: unknown): RecordRef => ({ kind, id: (sent as { id: string | number }).id })

    app.get(
      base,
      {
        config: { access: 'signed-in' },
        schema: {
          tags: [tag],
          summary: `Remarks on this ${kind}, as far as I may see them`,
          params,
          querystring: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }),
          response: { 200: Remarks },
        },
      },
      (request) =>
        request.inTrx(async (trx) => {
          const { actor } = request
          const ref = refOf(request.params)
          const record = await readDiscussed(actor, trx, ref)
          const page = { before: request.query.before, limit: pageSize + 1 }
          const rows = await selectRemarks(trx, ref, page).execute()
          const shown = rows.slice(0, pageSize)
          const { count } = await countRemarks(trx, ref).executeTakeFirstOrThrow()
          const standing = shown.filter((row) => row.withdrawnAt === null).map((row) => row.id)
          const wordings = await selectWordings(trx, standing).execute()
          const own = record.unitId === actor.unitId
          return {
            rows: shown.reverse().map(({ documentId: _, planId: __, reportId: ___, assignmentId: ____, ...row }) => {
              const mine = row.personId === actor.personId
              const withdrawn = row.withdrawnAt !== null
              return {
                ...row,
                text: withdrawn ? null : row.text,
                mentions: withdrawn ? [] : (row.mentions as unknown as Mention[]),
                createdAt: row.createdAt.toISOString(),
                editedAt: row.editedAt?.toISOString() ?? null,
                withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
                earlier: wordings
                  .filter((wording) => wording.remarkId === row.id)
                  .map((wording) => ({ text: wording.text, writtenAt: wording.writtenAt.toISOString() })),
                can: { edit: mine && !withdrawn, withdraw: mine && !withdrawn, restore: mine && withdrawn },
              }
            }),
            earlier: rows.length > pageSize ? shown[0]!.id : null,
            count: Number(count),
            // to one's own people first over one's own record; what others sent is talked about with them
            audiences: !record.shared ? ['unit'] : own ? ['unit', 'record'] : ['record', 'unit'],
          } as never
        }),
    )

    app.post(
      base,
      {
        config: { access: 'signed-in' },
        schema: {
          tags: [tag],
          summary: `Write a remark on this ${kind}; those named in it are told`,
          params,
          body: Type.Object({ text: Text, audience: Audience, mentionIds: MentionIds }),
          response: { 201: Type.Object({ id: Type.Integer(), version: Type.Integer() }) },
        },
      },
      async (request, reply) => {
        const ref = refOf(request.params)
        const { text, audience, mentionIds } = request.body
        const mentions = await whoIsNamed(services, request.actor, ref, audience, mentionIds)
        reply.code(201)
        return request.deed('write-remark', (work) => writeRemark(work, ref, { text, audience, mentions }), 201)
      },
    )

    app.get(
      `${base}/people`,
      {
        config: { access: 'signed-in' },
        schema: {
          tags: [tag],
          summary: `Whom a remark on this ${kind} can name, by part of the name`,
          params,
          querystring: Type.Object({
            q: Type.String({ maxLength: 100, default: '' }),
            audience: Type.Optional(Audience),
          }),
          response: {
            200: Type.Object({
              people: Type.Array(
                Type.Object({ id: Type.String(), name: Type.String(), unitName: Type.String(), title: Type.String() }),
              ),
            }),
          },
        },
      },
      async (request) => ({
        people: await findPeople(
          services,
          request.actor,
          refOf(request.params),
          request.query.audience ?? 'unit',
          request.query.q,
        ),
      }),
    )
  }

  const IdParams = Type.Object({ id: Type.Integer({ minimum: 1 }) })
  app.patch(
    '/api/remarks/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['remarks'],
        summary: 'Word my remark anew; what it said before is kept and shown',
        params: IdParams,
        body: Type.Object({ text: Text, mentionIds: MentionIds, version: Type.Integer() }),
        response: { 200: Type.Object({ version: Type.Integer() }) },
      },
    },
    async (request) => {
      const { id } = request.params
      const row = await request.inTrx((trx) => readRemark({ trx, actor: request.actor }, id))
      const mentions = await whoIsNamed(
        services,
        request.actor,
        row.record,
        row.audience as 'unit' | 'record',
        request.body.mentionIds,
      )
      const { text, version } = request.body
      return request.deed('edit-remark', (work) => editRemark(work, id, { text, mentions, version }))
    },
  )

  app.post(
    '/api/remarks/:id/withdrawal',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['remarks'],
        summary: 'Take my remark back, or put it back: its place stays',
        params: IdParams,
        body: Type.Object({ withdrawn: Type.Boolean() }),
        response: { 200: Type.Object({ version: Type.Integer() }) },
      },
    },
    (request) =>
      request.deed('withdraw-remark', (work) => withdrawRemark(work, request.params.id, request.body.withdrawn)),
  )
}
