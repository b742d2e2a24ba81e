import { sql } from 'kysely'
import type { HealthCheck } from './index.ts'

export const unguardedTables: HealthCheck = {
  name: 'unguarded-tables',
  severity: 'error',
  holds: { vi: 'Mọi bảng dữ liệu có kiểm soát theo dòng', en: 'every table is guarded by row security' },
  says: { vi: 'Bảng dữ liệu không có kiểm soát theo dòng', en: 'Tables without row security' },
  advice: {
    vi: 'Dừng hệ thống và cập nhật lên bản mới; có người đã sửa cơ sở dữ liệu bằng tay',
    en: 'Stop, and update: somebody changed the database by hand',
  },
  async find(trx) {
    const { rows } = await sql<{ relname: string }>`
      select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and (not relrowsecurity or not relforcerowsecurity or not exists (select 1 from pg_policy where polrelid = c.oid))`.execute(
      trx,
    )
    return { count: rows.length, examples: rows.map((row) => row.relname) }
  },
}
