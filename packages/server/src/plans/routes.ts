import { unitKinds } from '@banggiao/catalogue'
import { Type } from 'typebox'
import { selectStaff } from '../organisation/index.ts'
import { mustBeAble } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import type { Room } from '../platform/http.ts'
import { notFound } from '../platform/problem.ts'
import { Day, Nullable, Uuid, UuidParams } from '../platform/schema.ts'
import { sendWorkbook } from '../platform/workbook.ts'
import { cascadePlan } from './cascade-plan.ts'
import { countCarriers } from './count-carriers.ts'
import { selectCell, selectCoverage, selectUnitCells, selectWardNames } from './coverage-queries.ts'
import { derivePlan } from './derive-plan.ts'
import { editContent } from './edit-content.ts'
import { addTask, editTask, endTask } from './edit-task.ts'
import { selectPlans } from './list-plans.ts'
import { matrixSheets } from './matrix-sheets.ts'
import { inPrintedOrder, PlanContent, PlanSection, PlanSigner } from './plan-content.ts'
import { planState } from './plan-state.ts'
import { type PlanRow, selectParts, selectPlan, selectTasks } from './queries.ts'
import { readPlan } from './read-plan.ts'
import { recallCarrier } from './recall-carrier.ts'
import { receivePlan } from './receive-plan.ts'
import { remindUnits } from './remind-units.ts'
import { throughs } from './report-receivers.ts'
import { setCarrierReceivers } from './set-carrier-receivers.ts'
import { setReportReceivers } from './set-report-receivers.ts'
import { undoCascade } from './undo-cascade.ts'

const Text = Type.String()
const OptionalText = Nullable(Type.String())
const At = Type.Any({ description: 'Date and time, ISO 8601; null where it has not happened' })
const Path = Type.String({ pattern: '^([0-9a-z]+/)+$' })

const Selection = Type.Object({
  communeCommittees: Type.Boolean({ default: false }),
  levels: Type.Array(Type.Union(['MN', 'TH', 'THCS', 'THPT', 'GDTX'].map((l) => Type.Literal(l))), { default: [] }),
  unitIds: Type.Array(Type.Integer(), { default: [], maxItems: 4000 }),
  under: Type.Optional(Path),
  exclude: Type.Optional(Type.Array(Type.Integer(), { maxItems: 4000 })),
})

const Standing = Type.Object({
  side: Type.Union([Type.Literal('own'), Type.Literal('carried'), Type.Literal('copy'), Type.Literal('below')]),
  state: Text,
  waitsFor: OptionalText,
  can: Type.Object({
    edit: Type.Boolean(),
    submit: Type.Boolean(),
    withdraw: Type.Boolean(),
    return: Type.Boolean(),
    approve: Type.Boolean(),
    issue: Type.Boolean(),
    reopen: Type.Boolean(),
    cascade: Type.Boolean(),
    derive: Type.Boolean(),
    receive: Type.Boolean(),
    watch: Type.Boolean(),
    remind: Type.Boolean(),
  }),
})

const Run = Type.Object({ text: Text, change: Type.Optional(Type.Union([Type.Literal('ins'), Type.Literal('del')])) })

const TaskRow = Type.Object({
  id: Text,
  section: Text,
  position: Type.Integer(),
  text: Text,
  baseText: OptionalText,
  runs: Nullable(Type.Array(Run)),
  superiorTaskId: OptionalText,
  scope: Type.Union([Type.Literal('in'), Type.Literal('out')]),
  scopeReason: OptionalText,
  assignees: Type.Array(Text),
  ownerRole: OptionalText,
  ownerPersonId: OptionalText,
  ownerPersonName: OptionalText,
  ownerPartId: Nullable(Type.Integer()),
  ownerPartName: OptionalText,
  dueOn: OptionalText,
  dueRecurring: OptionalText,
  state: Nullable(
    Type.String({
      description: 'Of the assignment of the reader’s unit (a plan given to it) or of the plan’s own unit',
    }),
  ),
  assignmentId: Nullable(Type.Integer()),
  version: Type.Integer(),
})

