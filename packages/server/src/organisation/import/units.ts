import { sql } from 'kysely'
import { can } from '../../platform/actor.ts'
import type { Work } from '../../platform/deed.ts'
import { communeName, provinceName } from '../change-unit.ts'
import { holdPlaces } from '../hold-places.ts'
import { insertUnits, type UnitToInsert } from '../insert-units.ts'
import { pathSegment } from '../new-school.ts'
import { standardLetterhead } from '../standard-letterhead.ts'
import {
  type Column,
  errorList,
  type Locale,
  type NamedRow,
  nameColumns,
  type RowError,
  readChoice,
  readDay,
} from './columns.ts'
import type { Table } from './read-table.ts'

export const unitColumns = {
  code: {
    heading: 'Mã đơn vị',
    also: ['Mã', 'Mã trường', 'Mã định danh'],
    required: true,
    hint: 'Không trùng với đơn vị khác',
    example: '79000701',
  },
  name: {
    heading: 'Tên đơn vị',
    also: ['Tên', 'Tên trường', 'Tên đầy đủ'],
    required: true,
    hint: 'Tên đầy đủ',
    example: 'Trường THCS Ví Dụ',
  },
  shortName: { heading: 'Tên ngắn', also: ['Tên viết tắt'], hint: 'Hiện trong danh sách', example: 'THCS Ví Dụ' },
  kind: {
    heading: 'Loại đơn vị',
    also: ['Loại'],
    hint: 'Trường, Trung tâm, UBND cấp xã, Phòng VH-XH, Sở; bỏ trống là Trường',
    example: 'Trường',
  },
  level: {
    heading: 'Cấp học',
    also: ['Cấp'],
    hint: 'MN, TH, THCS, THPT, TH-THCS, THCS-THPT, TH-THCS-THPT, GDTX',
    example: 'THCS',
  },
  superior: {
    heading: 'Mã đơn vị trực thuộc',
    also: ['Trực thuộc', 'Mã cấp trên'],
    required: true,
    hint: 'MN, TH, THCS: UBND cấp xã; THPT, GDTX: Sở',
    example: '26890',
  },
  professional: {
    heading: 'Mã đơn vị quản lý chuyên môn',
    also: ['Quản lý chuyên môn'],
    hint: 'Thường là Sở',
    example: '79-sgddt',
  },
  from: { heading: 'Ngày thành lập', also: ['Từ ngày'], hint: 'ngày/tháng/năm', example: '01/07/2025' },
  symbol: {
    heading: 'Ký hiệu văn bản',
    also: ['Ký hiệu'],
    hint: 'Như trong số văn bản; bỏ trống thì đặt theo tên',
    example: 'THCS.VD',
  },
} satisfies Record<string, Column>
type UnitColumn = keyof typeof unitColumns

const kindNames = {
  school: ['Trường', 'Trường học'],
  centre: ['Trung tâm', 'Trung tâm GDTX'],
  'commune-committee': ['UBND cấp xã', 'UBND phường', 'UBND xã', 'UBND đặc khu', 'Ủy ban nhân dân cấp xã'],
  'culture-social-division': ['Phòng VH-XH', 'Phòng Văn hóa - Xã hội'],
  department: ['Sở', 'Sở GD&ĐT', 'Sở Giáo dục và Đào tạo'],
} as const
const levelNames = {
  MN: ['Mầm non', 'Mẫu giáo', 'Nhà trẻ'],
  TH: ['Tiểu học'],
  THCS: ['Trung học cơ sở'],
  THPT: ['Trung học phổ thông'],
  'TH-THCS': ['TH&THCS', 'Tiểu học và Trung học cơ sở'],
  'THCS-THPT': ['THCS&THPT', 'Trung học cơ sở và Trung học phổ thông'],
  'TH-THCS-THPT': ['TH&THCS&THPT', 'Phổ thông nhiều cấp'],
  GDTX: ['Giáo dục thường xuyên', 'GDNN-GDTX'],
} as const

export interface UnitsToImport {
  add: UnitToInsert[]
  rename: { id: number; name: string; shortName: string | null }[]
  errors: RowError[]
  rows: number
  /** Rows without an error. */
  good: number
}

interface Known {
  id: number | null
  path: string
  name: string
  kind: string
  row?: NamedRow<UnitColumn>
}

/**
 * What a table of units would do. Superiors are named by code, in any order, in the table or in the system; a code that exists
 * already gets the name of its row. Reads in three statements, whatever the size.
 */
