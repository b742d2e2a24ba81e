import { sql } from 'kysely'
import { can } from '../../platform/actor.ts'
import type { Work } from '../../platform/deed.ts'
import type { Words } from '../../platform/problem.ts'
import { communeName, provinceName } from '../change-unit.ts'
import { districtsUntil } from '../former-districts.ts'
import { holdPlaces } from '../hold-places.ts'
import { insertUnits, type UnitToInsert } from '../insert-units.ts'
import { endsBefore, itsEnd, reachUnder, whyNotUnder } from '../may-belong.ts'
import { pathSegment } from '../new-school.ts'
import { longAgo } from '../real-units.ts'
import { standardLetterhead } from '../standard-letterhead.ts'
import {
  type Column,
  type Locale,
  type NamedRow,
  nameColumns,
  noteList,
  type RowNote,
  readChoice,
  readDay,
} from './columns.ts'
import type { Table } from './read-table.ts'

export const unitColumns = {
  code: {
    heading: { vi: 'Mã đơn vị', en: 'Unit code' },
    also: ['Mã', 'Mã trường', 'Mã định danh', 'Code'],
    required: true,
    hint: { vi: 'Không trùng với đơn vị khác', en: 'No other unit has it' },
    example: '79000701',
  },
  name: {
    heading: { vi: 'Tên đơn vị', en: 'Name of the unit' },
    also: ['Tên', 'Tên trường', 'Tên đầy đủ', 'Name'],
    required: true,
    hint: { vi: 'Tên đầy đủ', en: 'The full name, in Vietnamese' },
    example: 'Trường THCS Ví Dụ',
  },
  shortName: {
    heading: { vi: 'Tên ngắn', en: 'Short name' },
    also: ['Tên viết tắt'],
    hint: { vi: 'Hiện trong danh sách', en: 'Shown in lists' },
    example: 'THCS Ví Dụ',
  },
  kind: {
    heading: { vi: 'Loại đơn vị', en: 'Kind of unit' },
    also: ['Loại', 'Kind'],
    hint: {
      vi: 'Trường, Trung tâm, UBND cấp xã, Phòng VH-XH, Sở, UBND cấp huyện, Phòng GD&ĐT; bỏ trống là Trường',
      en: 'School, Centre, Commune committee, Culture division, Department, District committee, District office; empty means School',
    },
    example: 'Trường',
  },
  level: {
    heading: { vi: 'Cấp học', en: 'Level' },
    also: ['Cấp'],
    hint: {
      vi: 'MN, TH, THCS, THPT, TH-THCS, THCS-THPT, TH-THCS-THPT, GDTX',
      en: 'Of a school or centre: MN, TH, THCS, THPT, TH-THCS, THCS-THPT, TH-THCS-THPT, GDTX',
    },
    example: 'THCS',
  },
  superior: {
    heading: { vi: 'Mã đơn vị trực thuộc', en: 'Code of its superior' },
    also: ['Trực thuộc', 'Mã cấp trên', 'Superior'],
    required: true,
    hint: {
      vi: 'MN, TH, THCS: UBND cấp xã; THPT, GDTX: Sở',
      en: 'MN, TH, THCS: the commune’s committee; THPT, GDTX: the department',
    },
    example: '26890',
  },
  professional: {
    heading: { vi: 'Mã đơn vị quản lý chuyên môn', en: 'Code of who guides it professionally' },
    also: ['Quản lý chuyên môn', 'Guided by'],
    hint: { vi: 'Thường là Sở', en: 'Mostly the department' },
    example: '79-sgddt',
  },
  from: {
    heading: { vi: 'Ngày thành lập', en: 'First day' },
    also: ['Từ ngày', 'From'],
    hint: { vi: 'ngày/tháng/năm', en: 'day/month/year' },
    example: '01/07/2025',
  },
  to: {
    heading: { vi: 'Ngày chấm dứt', en: 'Last day' },
    also: ['Đến ngày', 'Ngày kết thúc', 'To'],
    hint: {
      vi: 'ngày/tháng/năm, ngày cuối hoạt động; bỏ trống khi đơn vị đang hoạt động',
      en: 'day/month/year, the last day of activity; empty while the unit is active',
    },
    example: '',
  },
  successor: {
    heading: { vi: 'Mã đơn vị kế thừa', en: 'Code of its successor' },
    also: ['Kế thừa', 'Mã đơn vị kế tục', 'Successor'],
    hint: { vi: 'Chỉ của đơn vị đã chấm dứt', en: 'Only of a unit that ended' },
    example: '',
  },
  symbol: {
    heading: { vi: 'Ký hiệu văn bản', en: 'Symbol on papers' },
    also: ['Ký hiệu', 'Symbol'],
    hint: {
      vi: 'Như trong số văn bản; bỏ trống thì đặt theo tên',
      en: 'As in document numbers; made from the name where it is empty',
    },
    example: 'THCS.VD',
  },
} satisfies Record<string, Column>
type UnitColumn = keyof typeof unitColumns

