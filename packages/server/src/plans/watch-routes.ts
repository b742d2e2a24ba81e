import { Type } from 'typebox'
import type { Trx } from '../platform/database.ts'
import type { Room } from '../platform/http.ts'
import { pageOf } from '../platform/page.ts'
import { notFound } from '../platform/problem.ts'
import { Nullable, Uuid, UuidParams } from '../platform/schema.ts'
import { sendWorkbook } from '../platform/workbook.ts'
import { selectCell, selectCoverage, selectUnitCells, selectWardNames } from './coverage-queries.ts'
import { matrixSheets } from './matrix-sheets.ts'
import { inPrintedOrder } from './plan-content.ts'
import { type PlanRow, selectPlan, selectTasks } from './queries.ts'
import { remindUnits } from './remind-units.ts'

const Text = Type.String()
const OptionalText = Nullable(Type.String())
const At = Type.Any({ description: 'Date and time, ISO 8601; null where it has not happened' })
const Path = Type.String({ pattern: '^([0-9a-z]+/)+$' })

const Progress = Type.Object({ progressId: Text, units: Type.Integer() })

/** Watching a plan that was given: who has received, adopted and finished, what stands behind it, a reminder. */
export const watchRoutes: Room = (app, services) => {
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
        return pageOf(rows, page.limit, (last) => last.path)
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
