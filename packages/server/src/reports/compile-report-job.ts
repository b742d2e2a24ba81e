import { todayInVietNam } from '@banggiao/rules'
import { type Kysely, sql } from 'kysely'
import { letterheadOn } from '../organisation/index.ts'
import { fullReference, printedDay, selectReportReceivers } from '../plans/index.ts'
import type { Trx } from '../platform/database.ts'
import type { DB } from '../platform/generated/db.ts'
import type { Handler } from '../platform/jobs.ts'
import { withProgress } from '../platform/progress.ts'
import type { Services } from '../platform/services.ts'
import { countedTo, evidenceSince, type FigureKey, type FigureScope, figureKeys } from './figures.ts'
import { countFigures, selectPrevious } from './queries.ts'
import { emptyContent, keepEntered, type ReportContent } from './report-content.ts'
import { summariseTask, type TaskRecord } from './summarise-task.ts'

/**
 * Fills a report from what was recorded. Reading happens section by section under the bar; the content is written in one
 * step at the end, with what a person typed kept, so that a run that was killed has changed nothing and a second one
 * gives the same. A report no longer in draft is left as it is.
 */
export function compileReportJob(services: Services): Handler<'compile-report'> {
  return async ({ reportId, progressId }) =>
    withProgress(services, progressId, async (update) => {
      const system = <T>(work: (trx: Trx) => Promise<T>) => services.database.asSystem('compile-report', work)
      // one moment for all of it: the rows behind a figure are counted to the day it was compiled
      const now = services.clock.now()
      const report = await system((trx) => selectFacts(trx, reportId, todayInVietNam(now)))
      if (!report || !editable.includes(report.state)) return { reportId, compiled: false }

      const places = await system((trx) => selectSections(trx, report.planId))
      const total = places.length + 1
      await update(0, total)
      const sections: ReportContent['sections'] = []
      for (const place of places) {
        const tasks = await system((trx) => selectTaskRecords(trx, report, place.section))
        if (tasks.length > 0)
          sections.push({
            key: place.section,
            title: place.title,
            tasks: tasks.map((t) => summariseTask(t, report.periodFrom, report.countedTo)),
          })
        await update(sections.length, total)
      }

      const compiled = await system(async (trx) => {
        const frame = await compileFrame(trx, report, now)
        const held = await trx
          .selectFrom('report as r')
          .innerJoin('document as d', 'd.id', 'r.document_id')
          .select(['r.content', 'd.state'])
          .where('r.id', '=', reportId)
          .forUpdate()
          .executeTakeFirstOrThrow()
        if (!editable.includes(held.state)) return false
        const content = keepEntered({ ...frame, sections }, held.content as unknown as ReportContent)
        await trx
          .updateTable('report')
          .set((eb) => ({ content: JSON.stringify(content), version: eb('version', '+', 1) }))
          .where('id', '=', reportId)
          .execute()
        return true
      })
      return { reportId, compiled }
    })
}

const editable = ['draft', 'returned']

/** Who signs before the period is over says to what day the figures were counted. */
function sayCountedTo({ countedTo: day, periodTo }: Facts): string {
  return day < periodTo ? ` (số liệu tính đến ngày ${printedDay(day)})` : ''
}

interface Facts extends FigureScope {
  periodTo: string
  state: string
  unitName: string
  planNumber: string | null
  planTitle: string | null
  planIssuedOn: string | null
  planUnitId: number
  planUnitName: string
  superiorPlanId: string | null
}

async function selectFacts(db: Kysely<DB>, reportId: string, today: string): Promise<Facts | undefined> {
  const row = await db
    .selectFrom('report as r')
    .innerJoin('document as d', 'd.id', 'r.document_id')
    .innerJoin('unit as u', 'u.id', 'r.unit_id')
    .innerJoin('plan as p', 'p.id', 'r.plan_id')
    .innerJoin('document as pd', 'pd.id', 'p.document_id')
    .innerJoin('unit as pu', 'pu.id', 'p.unit_id')
    .select([
      'r.plan_id as planId',
      'r.unit_id as unitId',
      'r.period_from as periodFrom',
      'r.period_to as periodTo',
      'd.state',
      'u.name as unitName',
      'pd.number as planNumber',
      'pd.title as planTitle',
      'pd.issued_on as planIssuedOn',
      'p.unit_id as planUnitId',
      'pu.name as planUnitName',
      'p.superior_plan_id as superiorPlanId',
    ])
    .where('r.id', '=', reportId)
    .executeTakeFirst()
  return row && { ...row, countedTo: countedTo(row.periodTo, today) }
}

/** Sections of the plan that hold tasks, in the order of the plan's text where it tells one, else by their names. */
async function selectSections(db: Kysely<DB>, planId: string): Promise<{ section: string; title: string }[]> {
  const plan = await db.selectFrom('plan').select('content').where('id', '=', planId).executeTakeFirstOrThrow()
  const listed = (plan.content as { sections?: { key: string; label?: string; title?: string }[] }).sections ?? []
  const place = new Map(listed.map((s, i) => [s.key, i]))
  const rows = await db
    .selectFrom('task')
    .select(['section', (eb) => eb.fn.max('section_title').as('title')])
    .where('plan_id', '=', planId)
    .where('ended_at', 'is', null)
    .groupBy('section')
    .execute()
  return rows
    .sort(
      (a, b) =>
        (place.get(a.section) ?? listed.length) - (place.get(b.section) ?? listed.length) ||
        a.section.localeCompare(b.section, 'vi', { numeric: true }),
    )
    .map((r) => ({ section: r.section, title: listed[place.get(r.section) ?? -1]?.title || r.title || r.section }))
}

