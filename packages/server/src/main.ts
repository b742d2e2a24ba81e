import pg from 'pg'
import { type Config, readConfig } from './platform/config.ts'
import { CannotStart, startEmbeddedPostgres } from './platform/embedded-postgres.ts'

const say = (message: string) => console.log(message)
const loopback = ['127.0.0.1', '::1', 'localhost']

/** Starts everything, says what it does meanwhile, and stops all of it cleanly on SIGINT and SIGTERM. */
async function main(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2))
  const stops: (() => Promise<unknown>)[] = []
  let stopping = false
  const stop = async (code: number) => {
    if (stopping) return
    stopping = true
    for (const part of stops.reverse()) await part().catch((error) => console.error(error))
    process.exit(code)
  }
  process.on('SIGINT', () => {
    // a terminal tells every process of it, and npm's script passes it on
    if (!stopping) say('\nStopping…')
    stop(0)
  })
  process.on('SIGTERM', () => stop(0))

  try {
    if (config.demo && !loopback.includes(config.host) && !process.argv.includes('--demo-for-all')) {
      throw new CannotStart(
        `The demonstration accounts have known passwords, so it is not served at ${config.host}; start with --no-demo, or --demo-for-all if everybody may come in.`,
      )
    }
    // The code is loaded while the database comes up in a process of its own: about two seconds each on a small machine.
    const serving = Promise.withResolvers<typeof import('./serve.ts')>()
    const load = () => serving.resolve(import('./serve.ts'))
    // told where it is awaited, not before the database could be stopped
    serving.promise.catch(() => {})
    const { url, isNew } = await openDatabase(config, stops, { onWorking: load, onEnd: () => stop(1) })
    const { serve } = await serving.promise
    await serve({ config, databaseUrl: url, isNew, stops, say })
  } catch (error) {
    if (error instanceof CannotStart) console.error(error.message)
    else if ((error as { code?: string }).code === 'EADDRINUSE') {
      console.error(`Port ${config.port} is in use by another program; choose one with PORT=3001 npm start.`)
    } else console.error(error)
    await stop(1)
  }
}

/** Owner URL of the application's database, made where it is missing; `isNew`: made just now. */
async function openDatabase(
  config: Config,
  stops: (() => Promise<unknown>)[],
  { onWorking, onEnd }: { onWorking: () => void; onEnd: () => void },
): Promise<{ url: string; isNew: boolean }> {
  if (config.databaseUrl) {
    onWorking()
    return { url: config.databaseUrl, isNew: false }
  }
  say(`Starting the database in ${config.dataDir}…`)
  const server = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: say,
    onWorking,
    onUnexpectedEnd: (error) => {
      console.error(error.message)
      onEnd()
    },
  })
  stops.push(() => server.stop())
  const client = new pg.Client({ connectionString: server.ownerUrl })
  await client.connect()
  const made = await client.query(`select 1 from pg_database where datname = 'banggiao'`)
  const isNew = made.rowCount === 0
  if (isNew) await client.query('create database banggiao')
  await client.end()
  const url = new URL(server.ownerUrl)
  url.pathname = '/banggiao'
  return { url: url.toString(), isNew }
}

await main()
