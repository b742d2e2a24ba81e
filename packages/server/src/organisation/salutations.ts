import { type SqlBool, sql } from 'kysely'
import type { Trx } from '../platform/database.ts'
import type { LetterheadSetting } from './standard-letterhead.ts'

export type Salutation = LetterheadSetting['salutation']

/** A kind of unit that a paper addresses as one, and the word it is asked with. */
export interface Asked {
  kind: string
  salutation: Salutation
}

/** Whether `unit` stands under the asking unit on that day, by either relation. */
const under = (unit: string, superiorId: number, day: string) => sql<SqlBool>`exists (select 1 from unit_relation r
  where r.unit_id = ${sql.ref(unit)} and r.superior_id = ${superiorId} and r.valid @> ${day}::date)`

/**
 * How those are asked whom a unit's papers address: the units under it and, for a department, the commune-level committees of
 * its province. One word serves all of a kind, so it is "yêu cầu" only where every one of them is set to be asked so; a
 * commune's own division is spoken to through its committee.
 * @param day YYYY-MM-DD; the settings are dated
 */
export async function salutationsBelow(trx: Trx, unitId: number, day: string): Promise<Asked[]> {
  // those below are found first: asked of every unit in turn, a school without any would ask four thousand times
  const { rows } = await sql<Asked>`
    with below as (
      select r.unit_id from unit_relation r where r.superior_id = ${unitId} and r.valid @> ${day}::date
      union
      select c.id from unit me join unit_relation own on own.unit_id = me.id and own.kind = 'affiliation' and own.valid @> ${day}::date
        join unit_relation r on r.superior_id = own.superior_id and r.kind = 'affiliation' and r.valid @> ${day}::date
        join unit c on c.id = r.unit_id and c.kind = 'commune-committee'
        where me.id = ${unitId} and me.kind = 'department')
    select u.kind, case when bool_and(s.salutation = 'yêu cầu') then 'yêu cầu' else 'đề nghị' end as salutation
    from below join unit u on u.id = below.unit_id
      join unit_setting s on s.unit_id = u.id and s.valid @> ${day}::date
    where u.kind <> 'culture-social-division'
    group by u.kind order by u.kind`.execute(trx)
  return rows
}

/**
 * The word for those a paper names as its receivers: "yêu cầu" where each of them is a unit under the writer whose own setting says
 * so; "đề nghị" to everybody else: a superior, a body of equal rank, words that name no unit.
 * @param names as written, in full or in short, with or without accents
 * @param day YYYY-MM-DD
 */
export async function salutationTo(
  trx: Trx,
  unitId: number,
  names: readonly string[],
  day: string,
): Promise<Salutation> {
  for (const name of names) {
    const { rows } = await sql<{ salutation: Salutation }>`
      select s.salutation from unit u join unit_setting s on s.unit_id = u.id and s.valid @> ${day}::date
      where u.id in (select find_units(${name}, 100)) and vn_fold(${name}) in (vn_fold(u.name), vn_fold(u.short_name))
        and ${under('u.id', unitId, day)}`.execute(trx)
    if (rows.length === 0 || rows.some(({ salutation }) => salutation !== 'yêu cầu')) return 'đề nghị'
  }
  return names.length > 0 ? 'yêu cầu' : 'đề nghị'
}
