import { sql } from 'kysely'
import type { Work } from '../../platform/deed.ts'
import type { NamedRow } from './columns.ts'
import { codesIn } from './read-unit-row.ts'
import type { UnitColumn } from './unit-columns.ts'

/** A unit that the table names: in the system, or placed out of the table (`id` null). */
export interface Known {
  id: number | null
  path: string
  name: string
  kind: string
  validTo: string | null
}

/** A unit that the table names and the system has. */
export interface KnownUnit extends Known {
  id: number
  code: string
  level: string | null
  validFrom: string
  /** Of today, or of its last day. */
  superior: string | null
  superiorName: string | null
  professional: string | null
  professionalName: string | null
  successors: { code: string; name: string }[]
  symbol: string | null
}

/** Units in the system that the rows name by code, and those above them; two statements, whatever the size. */
export async function knownUnits(work: Work, rows: NamedRow<UnitColumn>[]) {
  const codes = [
    ...new Set(
      rows
        .flatMap(({ values }) => [values.code, values.superior, values.professional, ...codesIn(values.successor)])
        .filter(Boolean),
    ),
  ]
  /** Code and name of whom a unit stands under today, or stood under on its last day. */
  const over = (kind: 'affiliation' | 'professional') => sql<{ code: string; name: string } | null>`(
    select jsonb_build_object('code', s.code, 'name', s.name) from unit_relation r join unit s on s.id = r.superior_id
    where r.unit_id = u.id and r.kind = ${kind} and r.valid @> least(${work.today}::date, u.valid_to))`
  const found = await work.trx
    .selectFrom('unit as u')
    .select([
      'u.id',
      'u.code',
      'u.path',
      'u.name',
      'u.kind',
      'u.level',
      'u.valid_from as validFrom',
      'u.valid_to as validTo',
      sql<{ code: string; name: string }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('code', n.code, 'name', n.name) order by n.path), '[]')
        from unit_successor x join unit n on n.id = x.successor_id where x.unit_id = u.id)`.as('successors'),
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

export type KnownUnits = Awaited<ReturnType<typeof knownUnits>>
