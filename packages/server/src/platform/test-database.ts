import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { migrate } from './migrate.ts'

/** Password of every role on a test server: hex, and known. */
export const testPassword = 'ab12'

// several checkouts may share one test server
const template = () => process.env.TEST_TEMPLATE ?? 'banggiao_template'

/** Migrates the template once; every test file then copies it, which costs a tenth of migrating. */
export async function makeTestTemplate(serverUrl: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    await client.query(`drop database if exists ${template()} with (force)`)
    await client.query(`create database ${template()}`)
  })
  await migrate(databaseUrl(serverUrl, template()), () => testPassword)
}

/** Takes the template away again; copies of it stay. */
export async function dropTestTemplate(serverUrl: string): Promise<void> {
  await onServer(serverUrl, async (client) => void (await client.query(`drop database ${template()} with (force)`)))
}

/** A fresh, migrated database on the test server (TEST_DATABASE_URL, set by the suite's global set-up). */
export async function openTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  return makeDatabase(testServer(), `template ${template()}`)
}

/** A database with nothing in it, on the test server or another one. */
export async function openEmptyDatabase(serverUrl = testServer()): Promise<{ url: string; drop(): Promise<void> }> {
  return makeDatabase(serverUrl, '')
}

function testServer(): string {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the suite through vitest.config.ts')
  return url
}

async function makeDatabase(serverUrl: string, like: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, async (client) => void (await client.query(`create database ${name} ${like}`)))
  return {
    url: databaseUrl(serverUrl, name),
    drop: () =>
      onServer(serverUrl, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.toString()
}

async function onServer<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl(serverUrl, 'postgres') })
  await client.connect()
  try {
    // copies of one template exclude each other
    await client.query(`select pg_advisory_lock(hashtext('banggiao test databases'))`)
    return await work(client)
  } finally {
    await client.end()
  }
}
