import { type Kysely, sql } from 'kysely'
import { pathUpperBound } from '../platform/actor.ts'
import type { DB } from '../platform/generated/db.ts'

export interface UnitFilter {
  q?: string | undefined
  kind?: string | undefined
  level?: string | undefined
  under?: string | undefined
  /** path after which the page begins */
  after?: string | undefined
  limit: number
}

/** One page of the directory in path order; `q` goes through find_units so that the trigram index is used. */
export function selectUnits(db: Kysely<DB>, filter: UnitFilter) {
  let query = db
    .selectFrom('unit')
    .select([
      'id',
      'kind',
      'level',
      'code',
      'code_scheme as codeScheme',
      'name',
      'short_name as shortName',
      'path',
      'invented',
      'valid_from as validFrom',
      'valid_to as validTo',
    ])
    .orderBy('path')
    .limit(filter.limit + 1)
  if (filter.q) query = query.where('id', 'in', sql<number>`(select find_units(${filter.q}, 500))`)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.level) query = query.where('level', '=', filter.level)
  if (filter.under) query = query.where('path', '>=', filter.under).where('path', '<', pathUpperBound(filter.under))
  if (filter.after) query = query.where('path', '>', filter.after)
  return query
}
