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
