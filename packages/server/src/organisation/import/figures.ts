import { sql } from 'kysely'
import { can } from '../../platform/actor.ts'
import type { Work } from '../../platform/deed.ts'
import { type Column, type Locale, nameColumns, noteList, type RowNote, readCount } from './columns.ts'
import type { Table } from './read-table.ts'

export const figureColumns = {
  unit: {
    heading: { vi: 'Mã đơn vị', en: 'Unit code' },
    also: ['Mã trường', 'Mã', 'Code'],
    required: true,
    hint: { vi: 'Như trong danh bạ', en: 'As in the directory' },
    example: '79000701',
  },
  schoolYear: {
    heading: { vi: 'Năm học', en: 'School year' },
    required: true,
    hint: { vi: 'Hai năm liền nhau', en: 'Two years that follow each other' },
    example: '2025-2026',
  },
  pupils: {
    heading: { vi: 'Số học sinh', en: 'Pupils' },
    also: ['Học sinh', 'Số trẻ'],
    required: true,
    hint: { vi: 'Số nguyên', en: 'A whole number' },
    example: '900',
  },
  classes: {
    heading: { vi: 'Số lớp', en: 'Classes' },
    also: ['Lớp'],
    required: true,
    hint: { vi: 'Số nguyên', en: 'A whole number' },
    example: '22',
  },
  staff: {
    heading: { vi: 'Số cán bộ, giáo viên, nhân viên', en: 'Staff' },
    also: ['Số cán bộ', 'CBGVNV', 'Số CBGVNV'],
    required: true,
    hint: { vi: 'Số nguyên', en: 'A whole number' },
    example: '51',
  },
} satisfies Record<string, Column>

export interface FiguresToImport {
  figures: { unitId: number; unitPath: string; schoolYear: string; pupils: number; classes: number; staff: number }[]
  errors: RowNote[]
  rows: number
  good: number
}

/** What a table of pupils, classes and staff per unit and school year would do. */
export async function checkFigures(work: Work, table: Table, locale: Locale): Promise<FiguresToImport> {
  const rows = nameColumns(table, figureColumns)
  const { errors, bad, wrong } = noteList(locale)
  const codes = [...new Set(rows.map((row) => row.values.unit))]
  const units = new Map(
    (
      await work.trx
        .selectFrom('unit')
        .select(['id', 'code', 'path'])
        .where('code', '=', sql<string>`any (${codes}::text[])`)
        .execute()
    ).map((unit) => [unit.code, unit]),
  )
  const seen = new Map<string, number>()
  const figures: FiguresToImport['figures'] = []
  for (const row of rows) {
    const { values } = row
    const unit = units.get(values.unit)
    if (!unit)
      wrong(
        row,
        'unit',
        `Không có đơn vị mã "${values.unit}". Kiểm tra mã`,
        `No unit has the code "${values.unit}". Check the code`,
      )
    else if (!can(work.actor, 'unit.manage', { unitId: unit.id, unitPath: unit.path }))
      wrong(
        row,
        'unit',
        `Đơn vị "${values.unit}" ngoài phạm vi quản trị của bạn. Xóa dòng này`,
        `"${values.unit}" is outside what you manage. Delete this row`,
      )
    const year = /^(\d{4})\s*[-–]\s*(\d{4})$/.exec(values.schoolYear)
    const schoolYear = year && Number(year[2]) === Number(year[1]) + 1 ? `${year[1]}-${year[2]}` : null
    if (!schoolYear)
      wrong(
        row,
        'schoolYear',
        `"${values.schoolYear}" không phải năm học. Ghi ví dụ 2025-2026`,
        `"${values.schoolYear}" is no school year. Write for example 2025-2026`,
      )
    const counts = (['pupils', 'classes', 'staff'] as const).map((column) => {
      const count = readCount(values[column])
      if (count === null)
        wrong(
          row,
          column,
          `"${values[column]}" không phải số nguyên. Ghi chữ số, ví dụ 900`,
          `"${values[column]}" is no whole number. Write digits, for example 900`,
        )
      return count ?? 0
    })
    const key = `${values.unit} ${schoolYear}`
    const before = seen.get(key)
    if (before)
      wrong(
        row,
        'unit',
        `Đơn vị và năm học này đã có ở dòng ${before}. Xóa một dòng`,
        `The same unit and year as in row ${before}. Delete one of them`,
      )
    else seen.set(key, row.row)
    if (!unit || !schoolYear || bad.has(row.row)) continue
    const [pupils = 0, classes = 0, staff = 0] = counts
    figures.push({ unitId: unit.id, unitPath: unit.path, schoolYear, pupils, classes, staff })
  }
  return { figures, errors, rows: rows.length, good: rows.filter((row) => !bad.has(row.row)).length }
}

/** Writes what was checked; the newest answer stands. */
export async function writeFigures(
  work: Work,
  { figures }: FiguresToImport,
): Promise<{ added: number; changed: number }> {
  const { rows } = await sql<{ added: boolean }>`
    insert into unit_year (unit_id, unit_path, school_year, pupils, classes, staff)
    select "unitId", "unitPath", "schoolYear", pupils, classes, staff
    from jsonb_to_recordset(${JSON.stringify(figures)}::jsonb) as r("unitId" int, "unitPath" text, "schoolYear" text,
      pupils int, classes int, staff int)
    on conflict (unit_id, school_year) do update set pupils = excluded.pupils, classes = excluded.classes, staff = excluded.staff
    returning (xmax = 0) as added`.execute(work.trx)
  const added = rows.filter((row) => row.added).length
  return { added, changed: rows.length - added }
}
