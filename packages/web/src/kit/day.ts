/** `9/3/2026`, `09-03-2026`, `09032026`, `9.3` (this year) → `2026-03-09`; null when it is no day of the calendar. */
export function parseDay(text: string, thisYear: number): string | null {
  const parts = /^(\d{1,2})[/.\-\s](\d{1,2})(?:[/.\-\s](\d{4}))?$|^(\d{2})(\d{2})(\d{4})$/.exec(text.trim())
  if (!parts) return null
  const day = Number(parts[1] ?? parts[4])
  const month = Number(parts[2] ?? parts[5])
  const year = Number(parts[3] ?? parts[6] ?? thisYear)
  const date = new Date(Date.UTC(year, month - 1, day))
  // 31/02 would roll over to March.
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null
}

/** The days a field takes, `YYYY-MM-DD`, both included. */
export interface DayRange {
  min?: string | undefined
  max?: string | undefined
}

/** Why a day is not taken: there is none such, or it stands before the first or after the last day that is. */
export type DayFault = { reason: 'no-such-day' } | { reason: 'too-early' | 'too-late'; limit: string }

/** What is wrong with the words typed as a day; undefined where nothing is, and nothing typed is nothing wrong. */
export function dayFault(text: string, thisYear: number, { min, max }: DayRange): DayFault | undefined {
  if (text.trim() === '') return undefined
  const day = parseDay(text, thisYear)
  if (day === null) return { reason: 'no-such-day' }
  if (min !== undefined && day < min) return { reason: 'too-early', limit: min }
  if (max !== undefined && day > max) return { reason: 'too-late', limit: max }
  return undefined
}
