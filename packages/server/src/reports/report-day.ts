import { addDays, countsFrom, dayAsked, fulfilsFrom, limitFrom, nearerFrom, nextOccurrence } from '@banggiao/rules'
import { type Kysely, sql } from 'kysely'
import { firstDay } from '../plans/index.ts'
import type { DB } from '../platform/generated/db.ts'

/** The day a unit's next report on a plan is asked for; `recurring` `---DD` every month, `--MM-DD` every year, null once. */
export interface StandingDay {
  dueOn: string
  recurring: string | null
}

const dayColumns = [
  'report_due_on as reportDueOn',
  'report_due_recurring as recurring',
  'report_first_due_on as reportFirstDueOn',
] as const

function selectDays(db: Kysely<DB>, planId: string) {
  return db.selectFrom('plan').select(dayColumns).where('id', '=', planId).executeTakeFirst()
}

/**
 * The day on which a unit's report on a plan stands to be sent: the one of its own plan, which moves on as it reports. Where
 * that names none, and where it reports on the superior's plan itself, the superior's: from the first day on that comes after it
 * was given the plan and after the last day it sent a report for. Null where nobody asks for a day.
 */
export async function selectStandingDay(db: Kysely<DB>, planId: string, unitId: number): Promise<StandingDay | null> {
  const plan = await db
    .selectFrom('plan')
    .select(['unit_id as unitId', 'superior_plan_id as superiorPlanId', ...dayColumns])
    .where('id', '=', planId)
    .executeTakeFirst()
  if (plan?.unitId === unitId && plan.reportDueOn !== null)
    return { dueOn: plan.reportDueOn, recurring: plan.recurring }
  const askedBy = !plan || plan.reportDueOn !== null ? planId : plan.superiorPlanId
  const asked = askedBy === null ? undefined : await selectDays(db, askedBy)
  const first = asked && firstDay(asked)
  if (!first) return null
  if (asked.recurring === null) return { dueOn: first, recurring: null }
  const { last } = await db
    .selectFrom('report')
    .select((eb) => eb.fn.max('due_on').as('last'))
    .where('plan_id', 'in', [planId, askedBy!])
    .where('unit_id', '=', unitId)
    .where('sent_at', 'is not', null)
    .executeTakeFirstOrThrow()
  if (last !== null) return { dueOn: nextOccurrence(asked.recurring, addDays(last, 1)), recurring: asked.recurring }
  const carrier = await db
    .selectFrom('plan_carrier as c')
    .select(givenOn.as('day'))
    .where('plan_id', '=', askedBy!)
    .where('unit_id', '=', unitId)
    .executeTakeFirst()
  return { dueOn: limitFrom(first, asked.recurring, carrier?.day ?? first), recurring: asked.recurring }
}

/** The day in Viet Nam on which a carrier `c` was given the plan. */
export const givenOn = sql<string>`(c.sent_at at time zone 'Asia/Ho_Chi_Minh')::date`

/** What the units of a plan are asked for on a day. */
export interface AskedDay {
  dueOn: string
  /** Reports for a day of the unit's own from here on count for it, before or behind; all that are for a day where null. */
  ownFrom: string | null
  /** Reports whose period ends from here on count for it, whichever day their unit has set itself. */
  countsFrom: string
  /** The day a unit is asked for that was given the plan after `dueOn`; null where `dueOn` is of the plan's year and stands. */
  next: string | null
}

/**
 * The day for which a plan's units are asked to report as of `today`: the one a report up to today would be for. A day missed
 * stands until then. Null where the plan names none.
 */
export async function selectAskedDay(db: Kysely<DB>, planId: string, today: string): Promise<AskedDay | null> {
  const plan = await selectDays(db, planId)
  const first = plan && firstDay(plan)
  if (!first) return null
  const { recurring } = plan
  const dueOn = dayAsked(first, recurring, today)
  const next = recurring?.startsWith('---') ? nextOccurrence(recurring, addDays(dueOn, 1)) : null
  if (recurring === null || dueOn === first)
    return { dueOn, ownFrom: null, countsFrom: fulfilsFrom(dueOn, recurring), next }
  return { dueOn, ownFrom: nearerFrom(dueOn, recurring), countsFrom: countsFrom(dueOn, recurring), next }
}
