import { type SqlBool, sql } from 'kysely'
import { membershipStands } from '../platform/current-membership.ts'
import type { Handler } from '../platform/jobs.ts'
import { withProgress } from '../platform/progress.ts'
import type { Services } from '../platform/services.ts'
import { tell } from '../platform/tell.ts'

const unitsAtOnce = 200

/**
 * A superior reminds units of a plan (`taskIds` empty: of the whole plan). Each unsettled assignment gets an event, each
 * carrier its time of reminding, and head, deputies and owners one notice. A unit is done whole, so a job that was killed
 * goes on where it stopped: the key of a notice names the job's progress row.
 */
export function remindJob(services: Services): Handler<'remind'> {
  return async ({ planId, personId, unitIds, taskIds, progressId }) =>
    withProgress(services, progressId, async (update) => {
      let reminded = 0
      for (let from = 0; from < unitIds.length; from += unitsAtOnce) {
        const units = unitIds.slice(from, from + unitsAtOnce)
        reminded += await services.database.asSystem('remind', async (trx) => {
          const from_ = await trx
            .selectFrom('person')
            .select(['name', 'unit_id as unitId'])
            .where('id', '=', personId)
            .executeTakeFirstOrThrow()
          const stillOpen = sql<SqlBool>`a.plan_id = ${planId} and a.unit_id = any(${units}::int[])
            and a.state in ('open', 'doing') and (${taskIds.length === 0} or a.task_id = any(${taskIds}::uuid[]))`
          await sql`
            insert into assignment_event (assignment_id, unit_id, unit_path, kind, params, person_id, person_name)
            select a.id, a.unit_id, a.unit_path, 'reminded', jsonb_build_object('progressId', ${progressId}::text),
              ${personId}::uuid, ${from_.name}
            from assignment a
            where ${stillOpen} and not exists (select 1 from assignment_event e where e.assignment_id = a.id
              and e.kind = 'reminded' and e.params->>'progressId' = ${progressId})`.execute(trx)
          await trx
            .updateTable('plan_carrier')
            .set({ reminded_at: sql<Date>`now()` })
            .where('plan_id', '=', planId)
            .where('unit_id', 'in', units)
            .execute()
          const { rows } = await sql<{ personId: string; unitId: number; count: number; ask: string }>`
            with late as (select a.unit_id, count(*)::int as count from assignment a where ${stillOpen} group by a.unit_id)
            select m.person_id as "personId", min(m.unit_id)::int as "unitId", coalesce(max(late.count), 0)::int as count,
              -- whoever holds posts in several of these units is spoken to politely where one of them is
              case when bool_and(s.salutation = 'yêu cầu') then 'yêu cầu' else 'đề nghị' end as ask
            from membership m left join late on late.unit_id = m.unit_id
            left join unit_setting s on s.unit_id = m.unit_id and s.valid @> ${services.clock.today()}::date
            where m.unit_id = any(${units}::int[]) and ${membershipStands('m')}
              and (m.role in ('head', 'deputy') or m.person_id in (select a.owner_person_id from assignment a
                where ${stillOpen} and a.owner_person_id is not null))
            group by m.person_id`.execute(trx)
          await tell(
            services,
            trx,
            rows.map((r) => ({
              personId: r.personId,
              unitId: r.unitId,
              key: `remind:${progressId}`,
              params: { count: r.count, ask: r.ask, byPerson: personId, byUnit: from_.unitId },
            })),
            { kind: 'reminded', recordKind: 'plan', recordId: planId },
          )
          return units.length
        })
        await update(reminded, unitIds.length)
      }
      return { planId, units: reminded }
    })
}
