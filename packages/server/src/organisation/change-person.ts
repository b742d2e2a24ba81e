import { randomInt } from 'node:crypto'
import type { Role } from '@banggiao/catalogue'
import { sql } from 'kysely'
import { mustBeAble } from '../platform/actor.ts'
import { endSessions, normalisePhone, setPassword } from '../platform/auth/index.ts'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { selectPerson, selectUnit } from './unit-queries.ts'

export interface NewMembership {
  role: Role
  title?: string
  partId?: number | null
  startedOn?: string
}

export interface NewPersonInput {
  name: string
  phone?: string | null
  staffCode?: string | null
  email?: string | null
  memberships: NewMembership[]
}

async function managedPeopleOf(work: Work, unitId: number) {
  const unit = await selectUnit(work.trx, unitId).executeTakeFirst()
  if (!unit) throw notFound()
  mustBeAble(work.actor, 'person.manage', { unitId: unit.id, unitPath: unit.path })
  return unit
}

function phoneOf(text: string | null | undefined): string | null {
  if (!text) return null
  const phone = normalisePhone(text)
  if (!phone)
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/phone',
          message: {
            vi: 'Số điện thoại không đúng, ví dụ 0912 345 678',
            en: 'No telephone number; for example 0912 345 678',
          },
        },
      ],
    })
  return phone
}

const trimmed = (text: string | null | undefined) => text?.normalize('NFC').trim() || null

/**
 * A person in a unit. Somebody who is in the system already, by telephone number, staff code or e-mail together with the very
 * same name, joins this unit as well and keeps the record elsewhere (one person in several units).
 * @throws Problem already-exists where the number, code or address is somebody else's
 */
