import { Problem, type Words } from '../../platform/problem.ts'
import type { Table } from './read-table.ts'

/** A column of an import: its heading as the template writes it, and other headings people use. */
export interface Column {
  heading: Words
  also?: string[]
  required?: boolean
  /** Shown at the heading of the template. */
  hint: Words
  /** Kept as text in the template, so that Excel takes no zeros away. */
  example: string
}

/** What is said of one cell of a table. */
export interface RowNote {
  /** Where: "C7". */
  cell: string
  row: number
  /** What is wrong or stays as it was, and what to do, in the reader's language. */
  message: string
}

export type Locale = 'vi' | 'en'

/** One row with its cells by the names of the columns. */
export interface NamedRow<K extends string> {
  row: number
  values: Record<K, string>
  /** Address of a column's cell in this row. */
  cell(column: K): string
}

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** Letters of a column, counted from 0: 0 → A, 26 → AA. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return letters
}

/**
 * Rows by column, whatever the order of the columns; a heading is known with or without accents, in any case.
 * @throws Problem invalid where a required column is missing
 */
export function nameColumns<K extends string>(table: Table, columns: Record<K, Column>): NamedRow<K>[] {
  const headings = table.headings.map(fold)
  const at = {} as Record<K, number>
  const missing: Column[] = []
  for (const [key, column] of Object.entries<Column>(columns) as [K, Column][]) {
    const known = [column.heading.vi, column.heading.en, ...(column.also ?? [])].map(fold)
    at[key] = headings.findIndex((heading) => known.includes(heading))
    if (at[key] < 0 && column.required) missing.push(column)
  }
  const named = (locale: Locale) => missing.map((column) => column.heading[locale]).join(', ')
  if (missing.length > 0)
    throw new Problem('invalid', {
      vi: `Thiếu cột: ${named('vi')}. Dòng tiêu đề là dòng ${table.headingRow}; tải tệp mẫu để đối chiếu`,
      en: `Missing columns: ${named('en')}. The heading row is ${table.headingRow}; compare with the template`,
    })
  return table.rows.map(({ row, cells }) => ({
    row,
    values: Object.fromEntries(
      (Object.keys(columns) as K[]).map((key) => [key, at[key] < 0 ? '' : (cells[at[key]] ?? '')]),
    ) as Record<K, string>,
    cell: (column) => `${columnLetters(Math.max(0, at[column]))}${row}`,
  }))
}

/** Collects what is to be said of rows: one with an error is not imported, one with a warning is, but not all that it says. */
export function noteList(locale: Locale) {
  const errors: RowNote[] = []
  const warnings: RowNote[] = []
  const bad = new Set<number>()
  const note = <K extends string>(row: NamedRow<K>, column: K, vi: string, en: string): RowNote => ({
    cell: row.cell(column),
    row: row.row,
    message: locale === 'vi' ? vi : en,
  })
  return {
    errors,
    warnings,
    bad,
    wrong<K extends string>(row: NamedRow<K>, column: K, vi: string, en: string) {
      bad.add(row.row)
      errors.push(note(row, column, vi, en))
    },
    warn<K extends string>(row: NamedRow<K>, column: K, vi: string, en: string) {
      warnings.push(note(row, column, vi, en))
    },
  }
}

export type Notes = ReturnType<typeof noteList>

/**
 * A day as people write it: a date cell (YYYY-MM-DD), 05/9/2025, 5-9-2025. Null where it is no day of the calendar.
 */
export function readDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const vi = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const [y, m, d] = iso ? [iso[1], iso[2], iso[3]] : vi ? [vi[3], vi[2], vi[1]] : []
  if (!y || !m || !d) return null
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null
}

/** A count as people write it: 1200, 1.200, 1 200. Null where it is none. */
export function readCount(text: string): number | null {
  const digits = /^\d{1,3}([. ]\d{3})+$/.test(text) ? text.replace(/[. ]/g, '') : text
  return /^\d{1,7}$/.test(digits) ? Number(digits) : null
}

/** A value out of a list of names, found without accents. */
export function readChoice<T extends string>(text: string, choices: Record<T, readonly string[]>): T | null {
  const folded = fold(text)
  for (const [value, names] of Object.entries(choices) as [T, readonly string[]][])
    if ([value, ...names].some((name) => fold(name) === folded)) return value
  return null
}