const kindNames = {
  school: ['Trường', 'Trường học'],
  centre: ['Trung tâm', 'Trung tâm GDTX', 'Center'],
  'commune-committee': [
    'UBND cấp xã',
    'UBND phường',
    'UBND xã',
    'UBND đặc khu',
    'Ủy ban nhân dân cấp xã',
    'Commune committee',
  ],
  'culture-social-division': ['Phòng VH-XH', 'Phòng Văn hóa - Xã hội', 'Culture division'],
  department: ['Sở', 'Sở GD&ĐT', 'Sở Giáo dục và Đào tạo'],
  'district-committee': [
    'UBND cấp huyện',
    'UBND quận',
    'UBND huyện',
    'UBND thị xã',
    'UBND thành phố thuộc tỉnh',
    'Ủy ban nhân dân cấp huyện',
    'District committee',
  ],
  'district-office': ['Phòng GD&ĐT', 'Phòng Giáo dục và Đào tạo', 'District office'],
} as const
type ImportedKind = keyof typeof kindNames
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
  errors: RowNote[]
  /** What rows say of units that are known already and an import leaves as it is. */
  warnings: RowNote[]
  rows: number
  /** Rows without an error. */
  good: number
}

interface Known {
  id: number | null
  path: string
  name: string
  kind: string
  validTo: string | null
}

/** A unit that the table names and the system has. */
interface KnownUnit extends Known {
  id: number
  code: string
  level: string | null
  validFrom: string
  /** Of today, or of its last day. */
  superior: string | null
  superiorName: string | null
  professional: string | null
  professionalName: string | null
  successor: string | null
  successorName: string | null
  symbol: string | null
}

/** What a row says of its unit apart from its place; null where the cell is empty or cannot be read. */
interface Facts {
  kind: ImportedKind | null
  level: string | null
  from: string | null
  to: string | null
}

/**
 * What a table of units would do. Superiors and successors are named by code, in any order, in the table or in the system; a code
 * that exists already gets the name of its row, and whatever else the row says differently is told. Reads in three statements,
 * whatever the size.
 */
export async function checkUnits(work: Work, table: Table, locale: Locale): Promise<UnitsToImport> {
  await holdPlaces(work, 'shared')
  const rows = nameColumns(table, unitColumns)
  const { errors, warnings, bad, wrong, warn } = noteList(locale)
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

  /** Reports what cannot be read. */
  const read = (row: NamedRow<UnitColumn>): Facts => {
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

  /** The unit of a row with everything above it; null where something above is wrong. */
  const place = (row: NamedRow<UnitColumn>, under: ReadonlySet<string>): UnitToInsert | null => {
    const { values } = row
    const { code } = values
    const before = placed.get(code)
    if (before !== undefined) return before
    placed.set(code, null)
    const superior = find(row, 'superior', under)
    const said = read(row)
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
    const successor = succeeds(row, to)
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
      // of a row in the table once it has its place
      successorPath: successor?.path ?? null,
    }
    known.byPath.set(path, { id: null, path, name: made.name, kind, validTo: to })
    placed.set(code, made)
    return made
  }

  /** Who took over, where the row names somebody in the system; reports what cannot be. */
  const succeeds = (row: NamedRow<UnitColumn>, to: string | null): Known | null => {
    const { code, successor } = row.values
    if (successor === '') return null
    if (row.values.to === '')
      wrong(
        row,
        'successor',
        'Chỉ đơn vị đã chấm dứt mới có đơn vị kế thừa. Ghi ngày chấm dứt, hoặc xóa ô này',
        'Only a unit that ended has a successor. Write its last day, or empty this cell',
      )
    else if (successor === code)
      wrong(
        row,
        'successor',
        'Đơn vị không tự kế thừa mình. Ghi mã của đơn vị khác',
        'A unit does not succeed itself. Write the code of another',
      )
    const inSystem = known.byCode.get(successor)
    if (!inSystem && !inFile.has(successor)) unknownCode(row, 'successor')
    else if (inSystem?.validTo && to && inSystem.validTo <= to)
      wrong(
        row,
        'successor',
        `${inSystem.name} đã chấm dứt ngày ${vnDay(inSystem.validTo)}. Ghi mã của đơn vị còn hoạt động sau đó`,
        `${inSystem.name} ended on ${vnDay(inSystem.validTo)}. Write the code of a unit that went on`,
      )
    return inSystem ?? null
  }

  const notToItsEnd = (row: NamedRow<UnitColumn>, column: 'superior' | 'professional', { vi, en }: Words) =>
    wrong(
      row,
      column,
      `${vi}. Ghi mã của cơ quan đang hoạt động, hoặc ngày chấm dứt không sau ngày đó`,
      `${en}. Write the code of an active body, or a last day not after that one`,
    )

  const unknownCode = (row: NamedRow<UnitColumn>, column: 'superior' | 'professional' | 'successor') =>
    wrong(
      row,
      column,
      `Không có đơn vị mã "${row.values[column]}" trong tệp và trong hệ thống. Kiểm tra mã, hoặc thêm đơn vị đó vào tệp`,
      `No unit has the code "${row.values[column]}", here or in the system. Check the code, or add that unit to the file`,
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
    unknownCode(row, column)
    return null
  }

  /** Every cell of a known unit's row that says something else than the system has; an import changes names alone. */
  const compare = (row: NamedRow<UnitColumn>, unit: KnownUnit) => {
    const { values } = row
    const said = read(row)
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
    if (values.successor !== '' && values.successor !== unit.successor)
      stays('successor', named(unit.successor, unit.successorName), editPlace)
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
    if (said.kind && said.kind !== unit.kind)
      stays('kind', kindNames[unit.kind as ImportedKind]?.[0] ?? unit.kind, fixed)
    if (said.level && said.level !== unit.level) stays('level', unit.level ?? '—', fixed)
    if (said.from && said.from !== unit.validFrom) stays('from', vnDay(unit.validFrom), fixed)
  }

  for (const [code, row] of inFile) {
    const existing = known.byCode.get(code)
    if (!existing) {
      place(row, new Set([code]))
      continue
    }
    if (!can(work.actor, 'unit.manage', { unitId: existing.id, unitPath: existing.path }))
      wrong(
        row,
        'code',
        `Mã "${code}" đã có và ngoài phạm vi quản trị của bạn. Xóa dòng này`,
        `The code "${code}" exists outside what you manage. Delete this row`,
      )
    else {
      compare(row, existing)
      if (!bad.has(row.row))
        rename.push({ id: existing.id, name: row.values.name, shortName: row.values.shortName || null })
    }
  }
  // a successor in the table may stand below: it has its place by now, or falls, and with it whoever names it
  for (let fell = true; fell; ) {
    fell = false
    for (const [code, unit] of placed) {
      const row = inFile.get(code)
      if (!unit || !row) continue
      for (const column of ['superior', 'professional', 'successor'] as const) {
        const named = row.values[column]
        const other = known.byCode.has(named) ? undefined : inFile.get(named)
        if (!other) continue
        const there = placed.get(named)
        if (there) {
          if (column === 'successor') unit.successorPath = there.path
          continue
        }
        stillWrong(row, column, other)
        placed.set(code, null)
        fell = true
        break
      }
    }
  }
  const add = [...placed.values()].filter((unit) => unit !== null)
  const byRow = (a: RowNote, b: RowNote) => a.row - b.row
  errors.sort(byRow)
  warnings.sort(byRow)
  return { add, rename, errors, warnings, rows: rows.length, good: rows.filter((row) => !bad.has(row.row)).length }
}

