import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Config, deriveKey } from '../config.ts'
import { openFileStore } from '../files.ts'
import { type LoginRole, migrate } from '../migrate.ts'
import { DamagedArchive, readArchive } from './archive.ts'
import { columnList, type KeptJob, type Manifest, quoted, tablesOf } from './back-up.ts'
import { CannotRestore } from './cannot-restore.ts'

export interface RestoreCounts {
  tables: number
  files: number
  takenAt: string
  keyRestored: boolean
}

/**
 * Puts an archive into an empty installation: the schema in the form it was taken from, its rows in one transaction, then the
 * migrations that came later, the files, the key and the jobs that were waiting.
 * @param passwordFrom passwords of the login roles by the installation's key
 * @throws CannotRestore where the installation is not empty, or the archive is newer than this program or damaged
 */
export async function restore(
  config: Config,
  url: string,
  path: string,
  passwordFrom = (secret: string) => (role: LoginRole) => deriveKey(secret, `role ${role}`),
): Promise<RestoreCounts> {
  try {
    return await readInto(config, url, path, passwordFrom)
  } catch (error) {
    if (!(error instanceof DamagedArchive)) throw error
    throw new CannotRestore(`This file is no backup of Bang Giao, or it is damaged: ${error.message}.`, {
      cause: error,
    })
  }
}

async function readInto(
  config: Config,
  url: string,
  path: string,
  passwordFrom: (secret: string) => (role: LoginRole) => string,
): Promise<RestoreCounts> {
  const entries = readArchive(path)
  const first = await entries.next()
  if (first.done || first.value.name !== 'manifest.json')
    throw new CannotRestore('This file is no backup of Bang Giao.')
  const manifest = JSON.parse(first.value.bytes.toString('utf8')) as Manifest
  if (manifest.format !== 1) throw new CannotRestore('The backup was made by a newer version. Update Bang Giao first.')

  const client = new pg.Client({ connectionString: url, application_name: 'restore' })
  await client.connect()
  try {
    await mustBeEmpty(client)
    // the role passwords follow the key, which comes later in the archive; these serve until then
    await makeForm(client, url, manifest, passwordFrom(config.secret))

    const store = openFileStore(config.dataDir)
    let files = 0
    let secret: string | null = null
    let jobs: KeptJob[] = []
    let loading: ({ table: Manifest['tables'][number] } & Loading) | undefined
    await client.query('begin')
    try {
      await client.query('set local role app_owner')
      const loosened = await loosen(client)
      const columns = new Map(manifest.tables.map((table) => [`${table.schema}.${table.name}`, table]))
      for await (const { name, bytes } of entries) {
        const [folder, ...rest] = name.split('/')
        if (folder === 'tables') {
          const table = columns.get(rest[0] ?? '')
          if (!table) throw new CannotRestore(`The archive holds a table that its list does not name: ${name}.`)
          if (loading?.table !== table) {
            await loading?.end()
            loading = { table, ...beginLoad(client, `copy ${quoted(table)} (${columnList(table.columns)}) from stdin`) }
          }
          await loading.write(bytes)
          continue
        }
        await loading?.end()
        loading = undefined
        if (folder === 'files') {
          const sha256 = await store.put(bytes)
          if (sha256 !== rest[0]) throw new CannotRestore(`The archive is damaged: ${name}.`)
          files++
        } else if (name === 'keys/secret') secret = bytes.toString('utf8').trim()
        else if (name === 'jobs.json') jobs = JSON.parse(bytes.toString('utf8'))
      }
      // before row security holds the owner again
      await setSequences(client)
      await tighten(client, loosened)
      await client.query('commit')
    } catch (error) {
      loading?.abort()
      await client.query('rollback')
      throw error
    }
    if (secret) writeFileSync(join(config.dataDir, 'secret'), secret, { mode: 0o600 })
    await migrate(url, passwordFrom(secret ?? config.secret))
    await client.query('analyze')
    for (const job of jobs)
      await client.query('insert into jobs.job (name, data, start_after) values ($1, $2, $3)', [
        job.name,
        JSON.stringify(job.data),
        job.startAfter,
      ])
    return { tables: manifest.tables.length, files, takenAt: manifest.takenAt, keyRestored: secret !== null }
  } finally {
    await client.end()
  }
}

