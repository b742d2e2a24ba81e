import type { Words } from '../../platform/problem.ts'
import { vnDay } from '../may-belong.ts'
import type { NamedRow, Notes } from './columns.ts'
import type { KnownUnit } from './known-units.ts'
import { codesIn, readUnitRow } from './read-unit-row.ts'
import { type ImportedKind, kindNames, type UnitColumn } from './unit-columns.ts'

const editPlace = {
  vi: 'đổi ở trang của đơn vị, mục “Sửa thông tin đơn vị”',
  en: 'change it on the unit’s page, under “Edit the unit”',
}

/** Every cell of a known unit's row that says something else than the system has; an import changes names alone. */
export function compareUnit(row: NamedRow<UnitColumn>, unit: KnownUnit, notes: Notes): void {
  const { bad, warn } = notes
  const { values } = row
  const said = readUnitRow(row, notes)
  if (bad.has(row.row)) return
  const stays = (column: UnitColumn, has: string, where: Words) =>
    warn(
      row,
      column,
      `${unit.name}: hệ thống ghi ${has}, tệp ghi "${values[column]}". Nhập tệp không đổi ô này; ${where.vi}`,
      `${unit.name}: the system has ${has}, the file says "${values[column]}". An import leaves this as it is; ${where.en}`,
    )
  const named = (code: string | null, name: string | null) => (code ? `${name} (${code})` : '—')
  if (values.superior !== '' && values.superior !== unit.superior)
    stays('superior', named(unit.superior, unit.superiorName), {
      vi: 'chuyển ở trang của đơn vị, mục “Chuyển cơ quan trực thuộc”',
      en: 'move the unit on its page, under “Move to another superior”',
    })
  if (values.professional !== '' && values.professional !== unit.professional)
    stays('professional', named(unit.professional, unit.professionalName), {
      vi: 'đổi ở trang của đơn vị, mục “Đổi đơn vị quản lý chuyên môn”',
      en: 'change it on the unit’s page, under “Change who guides it professionally”',
    })
  const successors = unit.successors.map(({ code, name }) => named(code, name))
  const held = unit.successors.map(({ code }) => code)
  const claimed = codesIn(values.successor)
  if (claimed.length > 0 && (claimed.length !== held.length || claimed.some((code) => !held.includes(code))))
    stays('successor', successors.join('; ') || '—', editPlace)
  if (said.to && said.to !== unit.validTo) stays('to', unit.validTo ? vnDay(unit.validTo) : '—', editPlace)
  if (values.symbol !== '' && unit.symbol !== null && values.symbol !== unit.symbol)
    stays('symbol', unit.symbol, {
      vi: 'đổi ở trang của đơn vị, mục “Thể thức văn bản”',
      en: 'change it on the unit’s page, under “Letterhead”',
    })
  const fixed = {
    vi: 'loại, cấp học và ngày thành lập không đổi được; nếu là đơn vị khác, dùng mã khác',
    en: 'kind, level and first day do not change; for another unit use another code',
  }
  if (said.kind && said.kind !== unit.kind) stays('kind', kindNames[unit.kind as ImportedKind]?.[0] ?? unit.kind, fixed)
  if (said.level && said.level !== unit.level) stays('level', unit.level ?? '—', fixed)
  if (said.from && said.from !== unit.validFrom) stays('from', vnDay(unit.validFrom), fixed)
}
