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
    await client.query(requestsOnlySend)
    await client.query('grant select, insert, update, delete on all tables in schema jobs to app_system')
    await client.query('grant execute on all functions in schema jobs to app_rt, app_system')
  } finally {
    await client.query('reset role')
  }
}

/**
 * A request reads how queues are set and adds a job, of which it is told the id; what jobs carry, and what came of them, is
 * for the system alone.
 */
const requestsOnlySend = `do $$
declare t text;
begin
  revoke all on all tables in schema jobs from app_rt;
  grant select on jobs.queue to app_rt;
  for t in select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'singleton_key'
    where c.relnamespace = 'jobs'::regnamespace and c.relkind in ('r', 'p') loop
    execute format('grant insert, select (id) on jobs.%I to app_rt', t);
  end loop;
end $$`
