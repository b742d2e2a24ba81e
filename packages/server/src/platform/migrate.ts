import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { migrateJobs } from './jobs-schema.ts'

const folder = new URL('./migrations/', import.meta.url)

/** Cluster-wide roles, each with one purpose (see docs/architecture.md). None may bypass row security. */
export const loginRoles = ['app_rt', 'app_system', 'app_auth'] as const
export type LoginRole = (typeof loginRoles)[number]

/**
 * Brings the database at `url` (an owner that may create roles) to the newest migration and sets the passwords of the
 * login roles. Safe to run from several processes at once and again and again.
 * @param only names of the migrations to apply and no others (a backup is restored into the form it was taken from)
 * @throws when a migration that was applied has since been edited
 */
export async function migrate(
  url: string,
  passwordOf: (role: LoginRole) => string,
  only?: readonly string[],
): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'migrate' })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('banggiao migrate'))`)
    // no wait for the disk after each of a hundred: a power cut leaves the first so many of them, and the next start goes on there
    await client.query('set synchronous_commit to off')
    await makeRoles(client, passwordOf)
    await client.query(
      'create schema if not exists migration; create table if not exists migration.applied (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    )
    const applied = new Map<string, string>(
      (await client.query('select name, hash from migration.applied')).rows.map((r) => [r.name, r.hash]),
    )
    const waiting = migrations(only).filter(({ name, hash }) => {
      const before = applied.get(name)
      if (before !== undefined && before !== hash)
        throw new Error(`migration ${name} was applied in another wording; add a new one instead of editing it`)
      return before === undefined
    })
    await apply(client, waiting)
    await migrateJobs(client)
  } finally {
    await client.end()
  }
}

interface Migration {
  name: string
  text: string
  hash: string
}

function migrations(only: readonly string[] | undefined): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && (only === undefined || only.includes(name)))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    })
}

/**
 * Each in a transaction of its own, all of them in one message: PostgreSQL works through it while this process has other
 * things to do. It reads the whole message before the first statement, so that one mistake in the syntax keeps all of them
 * back: where the message fails, what waits still is sent one by one, up to the one that fails.
 */
async function apply(client: pg.Client, waiting: readonly Migration[]): Promise<void> {
  const messages = waiting.map((migration) => ({ name: migration.name, text: message(migration) }))
  try {
    await client.query(messages.map(({ text }) => text).join(''))
    return
  } catch {
    await client.query('rollback')
  }
  const { rows } = await client.query('select name from migration.applied')
  for (const { name, text } of messages) {
    if (rows.some((row) => row.name === name)) continue
    try {
      await client.query(text)
    } catch (error) {
      await client.query('rollback')
      throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error })
    }
  }
}

function message({ name, text, hash }: Migration): string {
  return `begin;
set local role app_owner;
${text}
;
reset role;
insert into migration.applied (name, hash) values (${pg.escapeLiteral(name)}, ${pg.escapeLiteral(hash)});
commit;
`
}

async function makeRoles(client: pg.Client, passwordOf: (role: LoginRole) => string): Promise<void> {
  const database = (await client.query('select current_database() as name, current_user as me')).rows[0]
  for (const role of ['app_owner', 'app_find', ...loginRoles]) {
    const login = (loginRoles as readonly string[]).includes(role)
    // two processes may both find it missing; the second then meets "already exists" and goes on
    await client.query(
      `do $$ begin create role ${role} ${login ? 'login' : 'nologin'} nosuperuser nobypassrls nocreatedb nocreaterole;
       exception when duplicate_object or unique_violation then null; end $$`,
    )
    if (login) {
      const password = passwordOf(role as LoginRole)
      if (!/^[0-9a-f]+$/.test(password)) throw new RangeError('role passwords are hex')
      const same = await client.query('select 1 from pg_roles where rolname = $1 and shobj_description(oid, $2) = $3', [
        role,
        'pg_authid',
        passwordMark(password),
      ])
      if (same.rowCount === 0) {
        await client.query(`alter role ${role} password '${password}'`)
        await client.query(`comment on role ${role} is '${passwordMark(password)}'`)
      }
    }
  }
  await client.query(`grant app_owner, app_find to "${database.me}"`)
  await client.query('grant app_find to app_owner')
  await client.query(`grant create, connect on database "${database.name}" to app_owner`)
  await client.query('grant create, usage on schema public to app_owner, app_find')
}

/** Tells whether a role already has this password without keeping the password. */
function passwordMark(password: string): string {
  return createHash('sha256').update(`mark ${password}`).digest('hex').slice(0, 16)
}
