import type { Role } from '@banggiao/catalogue'
import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'

export interface NewUnit {
  kind: string
  level?: string | null
  code: string
  codeScheme?: string
  name: string
  shortName?: string
  path: string
  reach?: string
  invented?: boolean
  validFrom?: string
  validTo?: string | null
  affiliation?: number
  professional?: number
  superiorLines: string[]
  issuerLines: string[]
  place: string
  symbol: string
  salutation?: 'đề nghị' | 'yêu cầu'
  signAuthority?: string[]
  headTitle: string
  deputyTitle: string
  numbersHere?: boolean
}

/** One unit with its letterhead and its two standing relations. Returns its id. */
export async function seedUnit(trx: Trx, unit: NewUnit): Promise<number> {
  const from = unit.validFrom ?? '2025-07-01'
  const { id } = await trx
    .insertInto('unit')
    .values({
      kind: unit.kind,
      level: unit.level ?? null,
      code: unit.code,
      code_scheme: unit.codeScheme ?? 'banggiao',
      name: unit.name,
      short_name: unit.shortName ?? null,
      path: unit.path,
      reach: unit.reach ?? unit.path,
      invented: unit.invented ?? false,
      valid_from: from,
      valid_to: unit.validTo ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const valid = sql<string>`daterange(${from}::date, ${unit.validTo ?? null}::date, '[]')`
  await trx
    .insertInto('unit_setting')
    .values({
      unit_id: id,
      unit_path: unit.path,
      valid,
      superior_lines: unit.superiorLines,
      issuer_lines: unit.issuerLines,
      place: unit.place,
      symbol: unit.symbol,
      salutation: unit.salutation ?? 'yêu cầu',
      sign_authority: unit.signAuthority ?? [],
      head_title: unit.headTitle,
      deputy_title: unit.deputyTitle,
      numbers_here: unit.numbersHere ?? false,
    })
    .execute()
  const relations = [
    { kind: 'affiliation', superior_id: unit.affiliation },
    { kind: 'professional', superior_id: unit.professional },
  ].filter((r): r is { kind: string; superior_id: number } => r.superior_id !== undefined)
  if (relations.length > 0) {
    await trx
      .insertInto('unit_relation')
      .values(relations.map((r) => ({ unit_id: id, valid, ...r })))
      .execute()
  }
  return id
}

export interface NewPerson {
  name: string
  unitId: number
  unitPath: string
  roles: Role[]
  title?: string
  staffCode?: string
  phone?: string
  email?: string
  partId?: number
}

/** One person with memberships in one unit, without an account. Returns the person's id. */
export async function seedPerson(trx: Trx, person: NewPerson): Promise<string> {
  const { id } = await trx
    .insertInto('person')
    .values({
      unit_id: person.unitId,
      unit_path: person.unitPath,
      name: person.name,
      staff_code: person.staffCode ?? null,
      phone: person.phone ?? null,
      email: person.email ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('membership')
    .values(
      person.roles.map((role) => ({
        person_id: id,
        unit_id: person.unitId,
        unit_path: person.unitPath,
        role,
        title: person.title ?? '',
        part_id: person.partId ?? null,
        started_on: '2025-07-01',
      })),
    )
    .execute()
  return id
}
