import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CannotStart } from './cannot-start.ts'
import { type Account, chooseAccount, findClosedFolder } from './choose-account.ts'
import { findPrograms, type Programs } from './find-programs.ts'
import { holdDataFolder, longestSocketPath } from './hold-data-folder.ts'
import { writeSettings } from './settings.ts'
import { stopOrphan } from './stop-orphan.ts'

/** A PostgreSQL server that belongs to this process. */
export type EmbeddedPostgres = {
  /** URL of the superuser on the database `postgres`, over a Unix socket that only this account and root can reach. */
  ownerUrl: string
  /** Names the socket; nothing listens on the network. */
  port: number
  /** Stops the server (open transactions roll back) and gives the data folder free. May be called twice. */
  stop(): Promise<void>
}

/** How a server is started. */
export type Options = {
  /** The application's data folder; made where missing. The cluster is `postgres` in it, its password `postgres.password`. */
  dataDir: string
  /** Receives what is being done, in sentences for the person at the terminal. */
  log: (message: string) => void
  /** Faster and unsafe: the data need not survive a power cut (tests). */
  disposable?: boolean
  /** Called once, when PostgreSQL works in a process of its own: time for what keeps this one busy. */
  onWorking?: () => void
  /** Called when the server ends without `stop`: the process has then nothing left to serve from. */
  onUnexpectedEnd?: (error: Error) => void
}

/** What a start works with, all found out before PostgreSQL runs. */
type Ground = {
  dataDir: string
  clusterDir: string
  logFile: string
  password: string
  account: Account
  programs: Programs
  run: (program: string, args: string[], options: SpawnOptions) => ChildProcess
}

const socketName = '.s.PGSQL.5432'
const longestLog = 5_000_000

/**
 * Starts the PostgreSQL that comes with the npm packages over `dataDir`, making the cluster the first time.
 * Works as root (PostgreSQL itself then runs as another user, see `chooseAccount`) and as an ordinary user, also where
 * the clone or the data folder stands under a folder closed to others, such as /root.
 * @throws {CannotStart} with one sentence for the person at the terminal
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const dataDir = openDataFolder(options.dataDir)
  const held = await holdDataFolder(dataDir)
  try {
    const clusterDir = join(dataDir, 'postgres')
    await stopOrphan(clusterDir, options.log)
    const ground = prepareGround(dataDir, clusterDir, options)
    if (!existsSync(clusterDir)) await makeCluster(ground, options)
    writeFileSync(join(clusterDir, 'banggiao.conf'), writeSettings(options.disposable === true), { mode: 0o644 })
    const socketDir = chooseSocketFolder(ground)
    const server = await startServer(ground, socketDir)
    return own(server, ground, socketDir, held, options)
  } catch (error) {
    held.release()
    throw error
  }
}

function openDataFolder(dataDir: string): string {
  const path = resolve(dataDir)
  try {
    mkdirSync(path, { recursive: true })
    return realpathSync(path)
  } catch (error) {
    throw new CannotStart(`The data folder ${path} cannot be used: ${(error as Error).message}.`)
  }
}

function prepareGround(dataDir: string, clusterDir: string, { log, onWorking }: Options): Ground {
  let working = false
  const account = chooseAccount(clusterDir)
  const asRoot = process.getuid!() === 0
  const closed = findClosedFolder(dataDir, account)
  const passage = closed === undefined ? [] : findPassage(closed, dataDir, account)
  return {
    dataDir,
    clusterDir,
    logFile: join(dataDir, 'postgres.log'),
    password: readPassword(dataDir, clusterDir),
    account,
    programs: findPrograms(account, log),
    run: (program, args, options) => {
      const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
      const child =
        passage.length > 0
          ? spawn(passage[0]!, [...passage.slice(1), program, ...args], { ...options, env })
          : spawn(program, args, { ...options, env, ...(asRoot ? account : {}) })
      if (!working) onWorking?.()
      working = true
      return child
    },
  }
}

/**
 * The command in front of a PostgreSQL program that must pass through a folder closed to its account: it may look into
 * folders it does not own, and nothing more.
 */
function findPassage(closed: string, dataDir: string, { uid, gid }: Account): string[] {
  const setpriv = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs']
  const passage = [...setpriv, '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search']
  if (process.platform === 'linux' && process.getuid!() === 0) {
    const [program, ...args] = [...passage, 'test', '-e', join(dataDir, '.')]
    if (spawnSync(program!, args).status === 0) return passage
  }
  throw new CannotStart(
    `PostgreSQL runs as user ${uid}, who may not pass through ${closed}: run chmod o+x ${closed}, or choose another DATA_DIR.`,
  )
}

