import { type Kysely, sql } from 'kysely'
import { membershipStands } from '../platform/current-membership.ts'
import type { DB } from '../platform/generated/db.ts'

export function selectUnit(db: Kysely<DB>, id: number) {
  return db
    .selectFrom('unit as u')
    .select([
      'u.id',
      'u.kind',
      'u.level',
      'u.code',
      'u.code_scheme as codeScheme',
      'u.name',
      'u.short_name as shortName',
      'u.path',
      'u.invented',
      'u.valid_from as validFrom',
      'u.valid_to as validTo',
      sql<{ id: number; name: string }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.path), '[]')
        from unit_successor x join unit s on s.id = x.successor_id where x.unit_id = u.id)`.as('successors'),
      'u.version',
    ])
    .where('u.id', '=', id)
}

const lower = (column: string) => sql<string | null>`to_char(lower(${sql.ref(column)}), 'YYYY-MM-DD')`
/** Last day of a range, that day included. */
const last = (column: string) => sql<string | null>`to_char(upper(${sql.ref(column)}) - 1, 'YYYY-MM-DD')`

export function selectSettings(db: Kysely<DB>, unitId: number) {
  return db
    .selectFrom('unit_setting')
    .select([
      'id',
      lower('valid').as('from'),
      last('valid').as('to'),
      'superior_lines as superiorLines',
      'issuer_lines as issuerLines',
      'place',
      'symbol',
      'salutation',
      'sign_authority as signAuthority',
      'head_title as headTitle',
      'deputy_title as deputyTitle',
      'numbers_here as numbersHere',
    ])
    .where('unit_id', '=', unitId)
    .orderBy(sql`lower(valid)`, 'desc')
}

export function selectRelations(db: Kysely<DB>, unitId: number) {
  return db
    .selectFrom('unit_relation as r')
    .innerJoin('unit as s', 's.id', 'r.superior_id')
    .select([
      'r.id',
      'r.kind',
      'r.superior_id as superiorId',
      's.name as superiorName',
      lower('r.valid').as('from'),
      last('r.valid').as('to'),
    ])
    .where('r.unit_id', '=', unitId)
    .orderBy('r.kind')
    .orderBy(sql`lower(r.valid)`, 'desc')
}

/** How many units stand directly under this one today, by affiliation. */
export function countBelow(db: Kysely<DB>, unitId: number, today: string) {
  return db
    .selectFrom('unit_relation')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('superior_id', '=', unitId)
    .where('kind', '=', 'affiliation')
    .where(sql<boolean>`valid @> ${today}::date`)
}

export function selectParts(db: Kysely<DB>, unitId: number) {
  return db
    .selectFrom('unit_part as p')
    .select((eb) => [
      'p.id',
      'p.kind',
      'p.name',
      eb
        .selectFrom('membership as m')
        .select((e) => e.fn.count<number>('m.person_id').distinct().as('count'))
        .whereRef('m.part_id', '=', 'p.id')
        .where(membershipStands('m'))
        .as('people'),
    ])
    .where('p.unit_id', '=', unitId)
    .where('p.ended_at', 'is', null)
    .orderBy('p.kind')
    .orderBy(sql`p.name collate "vi-x-icu"`)
}

export function selectYears(db: Kysely<DB>, unitId: number) {
  return db
    .selectFrom('unit_year')
    .select(['school_year as schoolYear', 'pupils', 'classes', 'staff'])
    .where('unit_id', '=', unitId)
    .orderBy('school_year', 'desc')
}

/** People who hold a post in the unit, in Vietnamese order; `after` is the last row's name and id. */
export function selectPeople(
  db: Kysely<DB>,
  filter: { unitId: number; q?: string | undefined; after?: string | undefined; limit: number; today: string },
) {
  const [afterName, afterId] = filter.after?.split('\n') ?? []
  let query = db
    .selectFrom('person as p')
    .select((eb) => [
      'p.id',
      'p.name',
      'p.staff_code as staffCode',
      'p.phone',
      'p.email',
      'p.unit_id as homeUnitId',
      'p.version',
      eb('p.user_id', 'is not', null).as('hasAccount'),
      sql<
        { id: number; role: string; title: string; partId: number | null; part: string | null; startedOn: string }[]
      >`(
        select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'role', m.role, 'title', m.title, 'partId', m.part_id,
          'part', t.name, 'startedOn', m.started_on) order by m.id), '[]')
        from membership m left join unit_part t on t.id = m.part_id
        where m.person_id = p.id and m.unit_id = ${filter.unitId}
          and (m.ended_on is null or m.ended_on > ${filter.today}::date))`.as('memberships'),
    ])
    .where('p.ended_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('membership as m')
          .select('m.id')
          .whereRef('m.person_id', '=', 'p.id')
          .where('m.unit_id', '=', filter.unitId)
          .where((e) => e.or([e('m.ended_on', 'is', null), e('m.ended_on', '>', filter.today)])),
      ),
    )
    .orderBy(sql`p.name collate "vi-x-icu"`)
    .orderBy('p.id')
    .limit(filter.limit + 1)
  if (filter.q) query = query.where('p.id', 'in', sql<string>`(select find_people(${filter.q}, 200))`)
  if (afterName !== undefined && afterId !== undefined)
    query = query.where(
      sql<boolean>`(p.name collate "vi-x-icu", p.id) > (${afterName}::text collate "vi-x-icu", ${afterId}::uuid)`,
    )
  return query
}

export function selectPerson(db: Kysely<DB>, id: string) {
  return db
    .selectFrom('person as p')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select((eb) => [
      'p.id',
      'p.name',
      'p.staff_code as staffCode',
      'p.phone',
      'p.email',
      'p.locale',
      'p.version',
      'p.unit_id as unitId',
      'p.unit_path as unitPath',
      'u.name as unitName',
      eb('p.user_id', 'is not', null).as('hasAccount'),
      sql<string | null>`to_char(p.ended_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`.as('endedOn'),
    ])
    .where('p.id', '=', id)
}

export function selectMemberships(db: Kysely<DB>, personId: string) {
  return db
    .selectFrom('membership as m')
    .innerJoin('unit as u', 'u.id', 'm.unit_id')
    .leftJoin('unit_part as t', 't.id', 'm.part_id')
    .select([
      'm.id',
      'm.unit_id as unitId',
      'm.unit_path as unitPath',
      'u.name as unitName',
      'm.role',
      'm.title',
      'm.part_id as partId',
      't.name as part',
      'm.started_on as startedOn',
      'm.ended_on as endedOn',
    ])
    .where('m.person_id', '=', personId)
    .orderBy('m.ended_on', (ob) => ob.desc().nullsFirst())
    .orderBy('m.id')
}
