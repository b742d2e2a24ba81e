import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { type Queue, queues } from './queues.ts'

/**
 * Makes the schema `jobs` and its queues as app_owner. At run time requests only send and app_system works,
 * so neither needs the right to change the schema.
 */
export async function migrateJobs(client: pg.Client): Promise<void> {
  await client.query('set role app_owner')
  try {
    const db = {
      executeSql: async (text: string, values?: unknown[]) => {
        const result = await client.query(text, values as unknown[])
        return Array.isArray(result) ? { rows: result.flatMap((r) => r.rows) } : { rows: result.rows }
      },
    }
    const boss = new PgBoss({
      db,
      schema: 'jobs',
      supervise: false,
      schedule: false,
      migrate: true,
      createSchema: true,
    })
    await boss.start()
    const have = new Set((await boss.getQueues()).map((q) => q.name))
    for (const [name, options] of Object.entries(queues)) {
      const { cron: _, ...policy } = options
      if (!have.has(name)) await boss.createQueue(name, { retryBackoff: true, ...policy })
      if (options.cron) await boss.schedule(name as Queue, options.cron, {}, { tz: 'Asia/Ho_Chi_Minh' })
    }
    await boss.stop({ graceful: false })
    await client.query('grant usage on schema jobs to app_rt, app_system')
    await client.query('grant select, insert on all tables in schema jobs to app_rt')
    await client.query('grant select, insert, update, delete on all tables in schema jobs to app_system')
    await client.query('grant execute on all functions in schema jobs to app_rt, app_system')
  } finally {
    await client.query('reset role')
  }
}
