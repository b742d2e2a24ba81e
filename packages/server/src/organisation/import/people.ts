import { type Role, roleNames, roles } from '@banggiao/catalogue'
import { sql } from 'kysely'
import { can } from '../../platform/actor.ts'
import { normalisePhone } from '../../platform/auth/index.ts'
import type { Work } from '../../platform/deed.ts'
import { type Column, type Locale, type NamedRow, nameColumns, noteList, type RowNote, readChoice } from './columns.ts'
import type { Table } from './read-table.ts'

export const peopleColumns = {
  name: {
    heading: { vi: 'Họ và tên', en: 'Full name' },
    also: ['Họ tên', 'Name'],
    required: true,
    hint: { vi: 'Đầy đủ, có dấu', en: 'In full, with all signs' },
    example: 'Nguyễn Thị Lan',
  },
  staffCode: {
    heading: { vi: 'Mã cán bộ', en: 'Staff code' },
    also: ['Mã giáo viên', 'Mã định danh', 'Mã nhân viên'],
    hint: { vi: 'Dùng để đăng nhập', en: 'Used to sign in' },
    example: 'GV-0012',
  },
  phone: {
    heading: { vi: 'Số điện thoại', en: 'Phone number' },
    also: ['Điện thoại', 'SĐT', 'Phone'],
    hint: { vi: 'Dùng để đăng nhập', en: 'Used to sign in' },
    example: '0912345678',
  },
  email: {
    heading: { vi: 'Thư điện tử', en: 'E-mail' },
    also: ['Email'],
    hint: { vi: 'Để nhận thư nhắc việc', en: 'Where reminders go' },
    example: 'lan@truong.edu.vn',
  },
  unit: {
    heading: { vi: 'Mã đơn vị', en: 'Unit code' },
    hint: { vi: 'Bỏ trống là đơn vị của bạn', en: 'Empty means your own unit' },
    example: '',
  },
  roles: {
    heading: { vi: 'Vai trò', en: 'Roles' },
    also: ['Role'],
    required: true,
    hint: {
      vi: `${roles.map((role) => roleNames[role].vi).join(', ')}; nhiều vai trò cách nhau bằng dấu ;`,
      en: `${roles.map((role) => roleNames[role].en).join(', ')}; several are set apart by ;`,
    },
    example: 'Giáo viên',
  },
  title: {
    heading: { vi: 'Chức danh', en: 'Position' },
    also: ['Chức vụ'],
    hint: { vi: 'Như in trên văn bản', en: 'As printed on papers' },
    example: 'Giáo viên Tiếng Anh',
  },
  part: {
    heading: { vi: 'Tổ', en: 'Team' },
    also: ['Tổ chuyên môn', 'Bộ phận'],
    hint: { vi: 'Tên tổ đã có trong đơn vị', en: 'A team that the unit has already' },
    example: 'Tổ Ngoại ngữ',
  },
} satisfies Record<string, Column>
type PeopleColumn = keyof typeof peopleColumns

const roleChoices = Object.fromEntries(roles.map((role) => [role, [roleNames[role].vi, roleNames[role].en]])) as Record<
  Role,
  string[]
>

interface PersonToImport {
  row: number
  /** Null for somebody new. */
  id: string | null
  homeUnitId: number
  name: string
  staffCode: string | null
  phone: string | null
  email: string | null
  unitId: number
  unitPath: string
  roles: Role[]
  title: string
  partId: number | null
}

export interface PeopleToImport {
  people: PersonToImport[]
  errors: RowNote[]
  rows: number
  good: number
}

/**
 * What a table of people would do: new people, and posts of those who are in the system already under the same number, code or
 * address and the same name.
 */
