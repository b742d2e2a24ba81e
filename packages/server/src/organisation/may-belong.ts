import type { Words } from '../platform/problem.ts'

/**
 * Under whom a unit may stand (trực thuộc), by kind (design.md §5). A former school or office belongs to what was there in its time:
 * districts stood between province and commune until 30 June 2025.
 */
const superiorKinds: Record<string, readonly string[] | undefined> = {
  school: ['commune-committee', 'department', 'provincial-committee', 'district-committee'],
  centre: ['commune-committee', 'department', 'provincial-committee', 'district-committee'],
  department: ['provincial-committee'],
  'commune-committee': ['provincial-committee', 'district-committee'],
  'culture-social-division': ['commune-committee'],
  'district-committee': ['provincial-committee'],
  'district-office': ['district-committee'],
}

export const vnDay = (day: string): string => day.split('-').reverse().join('/')

/** A unit, there already or to be, as far as it decides who may stand under whom. */
interface Standing {
  name: string
  kind: string
  /** Last day, YYYY-MM-DD; null while it goes on. */
  validTo: string | null
}

/** Whether one ends before the other does, so that the other cannot belong to it, or be guided by it, to its last day. */
export function endsBefore(body: Pick<Standing, 'validTo'>, unit: Pick<Standing, 'validTo'>): boolean {
  return body.validTo !== null && (unit.validTo === null || unit.validTo > body.validTo)
}

/** "Ủy ban nhân dân quận 1 đã chấm dứt ngày 30/06/2025" */
export function itsEnd({ name, validTo }: Pick<Standing, 'name' | 'validTo'>): Words {
  const day = vnDay(validTo ?? '')
  return { vi: `${name} đã chấm dứt ngày ${day}`, en: `${name} ended on ${day}` }
}

/** What keeps a unit from belonging to a superior to its last day; null where nothing does. */
export function whyNotUnder(unit: Standing, superior: Standing): ({ why: 'kind' | 'ended' } & Words) | null {
  if (!superiorKinds[unit.kind]?.includes(superior.kind))
    return {
      why: 'kind',
      vi: `${unit.name} không trực thuộc ${superior.name} được: khác loại`,
      en: `${unit.name} cannot belong to ${superior.name}, which is of another kind`,
    }
  return endsBefore(superior, unit) ? { why: 'ended', ...itsEnd(superior) } : null
}

/** How far a unit of a kind looks: a division into its commune, as its committee does, a department into its province. */
export function reachUnder(kind: string, superiorPath: string, path: string): string {
  return kind === 'culture-social-division' || kind === 'department' ? superiorPath : path
}