export async function checkUnits(work: Work, table: Table, locale: Locale): Promise<UnitsToImport> {
  await holdPlaces(work, 'shared')
  const rows = nameColumns(table, unitColumns)
  const { errors, bad, add: wrong } = errorList(locale)
  const known = await knownUnits(work, rows)
  const inFile = new Map<string, NamedRow<UnitColumn>>()
  for (const row of rows) {
    const { code, name } = row.values
    if (code === '') wrong(row, 'code', 'Chưa có mã đơn vị. Ghi mã', 'No code. Write one')
    else if (!/[0-9a-z]/i.test(code) || code.length > 60)
      wrong(row, 'code', `Mã "${code}" không dùng được. Ghi chữ và số, dài nhất 60 ký tự`, `"${code}" cannot be a code`)
    else if (inFile.has(code))
      wrong(
        row,
        'code',
        `Mã "${code}" đã có ở dòng ${inFile.get(code)?.row}. Xóa một dòng hoặc sửa mã`,
        `The code "${code}" is in row ${inFile.get(code)?.row} already`,
      )
    else inFile.set(code, row)
    if (name.length < 2) wrong(row, 'name', 'Chưa có tên đơn vị. Ghi tên đầy đủ', 'No name. Write the full name')
  }

  const rename: UnitsToImport['rename'] = []
  const placed = new Map<string, UnitToInsert | null>()
  const paths = new Set<string>()
  const facts = (path: string) => {
    const [provinceCode, communeCode] = path.split('/')
    const committee = known.byPath.get(`${provinceCode}/${communeCode}/`)
    return {
      province: provinceName(known.byPath.get(`${provinceCode}/`)?.name ?? ''),
      ...(committee?.kind === 'commune-committee' ? { commune: communeName(committee.name) } : {}),
    }
  }

  /** The unit of a row with everything above it; null where something above is wrong. */
  const place = (row: NamedRow<UnitColumn>, under: ReadonlySet<string>): UnitToInsert | null => {
    const { code } = row.values
    const before = placed.get(code)
    if (before !== undefined) return before
    placed.set(code, null)
    const superior = find(row, 'superior', under)
    const kind = row.values.kind === '' ? 'school' : readChoice(row.values.kind, kindNames as never)
    const levelText = row.values.level
    const level = levelText === '' ? null : readChoice(levelText, levelNames as never)
    if (!kind)
      wrong(
        row,
        'kind',
        `Không rõ loại "${row.values.kind}". Chọn: Trường, Trung tâm, UBND cấp xã, Phòng VH-XH, Sở`,
        `Unknown kind "${row.values.kind}"`,
      )
    if (levelText !== '' && !level)
      wrong(row, 'level', `Không rõ cấp học "${levelText}". Ví dụ: MN, TH, THCS, THPT`, `Unknown level "${levelText}"`)
    const teaches = kind === 'school' || kind === 'centre'
    if (kind && teaches && levelText === '')
      wrong(row, 'level', 'Trường và trung tâm phải có cấp học. Ghi MN, TH, THCS, THPT…', 'A school has a level')
    if (kind && !teaches && level)
      wrong(row, 'level', 'Chỉ trường và trung tâm có cấp học. Xóa ô này', 'Only schools and centres have a level')
    const from = row.values.from === '' ? work.today : readDay(row.values.from)
    if (!from)
      wrong(
        row,
        'from',
        `"${row.values.from}" không phải ngày. Ghi ngày/tháng/năm, ví dụ 01/07/2025`,
        `"${row.values.from}" is no date. Write day/month/year`,
      )
    const professional = row.values.professional === '' ? null : find(row, 'professional', under)
    if (!superior || !kind || !from || bad.has(row.row)) return null
    const path = `${superior.path}${pathSegment(code)}/`
    if (paths.has(path) || known.byPath.has(path)) {
      wrong(
        row,
        'code',
        `Mã "${code}" trùng với mã khác khi bỏ dấu. Sửa mã`,
        `"${code}" equals another code without signs`,
      )
      return null
    }
    if (!can(work.actor, 'unit.manage', { unitId: -1, unitPath: path })) {
      wrong(
        row,
        'superior',
        `Đơn vị "${row.values.superior}" ngoài phạm vi quản trị của bạn. Xóa dòng này hoặc nhờ cấp trên nhập`,
        `"${row.values.superior}" is outside what you manage`,
      )
      return null
    }
    paths.add(path)
    const made: UnitToInsert = {
      kind,
      level,
      codeScheme: 'banggiao',
      code,
      name: row.values.name,
      shortName: row.values.shortName || null,
      path,
      reach: kind === 'culture-social-division' ? superior.path : kind === 'department' ? superior.path : path,
      invented: false,
      validFrom: from,
      validTo: null,
      letterhead: standardLetterhead({
        kind,
        level,
        name: row.values.name,
        ...(kind === 'commune-committee'
          ? { ...facts(path), commune: communeName(row.values.name) }
          : facts(superior.path)),
        ...(row.values.symbol ? { symbol: row.values.symbol } : {}),
      }),
      numbersHere: false,
      affiliationPath: superior.path,
      professionalPath: professional?.path ?? null,
    }
    known.byPath.set(path, { id: null, path, name: made.name, kind })
    placed.set(code, made)
    return made
  }

  /** The superior or guide that a row names; reports where there is none. */
  const find = (
    row: NamedRow<UnitColumn>,
    column: 'superior' | 'professional',
    under: ReadonlySet<string>,
  ): Known | null => {
    const code = row.values[column]
    if (code === '') {
      wrong(row, column, 'Chưa có mã đơn vị trực thuộc. Ghi mã của UBND cấp xã hoặc Sở', 'No superior. Write its code')
      return null
    }
    if (under.has(code)) {
      wrong(
        row,
        column,
        `Các đơn vị trực thuộc lẫn nhau: ${[...under, code].join(' → ')}. Sửa một mã`,
        'Units belong to each other in a circle',
      )
      return null
    }
    const inSystem = known.byCode.get(code)
    if (inSystem) return inSystem
    const inTable = inFile.get(code)
    if (inTable) {
      const unit = place(inTable, new Set([...under, code]))
      if (unit) return { id: null, path: unit.path, name: unit.name, kind: unit.kind }
      wrong(
        row,
        column,
        `Dòng ${inTable.row} (mã "${code}") còn lỗi. Sửa dòng đó trước`,
        `Row ${inTable.row} ("${code}") has errors`,
      )
      return null
    }
    wrong(
      row,
      column,
      `Không có đơn vị mã "${code}" trong tệp và trong hệ thống. Kiểm tra mã, hoặc thêm đơn vị đó vào tệp`,
      `No unit has the code "${code}", here or in the system`,
    )
    return null
  }

  for (const [code, row] of inFile) {
    const existing = known.byCode.get(code)
    if (!existing?.id) {
      place(row, new Set([code]))
      continue
    }
    if (!can(work.actor, 'unit.manage', { unitId: existing.id, unitPath: existing.path }))
      wrong(
        row,
        'code',
        `Mã "${code}" đã có và ngoài phạm vi quản trị của bạn. Xóa dòng này`,
        `The code "${code}" exists outside what you manage`,
      )
    else if (!bad.has(row.row))
      rename.push({ id: existing.id, name: row.values.name, shortName: row.values.shortName || null })
  }
  const add = [...placed.values()].filter((unit) => unit !== null)
  errors.sort((a, b) => a.row - b.row)
  return { add, rename, errors, rows: rows.length, good: rows.filter((row) => !bad.has(row.row)).length }
}

