import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../platform/actor.ts'
import { type Room, sendFile } from '../platform/http.ts'
import { pageOf } from '../platform/page.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { Day, Nullable, NumberParams, Uuid } from '../platform/schema.ts'
import { assignmentCan, deeds, entitled, mayRead } from './assignment-state.ts'
import {
  type DueCursor,
  selectEvents,
  selectEvidence,
  selectEvidenceFile,
  selectMine,
  selectTaskAbove,
} from './queries.ts'
import { readAssignment } from './read-assignment.ts'
import { refuseSecret } from './refuse-secret.ts'
import { selectTakers, takeAction } from './take-action.ts'
import { undoAction } from './undo-action.ts'
import { countUnitWork, selectUnitWork } from './unit-work.ts'
import { keepEvidence } from './upload-evidence.ts'

const Can = Type.Object(
  Object.fromEntries(deeds.map((d) => [d, Type.Boolean()])) as Record<
    (typeof deeds)[number],
    ReturnType<typeof Type.Boolean>
  >,
)

const Line = Type.Object({
  id: Type.Integer(),
  planId: Type.String(),
  taskId: Type.String(),
  unitId: Type.Integer(),
  state: Type.String(),
  dueOn: Nullable(Type.String()),
  ownerPersonId: Nullable(Type.String()),
  ownerPartId: Nullable(Type.Integer()),
  extensionAskedOn: Nullable(Type.String()),
  version: Type.Integer(),
  title: Type.String(),
  section: Type.String(),
  position: Type.Integer(),
  planUnitId: Type.Integer(),
  planTitle: Nullable(Type.String()),
  planNumber: Nullable(Type.String()),
  planUnitName: Type.String(),
  can: Can,
})

const Whole = Type.Object({
  ...Line.properties,
  unitName: Type.String(),
  ownerName: Nullable(Type.String()),
  partName: Nullable(Type.String()),
  sectionTitle: Nullable(Type.String()),
  changedAt: Type.String(),
  above: Type.Union([
    Type.Null(),
    Type.Object({
      id: Type.String(),
      text: Type.String(),
      section: Type.String(),
      position: Type.Integer(),
      planId: Type.String(),
      planNumber: Nullable(Type.String()),
      planTitle: Nullable(Type.String()),
      unitName: Type.String(),
    }),
  ]),
  events: Type.Array(
    Type.Object({
      id: Type.Integer(),
      kind: Type.String(),
      note: Nullable(Type.String()),
      fileIds: Type.Array(Type.String()),
      links: Type.Array(Type.String()),
      params: Type.Record(Type.String(), Type.Unknown()),
      personId: Nullable(Type.String()),
      personName: Type.String(),
      at: Type.String(),
      /** taken back by a later event */
      undone: Type.Boolean(),
    }),
  ),
  files: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      size: Type.Integer(),
      mediaType: Type.String(),
      createdAt: Type.String(),
    }),
  ),
  /** Whether anybody can be given the work is asked of /colleagues. */
  waitsFor: Nullable(Type.Enum(['owner', 'superior', 'head'])),
})

/** What the work of a unit is narrowed by. */
const UnitWork = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  state: Type.Optional(Type.Array(Type.Enum(['open', 'doing', 'done', 'nothing', 'out-of-scope']))),
  due: Type.Optional(Type.Enum(['overdue', 'soon', 'none'])),
  owner: Type.Optional(Type.Enum(['somebody', 'nobody', 'me'])),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
}

const After = Type.Optional(Type.String({ pattern: '^(\\d{4}-\\d{2}-\\d{2})?_\\d+$' }))

/** "2026-04-30_17"; without a limit "_17". */
function cursorOf(text: string | undefined): DueCursor | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})?_(\d+)$/.exec(text ?? '')
  return match ? { dueOn: match[1] ?? null, id: Number(match[2]) } : undefined
}

/** A page of assignments, each with what the reader may answer, and the cursor that `cursorOf` reads. */
function linesOf<Row extends Parameters<typeof assignmentCan>[1] & { id: number; dueOn: string | null }>(
  found: readonly Row[],
  limit: number,
  actor: Actor,
) {
  const page = pageOf(found, limit, (last) => `${last.dueOn ?? ''}_${last.id}`)
  return { ...page, rows: page.rows.map((row) => ({ ...row, can: assignmentCan(actor, row) })) }
}

