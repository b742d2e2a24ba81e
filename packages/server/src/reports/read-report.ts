import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import { notFound } from '../platform/problem.ts'
import { mayReadReport } from './may-read-report.ts'
import { selectReport } from './queries.ts'

/** @throws Problem not-found */
export async function readReport(actor: Actor, trx: Trx, id: string) {
  const row = await selectReport(trx, id).where(mayReadReport(actor)).executeTakeFirst()
  if (!row) throw notFound()
  return row
}
