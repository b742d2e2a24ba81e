import { can } from '../../platform/actor.ts'
import type { Work } from '../../platform/deed.ts'
import { holdPlaces } from '../hold-places.ts'
import type { UnitToInsert } from '../insert-units.ts'
import { type Locale, type NamedRow, nameColumns, noteList, type RowNote } from './columns.ts'
import { compareUnit } from './compare-unit.ts'
import { knownUnits } from './known-units.ts'
import { placeUnits } from './place-units.ts'
import type { Table } from './read-table.ts'
import { type UnitColumn, unitColumns } from './unit-columns.ts'

export interface UnitsToImport {
  add: UnitToInsert[]
  rename: { id: number; name: string; shortName: string | null }[]
  errors: RowNote[]
  /** What rows say of units that are known already and an import leaves as it is. */
  warnings: RowNote[]
  rows: number
  /** Rows without an error. */
  good: number
}

/**
 * What a table of units would do. Superiors and successors are named by code, in any order, in the table or in the system; a code
 * that exists already gets the name of its row, and whatever else the row says differently is told. Reads in three statements,
 * whatever the size.
 */
export async function checkUnits(work: Work, table: Table, locale: Locale): Promise<UnitsToImport> {
  await holdPlaces(work, 'shared')
  const rows = nameColumns(table, unitColumns)
  const notes = noteList(locale)
  const { errors, warnings, bad, wrong } = notes
  const known = await knownUnits(work, rows)
  const inFile = new Map<string, NamedRow<UnitColumn>>()
  for (const row of rows) {
    const { code, name } = row.values
    if (code === '') wrong(row, 'code', 'Chưa có mã đơn vị. Ghi mã', 'No code. Write one')
    else if (!/[0-9a-z]/i.test(code) || code.length > 60)
      wrong(
        row,
        'code',
        `Mã "${code}" không dùng được. Ghi chữ và số, dài nhất 60 ký tự`,
        `"${code}" cannot be a code. Write letters and digits, at most 60`,
      )
    else if (inFile.has(code))
      wrong(
        row,
        'code',
        `Mã "${code}" đã có ở dòng ${inFile.get(code)?.row}. Xóa một dòng hoặc sửa mã`,
        `The code "${code}" is in row ${inFile.get(code)?.row} already. Delete one row or correct the code`,
      )
    else inFile.set(code, row)
    if (name.length < 2) wrong(row, 'name', 'Chưa có tên đơn vị. Ghi tên đầy đủ', 'No name. Write the full name')
  }

  const rename: UnitsToImport['rename'] = []
  const add = placeUnits(work, inFile, known, notes)
  for (const [code, row] of inFile) {
    const existing = known.byCode.get(code)
    if (!existing) continue
    if (!can(work.actor, 'unit.manage', { unitId: existing.id, unitPath: existing.path }))
      wrong(
        row,
        'code',
        `Mã "${code}" đã có và ngoài phạm vi quản trị của bạn. Xóa dòng này`,
        `The code "${code}" exists outside what you manage. Delete this row`,
      )
    else {
      compareUnit(row, existing, notes)
      if (!bad.has(row.row))
        rename.push({ id: existing.id, name: row.values.name, shortName: row.values.shortName || null })
    }
  }
  const byRow = (a: RowNote, b: RowNote) => a.row - b.row
  errors.sort(byRow)
  warnings.sort(byRow)
  return { add, rename, errors, warnings, rows: rows.length, good: rows.filter((row) => !bad.has(row.row)).length }
}
