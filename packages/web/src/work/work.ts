import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import type { paths } from '../generated/api.d.ts'
import { addDays } from '../i18n/format.ts'
import type { Status } from '../status.tsx'

type Ok<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never

export type Work = Ok<'/api/work', 'get'>
export type Line = Work['todo']['rows'][number]
export type ListName = 'todo' | 'soon' | 'waiting'
export type Assignment = Ok<'/api/assignments/{id}', 'get'>
export type AssignmentDeed = keyof Assignment['can']
type Mine = Ok<'/api/assignments/mine', 'get'>['rows'][number]

export const workQuery = queryOptions({ queryKey: ['work'], queryFn: () => answer(api.GET('/api/work')) })

/** One list from its beginning, as long as it stands on screen; 0 while that is the first lines, which `workQuery` brings. */
export const listQuery = (list: ListName, limit: number) =>
  queryOptions({
    queryKey: ['work', 'list', list, limit],
    queryFn: () => answer(api.GET('/api/work/{list}', { params: { path: { list }, query: { limit } } })),
    enabled: limit > 0,
  })

export const monthQuery = (month: string) =>
  queryOptions({
    queryKey: ['work', 'month', month],
    queryFn: () => answer(api.GET('/api/work/calendar', { params: { query: { month } } })),
  })

export const dayQuery = (day: string) =>
  queryOptions({
    queryKey: ['work', 'day', day],
    queryFn: async () => {
      const { rows } = await answer(api.GET('/api/assignments/mine', { params: { query: { due: day, limit: 100 } } }))
      return rows.map(lineOf)
    },
  })

export const assignmentQuery = (id: number) =>
  queryOptions({
    queryKey: ['assignment', id],
    queryFn: () => answer(api.GET('/api/assignments/{id}', { params: { path: { id } } })),
  })

/** How far ahead the list of what falls due looks, in days (server: selectDueSoon). */
const SOON = 14

/** Whether some of these lines fall due within the days of the list that follows, where they are not said again. */
export function fallsDueSoon(lines: readonly Pick<Line, 'dueOn'>[], now: string): boolean {
  return lines.some(({ dueOn }) => dueOn !== null && dueOn >= now && dueOn <= addDays(now, SOON))
}

function lineOf(row: Mine): Line {
  return {
    kind: 'assignment',
    id: String(row.id),
    title: row.title,
    from: row.planNumber ?? row.planTitle,
    fromUnit: row.planUnitName,
    dueOn: row.dueOn,
    state: row.state,
    recordKind: 'assignment',
    recordId: String(row.id),
    note: null,
    version: row.version,
    can: row.can,
  }
}

/** Where a line's record is opened. */
export function hrefOf(line: Pick<Line, 'recordKind' | 'recordId'>): string {
  switch (line.recordKind) {
    case 'assignment':
      return `/work/${line.recordId}`
    case 'plan':
      return `/plans/${line.recordId}`
    case 'report':
      return `/reports/${line.recordId}`
    case 'document':
      return `/documents/${line.recordId}`
  }
}

/**
 * The search by which the list of the unit's work has the tasks that one of the lists is too long to show; null where what is
 * left stands nowhere else as one list.
 * @param roles of the reader in the unit acted in; for who leads it, what names nobody is theirs to do as well
 */
export function restOf(list: ListName, roles: readonly string[]): Record<string, string[]> | null {
  const leads = roles.some((role) => role === 'head' || role === 'deputy' || role === 'officer')
  switch (list) {
    case 'todo':
      return { state: ['open', 'doing'], ...(leads ? {} : { owner: ['me'] }) }
    // those who lead a unit see what of its people falls due
    case 'soon':
      return { state: ['open', 'doing'], due: ['soon'] }
    case 'waiting':
      return null
  }
}

/** The state of an assignment as every screen shows it; past its limit it is overdue. */
export function statusOf(state: string, dueOn: string | null, today: string): Status {
  switch (state) {
    case 'done':
      return 'done'
    case 'nothing':
      return 'nothing-to-report'
    case 'out-of-scope':
      return 'out-of-scope'
    default:
      if (dueOn !== null && dueOn < today) return 'overdue'
      return state === 'doing' ? 'in-progress' : 'not-started'
  }
}
