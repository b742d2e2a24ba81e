import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import swaggerUi from '@fastify/swagger-ui'
import pg from 'pg'
import { confirmed, jobHandlers, papers, rooms } from './assemble.ts'
import { loadDemo } from './demo/index.ts'
import { resumeMoves } from './organisation/index.ts'
import { createAuthenticate, openAuth } from './platform/auth/index.ts'
import { type Config, deriveKey, readConfig } from './platform/config.ts'
import { connect, roleUrl } from './platform/database.ts'
import { CannotStart, startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { openEvents } from './platform/events.ts'
import { openFileStore } from './platform/files.ts'
import { buildApp } from './platform/http.ts'
import { openJobs } from './platform/jobs.ts'
import { migrate } from './platform/migrate.ts'
import { type Services, systemClock } from './platform/services.ts'

const say = (message: string) => console.log(message)
const loopback = ['127.0.0.1', '::1', 'localhost']

/** Starts everything, says what it does meanwhile, and stops all of it cleanly on SIGINT and SIGTERM. */
async function main(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2))
  if (config.demo && !loopback.includes(config.host) && !process.argv.includes('--demo-for-all')) {
    throw new CannotStart(
      `The demonstration accounts have known passwords, so it is not served at ${config.host}; start with --no-demo, or --demo-for-all if everybody may come in.`,
    )
  }
  const stops: (() => Promise<unknown>)[] = []
  let stopping = false
  const stop = async (code: number) => {
    if (stopping) return
    stopping = true
    for (const part of stops.reverse()) await part().catch((error) => console.error(error))
    process.exit(code)
  }
  process.on('SIGINT', () => {
    say('\nStopping…')
    stop(0)
  })
  process.on('SIGTERM', () => stop(0))

  try {
    const url = await openDatabase(config, stops, () => stop(1))
    const passwordOf = (role: string) => deriveKey(config.secret, `role ${role}`)
    say('Bringing the database to the newest form…')
    await migrate(url, passwordOf)
    const database = connect({ url, passwordOf })
    stops.push(() => database.end())
    const log = {
      info: say,
      warn: (message: string, error?: unknown) => console.error(message, error ?? ''),
    }
    const events = await openEvents(roleUrl(url, 'app_system', passwordOf('app_system')), log.warn)
    stops.push(() => events.stop())
    const jobs = await openJobs(database.system, log.warn)
    stops.push(() => jobs.stop())
    const auth = openAuth(url, passwordOf('app_auth'), config.secret)
    stops.push(() => auth.end())
    const services: Services = {
      config: { ...config, databaseUrl: url },
      database,
      auth,
      jobs,
      events,
      files: openFileStore(config.dataDir),
      clock: systemClock,
      papers,
      confirmed,
      log,
    }
    const handlers = jobHandlers(services)
    const accounts = config.demo ? await loadDemo(services, rooms, handlers, say) : null
    await resumeMoves(services)
    await jobs.work(handlers)

    const app = await buildApp({
      services,
      rooms,
      authenticate: createAuthenticate(services),
      logger: { level: 'error' },
    })
    await app.register(swaggerUi, {
      routePrefix: '/openapi',
      // the bar on top is the tool's own advertisement
      theme: {
        title: 'Bang Giao API',
        css: [{ filename: 'bare.css', content: '.swagger-ui .topbar { display: none }' }],
      },
    })
    await serveWeb(app)
    await app.listen({ port: config.port, host: config.host })
    stops.push(() => app.close())
    const address = app.server.address()
    const port = typeof address === 'object' && address ? address.port : config.port
    say(`\nBang Giao is at ${config.publicUrl ?? `http://localhost:${port}`}\n`)
    if (accounts) say(accounts)
    else if (await isEmpty(services)) say('Open it to make the first administrator.')
    say('Ctrl-C stops it.')
  } catch (error) {
    if (error instanceof CannotStart) console.error(error.message)
    else if ((error as { code?: string }).code === 'EADDRINUSE') {
      console.error(`Port ${config.port} is in use by another program; choose one with PORT=3001 npm start.`)
    } else console.error(error)
    await stop(1)
  }
}

async function isEmpty({ database }: Services): Promise<boolean> {
  const person = await database.asSystem('look-for-people', (trx) =>
    trx.selectFrom('person').select('id').limit(1).executeTakeFirst(),
  )
  return person === undefined
}

/** Owner URL of the application's database, made where it is missing. */
async function openDatabase(config: Config, stops: (() => Promise<unknown>)[], ended: () => void): Promise<string> {
  if (config.databaseUrl) return config.databaseUrl
  say(`Starting the database in ${config.dataDir}…`)
  const server = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: say,
    onUnexpectedEnd: (error) => {
      console.error(error.message)
      ended()
    },
  })
  stops.push(() => server.stop())
  const client = new pg.Client({ connectionString: server.ownerUrl })
  await client.connect()
  const made = await client.query(`select 1 from pg_database where datname = 'banggiao'`)
  if (made.rowCount === 0) await client.query('create database banggiao')
  await client.end()
  const url = new URL(server.ownerUrl)
  url.pathname = '/banggiao'
  return url.toString()
}

/** The built web app: hashed files for a year, the page itself always asked for again, every path the same page. */
async function serveWeb(app: Awaited<ReturnType<typeof buildApp>>): Promise<void> {
  const root = fileURLToPath(new URL('../../web/dist/', import.meta.url))
  if (!existsSync(root)) throw new CannotStart('The web app is not built; start with npm start.')
  const policy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      response.header('content-security-policy', policy)
    },
  })
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    if (request.url.startsWith('/api/')) return reply.callNotFound()
    return reply.sendFile('index.html')
  })
}

await main()
