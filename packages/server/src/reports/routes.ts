import { fulfilsFrom, type PaperState, reportDay, todayInVietNam } from '@banggiao/rules'
import { Type } from 'typebox'
import { paperState } from '../documents/index.ts'
import { selectReportReceivers } from '../plans/index.ts'
import { can } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import type { Room } from '../platform/http.ts'
import { pageOf } from '../platform/page.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { Day, Nullable, Uuid, UuidParams } from '../platform/schema.ts'
import { sendWorkbook } from '../platform/workbook.ts'
import { createReport, recompileReport } from './create-report.ts'
import { editReport } from './edit-report.ts'
import { completenessSheet, reportsSheet } from './export-reports.ts'
import { countedTo, type FigureKey, figureKeys } from './figures.ts'
import {
  completenessStates,
  countCompleteness,
  type ReportFilter,
  selectCompleteness,
  selectFigureRows,
  selectReports,
} from './queries.ts'
import { readReport } from './read-report.ts'
import { ReportContent, ReportEdit, ReportReceiver } from './report-content.ts'
import { selectStandingDay } from './report-day.ts'

const Timing = Nullable(Type.Enum(['on-time', 'late']))

const ReportRow = Type.Object({
  id: Type.String(),
  documentId: Type.String(),
  planId: Type.String(),
  unitId: Type.Integer(),
  unitName: Type.String(),
  periodFrom: Type.String(),
  periodTo: Type.String(),
  dueOn: Nullable(Type.String()),
  sentAt: Nullable(Type.String()),
  state: Type.String(),
  title: Nullable(Type.String()),
  number: Nullable(Type.String()),
  planTitle: Nullable(Type.String()),
  planNumber: Nullable(Type.String()),
  timing: Timing,
})

const Filter = Type.Object({
  box: Type.Enum(['mine', 'received'], { default: 'mine' }),
  plan: Type.Optional(Uuid),
  unit: Type.Optional(Type.Integer()),
  state: Type.Optional(Type.Enum(['draft', 'submitted', 'returned', 'approved', 'issued'])),
  timing: Type.Optional(Type.Enum(['on-time', 'late'])),
})
const most = 5000

