import {
  administrativeUnits,
  insertUnits,
  placeOf,
  realUnits,
  standardLetterhead,
  type UnitToInsert,
} from '../organisation/index.ts'
import type { Trx } from '../platform/database.ts'
import { schoolsPerCommune } from './sizes.ts'

interface SeededUnit {
  id: number
  path: string
  name: string
}

export interface Province {
  committee: SeededUnit
  department: SeededUnit
  communes: (SeededUnit & { code: string })[]
  divisions: SeededUnit[]
  schools: (SeededUnit & { level: string; communeCode: string })[]
}

export interface ProvinceOptions {
  code: string
  /** Most commune-level units, in code order; all by default. */
  communes?: number
  /** Invented schools in all, spread as in life; none by default. */
  schools?: number
}

/**
 * A whole province as bodies of the two-tier government: its committee, department and communes as they really are, a
 * culture and society division each, and invented schools. Set-wise, about a second at full size.
 */
export async function seedProvince(trx: Trx, options: ProvinceOptions): Promise<Province> {
  const { code } = options
  const province = administrativeUnits().provinces.find((p) => p.code === code)
  if (!province) throw new RangeError(`no province ${code}`)
  const wards = (administrativeUnits().communes.get(code) ?? []).slice(0, options.communes)
  const kept = new Set(wards.map((ward) => ward.code))
  const path = `${code}/`
  const ofCommunes = ['commune-committee', 'culture-social-division']
  const bodies = realUnits([code]).filter((u) => !ofCommunes.includes(u.kind) || kept.has(u.path.split('/')[1]!))

  const counts = options.schools ? schoolsPerCommune(wards.length, options.schools) : wards.map(() => 0)
  const schools: (UnitToInsert & { communeCode: string })[] = []
  const level = levelDealer()
  const initialsOf = new Map(schoolNames.map((own) => [own, initials(own)]))
  for (const [i, ward] of wards.entries()) {
    const place = placeOf(ward.name)
    for (let n = 0; n < counts[i]!; n++) {
      const kind = level()
      const over = kind.level === 'THPT' || kind.level === 'GDTX' ? `${path}so/` : `${path}${ward.code}/`
      const number = `${ward.code}${String(n + 1).padStart(2, '0')}`
      const own = schoolNames[(i * 7 + n * 5) % schoolNames.length]!
      const name = `${kind.prefix} ${own}`
      schools.push({
        ...invented,
        kind: kind.level === 'GDTX' ? 'centre' : 'school',
        level: kind.level,
        code: `mh-${number}`,
        name: `${name} - ${place}`,
        shortName: `${kind.short} ${own} - ${place}`,
        path: `${over}s${number}/`,
        reach: `${over}s${number}/`,
        affiliationPath: over,
        professionalPath: `${path}so/`,
        letterhead: standardLetterhead({
          kind: kind.level === 'GDTX' ? 'centre' : 'school',
          level: kind.level,
          name,
          province: province.name,
          ...(over === `${path}so/` ? {} : { commune: ward.name }),
          symbol: `${kind.symbol}.${initialsOf.get(own)}`,
        }),
        communeCode: ward.code,
      })
    }
  }
  await insertUnits(trx, [...bodies, ...schools])

  const rows = await trx
    .selectFrom('unit')
    .select(['id', 'path', 'name'])
    .where('path', '>=', path)
    .where('path', '<', `${code}0`)
    .execute()
  const byPath = new Map(rows.map((row) => [row.path, row]))
  const at = (unitPath: string): SeededUnit => byPath.get(unitPath)!
  return {
    committee: at(path),
    department: at(`${path}so/`),
    communes: wards.map((ward) => ({ ...at(`${path}${ward.code}/`), code: ward.code })),
    divisions: wards.map((ward) => at(`${path}${ward.code}/vhxh/`)),
    schools: schools.map((unit) => ({ ...at(unit.path), level: unit.level!, communeCode: unit.communeCode })),
  }
}

const invented = {
  codeScheme: 'banggiao',
  invented: true,
  validFrom: '2025-07-01',
  validTo: null,
  numbersHere: false,
} as const

const initials = (name: string) =>
  name
    .split(' ')
    .map((word) => word.charAt(0).toLocaleUpperCase('vi'))
    .join('')

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
