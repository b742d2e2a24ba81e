import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import { mustCascade } from './plan-state.ts'
import { type Selection, selectPlan, selectUnitsOf } from './queries.ts'

export interface CarrierCount {
  total: number
  /** Already carrying the plan; giving it again changes nothing for them. */
  given: number
  communeCommittees: number
  byLevel: Record<string, number>
  other: number
}

/** How many units a selection means, before it is given to them. */
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
  const byLevel: Record<string, number> = {}
  for (const row of rows) if (row.level) byLevel[row.level] = (byLevel[row.level] ?? 0) + 1
  const communeCommittees = rows.filter((r) => r.kind === 'commune-committee').length
  return {
    total: rows.length,
    given: rows.filter((r) => r.given).length,
    communeCommittees,
    byLevel,
    other: rows.filter((r) => r.level === null).length - communeCommittees,
  }
}
