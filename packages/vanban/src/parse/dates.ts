import type { IsoDate } from '../document.ts'

/** A date of the calendar or null: 31/02 is no date. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export interface FoundDate {
  start: number
  end: number
  year: number | null
  /** Null for a day of every month. */
  month: number | null
  day: number
}

/** `12/3/2024`, `12-3-2024`, `12.3.2024`, `12 tháng 3 năm 2024`, `12 tháng 3, năm 2024`; folded text. */
export const FULL_DATE = String.raw`(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s*thang\s*\d{1,2}\s*,?\s*nam\s*\d{4})(?!\d)`

const PARTS = /(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|,?\s*nam)\s*(\d{4})/

export function readFullDate(folded: string): IsoDate | null {
  const m = PARTS.exec(folded)
  return m ? isoDate(Number(m[3]), Number(m[2]), Number(m[1])) : null
}

const ANY =
  /(?<![\d/.,-])(?:(\d{1,2})\s*(?:([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})|thang\s*(\d{1,2})\s*,?\s*nam\s*(\d{4}))(?!\d)|(\d{1,2})(?:\/(\d{1,2})|\s+thang\s+(\d{1,2}))(?![\d/]|\s*-\s*[a-z])|(\d{1,2})\s+(?:(?:vao|cua)\s+)?(?:hang|moi|tung)\s+thang)/g

/** Every date, day-and-month and day-of-the-month of a folded text, in order. */
export function findDates(folded: string): FoundDate[] {
  const found: FoundDate[] = []
  ANY.lastIndex = 0
  for (let m = ANY.exec(folded); m; m = ANY.exec(folded)) {
    const start = m.index
    const end = start + m[0].length
    if (m[1] !== undefined) {
      const month = Number(m[3] ?? m[5])
      const year = Number(m[4] ?? m[6])
      if (isoDate(year, month, Number(m[1]))) found.push({ start, end, year, month, day: Number(m[1]) })
    } else if (m[7] !== undefined) {
      const month = Number(m[8] ?? m[9])
      if (isoDate(2024, month, Number(m[7]))) found.push({ start, end, year: null, month, day: Number(m[7]) })
    } else {
      const day = Number(m[10])
      if (day >= 1 && day <= 31) found.push({ start, end: start + m[10]!.length, year: null, month: null, day })
    }
  }
  return found
}
