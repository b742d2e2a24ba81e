import type { Role } from '@banggiao/catalogue'
import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'

/**
 * One person in this role for each of these units, without accounts, in one statement whatever their number.
 * Returns person ids by unit id.
 */
export async function seedHolders(trx: Trx, unitIds: readonly number[], role: Role): Promise<Map<number, string>> {
  const { rows } = await sql<{ unit_id: number; person_id: string }>`
    with made as (
      insert into person (unit_id, unit_path, name, staff_code)
      select id, path, ${role}::text || ' ' || code, ${role}::text || '.' || code from unit where id = any(${[...unitIds]}::int[])
      returning id, unit_id, unit_path)
    insert into membership (person_id, unit_id, unit_path, role, started_on)
    select id, unit_id, unit_path, ${role}, '2025-07-01' from made
    returning unit_id, person_id`.execute(trx)
  return new Map(rows.map((row) => [row.unit_id, row.person_id]))
}
