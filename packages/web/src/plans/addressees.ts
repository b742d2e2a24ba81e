import type { CarrierCount } from './plan-queries.ts'

/** To whom a task goes out of the units chosen; `none` is not given out at all. */
export type Addressee = 'all' | 'communes' | 'schools' | 'both' | 'none'
export const addressees = ['all', 'communes', 'schools', 'both', 'none'] as const

export type UnitKind = NonNullable<CarrierCount['tasks'][number]['kinds']>[number]

const communes: UnitKind[] = ['commune-committee', 'culture-social-division']
const schools: UnitKind[] = ['school', 'centre']

/** The kinds of unit behind a choice; null means every kind. */
export function kindsOf(addressee: Addressee): UnitKind[] | null {
  switch (addressee) {
    case 'all':
      return null
    case 'communes':
      return communes
    case 'schools':
      return schools
    case 'both':
      return [...communes, ...schools]
    case 'none':
      return []
  }
}

/** The choice that stands for what the plan's own words say. */
export function addresseeOf(kinds: readonly string[] | null): Addressee {
  if (kinds === null) return 'all'
  const [toCommunes, toSchools] = [communes, schools].map((group) => group.some((kind) => kinds.includes(kind)))
  if (toCommunes && toSchools) return 'both'
  return toCommunes ? 'communes' : toSchools ? 'schools' : 'none'
}

type Counts = Record<string, number>

/** How many of the units chosen get a task, and how many of them do not have it yet. */
export function reached(addressee: Addressee, units: Counts, given: Counts): { units: number; added: number } {
  const kinds = kindsOf(addressee)
  const sum = (counts: Counts) =>
    Object.entries(counts).reduce((n, [kind, count]) => (!kinds || kinds.some((k) => k === kind) ? n + count : n), 0)
  const all = sum(units)
  return { units: all, added: all - sum(given) }
}

/** How many of the units chosen would carry the plan without getting any of its tasks. */
export function withoutTask(choices: readonly Addressee[], units: Counts): number {
  return Object.entries(units).reduce((n, [kind, count]) => {
    const served = choices.some((choice) => kindsOf(choice)?.some((k) => k === kind) ?? true)
    return served ? n : n + count
  }, 0)
}