async function selectTaskRecords(db: Kysely<DB>, report: Facts, section: string): Promise<TaskRecord[]> {
  const tasks = await db
    .selectFrom('task as t')
    .leftJoin('assignment as a', (join) => join.onRef('a.task_id', '=', 't.id').on('a.unit_id', '=', report.unitId))
    .select([
      't.id as taskId',
      't.text',
      't.scope',
      't.scope_reason as scopeReason',
      'a.id as assignmentId',
      'a.state',
      'a.due_on as dueOn',
    ])
    .where('t.plan_id', '=', report.planId)
    .where('t.section', '=', section)
    .where('t.ended_at', 'is', null)
    .orderBy('t.position')
    .execute()
  const ids = tasks.map((t) => t.assignmentId).filter((id) => id !== null)
  const events =
    ids.length === 0
      ? []
      : await db
          .selectFrom('assignment_event')
          .select(['id', 'assignment_id as assignmentId', 'kind', 'note', 'params', 'person_name as personName', 'at'])
          .where('assignment_id', 'in', ids)
          .orderBy('id')
          .execute()
  const { rows: evidence } = await sql<{ id: number; files: number; links: number }>`
    select a.id, count(*) filter (where s.kind = 'file')::int as files, count(*) filter (where s.kind = 'link')::int as links
    from assignment a, lateral ${evidenceSince(report.periodFrom)} s where a.id = any(${ids}::bigint[]) group by a.id`.execute(
    db,
  )
  const below =
    report.planUnitId !== report.unitId || tasks.length === 0
      ? []
      : await db
          .selectFrom('assignment')
          .select(['task_id as taskId', 'state', (eb) => eb.fn.countAll<number>().as('units')])
          .where(
            'task_id',
            'in',
            tasks.map((t) => t.taskId),
          )
          .where('unit_id', '<>', report.unitId)
          .where('recalled', '=', false)
          .groupBy(['task_id', 'state'])
          .execute()
  return tasks.map((t) => ({
    ...t,
    events: events.filter((e) => e.assignmentId === t.assignmentId),
    files: evidence.find((e) => e.id === t.assignmentId)?.files ?? 0,
    links: evidence.find((e) => e.id === t.assignmentId)?.links ?? 0,
    below: Object.fromEntries(below.filter((b) => b.taskId === t.taskId).map((b) => [b.state, Number(b.units)])),
  }))
}

/** Everything but the sections: bases, addressees, figures beside those of the report before, signer, recipients. */
async function compileFrame(trx: Trx, report: Facts, now: Date): Promise<ReportContent> {
  const superior = report.superiorPlanId
    ? await trx
        .selectFrom('plan as p')
        .innerJoin('document as d', 'd.id', 'p.document_id')
        .innerJoin('unit as u', 'u.id', 'p.unit_id')
        .leftJoin('unit as issuer', 'issuer.id', 'd.issuer_unit_id')
        .select([
          'd.kind',
          'd.number',
          'd.issued_on as issuedOn',
          'd.title',
          // a plan held on paper stands in the unit's own registers, and another body issued it
          sql<string>`coalesce(issuer.name, case when d.direction = 'in' then d.issuer end, u.name)`.as('issuer'),
        ])
        .where('p.id', '=', report.superiorPlanId)
        .executeTakeFirst()
    : undefined
  const receivers = await selectReportReceivers(trx, report.planId, report.unitId, todayInVietNam(now))
  const head = await letterheadOn(trx, report.unitId, todayInVietNam(now))
  const ownPlan = report.planUnitId === report.unitId
  const sent = ownPlan
    ? await trx
        .selectFrom('plan_carrier')
        .select('unit_id')
        .where('plan_id', '=', report.planId)
        .limit(1)
        .executeTakeFirst()
    : undefined
  // a unit that sent its plan to nobody has no figures of units
  const keys = figureKeys.filter((k) => sent !== undefined || !(k.startsWith('units-') || k.startsWith('below-')))
  const counted = await countFigures(trx, keys, report)
  const before = await selectPrevious(trx, report.planId, report.unitId, report.periodFrom).executeTakeFirst()
  const previous = new Map<FigureKey, number>(
    ((before?.content as unknown as ReportContent | undefined)?.figures ?? []).map((f) => [
      f.key,
      f.entered ?? f.computed,
    ]),
  )
  return {
    ...emptyContent,
    compiledAt: now.toISOString(),
    bases: [
      ...(superior ? [`Căn cứ ${fullReference({ ...superior, title: superior.title ?? '' })}`] : []),
      `Căn cứ ${fullReference({
        kind: 'Kế hoạch',
        number: report.planNumber,
        issuedOn: report.planIssuedOn,
        title: report.planTitle ?? '',
        issuer: report.planUnitName,
      })}`,
    ],
    opening: `${report.unitName} báo cáo kết quả thực hiện từ ngày ${printedDay(report.periodFrom)} đến ngày ${printedDay(report.periodTo)}${sayCountedTo(report)} như sau:`,
    closing: `Trên đây là báo cáo kết quả thực hiện Kế hoạch số ${report.planNumber ?? '…'}, ${report.unitName} kính báo cáo.`,
    figures: keys.map((key) => ({
      key,
      computed: counted.get(key) ?? 0,
      entered: null,
      reason: null,
      previous: previous.get(key) ?? null,
    })),
    addressees: receivers.filter((r) => r.role === 'main').map((r) => r.name),
    recipients: [
      ...(receivers.some((r) => r.role === 'main') ? ['Như trên'] : []),
      ...receivers.filter((r) => r.role === 'copy').map((r) => `${r.name} (để báo cáo)`),
      'Lưu: VT',
    ],
    receivers: receivers.map(({ unitId, name, role }) => ({ unitId, name, role })),
    signer: { authority: head.signAuthority, position: head.headTitle, name: head.headName ?? '' },
  }
}
