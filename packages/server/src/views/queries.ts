import { type Kysely, sql } from 'kysely'
import type { DB } from '../platform/generated/db.ts'

/** What a list shows under a view's name. */
export interface ViewQuery {
  filters: Record<string, string[]>
  q?: string | undefined
  sort?: string | undefined
  /** table, board, calendar */
  shape?: string | undefined
}

/** The views of one list: the unit's, then one's own, each in the order given to them. */
export function selectViews(db: Kysely<DB>, personId: string, unitId: number, list: string) {
  return db
    .selectFrom('saved_view')
    .select(['id', 'name', 'query', 'position', 'version', sql<boolean>`person_id is null`.as('shared')])
    .where('list', '=', list)
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.or([eb('person_id', '=', personId), eb.and([eb('person_id', 'is', null), eb('unit_id', '=', unitId)])]),
    )
    .orderBy(sql`person_id is not null`)
    .orderBy('position')
    .orderBy('id')
}
