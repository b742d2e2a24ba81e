import { addDays } from '@banggiao/rules'
import { sql } from 'kysely'
import { pathUpperBound } from '../platform/actor.ts'
import type { Work } from '../platform/deed.ts'
import { emitAll } from '../platform/events.ts'
import { Problem } from '../platform/problem.ts'
import { startProgress } from '../platform/progress.ts'
import { managedUnit } from './change-unit.ts'

type ManagedUnit = Awaited<ReturnType<typeof managedUnit>>

/** Under whom a unit may stand (trực thuộc); other kinds have their place by what they are. */
const superiorKinds: Record<string, readonly string[] | undefined> = {
  school: ['commune-committee', 'department', 'provincial-committee'],
  centre: ['commune-committee', 'department', 'provincial-committee'],
  department: ['provincial-committee'],
  'commune-committee': ['provincial-committee'],
}

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
  const unit = await managedUnit(work, id)
  const superior = await managedUnit(work, input.superiorId)
  mustNotBeLater(work, input.from)
  return startMoves(work, 'move-unit', [unit], superior, input.from)
}

/**
 * Sáp nhập: the unit ends the day before, another takes over, and the units that belonged to it belong to the other. A commune's
 * own division ends with it.
 * @throws Problem not-found, forbidden, state-conflict, invalid
 */
export async function mergeUnit(work: Work, id: number, input: { successorId: number; from: string }): Promise<Moved> {
  const { trx } = work
  const unit = await managedUnit(work, id)
  const successor = await managedUnit(work, input.successorId)
  mustNotBeLater(work, input.from)
  if (successor.id === unit.id || successor.path.startsWith(unit.path) || successor.kind !== unit.kind)
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/successorId',
          message: { vi: 'Chọn một đơn vị khác cùng loại', en: 'Choose another unit of the same kind' },
        },
      ],
    })
  if (unit.validTo !== null && unit.validTo < input.from)
    throw new Problem('state-conflict', {
      vi: 'Đơn vị này đã chấm dứt trước ngày đó',
      en: 'The unit ended before that day',
    })
  const below = await trx
    .selectFrom('unit_relation as r')
    .innerJoin('unit as u', 'u.id', 'r.unit_id')
    .select(['u.id', 'u.kind'])
    .where('r.superior_id', '=', id)
    .where('r.kind', '=', 'affiliation')
    .where(sql<boolean>`r.valid @> ${input.from}::date`)
    .where('u.valid_to', 'is', null)
    .orderBy('u.path')
    .execute()
  const lastDay = addDays(input.from, -1)
  const ended = [id, ...below.filter((b) => b.kind === 'culture-social-division').map((b) => b.id)]
  const moving: ManagedUnit[] = []
  for (const b of below) if (!ended.includes(b.id)) moving.push(await managedUnit(work, b.id))
  const moved = await startMoves(work, 'merge-unit', moving, successor, input.from, id)
  await sql`
    update unit set valid_to = greatest(valid_from, ${lastDay}::date), version = version + 1,
      successor_id = case when id = ${id} then ${successor.id}::int else successor_id end
    where id = any(${ended}::int[])`.execute(trx)
  await sql`
    update unit_relation set valid = daterange(lower(valid), ${input.from}::date)
    where unit_id = any(${ended}::int[]) and valid @> ${input.from}::date and lower(valid) < ${input.from}::date`.execute(
    trx,
  )
  return moved
}

async function startMoves(
  work: Work,
  kind: 'move-unit' | 'merge-unit',
  units: ManagedUnit[],
  superior: ManagedUnit,
  from: string,
  subject = units[0]?.id ?? superior.id,
): Promise<Moved> {
  const { trx, actor } = work
  // moves are few and each looks at the others: one at a time
  await sql`select pg_advisory_xact_lock(hashtextextended('move-unit', 0))`.execute(trx)
  const places = [...units.map((u) => u.path), ...(units.length > 0 ? [superior.path] : [])]
  const { rows: crossing } = await sql<{ crosses: boolean }>`
    select crossing_moves(${places}::text[]) as crosses`.execute(trx)
  if (crossing[0]?.crosses)
    throw new Problem('state-conflict', {
      vi: 'Một trong các đơn vị này đang được chuyển; đợi việc đó xong rồi làm tiếp',
      en: 'One of these units is being moved; wait until that has finished',
    })
  const moveIds: string[] = []
  const all: number[] = []
  for (const unit of units) {
    mustBelong(unit, superior)
    await changeAffiliation(work, unit, superior.id, from)
    const to = `${superior.path}${unit.path.split('/').at(-2)}/`
    const { rows } = await sql<{ id: number }>`
      update unit set path = ${to} || substr(path, ${unit.path.length + 1}), version = version + 1,
        reach = case when starts_with(reach, ${unit.path}) then ${to} || substr(reach, ${unit.path.length + 1}) else reach end
      where path >= ${unit.path} and path < ${pathUpperBound(unit.path)} returning id`.execute(trx)
    all.push(...rows.map((r) => r.id))
    const { id } = await trx
      .insertInto('unit_move')
      .values({
        unit_id: unit.id,
        from_path: unit.path,
        to_path: to,
        superior_id: superior.id,
        person_id: actor.personId,
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
  const progressId = await startProgress(work, 'move-unit', String(subject))
  await work.audit({ kind: 'unit', id: subject }, { [kind]: superior.id, from, moveIds }, all)
  await work.send('move-unit', { moveIds, personId: actor.personId, progressId })
  return { progressId, units: all.length }
}

function mustBelong(unit: ManagedUnit, superior: ManagedUnit): void {
  const wrong = (vi: string, en: string) =>
    new Problem('invalid', undefined, { errors: [{ path: '/superiorId', message: { vi, en } }] })
  if (superior.path.startsWith(unit.path))
    throw wrong(
      'Đơn vị không thể trực thuộc chính mình hoặc cấp dưới của mình',
      'A unit cannot belong to itself or to one below it',
    )
  if (!superiorKinds[unit.kind]?.includes(superior.kind))
    throw wrong(
      'Loại đơn vị này không trực thuộc cơ quan đã chọn được',
      'This kind of unit cannot belong to the body chosen',
    )
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
      vi: 'Đơn vị đã trực thuộc cơ quan này',
      en: 'The unit belongs to this body already',
    })
  if (present.some((r) => r.since !== null && r.since >= from))
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/from',
          message: {
            vi: 'Ngày chuyển phải sau ngày bắt đầu trực thuộc cơ quan hiện nay',
            en: 'The move must be after the day since when the unit belongs to its present superior',
          },
        },
      ],
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
      valid: sql<string>`daterange(${from}::date, null)`,
    })
    .execute()
}

function mustNotBeLater(work: Work, from: string): void {
  if (from > work.today)
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/from',
          message: {
            vi: 'Chuyển khi ngày có hiệu lực đã đến; chọn ngày không sau hôm nay',
            en: 'Move it when the day has come; choose a day not after today',
          },
        },
      ],
    })
}
