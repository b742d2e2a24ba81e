import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedOneOfEverything, seedSmallTree } from '../../seeds/index.ts'
import { createAccount } from '../auth/index.ts'
import { readConfig } from '../config.ts'
import { openFileStore } from '../files.ts'
import { openEmptyDatabase, testPassword } from '../test-database.ts'
import { openTestServices } from '../testing.ts'
import { readArchive, writeArchive } from './archive.ts'
import { backUp, quoted, tablesOf } from './back-up.ts'
import { CannotRestore } from './cannot-restore.ts'
import { restore } from './restore.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let folder: string
let archive: string
const content = Buffer.from('Minh chứng: ảnh chụp buổi giao lưu')

/** The other server where there is one: a backup moves between versions. Same server otherwise. */
const targets = [process.env.TEST_DATABASE_URL, process.env.TEST_DATABASE_URL_2].filter((url) => url !== undefined)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'banggiao-backup-'))
  archive = join(folder, 'sao-luu.tar.gz')
  services = await openTestServices()
  const tree = await seedSmallTree(services.database)
  await services.database.asSystem('seed', async (trx) => {
    await seedOneOfEverything(trx, {
      unit: tree.units.school,
      superiorId: tree.units.ward.id,
      mark: 'Dấu\t\\N"lạ"',
      firstId: 5000,
    })
    await services.jobs.send(trx, 'mail', { personId: tree.people.school.head!.id, template: 'reset-password' })
  })
  await createAccount(services, tree.people.school.head!.id, 'mat-khau-thu')
  await services.files.put(content)
  await backUp(services.config, services.config.databaseUrl!, () => testPassword, archive)
})
afterAll(async () => {
  await services.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Every row of every table, as text, in a fixed order; and every constraint. */
async function portrait(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const seen: Record<string, string> = {}
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query(`select to_jsonb(t)::text as row from ${quoted(table)} t order by 1`)
      seen[quoted(table)] = createHash('sha256')
        .update(rows.map((r) => r.row).join('\n'))
        .digest('hex')
    }
    const constraints = await client.query(
      `select conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) as c from pg_constraint
       where connamespace in ('public'::regnamespace, 'auth'::regnamespace) and contype <> 'n' order by 1`,
    )
    seen.constraints = constraints.rows.map((r) => r.c).join('\n')
    const forced = await client.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)`,
    )
    seen.unforced = forced.rows.map((r) => r.relname).join(',')
    return seen
  } finally {
    await client.end()
  }
}

describe('a backup', () => {
  it('is one file for its owner alone', () => {
    expect(statSync(archive).mode & 0o777).toBe(0o600)
    expect(existsSync(`${archive}.unfinished`)).toBe(false)
  })

  it.each(targets.map((url, i) => [i === 0 ? 'the same server' : 'the other server', url]))(
    'comes back whole on %s: rows, accounts, files, key, jobs, rules',
    async (_, server) => {
      const { url, drop } = await openEmptyDatabase(server)
      // another installation: its own data folder and key
      const dataDir = mkdtempSync(join(tmpdir(), 'banggiao-restored-'))
      const config = { ...readConfig({ DATA_DIR: dataDir }, []), databaseUrl: url }
      try {
        const counts = await restore(config, url, archive, () => () => testPassword)
        expect(counts).toMatchObject({ files: 1, keyRestored: true })
        expect(await portrait(url)).toEqual(await portrait(services.config.databaseUrl!))
        expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(services.config.secret)
        const sha256 = createHash('sha256').update(content).digest('hex')
        expect(Buffer.from(await openFileStore(dataDir).get(sha256))).toEqual(content)
        const client = new pg.Client({ connectionString: url })
        await client.connect()
        const jobs = await client.query(`select count(*)::int as n from jobs.job where name = 'mail'`)
        expect(jobs.rows[0].n).toBe(1)
        // ids go on after the restored ones
        const next = await client.query(
          `insert into unit_part (unit_id, unit_path, kind, name) select id, path, 'team', 'Tổ mới' from unit limit 1 returning id`,
        )
        expect(next.rows[0].id).toBeGreaterThan(5000)
        await client.end()
        await expect(restore(config, url, archive, () => () => testPassword)).rejects.toThrow(CannotRestore)
      } finally {
        await drop()
        rmSync(dataDir, { recursive: true, force: true })
      }
    },
  )

  it('refuses what is no backup, and what was cut off', async () => {
    const { url, drop } = await openEmptyDatabase(targets[0]!)
    const dataDir = mkdtempSync(join(tmpdir(), 'banggiao-restored-'))
    const config = { ...readConfig({ DATA_DIR: dataDir }, []), databaseUrl: url }
    const other = join(folder, 'khac.tar.gz')
    const writer = writeArchive(other)
    await writer.add('thu.txt', 'xin chào')
    await writer.close()
    await expect(restore(config, url, other, () => () => testPassword)).rejects.toThrow('no backup of Bang Giao')
    const cut = join(folder, 'cut.tar.gz')
    writeFileSync(cut, readFileSync(archive).subarray(0, statSync(archive).size - 500))
    await expect(restore(config, url, cut, () => () => testPassword)).rejects.toThrow()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    expect((await client.query('select count(*)::int as n from unit')).rows[0].n).toBe(0)
    await client.end()
    await drop()
    rmSync(dataDir, { recursive: true, force: true })
  })
})

it('an archive gives back what was put in, of any size', async () => {
  const path = join(folder, 'thu.tar.gz')
  const writer = writeArchive(path)
  const entries = [0, 1, 511, 512, 513, 3_000_000].map((size) => ({
    name: `muc/${size}`,
    bytes: Buffer.alloc(size, size % 251),
  }))
  for (const { name, bytes } of entries) await writer.add(name, bytes)
  await writer.close()
  const back = []
  for await (const entry of readArchive(path)) back.push(entry)
  expect(back.map((e) => [e.name, e.bytes.length])).toEqual(entries.map((e) => [e.name, e.bytes.length]))
  expect(back.every((e, i) => e.bytes.equals(entries[i]!.bytes))).toBe(true)
})
