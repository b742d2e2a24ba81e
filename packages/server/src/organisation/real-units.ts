import { readFileSync } from 'node:fs'
import { districtsUntil, formerDistricts } from './former-districts.ts'
import type { UnitToInsert } from './insert-units.ts'
import { standardLetterhead } from './standard-letterhead.ts'

export interface AdministrativeUnit {
  code: string
  parentCode: string | null
  name: string
}

let read: { provinces: AdministrativeUnit[]; communes: Map<string, AdministrativeUnit[]> } | undefined

/** The provinces and commune-level units of 2026 (data/README.md), read once. */
export function administrativeUnits(): {
  provinces: AdministrativeUnit[]
  communes: Map<string, AdministrativeUnit[]>
} {
  if (read) return read
  const provinces: AdministrativeUnit[] = []
  const communes = new Map<string, AdministrativeUnit[]>()
  const text = readFileSync(new URL('../../data/administrative-units-2026.csv', import.meta.url), 'utf8')
  for (const line of text.split('\n').slice(1)) {
    const [code, parentCode, level, name] = line.split(',')
    if (!code || !name) continue
    if (level === 'province') {
      provinces.push({ code, parentCode: null, name })
      communes.set(code, [])
    } else communes.get(parentCode ?? '')?.push({ code, parentCode: parentCode ?? null, name })
  }
  read = { provinces, communes }
  return read
}

/** Two-tier local government stands since this day. */
const twoTierSince = '2025-07-01'

/** Before our records begin. */
export const longAgo = '1900-01-01'

const lowerFirst = (name: string) => name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1)
const shortProvince = (name: string) =>
  name === 'Thành phố Hồ Chí Minh' ? 'TP.HCM' : name.replace(/^(Tỉnh|Thành phố)\s+/, '')

/**
 * The public bodies of the given provinces as they stand: the Ministry, each province's people's committee and department of
 * education, for every commune-level unit a people's committee and its Phòng Văn hóa - Xã hội, and the former districts.
 * @throws RangeError for a code that is no province's
 */
export function realUnits(provinceCodes: string[]): UnitToInsert[] {
  const { provinces, communes } = administrativeUnits()
  const units: UnitToInsert[] = [
    {
      ...unit('ministry', 'banggiao', 'bgddt', 'Bộ Giáo dục và Đào tạo', 'Bộ GD&ĐT', '00/', {
        validFrom: '1990-03-31',
      }),
      // the Ministry looks into every province
      reach: '',
    },
  ]
  for (const code of provinceCodes) {
    const province = provinces.find((p) => p.code === code)
    if (!province) throw new RangeError(`no province has the code ${code}`)
    const path = `${code}/`
    const short = shortProvince(province.name)
    units.push(
      unit(
        'provincial-committee',
        'gso',
        code,
        `Ủy ban nhân dân ${lowerFirstWord(province.name)}`,
        `UBND ${short}`,
        path,
        {
          province: province.name,
          validFrom: longAgo,
        },
      ),
      {
        ...unit(
          'department',
          'banggiao',
          `${code}-sgddt`,
          `Sở Giáo dục và Đào tạo ${lowerFirstWord(province.name)}`,
          `Sở GD&ĐT ${short}`,
          `${path}so/`,
          { province: province.name, validFrom: longAgo },
        ),
        // the department looks into every unit of its province
        reach: path,
        affiliationPath: path,
        professionalPath: '00/',
      },
    )
    for (const commune of communes.get(code) ?? []) {
      const name = lowerFirst(commune.name)
      const over = `${path}${commune.code}/`
      const facts = { province: province.name, commune: commune.name }
      units.push(
        {
          ...unit('commune-committee', 'gso', commune.code, `Ủy ban nhân dân ${name}`, `UBND ${name}`, over, facts),
          affiliationPath: path,
        },
        {
          ...unit(
            'culture-social-division',
            'banggiao',
            `${commune.code}-vhxh`,
            `Phòng Văn hóa - Xã hội ${name}`,
            `Phòng VH-XH ${name}`,
            `${over}vhxh/`,
            facts,
          ),
          // a division looks into its commune, as its committee does
          reach: over,
          affiliationPath: over,
          professionalPath: `${path}so/`,
        },
      )
    }
    for (const { key, name, successors } of formerDistricts.filter((d) => d.province === code)) {
      const over = `${path}h${key}/`
      const facts = { province: province.name, commune: name, validFrom: longAgo }
      const ended = { validTo: districtsUntil, successorPaths: successors.map((commune) => `${path}${commune}/`) }
      units.push(
        {
          ...unit(
            'district-committee',
            'banggiao',
            `${code}-ubnd-${key}`,
            `Ủy ban nhân dân ${name}`,
            `UBND ${name}`,
            over,
            facts,
          ),
          ...ended,
          affiliationPath: path,
        },
        {
          ...unit(
            'district-office',
            'banggiao',
            `${code}-pgddt-${key}`,
            `Phòng Giáo dục và Đào tạo ${name}`,
            `Phòng GD&ĐT ${name}`,
            `${over}pgddt/`,
            facts,
          ),
          ...ended,
          affiliationPath: over,
          professionalPath: `${path}so/`,
        },
      )
    }
  }
  return units
}

// "tỉnh Quảng Ninh", but "Thành phố Hồ Chí Minh" as the city writes itself
const lowerFirstWord = (name: string) => (name.startsWith('Tỉnh ') ? lowerFirst(name) : name)

function unit(
  kind: string,
  codeScheme: string,
  code: string,
  name: string,
  shortName: string,
  path: string,
  facts: { province?: string; commune?: string; validFrom?: string },
): UnitToInsert {
  return {
    kind,
    level: null,
    codeScheme,
    code,
    name,
    shortName,
    path,
    reach: path,
    invented: false,
    validFrom: facts.validFrom ?? twoTierSince,
    validTo: null,
    letterhead: standardLetterhead({ kind, name, ...facts }),
    numbersHere: false,
    affiliationPath: null,
    professionalPath: null,
  }
}
