import { type Kysely, sql } from 'kysely'
import type { DB } from '../platform/generated/db.ts'

export interface ReportReceiverRow {
  unitId: number
  name: string
  shortName: string | null
  role: 'main' | 'copy'
}

/** How a plan names a body that is another one for each unit: the commune's committee it belongs to, who guides it professionally. */
export const throughs = ['commune', 'professional'] as const
export type Through = (typeof throughs)[number]

/** Whom a plan has its carriers report to: named bodies, or bodies that are each unit's own. */
export function selectCarrierReceivers(db: Kysely<DB>, planId: string) {
  return db
    .selectFrom('plan_carrier_receiver as c')
    .leftJoin('unit as u', 'u.id', 'c.receiver_id')
    .select(['c.role', 'c.through', 'u.id as unitId', 'u.name', 'u.short_name as shortName'])
    .where('c.plan_id', '=', planId)
    .orderBy('c.role', 'desc')
    .orderBy('c.id')
}

/**
 * Nơi nhận báo cáo of one unit on a plan, main first. On its own plan: those the plan names. On a plan sent to it: those the plan
 * names for its carriers, as they are for this unit on the day; the issuer is the main receiver where none is named or the
 * unit has no such body. Nobody twice, and no unit reports to itself.
 * @param day YYYY-MM-DD, of the unit's relations
 */
export async function selectReportReceivers(
  db: Kysely<DB>,
  planId: string,
  unitId: number,
  day: string,
): Promise<ReportReceiverRow[]> {
  const { rows } = await sql<ReportReceiverRow>`
    with plan as (select id, unit_id from plan where id = ${planId}),
    named as (
      select v.receiver_id as id, v.role from plan_report_receiver v join plan p on p.id = v.plan_id and p.unit_id = ${unitId}
      union all
      select coalesce(c.receiver_id, s.id), c.role
      from plan_carrier_receiver c join plan p on p.id = c.plan_id and p.unit_id <> ${unitId}
        left join unit_relation r on r.unit_id = ${unitId} and r.valid @> ${day}::date
          and r.kind = case c.through when 'commune' then 'affiliation' when 'professional' then 'professional' end
        left join unit s on s.id = r.superior_id and (c.through = 'professional' or s.kind = 'commune-committee')),
    whole as (
      select id, role from named where id is not null and id <> ${unitId}
      union all
      select p.unit_id, 'main' from plan p
      where p.unit_id <> ${unitId} and not exists (select 1 from named n where n.role = 'main' and n.id <> ${unitId}))
    select u.id as "unitId", u.name, u.short_name as "shortName", max(w.role) as role
    from whole w join unit u on u.id = w.id group by u.id order by max(w.role) desc, u.path`.execute(db)
  return rows
}
