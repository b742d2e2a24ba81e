import { addDays } from '@banggiao/rules'
import { sql } from 'kysely'
import { pathUpperBound } from '../platform/actor.ts'
import type { Work } from '../platform/deed.ts'
import { emitAll } from '../platform/events.ts'
import { Problem, type Words } from '../platform/problem.ts'
import { startProgress } from '../platform/progress.ts'
import { managedUnit, takeSuccessors } from './change-unit.ts'
import { holdPlaces } from './hold-places.ts'
import { itsEnd, whyNotUnder } from './may-belong.ts'

type ManagedUnit = Awaited<ReturnType<typeof managedUnit>>

/** Other kinds have their place by what they are. */
const movableKinds = ['school', 'centre', 'department', 'commune-committee']

export interface Moved {
  progressId: string
  /** The unit and those below it. */
  units: number
}

/**
 * Chuyển đơn vị: the unit, with all below it, belongs to another superior from a day on. Its place changes at once; a job
 * rewrites the place of its rows, and until that ends neither the old nor the new superior reads them. Papers and reports go by
 * the dated relation, not by the place.
 * @param from YYYY-MM-DD, not after today
 * @throws Problem not-found, forbidden where one of both is not the caller's to manage, state-conflict, invalid
 */
export async function moveUnit(work: Work, id: number, input: { superiorId: number; from: string }): Promise<Moved> {
  await holdPlaces(work, 'alone')
  const unit = await managedUnit(work, id)
  const superior = await managedUnit(work, input.superiorId)
  mustNotBeLater(work, input.from)
  mustNotHaveEnded(unit, input.from)
  return startMoves(work, { kind: 'move-unit', field: '/superiorId', subject: id }, [unit], superior, input.from)
}

/**
 * Sáp nhập: the unit ends the day before, another takes over, and the units that belonged to it belong to the other. A commune's
 * own division ends with it.
 * @throws Problem not-found, forbidden, state-conflict, invalid
 */
export async function mergeUnit(work: Work, id: number, input: { successorId: number; from: string }): Promise<Moved> {
  const { trx } = work
  await holdPlaces(work, 'alone')
  const unit = await managedUnit(work, id)
  const successor = await managedUnit(work, input.successorId)
  mustNotBeLater(work, input.from)
  if (successor.id === unit.id || successor.path.startsWith(unit.path) || successor.kind !== unit.kind)
    throw wrongAt('/successorId', { vi: 'Chọn một đơn vị khác cùng loại', en: 'Choose another unit of the same kind' })
  mustNotHaveEnded(unit, input.from)
  const below = await trx
    .selectFrom('unit_relation as r')
    .innerJoin('unit as u', 'u.id', 'r.unit_id')
    .select(['u.id', 'u.kind', 'u.path'])
    .where('r.superior_id', '=', id)
    .where('r.kind', '=', 'affiliation')
    // whoever has left since, for the successor too, stays where it is
    .where(sql<boolean>`coalesce(upper(r.valid), 'infinity') > ${work.today}::date`)
    .where(sql<boolean>`coalesce(u.valid_to, 'infinity') >= ${work.today}::date`)
    .distinct()
    .orderBy('u.path')
    .execute()
  const lastDay = addDays(input.from, -1)
  const ended = [id, ...below.filter((b) => b.kind === 'culture-social-division').map((b) => b.id)]
  const moving: ManagedUnit[] = []
  for (const b of below) if (!ended.includes(b.id)) moving.push(await managedUnit(work, b.id))
  const moved = await startMoves(
    work,
    { kind: 'merge-unit', field: '/successorId', subject: id, before: { successorIds: await takeSuccessors(trx, id) } },
    moving,
    successor,
    input.from,
  )
  await sql`
    update unit set valid_to = greatest(valid_from, ${lastDay}::date), version = version + 1
    where id = any(${ended}::int[])`.execute(trx)
  await sql`
    insert into unit_successor (unit_id, successor_id) values (${id}::int, ${successor.id}::int)`.execute(trx)
  for (const table of ['unit_relation', 'unit_setting'])
    await sql`
      update ${sql.table(table)} set valid = daterange(lower(valid), ${input.from}::date)
      where unit_id = any(${ended}::int[]) and valid @> ${input.from}::date and lower(valid) < ${input.from}::date`.execute(
      trx,
    )
  return moved
}

