import { sql } from 'kysely'
import type { Work } from '../platform/deed.ts'

/** Marks the caller's notices as read: those named, or all up to `upTo`, so that none is marked that was not seen. */
export async function readNotices(
  work: Work,
  input: { ids?: number[] | undefined; upTo?: number | undefined },
): Promise<{ read: number }> {
  let query = work.trx
    .updateTable('notice')
    .set({ read_at: sql<Date>`now()` })
    .where('person_id', '=', work.actor.personId)
    .where('read_at', 'is', null)
  if (input.ids) query = query.where('id', 'in', input.ids.length > 0 ? input.ids : [0])
  if (input.upTo !== undefined) query = query.where('id', '<=', input.upTo)
  const rows = await query.returning('id').execute()
  await work.audit(
    { kind: 'person', id: work.actor.personId },
    {},
    rows.map((r) => r.id),
  )
  return { read: rows.length }
}
