import { addDays } from '@banggiao/rules'
import { sql } from 'kysely'
import { membershipStands } from '../platform/current-membership.ts'
import type { Handler } from '../platform/jobs.ts'
import type { Services } from '../platform/services.ts'
import { tell } from '../platform/tell.ts'

/** Days before a limit on which its owner is told. */
const daysBefore = [7, 3, 1] as const

interface Due {
  personId: string
  unitId: number
  in7: number
  in3: number
  in1: number
  overdue: number
}

/**
 * Every morning: who has work due in 7, 3 or 1 days, or overdue, gets one notice with the counts. The owner is told; for a
 * tổ, its people; where nobody is named, head and deputies, unless tasks of the unit's own plan carry the work out.
 * A second run on the same day finds the day's notices written.
 */
export function remindDueJob(services: Services): Handler<'remind-due'> {
  return async () => {
    const today = services.clock.today()
    const [in7, in3, in1] = daysBefore.map((days) => addDays(today, days)) as [string, string, string]
    await services.database.asSystem('remind-due', async (trx) => {
      const { rows } = await sql<Due>`
        with due as (
          select a.id, a.task_id, a.unit_id, a.due_on, a.owner_person_id, a.owner_part_id
          from assignment a join plan p on p.id = a.plan_id
          where a.state in ('open', 'doing') and not a.recalled and p.closed_at is null
            and (a.due_on < ${today}::date or a.due_on in (${in7}::date, ${in3}::date, ${in1}::date))
        ), told as (
          select d.owner_person_id as person_id, d.unit_id, d.due_on from due d where d.owner_person_id is not null
          union all
          select m.person_id, d.unit_id, d.due_on from due d
            join membership m on m.part_id = d.owner_part_id and ${membershipStands('m')}
          where d.owner_person_id is null
          union all
          select m.person_id, d.unit_id, d.due_on from due d
            join membership m on m.unit_id = d.unit_id and m.role in ('head', 'deputy') and ${membershipStands('m')}
          where d.owner_person_id is null and d.owner_part_id is null and not exists (
            select 1 from task own join assignment oa on oa.task_id = own.id and oa.unit_id = d.unit_id
            where own.superior_task_id = d.task_id and own.unit_id = d.unit_id)
        )
        select told.person_id as "personId", min(told.unit_id)::int as "unitId",
          count(*) filter (where told.due_on = ${in7}::date)::int as "in7",
          count(*) filter (where told.due_on = ${in3}::date)::int as "in3",
          count(*) filter (where told.due_on = ${in1}::date)::int as "in1",
          count(*) filter (where told.due_on < ${today}::date)::int as "overdue"
        from told join person on person.id = told.person_id and person.ended_at is null
        group by told.person_id`.execute(trx)
      await tell(
        services,
        trx,
        rows.map(({ personId, unitId, ...counts }) => ({ personId, unitId, key: `due:${today}`, params: counts })),
        { kind: 'due', recordKind: 'work', recordId: today },
      )
    })
  }
}