/** The deed behind moves: where its request names the new superior, the unit it is about, what it takes away there. */
interface Asked {
  kind: 'move-unit' | 'merge-unit'
  field: '/superiorId' | '/successorId'
  subject: number
  before?: { successorIds: number[] }
}

async function startMoves(
  work: Work,
  asked: Asked,
  units: ManagedUnit[],
  superior: ManagedUnit,
  from: string,
): Promise<Moved> {
  const { trx, actor } = work
  const { kind, field, subject, before: replaced } = asked
  if (superior.validTo !== null && superior.validTo < from) throw wrongAt(field, itsEnd(superior))
  const places = [...units.map((u) => u.path), ...(units.length > 0 ? [superior.path] : [])]
  const { rows: crossing } = await sql<{ crosses: boolean }>`
    select crossing_moves(${places}::text[]) as crosses`.execute(trx)
  if (crossing[0]?.crosses)
    throw new Problem('state-conflict', {
      vi: 'Một trong các đơn vị này đang được chuyển; đợi việc đó xong rồi làm tiếp',
      en: 'One of these units is being moved; wait until that has finished',
    })
  const progressId = await startProgress(work, 'move-unit', String(subject))
  const moveIds: string[] = []
  const all: number[] = []
  for (const unit of units) {
    mustBelong(unit, superior, field)
    if (kind === 'merge-unit') await takeOver(work, unit, { from: subject, to: superior.id, day: from })
    else await changeAffiliation(work, unit, superior.id, from)
    const before = unit.path.slice(0, unit.path.lastIndexOf('/', unit.path.length - 2) + 1)
    const to = `${superior.path}${unit.path.split('/').at(-2)}/`
    // it stood there already, without the relation
    if (to === unit.path) continue
    const { rows } = await sql<{ id: number }>`
      update unit set path = ${to} || substr(path, ${unit.path.length + 1}), version = version + 1,
        reach = case when starts_with(reach, ${unit.path}) then ${to} || substr(reach, ${unit.path.length + 1}) 
          when reach = ${before} then ${superior.path} else reach end
      where path >= ${unit.path} and path < ${pathUpperBound(unit.path)} returning id`.execute(trx)
    all.push(...rows.map((r) => r.id))
    if (actor.unitPath.startsWith(unit.path)) work.standAt(to + actor.unitPath.slice(unit.path.length))
    const { id } = await trx
      .insertInto('unit_move')
      .values({
        unit_id: unit.id,
        from_path: unit.path,
        to_path: to,
        superior_id: superior.id,
        person_id: actor.personId,
        progress_id: progressId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    moveIds.push(id)
  }
  // whoever acts in one of them stands elsewhere from now on
  const people = await trx
    .selectFrom('membership')
    .select('person_id as personId')
    .distinct()
    .where('unit_id', '=', sql<number>`any (${all}::int[])`)
    .where('ended_on', 'is', null)
    .execute()
  await emitAll(
    trx,
    people.map(({ personId }) => ({ kind: 'rights', personId })),
  )
  await work.audit({ kind: 'unit', id: subject }, { [kind]: superior.id, from, moveIds, before: replaced }, all)
  await work.send('move-unit', { moveIds, progressId })
  return { progressId, units: all.length }
}

function wrongAt(path: string, { vi, en }: Words): Problem {
  return new Problem('invalid', undefined, { errors: [{ path, message: { vi, en } }] })
}

function mustNotHaveEnded(unit: ManagedUnit, from: string): void {
  if (unit.validTo !== null && unit.validTo < from)
    throw new Problem('state-conflict', {
      vi: 'Đơn vị này đã chấm dứt trước ngày đó',
      en: 'The unit ended before that day',
    })
}

function mustBelong(unit: ManagedUnit, superior: ManagedUnit, field: Asked['field']): void {
  if (superior.path.startsWith(unit.path))
    throw wrongAt(field, {
      vi: `${unit.name} không thể trực thuộc chính mình hoặc cấp dưới của mình`,
      en: `${unit.name} cannot belong to itself or to one below it`,
    })
  if (!movableKinds.includes(unit.kind))
    throw wrongAt(field, {
      vi: `${unit.name} không chuyển được: vị trí do loại đơn vị quyết định`,
      en: `${unit.name} cannot be moved: its kind decides its place`,
    })
  const why = whyNotUnder(unit, superior)
  if (why) throw wrongAt(field, why)
}

/** The relation of before ends the day before; the new one stands from that day. */
async function changeAffiliation(work: Work, unit: ManagedUnit, superiorId: number, from: string): Promise<void> {
  const { trx } = work
  const present = await trx
    .selectFrom('unit_relation')
    .select(['id', 'superior_id as superiorId', sql<string | null>`lower(valid)::text`.as('since')])
    .where('unit_id', '=', unit.id)
    .where('kind', '=', 'affiliation')
    .where(sql<boolean>`coalesce(upper(valid), 'infinity') > ${from}::date`)
    .orderBy(sql`lower(valid)`)
    .execute()
  if (present.some((r) => r.superiorId === superiorId))
    throw new Problem('state-conflict', {
      vi: `${unit.name} đã trực thuộc cơ quan này`,
      en: `${unit.name} belongs to this body already`,
    })
  if (present.some((r) => r.since !== null && r.since >= from))
    throw wrongAt('/from', {
      vi: `Ngày này phải sau ngày ${unit.name} bắt đầu trực thuộc cơ quan hiện nay`,
      en: `The day must be after the one since when ${unit.name} belongs to its present superior`,
    })
  await trx
    .updateTable('unit_relation')
    .set({ valid: sql`daterange(lower(valid), ${from}::date)` })
    .where('id', '=', sql<number>`any (${present.map((r) => r.id)}::bigint[])`)
    .execute()
  await trx
    .insertInto('unit_relation')
    .values({
      unit_id: unit.id,
      kind: 'affiliation',
      superior_id: superiorId,
      valid: sql<string>`daterange(${from}::date, ${unit.validTo}::date, '[]')`,
    })
    .execute()
}

/** What bound a unit to the body that ends binds it to the successor from that day; what was to begin later begins with the successor. */
async function takeOver(
  work: Work,
  unit: ManagedUnit,
  { from, to, day }: { from: number; to: number; day: string },
): Promise<void> {
  const { rows: cut } = await sql<{ until: string | null }>`
    update unit_relation r set valid = daterange(lower(r.valid), ${day}::date)
    from unit_relation before
    where before.id = r.id and r.unit_id = ${unit.id} and r.kind = 'affiliation' and r.superior_id = ${from}
      and r.valid @> ${day}::date and coalesce(lower(r.valid), '-infinity') < ${day}::date
    returning upper(before.valid)::text as until`.execute(work.trx)
  await work.trx
    .updateTable('unit_relation')
    .set({ superior_id: to })
    .where('unit_id', '=', unit.id)
    .where('kind', '=', 'affiliation')
    .where('superior_id', '=', from)
    .where(sql<boolean>`lower(valid) >= ${day}::date`)
    .execute()
  for (const { until } of cut)
    await work.trx
      .insertInto('unit_relation')
      .values({
        unit_id: unit.id,
        kind: 'affiliation',
        superior_id: to,
        valid: sql<string>`daterange(${day}::date, ${until}::date)`,
      })
      .execute()
}

function mustNotBeLater(work: Work, from: string): void {
  if (from > work.today)
    throw wrongAt('/from', {
      vi: 'Chuyển khi ngày có hiệu lực đã đến; chọn ngày không sau hôm nay',
      en: 'Move it when the day has come; choose a day not after today',
    })
}
