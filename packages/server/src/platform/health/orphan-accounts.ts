import { sql } from 'kysely'
import type { HealthCheck } from './index.ts'

export const orphanAccounts: HealthCheck = {
  name: 'orphan-accounts',
  severity: 'warning',
  holds: {
    vi: 'Ai được ghi là có tài khoản đều có mật khẩu, và tài khoản nào cũng có chủ',
    en: 'everybody marked as having an account has a password, and every account an owner',
  },
  says: {
    vi: 'Người được ghi là có tài khoản nhưng không có mật khẩu, hoặc tài khoản không của ai',
    en: 'People marked as having an account without a password, or accounts of nobody',
  },
  advice: {
    vi: 'Cấp lại mật khẩu cho người đó ở trang Đơn vị, mục Nhân sự',
    en: 'Give the person a new password under Units, People',
  },
  async find(trx) {
    const { rows } = await sql<{ name: string; count: number }>`
      select coalesce(p.name, u.id) as name, count(*) over ()::int as count
      from person p full join auth."user" u on u.id = p.user_id
      where (p.user_id is not null and not exists (select 1 from auth.account a where a."userId" = p.user_id and a."providerId" = 'credential'))
        or (p.id is null)
      limit 10`.execute(trx)
    return { count: rows[0]?.count ?? 0, examples: rows.map((row) => row.name) }
  },
}
