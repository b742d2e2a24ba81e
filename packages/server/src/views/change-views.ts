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
): Promise<{ id: number; version: number }> {
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
  const made = await work.trx
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
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow()
  await work.audit({ kind: 'saved-view', id: made.id }, { list: input.list, shared: input.shared })
  return made
}

export interface ViewChange {
  /** As the window that changes it saw it. */
  version: number
  name?: string | undefined
  query?: ViewQuery | undefined
  ended?: boolean | undefined
}

/**
 * Renames a view, saves what is shown now under it, ends it or brings it back.
 * @throws Problem not-found, forbidden, invalid, version-conflict with the view as another window left it
 */
export async function changeView(work: Work, id: number, change: ViewChange): Promise<{ version: number }> {
  const row = await work.trx
    .selectFrom('saved_view')
    .select([
      'person_id as personId',
      'unit_id as unitId',
      'name',
      'query',
      'version',
      sql<boolean>`ended_at is not null`.as('ended'),
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || (row.personId === null && row.unitId !== work.actor.unitId)) throw notFound()
  if (row.personId === null && !mayShare(work.actor)) throw new Problem('forbidden')
  if (row.version !== change.version) {
    const { name, query, ended, version } = row
    throw new Problem(
      'version-conflict',
      {
        vi: ended
          ? `Cách xem “${name}” vừa được xoá ở cửa sổ khác`
          : `Cách xem này vừa được đổi ở cửa sổ khác, nay là “${name}”. Xem lại rồi đổi tiếp`,
        en: ended
          ? `The view “${name}” has just been removed in another window`
          : `This view has just been changed in another window and is now “${name}”. Look at it before going on`,
      },
      { extra: { current: { name, query, ended, version } } },
    )
  }
  const { version } = await work.trx
    .updateTable('saved_view')
    .set({
      ...(change.name === undefined ? {} : { name: nameOf(change.name) }),
      ...(change.query === undefined ? {} : { query: JSON.stringify(change.query) }),
      ...(change.ended === undefined ? {} : { ended_at: change.ended ? sql<Date>`now()` : null }),
      version: row.version + 1,
    })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  await work.audit({ kind: 'saved-view', id }, { keys: Object.keys(change).filter((key) => key !== 'version') })
  return { version }
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
