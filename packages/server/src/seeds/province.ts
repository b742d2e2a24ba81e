import { readFileSync } from 'node:fs'
import { type RawBuilder, sql } from 'kysely'
import type { Trx } from '../platform/database.ts'
import { schoolsPerCommune } from './sizes.ts'
import { seedUnit } from './unit.ts'

export interface AdministrativeUnit {
  code: string
  parentCode: string | null
  level: 'province' | 'ward'
  name: string
}

/** Provinces and commune-level units of packages/server/data (see SOURCE.md there). */
export function readAdministrativeUnits(): AdministrativeUnit[] {
  const text = readFileSync(new URL('../../data/administrative-units-2026.csv', import.meta.url), 'utf8')
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [code, parentCode, level, name] = line.split(',') as [string, string, string, string]
      return {
        code,
        parentCode: parentCode === '' ? null : parentCode,
        level: level as 'province' | 'ward',
        name: name.trim(),
      }
    })
}

export interface Province {
  committee: { id: number; path: string; name: string }
  department: { id: number; path: string; name: string }
  communes: { id: number; code: string; path: string; name: string }[]
  divisions: { id: number; path: string; name: string }[]
  schools: { id: number; path: string; name: string; level: string; communeCode: string }[]
}

export interface ProvinceOptions {
  code: string
  /** Most commune-level units, in code order; all by default. */
  communes?: number
  /** Invented schools in all, spread as in life; none by default. */
  schools?: number
}

/** Row of `unit` and of its letterhead at once, for set-wise insertion. */
interface UnitSeed {
  kind: string
  level: string | null
  code: string
  code_scheme: string
  name: string
  short_name: string
  path: string
  reach: string
  invented: boolean
  affiliation: number
  professional: number | null
  superior_lines: string[]
  issuer_lines: string[]
  place: string
  symbol: string
  salutation: string
  sign_authority: string[]
  head_title: string
  deputy_title: string
}