export async function checkPeople(work: Work, table: Table, locale: Locale): Promise<PeopleToImport> {
  const rows = nameColumns(table, peopleColumns)
  const { errors, bad, wrong } = noteList(locale)
  const codes = [...new Set(rows.map((row) => row.values.unit).filter(Boolean))]
  const units = await work.trx
    .selectFrom('unit')
    .select(['id', 'code', 'path'])
    .where((eb) => eb.or([eb('code', '=', sql<string>`any (${codes}::text[])`), eb('id', '=', work.actor.unitId)]))
    .execute()
  const unitOf = (row: NamedRow<PeopleColumn>) =>
    row.values.unit === ''
      ? units.find((u) => u.id === work.actor.unitId)
      : units.find((u) => u.code === row.values.unit)
  const parts = await work.trx
    .selectFrom('unit_part')
    .select(['id', 'unit_id', sql<string>`vn_fold(name)`.as('fold')])
    .where('unit_id', '=', sql<number>`any (${units.map((u) => u.id)}::int[])`)
    .where('ended_at', 'is', null)
    .execute()
  const folds = new Map<string, string>(
    (
      await sql<{ text: string; fold: string }>`select text, vn_fold(text) as fold from unnest(${[
        ...new Set(rows.flatMap((row) => [row.values.part, row.values.name])),
      ]}::text[]) text`.execute(work.trx)
    ).rows.map((row) => [row.text, row.fold]),
  )

  const people: PersonToImport[] = []
  const seen = new Map<string, number>()
  for (const row of rows) {
    const { values } = row
    if (values.name.length < 2)
      wrong(row, 'name', 'Chưa có họ tên. Ghi đầy đủ họ và tên', 'No name. Write the full name')
    const phone =
      values.phone === '' ? null : normalisePhone(/^[1-9]\d{8}$/.test(values.phone) ? `0${values.phone}` : values.phone)
    if (values.phone !== '' && !phone)
      wrong(
        row,
        'phone',
        `"${values.phone}" không phải số điện thoại. Ví dụ 0912345678`,
        `"${values.phone}" is no telephone number. Write for example 0912345678`,
      )
    const email = values.email === '' ? null : values.email.toLowerCase()
    if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      wrong(
        row,
        'email',
        `"${values.email}" không phải thư điện tử. Sửa hoặc xóa ô này`,
        `"${values.email}" is no e-mail address. Correct it or empty the cell`,
      )
    const staffCode = values.staffCode || null
    if (!phone && !email && !staffCode && values.phone === '')
      wrong(
        row,
        'staffCode',
        'Cần ít nhất mã cán bộ, số điện thoại hoặc thư điện tử để đăng nhập',
        'A staff code, number or address is needed to sign in',
      )
    for (const [column, key] of [
      ['staffCode', staffCode?.toLowerCase()],
      ['phone', phone],
      ['email', email],
    ] as const) {
      if (!key) continue
      const before = seen.get(`${column} ${key}`)
      if (before)
        wrong(
          row,
          column,
          `Trùng với dòng ${before}. Mỗi người một dòng; nhiều vai trò cách nhau bằng dấu ;`,
          `The same as in row ${before}. One row a person; several roles are set apart by ;`,
        )
      else seen.set(`${column} ${key}`, row.row)
    }
    const unit = unitOf(row)
    if (!unit)
      wrong(
        row,
        'unit',
        `Không có đơn vị mã "${values.unit}". Kiểm tra mã`,
        `No unit has the code "${values.unit}". Check the code`,
      )
    else if (!can(work.actor, 'person.manage', { unitId: unit.id, unitPath: unit.path }))
      wrong(
        row,
        'unit',
        `Đơn vị "${values.unit}" ngoài phạm vi quản trị của bạn. Xóa dòng này`,
        `"${values.unit}" is outside what you manage. Delete this row`,
      )
    const named = values.roles
      .split(/[;,]/)
      .map((text) => text.trim())
      .filter(Boolean)
    const held = named.map((text) => readChoice(text, roleChoices))
    if (named.length === 0)
      wrong(row, 'roles', 'Chưa có vai trò. Ghi ví dụ: Giáo viên', 'No role. Write for example: Giáo viên')
    const unknown = named.find((_, i) => held[i] === null)
    if (unknown)
      wrong(
        row,
        'roles',
        `Không có vai trò "${unknown}". Chọn: ${roles.map((r) => roleNames[r].vi).join(', ')}`,
        `There is no role "${unknown}". Choose: ${roles.map((r) => roleNames[r].en).join(', ')}`,
      )
    const part =
      values.part === '' ? null : parts.find((p) => p.unit_id === unit?.id && p.fold === folds.get(values.part))
    if (unit && part === undefined)
      wrong(
        row,
        'part',
        `Đơn vị chưa có "${values.part}". Thêm tổ ở trang Đơn vị, hoặc xóa ô này`,
        `The unit has no "${values.part}" yet. Add the team on the unit’s page, or empty the cell`,
      )
    if (!unit || bad.has(row.row)) continue
    people.push({
      row: row.row,
      id: null,
      homeUnitId: unit.id,
      name: values.name,
      staffCode,
      phone,
      email,
      unitId: unit.id,
      unitPath: unit.path,
      roles: [...new Set(held.filter((role) => role !== null))],
      title: values.title,
      partId: part?.id ?? null,
    })
  }

  // people of other units are not this reader's to see, but a number belongs to one person in the whole system
  const known = await work.services.database.asSystem('import-people', (trx) =>
    trx
      .selectFrom('person')
      .select([
        'id',
        'unit_id',
        'phone',
        sql<string>`lower(staff_code)`.as('code'),
        sql<string>`lower(email)`.as('mail'),
        sql<string>`vn_fold(name)`.as('fold'),
      ])
      .where('ended_at', 'is', null)
      .where((eb) =>
        eb.or([
          eb('phone', '=', sql<string>`any (${people.map((p) => p.phone)}::text[])`),
          eb(sql`lower(staff_code)`, '=', sql`any (${people.map((p) => p.staffCode?.toLowerCase() ?? null)}::text[])`),
          eb(sql`lower(email)`, '=', sql`any (${people.map((p) => p.email)}::text[])`),
        ]),
      )
      .execute(),
  )
  const byKey = new Map<string, (typeof known)[number]>()
  for (const one of known)
    for (const key of [
      one.phone && `phone ${one.phone}`,
      one.code && `staffCode ${one.code}`,
      one.mail && `email ${one.mail}`,
    ])
      if (key) byKey.set(key, one)
  const byRow = new Map(rows.map((row) => [row.row, row]))
  for (const person of people) {
    const keys = [
      ['staffCode', person.staffCode?.toLowerCase()],
      ['phone', person.phone],
      ['email', person.email],
    ] as const
    for (const [column, key] of keys) {
      const one = key ? byKey.get(`${column} ${key}`) : undefined
      if (!one) continue
      const row = byRow.get(person.row) as NamedRow<PeopleColumn>
      if (one.fold !== folds.get(person.name) || (person.id !== null && person.id !== one.id))
        wrong(
          row,
          column,
          `"${row.values[column]}" là của một người khác trong hệ thống. Kiểm tra lại ô này`,
          `"${row.values[column]}" belongs to somebody else in the system. Check this cell`,
        )
      else {
        person.id = one.id
        person.homeUnitId = one.unit_id
      }
    }
  }
  errors.sort((a, b) => a.row - b.row)
  return {
    people: people.filter((person) => !bad.has(person.row)),
    errors,
    rows: rows.length,
    good: rows.filter((row) => !bad.has(row.row)).length,
  }
}