export async function createPerson(
  work: Work,
  unitId: number,
  input: NewPersonInput,
): Promise<{ id: string; joined: boolean }> {
  const unit = await managedPeopleOf(work, unitId)
  const name = input.name.normalize('NFC').trim().replace(/\s+/g, ' ')
  const phone = phoneOf(input.phone)
  const staffCode = trimmed(input.staffCode)
  const email = trimmed(input.email)?.toLowerCase() ?? null
  const known = await work.services.database.asSystem('find-person', (trx) =>
    trx
      .selectFrom('person')
      .select(['id', 'unit_id', sql<boolean>`vn_fold(name) = vn_fold(${name})`.as('same')])
      .where('ended_at', 'is', null)
      .where((eb) =>
        eb.or([
          eb('phone', '=', phone),
          eb(sql`lower(staff_code)`, '=', staffCode?.toLowerCase() ?? null),
          eb(sql`lower(email)`, '=', email),
        ]),
      )
      .execute(),
  )
  const [one] = known
  if (one && (known.length > 1 || !one.same))
    throw new Problem('already-exists', {
      vi: 'Số điện thoại, mã hoặc thư điện tử này là của một người khác trong hệ thống. Kiểm tra lại; nếu đúng là người này thì ghi họ tên như người đó đã đăng ký',
      en: 'This number, code or address belongs to somebody else. Check it; if it is the same person, write the name as they are registered',
    })
  const id =
    one?.id ??
    (
      await work.trx
        .insertInto('person')
        .values({ unit_id: unit.id, unit_path: unit.path, name, phone, staff_code: staffCode, email })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  for (const membership of input.memberships)
    await insertMembership(work, id, one?.unit_id ?? unit.id, unit, membership)
  await work.audit(
    { kind: 'person', id },
    { unitId, roles: input.memberships.map((m) => m.role), joined: one !== undefined },
  )
  await work.emit({ kind: 'rights', personId: id })
  return { id, joined: one !== undefined }
}

async function insertMembership(
  work: Work,
  personId: string,
  homeUnitId: number,
  unit: { id: number; path: string },
  input: NewMembership,
) {
  if (input.partId != null) {
    const part = await work.trx
      .selectFrom('unit_part')
      .select('id')
      .where('id', '=', input.partId)
      .where('unit_id', '=', unit.id)
      .executeTakeFirst()
    if (!part) throw notFound()
  }
  const row = await work.trx
    .insertInto('membership')
    .values({
      person_id: personId,
      unit_id: unit.id,
      unit_path: unit.path,
      role: input.role,
      title: input.title ?? '',
      part_id: input.partId ?? null,
      started_on: input.startedOn ?? work.today,
      guest: homeUnitId !== unit.id,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row)
    throw new Problem('already-exists', {
      vi: 'Người này đang giữ vai trò đó trong đơn vị',
      en: 'This person holds that role in the unit already',
    })
  return row.id
}

/** The person, where the caller manages the unit that keeps their record. */
async function managedPerson(work: Work, id: string) {
  const person = await selectPerson(work.trx, id).executeTakeFirst()
  if (!person || person.endedOn) throw notFound()
  mustBeAble(work.actor, 'person.manage', { unitId: person.unitId, unitPath: person.unitPath })
  return person
}

export interface PersonChange {
  version: number
  name?: string
  phone?: string | null
  staffCode?: string | null
  email?: string | null
}

/** @throws Problem version-conflict with the row as it now is */
export async function changePerson(work: Work, id: string, change: PersonChange): Promise<{ version: number }> {
  const person = await managedPerson(work, id)
  if (person.version !== change.version) throw await versionConflict(work, id)
  const changed = await work.trx
    .updateTable('person')
    .set({
      ...(change.name === undefined ? {} : { name: change.name.normalize('NFC').trim() }),
      ...(change.phone === undefined ? {} : { phone: phoneOf(change.phone) }),
      ...(change.staffCode === undefined ? {} : { staff_code: trimmed(change.staffCode) }),
      ...(change.email === undefined ? {} : { email: trimmed(change.email)?.toLowerCase() ?? null }),
      version: change.version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', change.version)
    .returning('version')
    .executeTakeFirst()
  // saved by somebody else since it was read
  if (!changed) throw await versionConflict(work, id)
  await work.audit({ kind: 'person', id }, { fields: Object.keys(change).filter((key) => key !== 'version') })
  await work.emit({ kind: 'rights', personId: id })
  return changed
}

/** With the person as they stand now. */
async function versionConflict(work: Work, id: string): Promise<Problem> {
  const current = await selectPerson(work.trx, id).executeTakeFirst()
  return new Problem('version-conflict', undefined, { extra: { current } })
}

/** The person leaves: their posts end today, their sessions now. What they did stays. */
export async function endPerson(work: Work, id: string): Promise<void> {
  await managedPerson(work, id)
  if (id === work.actor.personId)
    throw new Problem('state-conflict', {
      vi: 'Không thể tự kết thúc hồ sơ của chính mình. Nhờ một quản trị khác',
      en: 'You cannot end your own record. Ask another administrator',
    })
  await work.trx
    .updateTable('person')
    .set({ ended_at: sql`now()`, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
  // also the posts in units that this caller does not see
  await work.services.database.asSystem('end-memberships', (trx) =>
    trx
      .updateTable('membership')
      .set({ ended_on: sql`greatest(started_on, ${work.today}::date)` })
      .where('person_id', '=', id)
      .where('ended_on', 'is', null)
      .execute(),
  )
  await work.audit({ kind: 'person', id })
  await endSessions(work.services, id)
}

/** One more post of somebody who is visible here. */
export async function addMembership(
  work: Work,
  personId: string,
  input: NewMembership & { unitId: number },
): Promise<{ id: number }> {
  const person = await selectPerson(work.trx, personId).executeTakeFirst()
  if (!person || person.endedOn) throw notFound()
  const unit = await managedPeopleOf(work, input.unitId)
  const id = await insertMembership(work, personId, person.unitId, unit, input)
  await work.audit({ kind: 'membership', id }, { personId, unitId: unit.id, role: input.role })
  await work.emit({ kind: 'rights', personId })
  return { id }
}

/** Title or part of a post, or its last day. */
export async function changeMembership(
  work: Work,
  id: number,
  change: { title?: string; partId?: number | null; endedOn?: string },
): Promise<void> {
  const row = await work.trx
    .selectFrom('membership')
    .select(['person_id', 'unit_id', 'unit_path', 'started_on'])
    .where('id', '=', id)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound()
  mustBeAble(work.actor, 'person.manage', { unitId: row.unit_id, unitPath: row.unit_path })
  if (change.partId != null) {
    const part = await work.trx
      .selectFrom('unit_part')
      .select('id')
      .where('id', '=', change.partId)
      .where('unit_id', '=', row.unit_id)
      .executeTakeFirst()
    if (!part) throw notFound()
  }
  if (change.endedOn && change.endedOn < row.started_on)
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/endedOn',
          message: { vi: 'Ngày kết thúc phải từ ngày bắt đầu trở đi', en: 'The last day cannot be before the first' },
        },
      ],
    })
  await work.trx
    .updateTable('membership')
    .set({
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.partId === undefined ? {} : { part_id: change.partId }),
      ...(change.endedOn === undefined ? {} : { ended_on: change.endedOn }),
      unit_id: row.unit_id,
    })
    .where('id', '=', id)
    .execute()
  await work.audit({ kind: 'membership', id }, change)
  await work.emit({ kind: 'rights', personId: row.person_id })
}

export interface PasswordSlip {
  personId: string
  name: string
  unitName: string
  /** What to sign in with: telephone number, staff code or e-mail. */
  identifiers: string[]
  password: string
}

/**
 * New passwords for people of one's units, shown this once for printing. Whoever uses one chooses their own at once;
 * sessions with the former password end.
 * @throws Problem not-found, forbidden; invalid where somebody has nothing to sign in with
 */
export async function issuePasswordSlips(work: Work, personIds: string[]): Promise<PasswordSlip[]> {
  const slips: PasswordSlip[] = []
  for (const id of new Set(personIds)) {
    const person = await managedPerson(work, id)
    const identifiers = [person.phone, person.staffCode, person.email].filter((value) => value !== null)
    if (identifiers.length === 0)
      throw new Problem('invalid', {
        vi: `${person.name} chưa có số điện thoại, mã cán bộ hay thư điện tử để đăng nhập. Bổ sung rồi cấp mật khẩu`,
        en: `${person.name} has no telephone number, staff code or e-mail to sign in with. Add one first`,
      })
    slips.push({
      personId: id,
      name: person.name,
      unitName: person.unitName,
      identifiers,
      password: readablePassword(),
    })
  }
  await work.audit(
    { kind: 'person', id: slips.length === 1 ? slips[0]!.personId : 'set' },
    {},
    slips.map((s) => s.personId),
  )
  for (const slip of slips) await setPassword(work.services, slip.personId, slip.password, { mustChange: true })
  return slips
}

/** Three groups of four without letters that look alike on paper: 59 bits. */
export function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${group()}-${group()}-${group()}`
}