const OwnStanding = Type.Object({
  ...Standing.properties,
  can: Type.Object({ ...Standing.properties.can.properties, setReceivers: Type.Boolean() }),
})

const PlanDetail = Type.Object({
  id: Text,
  documentId: Text,
  unitId: Type.Integer(),
  unitName: Text,
  unitShortName: OptionalText,
  unitKind: Text,
  unitLevel: OptionalText,
  year: Type.Integer(),
  kind: OptionalText,
  number: OptionalText,
  title: OptionalText,
  issuer: OptionalText,
  issuedOn: OptionalText,
  direction: Text,
  fileId: OptionalText,
  signedFileId: OptionalText,
  open: Type.Boolean(),
  reportDueOn: OptionalText,
  reportDueRecurring: OptionalText,
  superiorPlanId: OptionalText,
  version: Type.Integer(),
  content: PlanContent,
  standing: OwnStanding,
  tasks: Type.Array(TaskRow),
  carrier: Nullable(
    Type.Object({
      sentAt: At,
      receivedAt: At,
      adoptedPlanId: OptionalText,
      adoptedAt: At,
      remindedAt: At,
      recalledAt: At,
    }),
  ),
  ownPlan: Nullable(Type.Object({ id: Text, state: Text, number: OptionalText })),
  superior: Nullable(
    Type.Object({
      id: Text,
      number: OptionalText,
      title: OptionalText,
      issuedOn: OptionalText,
      issuer: OptionalText,
      unitName: Text,
      reportDueOn: OptionalText,
    }),
  ),
  wording: Type.Array(
    Type.Object({
      key: Text,
      title: Nullable(Type.Array(Run)),
      paragraphs: Nullable(Type.Array(Type.Array(Run))),
    }),
    { description: 'What was changed in the superior’s words of a section, by its key' },
  ),
  receivers: Type.Array(
    Type.Object({
      unitId: Type.Integer(),
      name: Text,
      shortName: OptionalText,
      role: Type.Union([Type.Literal('main'), Type.Literal('copy')]),
    }),
    { description: 'Whom the plan’s unit reports to; to a unit that carries the plan, whom it reports to itself' },
  ),
  carrierReceivers: Type.Array(
    Type.Object({
      unitId: Nullable(Type.Integer()),
      name: OptionalText,
      shortName: OptionalText,
      through: Nullable(
        Type.Enum([...throughs], {
          description: 'The commune’s committee each unit belongs to, or the body that guides it professionally',
        }),
      ),
      role: Type.Union([Type.Literal('main'), Type.Literal('copy')]),
    }),
    { description: 'Whom the plan has its carriers report to; the issuer where empty' },
  ),
  carriers: Type.Integer({ description: 'Units that carry this plan' }),
})

const PlanListRow = Type.Object({
  id: Text,
  unitId: Type.Integer(),
  unitName: Text,
  unitShortName: OptionalText,
  year: Type.Integer(),
  number: OptionalText,
  title: OptionalText,
  issuer: OptionalText,
  issuedOn: OptionalText,
  reportDueOn: OptionalText,
  receivedAt: At,
  ownPlanId: OptionalText,
  ownPlanState: OptionalText,
  standing: Standing,
})

const Progress = Type.Object({ progressId: Text, units: Type.Integer() })

