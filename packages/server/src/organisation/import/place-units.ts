import { can } from '../../platform/actor.ts'
import type { Work } from '../../platform/deed.ts'
import type { Words } from '../../platform/problem.ts'
import { communeName, provinceName } from '../change-unit.ts'
import { districtsUntil } from '../former-districts.ts'
import type { UnitToInsert } from '../insert-units.ts'
import { endsBefore, itsEnd, reachUnder, whyNotUnder } from '../may-belong.ts'
import { pathSegment } from '../new-school.ts'
import { longAgo } from '../real-units.ts'
import { standardLetterhead } from '../standard-letterhead.ts'
import { type NamedRow, type Notes, readDay } from './columns.ts'
import type { Known, KnownUnits } from './known-units.ts'
import { codesIn, readUnitRow } from './read-unit-row.ts'
import type { UnitColumn } from './unit-columns.ts'

/** Kinds whose name says the place that those under them print in their letterheads. */
const committees: readonly string[] = ['commune-committee', 'district-committee']

/**
 * Gives each new unit of a table its place under its superior, who may stand in the table too, in any row; reports what keeps
 * a unit from its place. A unit falls with whomever it names.
 * @param inFile the table's rows by code
 * @returns the units to insert
 */
export function placeUnits(
  work: Work,
  inFile: ReadonlyMap<string, NamedRow<UnitColumn>>,
  known: KnownUnits,
  notes: Notes,
): UnitToInsert[] {
  const { bad, wrong } = notes
  const placed = new Map<string, UnitToInsert | null>()
  const paths = new Set<string>()
  const facts = (path: string) => {
    const [provinceCode, communeCode] = path.split('/')
    const committee = known.byPath.get(`${provinceCode}/${communeCode}/`)
    return {
      province: provinceName(known.byPath.get(`${provinceCode}/`)?.name ?? ''),
      ...(committee && committees.includes(committee.kind) ? { commune: communeName(committee.name) } : {}),
    }
  }

  /** The unit of a row with everything above it; null where something above is wrong. */
  const place = (row: NamedRow<UnitColumn>, under: ReadonlySet<string>): UnitToInsert | null => {
    const { values } = row
    const { code } = values
    const before = placed.get(code)
    if (before !== undefined) return before
    placed.set(code, null)
    const superior = find(row, 'superior', under)
    const said = readUnitRow(row, notes)
    const kind = values.kind === '' ? 'school' : said.kind
    const { level, to } = said
    // an ended unit began before our records, where nobody says when
    const from = said.from ?? (values.from !== '' ? null : values.to === '' ? work.today : longAgo)
    const teaches = kind === 'school' || kind === 'centre'
    if (kind && teaches && values.level === '')
      wrong(
        row,
        'level',
        'Trường và trung tâm phải có cấp học. Ghi MN, TH, THCS, THPT…',
        'A school or centre has a level. Write MN, TH, THCS, THPT…',
      )
    if (kind && !teaches && level)
      wrong(
        row,
        'level',
        'Chỉ trường và trung tâm có cấp học. Xóa ô này',
        'Only schools and centres have a level. Empty this cell',
      )
    if (kind?.startsWith('district-') && (values.to === '' || (to && to > districtsUntil)))
      wrong(
        row,
        'to',
        'Cấp huyện chấm dứt hoạt động ngày 30/06/2025. Ghi ngày chấm dứt, không sau ngày đó',
        'Districts ended on 30/06/2025. Write the last day, not after that one',
      )
    else if (from && to && to < from)
      wrong(
        row,
        'to',
        'Ngày chấm dứt phải từ ngày thành lập trở đi. Sửa một trong hai ngày',
        'A unit cannot end before it began. Correct one of the two days',
      )
    const professional = values.professional === '' ? null : find(row, 'professional', under)
    const successors = succeeding(row, to)
    if (!superior || !kind || !from || bad.has(row.row)) return null
    const why = whyNotUnder({ name: values.name, kind, validTo: to }, superior)
    if (why?.why === 'kind')
      wrong(row, 'superior', `${why.vi}. Sửa mã hoặc loại đơn vị`, `${why.en}. Correct the code or the kind`)
    else if (why) notToItsEnd(row, 'superior', why)
    if (professional && endsBefore(professional, { validTo: to }))
      notToItsEnd(row, 'professional', itsEnd(professional))
    const path = `${superior.path}${pathSegment(code)}/`
    if (paths.has(path) || known.byPath.has(path))
      wrong(
        row,
        'code',
        `Mã "${code}" trùng với mã khác khi bỏ dấu. Sửa mã`,
        `"${code}" equals another code without signs. Correct it`,
      )
    if (!can(work.actor, 'unit.manage', { unitId: -1, unitPath: path }))
      wrong(
        row,
        'superior',
        `Đơn vị "${values.superior}" ngoài phạm vi quản trị của bạn. Xóa dòng này hoặc nhờ cấp trên nhập`,
        `"${values.superior}" is outside what you manage. Delete this row or ask your superior to import it`,
      )
    if (bad.has(row.row)) return null
    paths.add(path)
    const made: UnitToInsert = {
      kind,
      level,
      codeScheme: 'banggiao',
      code,
      name: values.name,
      shortName: values.shortName || null,
      path,
      reach: reachUnder(kind, superior.path, path),
      invented: false,
      validFrom: from,
      validTo: to,
      letterhead: standardLetterhead({
        kind,
        level,
        name: values.name,
        ...(committees.includes(kind) ? { ...facts(path), commune: communeName(values.name) } : facts(superior.path)),
        ...(values.symbol ? { symbol: values.symbol } : {}),
      }),
      numbersHere: false,
      affiliationPath: superior.path,
      professionalPath: professional?.path ?? null,
      // those of the table join them once they have their places
      successorPaths: successors.map((successor) => successor.path),
    }
    known.byPath.set(path, { id: null, path, name: made.name, kind, validTo: to })
    placed.set(code, made)
    return made
  }

  /** Those in the system who took over; reports whom the row names and who cannot have, in the system or in the table. */
  const succeeding = (row: NamedRow<UnitColumn>, to: string | null): Known[] => {
    const codes = codesIn(row.values.successor)
    if (codes.length > 0 && row.values.to === '')
      wrong(
        row,
        'successor',
        'Chỉ đơn vị đã chấm dứt mới có đơn vị kế thừa. Ghi ngày chấm dứt, hoặc xóa ô này',
        'Only a unit that ended has a successor. Write its last day, or empty this cell',
      )
    if (codes.includes(row.values.code))
      wrong(
        row,
        'successor',
        'Đơn vị không tự kế thừa mình. Ghi mã của đơn vị khác',
        'A unit does not succeed itself. Write the code of another',
      )
    return codes.flatMap((code) => {
      const inSystem = known.byCode.get(code)
      const inTable = inFile.get(code)
      const successor = inSystem ?? (inTable && { name: inTable.values.name, validTo: readDay(inTable.values.to) })
      if (!successor) unknownCode(row, 'successor', code)
      // who took over went on, so that a chain of successors ends with one that still stands, or that nobody succeeded
      else if (code !== row.values.code && to && successor.validTo && successor.validTo <= to) {
        const { vi, en } = itsEnd(successor)
        wrong(
          row,
          'successor',
          `${vi}. Ghi mã của đơn vị còn hoạt động sau đó`,
          `${en}. Write the code of a unit that went on`,
        )
      }
      return inSystem ? [inSystem] : []
    })
  }

  const notToItsEnd = (row: NamedRow<UnitColumn>, column: 'superior' | 'professional', { vi, en }: Words) =>
    wrong(
      row,
      column,
      `${vi}. Ghi mã của cơ quan đang hoạt động, hoặc ngày chấm dứt không sau ngày đó`,
      `${en}. Write the code of an active body, or a last day not after that one`,
    )

  const unknownCode = (row: NamedRow<UnitColumn>, column: 'superior' | 'professional' | 'successor', code: string) =>
    wrong(
      row,
      column,
      `Không có đơn vị mã "${code}" trong tệp và trong hệ thống. Kiểm tra mã, hoặc thêm đơn vị đó vào tệp`,
      `No unit has the code "${code}", here or in the system. Check the code, or add that unit to the file`,
    )

  const stillWrong = (row: NamedRow<UnitColumn>, column: UnitColumn, other: NamedRow<UnitColumn>) =>
    wrong(
      row,
      column,
      `Dòng ${other.row} (mã "${other.values.code}") còn lỗi. Sửa dòng đó trước`,
      `Row ${other.row} ("${other.values.code}") has errors. Correct that row first`,
    )

  /** The superior or guide that a row names; reports where there is none. */
  const find = (
    row: NamedRow<UnitColumn>,
    column: 'superior' | 'professional',
    under: ReadonlySet<string>,
  ): Known | null => {
    const code = row.values[column]
    if (code === '') {
      wrong(
        row,
        column,
        'Chưa có mã đơn vị trực thuộc. Ghi mã của UBND cấp xã hoặc Sở',
        'No superior. Write the code of the commune’s committee or the department',
      )
      return null
    }
    if (under.has(code)) {
      wrong(
        row,
        column,
        `Các đơn vị trực thuộc lẫn nhau: ${[...under, code].join(' → ')}. Sửa một mã`,
        `Units belong to each other in a circle: ${[...under, code].join(' → ')}. Correct one code`,
      )
      return null
    }
    const inSystem = known.byCode.get(code)
    if (inSystem) return inSystem
    const inTable = inFile.get(code)
    if (inTable) {
      const unit = place(inTable, new Set([...under, code]))
      if (unit) return { id: null, path: unit.path, name: unit.name, kind: unit.kind, validTo: unit.validTo }
      stillWrong(row, column, inTable)
      return null
    }
    unknownCode(row, column, code)
    return null
  }

  for (const [code, row] of inFile) if (!known.byCode.has(code)) place(row, new Set([code]))
  // a successor in the table may stand below: it has its place by now, or falls, and with it whoever names it
  const namedBy = new Map<string, { row: NamedRow<UnitColumn>; column: UnitColumn }[]>()
  for (const [code, row] of inFile)
    if (placed.get(code))
      for (const column of ['superior', 'professional', 'successor'] as const)
        for (const other of codesIn(row.values[column])) {
          const naming = namedBy.get(other)
          if (naming) naming.push({ row, column })
          else namedBy.set(other, [{ row, column }])
        }
  const fallen = [...inFile.keys()].filter((code) => !known.byCode.has(code) && !placed.get(code))
  // grows as those fall who name one that fell
  for (const other of fallen)
    for (const { row, column } of namedBy.get(other) ?? []) {
      const { code } = row.values
      if (!placed.get(code)) continue
      stillWrong(row, column, inFile.get(other)!)
      placed.set(code, null)
      fallen.push(code)
    }
  const units = [...placed.values()].filter((unit) => unit !== null)
  for (const unit of units) {
    const inTable = codesIn(inFile.get(unit.code)?.values.successor ?? '').map((code) => placed.get(code)?.path)
    unit.successorPaths = [...(unit.successorPaths ?? []), ...inTable.filter((path) => path !== undefined)]
  }
  return units
}
