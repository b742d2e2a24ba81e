import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** The figures of a report on a plan. Each is one condition: counting it and opening its rows ask the same. */
export const figureKeys = [
  'total',
  'done',
  'nothing',
  'doing',
  'open',
  'out-of-scope',
  'overdue',
  'done-late',
  'extended',
  'with-evidence',
  'units-sent',
  'units-received',
  'units-adopted',
  'units-finished',
  'below-total',
  'below-done',
  'below-nothing',
  'below-doing',
  'below-open',
  'below-out-of-scope',
  'below-overdue',
] as const
export type FigureKey = (typeof figureKeys)[number]

/** What a figure is counted over: a plan as one unit carries it out and has it carried out, up to a day. */
export interface FigureScope {
  planId: string
  unitId: number
  /** YYYY-MM-DD */
  periodFrom: string
  /** The last day counted, by `countedTo`. */
  countedTo: string
}

/** A report may be prepared before its period ends: it counts to the day it is made, and what is due later is not overdue. */
export function countedTo(periodTo: string, today: string): string {
  return periodTo < today ? periodTo : today
}

export const figureNames = {
  total: { vi: 'Tổng số nhiệm vụ', en: 'Tasks' },
  done: { vi: 'Đã hoàn thành', en: 'Done' },
  nothing: { vi: 'Không phát sinh', en: 'Nothing to report' },
  doing: { vi: 'Đang thực hiện', en: 'In progress' },
  open: { vi: 'Chưa thực hiện', en: 'Not begun' },
  'out-of-scope': { vi: 'Không thuộc phạm vi đơn vị', en: 'Out of scope' },
  overdue: { vi: 'Quá hạn chưa hoàn thành', en: 'Overdue' },
  'done-late': { vi: 'Hoàn thành sau hạn', en: 'Done after the limit' },
  extended: { vi: 'Được gia hạn trong kỳ', en: 'Extended in the period' },
  'with-evidence': { vi: 'Có minh chứng trong kỳ', en: 'With evidence in the period' },
  'units-sent': { vi: 'Đơn vị được triển khai', en: 'Units the plan was sent to' },
  'units-received': { vi: 'Đơn vị đã tiếp nhận', en: 'Units that received it' },
  'units-adopted': { vi: 'Đơn vị đã ban hành kế hoạch', en: 'Units that issued their plan' },
  'units-finished': { vi: 'Đơn vị đã hoàn thành mọi nhiệm vụ', en: 'Units that settled every task' },
  'below-total': { vi: 'Nhiệm vụ giao các đơn vị', en: 'Assignments of units' },
  'below-done': { vi: 'Các đơn vị đã hoàn thành', en: 'Done by units' },
  'below-nothing': { vi: 'Các đơn vị báo không phát sinh', en: 'Units: nothing to report' },
  'below-doing': { vi: 'Các đơn vị đang thực hiện', en: 'In progress in units' },
  'below-open': { vi: 'Các đơn vị chưa thực hiện', en: 'Not begun in units' },
  'below-out-of-scope': { vi: 'Không thuộc phạm vi các đơn vị', en: 'Out of scope of units' },
  'below-overdue': { vi: 'Các đơn vị quá hạn', en: 'Overdue in units' },
} satisfies Record<FigureKey, { vi: string; en: string }>

/** Rows behind a figure: assignments (alias `a`) or carriers (alias `c`). */
export function rowsBehind(key: FigureKey): 'assignment' | 'carrier' {
  return key.startsWith('units-') ? 'carrier' : 'assignment'
}

/** Figures that count the tasks, too, which a unit put out of its own plan's scope: nobody was given those. */
export function countsUngiven(key: FigureKey): boolean {
  return key === 'total' || key === 'out-of-scope'
}

/** Tasks (alias `t`) of the unit's own plan that are out of its scope and were given to nobody. */
export function ungiven(scope: FigureScope): RawBuilder<SqlBool> {
  return sql<SqlBool>`t.plan_id = ${scope.planId}::uuid and t.unit_id = ${scope.unitId} and t.scope = 'out'
    and t.ended_at is null and not exists (select 1 from assignment a where a.task_id = t.id and a.unit_id = t.unit_id)`
}