async function mustBeEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select to_regclass('public.unit') is not null as made`)
  if (!rows[0].made) return
  const held = await client.query('select exists (select 1 from public.unit) as held')
  if (held.rows[0].held)
    throw new CannotRestore(
      'This installation holds data already. Restore into an empty one (another DATA_DIR or database).',
    )
}

/** The schema as it was when the backup was taken. */
async function makeForm(
  client: pg.Client,
  url: string,
  manifest: Manifest,
  passwordOf: (role: LoginRole) => string,
): Promise<void> {
  const names = manifest.migrations.map((m) => m.name)
  const before = await client.query(`select to_regclass('migration.applied') is not null as made`)
  if (before.rows[0].made) {
    const extra = await client.query('select name from migration.applied where name <> all ($1)', [names])
    if (extra.rowCount)
      throw new CannotRestore(
        'The database has a newer form than the backup. Restore into a database that is really empty, without tables.',
      )
  }
  await migrate(url, passwordOf, names)
  const applied = await client.query<{ name: string; hash: string }>('select name, hash from migration.applied')
  const hashes = new Map(applied.rows.map((row) => [row.name, row.hash]))
  for (const { name, hash } of manifest.migrations)
    if (hashes.get(name) !== hash)
      throw new CannotRestore(
        `The backup was made by another version: migration ${name} is not the one this program has.`,
      )
}

interface Loosened {
  tables: { schema: string; name: string }[]
  keys: { table: string; name: string; definition: string }[]
}

/** Row security does not hold its owner, and rows may come in any order; both only inside this transaction. */
async function loosen(client: pg.Client): Promise<Loosened> {
  const tables = await tablesOf(client)
  const keys = await client.query<Loosened['keys'][number]>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c join pg_namespace n on n.oid = c.connamespace
     where contype = 'f' and n.nspname in ('public', 'auth')`,
  )
  for (const key of keys.rows) await client.query(`alter table ${key.table} drop constraint ${key.name}`)
  for (const table of tables) {
    if (table.schema === 'public') await client.query(`alter table ${quoted(table)} no force row level security`)
    // a migration may have written rows of its own
    await client.query(`delete from ${quoted(table)}`)
  }
  return { tables, keys: keys.rows }
}

async function tighten(client: pg.Client, { tables, keys }: Loosened): Promise<void> {
  for (const key of keys) await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`)
  for (const table of tables)
    if (table.schema === 'public') await client.query(`alter table ${quoted(table)} force row level security`)
}

async function setSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select n.nspname as schema, t.relname as name, a.attname as column, pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(t.relname), a.attname) as sequence
     from pg_class t join pg_namespace n on n.oid = t.relnamespace join pg_attribute a on a.attrelid = t.oid
     where n.nspname in ('public', 'auth') and t.relkind = 'r' and a.attidentity <> ''`,
  )
  for (const { schema, name, column, sequence } of rows)
    await client.query(
      `select setval('${sequence}', coalesce((select max("${column}") from ${quoted({ schema, name })}), 0) + 1, false)`,
    )
}

interface Loading {
  write(bytes: Buffer): Promise<void>
  end(): Promise<void>
  /** The server is waiting for rows: without this, nothing else would be heard. */
  abort(): void
}

/** One COPY for all parts of a table: a part may end in the middle of a row. */
function beginLoad(client: pg.Client, statement: string): Loading {
  const stream = client.query(copyFrom(statement))
  const done = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve)
    stream.once('error', reject)
  })
  done.catch(() => {})
  return {
    async write(bytes) {
      if (!stream.write(bytes)) await Promise.race([new Promise((resolve) => stream.once('drain', resolve)), done])
    },
    async end() {
      stream.end()
      await done
    },
    abort() {
      stream.destroy()
    },
  }
}
