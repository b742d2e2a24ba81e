import { limitFrom } from '@banggiao/rules'

/** The first day a plan names for its report: its units are asked from then on, whatever the plan's own unit has sent. Null for none. */
export function firstDay<Day extends string | null>(plan: {
  reportDueOn: Day
  reportFirstDueOn: string | null
}): Day | string {
  return plan.reportFirstDueOn ?? plan.reportDueOn
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
