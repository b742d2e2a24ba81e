import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import { notFound } from '../platform/problem.ts'
import { mayRead } from './assignment-state.ts'
import { selectAssignment } from './queries.ts'

/**
 * One assignment, for its unit and for those who watch over it. Row security alone would show it to everybody of a superior
 * unit, whatever their role.
 * @throws Problem not-found
 */
export async function readAssignment(actor: Actor, trx: Trx, id: number) {
  const row = await selectAssignment(trx, id).executeTakeFirst()
  if (!row || !mayRead(actor, row)) throw notFound()
  return row
}
