import { sql } from 'kysely'
import type { HealthCheck } from './index.ts'

export const unitsWithoutLetterhead: HealthCheck = {
  name: 'units-without-letterhead',
  severity: 'warning',
  holds: { vi: 'Đơn vị đang hoạt động nào cũng có phần đầu văn bản', en: 'every unit has a letterhead for today' },
  says: {
    vi: 'Đơn vị đang hoạt động chưa có phần đầu văn bản cho hôm nay',
    en: 'Units without a letterhead for today',
  },
  advice: { vi: 'Bổ sung ở trang Đơn vị, mục Thể thức', en: 'Add one under Units, Letterhead' },
  async find(trx) {
    const { rows } = await sql<{ name: string; count: number }>`
      select u.name, count(*) over ()::int as count from unit u
      where u.valid_from <= current_date and coalesce(u.valid_to, current_date) >= current_date
        and not exists (select 1 from unit_setting s where s.unit_id = u.id and s.valid @> current_date) limit 10`.execute(
      trx,
    )
    return { count: rows[0]?.count ?? 0, examples: rows.map((row) => row.name) }
  },
}
