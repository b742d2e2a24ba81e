import { type AssignmentDeed, assignmentCan } from '../assignments/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import { pageOf } from '../platform/page.ts'
import {
  type Cursor,
  lineKinds,
  type Page,
  type Source,
  type SourceLine,
  selectDueSoon,
  selectOwnAssignments,
  todoSources,
  waitingSources,
} from './queries.ts'

/** Lines a list shows at first. */
export const linesOfAList = 10

export type ListName = 'todo' | 'soon' | 'waiting'

export interface WorkLine extends Omit<SourceLine, 'version' | 'can'> {
  /** Version of an assignment, for answering in place. */
  version: number | null
  can: Partial<Record<AssignmentDeed, boolean>>
}

export interface WorkList {
  rows: WorkLine[]
  next: Cursor | null
}

/** The three lists of the first screen. */
export async function readWork(trx: Trx, actor: Actor, today: string): Promise<Record<ListName, WorkList>> {
  const page: Page = { after: null, limit: linesOfAList + 1 }
  const [todo, waiting] = await Promise.all([readTodo(trx, actor, today, page), readWaiting(trx, actor, today, page)])
  const shown = todo.rows.filter((r) => r.kind === 'assignment').map((r) => Number(r.id))
  return { todo, soon: await readSoon(trx, actor, today, page, shown), waiting }
}

/** The lines of one list after a cursor. */
export async function readWorkList(
  trx: Trx,
  actor: Actor,
  today: string,
  list: ListName,
  after: Cursor,
): Promise<WorkList> {
  const page: Page = { after, limit: linesOfAList + 1 }
  if (list === 'todo') return readTodo(trx, actor, today, page)
  if (list === 'waiting') return readWaiting(trx, actor, today, page)
  return readSoon(trx, actor, today, page, [])
}

async function readTodo(trx: Trx, actor: Actor, today: string, page: Page): Promise<WorkList> {
  const [own, ...others] = await Promise.all([
    selectOwnAssignments(trx, actor, page),
    ...todoSources.map((source: Source) => source(trx, actor, page, today)),
  ])
  return cut([...own.map((row) => answerable(actor, row, null)), ...others.flat().map(opened)])
}

async function readWaiting(trx: Trx, actor: Actor, today: string, page: Page): Promise<WorkList> {
  const lines = await Promise.all(waitingSources.map((source) => source(trx, actor, page, today)))
  return cut(lines.flat().map(opened))
}

async function readSoon(trx: Trx, actor: Actor, today: string, page: Page, without: number[]): Promise<WorkList> {
  const rows = await selectDueSoon(trx, actor, today, page, without)
  return cut(rows.map((row) => answerable(actor, row, row.ownerName ?? row.partName)))
}

type AssignmentLine = Awaited<ReturnType<typeof selectOwnAssignments>>[number]

function answerable(actor: Actor, row: AssignmentLine, owner: string | null): WorkLine {
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
    note: owner,
    version: row.version,
    can: assignmentCan(actor, row),
  }
}

function opened(line: SourceLine): WorkLine {
  return { ...line, version: line.version ?? null, can: line.can ?? {} }
}

/** Nearest limit first, then kind, then id: the order every source keeps, so that the first ten of all are right. */
function cut(lines: WorkLine[]): WorkList {
  lines.sort(
    (a, b) =>
      order(placeOf(a) ?? '9999', placeOf(b) ?? '9999') ||
      lineKinds.indexOf(a.kind) - lineKinds.indexOf(b.kind) ||
      (a.kind === 'assignment' ? Number(a.id) - Number(b.id) : order(a.id, b.id)),
  )
  return pageOf(lines, linesOfAList, (last) => ({ dueOn: placeOf(last), kind: last.kind, id: last.id }))
}

const placeOf = (line: WorkLine) => line.standsOn ?? line.dueOn
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
