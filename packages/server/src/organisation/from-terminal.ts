import type { Actor } from '../platform/actor.ts'
import { normalisePhone, setPassword } from '../platform/auth/index.ts'
import { workOn } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import { type PasswordSlip, readablePassword } from './change-person.ts'
import { checkUnits } from './import/check-units.ts'
import type { RowNote } from './import/columns.ts'
import { readTable } from './import/read-table.ts'
import { writeUnits } from './import/write-units.ts'

/** Who works from the terminal may do to the tree what an administrator of all of it may. */
async function terminalActor(services: Services): Promise<Actor> {
  const unit = await services.database.asSystem('terminal', (trx) =>
    trx.selectFrom('unit').select(['id', 'path']).orderBy('path').executeTakeFirst(),
  )
  if (!unit)
    throw new Problem('state-conflict', {
      vi: 'Chưa có đơn vị nào. Nhập các cơ quan của tỉnh trước: banggiao import-units --province 79',
      en: 'There are no units yet. Bring in a province first: banggiao import-units --province 79',
    })
  return {
    personId: '00000000-0000-0000-0000-000000000000',
    name: 'banggiao',
    locale: 'en',
    unitId: unit.id,
    unitPath: unit.path,
    memberships: [{ unitId: unit.id, unitPath: unit.path, reach: '', role: 'administrator', partId: null, title: '' }],
    units: [],
    reach: '',
    writeReach: '',
  }
}

/** A table of units from a file, by whoever runs the server. Nothing is imported while a row has an error. */
export async function importUnitsFile(
  services: Services,
  bytes: Uint8Array,
  name: string,
): Promise<{ rows: number; added: number; changed: number; errors: RowNote[]; warnings: RowNote[] }> {
  const actor = await terminalActor(services)
  const table = await readTable(bytes, name)
  return services.database.asSystem('import-units', async (trx) => {
    const { work } = workOn(services, actor, trx, 'import')
    const checked = await checkUnits(work, table, actor.locale)
    const { rows, errors, warnings } = checked
    if (errors.length > 0) return { rows, added: 0, changed: 0, errors, warnings }
    const written = await writeUnits(work, checked)
    await trx
      .insertInto('audit')
      .values({
        deed: 'import',
        record_kind: 'unit',
        record_id: 'set',
        params: JSON.stringify({ file: name, ...written }),
      })
      .execute()
    return { rows, errors, warnings, ...written }
  })
}

/** An administrator of a unit, made from the terminal: the way back in where nobody can sign in any more. */
export async function createAdministrator(
  services: Services,
  input: { unitCode: string; name: string; phone: string; staffCode: string | null; email: string | null },
): Promise<PasswordSlip> {
  const phone = normalisePhone(input.phone)
  if (!phone)
    throw new Problem('invalid', { vi: 'Số điện thoại không đúng', en: `${input.phone} is no telephone number.` })
  const made = await services.database.asSystem('create-admin', async (trx) => {
    const units = await trx
      .selectFrom('unit')
      .select(['id', 'path', 'name'])
      .where('code', '=', input.unitCode)
      .execute()
    const [unit] = units
    if (!unit || units.length > 1)
      throw new Problem('invalid', {
        vi: `Không có đúng một đơn vị mã ${input.unitCode}`,
        en: `There is no single unit with the code ${input.unitCode}.`,
      })
    const known = await trx
      .selectFrom('person')
      .select(['id', 'name', 'unit_id', 'staff_code', 'email'])
      .where('phone', '=', phone)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    // a number mistyped must not hand somebody else's account over
    if (known && known.name.localeCompare(input.name, 'vi', { sensitivity: 'base' }) !== 0)
      throw new Problem('invalid', {
        vi: `Số ${phone} là của ${known.name}; ghi đúng họ tên của người này để cấp quyền`,
        en: `${phone} belongs to ${known.name}; give exactly that name to make them administrator.`,
      })
    const email = input.email?.toLowerCase() ?? null
    if (!known) {
      const taken = await trx
        .selectFrom('person')
        .select(['name', 'staff_code'])
        .where((eb) => eb.or([eb('staff_code', '=', input.staffCode), eb('email', '=', email)]))
        .executeTakeFirst()
      if (taken)
        throw new Problem('invalid', {
          vi: `Mã cán bộ hoặc thư điện tử này đã cấp cho ${taken.name}`,
          en: `This staff code or e-mail address is ${taken.name}’s already.`,
        })
    }
    const id =
      known?.id ??
      (
        await trx
          .insertInto('person')
          .values({
            unit_id: unit.id,
            unit_path: unit.path,
            name: input.name,
            phone,
            staff_code: input.staffCode,
            email,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id
    await trx
      .insertInto('membership')
      .values({
        person_id: id,
        unit_id: unit.id,
        unit_path: unit.path,
        role: 'administrator',
        started_on: services.clock.today(),
        guest: known !== undefined && known.unit_id !== unit.id,
      })
      .onConflict((oc) => oc.doNothing())
      .execute()
    await trx
      .insertInto('audit')
      .values({ unit_id: unit.id, unit_path: unit.path, deed: 'create-admin', record_kind: 'person', record_id: id })
      .execute()
    // what is known of somebody stays; only what is stored signs in
    const stored = known ? [known.staff_code, known.email] : [input.staffCode, email]
    return { id, name: known?.name ?? input.name, unitName: unit.name, stored }
  })
  const password = readablePassword()
  await setPassword(services, made.id, password, { mustChange: true })
  return {
    personId: made.id,
    name: made.name,
    unitName: made.unitName,
    identifiers: [phone, ...made.stored].filter((value) => value !== null),
    password,
  }
}
