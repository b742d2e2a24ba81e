import { randomUUID } from 'node:crypto'
import type { Role } from '@banggiao/catalogue'
import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'

export interface DemoPerson {
  id: string
  name: string
  unitId: number
  unitPath: string
  role: Role
  title: string
  staffCode: string
  partId: number | null
}

const families = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Huỳnh',
  'Võ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
  'Đinh',
  'Trương',
  'Mai',
]
const middles = ['Thị', 'Văn', 'Minh', 'Ngọc', 'Thanh', 'Hoàng', 'Thu', 'Quốc', 'Bảo', 'Kim', 'Gia', 'Đức', 'Phương']
const givens = [
  'An',
  'Ánh',
  'Bình',
  'Châu',
  'Dung',
  'Duyên',
  'Đạt',
  'Giang',
  'Hà',
  'Hạnh',
  'Hiền',
  'Hòa',
  'Huệ',
  'Khánh',
  'Lan',
  'Linh',
  'Loan',
  'Long',
  'Mai',
  'Nam',
  'Nga',
  'Ngân',
  'Nhung',
  'Oanh',
  'Phúc',
  'Quân',
  'Quyên',
  'Sơn',
  'Tâm',
  'Thảo',
  'Thủy',
  'Trang',
  'Trinh',
  'Tú',
  'Uyên',
  'Vân',
  'Vinh',
  'Xuân',
  'Yến',
]

/** An invented name, the same for the same number. */
export function inventedName(n: number): string {
  const f = families[(n * 7) % families.length]!
  const m = middles[(n * 5 + Math.floor(n / 16)) % middles.length]!
  const g = givens[(n * 11 + Math.floor(n / 208)) % givens.length]!
  return `${f} ${m} ${g}`
}

export function demoPerson(
  n: number,
  unit: { id: number; path: string },
  role: Role,
  title: string,
  staffCode: string,
  partId: number | null = null,
): DemoPerson {
  return {
    id: randomUUID(),
    name: inventedName(n),
    unitId: unit.id,
    unitPath: unit.path,
    role,
    title,
    staffCode,
    partId,
  }
}

/** People with one membership each, marked as holders of the account that is made beside (`createDemoAccounts`), in two statements whatever their number. */
export async function insertPeople(trx: Trx, people: DemoPerson[]): Promise<void> {
  const rows = sql`${JSON.stringify(people)}::jsonb`
  const entered = sql`
    insert into person (id, unit_id, unit_path, name, staff_code, user_id)
    select id, "unitId", "unitPath", name, "staffCode", id::text
    from jsonb_to_recordset(${rows}) as s(id uuid, "unitId" int, "unitPath" text, name text, "staffCode" text)`.execute(
    trx,
  )
  // sent behind the first, worked behind it
  const joined = sql`
    insert into membership (person_id, unit_id, unit_path, role, title, part_id, started_on)
    select id, "unitId", "unitPath", role, title, "partId", '2025-07-01'
    from jsonb_to_recordset(${rows}) as s(id uuid, "unitId" int, "unitPath" text, role text, title text, "partId" bigint)`.execute(
    trx,
  )
  await Promise.all([entered, joined])
}
