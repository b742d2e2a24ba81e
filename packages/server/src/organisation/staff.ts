import { type Kysely, sql } from 'kysely'
import { membershipStands } from '../platform/current-membership.ts'
import type { DB } from '../platform/generated/db.ts'

/** People in office in a unit with their roles, in Vietnamese order; one row a role. */
export function selectStaff(db: Kysely<DB>, unitId: number) {
  return db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name', 'm.role', 'm.title', 'm.part_id as partId'])
    .where('m.unit_id', '=', unitId)
    .where(membershipStands('m'))
    .where('p.ended_at', 'is', null)
    .orderBy(sql`p.name collate "vi-x-icu"`)
}
