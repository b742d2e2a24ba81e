import { sql } from 'kysely'
import type { Handler } from './jobs.ts'
import { inOwnLanguage } from './progress.ts'
import type { Services } from './services.ts'

const day = 24 * 60 * 60 * 1000

/**
 * Nightly: contents that no row names a day after they were written, answers kept for repeated requests after a week, bars of
 * finished work after a month; work whose process died stands no longer as running. Harmless when run twice.
 */
export function sweepJob(services: Services): Handler<'sweep-files'> {
  return async () => {
    const before = services.clock.now().getTime() - day
    const old: string[] = []
    for await (const content of services.files.list())
      if (content.writtenAt.getTime() < before) old.push(content.sha256)
    for (let from = 0; from < old.length; from += 1000) {
      const part = old.slice(from, from + 1000)
      const named = await services.database.asSystem('sweep-files', (trx) =>
        trx.selectFrom('file').select('sha256').where('sha256', '=', sql<string>`any (${part}::text[])`).execute(),
      )
      const held = new Set(named.map((row) => row.sha256))
      for (const sha256 of part) if (!held.has(sha256)) await services.files.remove(sha256)
    }
    await services.database.asSystem('sweep-rows', async (trx) => {
      await trx.deleteFrom('idempotency').where('created_at', '<', sql<Date>`now() - interval '7 days'`).execute()
      await trx
        .deleteFrom('progress')
        .where('state', 'in', ['done', 'failed', 'undone'])
        .where('changed_at', '<', sql<Date>`now() - interval '30 days'`)
        .execute()
      await trx
        .updateTable('progress')
        .set({
          state: 'failed',
          problem: inOwnLanguage({
            vi: 'Việc bị dừng giữa chừng; hãy làm lại, phần đã xong không bị làm lần nữa',
            en: 'The work was cut short; do it again, what is done is not done twice',
          }),
          changed_at: sql<Date>`now()`,
        })
        .where('state', 'in', ['queued', 'running'])
        // a move is taken up again by itself, and asked for again it would be refused
        .where('kind', '<>', 'move-unit')
        .where('changed_at', '<', sql<Date>`now() - interval '6 hours'`)
        .execute()
    })
  }
}
