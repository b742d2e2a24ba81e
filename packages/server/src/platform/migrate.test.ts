import { readdirSync } from 'node:fs'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { openEmptyDatabase, testPassword } from './test-database.ts'

const all = readdirSync(new URL('./migrations/', import.meta.url)).filter((name) => name.endsWith('.sql'))
/** Came later than those they stand beside or behind. */
const mends = ['0119-moves-open.sql', '0122-moves-held.sql', '0134-values-of-before.sql']
const person = '0badc0de-0000-4000-8000-000000000001'
const given = '0badc0de-0000-4000-8000-000000000002'
const waiting = '0badc0de-0000-4000-8000-000000000003'
const report = '0badc0de-0000-4000-8000-000000000004'

let database: Awaited<ReturnType<typeof openEmptyDatabase>>
let client: pg.Client
beforeEach(async () => {
  database = await openEmptyDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterEach(async () => {
  await client.end()
  await database.drop()
})

/** What an installation held: a report sent, an arrival given out and one that waits, a notice with its words. */
async function fill(): Promise<void> {
  await client.query(`
    insert into unit (id, kind, code, name, path, reach) values
      (1, 'department', 'so', 'Sở Giáo dục và Đào tạo', '79/so/', '79/'),
      (2, 'commune-committee', '26890', 'UBND phường An Hội Đông', '79/26890/', '79/26890/');
    insert into person (id, unit_id, unit_path, name) values ('${person}', 2, '79/26890/', 'Trần Thị Bình');
    insert into notice (person_id, unit_id, kind, record_kind, record_id, params)
      values ('${person}', 2, 'reminded', 'plan', 'x', '{"from": "Sở Giáo dục và Đào tạo", "count": 3}');
    insert into document (id, unit_id, unit_path, direction, state) values
      ('${given}', 2, '79/26890/', 'in', 'filed'), ('${waiting}', 2, '79/26890/', 'in', 'filed');
    insert into instruction (document_id, unit_id, unit_path, from_person_id, to_person_id, text, created_at)
      values ('${given}', 2, '79/26890/', '${person}', '${person}', 'Tham mưu', '2026-03-02T03:00:00Z'),
        ('${given}', 2, '79/26890/', '${person}', '${person}', 'Phối hợp', '2026-03-04T03:00:00Z');
    with paper as (
      insert into document (unit_id, unit_path, direction, state) values (2, '79/26890/', 'out', 'draft') returning id),
    carried as (
      insert into plan (document_id, unit_id, unit_path, year, content) select id, 2, '79/26890/', 2026, '{}' from paper
      returning id),
    sent as (
      insert into document (unit_id, unit_path, direction, state) values (2, '79/26890/', 'out', 'draft') returning id)
    insert into report (id, document_id, plan_id, unit_id, unit_path, period_from, period_to, content)
      select '${report}', sent.id, carried.id, 2, '79/26890/', '2026-01-01', '2026-06-30', '{}' from sent, carried;
    insert into participant (record_id, record_kind, unit_id, role) values ('${report}', 'report', 1, 'main')`)
}

async function expectValues(): Promise<void> {
  const rows = async (text: string) => (await client.query(text)).rows
  expect(await rows('select id, instructed_at from document where direction = $$in$$ order by id')).toEqual([
    { id: given, instructed_at: new Date('2026-03-02T03:00:00Z') },
    { id: waiting, instructed_at: null },
  ])
  expect(await rows('select params from notice')).toEqual([{ params: { count: 3 } }])
  expect(await rows(`select content->'receivers' as receivers from report`)).toEqual([
    { receivers: [{ unitId: 1, name: 'Sở Giáo dục và Đào tạo', role: 'main' }] },
  ])
  expect(
    await rows(`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and not (relrowsecurity and relforcerowsecurity)`),
  ).toEqual([])
}

const applied = async () =>
  (await client.query('select name from migration.applied order by name')).rows.map((row) => row.name)

const migrateWith = (names: string[]) => migrate(database.url, () => testPassword, names)

describe('an installation comes up under a newer version', () => {
  it('that has moved and ended units before moves could be resumed', async () => {
    await migrateWith(all.filter((name) => name < '0070'))
    await fill()
    await migrateWith(all.filter((name) => name < '0119'))
    await client.query(`
      update unit set successor_id = 1 where id = 2;
      insert into unit_move (unit_id, from_path, to_path, superior_id, person_id, finished_at)
        values (2, '79/1/', '79/26890/', 1, '${person}', now())`)
    await migrate(database.url, () => testPassword)
    await expectValues()
    expect((await client.query('select progress_id from unit_move')).rows).toEqual([
      { progress_id: expect.any(String) },
    ])
    expect((await client.query('select * from unit_successor')).rows).toEqual([{ unit_id: 2, successor_id: 1 }])
  })

  it('that went through the migrations which reached no row', async () => {
    await migrateWith(all.filter((name) => name < '0070'))
    await fill()
    await migrateWith(all.filter((name) => !mends.includes(name)))
    expect((await client.query('select 1 from document where instructed_at is not null')).rowCount).toBe(0)
    await migrate(database.url, () => testPassword)
    await expectValues()
  })

  it('whose former districts had one successor each: they get those their land went to, but for what was changed by hand', async () => {
    await migrateWith(all.filter((name) => name < '0141'))
    await client.query(`
      insert into unit (id, kind, code, name, path, reach, valid_to) values
        (1, 'district-committee', 'h', 'UBND huyện Đầm Hà', '22/hdamha/', '22/hdamha/', '2025-06-30'),
        (2, 'district-office', 'p', 'Phòng GD&ĐT huyện Đầm Hà', '22/hdamha/pgddt/', '22/hdamha/pgddt/', '2025-06-30'),
        (3, 'commune-committee', '06895', 'UBND xã Đầm Hà', '22/06895/', '22/06895/', null),
        (4, 'commune-committee', '06913', 'UBND xã Quảng Tân', '22/06913/', '22/06913/', null);
      insert into unit_successor (unit_id, successor_id) values (1, 3), (2, 4)`)
    await migrate(database.url, () => testPassword)
    expect((await client.query('select unit_id, successor_id from unit_successor order by 1, 2')).rows).toEqual([
      { unit_id: 1, successor_id: 3 },
      { unit_id: 1, successor_id: 4 },
      { unit_id: 2, successor_id: 4 },
    ])
  })
})

it('a migration that fails is named, leaves those before it applied and those behind it waiting, and is tried again', async () => {
  const before = all.filter((name) => name < '0133')
  await migrateWith(before)
  await client.query('create table unit_successor ()')
  await expect(migrate(database.url, () => testPassword)).rejects.toThrow(
    'migration 0133-successors.sql: relation "unit_successor" already exists',
  )
  expect(await applied()).toEqual(before)
  await client.query('drop table unit_successor')
  await migrate(database.url, () => testPassword)
  expect(await applied()).toEqual(all)
})

it('a migration that was edited after it was applied is refused before anything else is done', async () => {
  const before = all.filter((name) => name < '0133')
  await migrateWith(before)
  await client.query(`update migration.applied set hash = 'another' where name = '0132-instructed.sql'`)
  await expect(migrate(database.url, () => testPassword)).rejects.toThrow(
    'migration 0132-instructed.sql was applied in another wording',
  )
  expect(await applied()).toEqual(before)
})
