import { sql } from 'kysely'
import { type Actor, can } from '../platform/actor.ts'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import type { ViewQuery } from './queries.ts'

/** More tabs than this nobody finds again. */
const mostViews = 30

/** Who keeps the views that everybody of the unit is shown: those who draft its plans, and its administrator. */
export function mayShare(actor: Actor): boolean {
  const here = { unitId: actor.unitId, unitPath: actor.unitPath }
  return can(actor, 'plan.edit', here) || can(actor, 'unit.manage', here)
}

/** Saves a view of a list at the end of its tabs. @throws Problem forbidden, invalid */
export async function saveView(
  work: Work,
  input: { list: string; name: string; query: ViewQuery; shared: boolean },
): Promise<{ id: number }> {
  if (input.shared && !mayShare(work.actor)) throw new Problem('forbidden')
  const owner = input.shared ? null : work.actor.personId
  const { count, last } = await work.trx
    .selectFrom('saved_view')
    .select((eb) => [eb.fn.countAll<number>().as('count'), sql<number>`coalesce(max(position), 0)`.as('last')])
    .where('list', '=', input.list)
    .where('unit_id', '=', work.actor.unitId)
    .where('person_id', 'is not distinct from', owner)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(count) >= mostViews)
    throw new Problem('invalid', {
      vi: `Đã có ${mostViews} cách xem; xoá bớt rồi lưu thêm`,
      en: `There are ${mostViews} views already; delete some first`,
    })
  const { id } = await work.trx
    .insertInto('saved_view')
    .values({
      unit_id: work.actor.unitId,
      person_id: owner,
      list: input.list,
      name: nameOf(input.name),
      query: JSON.stringify(input.query),
      position: last + 1,
      created_by: work.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.audit({ kind: 'saved-view', id }, { list: input.list, shared: input.shared })
  return { id }
}

/** Renames a view, saves what is shown now under it, ends it or brings it back. @throws Problem not-found, forbidden, invalid */
export async function changeView(
  work: Work,
  id: number,
  change: { name?: string | undefined; query?: ViewQuery | undefined; ended?: boolean | undefined },
): Promise<void> {
  const row = await work.trx
    .selectFrom('saved_view')
    .select(['person_id as personId', 'unit_id as unitId'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || (row.personId === null && row.unitId !== work.actor.unitId)) throw notFound()
  if (row.personId === null && !mayShare(work.actor)) throw new Problem('forbidden')
  await work.trx
    .updateTable('saved_view')
    .set({
      ...(change.name === undefined ? {} : { name: nameOf(change.name) }),
      ...(change.query === undefined ? {} : { query: JSON.stringify(change.query) }),
      ...(change.ended === undefined ? {} : { ended_at: change.ended ? sql<Date>`now()` : null }),
      position: sql<number>`position`,
    })
    .where('id', '=', id)
    .execute()
  await work.audit({ kind: 'saved-view', id }, { keys: Object.keys(change) })
}

/** One's own views in the order given; ids of others' are passed over. */
export async function orderViews(work: Work, list: string, ids: readonly number[]): Promise<void> {
  for (const [at, id] of ids.entries())
    await work.trx
      .updateTable('saved_view')
      .set({ position: at + 1 })
      .where('id', '=', id)
      .where('list', '=', list)
      .where('person_id', '=', work.actor.personId)
      .execute()
  await work.audit({ kind: 'person', id: work.actor.personId }, { list }, ids)
}

function nameOf(name: string): string {
  const words = name.normalize('NFC').trim()
  if (!words) throw new Problem('invalid', { vi: 'Đặt tên cho cách xem', en: 'Give the view a name' })
  return words
}
