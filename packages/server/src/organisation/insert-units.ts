import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'
import type { LetterheadSetting } from './standard-letterhead.ts'

export interface UnitToInsert {
  kind: string
  level: string | null
  codeScheme: string
  code: string
  name: string
  shortName: string | null
  path: string
  reach: string
  invented: boolean
  validFrom: string
  validTo: string | null
  letterhead: LetterheadSetting
  numbersHere: boolean
  /** Paths of the superiors, which are in the table already or in this set. */
  affiliationPath: string | null
  professionalPath: string | null
  /** Paths of those who took over when the unit ended. */
  successorPaths?: string[]
}

/**
 * Units with their letterheads and their two standing relations in three statements, whatever their number.
 * Units whose code exists already are left alone. Returns how many were added.
 */
export async function insertUnits(trx: Trx, units: UnitToInsert[]): Promise<number> {
  if (units.length === 0) return 0
  const bodies = units.map(({ kind, level, codeScheme, code, name, shortName, path, reach, invented, ...dates }) => {
    const { validFrom, validTo } = dates
    return { kind, level, codeScheme, code, name, shortName, path, reach, invented, validFrom, validTo }
  })
  const added = await sql<{ path: string }>`
    insert into unit (kind, level, code_scheme, code, name, short_name, path, reach, invented, valid_from, valid_to)
    select kind, level, "codeScheme", code, name, "shortName", path, reach, invented, "validFrom", "validTo"
    from jsonb_to_recordset(${JSON.stringify(bodies)}::jsonb) as r(kind text, level text, "codeScheme" text, code text, name text,
      "shortName" text, path text, reach text, invented boolean, "validFrom" date, "validTo" date)
    on conflict (code_scheme, code) do nothing
    returning path`.execute(trx)
  const paths = new Set(added.rows.map((row) => row.path))
  const fresh = units.filter((unit) => paths.has(unit.path))
  // each statement is sent what it needs: the letterheads of four thousand units are two megabytes
  const settings = fresh.map(({ path, letterhead, numbersHere }) => ({ path, letterhead, numbersHere }))
  const settled = sql`
    insert into unit_setting (unit_id, unit_path, valid, superior_lines, issuer_lines, place, symbol, salutation,
      sign_authority, head_title, deputy_title, numbers_here)
    select u.id, u.path, daterange(u.valid_from, u.valid_to, '[]'),
      array(select jsonb_array_elements_text(l -> 'superiorLines')), array(select jsonb_array_elements_text(l -> 'issuerLines')),
      l ->> 'place', l ->> 'symbol', l ->> 'salutation', array(select jsonb_array_elements_text(l -> 'signAuthority')),
      l ->> 'headTitle', l ->> 'deputyTitle', r."numbersHere"
    from jsonb_to_recordset(${JSON.stringify(settings)}::jsonb) as r(path text, letterhead jsonb, "numbersHere" boolean)
    join unit u on u.path = r.path
    cross join lateral (select r.letterhead as l) x`.execute(trx)
  const relations = fresh.flatMap(({ path, affiliationPath, professionalPath }) => [
    { path, kind: 'affiliation', superior: affiliationPath },
    { path, kind: 'professional', superior: professionalPath },
  ])
  const related = sql`
    insert into unit_relation (unit_id, kind, superior_id, valid)
    select u.id, r.kind, s.id, daterange(u.valid_from, u.valid_to, '[]')
    from jsonb_to_recordset(${JSON.stringify(relations.filter(({ superior }) => superior !== null))}::jsonb)
      as r(path text, kind text, superior text)
    join unit u on u.path = r.path
    join unit s on s.path = r.superior`.execute(trx)
  const successions = fresh.flatMap(({ path, successorPaths = [] }) =>
    successorPaths.map((successor) => ({ path, successor })),
  )
  const succeeded = sql`
    insert into unit_successor (unit_id, successor_id)
    select u.id, s.id from jsonb_to_recordset(${JSON.stringify(successions)}::jsonb) as r(path text, successor text)
    join unit u on u.path = r.path
    join unit s on s.path = r.successor`.execute(trx)
  await Promise.all([settled, related, succeeded])
  return added.rows.length
}
