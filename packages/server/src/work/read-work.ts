import { type AssignmentDeed, assignmentCan } from '../assignments/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import {
  lineKinds,
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
  /** Whether there are lines after these. */
  more: boolean
}

/** The three lists of the first screen. */
export async function readWork(trx: Trx, actor: Actor, today: string): Promise<Record<ListName, WorkList>> {
  const [todo, waiting] = await Promise.all([
    readTodo(trx, actor, today, linesOfAList),
    readWaiting(trx, actor, today, linesOfAList),
  ])
  return { todo, soon: await readSoon(trx, actor, today, linesOfAList, todo), waiting }
}

/**
 * The first `limit` lines of one list. Always from its beginning: what is on screen is asked for as a whole, so that
 * nothing stands there twice, or not at all, when lines have come and gone between two askings.
 */
export async function readWorkList(
  trx: Trx,
  actor: Actor,
  today: string,
  list: ListName,
  limit: number,
): Promise<WorkList> {
  if (list === 'todo') return readTodo(trx, actor, today, limit)
  if (list === 'waiting') return readWaiting(trx, actor, today, limit)
  return readSoon(trx, actor, today, limit, await readTodo(trx, actor, today, linesOfAList))
}

async function readTodo(trx: Trx, actor: Actor, today: string, limit: number): Promise<WorkList> {
  const [own, ...others] = await Promise.all([
    selectOwnAssignments(trx, actor, limit + 1),
    ...todoSources.map((source: Source) => source(trx, actor, limit + 1, today)),
  ])
  return cut([...own.map((row) => answerable(actor, row, row.partName)), ...others.flat().map(opened)], limit)
}

async function readWaiting(trx: Trx, actor: Actor, today: string, limit: number): Promise<WorkList> {
  const lines = await Promise.all(waitingSources.map((source) => source(trx, actor, limit + 1, today)))
  return cut(lines.flat().map(opened), limit)
}

/** What stands among the first lines of the list to do is not said again. */
async function readSoon(trx: Trx, actor: Actor, today: string, limit: number, todo: WorkList): Promise<WorkList> {
  const shown = todo.rows.filter((row) => row.kind === 'assignment').map((row) => Number(row.id))
  const rows = await selectDueSoon(trx, actor, today, limit + 1, shown)
  return cut(
    rows.map((row) => answerable(actor, row, row.ownerName ?? row.partName)),
    limit,
  )
}

type AssignmentLine = Omit<Awaited<ReturnType<typeof selectOwnAssignments>>[number], 'partName'>

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

/** Nearest limit first, then kind, then id: the order every source keeps, so that the first of all are right. */
function cut(lines: WorkLine[], limit: number): WorkList {
  lines.sort(
    (a, b) =>
      order(placeOf(a) ?? '9999', placeOf(b) ?? '9999') ||
      lineKinds.indexOf(a.kind) - lineKinds.indexOf(b.kind) ||
      (a.kind === 'assignment' ? Number(a.id) - Number(b.id) : order(a.id, b.id)),
  )
  return { rows: lines.slice(0, limit), more: lines.length > limit }
}

const placeOf = (line: WorkLine) => line.standsOn ?? line.dueOn
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