/** Writes what was checked, set-wise; a post that somebody holds already is left as it is. */
export async function writePeople(work: Work, { people }: PeopleToImport): Promise<{ added: number; changed: number }> {
  const added = people.filter((person) => person.id === null)
  for (const person of added) person.id = crypto.randomUUID()
  await sql`
    insert into person (id, unit_id, unit_path, name, staff_code, phone, email)
    select id, "unitId", "unitPath", name, "staffCode", phone, email
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as r(id uuid, "unitId" int, "unitPath" text, name text,
      "staffCode" text, phone text, email text)`.execute(work.trx)
  const posts = await sql`
    insert into membership (person_id, unit_id, unit_path, role, title, part_id, started_on, guest)
    select r.id, r."unitId", r."unitPath", role, r.title, r."partId", ${work.today}::date, r."homeUnitId" <> r."unitId"
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r(id uuid, "unitId" int, "unitPath" text, "homeUnitId" int,
      title text, "partId" bigint, roles jsonb) cross join lateral jsonb_array_elements_text(r.roles) role
    on conflict do nothing`.execute(work.trx)
  const newPosts = Number(posts.numAffectedRows ?? 0) - added.reduce((sum, person) => sum + person.roles.length, 0)
  for (const person of people.filter((p) => !added.includes(p)))
    await work.emit({ kind: 'rights', personId: person.id as string })
  return { added: added.length, changed: newPosts }
}
