import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServices } from './testing.ts'

let services: Awaited<ReturnType<typeof openTestServices>>

beforeAll(async () => {
  services = await openTestServices()
})
afterAll(() => services.close())

const waits = () =>
  services.database.asSystem('look-at-commits', async (trx) => {
    const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(trx)
    return rows[0]?.synchronous_commit
  })

it('commits wait for the disk again after what may be loaded twice, also where that failed', async () => {
  const before = await waits()
  expect(await services.database.withoutWaiting(waits)).toBe('off')
  expect(await waits()).toBe(before)
  const failed = services.database.withoutWaiting(() => Promise.reject(new Error('cut short')))
  await expect(failed).rejects.toThrow('cut short')
  expect(await waits()).toBe(before)
})
