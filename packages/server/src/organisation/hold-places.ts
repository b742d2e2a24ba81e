import { sql } from 'kysely'
import type { Work } from '../platform/deed.ts'

/**
 * Places stand still until the transaction ends: moves are few and each looks at the others, so that one goes at a time and
 * alone; who founds a unit shares, and finds its superior where it stands.
 */
export async function holdPlaces({ trx }: Pick<Work, 'trx'>, how: 'alone' | 'shared'): Promise<void> {
  const lock = sql.raw(how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared')
  await sql`select ${lock}(hashtextextended('move-unit', 0))`.execute(trx)
}
