import { type Kysely, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { DB } from '../platform/generated/db.ts'

export type PlanTab = 'mine' | 'received' | 'waiting' | 'below' | 'all'

export interface PlanFilter {
  tab: PlanTab
  q?: string | undefined
  year?: number | undefined
  state?: string | undefined
  /** "created_at id" of the last row of the page before */
  after?: { at: string; id: string } | undefined
  limit: number
}

/**
 * One page of plans, newest first. `mine`: the unit's own · `received`: given to it or kept as a copy · `waiting`: received and no
 * own plan issued yet · `all`: own and received · `below`: issued by units in reach.
 */
export function selectPlans(db: Kysely<DB>, actor: Actor, filter: PlanFilter) {
  const here = actor.unitId
  const own = sql<boolean>`(p.unit_id = ${here} and d.direction = 'out')`
  const received = sql<boolean>`(c.unit_id is not null and c.recalled_at is null or p.unit_id = ${here} and d.direction <> 'out')`
  const below = sql<boolean>`(p.unit_id <> ${here} and p.open and c.unit_id is null)`
  let query = db
    .selectFrom('plan as p')
    .innerJoin('document as d', 'd.id', 'p.document_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .leftJoin('plan_carrier as c', (join) => join.onRef('c.plan_id', '=', 'p.id').on('c.unit_id', '=', here))
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('plan as o')
          .innerJoin('document as od', 'od.id', 'o.document_id')
          .select(['o.id', 'od.state'])
          .whereRef('o.superior_plan_id', '=', 'p.id')
          .where('o.unit_id', '=', here)
          .where('od.state', '<>', 'ended')
          .limit(1)
          .as('own'),
      (join) => join.onTrue(),
    )
    .select([
      'p.id',
      'p.unit_id as unitId',
      'p.unit_path as unitPath',
      'u.name as unitName',
      'u.short_name as unitShortName',
      'p.year',
      'p.open',
      'p.report_due_on as reportDueOn',
      'p.report_due_recurring as reportDueRecurring',
      'p.report_first_due_on as reportFirstDueOn',
      'p.superior_plan_id as superiorPlanId',
      'p.closed_at as closedAt',
      'd.direction',
      'd.state',
      'd.paper',
      'd.number',
      'd.title',
      'd.issuer',
      'd.issued_on as issuedOn',
      'c.unit_id as carrierUnitId',
      'c.sent_at as sentAt',
      'c.received_at as receivedAt',
      'c.adopted_plan_id as adoptedPlanId',
      'c.adopted_at as adoptedAt',
      'c.recalled_at as recalledAt',
      sql<boolean>`exists (select 1 from plan_carrier x where x.plan_id = p.id and x.recalled_at is null)`.as('given'),
      'own.id as ownPlanId',
      'own.state as ownPlanState',
      sql<string>`to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('createdAt'),
    ])
    .where('d.state', '<>', 'ended')
    .orderBy('p.created_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(filter.limit + 1)
  if (filter.tab === 'all') query = query.where(sql<boolean>`(${own} or ${received})`)
  if (filter.tab === 'mine') query = query.where(own)
  if (filter.tab === 'received') query = query.where(received)
  if (filter.tab === 'waiting')
    query = query
      .where(received)
      .where('c.adopted_at', 'is', null)
      .where('p.closed_at', 'is', null)
      .where(sql<boolean>`coalesce(own.state, '') <> 'issued'`)
  if (filter.tab === 'below') query = query.where(below)
  if (filter.q)
    query = query.where(
      'p.id',
      'in',
      sql<string>`(select find_plans_of(${filter.q}, ${here}::int, ${filter.tab === 'below'}, 1000))`,
    )
  if (filter.year) query = query.where('p.year', '=', filter.year)
  if (filter.state) query = query.where('d.state', '=', filter.state)
  if (filter.after)
    query = query.where(
      sql<boolean>`(p.created_at, p.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`,
    )
  return query
}