function readPassword(dataDir: string, clusterDir: string): string {
  const file = join(dataDir, 'postgres.password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  if (existsSync(clusterDir)) {
    throw new CannotStart(
      `${file} is missing, and without it ${clusterDir} cannot be opened: put it back from a backup.`,
    )
  }
  const password = randomBytes(24).toString('hex')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

/** Made whole in another folder first, so that a first start that is cut short can simply be repeated. */
async function makeCluster(ground: Ground, { log, disposable }: Options): Promise<void> {
  const { dataDir, clusterDir, account, programs, password } = ground
  log(`creating the database in ${clusterDir}`)
  const unfinished = join(dataDir, 'postgres.unfinished')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const passwordFile = join(unfinished, 'password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  const made = join(unfinished, 'cluster')
  mkdirSync(made, { mode: 0o700 })
  for (const path of [unfinished, passwordFile, made]) chownSync(path, account.uid, account.gid)

  // Linux writes out the whole file system at once, in a fifth of the time of a thousand files in turn.
  // Code point order and Unicode letters whatever the system's locales are; Vietnamese order is asked for by name.
  const args = [
    `--pgdata=${made}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--text-search-config=simple',
    ...(disposable ? ['--no-sync'] : process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
  ]
  const initdb = ground.run(programs.initdb, args, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  initdb.stdout!.on('data', (chunk) => (output += chunk))
  initdb.stderr!.on('data', (chunk) => (output += chunk))
  const code = await new Promise<number | null>((done, fail) => {
    initdb.once('error', (error) => fail(new CannotStart(`PostgreSQL could not be run: ${error.message}.`)))
    initdb.once('close', done)
  })
  if (code !== 0) {
    throw new CannotStart(`The database could not be created in ${clusterDir}: ${lastLines(output)}`)
  }
  appendFileSync(join(made, 'postgresql.conf'), "\ninclude 'banggiao.conf'\n")
  renameSync(made, clusterDir)
  rmSync(unfinished, { recursive: true })
}

/** The cluster itself, closed to others; where its path is too long for a socket, a folder for it alone in the temporary one. */
function chooseSocketFolder({ clusterDir, account }: Ground): string {
  if (Buffer.byteLength(join(clusterDir, socketName)) <= longestSocketPath) return clusterDir
  const name = createHash('sha256').update(clusterDir).digest('hex').slice(0, 12)
  const folder = join('/tmp', `banggiao-${name}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stats = lstatSync(folder)
  if (!stats.isDirectory() || ![process.getuid!(), account.uid].includes(stats.uid)) {
    throw new CannotStart(`${folder} belongs to another user: choose a shorter DATA_DIR.`)
  }
  chownSync(folder, account.uid, account.gid)
  chmodSync(folder, 0o700)
  return folder
}

async function startServer(ground: Ground, socketDir: string): Promise<ChildProcess> {
  const { clusterDir, logFile, programs } = ground
  const tooLong = (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > longestLog
  // A file, not a pipe: it goes on taking lines when this process is killed.
  const log = openSync(logFile, tooLong ? 'w' : 'a', 0o600)
  const begin = statSync(logFile).size
  const args = ['-D', clusterDir, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${socketDir}`, '-p', '5432']
  // Its own session: Ctrl-C in the terminal is for this process, which stops PostgreSQL when its own work is done.
  const server = ground.run(programs.postgres, args, { cwd: '/', detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  const failed = new Promise<never>((_, fail) => {
    server.once('error', (error) => fail(new CannotStart(`PostgreSQL could not be run: ${error.message}.`)))
    server.once('exit', () => {
      const said = readFileSync(logFile).subarray(begin).toString()
      fail(new CannotStart(`PostgreSQL could not start over ${clusterDir}: ${lastLines(said)}`))
    })
  })
  await Promise.race([failed, ready(clusterDir, server)])
  server.removeAllListeners()
  return server
}

/** The last line of postmaster.pid tells the state, as pg_ctl reads it. */
async function ready(clusterDir: string, server: ChildProcess): Promise<void> {
  const file = join(clusterDir, 'postmaster.pid')
  while (server.exitCode === null && server.signalCode === null) {
    await wait(10)
    if (!existsSync(file)) continue
    const lines = readFileSync(file, 'utf8').split('\n')
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return
  }
}

function own(
  server: ChildProcess,
  ground: Ground,
  socketDir: string,
  held: { release(): void },
  options: Options,
): EmbeddedPostgres {
  // An uncaught error ends Node without `stop`; PostgreSQL is not to outlive it.
  const endWithNode = () => server.kill('SIGINT')
  process.once('exit', endWithNode)
  let stopping: Promise<void> | undefined
  const ended = new Promise<void>((done) => {
    server.once('exit', (code, signal) => {
      process.off('exit', endWithNode)
      if (socketDir !== ground.clusterDir) rmSync(socketDir, { recursive: true, force: true })
      held.release()
      done()
      if (stopping === undefined) {
        options.onUnexpectedEnd?.(
          new Error(`PostgreSQL ended by itself (${signal ?? `exit code ${code}`}), see ${ground.logFile}.`),
        )
      }
    })
  })
  const stop = async () => {
    server.kill('SIGINT')
    const patience = setTimeout(() => server.kill('SIGQUIT'), 20_000)
    await ended
    clearTimeout(patience)
  }
  return {
    ownerUrl: `postgres://postgres:${ground.password}@localhost:5432/postgres?host=${encodeURIComponent(socketDir)}`,
    port: 5432,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join(' ')
}
