import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { sweepJob } from './sweep-job.ts'
import { openTestServices } from './testing.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let tree: SmallTree

beforeAll(async () => {
  services = await openTestServices()
  tree = await seedSmallTree(services.database)
})
afterAll(() => services.close())

it('takes away contents that no row names, a day after, and nothing else', async () => {
  const [orphan, fresh, named] = await Promise.all(
    ['không ai giữ', 'vừa tải lên', 'có bản ghi'].map((text) => services.files.put(new TextEncoder().encode(text))),
  )
  const { id: unit_id, path: unit_path } = tree.units.school
  await services.database.asSystem('test', (trx) =>
    trx
      .insertInto('file')
      .values({ unit_id, unit_path, sha256: named!, size: 10, media_type: 'text/plain', name: 'a.txt' })
      .execute(),
  )
  const old = new Date(services.clock.now().getTime() - 2 * 24 * 3600 * 1000)
  for (const sha256 of [orphan!, named!]) {
    utimesSync(join(services.config.dataDir, 'files', sha256.slice(0, 2), sha256), old, old)
  }
  await sweepJob(services)({}, 'a')
  await sweepJob(services)({}, 'b')
  expect(await services.files.has(orphan!)).toBe(false)
  expect(await services.files.has(fresh!)).toBe(true)
  expect(await services.files.has(named!)).toBe(true)
})

it('ends the bar of work whose process died', async () => {
  const id = '00000000-0000-4000-8000-000000000001'
  const state = () =>
    services.database.asSystem('test', (trx) =>
      trx.selectFrom('progress').select('state').where('id', '=', id).executeTakeFirstOrThrow(),
    )
  await services.database.asSystem('test', (trx) =>
    trx
      .insertInto('progress')
      .values({
        id,
        kind: 'cascade-plan',
        person_id: tree.people.school.head!.id,
        state: 'running',
        changed_at: sql<Date>`now() - interval '7 hours'`,
      })
      .execute(),
  )
  await services.database.system.query(
    `insert into progress (id, kind, person_id, state, changed_at)
      select gen_random_uuid(), 'move-unit', person_id, state, changed_at from progress where id = $1`,
    [id],
  )
  await sweepJob(services)({}, 'a')
  expect((await state()).state).toBe('failed')
  // a move goes on by itself: nobody is asked to do it again
  const { rows } = await services.database.system.query(`select state from progress where kind = 'move-unit'`)
  expect(rows).toEqual([{ state: 'running' }])
})
