import { writeDocx, writePdf } from '@banggiao/vanban'
import { Type } from 'typebox'
import { type Room, sendBytes } from '../platform/http.ts'
import { notFound } from '../platform/problem.ts'
import { Nullable, UuidParams } from '../platform/schema.ts'
import { approvePaper } from './approve-paper.ts'
import { issuePaper } from './issue-paper.ts'
import { selectHistory } from './queries.ts'
import { readMarkedPaper } from './read-marked-paper.ts'
import { readPaper } from './read-paper.ts'
import { receiveSignedCopy } from './receive-signed-copy.ts'
import { reopenPaper } from './reopen-paper.ts'
import { returnPaper } from './return-paper.ts'
import { SignedDiffers, Standing, WrittenPaper } from './schemas.ts'
import { submitPaper } from './submit-paper.ts'
import { withdrawPaper } from './withdraw-paper.ts'

const Remarks = Type.String({ minLength: 1, maxLength: 4000 })
const Paper = Type.Object({
  ...Standing.properties,
  id: Type.String(),
  paper: Type.String(),
  version: Type.Integer(),
  content: WrittenPaper,
  hash: Type.String(),
  approvedHash: Nullable(Type.String()),
  stale: Type.Boolean(),
  number: Nullable(Type.String()),
  issuedOn: Nullable(Type.String()),
  signedFileId: Nullable(Type.String()),
  signedDiffers: Nullable(SignedDiffers),
})

/** The life of an outgoing paper: what it says, its steps, its signed copy. */
export const paperRoutes: Room = (app, services) => {
  const tags = ['papers']

  app.get(
    '/api/documents/:id/paper',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'What an outgoing paper says, its hash and its standing',
        params: UuidParams,
        response: { 200: Paper },
      },
    },
    (request) => request.inTrx((trx) => readPaper(services, request.actor, trx, request.params.id)),
  )

  app.get(
    '/api/documents/:id/paper.docx',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary:
          'The paper as a Word document in the form of NĐ 30/2020; a draft is marked so; `changes`: with what was changed in a superior’s words tracked',
        params: UuidParams,
        querystring: Type.Object({ changes: Type.Optional(Type.Boolean()) }),
      },
    },
    async (request, reply) => {
      const { actor, params, query } = request
      const content = await request.inTrx(async (trx) =>
        query.changes
          ? readMarkedPaper(services, actor, trx, params.id)
          : (await readPaper(services, actor, trx, params.id)).content,
      )
      const marks = {
        markChanges: true,
        changedBy: content.issuerLines.join(' '),
        changedAt: services.clock.now().toISOString(),
      }
      const bytes = await writeDocx(content, query.changes ? marks : {})
      return sendBytes(
        reply,
        bytes,
        fileName(content, 'docx'),
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      )
    },
  )

  app.get(
    '/api/documents/:id/paper.pdf',
    {
      config: { access: 'signed-in' },
      schema: { tags, summary: 'The paper as PDF/A; a draft is marked so', params: UuidParams },
    },
    async (request, reply) => {
      const { content } = await request.inTrx((trx) => readPaper(services, request.actor, trx, request.params.id))
      return sendBytes(reply, await writePdf(content), fileName(content, 'pdf'), 'application/pdf', true)
    },
  )

  app.get(
    '/api/documents/:id/history',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'Every step of a document, oldest first; for the unit whose document it is',
        params: UuidParams,
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                id: Type.Integer(),
                kind: Type.String(),
                remarks: Nullable(Type.String()),
                contentHash: Nullable(Type.String()),
                params: Type.Record(Type.String(), Type.Unknown()),
                personId: Type.String(),
                personName: Type.String(),
                at: Type.String({ format: 'date-time' }),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const rows = await request.read((db) => selectHistory(db, request.params.id))
      // every document has a first step; without one it is not for this reader
      if (rows.length === 0) throw notFound()
      return {
        rows: rows.map((row) => ({
          ...row,
          params: row.params as Record<string, unknown>,
          at: row.at.toISOString(),
        })),
      }
    },
  )

  const step = <B extends Type.TSchema>(summary: string, body: B) => ({
    config: { access: 'signed-in' as const },
    schema: { tags, summary, params: UuidParams, body, response: { 200: Paper } },
  })

  app.post(
    '/api/documents/:id/submit',
    step('Submit a draft to the head', Type.Object({ remarks: Type.Optional(Type.String({ maxLength: 4000 })) })),
    (request) =>
      request.deed('submit-paper', async (work) => {
        await submitPaper(work, request.params.id, request.body)
        return readPaper(services, work.actor, work.trx, request.params.id)
      }),
  )
  app.post('/api/documents/:id/withdraw', step('Take back what was submitted', Type.Object({})), (request) =>
    request.deed('withdraw-paper', async (work) => {
      await withdrawPaper(work, request.params.id)
      return readPaper(services, work.actor, work.trx, request.params.id)
    }),
  )
  app.post(
    '/api/documents/:id/return',
    step('Return a paper to its author with remarks', Type.Object({ remarks: Remarks })),
    (request) =>
      request.deed('return-paper', async (work) => {
        await returnPaper(work, request.params.id, request.body)
        return readPaper(services, work.actor, work.trx, request.params.id)
      }),
  )
  app.post(
    '/api/documents/:id/approve',
    step(
      'Approve the content that has this hash',
      Type.Object({
        hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
        remarks: Type.Optional(Type.String({ maxLength: 4000 })),
      }),
    ),
    (request) =>
      request.deed('approve-paper', async (work) => {
        await approvePaper(work, request.params.id, request.body)
        return readPaper(services, work.actor, work.trx, request.params.id)
      }),
  )
  app.post(
    '/api/documents/:id/reopen',
    step('Make an approved paper a draft again', Type.Object({ remarks: Remarks })),
    (request) =>
      request.deed('reopen-paper', async (work) => {
        await reopenPaper(work, request.params.id, request.body)
        return readPaper(services, work.actor, work.trx, request.params.id)
      }),
  )

  app.post(
    '/api/documents/:id/issue',
    {
      config: { access: 'document.issue' },
      schema: {
        tags,
        summary:
          'Hand in the signed copy (multipart: `file` PDF, `number`, `issuedOn`): the paper becomes official. A copy that differs from what was approved is answered with 409 `signed-copy-differs`, its `signedDiffers` shown, and taken with `differs` = `accept` only',
        consumes: ['multipart/form-data'],
        params: UuidParams,
        response: { 200: Paper },
      },
    },
    async (request) => {
      const input = await receiveSignedCopy(services, request, request.params.id)
      return request.deed('issue-paper', async (work) => {
        await issuePaper(work, request.params.id, input)
        return readPaper(services, work.actor, work.trx, request.params.id)
      })
    },
  )
}

/** "86-KH-THCS.NVT.docx": the number people know it by, or what it is about. */
function fileName(
  content: { number: string | null; kind: string | null; title: string; draft: boolean },
  ending: string,
): string {
  const numbered = content.number !== null && /^\d/.test(content.number)
  const name = numbered ? (content.number ?? '') : `${content.kind ?? 'Công văn'} ${content.title.slice(0, 80)}`
  return `${name.replace(/[\\/:*?"<>|\s]+/g, numbered ? '-' : ' ').trim()}${content.draft ? ' (dự thảo)' : ''}.${ending}`
}
