import { sql } from 'kysely'
import type { Trx } from './database.ts'

/** Every table whose rows bear the place of their unit. */
export async function placedTables(trx: Trx): Promise<string[]> {
  const { rows } = await sql<{ table: string }>`
    select c.relname as table from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'unit_path' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`.execute(trx)
  return rows.map((r) => r.table)
}
