import type { Actor } from '../platform/actor.ts'
import { loadActor } from '../platform/load-actor.ts'
import { Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import { type RecordRef, readDiscussed } from './discussed-record.ts'

export type Audience = 'unit' | 'record'

/** Somebody of more units than this is asked in the first of them only: what their own units hold, any of them shows. */
const mostUnits = 10

/**
 * The unit in which the person sees a remark on the record, or null: by the very reading that their own page does, so that
 * nobody is named to, or told of, what they could not open. Opens transactions of its own: never call it inside one.
 * @param unitId the unit of the remark's writer
 */
export async function unitWhereSeen(
  services: Services,
  personId: string,
  record: RecordRef,
  audience: Audience,
  unitId: number,
): Promise<number | null> {
  const first = await loadActor(services.database, personId, null)
  if (!first || (audience === 'unit' && !first.units.includes(unitId))) return null
  for (const unit of first.units.slice(0, mostUnits)) {
    const actor = unit === first.unitId ? first : await loadActor(services.database, personId, unit)
    if (actor && (await sees(services, actor, record))) return unit
  }
  return null
}

async function sees(services: Services, actor: Actor, record: RecordRef): Promise<boolean> {
  try {
    await services.database.withActor(actor, (trx) => readDiscussed(actor, trx, record))
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return false
    throw error
  }
}
