import { sql } from 'kysely'
import { mustBeAble } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { holdPlaces } from './hold-places.ts'
import { insertUnits } from './insert-units.ts'
import { endsBefore, itsEnd, reachUnder, whyNotUnder } from './may-belong.ts'
import { pathSegment } from './new-school.ts'
import { type LetterheadSetting, standardLetterhead } from './standard-letterhead.ts'
import { selectUnit } from './unit-queries.ts'

/** The unit, where the caller may manage it. @throws Problem not-found, forbidden */
export async function managedUnit(work: Work, id: number) {
  const unit = await selectUnit(work.trx, id).executeTakeFirst()
  if (!unit) throw notFound()
  mustBeAble(work.actor, 'unit.manage', { unitId: unit.id, unitPath: unit.path })
  return unit
}

export interface UnitChange {
  version: number
  name?: string
  shortName?: string | null
  validTo?: string | null
  successorIds?: number[]
}

/**
 * Name, last day and successors of a unit: a district that was divided has several. Its relations and its letterhead end with
 * it, a commune's own division too, and go on with it where its end is taken back; its successors are none then.
 * @throws Problem version-conflict with the row as it now is; invalid; state-conflict where units belong to it beyond its last day
 */
export async function changeUnit(work: Work, id: number, change: UnitChange): Promise<{ version: number }> {
  if (change.validTo !== undefined) await holdPlaces(work, 'alone')
  const unit = await managedUnit(work, id)
  if (unit.version !== change.version) throw await versionConflict(work, id)
  if (change.validTo && change.validTo < unit.validFrom)
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/validTo',
          message: { vi: 'Ngày chấm dứt phải từ ngày thành lập trở đi', en: 'A unit cannot end before it began' },
        },
      ],
    })
  if (change.validTo !== undefined && change.validTo !== unit.validTo) await endWith(work, unit, change.validTo)
  const changed = await work.trx
    .updateTable('unit')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.shortName === undefined ? {} : { short_name: change.shortName }),
      ...(change.validTo === undefined ? {} : { valid_to: change.validTo }),
      version: change.version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', change.version)
    .returning('version')
    .executeTakeFirst()
  // saved by somebody else since it was read
  if (!changed) throw await versionConflict(work, id)
  // a unit that goes on is succeeded by nobody
  const successorIds = change.validTo === null ? [] : change.successorIds
  const former = successorIds ? await setSuccessors(work, id, successorIds) : []
  const { version: _, ...said } = change
  const fields = successorIds && (successorIds.length > 0 || former.length > 0) ? { ...said, successorIds } : said
  const { name, shortName, validTo } = unit
  const before = Object.entries({ name, shortName, validTo, successorIds: former }).filter(([field]) => field in fields)
  await work.audit({ kind: 'unit', id }, { ...fields, before: Object.fromEntries(before) })
  return changed
}

/** With the unit as it stands now. */
async function versionConflict(work: Work, id: number): Promise<Problem> {
  const current = await selectUnit(work.trx, id).executeTakeFirst()
  return new Problem('version-conflict', undefined, { extra: { current } })
}

/**
 * @returns the successors of before
 * @throws Problem invalid where one of them is no unit, or the unit itself
 */
async function setSuccessors(work: Work, id: number, successorIds: number[]): Promise<number[]> {
  const { trx } = work
  const found = await trx
    .selectFrom('unit')
    .select('id')
    .where('id', '=', sql<number>`any (${successorIds}::int[])`)
    .where('id', '<>', id)
    .execute()
  if (found.length < successorIds.length)
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/successorIds',
          message: { vi: 'Chọn đơn vị khác làm đơn vị kế thừa', en: 'Choose other units as successors' },
        },
      ],
    })
  const former = await takeSuccessors(trx, id)
  if (found.length > 0)
    await trx
      .insertInto('unit_successor')
      .values(found.map((successor) => ({ unit_id: id, successor_id: successor.id })))
      .execute()
  return former
}

/** Takes the successors of a unit away. @returns their ids in order, for the audit */
export async function takeSuccessors(trx: Trx, id: number): Promise<number[]> {
  const taken = await trx
    .deleteFrom('unit_successor')
    .where('unit_id', '=', id)
    .returning('successor_id as id')
    .execute()
  return taken.map((successor) => successor.id).sort((a, b) => a - b)
}

/**
 * Relations and letterheads of a unit that gets another last day, and its own division.
 * @throws Problem state-conflict with those who still belong to it or are guided by it, and what is to begin later
 */