export const assignmentRoutes: Room = (app, services) => {
  app.get(
    '/api/assignments/mine',
    {
      config: { access: 'assignment.answer' },
      schema: {
        tags: ['assignments'],
        summary: 'What is mine to answer, nearest limit first',
        querystring: Type.Object({
          after: After,
          due: Type.Optional(Day),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: { 200: Type.Object({ rows: Type.Array(Line), next: Nullable(Type.String()) }) },
      },
    },
    async (request) => {
      const { limit } = request.query
      const rows = await request.read((db) =>
        selectMine(db, request.actor, {
          after: cursorOf(request.query.after),
          due: request.query.due,
          limit: limit + 1,
        }),
      )
      return linesOf(rows, limit, request.actor)
    },
  )

  app.get(
    '/api/assignments',
    {
      config: { access: 'assignment.answer' },
      schema: {
        tags: ['assignments'],
        summary: 'The work of my unit, nearest limit first',
        querystring: Type.Object({
          ...UnitWork,
          after: After,
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                ...Line.properties,
                ownerName: Nullable(Type.String()),
                partName: Nullable(Type.String()),
              }),
            ),
            next: Nullable(Type.String()),
          }),
        },
      },
    },
    async (request) => {
      const { limit, after, ...filter } = request.query
      const today = services.clock.today()
      const rows = await request.read((db) =>
        selectUnitWork(db, request.actor, today, filter, { after: cursorOf(after), limit: limit + 1 }),
      )
      return linesOf(rows, limit, request.actor)
    },
  )

  app.get(
    '/api/assignments/count',
    {
      config: { access: 'assignment.answer' },
      schema: {
        tags: ['assignments'],
        summary: 'How the work of my unit stands: how many of each state, and how many are overdue',
        querystring: Type.Object(UnitWork),
        response: {
          200: Type.Object({
            total: Type.Integer(),
            open: Type.Integer(),
            doing: Type.Integer(),
            done: Type.Integer(),
            nothing: Type.Integer(),
            outOfScope: Type.Integer(),
            overdue: Type.Integer(),
          }),
        },
      },
    },
    async (request) => {
      const [counted] = await request.read((db) =>
        countUnitWork(db, request.actor, services.clock.today(), request.query),
      )
      if (!counted) throw new Error('a count without a row')
      return counted
    },
  )

  app.get(
    '/api/assignments/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['assignments'],
        summary: 'One assignment with its history, its evidence, and what I may do',
        params: NumberParams,
        response: { 200: Whole },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const { id } = request.params
        const row = await readAssignment(request.actor, trx, id)
        const [events, files] = await Promise.all([selectEvents(trx, id).execute(), selectEvidence(trx, id).execute()])
        const above = row.superiorTaskId ? await selectTaskAbove(trx, row.superiorTaskId).executeTakeFirst() : undefined
        const undone = new Set(
          events.filter((e) => e.kind === 'undone').map((e) => (e.params as { eventId?: number }).eventId),
        )
        const settled = row.state !== 'open' && row.state !== 'doing'
        return {
          ...row,
          changedAt: row.changedAt.toISOString(),
          can: assignmentCan(request.actor, row),
          above: above ?? null,
          waitsFor: row.extensionAskedOn
            ? row.planUnitId === row.unitId
              ? ('head' as const)
              : ('superior' as const)
            : settled
              ? null
              : ('owner' as const),
          events: events.map((e) => ({
            ...e,
            params: e.params as Record<string, unknown>,
            at: e.at.toISOString(),
            undone: undone.has(e.id),
          })),
          files: files.map((f) => ({ ...f, createdAt: f.createdAt.toISOString() })),
        }
      }),
  )

  app.get(
    '/api/assignments/:id/colleagues',
    {
      config: { access: 'assignment.transfer' },
      schema: {
        tags: ['assignments'],
        summary: 'Whom this assignment can be given to',
        params: NumberParams,
        response: {
          200: Type.Object({
            people: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
            teams: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() })),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const row = await readAssignment(request.actor, trx, request.params.id)
        if (!entitled(request.actor, row, 'transferred')) throw new Problem('forbidden')
        const { people, teams } = await selectTakers(trx, request.actor, row)
        return { people: people.map(({ id, name }) => ({ id, name })), teams }
      }),
  )

  app.post(
    '/api/assignments/:id/actions',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['assignments'],
        summary: 'Answer an assignment: progress, done, nothing to report, extension, transfer …',
        params: NumberParams,
        body: Type.Object({
          kind: Type.Enum([...deeds]),
          note: Type.Optional(Type.String({ maxLength: 5000 })),
          links: Type.Optional(Type.Array(Type.String({ maxLength: 2000 }), { maxItems: 20 })),
          fileIds: Type.Optional(Type.Array(Uuid, { maxItems: 20 })),
          dueOn: Type.Optional(Day),
          personId: Type.Optional(Uuid),
          partId: Type.Optional(Type.Integer()),
          version: Type.Integer(),
        }),
        response: {
          200: Type.Object({
            eventId: Type.Integer(),
            version: Type.Integer(),
            state: Type.String(),
            dueOn: Nullable(Type.String()),
          }),
        },
      },
    },
    (request) => request.deed('take-action', (work) => takeAction(work, request.params.id, request.body)),
  )

  app.post(
    '/api/assignments/:id/undo',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['assignments'],
        summary: 'Take back my last answer, within ten seconds',
        params: NumberParams,
        body: Type.Object({ eventId: Type.Integer() }),
        response: { 200: Type.Object({ version: Type.Integer(), state: Type.String() }) },
      },
    },
    (request) => request.deed('undo-action', (work) => undoAction(work, request.params.id, request.body.eventId)),
  )

  app.post(
    '/api/assignments/:id/files',
    {
      config: { access: 'assignment.answer' },
      schema: {
        tags: ['assignments'],
        summary: 'Add a piece of evidence: a document, a picture (multipart, field `file`, up to 50 MB)',
        consumes: ['multipart/form-data'],
        params: NumberParams,
        response: { 201: Type.Object({ id: Type.String(), name: Type.String() }) },
      },
    },
    async (request, reply) => {
      await mustBeAnswerable(request, request.params.id)
      const part = await request.file()
      if (!part)
        throw new Problem('invalid', {
          vi: 'Chưa có tệp nào được gửi lên',
          en: 'No file was sent',
        })
      // in memory until the check for a secrecy mark is over: nothing of a secret paper reaches disk or log
      const bytes = await part.toBuffer()
      if (bytes.length === 0)
        throw new Problem('unreadable-file', { vi: `Tệp “${part.filename}” rỗng`, en: `“${part.filename}” is empty` })
      await refuseSecret(services, request.actor, bytes, part.filename)
      const sha256 = await services.files.put(bytes)
      reply.code(201)
      return request.deed(
        'keep-evidence',
        (work) =>
          keepEvidence(work, request.params.id, {
            name: part.filename,
            mediaType: part.mimetype,
            size: bytes.length,
            sha256,
          }),
        201,
      )
    },
  )

  app.get(
    '/api/files/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['assignments'],
        summary: 'A piece of evidence, for whoever may read its assignment',
        params: Type.Object({ id: Uuid }),
        querystring: Type.Object({ inline: Type.Optional(Type.Boolean()) }),
      },
    },
    async (request, reply) => {
      const [file] = await request.read((db) => selectEvidenceFile(db, request.params.id))
      if (!file || !mayRead(request.actor, file)) throw notFound()
      // only what a browser shows without running it is shown in place
      const inline =
        request.query.inline === true && /^image\/(png|jpeg|webp|gif)$|^application\/pdf$/.test(file.mediaType)
      return sendFile(reply, await services.files.stream(file.sha256), file.name, file.mediaType, inline)
    },
  )
}

/** Rights are checked before 50 MB are read. */
async function mustBeAnswerable(request: FastifyRequest, id: number): Promise<void> {
  const row = await request.inTrx((trx) => readAssignment(request.actor, trx, id))
  if (!entitled(request.actor, row, 'progress')) throw new Problem('forbidden')
}
