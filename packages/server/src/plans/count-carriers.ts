import type { UnitKind } from '@banggiao/catalogue'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import { addressedByPlan } from './addressed-kinds.ts'
import { inPrintedOrder } from './plan-content.ts'
import { mustCascade } from './plan-state.ts'
import { type Selection, selectGiven, selectPlan, selectTasks, selectUnitsOf } from './queries.ts'

export interface CarrierCount {
  total: number
  /** Already carrying the plan; giving it again changes nothing for them. */
  given: number
  communeCommittees: number
  byLevel: Record<string, number>
  other: number
  /** Units of the selection by their kind: what a task given to some kinds means. */
  kinds: Record<string, number>
  /** The plan's tasks in printed order, whom the plan's words address, and how many units of the selection have each already. */
  tasks: {
    id: string
    section: string
    position: number
    text: string
    kinds: UnitKind[] | null
    given: Record<string, number>
  }[]
}

/** How many units a selection means and which task goes to how many of them, before anything is given. */
export async function countCarriers(
  trx: Trx,
  actor: Actor,
  id: string,
  day: string,
  selection: Selection,
): Promise<CarrierCount> {
  const plan = await selectPlan(trx, id)
  mustCascade(actor, plan)
  const rows = await selectUnitsOf(trx, plan, actor.reach ?? actor.unitPath, day, selection).execute()
  const tasks = inPrintedOrder(await selectTasks(trx, id).where('t.scope', '=', 'in').execute(), plan.content.sections)
  const addressed = addressedByPlan(tasks, plan.content.sections)
  const given = await selectGiven(
    trx,
    id,
    rows.filter((r) => r.given).map((r) => r.id),
  ).execute()
  const communeCommittees = rows.filter((r) => r.kind === 'commune-committee').length
  return {
    total: rows.length,
    given: rows.filter((r) => r.given).length,
    communeCommittees,
    byLevel: countBy(
      rows.filter((r) => r.level !== null),
      (r) => r.level!,
    ),
    other: rows.filter((r) => r.level === null).length - communeCommittees,
    kinds: countBy(rows, (r) => r.kind),
    tasks: tasks.map((t, n) => ({
      id: t.id,
      section: t.section,
      position: t.position,
      text: t.text,
      kinds: addressed[n]!.kinds?.slice() ?? null,
      given: Object.fromEntries(given.filter((g) => g.taskId === t.id).map((g) => [g.kind, g.units])),
    })),
  }
}

function countBy<T>(rows: readonly T[], key: (row: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + 1
  return counts
}