/** A whole province as bodies of the two-tier government, with invented schools; set-wise, a second or two at full size. */
export async function seedProvince(trx: Trx, options: ProvinceOptions): Promise<Province> {
  const all = readAdministrativeUnits()
  const province = all.find((u) => u.code === options.code && u.level === 'province')
  if (!province) throw new RangeError(`no province ${options.code}`)
  const wards = all.filter((u) => u.parentCode === options.code).slice(0, options.communes)
  const isCity = province.name.startsWith('Thành phố')
  const place = isCity ? province.name : province.name.replace(/^Tỉnh /, '')
  const short = province.name === 'Thành phố Hồ Chí Minh' ? 'TP.HCM' : place
  const path = `${options.code}/`
  const provinceLine = province.name.toUpperCase()

  const committee = await seedUnit(trx, {
    kind: 'provincial-committee',
    code: options.code,
    codeScheme: 'gso',
    name: `Ủy ban nhân dân ${lowerFirst(province.name)}`,
    shortName: `UBND ${short}`,
    path,
    superiorLines: [],
    issuerLines: ['ỦY BAN NHÂN DÂN', provinceLine],
    place,
    symbol: 'UBND',
    salutation: 'đề nghị',
    signAuthority: ['TM. ỦY BAN NHÂN DÂN'],
    headTitle: 'CHỦ TỊCH',
    deputyTitle: 'PHÓ CHỦ TỊCH',
  })
  const department = await seedUnit(trx, {
    kind: 'department',
    code: `${options.code}-sgddt`,
    name: `Sở Giáo dục và Đào tạo ${isCity ? place : `tỉnh ${place}`}`,
    shortName: `Sở GD&ĐT ${short}`,
    path: `${path}so/`,
    reach: path,
    affiliation: committee,
    superiorLines: ['ỦY BAN NHÂN DÂN', provinceLine],
    issuerLines: ['SỞ GIÁO DỤC VÀ ĐÀO TẠO'],
    place,
    symbol: 'SGDĐT',
    headTitle: 'GIÁM ĐỐC',
    deputyTitle: 'PHÓ GIÁM ĐỐC',
  })

  const communes = await insertUnits(
    trx,
    wards.map((ward) => ({
      kind: 'commune-committee',
      level: null,
      code: ward.code,
      code_scheme: 'gso',
      name: `Ủy ban nhân dân ${lowerFirst(ward.name)}`,
      short_name: `UBND ${lowerFirst(ward.name)}`,
      path: `${path}${ward.code}/`,
      reach: `${path}${ward.code}/`,
      invented: false,
      affiliation: committee,
      professional: null,
      superior_lines: [],
      issuer_lines: ['ỦY BAN NHÂN DÂN', ward.name.toUpperCase()],
      place: bareName(ward.name),
      symbol: 'UBND',
      salutation: 'đề nghị',
      sign_authority: ['TM. ỦY BAN NHÂN DÂN'],
      head_title: 'CHỦ TỊCH',
      deputy_title: 'PHÓ CHỦ TỊCH',
    })),
  )
  const divisions = await insertUnits(
    trx,
    wards.map((ward, i) => ({
      kind: 'culture-social-division',
      level: null,
      code: `${ward.code}-vhxh`,
      code_scheme: 'banggiao',
      name: `Phòng Văn hóa - Xã hội ${lowerFirst(ward.name)}`,
      short_name: `Phòng VH-XH ${lowerFirst(ward.name)}`,
      path: `${path}${ward.code}/vhxh/`,
      reach: `${path}${ward.code}/`,
      invented: false,
      affiliation: communes[i]!.id,
      professional: department,
      superior_lines: ['ỦY BAN NHÂN DÂN', ward.name.toUpperCase()],
      issuer_lines: ['PHÒNG VĂN HÓA - XÃ HỘI'],
      place: bareName(ward.name),
      symbol: 'VHXH',
      salutation: 'đề nghị',
      sign_authority: [],
      head_title: 'TRƯỞNG PHÒNG',
      deputy_title: 'PHÓ TRƯỞNG PHÒNG',
    })),
  )

  const counts = options.schools ? schoolsPerCommune(wards.length, options.schools) : wards.map(() => 0)
  const seeds: (UnitSeed & { communeCode: string })[] = []
  const level = levelDealer()
  for (const [i, ward] of wards.entries()) {
    for (let n = 0; n < counts[i]!; n++) {
      const kind = level()
      const underDepartment = kind.level === 'THPT' || kind.level === 'GDTX'
      const code = `${ward.code}${String(n + 1).padStart(2, '0')}`
      const own = schoolNames[(i * 7 + n * 5) % schoolNames.length]!
      const name = `${kind.prefix} ${own}`
      seeds.push({
        kind: kind.level === 'GDTX' ? 'centre' : 'school',
        level: kind.level,
        code: `mh-${code}`,
        code_scheme: 'banggiao',
        name: `${name} - ${bareName(ward.name)}`,
        short_name: `${kind.short} ${own} - ${bareName(ward.name)}`,
        path: underDepartment ? `${path}so/s${code}/` : `${path}${ward.code}/s${code}/`,
        reach: underDepartment ? `${path}so/s${code}/` : `${path}${ward.code}/s${code}/`,
        invented: true,
        affiliation: underDepartment ? department : communes[i]!.id,
        professional: department,
        superior_lines: underDepartment
          ? ['SỞ GIÁO DỤC VÀ ĐÀO TẠO', provinceLine]
          : ['ỦY BAN NHÂN DÂN', ward.name.toUpperCase()],
        issuer_lines: [name.toUpperCase()],
        place: underDepartment ? place : bareName(ward.name),
        symbol: `${kind.symbol}.${initials(own)}`,
        salutation: 'yêu cầu',
        sign_authority: [],
        head_title: kind.level === 'GDTX' ? 'GIÁM ĐỐC' : 'HIỆU TRƯỞNG',
        deputy_title: kind.level === 'GDTX' ? 'PHÓ GIÁM ĐỐC' : 'PHÓ HIỆU TRƯỞNG',
        communeCode: ward.code,
      })
    }
  }
  const schools = await insertUnits(trx, seeds)
  return {
    committee: { id: committee, path, name: `Ủy ban nhân dân ${province.name}` },
    department: { id: department, path: `${path}so/`, name: `Sở Giáo dục và Đào tạo ${place}` },
    communes: communes.map((row, i) => ({ ...row, code: wards[i]!.code })),
    divisions,
    schools: schools.map((row, i) => ({ ...row, level: seeds[i]!.level!, communeCode: seeds[i]!.communeCode })),
  }
}