async function endWith(
  work: Work,
  unit: { id: number; name: string; kind: string; validTo: string | null },
  lastDay: string | null,
): Promise<void> {
  const { trx } = work
  const left = await sql<{ name: string; own: boolean; id: number; count: number }>`
    select u.id, u.name, u.kind = 'culture-social-division' and r.kind = 'affiliation' as own, count(*) over ()::int as count
    from unit_relation r join unit u on u.id = r.unit_id
    where r.superior_id = ${unit.id} and coalesce(upper(r.valid), 'infinity') > coalesce(${lastDay}::date + 1, 'infinity')
      and coalesce(u.valid_to, 'infinity') > coalesce(${lastDay}::date, 'infinity')
    order by 3 desc, u.path`.execute(trx)
  // a division that ended with its committee goes on with it, too
  const followed = await sql<{ id: number }>`
    select u.id from unit_relation r join unit u on u.id = r.unit_id
    where r.superior_id = ${unit.id} and r.kind = 'affiliation' and u.kind = 'culture-social-division'
      and u.valid_to = ${unit.validTo}::date and upper(r.valid) = ${unit.validTo}::date + 1`.execute(trx)
  const own = left.rows.filter((row) => row.own).map((row) => row.id)
  const others = [...new Set(left.rows.filter((row) => !row.own).map((row) => row.name))]
  if (others.length > 0) {
    const named = others.slice(0, 3).join(', ')
    const more = others.length > 3 ? `, … (${others.length})` : ''
    throw new Problem('state-conflict', {
      vi: `Sau ngày đó vẫn còn đơn vị trực thuộc hoặc do ${unit.name} quản lý chuyên môn: ${named}${more}. Sáp nhập đơn vị này vào đơn vị khác, hoặc chuyển các đơn vị đó trước`,
      en: `After that day units still belong to ${unit.name} or are guided by it: ${named}${more}. Merge it into another unit, or move those first`,
    })
  }
  for (const { id } of followed.rows) if (!own.includes(id)) own.push(id)
  const { rows: above } = await sql<{ name: string; validTo: string }>`
    select s.name, s.valid_to::text as "validTo" from unit_relation r join unit s on s.id = r.superior_id
    where r.unit_id = ${unit.id} and coalesce(s.valid_to, 'infinity') < coalesce(${lastDay}::date, 'infinity')
      and upper(r.valid) is not distinct from ${unit.validTo}::date + 1
    order by r.kind limit 1`.execute(trx)
  if (above[0]) {
    const { vi, en } = itsEnd(above[0])
    throw new Problem('state-conflict', {
      vi: `${vi}. Chọn ngày chấm dứt không sau ngày đó, hoặc chuyển ${unit.name} sang cơ quan đang hoạt động trước`,
      en: `${en}. Choose a last day not after that one, or move ${unit.name} to a body that goes on first`,
    })
  }
  const ids = [unit.id, ...own]
  const later = await sql<{ from: string }>`
    select to_char(min(day), 'DD/MM/YYYY') as from from (
      select lower(valid) as day from unit_relation where unit_id = any(${ids}::int[])
      union all select lower(valid) from unit_setting where unit_id = any(${ids}::int[])) begins
    where day > ${lastDay}::date having count(*) > 0`.execute(trx)
  if (later.rows[0])
    throw new Problem('state-conflict', {
      vi: `Đơn vị có quan hệ hoặc phần đầu văn bản bắt đầu từ ${later.rows[0].from}, sau ngày chấm dứt. Chọn ngày chấm dứt từ ngày đó trở đi`,
      en: `The unit has a relation or a letterhead that begins on ${later.rows[0].from}, after its end. Choose that day or a later one`,
    })
  for (const table of ['unit_relation', 'unit_setting'])
    await sql`
      update ${sql.table(table)} set valid = daterange(lower(valid), ${lastDay}::date, '[]')
      where unit_id = any(${ids}::int[]) and lower(valid) <= coalesce(${lastDay}::date, 'infinity')
        and (coalesce(upper(valid), 'infinity') > coalesce(${lastDay}::date + 1, 'infinity')
          or upper(valid) is not distinct from ${unit.validTo}::date + 1)`.execute(trx)
  if (own.length > 0)
    await sql`update unit set valid_to = ${lastDay}::date, version = version + 1 where id = any(${own}::int[])`.execute(
      trx,
    )
}

export interface NewUnitBelow {
  kind: string
  level: string | null
  code: string
  name: string
  shortName?: string | null
  superiorId: number
  professionalId?: number | null
  validFrom?: string
}

