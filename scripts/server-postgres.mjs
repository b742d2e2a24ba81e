// A stock PostgreSQL server of the machine's, if it has one, for a second run of the integration tests.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const installed = '/usr/lib/postgresql'

/**
 * The oldest installed version that must do (15): what it takes, every newer one takes.
 * @returns {string | undefined} the folder of its programs
 */
export function findServerPrograms() {
  if (!existsSync(installed)) return undefined
  const versions = readdirSync(installed)
    .map(Number)
    .filter((version) => version >= 15 && existsSync(join(installed, `${version}`, 'bin', 'postgres')))
    .sort((a, b) => a - b)
  return versions.length > 0 ? join(installed, `${versions[0]}`, 'bin') : undefined
}

/**
 * Starts a server of its own in a temporary folder, reached over TCP on the loopback as a server deployment is.
 * @param {string} programs
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} the superuser's URL
 */
export async function startServerPostgres(programs) {
  const { chooseAccount } = await import('../packages/server/src/platform/embedded-postgres/choose-account.ts')
  const folder = mkdtempSync(join(tmpdir(), 'banggiao-server-'))
  const cluster = join(folder, 'cluster')
  mkdirSync(cluster, { mode: 0o700 })
  const account = chooseAccount(cluster)
  const identity = process.getuid?.() === 0 ? account : {}
  const password = randomBytes(12).toString('hex')
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 })
  chmodSync(folder, 0o755)
  if (process.getuid?.() === 0) {
    for (const path of [cluster, join(folder, 'password')]) chownSync(path, account.uid, account.gid)
  }
  const made = spawnSync(
    join(programs, 'initdb'),
    [
      '-D',
      cluster,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${join(folder, 'password')}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ],
    { ...identity, cwd: '/', encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb in ${programs} failed: ${made.stderr}`)

  const port = await freePort()
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', full_page_writes: 'off' }
  const server = spawn(
    join(programs, 'postgres'),
    [
      '-D',
      cluster,
      '-p',
      `${port}`,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...identity, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  )
  let said = ''
  server.stderr.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-10_000)
  })
  const ended = new Promise((done) => server.once('exit', done))
  const endWithNode = () => server.kill('SIGINT')
  process.once('exit', endWithNode)
  const stop = async () => {
    server.kill('SIGINT')
    await ended
    process.off('exit', endWithNode)
    rmSync(folder, { recursive: true, force: true })
  }
  const file = join(cluster, 'postmaster.pid')
  while (!(existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready')) {
    if (server.exitCode !== null || server.signalCode !== null) {
      await stop()
      throw new Error(`the PostgreSQL in ${programs} did not start: ${said}`)
    }
    await wait(20)
  }
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = /** @type {import('node:net').AddressInfo} */ (probe.address())
      probe.close(() => done(address.port))
    })
  })
}