/** Inserts units with letterhead and relations, one statement each; returns them in the order given. */
async function insertUnits(trx: Trx, seeds: UnitSeed[]): Promise<{ id: number; path: string; name: string }[]> {
  if (seeds.length === 0) return []
  const json: RawBuilder<unknown> = sql`${JSON.stringify(seeds)}::jsonb`
  const made = await sql<{ id: number; path: string; name: string }>`
    insert into unit (kind, level, code, code_scheme, name, short_name, path, reach, invented, valid_from)
    select kind, level, code, code_scheme, name, short_name, path, reach, invented, '2025-07-01'
    from jsonb_to_recordset(${json}) as s(kind text, level text, code text, code_scheme text, name text, short_name text, path text, reach text, invented boolean)
    returning id, path, name`.execute(trx)
  const byPath = new Map(made.rows.map((row) => [row.path, row]))
  const withIds = sql`${JSON.stringify(seeds.map((s) => ({ ...s, id: byPath.get(s.path)!.id })))}::jsonb`
  await sql`
    insert into unit_setting (unit_id, unit_path, valid, superior_lines, issuer_lines, place, symbol, salutation, sign_authority, head_title, deputy_title)
    select id, path, '[2025-07-01,)', array(select jsonb_array_elements_text(superior_lines)), array(select jsonb_array_elements_text(issuer_lines)),
      place, symbol, salutation, array(select jsonb_array_elements_text(sign_authority)), head_title, deputy_title
    from jsonb_to_recordset(${withIds}) as s(id int, path text, superior_lines jsonb, issuer_lines jsonb, place text, symbol text, salutation text,
      sign_authority jsonb, head_title text, deputy_title text)`.execute(trx)
  await sql`
    insert into unit_relation (unit_id, kind, superior_id, valid)
    select id, kind, superior_id, '[2025-07-01,)'
    from jsonb_to_recordset(${withIds}) as s(id int, affiliation int, professional int),
      lateral (values ('affiliation', affiliation), ('professional', professional)) as r(kind, superior_id)
    where superior_id is not null`.execute(trx)
  return seeds.map((s) => byPath.get(s.path)!)
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** Địa danh of a commune-level body's papers: the name without its kind. */
function bareName(name: string): string {
  return name.replace(/^(Phường|Xã|Đặc khu) /, '')
}

function initials(name: string): string {
  return name
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}

interface LevelKind {
  level: string
  prefix: string
  short: string
  symbol: string
  share: number
}

const levels: LevelKind[] = [
  { level: 'MN', prefix: 'Trường Mầm non', short: 'MN', symbol: 'MN', share: 38 },
  { level: 'TH', prefix: 'Trường Tiểu học', short: 'TH', symbol: 'TH', share: 32 },
  { level: 'THCS', prefix: 'Trường THCS', short: 'THCS', symbol: 'THCS', share: 20 },
  { level: 'THPT', prefix: 'Trường THPT', short: 'THPT', symbol: 'THPT', share: 9 },
  { level: 'GDTX', prefix: 'Trung tâm GDTX', short: 'GDTX', symbol: 'GDTX', share: 1 },
]

/** Deals levels by their shares, evenly and the same at every run. */
function levelDealer(): () => LevelKind {
  const dealt = levels.map(() => 0)
  let all = 0
  return () => {
    all++
    let best = 0
    for (let i = 1; i < levels.length; i++) {
      const owed = (k: number) => (levels[k]!.share * all) / 100 - dealt[k]!
      if (owed(i) > owed(best)) best = i
    }
    dealt[best]!++
    return levels[best]!
  }
}

/** Made up; a school whose name stands here is an illustration and says so (`unit.invented`). */
const schoolNames = [
  'Ánh Dương',
  'Bình Minh',
  'Hoa Phượng',
  'Hướng Dương',
  'Sơn Ca',
  'Vàng Anh',
  'Hoa Sen',
  'Hoa Mai',
  'Rạng Đông',
  'Sao Sáng',
  'Tuổi Ngọc',
  'Ban Mai',
  'Thiên Nga',
  'Hoa Lan',
  'Mặt Trời Nhỏ',
  'Cánh Diều',
  'Khai Minh',
  'Tân Văn',
  'Hòa Khánh',
  'Việt Hưng',
  'An Nhiên',
  'Phúc Khang',
  'Minh Khai Trí',
  'Đồng Tâm',
  'Hừng Đông',
  'Trúc Xanh',
  'Hoa Cúc',
  'Thủy Tiên',
  'Nắng Mai',
  'Chân Trời',
  'Bồ Câu Trắng',
  'Đất Lành',
  'Hải Âu',
  'Hoàng Lan',
  'Mùa Xuân',
  'Sen Vàng',
  'Bách Việt',
  'Tri Thức',
  'Khát Vọng',
  'Nhân Văn',
  'Đức Trí',
  'Tâm Sáng',
  'Đại Nghĩa',
  'Quang Minh',
  'Hiền Tài',
  'Thành Tâm',
  'Vươn Xa',
  'Ước Mơ',
]
