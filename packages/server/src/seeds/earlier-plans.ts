import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'

/**
 * One issued and closed plan of last year for each of these units, `tasks` tasks each, all settled long ago and without rows of
 * assignment: what stands in the tables of an installation in use besides the plan under way. One statement.
 */
export async function seedEarlierPlans(trx: Trx, unitIds: readonly number[], tasks: number): Promise<void> {
  await sql`
    with paper as (
      insert into document (unit_id, unit_path, direction, state, paper, kind, number, title, issued_on, issuer_unit_id)
      select id, path, 'out', 'issued', 'plan', 'Kế hoạch', '12/KH-UBND', 'Kế hoạch công tác đối ngoại năm 2025', '2025-08-01', id
      from unit where id = any(${[...unitIds]}::int[]) returning id, unit_id, unit_path),
    made as (
      insert into plan (document_id, unit_id, unit_path, year, content, open, closed_at)
      select id, unit_id, unit_path, 2025, '{}', true, '2025-12-31' from paper returning id, unit_id, unit_path)
    insert into task (plan_id, unit_id, unit_path, open, section, position, text)
    select id, unit_id, unit_path, true, 'II', n, 'Nhiệm vụ đã hoàn thành của năm 2025, mục ' || n
    from made, generate_series(1, ${tasks}::int) n`.execute(trx)
}
