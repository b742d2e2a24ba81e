import { sql } from 'kysely'
import type { HealthCheck } from './index.ts'

export const unitsWithoutAdministrator: HealthCheck = {
  name: 'units-without-administrator',
  severity: 'warning',
  holds: {
    vi: 'Đơn vị nào có người dùng đều có người quản trị, ở đó hoặc ở cấp trên',
    en: 'every unit with people is administered, there or above',
  },
  says: {
    vi: 'Đơn vị có người dùng nhưng không ai quản trị, kể cả ở cấp trên',
    en: 'Units with people whom nobody administers, here or above',
  },
  advice: {
    vi: 'Thêm vai trò Quản trị đơn vị cho một người, hoặc chạy: banggiao create-admin',
    en: 'Give somebody the role Administrator, or run: banggiao create-admin',
  },
  async find(trx) {
    const { rows } = await sql<{ name: string; count: number }>`
      select u.name, count(*) over ()::int as count from unit u
      where exists (select 1 from membership m where m.unit_id = u.id and m.ended_on is null)
        and not exists (select 1 from membership m join unit a on a.id = m.unit_id
          where m.role = 'administrator' and m.ended_on is null and starts_with(u.path, a.reach)) limit 10`.execute(trx)
    return { count: rows[0]?.count ?? 0, examples: rows.map((row) => row.name) }
  },
}
