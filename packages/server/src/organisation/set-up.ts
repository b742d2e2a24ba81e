import { sql } from 'kysely'
import { createAccount, normalisePhone } from '../platform/auth/index.ts'
import { runDeed } from '../platform/deed.ts'
import { loadActor } from '../platform/load-actor.ts'
import { Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import { insertUnits } from './insert-units.ts'
import { newSchool } from './new-school.ts'
import { administrativeUnits, realUnits } from './real-units.ts'

export interface SetUp {
  provinceCode: string
  unit:
    | { kind: 'department' }
    | { kind: 'commune-committee'; communeCode: string }
    | { kind: 'school' | 'centre'; level: string; name: string; code: string; communeCode?: string }
  person: { name: string; phone: string; staffCode?: string; email?: string }
  password: string
}

/** Whether nobody has an account yet. */
export async function setUpNeeded(services: Services): Promise<boolean> {
  const first = await services.database.asSystem('set-up-needed', (trx) =>
    trx.selectFrom('person').select('id').where('user_id', 'is not', null).limit(1).executeTakeFirst(),
  )
  return first === undefined
}

/**
 * The first administrator of an empty installation: the public bodies of the province, the first unit, and the person who
 * heads and administers it. Of several at once, one succeeds.
 * @returns the person's id
 * @throws Problem state-conflict once there is an account
 */
export async function setUp(services: Services, input: SetUp): Promise<string> {
  const phone = normalisePhone(input.person.phone)
  if (!phone)
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/person/phone',
          message: {
            vi: 'Số điện thoại không đúng, ví dụ 0912 345 678',
            en: 'No telephone number; for example 0912 345 678',
          },
        },
      ],
    })
  const { provinces, communes } = administrativeUnits()
  const province = provinces.find((p) => p.code === input.provinceCode)
  if (!province)
    throw new Problem('invalid', undefined, {
      errors: [{ path: '/provinceCode', message: { vi: 'Chọn tỉnh, thành phố', en: 'Choose a province or city' } }],
    })
  const { unit } = input
  const communeCode = 'communeCode' in unit ? unit.communeCode : undefined
  const commune = communes.get(province.code)?.find((c) => c.code === communeCode)
  if (communeCode !== undefined && !commune)
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/unit/communeCode',
          message: {
            vi: 'Chọn phường, xã, đặc khu của tỉnh này',
            en: 'Choose a ward, commune or special zone of this province',
          },
        },
      ],
    })

  const personId = await services.database.asSystem('set-up', async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('banggiao set-up'))`.execute(trx)
    const taken = await trx
      .selectFrom('person')
      .select('id')
      .where('user_id', 'is not', null)
      .limit(1)
      .executeTakeFirst()
    if (taken)
      throw new Problem('state-conflict', {
        vi: 'Hệ thống đã có người quản trị đầu tiên. Hãy đăng nhập',
        en: 'There is a first administrator already. Please sign in',
      })
    await insertUnits(trx, realUnits([province.code]))
    let path: string
    if (unit.kind === 'department') path = `${province.code}/so/`
    else if (unit.kind === 'commune-committee') path = `${province.code}/${unit.communeCode}/`
    else {
      const school = newSchool({
        ...unit,
        province: { code: province.code, name: province.name },
        commune: commune ?? null,
      })
      await insertUnits(trx, [school])
      path = school.path
    }
    const { id: unitId } = await trx.selectFrom('unit').select('id').where('path', '=', path).executeTakeFirstOrThrow()
    const { id } = await trx
      .insertInto('person')
      .values({
        unit_id: unitId,
        unit_path: path,
        name: input.person.name,
        phone,
        staff_code: input.person.staffCode ?? null,
        email: input.person.email?.toLowerCase() ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('membership')
      .values(
        (['head', 'administrator'] as const).map((role) => ({
          person_id: id,
          unit_id: unitId,
          unit_path: path,
          role,
          started_on: services.clock.today(),
        })),
      )
      .execute()
    // inside the lock, so that the next one finds somebody; the account itself is made by another connection below
    await trx.updateTable('person').set({ user_id: id }).where('id', '=', id).execute()
    return id
  })
  await createAccount(services, personId, input.password)
  const actor = await loadActor(services.database, personId, null)
  if (!actor) throw new Error('the first administrator has no unit')
  await runDeed(services, actor, 'set-up', null, (work) =>
    work.audit({ kind: 'unit', id: actor.unitId }, { province: province.code, kind: unit.kind }),
  )
  return personId
}