/** @throws Problem invalid where whoever is to guide the unit ends before it does */
function mustGoOn(
  guide: { name: string; validTo: string | null },
  unit: { validTo: string | null },
  path: '/superiorId' | '/professionalId',
): void {
  if (endsBefore(guide, unit)) throw new Problem('invalid', undefined, { errors: [{ path, message: itsEnd(guide) }] })
}

/**
 * A unit under one that the caller manages.
 * @throws Problem invalid where it cannot stand there; already-exists where the code is taken
 */
export async function createUnit(work: Work, input: NewUnitBelow): Promise<{ id: number }> {
  await holdPlaces(work, 'shared')
  const superior = await managedUnit(work, input.superiorId)
  const professional = input.professionalId
    ? await selectUnit(work.trx, input.professionalId).executeTakeFirst()
    : undefined
  if (input.professionalId && !professional) throw notFound()
  if ((input.kind === 'school' || input.kind === 'centre') !== (input.level !== null))
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/level',
          message: {
            vi: 'Trường và trung tâm phải có cấp học; đơn vị khác không có cấp học',
            en: 'Schools and centres have a level, other units have none',
          },
        },
      ],
    })
  const begun = { name: input.name, kind: input.kind, validTo: null }
  const why = whyNotUnder(begun, superior)
  if (why) throw new Problem('invalid', undefined, { errors: [{ path: '/superiorId', message: why }] })
  if (professional) mustGoOn(professional, begun, '/professionalId')
  const path = `${superior.path}${pathSegment(input.code)}/`
  const ofCommittee = superior.kind === 'commune-committee'
  const added = await insertUnits(work.trx, [
    {
      kind: input.kind,
      level: input.level,
      codeScheme: 'banggiao',
      code: input.code,
      name: input.name,
      shortName: input.shortName ?? null,
      path,
      reach: reachUnder(input.kind, superior.path, path),
      invented: false,
      validFrom: input.validFrom ?? work.today,
      validTo: null,
      letterhead: standardLetterhead({
        kind: input.kind,
        level: input.level,
        name: input.name,
        province: provinceName(superior.name),
        ...(ofCommittee ? { commune: communeName(superior.name) } : {}),
      }),
      numbersHere: false,
      affiliationPath: superior.path,
      professionalPath: professional?.path ?? null,
    },
  ])
  if (added === 0)
    throw new Problem('already-exists', {
      vi: `Mã ${input.code} đã có đơn vị khác dùng. Kiểm tra trong danh bạ đơn vị`,
      en: `The code ${input.code} belongs to another unit. Look in the directory`,
    })
  const { id } = await work.trx.selectFrom('unit').select('id').where('path', '=', path).executeTakeFirstOrThrow()
  await work.audit({ kind: 'unit', id }, { under: superior.id, kind: input.kind, code: input.code })
  return { id }
}

/** "Ủy ban nhân dân phường Hạnh Thông" → "Phường Hạnh Thông" */
export function communeName(committee: string): string {
  const name = committee.replace(/^Ủy ban nhân dân\s+/i, '')
  return name.slice(0, 1).toLocaleUpperCase('vi') + name.slice(1)
}

/** "Sở Giáo dục và Đào tạo tỉnh Quảng Ninh" → "Tỉnh Quảng Ninh" */
export function provinceName(body: string): string {
  const name = body.replace(/^(Sở Giáo dục và Đào tạo|Ủy ban nhân dân)\s+/i, '')
  return name.slice(0, 1).toLocaleUpperCase('vi') + name.slice(1)
}

/**
 * A letterhead from a day on: the row before it ends the day before, and what was printed stays what it was.
 * @param from YYYY-MM-DD; a row that begins on this very day is corrected instead
 * @throws Problem state-conflict where a later row exists already
 */
