/** First day on or after `from` that a recurring limit names. `--MM-DD` every year, `---DD` every month. ISO dates. */
export function nextOccurrence(recurring: string, from: string): string {
  const yearly = /^--(\d{2})-(\d{2})$/.exec(recurring)
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  if (yearly) {
    const monthDay = `${yearly[1]}-${yearly[2]}`
    const day = (y: number) => clampDay(y, Number(yearly[1]), Number(yearly[2]))
    return `${from.slice(5)}` <= monthDay ? day(year) : day(year + 1)
  }
  const monthly = /^---(\d{2})$/.exec(recurring)
  if (!monthly) throw new RangeError(`not a recurring limit: ${recurring}`)
  const here = clampDay(year, month, Number(monthly[1]))
  if (here >= from) return here
  return month === 12 ? clampDay(year + 1, 1, Number(monthly[1])) : clampDay(year, month + 1, Number(monthly[1]))
}

/** As often as a recurring limit, on another day: `---15` for the 15th where that comes every month. ISO date; null for none. */
export function likeRecurring(recurring: string | null, day: string | null): string | null {
  if (recurring === null || day === null) return null
  return recurring.startsWith('---') ? `---${day.slice(8)}` : `--${day.slice(5)}`
}

/** Last day on or before `upTo` that a recurring limit names. ISO dates. */
export function lastOccurrence(recurring: string, upTo: string): string {
  const next = nextOccurrence(recurring, upTo)
  if (next === upTo) return next
  // from a little more than the longest month, or year, before it the one before it comes first
  return nextOccurrence(recurring, addDays(next, recurring.startsWith('---') ? -32 : -367))
}

/**
 * The earliest end of a period with which a report fulfils the day it is due; one that ends before is an interim report and
 * leaves that day standing. Yearly or once: 90 days before. Monthly: ten days before, or the end of the month before where that
 * is earlier, for a report on a whole month is due in the next. ISO dates.
 * @param recurring `---DD` every month, `--MM-DD` every year, null once
 */
export function fulfilsFrom(dueOn: string, recurring: string | null): string {
  if (!recurring?.startsWith('---')) return addDays(dueOn, -90)
  const [tenBefore, monthBefore] = [addDays(dueOn, -10), addDays(`${dueOn.slice(0, 8)}01`, -1)]
  return tenBefore < monthBefore ? tenBefore : monthBefore
}

/** The last day of a monthly limit that a report whose period ends on `periodTo` fulfils: `fulfilsFrom` read the other way. ISO dates. */
export function fulfilsUntil(periodTo: string): string {
  const [year, month] = addDays(periodTo, 1).split('-').map(Number) as [number, number]
  const [tenAfter, monthAfter] = [addDays(periodTo, 10), clampDay(year, month, 31)]
  return tenAfter > monthAfter ? tenAfter : monthAfter
}

/** The first day that is no nearer to the day missed before this one of a recurring limit than to this one. ISO dates. */
export function nearerFrom(day: string, recurring: string): string {
  const missed = lastOccurrence(recurring, addDays(day, -1))
  return addDays(missed, Math.ceil(daysBetween(missed, day) / 2))
}

/**
 * The earliest end of a period with which a report is for this day of a recurring limit, whenever it was made, although the day
 * before it was missed: it fulfils it, and is no nearer to the missed one, whose late report it would be. ISO dates.
 */
export function countsFrom(day: string, recurring: string): string {
  const [nearer, fulfils] = [nearerFrom(day, recurring), fulfilsFrom(day, recurring)]
  return nearer > fulfils ? nearer : fulfils
}

/**
 * The day a report is for whose period ends on `periodTo`: the one that stands, or a later one of the same limit where the
 * report fulfils that and is made no nearer to the one before, so that what was missed is not made up for day by day, and whole
 * months reported in the next are not late for ever where the first of them missed its day. Null for an interim report. ISO dates.
 * @param standing the earliest day not yet reported for
 * @param recurring `---DD` every month, `--MM-DD` every year, null once
 * @param madeOn the day it is made; of a period that ends after it, what is still to come passes no day over
 */
export function reportDay(
  standing: string,
  recurring: string | null,
  periodTo: string,
  madeOn: string = periodTo,
): string | null {
  if (periodTo < fulfilsFrom(standing, recurring)) return null
  if (recurring === null) return standing
  const reached = periodTo < madeOn ? periodTo : madeOn
  const next = nextOccurrence(recurring, addDays(reached, 1))
  const forNext = reached >= fulfilsFrom(next, recurring) && madeOn >= nearerFrom(next, recurring)
  const day = forNext ? next : lastOccurrence(recurring, reached)
  return day > standing ? day : standing
}

/**
 * The day that a superior waits for on a day, of one that comes every month or year: the one a report up to then would be for. It
 * stands past its day, for those who are late. For one that many are asked for, whom no single report moves on. ISO dates.
 */
export function dayAsked(first: string, recurring: string | null, on: string): string {
  return reportDay(first, recurring, on) ?? first
}

/**
 * The limit for a unit that gets a task on `from`: a monthly limit whose first day is past by then begins with its next, so that
 * nothing is overdue as it arrives. A yearly limit is the one of the plan's year and stands, as one of a single day does: moved
 * on, it would excuse the unit from the whole year. ISO dates.
 */
export function limitFrom<Day extends string | null>(dueOn: Day, recurring: string | null, from: string): Day | string {
  return dueOn !== null && recurring?.startsWith('---') && dueOn < from ? nextOccurrence(recurring, from) : dueOn
}

function clampDay(year: number, month: number, day: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return `${year}-${String(month).padStart(2, '0')}-${String(Math.min(day, last)).padStart(2, '0')}`
}

/** Whole days from `from` to `to` (ISO dates); negative when `to` is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

// made once: making it costs a hundred times what using it does
const inVietNam = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })

/** Today's calendar date in Viet Nam, whatever the machine's time zone. */
export function todayInVietNam(now: Date = new Date()): string {
  return inVietNam.format(now)
}
