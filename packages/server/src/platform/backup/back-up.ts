import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Config } from '../config.ts'
import { roleUrl } from '../database.ts'
import { openFileStore } from '../files.ts'
import type { LoginRole } from '../migrate.ts'
import { writeArchive } from './archive.ts'

/** First entry of an archive: what it is, and what it needs. */
export interface Manifest {
  format: 1
  takenAt: string
  serverVersion: number
  migrations: { name: string; hash: string }[]
  tables: { schema: 'public' | 'auth'; name: string; columns: string[] }[]
}

/** Jobs that were not done when the backup was taken. */
export interface KeptJob {
  name: string
  data: unknown
  startAfter: string
}

const partBytes = 8 * 1024 * 1024
const schemas = ['public', 'auth'] as const

export interface BackupCounts {
  tables: number
  files: number
  bytes: number
  /** Whether the archive holds the key; without it, sessions end and encrypted fields stay closed. */
  keyIncluded: boolean
}

/**
 * One archive of everything: all tables as they stand at one moment (COPY in REPEATABLE READ, while others go on working), files,
 * the key. Each schema is read by the role that may, over one exported snapshot. It restores into any PostgreSQL from 15 on.
 */
export async function backUp(
  config: Config,
  url: string,
  passwordOf: (role: LoginRole) => string,
  path: string,
): Promise<BackupCounts> {
  const unfinished = `${path}.unfinished`
  rmSync(unfinished, { force: true })
  const owner = new pg.Client({ connectionString: url, application_name: 'backup' })
  const readers: Record<(typeof schemas)[number], pg.Client> = {
    public: new pg.Client({ connectionString: roleUrl(url, 'app_system', passwordOf('app_system')) }),
    auth: new pg.Client({ connectionString: roleUrl(url, 'app_auth', passwordOf('app_auth')) }),
  }
  const clients = [owner, ...Object.values(readers)]
  await Promise.all(clients.map((client) => client.connect()))
  try {
    await owner.query('begin isolation level repeatable read read only')
    const { rows } = await owner.query<{ snapshot: string; version: string }>(
      `select pg_export_snapshot() as snapshot, current_setting('server_version_num') as version`,
    )
    for (const reader of Object.values(readers)) {
      await reader.query('begin isolation level repeatable read read only')
      await reader.query(`set transaction snapshot '${rows[0]?.snapshot}'`)
    }
    const tables = await tablesOf(owner)
    const manifest: Manifest = {
      format: 1,
      takenAt: new Date().toISOString(),
      serverVersion: Number(rows[0]?.version),
      migrations: (await owner.query('select name, hash from migration.applied order by name')).rows,
      tables,
    }
    const archive = writeArchive(unfinished)
    let bytes = 0
    const add = async (name: string, content: Uint8Array | string) => {
      bytes += content.length
      await archive.add(name, content)
    }
    await add('manifest.json', JSON.stringify(manifest, null, 1))
    for (const table of tables) {
      let part = 0
      let held: Buffer[] = []
      let size = 0
      const flush = async () => {
        if (size === 0) return
        await add(`tables/${table.schema}.${table.name}/${String(part++).padStart(6, '0')}`, Buffer.concat(held))
        held = []
        size = 0
      }
      const stream = readers[table.schema].query(
        copyTo(`copy (select ${columnList(table.columns)} from ${quoted(table)}) to stdout`),
      )
      for await (const chunk of stream) {
        held.push(chunk as Buffer)
        size += (chunk as Buffer).length
        if (size >= partBytes) await flush()
      }
      await flush()
    }
    const jobs = await readers.public.query<KeptJob>(
      `select name, data, start_after as "startAfter" from jobs.job where state in ('created', 'retry', 'active') and name not like '\\_\\_%'`,
    )
    await add('jobs.json', JSON.stringify(jobs.rows))
    const keyFile = join(config.dataDir, 'secret')
    const keyIncluded = existsSync(keyFile) && readFileSync(keyFile, 'utf8').trim() === config.secret
    if (keyIncluded) await add('keys/secret', config.secret)
    const store = openFileStore(config.dataDir)
    let files = 0
    for await (const { sha256 } of store.list()) {
      await add(`files/${sha256}`, await store.get(sha256))
      files++
    }
    await archive.close()
    renameSync(unfinished, path)
    return { tables: tables.length, files, bytes, keyIncluded }
  } finally {
    await Promise.all(clients.map((client) => client.end()))
    rmSync(unfinished, { force: true })
  }
}

/** Every table of ours with the columns that hold data; generated ones are made again. */
export async function tablesOf(client: pg.Client): Promise<Manifest['tables']> {
  const { rows } = await client.query(
    `select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where n.nspname = any ($1) and c.relkind = 'r' group by 1, 2 order by 1, 2`,
    [schemas],
  )
  return rows
}

export const quoted = (table: { schema: string; name: string }) => `"${table.schema}"."${table.name}"`
export const columnList = (columns: string[]) => columns.map((column) => `"${column}"`).join(', ')
