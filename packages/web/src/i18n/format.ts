/**
 * Dates dd/MM/yyyy in Asia/Ho_Chi_Minh and numbers vi-VN in both languages: figures on screen are compared with figures on paper.
 * Viet Nam has had no daylight saving since 1975, so the zone is a fixed seven hours.
 */
const ZONE = 7 * 3_600_000
const DAY = 86_400_000
const numbers = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })

/** 3686 → `3.686`; 0.5 → `0,5`. */
export function formatNumber(value: number): string {
  return numbers.format(value)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/**
 * A calendar day (`2026-03-09`) stays what it is; an instant (`…T…Z`) becomes the day it falls on in Viet Nam. Result:
 * `YYYY-MM-DD`.
 */
export function dayOf(date: string | Date): string {
  if (typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date)) return date
  return new Date(new Date(date).getTime() + ZONE).toISOString().slice(0, 10)
}

/** Today in Viet Nam as `YYYY-MM-DD`. */
export function today(now: Date = new Date()): string {
  return dayOf(now)
}

/** `2026-03-09` or an instant → `09/03/2026`. */
export function formatDate(date: string | Date): string {
  const [year, month, day] = dayOf(date).split('-')
  return `${day}/${month}/${year}`
}

/** An instant → `08:05`. */
export function formatTime(instant: string | Date): string {
  const local = new Date(new Date(instant).getTime() + ZONE)
  return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`
}

/** An instant → `08:05 09/03/2026`. */
export function formatDateTime(instant: string | Date): string {
  return `${formatTime(instant)} ${formatDate(instant)}`
}

/** Whole days from `from` to `to`, both `YYYY-MM-DD`; negative when `to` has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}

/** The day `count` days after `day`, both `YYYY-MM-DD`. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10)
}

/** The Monday of the week that holds `day`, both `YYYY-MM-DD`. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7))
}

/** Whole weeks, Monday first, that hold `month` (`2026-04`), as days `YYYY-MM-DD`. */
export function weeksOf(month: string): string[][] {
  const weeks: string[][] = []
  const start = mondayOf(`${month}-01`)
  for (let monday = start; monday.slice(0, 7) <= month; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(monday, at)))
  }
  return weeks
}

/** The month `by` months after `month`, both `2026-04`. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}
