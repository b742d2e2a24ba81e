import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import swaggerUi from '@fastify/swagger-ui'
import { confirmed, jobHandlers, papers, rooms } from './assemble.ts'
import { loadDemo, rehearseReading, storyDoor } from './demo/index.ts'
import { resumeMoves } from './organisation/index.ts'
import { createAuthenticate, openAuth } from './platform/auth/index.ts'
import { type Config, deriveKey } from './platform/config.ts'
import { connect, roleUrl } from './platform/database.ts'
import { CannotStart } from './platform/embedded-postgres.ts'
import { openEvents } from './platform/events.ts'
import { openFileStore } from './platform/files.ts'
import { type Authenticate, buildApp } from './platform/http.ts'
import { openJobs } from './platform/jobs.ts'
import { migrate } from './platform/migrate.ts'
import { type Services, systemClock } from './platform/services.ts'

export interface Start {
  config: Config
  /** Owner URL of the application's database, which is up. */
  databaseUrl: string
  /** Whether it was made by this start: the demonstration will be loaded, where one is wanted. */
  isNew: boolean
  /** Receives what ends each part, in the order in which they were begun. */
  stops: (() => Promise<unknown>)[]
  /** Tells the person at the terminal what is being done. */
  say: (message: string) => void
}

/** Brings the database to the newest form, loads the demonstration where one is wanted, and serves everything. */
export async function serve({ config, databaseUrl: url, isNew, stops, say }: Start): Promise<void> {
  const passwordOf = (role: string) => deriveKey(config.secret, `role ${role}`)
  // beside the database's work, so that the story's first paper meets a reader that has all it needs
  if (config.demo && isNew) rehearseReading().catch((error) => console.error(error))
  say('Bringing the database to the newest form…')
  await migrate(url, passwordOf)
  const database = connect({ url, passwordOf })
  stops.push(() => database.end())
  const auth = openAuth(url, passwordOf('app_auth'), config.secret)
  stops.push(() => auth.end())
  const open = <D extends Door>(door: (services: Services) => D) =>
    openApi({ config, url, passwordOf, database, auth, stops, say }, door)
  const raise = () => open((services) => storyDoor(services, createAuthenticate(services)))
  const { stage, accounts } = config.demo
    ? await database.withoutWaiting(() =>
        loadDemo({ services: { database, auth }, dataDir: config.dataDir, raise, say }),
      )
    : { stage: await open((services) => ({ authenticate: createAuthenticate(services) })), accounts: null }
  const { services, app, handlers } = stage
  await resumeMoves(services)
  await services.jobs.work(handlers)
  await app.listen({ port: config.port, host: config.host })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  say(`\nBang Giao is at ${config.publicUrl ?? `http://localhost:${port}`}\n`)
  if (accounts) say(accounts)
  else if (await isEmpty(services)) say('Open it to make the first administrator.')
  say('Ctrl-C stops it.')
}

type Opening = Pick<Start, 'config' | 'stops' | 'say'> &
  Pick<Services, 'database' | 'auth'> & { url: string; passwordOf: (role: string) => string }

/** Tells who is calling. */
interface Door {
  authenticate: Authenticate
}

/** Everything that answers requests and works jobs, ready and silent: nothing listens, no job is taken. */
async function openApi<D extends Door>(
  { config, url, passwordOf, database, auth, stops, say }: Opening,
  doorFor: (services: Services) => D,
) {
  const log = {
    info: say,
    warn: (message: string, error?: unknown) => console.error(message, error ?? ''),
  }
  const events = await openEvents(roleUrl(url, 'app_system', passwordOf('app_system')), log.warn)
  stops.push(() => events.stop())
  const jobs = await openJobs(database.system, log.warn)
  stops.push(() => jobs.stop())
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
  const door = doorFor(services)
  const app = await buildApp({
    services,
    rooms,
    authenticate: door.authenticate,
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
  stops.push(() => app.close())
  await app.ready()
  return { services, app, door, handlers: jobHandlers(services) }
}

async function isEmpty({ database }: Services): Promise<boolean> {
  const person = await database.asSystem('look-for-people', (trx) =>
    trx.selectFrom('person').select('id').limit(1).executeTakeFirst(),
  )
  return person === undefined
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
