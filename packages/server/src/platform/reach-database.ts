import { existsSync, readFileSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from './config.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

/**
 * Owner URL of the installation's database for a command in the terminal: the server that DATABASE_URL names, the embedded one
 * that a running Bang Giao holds, or the embedded one started for this command alone.
 * @throws CannotStart where the data folder cannot be used
 */
export async function reachDatabase(
  config: Config,
  log: (message: string) => void,
): Promise<{ url: string; running: boolean; stop(): Promise<void> }> {
  if (config.databaseUrl) return { url: config.databaseUrl, running: true, stop: async () => {} }
  const live = await runningServer(config.dataDir)
  if (live) return { url: await ownDatabase(live), running: true, stop: async () => {} }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  return { url: await ownDatabase(server.ownerUrl), running: false, stop: () => server.stop() }
}

/** URL of the server that another process runs over this data folder, as its own lock file tells. */
async function runningServer(dataDir: string): Promise<string | null> {
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
  const passwordFile = join(dataDir, 'postgres.password')
  if (!existsSync(pidFile) || !existsSync(passwordFile)) return null
  const [, , , port, folder] = readFileSync(pidFile, 'utf8').split('\n')
  if (!port || !folder) return null
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connectSocket(join(folder, `.s.PGSQL.${port}`))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    // a file left behind by a server that was killed
    socket.once('error', () => resolve(false))
  })
  if (!answers) return null
  const password = readFileSync(passwordFile, 'utf8').trim()
  return `postgres://postgres:${password}@localhost:${port}/postgres?host=${encodeURIComponent(folder)}`
}

async function ownDatabase(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const made = await client.query(`select 1 from pg_database where datname = 'banggiao'`)
  if (made.rowCount === 0) await client.query('create database banggiao')
  await client.end()
  const url = new URL(ownerUrl)
  url.pathname = '/banggiao'
  return url.toString()
}
