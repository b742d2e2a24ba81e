import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OneOfEverything, type SmallTree, seedOneOfEverything, seedSmallTree } from '../../seeds/index.ts'
import type { Trx } from '../database.ts'
import { openTestServices } from '../testing.ts'
import { healthChecks } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let tree: SmallTree
let seeded: OneOfEverything

beforeAll(async () => {
  services = await openTestServices()
  tree = await seedSmallTree(services.database)
  await services.database.asSystem('seed', async (trx) => {
    seeded = await seedOneOfEverything(trx, {
      unit: tree.units.school,
      superiorId: tree.units.ward.id,
      mark: 'SucKhoe',
      firstId: 7000,
    })
    // sound data: the seeded contents exist, and the note of progress has made the assignment `doing`
    const sha256 = await services.files.put(Buffer.from('nội dung'))
    await trx.updateTable('file').set({ sha256 }).execute()
    await trx.updateTable('assignment').set({ state: 'doing' }).execute()
  })
})
afterAll(() => services.close())

/** What the checks find after `harm`, which is undone again. */
async function findings(harm: (trx: Trx) => Promise<unknown>): Promise<string[]> {
  const undo = new Error('undo')
  let found: string[] = []
  await services.database
    .asSystem('harm', async (trx) => {
      await harm(trx)
      found = []
      for (const check of healthChecks) if ((await check.find(trx, services)).count > 0) found.push(check.name)
      throw undo
    })
    .catch((error) => {
      if (error !== undo) throw error
    })
  return found
}

describe('the health of the data', () => {
  it('is whole to begin with', async () => {
    expect(await findings(async () => {})).toEqual([])
  })

  it.each<[string, (trx: Trx) => Promise<unknown>]>([
    ['assignment-fold', (trx) => trx.updateTable('assignment').set({ state: 'done' }).execute()],
    ['broken-places', (trx) => trx.updateTable('document').set({ unit_path: '79/x/' }).execute()],
    [
      'missing-files',
      (trx) =>
        trx
          .updateTable('file')
          .set({ sha256: '0'.repeat(64) })
          .execute(),
    ],
    [
      'orphan-accounts',
      (trx) => trx.updateTable('person').set({ user_id: seeded.personId }).where('id', '=', seeded.personId).execute(),
    ],
    [
      'stalled-moves',
      (trx) =>
        trx
          .insertInto('unit_move')
          .values({
            unit_id: seeded.unit.id,
            from_path: '79/x/v0002/',
            to_path: seeded.unit.path,
            superior_id: tree.units.ward.id,
            person_id: seeded.personId,
            progress_id: seeded.personId,
          })
          .execute(),
    ],
    ['units-without-letterhead', (trx) => sql`delete from unit_setting where unit_id = ${seeded.unit.id}`.execute(trx)],
    [
      'units-without-administrator',
      (trx) => sql`update membership set ended_on = current_date where role = 'administrator'`.execute(trx),
    ],
  ])('%s notices', async (name, harm) => {
    expect(await findings(harm)).toEqual([name])
  })
})