const vietNamDay = (column: RawBuilder<unknown>) => sql`(${column} at time zone 'Asia/Ho_Chi_Minh')::date`

/** The condition of a figure, on `assignment a` or `plan_carrier c`. */
export function figureCondition(key: FigureKey, scope: FigureScope): RawBuilder<SqlBool> {
  if (rowsBehind(key) === 'carrier') {
    const sent = sql<SqlBool>`c.plan_id = ${scope.planId}::uuid and c.recalled_at is null`
    switch (key) {
      case 'units-received':
        return sql<SqlBool>`${sent} and c.received_at is not null`
      case 'units-adopted':
        return sql<SqlBool>`${sent} and c.adopted_at is not null`
      case 'units-finished':
        return sql<SqlBool>`${sent} and exists (select 1 from assignment x where x.plan_id = c.plan_id and x.unit_id = c.unit_id)
          and not exists (select 1 from assignment x where x.plan_id = c.plan_id and x.unit_id = c.unit_id
            and x.state in ('open', 'doing'))`
      default:
        return sent
    }
  }
  const below = key.startsWith('below-')
  const whose = below ? sql`a.unit_id <> ${scope.unitId}` : sql`a.unit_id = ${scope.unitId}`
  const all = sql<SqlBool>`a.plan_id = ${scope.planId}::uuid and ${whose} and not a.recalled`
  const what = below ? key.slice('below-'.length) : key
  switch (what) {
    case 'total':
      return all
    case 'overdue':
      return sql<SqlBool>`${all} and a.state in ('open', 'doing') and a.due_on < ${scope.countedTo}::date`
    case 'done-late':
      return sql<SqlBool>`${all} and a.state = 'done' and a.due_on < ${vietNamDay(sql`a.changed_at`)}`
    case 'extended':
      return sql<SqlBool>`${all} and ${hasEvent(scope, sql`e.kind = 'extension-granted'`)}`
    case 'with-evidence':
      return sql<SqlBool>`${all} and exists ${evidenceSince(scope.periodFrom)}`
    default:
      return sql<SqlBool>`${all} and a.state = ${what}`
  }
}

/**
 * The evidence of an assignment (alias `a`) since the period began, a row (`kind` file or link) each: its own and that of the
 * unit's own tasks that carry it out. A file is evidence of the period in which it was kept with the assignment, whether or not an
 * answer names it, and of each in which an answer does; not where every answer that named it was taken back.
 * @param periodFrom YYYY-MM-DD
 */
export function evidenceSince(periodFrom: string): RawBuilder<unknown> {
  const carriers = sql`(select a.id union all select oa.id from task own
    join assignment oa on oa.task_id = own.id and oa.unit_id = own.unit_id
    where own.superior_task_id = a.task_id and own.unit_id = a.unit_id and own.open and own.ended_at is null)`
  return sql`(select 'link' as kind, l.link as what from assignment_event e, unnest(e.links) l(link)
      where e.assignment_id in ${carriers} and ${vietNamDay(sql`e.at`)} >= ${periodFrom}::date and ${notTakenBack}
    union select 'file', f.id::text from file f
      cross join lateral (select count(*) as times, count(*) filter (where ${notTakenBack}) as standing,
          max(${vietNamDay(sql`e.at`)}) filter (where ${notTakenBack}) as last_on
        from assignment_event e where e.assignment_id = f.assignment_id and f.id = any(e.file_ids)) named
      where f.assignment_id in ${carriers} and (named.last_on >= ${periodFrom}::date
        or ${vietNamDay(sql`f.created_at`)} >= ${periodFrom}::date and (named.times = 0 or named.standing > 0)))`
}

/** The event (alias `e`) was not undone. */
const notTakenBack = sql<SqlBool>`not exists (select 1 from assignment_event u where u.assignment_id = e.assignment_id
  and u.kind = 'undone' and u.params->>'eventId' = e.id::text)`

/**
 * An event recorded since the period began and not taken back. People record late, often while the report is made, so that
 * the end of the period is no limit; what is sent keeps its figures.
 */
function hasEvent(scope: FigureScope, which: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select 1 from assignment_event e where e.assignment_id = a.id and ${which}
    and ${vietNamDay(sql`e.at`)} >= ${scope.periodFrom}::date
    and ${notTakenBack})`
}
