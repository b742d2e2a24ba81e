import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a membership stands today in Viet Nam: begun, and not ended (its last day is the day before `ended_on`).
 * @param table the name or alias under which `membership` stands in the query
 */
export function membershipStands(table: string): RawBuilder<boolean> {
  const [started, ended] = [sql.ref(`${table}.started_on`), sql.ref(`${table}.ended_on`)]
  return sql<boolean>`(${started} <= vn_today() and (${ended} is null or ${ended} > vn_today()))`
}
