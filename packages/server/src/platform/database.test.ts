import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServices } from './testing.ts'

let services: Awaited<ReturnType<typeof openTestServices>>

beforeAll(async () => {
  services = await openTestServices()
})
afterAll(() => services.close())

/** Who says whether commits wait: the server of the tests may be one whose commits never do. */
const saidBy = () =>
  services.database.asSystem('look-at-commits', async (trx) => {
    const { rows } = await sql<{
      source: string
    }>`select source from pg_settings where name = 'synchronous_commit'`.execute(trx)
    return rows[0]?.source
  })

it('commits wait for the disk again after what may be loaded twice, also where that failed', async () => {
  const before = await saidBy()
  expect(before).not.toBe('session')
  expect(await services.database.withoutWaiting(saidBy)).toBe('session')
  expect(await saidBy()).toBe(before)
  const failed = services.database.withoutWaiting(() => Promise.reject(new Error('cut short')))
  await expect(failed).rejects.toThrow('cut short')
  expect(await saidBy()).toBe(before)
})
