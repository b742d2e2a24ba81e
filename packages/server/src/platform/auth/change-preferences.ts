import { sql } from 'kysely'
import type { Trx } from '../database.ts'
import { Problem } from '../problem.ts'

const mostBytes = 20_000

/** Merges into what is kept; null forgets a key. @throws Problem invalid where it grows beyond 20 kB */
export async function changePreferences(
  trx: Trx,
  personId: string,
  locale: 'vi' | 'en' | undefined,
  preferences: Record<string, unknown> | undefined,
): Promise<void> {
  const { size } = await trx
    .updateTable('person')
    .set({
      ...(locale ? { locale } : {}),
      ...(preferences
        ? { preferences: sql`jsonb_strip_nulls(preferences || ${JSON.stringify(preferences)}::jsonb)` }
        : {}),
      version: sql`version`,
    })
    .where('id', '=', personId)
    .returning(sql<number>`octet_length(preferences::text)`.as('size'))
    .executeTakeFirstOrThrow()
  if (size > mostBytes) throw new Problem('invalid', { vi: 'Tùy chọn quá lớn', en: 'Too many preferences' })
}
