import { defineConfig } from 'vitest/config'

/** A worker loads the libraries once, not once a file: a quarter of the time. No test leaves anything in a module. */
const isolate = false

/** A bound for what hangs, on a machine that does much else at the same time; no test waits for time to pass. */
const testTimeout = 120_000

/** Three rings: nothing but code; code and a real PostgreSQL; a real browser before the whole thing. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    silent: 'passed-only',
    projects: [
      {
        test: {
          name: 'unit',
          isolate,
          include: [
            'packages/{vanban,catalogue,rules,web}/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
            'samples/**/*.test.ts',
          ],
          testTimeout,
        },
      },
      {
        test: {
          name: 'integration',
          isolate,
          include: ['packages/server/**/*.test.ts'],
          globalSetup: 'packages/server/src/platform/test-server.ts',
          testTimeout,
          hookTimeout: testTimeout,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: 'e2e/browser.ts',
          // bounds for a machine that does much else: a journey waits for what it means, never for time to pass
          testTimeout: 600_000,
          expect: { poll: { timeout: 90_000 } },
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
