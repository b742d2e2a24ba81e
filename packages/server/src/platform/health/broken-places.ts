import { sql } from 'kysely'
import { placedTables } from '../placed-tables.ts'
import type { HealthCheck } from './index.ts'

export const brokenPlaces: HealthCheck = {
  name: 'broken-places',
  severity: 'error',
  holds: { vi: 'Mọi dòng dữ liệu đứng đúng chỗ của đơn vị', en: 'every row stands at the place of its unit' },
  says: { vi: 'Dòng dữ liệu ghi vị trí khác với đơn vị của nó', en: 'Rows whose place differs from their unit’s' },
  advice: {
    vi: 'Chạy lại việc chuyển đơn vị đang dở; nếu còn, khôi phục từ bản sao lưu',
    en: 'Let the unfinished move of a unit run again; if it stays, restore from a backup',
  },
  async find(trx) {
    const found: { table: string; count: number }[] = []
    for (const table of await placedTables(trx)) {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from ${sql.table(table)} t join unit u on u.id = t.unit_id where u.path <> t.unit_path`.execute(
        trx,
      )
      if (rows[0]?.count) found.push({ table, count: rows[0].count })
    }
    return { count: found.reduce((sum, f) => sum + f.count, 0), examples: found.map((f) => `${f.table}: ${f.count}`) }
  },
}