async function knownUnits(work: Work, rows: NamedRow<UnitColumn>[]) {
  const codes = [
    ...new Set(rows.flatMap(({ values }) => [values.code, values.superior, values.professional]).filter(Boolean)),
  ]
  const found = await work.trx
    .selectFrom('unit')
    .select(['id', 'code', 'path', 'name', 'kind'])
    .where('code', '=', sql<string>`any (${codes}::text[])`)
    .orderBy('path')
    .execute()
  const byCode = new Map<string, Known>(found.map((unit) => [unit.code, unit]))
  // provinces and communes above them, for letterheads
  const above = new Set(
    found.flatMap(({ path }) => {
      const [province, commune] = path.split('/')
      return [`${province}/`, ...(commune ? [`${province}/${commune}/`] : [])]
    }),
  )
  const superiors = await work.trx
    .selectFrom('unit')
    .select(['id', 'code', 'path', 'name', 'kind'])
    .where('path', '=', sql<string>`any (${[...above]}::text[])`)
    .execute()
  return { byCode, byPath: new Map<string, Known>([...superiors, ...found].map((unit) => [unit.path, unit])) }
}

/** Writes what was checked, set-wise. */
export async function writeUnits(work: Work, checked: UnitsToImport): Promise<{ added: number; changed: number }> {
  const added = await insertUnits(work.trx, checked.add)
  const changed = await sql`
    update unit set name = r.name, short_name = coalesce(r."shortName", unit.short_name), version = version + 1
    from jsonb_to_recordset(${JSON.stringify(checked.rename)}::jsonb) as r(id int, name text, "shortName" text)
    where unit.id = r.id and (unit.name <> r.name or (r."shortName" is not null and unit.short_name is distinct from r."shortName"))`.execute(
    work.trx,
  )
  return { added, changed: Number(changed.numAffectedRows ?? 0) }
}
