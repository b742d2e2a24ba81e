import { type NamedRow, type Notes, readChoice, readDay } from './columns.ts'
import { type ImportedKind, kindNames, levelNames, type UnitColumn, unitColumns } from './unit-columns.ts'

/** What a row says of its unit apart from its place; null where the cell is empty or cannot be read. */
export interface Facts {
  kind: ImportedKind | null
  level: string | null
  from: string | null
  to: string | null
}

/** What a row says of its unit; reports what cannot be read. */
export function readUnitRow(row: NamedRow<UnitColumn>, { wrong }: Notes): Facts {
  const { values } = row
  const kind = values.kind === '' ? null : readChoice(values.kind, kindNames)
  if (values.kind !== '' && !kind)
    wrong(
      row,
      'kind',
      `Không rõ loại "${values.kind}". Chọn: ${unitColumns.kind.hint.vi}`,
      `Unknown kind "${values.kind}". Choose: ${unitColumns.kind.hint.en}`,
    )
  const level = values.level === '' ? null : readChoice(values.level, levelNames)
  if (values.level !== '' && !level)
    wrong(
      row,
      'level',
      `Không rõ cấp học "${values.level}". Ví dụ: MN, TH, THCS, THPT`,
      `Unknown level "${values.level}". Write for example MN, TH, THCS, THPT`,
    )
  const days = (['from', 'to'] as const).map((column) => {
    const day = values[column] === '' ? null : readDay(values[column])
    if (values[column] !== '' && !day)
      wrong(
        row,
        column,
        `"${values[column]}" không phải ngày. Ghi ngày/tháng/năm, ví dụ 01/07/2025`,
        `"${values[column]}" is no date. Write day/month/year, for example 01/07/2025`,
      )
    return day
  })
  return { kind, level, from: days[0] ?? null, to: days[1] ?? null }
}

/** Codes of a cell that may name several units. */
export function codesIn(cell: string): string[] {
  return [...new Set(cell.split(/[;,\n]/).map((code) => code.trim()))].filter((code) => code !== '')
}
