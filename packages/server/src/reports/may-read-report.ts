import { type SqlBool, sql } from 'kysely'
import { type Actor, can } from '../platform/actor.ts'

/**
 * Condition on `report r`: of one's own units, sent to one of them, or, for those who watch, of a unit below. Row security
 * alone would show every report below to everybody of a superior unit, whatever their role.
 */
export function mayReadReport(actor: Actor) {
  const units = sql`${actor.units}::int[]`
  const below = sql.join(
    actor.memberships
      .filter((m) => can({ ...actor, memberships: [m] }, 'report.read', { unitId: 0, unitPath: m.reach }))
      .map((m) => sql<SqlBool>`or starts_with(r.unit_path, ${m.reach})`),
    sql` `,
  )
  return sql<SqlBool>`(r.unit_id = any (${units}) or exists (select 1 from participant v
    where v.record_id = r.id and v.unit_id = any (${units})) ${below})`
}
