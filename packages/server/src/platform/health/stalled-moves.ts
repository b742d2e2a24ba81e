import { sql } from 'kysely'
import type { HealthCheck } from './index.ts'

export const stalledMoves: HealthCheck = {
  name: 'stalled-moves',
  severity: 'error',
  holds: { vi: 'Không có đơn vị nào đang chuyển dở', en: 'no move of a unit stands still' },
  says: {
    vi: 'Đơn vị đang chuyển dở mà không còn việc nào chạy; cấp trên chưa xem được số liệu của đơn vị',
    en: 'Units whose move stands still; their superiors do not read them meanwhile',
  },
  advice: {
    vi: 'Hệ thống tự làm tiếp mỗi đêm và khi khởi động lại; nếu sáng mai vẫn còn, xem nhật ký của việc move-unit',
    en: 'It is taken up again every night and at the next start; if it is still here tomorrow, look for move-unit in the log',
  },
  async find(trx) {
    const { rows } = await sql<{ name: string; count: number }>`
      select u.name, count(*) over ()::int as count from unit_move m join unit u on u.id = m.unit_id
      where m.finished_at is null and not exists (select 1 from jobs.job j where j.name = 'move-unit'
        and j.state in ('created', 'retry', 'active') and j.data->>'progressId' = m.progress_id::text)
      order by u.path limit 10`.execute(trx)
    return { count: rows[0]?.count ?? 0, examples: rows.map((row) => row.name) }
  },
}
