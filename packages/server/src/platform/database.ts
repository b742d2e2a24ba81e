import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import { type Actor, pathUpperBound } from './actor.ts'
import type { DB } from './generated/db.ts'

// Calendar dates stay text (a Date would shift by time zone); bigint ids and counts fit a double.
pg.types.setTypeParser(pg.types.builtins.DATE, (v) => v)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Query builder inside one transaction that carries somebody's rights. */
export type Trx = Transaction<DB>

export interface Database {
  /** Runs `work` in a transaction that sees and writes what the actor may. */
  withActor<T>(actor: Actor, work: (trx: Trx) => Promise<T>): Promise<T>
  /** One read with the actor's rights: begin, settings, statement and commit go to the server together. */
  readAs<T>(actor: Actor, build: (db: Kysely<DB>) => { compile(): CompiledQuery<T> }): Promise<T[]>
  /** Work of the system itself, by name; the name stands in the log and in pg_stat_activity. */
  asSystem<T>(name: string, work: (trx: Trx) => Promise<T>): Promise<T>
  /** One statement of the system itself that reads: no transaction around it, for what every request needs. */
  readAsSystem<T>(build: (db: Kysely<DB>) => { compile(): CompiledQuery<T> }): Promise<T[]>
  /**
   * Runs `work` while commits do not wait for the disk: for much that is loaded at once and is loaded again where the power
   * goes. They stay in their order, and half a second later at the latest they are on disk like all others.
   */
  withoutWaiting<T>(work: () => Promise<T>): Promise<T>
  requests: pg.Pool
  system: pg.Pool
  end(): Promise<void>
}

const machineMade = /^[0-9a-z/]*$/
const uuid = /^[0-9a-f-]{36}$/

/** `begin` and the actor's settings in one message. Values are machine-made and checked; nothing typed by a person enters. */
export function beginAs(actor: Actor): string {
  const wlo = actor.writeReach ?? ''
  const whi = actor.writeReach === null ? '' : pathUpperBound(actor.writeReach)
  for (const value of [wlo, whi]) if (!machineMade.test(value)) throw new RangeError(`not a path: ${value}`)
  return `begin; ${readingAs(actor)}; set local app.wlo = '${wlo}'; set local app.whi = '${whi}'`
}

/** What a read needs: the settings of the read policies, in a transaction that cannot write. */
function beginReadAs(actor: Actor): string {
  return `begin read only; ${readingAs(actor)}`
}

function readingAs(actor: Actor): string {
  const lo = actor.reach ?? ''
  const hi = actor.reach === null ? '' : pathUpperBound(actor.reach)
  for (const value of [lo, hi]) if (!machineMade.test(value)) throw new RangeError(`not a path: ${value}`)
  if (!uuid.test(actor.personId)) throw new RangeError('not a person id')
  const units = actor.units.map((id) => {
    if (!Number.isSafeInteger(id)) throw new RangeError('not a unit id')
    return id
  })
  return (
    `set local app.lo = '${lo}'; set local app.hi = '${hi}';` +
    ` set local app.person = '${actor.personId}'; set local app.units = '{${units.join(',')}}'`
  )
}

// A statement's name is its text's hash, so that every connection prepares it once.
const names = new Map<string, string>()
const mostNames = 2000
function statementName(text: string): string | null {
  let name = names.get(text)
  if (!name) {
    // statements built with a varying number of values would fill the server's memory with plans
    if (names.size >= mostNames) return null
    name = createHash('sha1').update(text).digest('base64url')
    names.set(text, name)
  }
  return name
}

function toPg(query: CompiledQuery): pg.QueryConfig {
  const values = query.parameters as unknown[]
  const name = query.sql.length > 20_000 ? null : statementName(query.sql)
  return name ? { name, text: query.sql, values } : { text: query.sql, values }
}

/** Kysely over one connection that is already inside a transaction. */
function builderOver(client: pg.PoolClient): Kysely<DB> {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await client.query(toPg(query))
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
    },
    streamQuery() {
      throw new Error('stream with pg-cursor where it is needed')
    },
  }
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        beginTransaction: async () => {},
        commitTransaction: async () => {},
        rollbackTransaction: async () => {},
        releaseConnection: async () => {},
        destroy: async () => {},
      }),
    },
  })
}

// Compiles statements for readAs without a connection.
const compiler = builderOver({} as pg.PoolClient)

async function inTransaction<T>(pool: pg.Pool, begin: string, work: (trx: Trx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const result = await work(builderOver(client) as Trx)
    await client.query('commit')
    return result
  } catch (error) {
    try {
      await client.query('rollback')
    } catch (rollbackError) {
      broken = rollbackError as Error
    }
    throw error
  } finally {
    client.release(broken)
  }
}

/** Begin, statement and commit leave in one write and are answered together. */
async function readInOne<T>(
  pool: pg.Pool,
  begin: string,
  build: (db: Kysely<DB>) => { compile(): CompiledQuery<T> },
): Promise<T[]> {
  const query = build(compiler).compile()
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
    stream.cork()
    const sent = [client.query(begin), client.query(toPg(query as CompiledQuery)), client.query('commit')] as const
    stream.uncork()
    const [, result] = await Promise.all(sent)
    return result.rows
  } catch (error) {
    try {
      await client.query('rollback')
    } catch (rollbackError) {
      broken = rollbackError as Error
    }
    throw error
  } finally {
    client.release(broken)
  }
}

export interface ConnectOptions {
  /** URL whose user is replaced by the role. */
  url: string
  passwordOf(role: 'app_rt' | 'app_system'): string
  /** Most connections of the request pool. */
  max?: number
}

export function roleUrl(url: string, role: string, password: string): string {
  const parsed = new URL(url)
  parsed.username = role
  parsed.password = password
  return parsed.toString()
}

export function connect(options: ConnectOptions): Database {
  const pool = (role: 'app_rt' | 'app_system', max: number) => {
    const made = new pg.Pool({
      connectionString: roleUrl(options.url, role, options.passwordOf(role)),
      max,
      application_name: role,
      pipeline: true,
      idleTimeoutMillis: 30_000,
    } as pg.PoolConfig)
    // an idle connection that the server ends is replaced at the next use; the error is the pool's, not a request's
    made.on('error', () => {})
    return made
  }
  const requests = pool('app_rt', options.max ?? 10)
  const system = pool('app_system', 6)
  let waiting = ''
  return {
    requests,
    system,
    withActor: (actor, work) => inTransaction(requests, beginAs(actor) + waiting, work),
    readAs: (actor, build) => readInOne(requests, beginReadAs(actor), build),
    async readAsSystem(build) {
      const { rows } = await system.query(toPg(build(compiler).compile() as CompiledQuery))
      return rows
    },
    async asSystem(name, work) {
      if (!/^[a-z0-9-]{1,60}$/.test(name)) throw new RangeError(`not a name of system work: ${name}`)
      return inTransaction(system, `begin; set local application_name = '${name}'${waiting}`, work)
    },
    async withoutWaiting(work) {
      waiting = '; set local synchronous_commit = off'
      try {
        return await work()
      } finally {
        waiting = ''
      }
    },
    async end() {
      await Promise.all([requests.end(), system.end()])
    },
  }
}

export { CompiledQuery }
