import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { dropTestTemplate, makeTestTemplate } from './test-database.ts'

/**
 * Vitest's set-up of the integration tests: one server for the whole run, in a temporary folder, or the one that
 * TEST_DATABASE_URL names (a superuser on PostgreSQL 15 or newer); and one migrated template that the test files copy.
 */
export default async function openTestServer(): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const server = given === undefined ? await startTestServer() : { url: given, stop: async () => undefined }
  process.env.TEST_DATABASE_URL = server.url
  // Runs that share a server must not take each other's template away.
  process.env.TEST_TEMPLATE ??= `banggiao_template_${randomBytes(4).toString('hex')}`
  try {
    await makeTestTemplate(server.url)
    return async () => {
      await dropTestTemplate(server.url)
      await server.stop()
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'banggiao-test-'))
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined, disposable: true })
  return {
    url: server.ownerUrl,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
