import { createHash } from 'node:crypto'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'

const windowMinutes = 15

/**
 * Counts one attempt under each key before it is made, so that many at once cannot slip through.
 * @param keys what is counted and how many failures in fifteen minutes are borne
 * @throws Problem too-many-requests
 */
export async function countAttempt(services: Services, keys: { key: string; most: number }[]): Promise<void> {
  const { rows } = await services.auth.pool.query<{ key: string; failures: number }>(
    `insert into attempt (key, failures, began_at) select k, 1, $2 from unnest($1::text[]) k
       on conflict (key) do update set
         failures = case when attempt.began_at < excluded.began_at - make_interval(mins => $3) then 1 else attempt.failures + 1 end,
         began_at = case when attempt.began_at < excluded.began_at - make_interval(mins => $3) then excluded.began_at else attempt.began_at end
       returning key, failures`,
    [keys.map((k) => hashed(k.key)).sort(), services.clock.now(), windowMinutes],
  )
  const failures = new Map(rows.map((row) => [row.key, row.failures]))
  if (keys.some((k) => (failures.get(hashed(k.key)) ?? 0) > k.most))
    throw new Problem('too-many-requests', {
      vi: `Đã thử sai quá nhiều lần. Đợi ${windowMinutes} phút rồi thử lại, hoặc nhờ quản trị đơn vị cấp lại mật khẩu`,
      en: `Too many attempts. Wait ${windowMinutes} minutes, or ask your unit's administrator for a new password`,
    })
}

/** Forgets the failures after a success. */
export async function clearAttempts(services: Services, keys: string[]): Promise<void> {
  await services.auth.pool.query('delete from attempt where key = any ($1)', [keys.map(hashed)])
}

// what somebody typed, perhaps a password in the wrong field, is not kept
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
