import { type Static, Type } from 'typebox'
import { type Room, sendBytes, sendFile } from '../platform/http.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { Day, Nullable, UuidParams } from '../platform/schema.ts'
import { sendWorkbook } from '../platform/workbook.ts'
import { confirmDocument } from './confirm-document.ts'
import { correctDocument } from './correct-document.ts'
import { documentFile, isDrawable, wordsOnPage } from './document-file.ts'
import { registerBook, registerCsv, registerSheet } from './export-register.ts'
import { finishInstruction } from './finish-instruction.ts'
import { instruct } from './instruct.ts'
import { countDocuments, listDocuments, selectFacets, selectRegister } from './list-documents.ts'
import { noteDocument } from './note-document.ts'
import { nextArrivalNumber, selectTakers } from './queries.ts'
import { readDocument } from './read-document.ts'
import { drawInWorker } from './read-in-worker.ts'
import { receiveDocuments } from './receive-documents.ts'
import { receiveRereading } from './receive-rereading.ts'
import { rereadDocument } from './reread-document.ts'
import { CorrectionBody, DocumentLink, Finding, Parsed, PdfSignature, SignedDiffers } from './schemas.ts'
import { settleFinding } from './settle-finding.ts'

const tags = ['documents']
const Direction = Type.Enum(['in', 'out', 'internal'])
const Words = Type.Array(Type.String({ maxLength: 500 }), { maxItems: 50 })
const Filter = {
  direction: Type.Enum(['in', 'out', 'internal'], { default: 'in' }),
  state: Type.Optional(Words),
  kind: Type.Optional(Words),
  issuer: Type.Optional(Words),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  q: Type.Optional(Type.String({ maxLength: 200 })),
}
const Row = Type.Object({
  id: Type.String(),
  unitId: Type.Integer(),
  direction: Direction,
  state: Type.String(),
  paper: Nullable(Type.String()),
  kind: Nullable(Type.String()),
  number: Nullable(Type.String()),
  issuer: Nullable(Type.String()),
  issuedOn: Nullable(Type.String()),
  title: Nullable(Type.String()),
  /** Of what has no title. */
  fileName: Nullable(Type.String()),
  arrivalNumber: Nullable(Type.Integer()),
  arrivalOn: Nullable(Type.String()),
  registerOn: Nullable(Type.String()),
  signer: Nullable(Type.String()),
  recipients: Nullable(Type.Array(Type.String())),
  /** Findings nobody has looked at yet. */
  findings: Type.Integer(),
  givenTo: Nullable(Type.String()),
  /** The nearest day by which somebody is to deal with it. */
  dueOn: Nullable(Type.String()),
})
const FileFacts = Type.Object({
  id: Type.String(),
  name: Type.String(),
  size: Type.Integer(),
  mediaType: Type.String(),
})
const DocumentBody = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  direction: Direction,
  kind: Nullable(Type.String()),
  number: Nullable(Type.String()),
  issuer: Nullable(Type.String()),
  issuedOn: Nullable(Type.String()),
  place: Nullable(Type.String()),
  title: Nullable(Type.String()),
  arrivalNumber: Nullable(Type.Integer()),
  arrivalOn: Nullable(Type.String()),
  nextArrivalNumber: Nullable(Type.Integer()),
  paper: Nullable(Type.String()),
  planId: Nullable(Type.String()),
  reportId: Nullable(Type.String()),
  own: Type.Boolean(),
  parsed: Nullable(Parsed),
  findings: Type.Array(Finding),
  sourceText: Nullable(Type.String()),
  pages: Nullable(
    Type.Array(
      Type.Object({
        width: Type.Number(),
        height: Type.Number(),
        text: Nullable(Type.Object({ start: Type.Integer(), end: Type.Integer() })),
      }),
    ),
  ),
  unsure: Type.Array(Type.Object({ start: Type.Integer(), end: Type.Integer() })),
  signatures: Nullable(Type.Array(PdfSignature)),
  signedSignatures: Nullable(Type.Array(PdfSignature)),
  file: Nullable(FileFacts),
  signedFile: Nullable(FileFacts),
  signedDiffers: Nullable(SignedDiffers),
  cites: Type.Array(Type.Object({ ...DocumentLink.properties, legalBasis: Type.Boolean() })),
  citedBy: Type.Array(DocumentLink),
  duplicates: Type.Array(Type.Object({ ...DocumentLink.properties, arrivalNumber: Nullable(Type.Integer()) })),
  instructions: Type.Array(
    Type.Object({
      id: Type.Integer(),
      fromName: Type.String(),
      toName: Type.String(),
      toPersonId: Type.String(),
      text: Type.String(),
      dueOn: Nullable(Type.String()),
      doneAt: Nullable(Type.String()),
      createdAt: Type.String(),
      can: Type.Object({ finish: Type.Boolean() }),
    }),
  ),
  createdAt: Type.String(),
  confirmedAt: Nullable(Type.String()),
  state: Type.String(),
  waitsFor: Nullable(Type.String()),
  can: Type.Object({
    correct: Type.Boolean(),
    confirm: Type.Boolean(),
    reread: Type.Boolean(),
    instruct: Type.Boolean(),
    note: Type.Boolean(),
    issue: Type.Boolean(),
  }),
})
const Version = Type.Object({ version: Type.Integer() })