export async function changeLetterhead(
  work: Work,
  unitId: number,
  from: string,
  setting: LetterheadSetting & { numbersHere: boolean },
): Promise<void> {
  const unit = await managedUnit(work, unitId)
  const { trx } = work
  const later = await trx
    .selectFrom('unit_setting')
    .select(sql<string>`to_char(lower(valid), 'DD/MM/YYYY')`.as('from'))
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`lower(valid) > ${from}::date`)
    .executeTakeFirst()
  if (later)
    throw new Problem('state-conflict', {
      vi: `Đã có phần đầu văn bản áp dụng từ ${later.from}. Chọn ngày từ ngày đó trở đi`,
      en: `There is a letterhead from ${later.from}. Choose that day or a later one`,
    })
  const values = {
    superior_lines: setting.superiorLines,
    issuer_lines: setting.issuerLines,
    place: setting.place,
    symbol: setting.symbol,
    salutation: setting.salutation,
    sign_authority: setting.signAuthority,
    head_title: setting.headTitle,
    deputy_title: setting.deputyTitle,
    numbers_here: setting.numbersHere,
  }
  const sameDay = await trx
    .updateTable('unit_setting')
    .set(values)
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`lower(valid) = ${from}::date`)
    .returning('id')
    .executeTakeFirst()
  if (!sameDay) {
    await trx
      .updateTable('unit_setting')
      .set({ valid: sql`daterange(lower(valid), ${from}::date)` })
      .where('unit_id', '=', unitId)
      .where(sql<boolean>`valid @> ${from}::date`)
      .execute()
    await trx
      .insertInto('unit_setting')
      .values({
        unit_id: unitId,
        unit_path: unit.path,
        valid: sql<string>`daterange(${from}::date, ${unit.validTo}::date, '[]')`,
        ...values,
      })
      .execute()
  }
  await work.audit({ kind: 'unit', id: unitId }, { from, symbol: setting.symbol, place: setting.place })
}

/** Whom the unit is guided by professionally, from a day on. Affiliation moves a unit's place and is not changed here. */
export async function changeProfessional(work: Work, unitId: number, superiorId: number, from: string): Promise<void> {
  const unit = await managedUnit(work, unitId)
  const superior = await selectUnit(work.trx, superiorId).executeTakeFirst()
  if (!superior) throw notFound()
  mustGoOn(superior, unit, '/superiorId')
  if (unit.validTo !== null && unit.validTo < from)
    throw new Problem('state-conflict', {
      vi: 'Đơn vị này đã chấm dứt trước ngày đó',
      en: 'The unit ended before that day',
    })
  const { trx } = work
  await trx
    .updateTable('unit_relation')
    .set({ valid: sql`daterange(lower(valid), ${from}::date)` })
    .where('unit_id', '=', unitId)
    .where('kind', '=', 'professional')
    .where(sql<boolean>`valid @> ${from}::date and lower(valid) < ${from}::date`)
    .execute()
  await trx
    .insertInto('unit_relation')
    .values({
      unit_id: unitId,
      kind: 'professional',
      superior_id: superiorId,
      valid: sql<string>`daterange(${from}::date, ${unit.validTo}::date, '[]')`,
    })
    .execute()
  await work.audit({ kind: 'unit', id: unitId }, { professional: superiorId, from })
}

/** Pupils, classes and staff of a school year; the newest answer stands. */
export async function recordYear(
  work: Work,
  unitId: number,
  schoolYear: string,
  figures: { pupils: number; classes: number; staff: number },
): Promise<void> {
  const unit = await managedUnit(work, unitId)
  await work.trx
    .insertInto('unit_year')
    .values({ unit_id: unitId, unit_path: unit.path, school_year: schoolYear, ...figures })
    .onConflict((oc) => oc.columns(['unit_id', 'school_year']).doUpdateSet(figures))
    .execute()
  await work.audit({ kind: 'unit', id: unitId }, { schoolYear, ...figures })
}

/** A tổ chuyên môn, or a body that receives papers without having accounts. */
export async function createPart(
  work: Work,
  unitId: number,
  input: { kind: string; name: string },
): Promise<{ id: number }> {
  const unit = await managedUnit(work, unitId)
  const { id } = await work.trx
    .insertInto('unit_part')
    .values({ unit_id: unitId, unit_path: unit.path, ...input })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.audit({ kind: 'unit-part', id }, { unitId, ...input })
  return { id }
}

/** Renames a part, or ends it: it is offered no more, and what it was given stays. */
export async function changePart(work: Work, id: number, change: { name?: string; ended?: boolean }): Promise<void> {
  const part = await work.trx
    .selectFrom('unit_part')
    .select(['unit_id', 'unit_path'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!part) throw notFound()
  mustBeAble(work.actor, 'unit.manage', { unitId: part.unit_id, unitPath: part.unit_path })
  await work.trx
    .updateTable('unit_part')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.ended === undefined ? {} : { ended_at: change.ended ? sql`now()` : null }),
      unit_id: part.unit_id,
    })
    .where('id', '=', id)
    .execute()
  await work.audit({ kind: 'unit-part', id }, change)
}
