import { sql } from 'kysely'
import type { Work } from '../../platform/deed.ts'
import { insertUnits } from '../insert-units.ts'
import type { UnitsToImport } from './check-units.ts'

/** Writes what was checked, set-wise. */
export async function writeUnits(work: Work, checked: UnitsToImport): Promise<{ added: number; changed: number }> {
  const added = await insertUnits(work.trx, checked.add)
  const changed = await sql`
    update unit set name = r.name, short_name = coalesce(r."shortName", unit.short_name), version = version + 1
    from jsonb_to_recordset(${JSON.stringify(checked.rename)}::jsonb) as r(id int, name text, "shortName" text)
    where unit.id = r.id and (unit.name <> r.name or (r."shortName" is not null and unit.short_name is distinct from r."shortName"))`.execute(
    work.trx,
  )
  return { added, changed: Number(changed.numAffectedRows ?? 0) }
}