/** Kinds whose name says the place that those under them print in their letterheads. */
const committees: readonly string[] = ['commune-committee', 'district-committee']

const editPlace = {
  vi: 'đổi ở trang của đơn vị, mục “Sửa thông tin đơn vị”',
  en: 'change it on the unit’s page, under “Edit the unit”',
}

const vnDay = (day: string) => day.split('-').reverse().join('/')

async function knownUnits(work: Work, rows: NamedRow<UnitColumn>[]) {
  const codes = [
    ...new Set(
      rows
        .flatMap(({ values }) => [values.code, values.superior, values.professional, values.successor])
        .filter(Boolean),
    ),
  ]
  /** Code and name of whom a unit stands under today, or stood under on its last day. */
  const over = (kind: 'affiliation' | 'professional') => sql<{ code: string; name: string } | null>`(
    select jsonb_build_object('code', s.code, 'name', s.name) from unit_relation r join unit s on s.id = r.superior_id
    where r.unit_id = u.id and r.kind = ${kind} and r.valid @> least(${work.today}::date, u.valid_to))`
  const found = await work.trx
    .selectFrom('unit as u')
    .leftJoin('unit as n', 'n.id', 'u.successor_id')
    .select([
      'u.id',
      'u.code',
      'u.path',
      'u.name',
      'u.kind',
      'u.level',
      'u.valid_from as validFrom',
      'u.valid_to as validTo',
      'n.code as successor',
      'n.name as successorName',
      over('affiliation').as('superior'),
      over('professional').as('professional'),
      sql<string | null>`(select s.symbol from unit_setting s
        where s.unit_id = u.id and s.valid @> least(${work.today}::date, u.valid_to))`.as('symbol'),
    ])
    .where('u.code', '=', sql<string>`any (${codes}::text[])`)
    .orderBy('u.path')
    .execute()
  const byCode = new Map<string, KnownUnit>(
    found.map(({ superior, professional, ...unit }) => [
      unit.code,
      {
        ...unit,
        superior: superior?.code ?? null,
        superiorName: superior?.name ?? null,
        professional: professional?.code ?? null,
        professionalName: professional?.name ?? null,
      },
    ]),
  )
  // provinces and communes above them, for letterheads
  const above = new Set(
    found.flatMap(({ path }) => {
      const [province, commune] = path.split('/')
      return [`${province}/`, ...(commune ? [`${province}/${commune}/`] : [])]
    }),
  )
  const superiors = await work.trx
    .selectFrom('unit')
    .select(['id', 'code', 'path', 'name', 'kind', 'valid_to as validTo'])
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