/** Registers, reading and filing of papers that came in as files, and what the head does with them. */
export const documentRoutes: Room = (app, services) => {
  app.get(
    '/api/documents',
    {
      config: { access: 'document.read' },
      schema: {
        tags,
        summary: 'A register of the unit: arrivals, departures or internal papers, newest first',
        querystring: Type.Object({
          ...Filter,
          after: Type.Optional(Type.String({ format: 'uuid' })),
          before: Type.Optional(Type.String({ format: 'uuid' })),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: {
          200: Type.Object({
            rows: Type.Array(Row),
            next: Nullable(Type.String()),
            previous: Nullable(Type.String()),
          }),
        },
      },
    },
    async (request) => {
      const page = await request.inTrx((trx) => listDocuments(trx, request.actor.unitId, request.query))
      return { ...page, rows: page.rows as Static<typeof Row>[] }
    },
  )

  app.get(
    '/api/documents/count',
    {
      config: { access: 'document.read' },
      schema: {
        tags,
        summary: 'How many papers a filter finds; exact up to 10 000',
        querystring: Type.Object(Filter),
        response: { 200: Type.Object({ count: Type.Integer(), exact: Type.Boolean() }) },
      },
    },
    (request) => request.inTrx((trx) => countDocuments(trx, request.actor.unitId, request.query, 10_000)),
  )

  const Facet = Type.Array(Type.Object({ value: Nullable(Type.String()), count: Type.Integer() }))
  app.get(
    '/api/documents/facets',
    {
      config: { access: 'document.read' },
      schema: {
        tags,
        summary: 'Types, bodies and states that occur in a register',
        querystring: Type.Object({ direction: Direction }),
        response: { 200: Type.Object({ kinds: Facet, issuers: Facet, states: Facet }) },
      },
    },
    (request) => request.inTrx((trx) => selectFacets(trx, request.actor.unitId, request.query.direction)),
  )

  app.get(
    '/api/documents/export',
    {
      config: { access: 'document.read' },
      schema: {
        tags,
        summary: 'The register as filtered, in the layout of NĐ 30/2020, Phụ lục IV',
        querystring: Type.Object({
          ...Filter,
          format: Type.Enum(['xlsx', 'csv'], { default: 'xlsx' }),
        }),
      },
    },
    async (request, reply) => {
      const { direction, format } = request.query
      const rows = await request.read((db) => selectRegister(db, request.actor.unitId, request.query))
      const sheet = registerSheet(direction, rows)
      const name = `${{ in: 'so-van-ban-den', out: 'so-van-ban-di', internal: 'so-van-ban-noi-bo' }[direction]}-${services.clock.today()}.${format}`
      return format === 'csv'
        ? sendBytes(reply, registerCsv(sheet), name, 'text/csv; charset=utf-8')
        : sendWorkbook(reply, [registerBook(sheet)], name, services.log.warn)
    },
  )

  app.get(
    '/api/documents/next-arrival',
    {
      config: { access: 'document.register' },
      schema: {
        tags,
        summary: 'The arrival number the next paper of a year gets',
        querystring: Type.Object({ on: Type.Optional(Day) }),
        response: { 200: Type.Object({ arrivalNumber: Type.Integer() }) },
      },
    },
    (request) =>
      request.inTrx(async (trx) => ({
        arrivalNumber: await nextArrivalNumber(trx, request.actor.unitId, request.query.on ?? services.clock.today()),
      })),
  )

  app.post(
    '/api/documents',
    {
      config: { access: 'document.register' },
      schema: {
        tags,
        summary: 'Hand in files (multipart: `direction`, `arrivalNumber`, `arrivalOn` before one or more `file`)',
        consumes: ['multipart/form-data'],
        response: {
          201: Type.Object({
            rows: Type.Array(
              Type.Object({
                name: Type.String(),
                id: Nullable(Type.String()),
                state: Nullable(Type.String()),
                progressId: Nullable(Type.String()),
                problem: Nullable(Type.Record(Type.String(), Type.Unknown())),
              }),
            ),
          }),
        },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return { rows: await receiveDocuments(services, request) }
    },
  )

  app.get(
    '/api/documents/:id',
    {
      config: { access: 'document.read' },
      schema: {
        tags,
        summary: 'A document with what was read of it',
        params: UuidParams,
        response: { 200: DocumentBody },
      },
    },
    (request) =>
      request.inTrx((trx) => readDocument(request.actor, trx, request.params.id, services.clock.today())) as Promise<
        Static<typeof DocumentBody>
      >,
  )

  app.get(
    '/api/documents/:id/file',
    {
      config: { access: 'document.read' },
      schema: {
        tags,
        summary: 'The original file; with `signed`, the signed copy of an outgoing paper',
        params: UuidParams,
        querystring: Type.Object({ signed: Type.Optional(Type.Boolean()), download: Type.Optional(Type.Boolean()) }),
      },
    },
    async (request, reply) => {
      const file = await documentFile(services, request, request.params.id, request.query.signed ?? false)
      const stream = await services.files.stream(file.sha256)
      return sendFile(reply, stream, file.name, file.mediaType, !request.query.download)
    },
  )

  const OnePage = Type.Integer({ minimum: 1, maximum: 3000 })
  app.get(
    '/api/documents/:id/pages/:page.png',
    {
      config: { access: 'document.read' },
      schema: {
        tags,
        summary: 'A page of the original, drawn: of a PDF or a picture',
        params: Type.Object({ ...UuidParams.properties, page: OnePage }),
        querystring: Type.Object({ dpi: Type.Integer({ minimum: 50, maximum: 200, default: 110 }) }),
      },
    },
    async (request, reply) => {
      const { id, page } = request.params
      const { dpi } = request.query
      const file = await documentFile(services, request, id, false)
      if (!isDrawable(file)) throw notFound()
      // asked again each time, so that rights taken away hold; drawn again only where the file is another
      const tag = `"${file.sha256}-${page}-${dpi}"`
      reply.header('cache-control', 'private, no-cache').header('etag', tag)
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      const png = await drawInWorker(await services.files.get(file.sha256), page, dpi, services.log.warn)
      if (!png) {
        reply.removeHeader('etag').header('cache-control', 'no-store')
        throw notFound()
      }
      return sendBytes(reply, png, `${page}.png`, 'image/png', true)
    },
  )

  app.get(
    '/api/documents/:id/words',
    {
      config: { access: 'document.read' },
      schema: {
        tags,
        summary: 'Where the words of the text stand on a page: start, end, left, top, right, bottom (ten thousandths)',
        params: UuidParams,
        querystring: Type.Object({ page: OnePage }),
        response: { 200: Type.Object({ words: Type.Array(Type.Array(Type.Integer())) }) },
      },
    },
    async (request) => ({ words: await wordsOnPage(services, request, request.params.id, request.query.page) }),
  )

  app.patch(
    '/api/documents/:id/parsed',
    {
      config: { access: 'document.register' },
      schema: {
        tags,
        summary: 'Set right what was misread, mark a stretch of the text, or change the entry in the register',
        params: UuidParams,
        body: CorrectionBody,
        response: { 200: Version },
      },
    },
    (request) => request.deed('correct-document', (work) => correctDocument(work, request.params.id, request.body)),
  )

  for (const [path, as, summary] of [
    ['dismiss', 'dismissed', 'Leave a finding as it is'],
    ['fix', 'fixed', 'Set a finding right; its safe replacement, where there is one, is applied'],
  ] as const) {
    app.post(
      `/api/documents/:id/findings/:finding/${path}`,
      {
        config: { access: 'document.register' },
        schema: {
          tags,
          summary,
          params: Type.Object({ ...UuidParams.properties, finding: Type.String({ maxLength: 100 }) }),
          body: Version,
          response: { 200: Version },
        },
      },
      (request) =>
        request.deed('settle-finding', (work) =>
          settleFinding(work, request.params.id, request.params.finding, { as, version: request.body.version }),
        ),
    )
  }

  app.post(
    '/api/documents/:id/reread',
    {
      config: { access: 'document.register' },
      schema: {
        tags,
        summary: 'Read the kept file again, or a better one (multipart: `version`, optional `file`)',
        consumes: ['multipart/form-data'],
        params: UuidParams,
        response: { 200: Type.Object({ state: Type.String(), progressId: Nullable(Type.String()) }) },
      },
    },
    async (request) => {
      const input = await receiveRereading(services, request, request.params.id)
      return request.deed('reread-document', (work) => rereadDocument(work, request.params.id, input))
    },
  )

  app.post(
    '/api/documents/:id/confirm',
    {
      config: { access: 'document.register' },
      schema: {
        tags,
        summary: 'Confirm what was read: the paper is filed, or issued where it is the unit’s own',
        params: UuidParams,
        body: Type.Object({
          version: Type.Integer(),
          arrivalNumber: Type.Optional(Nullable(Type.Integer({ minimum: 1 }))),
          arrivalOn: Type.Optional(Day),
        }),
        response: { 200: Type.Object({ version: Type.Integer(), arrivalNumber: Nullable(Type.Integer()) }) },
      },
    },
    (request) => request.deed('confirm-document', (work) => confirmDocument(work, request.params.id, request.body)),
  )

  app.post(
    '/api/documents/:id/instructions',
    {
      config: { access: 'document.instruct' },
      schema: {
        tags,
        summary: 'Give a paper to somebody of the unit, with words and a day (bút phê)',
        params: UuidParams,
        body: Type.Object({
          toPersonId: Type.String({ format: 'uuid' }),
          text: Type.String({ minLength: 1, maxLength: 4000 }),
          dueOn: Type.Optional(Nullable(Day)),
          again: Type.Optional(
            Type.Boolean({ description: 'Give it though the same is open with the same person already' }),
          ),
        }),
        response: { 201: Type.Object({ id: Type.Integer() }) },
      },
    },
    (request) =>
      request.deed('instruct', async (work) => ({ id: await instruct(work, request.params.id, request.body) }), 201),
  )

  app.post(
    '/api/documents/:id/noted',
    {
      config: { access: 'document.instruct' },
      schema: {
        tags,
        summary: 'Say that an arrival was seen and need be given to nobody (để biết)',
        params: UuidParams,
        body: Type.Object({}),
        response: { 200: Type.Object({ id: Type.String() }) },
      },
    },
    (request) =>
      request.deed('note-document', async (work) => {
        await noteDocument(work, request.params.id)
        return { id: request.params.id }
      }),
  )

  app.post(
    '/api/instructions/:id/done',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'Say that an instruction has been carried out',
        params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
        body: Type.Object({}),
        response: { 200: Type.Object({ id: Type.Integer() }) },
      },
    },
    (request) =>
      request.deed('finish-instruction', async (work) => {
        await finishInstruction(work, request.params.id)
        return { id: request.params.id }
      }),
  )

  const Person = Type.Object({ id: Type.String(), name: Type.String(), title: Type.String(), role: Type.String() })
  app.get(
    '/api/documents/:id/takers',
    {
      config: { access: 'document.instruct' },
      schema: {
        tags,
        summary: 'People of the unit a paper may be given to',
        params: UuidParams,
        response: { 200: Type.Object({ rows: Type.Array(Person) }) },
      },
    },
    async (request) =>
      request.inTrx(async (trx) => {
        const held = await trx
          .selectFrom('document')
          .select('unit_id')
          .where('id', '=', request.params.id)
          .executeTakeFirst()
        if (!held) throw notFound()
        if (held.unit_id !== request.actor.unitId) throw new Problem('forbidden')
        return { rows: await selectTakers(trx, held.unit_id).execute() }
      }),
  )
}
