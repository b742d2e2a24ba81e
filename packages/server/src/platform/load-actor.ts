import type { Role } from '@banggiao/catalogue'
import type { Actor, Membership } from './actor.ts'
import { membershipStands } from './current-membership.ts'
import type { Database } from './database.ts'

/**
 * The person as they stand in `unitId` (their first unit when null). Null where the person has ended or holds no membership there.
 * Reads as the system: before this there is no actor to read as.
 */
export async function loadActor(database: Database, personId: string, unitId: number | null): Promise<Actor | null> {
  const rows = await database.readAsSystem((db) =>
    db
      .selectFrom('person')
      .innerJoin('membership', 'membership.person_id', 'person.id')
      .innerJoin('unit', 'unit.id', 'membership.unit_id')
      .select([
        'person.name',
        'person.locale',
        'membership.unit_id',
        'unit.path',
        'unit.reach',
        'membership.role',
        'membership.part_id',
        'membership.title',
      ])
      .where('person.id', '=', personId)
      .where('person.ended_at', 'is', null)
      .where(membershipStands('membership'))
      .orderBy('membership.id'),
  )
  const first = unitId === null ? rows[0] : rows.find((r) => r.unit_id === unitId)
  if (!first) return null
  const here = rows.filter((r) => r.unit_id === first.unit_id)
  const memberships: Membership[] = here.map((r) => ({
    unitId: r.unit_id,
    unitPath: r.path,
    reach: r.reach,
    role: r.role as Role,
    partId: r.part_id,
    title: r.title,
  }))
  const roles = new Set(memberships.map((m) => m.role))
  const administers = roles.has('administrator')
  return {
    personId,
    name: first.name,
    locale: first.locale as 'vi' | 'en',
    unitId: first.unit_id,
    unitPath: first.path,
    memberships,
    units: [...new Set(rows.map((r) => r.unit_id))].sort((a, b) => a - b),
    reach: first.reach,
    // administrators keep the units below theirs; deciders answer requests from below
    writeReach: administers || roles.has('head') || roles.has('deputy') || roles.has('officer') ? first.reach : null,
  }
}