export const reportRoutes: Room = (app, services) => {
  app.get(
    '/api/reports',
    {
      config: { access: 'report.read' },
      schema: {
        tags: ['reports'],
        summary: 'Reports of my unit, or those others sent, the latest period first',
        querystring: Type.Object({
          ...Filter.properties,
          after: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}~[0-9a-f-]{36}$' })),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: { 200: Type.Object({ rows: Type.Array(ReportRow), next: Nullable(Type.String()) }) },
      },
    },
    async (request) => {
      const { after, limit } = request.query
      const [periodTo, id] = after?.split('~') ?? []
      const rows = await request.read((db) =>
        selectReports(db, request.actor, {
          ...filterOf(request.query),
          after: periodTo && id ? { periodTo, id } : undefined,
          limit: limit + 1,
        }),
      )
      const page = pageOf(rows, limit, (last) => `${last.periodTo}~${last.id}`)
      return { ...page, rows: page.rows.map((r) => ({ ...r, sentAt: r.sentAt?.toISOString() ?? null })) }
    },
  )

  app.get(
    '/api/reports/export.xlsx',
    {
      config: { access: 'report.read' },
      schema: { tags: ['reports'], summary: 'The same list as a workbook, up to 5 000 rows', querystring: Filter },
    },
    async (request, reply) => {
      const rows = await request.read((db) =>
        selectReports(db, request.actor, { ...filterOf(request.query), limit: most }),
      )
      const { locale } = request.actor
      const name = locale === 'en' ? 'reports.xlsx' : 'bao-cao.xlsx'
      return sendWorkbook(reply, [reportsSheet(rows, locale)], name, services.log.warn)
    },
  )

  app.post(
    '/api/plans/:id/reports',
    {
      config: { access: 'report.edit' },
      schema: {
        tags: ['reports'],
        summary: 'Begin a report on a plan; a job fills it from what was recorded',
        params: UuidParams,
        body: Type.Object({ periodFrom: Day, periodTo: Day }),
        response: { 202: Type.Object({ id: Type.String(), documentId: Type.String(), progressId: Type.String() }) },
      },
    },
    (request) => request.deed('create-report', (work) => createReport(work, request.params.id, request.body), 202),
  )

  app.get(
    '/api/plans/:id/report-day',
    {
      config: { access: 'report.edit' },
      schema: {
        tags: ['reports'],
        summary: 'The day my unit’s next report on a plan is asked for, and whether one whose period ends so is for it',
        params: UuidParams,
        querystring: Type.Object({ periodTo: Day }),
        response: {
          200: Type.Object({
            standingOn: Nullable(Type.String({ description: 'Null where nobody asks for a day' })),
            dueOn: Nullable(Type.String({ description: 'The day it is for; null: an interim report' })),
            from: Nullable(
              Type.String({ description: 'The earliest end of a period that is for the day that stands' }),
            ),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        await mustSeePlan(trx, request.params.id)
        const standing = await selectStandingDay(trx, request.params.id, request.actor.unitId)
        if (!standing) return { standingOn: null, dueOn: null, from: null }
        const { dueOn, recurring } = standing
        return {
          standingOn: dueOn,
          dueOn: reportDay(dueOn, recurring, request.query.periodTo, services.clock.today()),
          from: fulfilsFrom(dueOn, recurring),
        }
      }),
  )

  app.post(
    '/api/reports/:id/compile',
    {
      config: { access: 'report.edit' },
      schema: {
        tags: ['reports'],
        summary: 'Compute the report anew; what was typed stays',
        params: UuidParams,
        response: { 202: Type.Object({ progressId: Type.String() }) },
      },
    },
    (request) => request.deed('recompile-report', (work) => recompileReport(work, request.params.id), 202),
  )

  app.patch(
    '/api/reports/:id/content',
    {
      config: { access: 'report.edit' },
      schema: {
        tags: ['reports'],
        summary: 'Change what a person writes in a report',
        params: UuidParams,
        body: ReportEdit,
        response: { 200: Type.Object({ version: Type.Integer() }) },
      },
    },
    (request) => request.deed('edit-report', (work) => editReport(work, request.params.id, request.body)),
  )

  app.get(
    '/api/reports/:id',
    {
      config: { access: 'report.read' },
      schema: {
        tags: ['reports'],
        summary: 'A report: content, standing, receivers, and what I may do',
        params: UuidParams,
        response: {
          200: Type.Object({
            id: Type.String(),
            documentId: Type.String(),
            planId: Type.String(),
            unitId: Type.Integer(),
            unitName: Type.String(),
            planNumber: Nullable(Type.String()),
            planTitle: Nullable(Type.String()),
            periodFrom: Type.String(),
            periodTo: Type.String(),
            dueOn: Nullable(Type.String()),
            interim: Type.Boolean(),
            sentAt: Nullable(Type.String()),
            title: Nullable(Type.String()),
            number: Nullable(Type.String()),
            issuedOn: Nullable(Type.String()),
            version: Type.Integer(),
            content: ReportContent,
            state: Type.String(),
            can: Type.Record(Type.String(), Type.Boolean()),
            waitsFor: Nullable(Type.String()),
            receivers: Type.Array(ReportReceiver),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const row = await readReport(request.actor, trx, request.params.id)
        const content = row.content as unknown as ReportContent
        // of a sent report, those it went to: the plan may name others since, or not be the reader's to see
        const receivers = row.sentAt
          ? content.receivers
          : await selectReportReceivers(trx, row.planId, row.unitId, services.clock.today())
        const standing = paperState(request.actor, {
          paper: 'report',
          unitId: row.unitId,
          unitPath: row.unitPath,
          state: row.state as PaperState,
        })
        return {
          ...row,
          ...standing,
          sentAt: row.sentAt?.toISOString() ?? null,
          content,
          receivers,
        }
      }),
  )

  app.get(
    '/api/reports/:id/figures/:key/rows',
    {
      config: { access: 'report.read' },
      schema: {
        tags: ['reports'],
        summary: 'The rows a figure of a report was counted from, as far as I may read them',
        params: Type.Object({ id: Uuid, key: Type.Enum([...figureKeys]) }),
        querystring: Type.Object({
          after: Type.Optional(Type.String({ pattern: '^[0-9a-z/]+$' })),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                id: Type.String(),
                title: Type.String(),
                unitName: Type.String(),
                state: Type.String(),
                dueOn: Nullable(Type.String()),
                recordKind: Type.String(),
                recordId: Type.String(),
              }),
            ),
            next: Nullable(Type.String()),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        const report = await readReport(request.actor, trx, request.params.id)
        const { after, limit } = request.query
        const { compiledAt } = report.content as unknown as ReportContent
        const compiledOn = todayInVietNam(compiledAt === null ? services.clock.now() : new Date(compiledAt))
        const rows = await selectFigureRows(
          trx,
          request.params.key as FigureKey,
          { ...report, countedTo: countedTo(report.periodTo, compiledOn) },
          { after, limit: limit + 1 },
          can(request.actor, 'plan.watch') ? null : request.actor.units,
        )
        return pageOf(rows, limit, (last) => last.id)
      }),
  )

  const CompletenessFilter = Type.Object({
    state: Type.Optional(Type.Array(Type.Enum([...completenessStates]), { description: 'Any of them' })),
    q: Type.Optional(Type.String({ maxLength: 200 })),
  })

  app.get(
    '/api/plans/:id/completeness',
    {
      config: { access: 'plan.watch' },
      schema: {
        tags: ['reports'],
        summary: 'Which units of a plan have sent their report, in time, late or not at all; in path order',
        params: UuidParams,
        querystring: Type.Object({
          ...CompletenessFilter.properties,
          after: Type.Optional(Type.String({ pattern: '^[0-9a-z/]+$' })),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: {
          200: Type.Object({
            rows: Type.Array(
              Type.Object({
                unitId: Type.Integer(),
                unitName: Type.String(),
                path: Type.String(),
                groupName: Nullable(Type.String()),
                reportId: Nullable(Type.String()),
                sentAt: Nullable(Type.String()),
                dueOn: Nullable(Type.String()),
                state: Type.Enum([...completenessStates]),
              }),
            ),
            next: Nullable(Type.String()),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        await mustSeePlan(trx, request.params.id)
        const { limit, ...filter } = request.query
        const rows = await selectCompleteness(trx, request.params.id, services.clock.today(), {
          ...filter,
          limit: limit + 1,
        })
        const page = pageOf(rows, limit, (last) => last.path)
        return { ...page, rows: page.rows.map((r) => ({ ...r, sentAt: r.sentAt?.toISOString() ?? null })) }
      }),
  )

  app.get(
    '/api/plans/:id/completeness/totals',
    {
      config: { access: 'plan.watch' },
      schema: {
        tags: ['reports'],
        summary: 'How many units of a plan have sent their report in time, late or not at all',
        params: UuidParams,
        response: {
          200: Type.Object({
            sent: Type.Integer(),
            late: Type.Integer(),
            missing: Type.Integer(),
            waiting: Type.Integer(),
          }),
        },
      },
    },
    (request) =>
      request.inTrx(async (trx) => {
        await mustSeePlan(trx, request.params.id)
        return countCompleteness(trx, request.params.id, services.clock.today())
      }),
  )

  app.get(
    '/api/plans/:id/completeness.xlsx',
    {
      config: { access: 'plan.watch' },
      schema: {
        tags: ['reports'],
        summary: 'Which units have sent their report, as a workbook of exactly the rows shown',
        params: UuidParams,
        querystring: CompletenessFilter,
      },
    },
    async (request, reply) => {
      const { locale } = request.actor
      const rows = await request.inTrx(async (trx) => {
        await mustSeePlan(trx, request.params.id)
        const filter = { ...request.query, limit: 10_000 }
        return selectCompleteness(trx, request.params.id, services.clock.today(), filter)
      })
      const name = locale === 'en' ? 'who-has-reported.xlsx' : 'tinh-hinh-gui-bao-cao.xlsx'
      return sendWorkbook(reply, [completenessSheet(rows, locale)], name, services.log.warn)
    },
  )
}

/** @throws Problem not-found */
async function mustSeePlan(trx: Trx, id: string): Promise<void> {
  const plan = await trx.selectFrom('plan').select('id').where('id', '=', id).executeTakeFirst()
  if (!plan) throw notFound()
}

interface Asked {
  box: 'mine' | 'received'
  plan?: string
  unit?: number
  state?: string
  timing?: 'on-time' | 'late'
}

function filterOf(query: Asked): Omit<ReportFilter, 'after' | 'limit'> {
  if (query.box !== 'mine' && query.box !== 'received') throw new Problem('invalid')
  return { box: query.box, planId: query.plan, unitId: query.unit, state: query.state, timing: query.timing }
}
