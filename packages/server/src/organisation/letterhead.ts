import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'
import { Problem } from '../platform/problem.ts'

export interface Letterhead {
  unitId: number
  name: string
  superiorLines: string[]
  issuerLines: string[]
  /** Place in the date line (NĐ 30/2020, Phụ lục I, II.4). */
  place: string
  /** The unit's abbreviation in document numbers. */
  symbol: string
  /** How others ask this unit: 'đề nghị' a people's committee, 'yêu cầu' a school. */
  salutation: 'đề nghị' | 'yêu cầu'
  /** Printed over the title of the signer: TM. of a body under a collective regime (II.7). */
  signAuthority: string[]
  headTitle: string
  deputyTitle: string
  numbersHere: boolean
  /** Who was head and deputy on that day; null where the post was vacant or is not in this system. */
  headName: string | null
  deputyNames: string[]
}

/**
 * What printed at the head and foot of a unit's papers on a day, from its own dated setting.
 * @param date YYYY-MM-DD
 * @param orLast where the unit has ended by that day, its last one: for a paper that was written before and is read after
 * @throws Problem state-conflict where the unit has no letterhead on that day: it did not exist, or nobody has set one
 */
export async function letterheadOn(
  trx: Trx,
  unitId: number,
  date: string,
  { orLast = false }: { orLast?: boolean } = {},
): Promise<Letterhead> {
  const row = await trx
    .selectFrom('unit_setting as s')
    .innerJoin('unit as u', 'u.id', 's.unit_id')
    .select([
      'u.id as unitId',
      'u.name',
      's.superior_lines as superiorLines',
      's.issuer_lines as issuerLines',
      's.place',
      's.symbol',
      's.salutation',
      's.sign_authority as signAuthority',
      's.head_title as headTitle',
      's.deputy_title as deputyTitle',
      's.numbers_here as numbersHere',
    ])
    .where('s.unit_id', '=', unitId)
    .where(sql<boolean>`s.valid @> least(${date}::date, ${orLast ? sql`u.valid_to` : null}::date)`)
    .executeTakeFirst()
  if (!row)
    throw new Problem('state-conflict', {
      vi: `Đơn vị chưa có phần đầu văn bản cho ngày ${date.split('-').reverse().join('/')}. Bổ sung ở Đơn vị, mục Thể thức`,
      en: `The unit has no letterhead on ${date}. Add one under Unit, Letterhead`,
    })
  const signers = await trx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.name', 'm.role'])
    .where('m.unit_id', '=', unitId)
    .where('m.role', 'in', ['head', 'deputy'])
    .where('m.started_on', '<=', date)
    .where((eb) => eb.or([eb('m.ended_on', 'is', null), eb('m.ended_on', '>', date)]))
    .orderBy('m.id')
    .execute()
  return {
    ...row,
    salutation: row.salutation as Letterhead['salutation'],
    headName: signers.find((s) => s.role === 'head')?.name ?? null,
    deputyNames: signers.filter((s) => s.role === 'deputy').map((s) => s.name),
  }
}

export interface UnitRelationOn {
  kind: 'affiliation' | 'professional'
  superiorId: number
  superiorName: string
  superiorKind: string
}

/** Whom a unit stood under on a day, by affiliation and professionally; never inferred from one another. */
export async function relationsOn(trx: Trx, unitId: number, date: string): Promise<UnitRelationOn[]> {
  const rows = await trx
    .selectFrom('unit_relation as r')
    .innerJoin('unit as s', 's.id', 'r.superior_id')
    .select(['r.kind', 's.id as superiorId', 's.name as superiorName', 's.kind as superiorKind'])
    .where('r.unit_id', '=', unitId)
    .where(sql<boolean>`r.valid @> ${date}::date`)
    .orderBy('r.kind')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as UnitRelationOn['kind'] }))
}
