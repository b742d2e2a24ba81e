import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import { byName } from '../collation.ts'
import type { paths } from '../generated/api.d.ts'
import type { TextKey } from '../i18n/index.ts'

export type UnitRow = paths['/api/units']['get']['responses'][200]['content']['application/json']['rows'][number]
export type Unit = paths['/api/units/{id}']['get']['responses'][200]['content']['application/json']
export type Setting = Unit['settings'][number]
export type Relation = Unit['relations'][number]
export type PersonRow =
  paths['/api/units/{id}/people']['get']['responses'][200]['content']['application/json']['rows'][number]
export type Person = paths['/api/people/{id}']['get']['responses'][200]['content']['application/json']

export const KINDS = [
  'ministry',
  'provincial-committee',
  'department',
  'commune-committee',
  'culture-social-division',
  'school',
  'centre',
  'district-committee',
  'district-office',
] as const
/** Kinds an administrator adds one by one; the others come with the province. */
export const NEW_KINDS = [
  'school',
  'centre',
  'culture-social-division',
  'commune-committee',
  'department',
] as const satisfies readonly (typeof KINDS)[number][]
export const LEVELS = ['MN', 'TH', 'THCS', 'THPT', 'TH-THCS', 'THCS-THPT', 'TH-THCS-THPT', 'GDTX'] as const
export type Level = (typeof LEVELS)[number]

export function kindKey(kind: string): TextKey {
  return `organisation.kind.${kind}` as TextKey
}
export function levelKey(level: string): TextKey {
  return `organisation.level.${level}` as TextKey
}
/** Only schools and centres have a level. */
export function teaches(kind: string | null): boolean {
  return kind === 'school' || kind === 'centre'
}

export const unitQuery = (id: number) =>
  queryOptions({
    queryKey: ['unit', id],
    queryFn: () => answer(api.GET('/api/units/{id}', { params: { path: { id } } })),
  })

/** Every commune-level committee that may be seen, by name: what the directory is narrowed by. */
export const committeesQuery = queryOptions({
  queryKey: ['unit', 'committees'],
  staleTime: 10 * 60_000,
  queryFn: async () => {
    const all: UnitRow[] = []
    let after: string | null = null
    do {
      const page: { rows: UnitRow[]; next: string | null } = await answer(
        api.GET('/api/units', {
          params: { query: { kind: 'commune-committee', limit: 200, ...(after ? { after } : {}) } },
        }),
      )
      all.push(...page.rows)
      after = page.next
    } while (after)
    return all.sort(byName((unit) => unit.name))
  },
})

/** Whether a dated row holds on `day` (`YYYY-MM-DD`); its last day is included. */
export function holdsOn(row: { from: string | null; to: string | null }, day: string): boolean {
  return (row.from === null || row.from <= day) && (row.to === null || day <= row.to)
}
