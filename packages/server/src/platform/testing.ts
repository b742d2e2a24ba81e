import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAuth } from './auth/open-auth.ts'
import { readConfig } from './config.ts'
import { connect, roleUrl } from './database.ts'
import { openEvents } from './events.ts'
import { openFileStore } from './files.ts'
import { type App, buildApp, type Room } from './http.ts'
import { openJobs } from './jobs.ts'
import { loadActor } from './load-actor.ts'
import type { Services } from './services.ts'
import { openTestDatabase, testPassword } from './test-database.ts'

/** Services over a fresh test database; `today` stands still so that examples stay true. */
export async function openTestServices(today = '2026-03-16'): Promise<Services & { close(): Promise<void> }> {
  const { url: ownerUrl, drop } = await openTestDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'banggiao-test-'))
  const config = { ...readConfig({ DATA_DIR: dataDir, PORT: '0' }, ['--no-demo']), databaseUrl: ownerUrl }
  const database = connect({ url: ownerUrl, passwordOf: () => testPassword, max: 5 })
  const warnings: unknown[] = []
  const log = {
    info: () => {},
    warn: (message: string, error?: unknown) => {
      warnings.push(error)
      console.warn(message, error ?? '')
    },
  }
  const jobs = await openJobs(database.system, log.warn)
  const events = await openEvents(roleUrl(ownerUrl, 'app_system', testPassword), log.warn)
  const services: Services = {
    config,
    database,
    auth: openAuth(ownerUrl, testPassword, config.secret),
    jobs,
    events,
    files: openFileStore(dataDir),
    clock: { now: () => new Date(`${today}T02:00:00Z`), today: () => today },
    papers: {},
    confirmed: [],
    log,
  }
  return Object.assign(services, {
    async close() {
      await jobs.stop()
      await events.stop()
      await services.auth.end()
      await database.end()
      await drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  })
}

/** The API with a test's own way in: the header `x-person` names the person, `x-unit` the unit acted in. */
export function buildTestApp(services: Services, rooms: Room[]): Promise<App> {
  return buildApp({
    services,
    rooms,
    authenticate: async (request) => {
      const person = request.headers['x-person']
      if (typeof person !== 'string') return null
      const unit = request.headers['x-unit']
      return loadActor(services.database, person, typeof unit === 'string' ? Number(unit) : null)
    },
  })
}
