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

/** Today's calendar date in Viet Nam, whatever the machine's time zone. */
export function todayInVietNam(now: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now)
}