export const planRoutes: Room = (app, services) => {
  app.get(
    '/api/plans',
    {
      config: { access: 'plan.read' },
      schema: {
        tags: ['plans'],
        summary: 'Plans of the unit, given to it, waiting for its own, or issued below it; newest first',
        querystring: Type.Object({
          tab: Type.Union(
            ['mine', 'received', 'waiting', 'below', 'all'].map((t) => Type.Literal(t as 'all')),
            { default: 'all' },
          ),
          q: Type.Optional(Type.String({ maxLength: 200 })),
          year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })),
          state: Type.Optional(Type.String({ maxLength: 20 })),
          after: Type.Optional(Type.String({ maxLength: 200 })),
          limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
        }),
        response: { 200: Type.Object({ rows: Type.Array(PlanListRow), next: OptionalText }) },
      },
    },
    async (request) => {
      const { actor, query } = request
      const rows = await request.read((db) => selectPlans(db, actor, { ...query, after: cursorOf(query.after) }))
      const page = rows.slice(0, query.limit)
      const last = page.at(-1)
      return {
        rows: page.map((row) => ({
          ...row,
          standing: planState(actor, row, row.carrierUnitId === null ? null : row, row.ownPlanId),
        })),
        next: rows.length > page.length && last ? `${last.createdAt}~${last.id}` : null,
      }
    },
  )

  app.get(
    '/api/plans/:id',
    {
      config: { access: 'plan.read' },
      schema: {
        tags: ['plans'],
        summary: 'One plan: what it says, its tasks with the change of wording, where it stands and what may be done',
        params: UuidParams,
        response: { 200: PlanDetail },
      },
    },
    (request) => request.inTrx((trx) => readPlan(trx, request.actor, request.params.id, services.clock.today())),
  )

  app.get(
    '/api/plans/:id/people',
    {
      config: { access: 'plan.read' },
      schema: {
        tags: ['plans'],
        summary: 'People and tổ of the plan’s unit to whom tasks may be given',
        params: UuidParams,
        response: {
          200: Type.Object({
            people: Type.Array(
              Type.Object({ id: Text, name: Text, role: Text, title: Text, partId: Nullable(Type.Integer()) }),
            ),
            parts: Type.Array(Type.Object({ id: Type.Integer(), kind: Text, name: Text })),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const plan = await selectPlan(trx, request.params.id)
        mustBeAble(request.actor, 'plan.edit', plan)
        return {
          people: await selectStaff(trx, plan.unitId).execute(),
          parts: await selectParts(trx, plan.unitId).execute(),
        }
      }),
  )

  // ------------------------------------------------------------ receive and derive

  app.post(
    '/api/plans/:id/receive',
    {
      config: { access: 'plan.read' },
      schema: {
        tags: ['plans'],
        summary: 'Marks the plan as received by the unit',
        params: UuidParams,
        response: { 200: Type.Object({ receivedAt: Text }) },
      },
    },
    (request) => request.deed('receive-plan', (work) => receivePlan(work, request.params.id)),
  )

  app.post(
    '/api/plans/:id/derive',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Drafts the unit’s own plan under this one; a second call returns the draft there is',
        params: UuidParams,
        body: Type.Object({ daysBefore: Type.Optional(Type.Integer({ minimum: 0, maximum: 90 })) }),
        response: { 200: Type.Object({ id: Text, documentId: Text, created: Type.Boolean() }) },
      },
    },
    (request) => request.deed('derive-plan', (work) => derivePlan(work, request.params.id, request.body)),
  )

  // ------------------------------------------------------------ edit

  app.patch(
    '/api/plans/:id/content',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Changes what a draft says besides its tasks',
        params: UuidParams,
        body: Type.Object({
          version: Type.Integer(),
          title: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
          reportDueOn: Type.Optional(Nullable(Day)),
          bases: Type.Optional(PlanContent.properties.bases),
          opening: Type.Optional(PlanContent.properties.opening),
          sections: Type.Optional(Type.Array(PlanSection, { maxItems: 200 })),
          closing: Type.Optional(PlanContent.properties.closing),
          recipients: Type.Optional(PlanContent.properties.recipients),
          signer: Type.Optional(PlanSigner),
        }),
        response: { 200: Type.Object({ version: Type.Integer() }) },
      },
    },
    (request) => request.deed('edit-plan', (work) => editContent(work, request.params.id, request.body)),
  )

  app.put(
    '/api/plans/:id/report-receivers',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Who receives the report on this plan: one main, any number of copies',
        params: UuidParams,
        body: Type.Object({
          receivers: Type.Array(
            Type.Object({ unitId: Type.Integer(), role: Type.Union([Type.Literal('main'), Type.Literal('copy')]) }),
            { maxItems: 20 },
          ),
        }),
        response: { 200: Type.Object({ count: Type.Integer() }) },
      },
    },
    (request) =>
      request.deed('set-report-receivers', (work) =>
        setReportReceivers(work, request.params.id, request.body.receivers),
      ),
  )

  app.put(
    '/api/plans/:id/carrier-receivers',
    {
      config: { access: 'plan.cascade' },
      schema: {
        tags: ['plans'],
        summary: 'Whom the units that carry this plan report to: one main receiver, any number of copies',
        params: UuidParams,
        body: Type.Object({
          receivers: Type.Array(
            Type.Object({
              unitId: Nullable(Type.Integer()),
              through: Nullable(Type.Enum([...throughs])),
              role: Type.Union([Type.Literal('main'), Type.Literal('copy')]),
            }),
            { maxItems: 20 },
          ),
        }),
        response: { 200: Type.Object({ count: Type.Integer() }) },
      },
    },
    (request) =>
      request.deed('set-carrier-receivers', (work) =>
        setCarrierReceivers(work, request.params.id, request.body.receivers),
      ),
  )

  const Fields = {
    text: Type.String({ minLength: 1, maxLength: 8000 }),
    section: Type.String({ minLength: 1, maxLength: 40 }),
    position: Type.Integer({ minimum: 1, maximum: 10_000 }),
    scope: Type.Union([Type.Literal('in'), Type.Literal('out')]),
    scopeReason: Nullable(Type.String({ maxLength: 2000 })),
    ownerRole: Nullable(Type.String({ maxLength: 20 })),
    ownerPersonId: Nullable(Uuid),
    ownerPartId: Nullable(Type.Integer()),
    dueOn: Nullable(Day),
  }
  const Given = Type.Object({ id: Text, version: Type.Integer() })

  app.post(
    '/api/plans/:id/tasks',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Adds a task to a draft',
        params: UuidParams,
        body: Type.Object({
          ...Type.Partial(Type.Object(Fields)).properties,
          text: Fields.text,
          section: Fields.section,
        }),
        response: { 201: Given },
      },
    },
    (request) => request.deed('add-task', (work) => addTask(work, request.params.id, request.body), 201),
  )

  const TaskId = Type.Object({ id: Uuid, taskId: Uuid })
  app.patch(
    '/api/plans/:id/tasks/:taskId',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Changes a task of a draft: text, place, scope, owner, date',
        params: TaskId,
        body: Type.Object({ version: Type.Integer(), ...Type.Partial(Type.Object(Fields)).properties }),
        response: { 200: Given },
      },
    },
    (request) => {
      const { version, ...fields } = request.body
      return request.deed('edit-task', (work) =>
        editTask(work, request.params.id, request.params.taskId, version, fields),
      )
    },
  )

  app.post(
    '/api/plans/:id/tasks/:taskId/end',
    {
      config: { access: 'plan.edit' },
      schema: {
        tags: ['plans'],
        summary: 'Takes an added task out of a draft',
        params: TaskId,
        body: Type.Object({ version: Type.Integer() }),
        response: { 200: Type.Object({ id: Text }) },
      },
    },
    (request) =>
      request.deed('end-task', (work) => endTask(work, request.params.id, request.params.taskId, request.body.version)),
  )

  // ------------------------------------------------------------ cascade

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

  // ------------------------------------------------------------ watch

  const TaskHead = Type.Object({ id: Text, section: Text, position: Type.Integer(), text: Text, dueOn: OptionalText })
  app.get(
    '/api/plans/:id/coverage',
    {
      config: { access: 'plan.watch' },
      schema: {
        tags: ['plans'],
        summary: 'Who has received, adopted and finished, in all, by ward and by task',
        params: UuidParams,
        response: {
          200: Type.Object({
            tasks: Type.Array(TaskHead),
            totals: Type.Object({
              units: Type.Integer(),
              received: Type.Integer(),
              adopted: Type.Integer(),
              open: Type.Integer(),
              doing: Type.Integer(),
              done: Type.Integer(),
              nothing: Type.Integer(),
              outOfScope: Type.Integer(),
            }),
            groups: Type.Array(
              Type.Object({
                path: Text,
                name: Text,
                units: Type.Integer(),
                received: Type.Integer(),
                adopted: Type.Integer(),
                open: Type.Integer(),
                doing: Type.Integer(),
                done: Type.Integer(),
                nothing: Type.Integer(),
                outOfScope: Type.Integer(),
                tasks: Type.Array(
                  Type.Array(Type.Integer(), { minItems: 2, maxItems: 2, description: 'all, settled' }),
                ),
              }),
            ),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const plan = await selectPlan(trx, request.params.id)
        const tasks = await shownTasks(trx, plan)
        const province = `${plan.unitPath.split('/')[0]}/`
        const groups = await selectCoverage(
          trx,
          plan.id,
          tasks.map((t) => t.id),
          request.actor.reach,
        )
        const names = new Map((await selectWardNames(trx, province).execute()).map((w) => [w.ward, w]))
        const sum = (key: 'units' | 'received' | 'adopted' | 'open' | 'doing' | 'done' | 'nothing' | 'outOfScope') =>
          groups.reduce((n, g) => n + g[key], 0)
        return {
          tasks: tasks.map((t) => ({
            id: t.id,
            section: t.section,
            position: t.position,
            text: t.text,
            dueOn: t.dueOn,
          })),
          totals: {
            units: sum('units'),
            received: sum('received'),
            adopted: sum('adopted'),
            open: sum('open'),
            doing: sum('doing'),
            done: sum('done'),
            nothing: sum('nothing'),
            outOfScope: sum('outOfScope'),
          },
          groups: groups.map((g) => ({
            ...g,
            name: names.get(g.path)?.name ?? g.path,
          })),
        }
      }),
  )

  app.get(
    '/api/plans/:id/coverage/units',
    {
      config: { access: 'plan.watch' },
      schema: {
        tags: ['plans'],
        summary: 'Units below a path with the state of each of their tasks, in path order',
        params: UuidParams,
        querystring: Type.Object({
          under: Path,
          after: Type.Optional(Path),
          limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
        }),
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                id: Type.Integer(),
                name: Text,
                kind: Text,
                level: OptionalText,
                path: Text,
                sentAt: At,
                receivedAt: At,
                adoptedAt: At,
                adoptedPlanId: OptionalText,
                remindedAt: At,
                recalledAt: At,
                cells: Type.String({
                  description:
                    'One letter per task in printed order: o open, l overdue, p in progress, d done, n nothing to report, s out of scope, - not given',
                }),
              }),
            ),
            next: OptionalText,
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const plan = await selectPlan(trx, request.params.id)
        const tasks = await shownTasks(trx, plan)
        const { under, ...page } = request.query
        const rows = await selectUnitCells(
          trx,
          plan.id,
          tasks.map((t) => t.id),
          under,
          services.clock.today(),
          page,
        )
        const shown = rows.slice(0, page.limit)
        return { rows: shown, next: rows.length > shown.length ? (shown.at(-1)?.path ?? null) : null }
      }),
  )

  app.get(
    '/api/plans/:id/cells',
    {
      config: { access: 'plan.watch' },
      schema: {
        tags: ['plans'],
        summary:
          'What stands behind one cell: the assignment, its history and evidence, the own tasks that carry it out',
        params: UuidParams,
        querystring: Type.Object({ unitId: Type.Integer(), taskId: Uuid }),
        response: {
          200: Type.Object({
            assignment: Type.Object({
              id: Type.Integer(),
              state: Text,
              dueOn: OptionalText,
              extensionAskedOn: OptionalText,
              changedAt: At,
              version: Type.Integer(),
              ownerPersonName: OptionalText,
              unitId: Type.Integer(),
              unitName: Text,
              taskId: Text,
              section: Text,
              position: Type.Integer(),
              text: Text,
            }),
            own: Type.Array(
              Type.Object({
                taskId: Text,
                planId: Text,
                section: Text,
                position: Type.Integer(),
                text: Text,
                scope: Text,
                scopeReason: OptionalText,
                assignmentId: Nullable(Type.Integer()),
                state: OptionalText,
                dueOn: OptionalText,
                ownerPersonName: OptionalText,
              }),
            ),
            events: Type.Array(
              Type.Object({
                id: Type.Integer(),
                assignmentId: Type.Integer(),
                kind: Text,
                note: OptionalText,
                fileIds: Type.Array(Text),
                links: Type.Array(Text),
                personName: Text,
                at: At,
              }),
            ),
            files: Type.Array(Type.Object({ id: Text, name: Text, size: Type.Integer(), mediaType: Text })),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        await selectPlan(trx, request.params.id)
        const cell = await selectCell(trx, request.params.id, request.query.unitId, request.query.taskId)
        if (!cell) throw notFound()
        return cell
      }),
  )

  app.get(
    '/api/plans/:id/coverage.xlsx',
    {
      config: { access: 'plan.watch' },
      schema: {
        tags: ['plans'],
        summary: 'The matrix of units and tasks as a workbook, exactly the rows shown',
        params: UuidParams,
        querystring: Type.Object({ under: Type.Optional(Path) }),
        response: { 200: Type.Any() },
      },
    },
    async (request, reply) => {
      const { title, sheets } = await request.inTrx(async (trx) => {
        const plan = await selectPlan(trx, request.params.id)
        const tasks = await shownTasks(trx, plan)
        const province = `${plan.unitPath.split('/')[0]}/`
        const names = new Map((await selectWardNames(trx, province).execute()).map((w) => [w.ward, w.name]))
        const units = await selectUnitCells(
          trx,
          plan.id,
          tasks.map((t) => t.id),
          request.query.under ?? province,
          services.clock.today(),
          { limit: 10_000 },
        )
        return {
          title: plan.number ?? 'ke-hoach',
          sheets: matrixSheets(
            request.actor.locale,
            [plan.number, plan.title].filter(Boolean).join(' - '),
            tasks,
            units.map((u) => ({ ...u, group: names.get(u.path.split('/').slice(0, 2).join('/').concat('/')) ?? '' })),
          ),
        }
      })
      // written after the transaction: it holds no connection meanwhile
      return sendWorkbook(reply, sheets, `Tien do ${title.replace(/[/\\]/g, '-')}.xlsx`, services.log.warn)
    },
  )

  app.post(
    '/api/plans/:id/remind',
    {
      config: { access: 'assignment.remind' },
      schema: {
        tags: ['plans'],
        summary: 'Reminds those of the chosen units that have something unsettled',
        params: UuidParams,
        body: Type.Object({
          unitIds: Type.Array(Type.Integer(), { minItems: 1, maxItems: 4000 }),
          taskIds: Type.Array(Uuid, { default: [], maxItems: 2000 }),
        }),
        response: { 202: Progress },
      },
    },
    (request) => request.deed('remind-units', (work) => remindUnits(work, request.params.id, request.body), 202),
  )
}

/** The tasks a matrix shows across: those in scope, in printed order. */
async function shownTasks(trx: Trx, plan: PlanRow) {
  return inPrintedOrder(await selectTasks(trx, plan.id).where('t.scope', '=', 'in').execute(), plan.content.sections)
}

function cursorOf(after: string | undefined): { at: string; id: string } | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)~([0-9a-f-]{36})$/.exec(after ?? '')
  return parts ? { at: parts[1]!, id: parts[2]! } : undefined
}
