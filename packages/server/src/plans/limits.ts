import { dayAsked, limitFrom, todayInVietNam } from '@banggiao/rules'

/** The first day a plan names for its report: its units are asked from then on, whatever the plan's own unit has sent. Null for none. */
export function firstDay<Day extends string | null>(plan: {
  reportDueOn: Day
  reportFirstDueOn: string | null
}): Day | string {
  return plan.reportFirstDueOn ?? plan.reportDueOn
}

/**
 * The day of a plan's report as it is shown on `today`: the one its units are asked for, to them and to the unit that gave it to
 * them; to a unit that was given it after that day, the one it begins with. Of a plan given to nobody, the day that stands.
 * @param reader `own` the plan is of the reader's unit, `given` it was given to others · `sentAt` when the reader's unit got it
 * @returns YYYY-MM-DD; null where the plan names none
 */
export function dayShown(
  plan: { reportDueOn: string | null; reportDueRecurring: string | null; reportFirstDueOn: string | null },
  reader: { own: boolean; given: boolean; sentAt: Date | null },
  today: string,
): string | null {
  const { reportDueRecurring: recurring } = plan
  const first = firstDay(plan)
  if (first === null || (reader.own && !reader.given)) return plan.reportDueOn
  return limitFrom(dayAsked(first, recurring, today), recurring, reader.sentAt ? todayInVietNam(reader.sentAt) : first)
}

/**
 * The limits of a plan for a unit that begins with it on a day: of each task its own, and where it names none, the report's.
 * @param from YYYY-MM-DD; a monthly limit begins with its first day from then on
 */
export function limitsFrom(
  plan: { reportDueOn: string | null; reportDueRecurring: string | null; reportFirstDueOn: string | null },
  tasks: readonly { id: string; dueOn: string | null; dueRecurring: string | null }[],
  from: string,
): { report: string | null; ofTask: Map<string, string | null> } {
  const report = limitFrom(firstDay(plan), plan.reportDueRecurring, from)
  return { report, ofTask: new Map(tasks.map((t) => [t.id, limitFrom(t.dueOn, t.dueRecurring, from) ?? report])) }
}
