import { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Trx } from './database.ts'
import type { Jobs, Queue } from './queues.ts'

/** `jobId` is the same each time one job is tried, so that a handler can tell a repetition. */
export type Handler<Q extends Queue> = (data: Jobs[Q], jobId?: string) => Promise<void>

export interface JobService {
  /** Queues a job in the caller's transaction: it exists if and only if the change does. */
  send<Q extends Queue>(
    trx: Trx,
    queue: Q,
    data: Jobs[Q],
    options?: { startAfterSeconds?: number; singletonKey?: string },
  ): Promise<void>
  /** Begins working the queues of these handlers; every handler must bear being run twice. */
  work(handlers: { [Q in Queue]?: Handler<Q> }): Promise<void>
  stop(): Promise<void>
}

/** pg-boss over the system pool; `log` hears of every failed attempt. */
export async function openJobs(pool: pg.Pool, log: (message: string, error: unknown) => void): Promise<JobService> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    schema: 'jobs',
    migrate: false,
    createSchema: false,
    supervise: true,
    schedule: true,
    monitorIntervalSeconds: 60,
  })
  boss.on('error', (error) => log('job queue', error))
  await boss.start()
  return {
    async send(trx, queue, data, options = {}) {
      const id = await boss.send(queue, data as object, {
        ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
        ...(options.singletonKey ? { singletonKey: options.singletonKey } : {}),
        db: {
          executeSql: async (text: string, values?: unknown[]) => {
            const result = await trx.executeQuery(CompiledQuery.raw(text, values ?? []))
            return { rows: result.rows as Record<string, unknown>[] }
          },
        },
      })
      if (!id && !options.singletonKey) throw new Error(`job was not queued: ${queue}`)
    },
    async work(handlers) {
      for (const queue of Object.keys(handlers) as Queue[]) {
        const handler = handlers[queue] as Handler<Queue>
        await boss.work(queue, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([job]) => {
          if (!job) return
          try {
            await handler(job.data as never, job.id)
          } catch (error) {
            log(`job ${queue}`, error)
            throw error
          }
        })
      }
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}
