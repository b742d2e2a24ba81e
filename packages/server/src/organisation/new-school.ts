import type { UnitToInsert } from './insert-units.ts'
import { standardLetterhead } from './standard-letterhead.ts'

export interface NewSchool {
  kind: 'school' | 'centre'
  level: string
  name: string
  shortName?: string | null
  code: string
  codeScheme?: string
  symbol?: string
  province: { code: string; name: string }
  /** The commune-level unit it belongs to; null stands for the department of the province. */
  commune: { code: string; name: string } | null
  validFrom?: string
  invented?: boolean
}

/** Path segment for a code: small letters and digits, so that codes with dots and capitals stay apart from paths. */
export function pathSegment(code: string): string {
  const segment = code
    .normalize('NFD')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
  if (segment === '') throw new RangeError('a code has at least one letter or digit')
  return segment
}

/**
 * A school or centre at its place: MN, TH and THCS belong to the people's committee of the commune-level unit, THPT and GDTX to
 * the department; all are guided professionally by the department.
 */
export function newSchool(school: NewSchool): UnitToInsert {
  const department = `${school.province.code}/so/`
  const over = school.commune ? `${school.province.code}/${school.commune.code}/` : department
  const path = `${over}${pathSegment(school.code)}/`
  return {
    kind: school.kind,
    level: school.level,
    codeScheme: school.codeScheme ?? 'banggiao',
    code: school.code,
    name: school.name,
    shortName: school.shortName ?? null,
    path,
    reach: path,
    invented: school.invented ?? false,
    validFrom: school.validFrom ?? '2025-07-01',
    validTo: null,
    letterhead: standardLetterhead({
      kind: school.kind,
      level: school.level,
      name: school.name,
      province: school.province.name,
      ...(school.commune ? { commune: school.commune.name } : {}),
      ...(school.symbol ? { symbol: school.symbol } : {}),
    }),
    numbersHere: false,
    affiliationPath: over,
    professionalPath: department,
  }
}
