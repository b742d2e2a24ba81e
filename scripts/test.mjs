// `npm test`: installs what is missing, then all checks, unit and integration tests, journeys in a real browser.
// With --also-on-server the integration tests run a second time, against the machine's own PostgreSQL if it has one.
// Ends with one line, `N passed, N failed`, over all of it; a check counts as one.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { finished } from 'node:stream/promises'
import { continueUnderProjectNode, endOf, environment, root, say } from './bootstrap.mjs'
import { buildWeb } from './build-web.mjs'
import { runChecks } from './check.mjs'
import { findServerPrograms, startServerPostgres } from './server-postgres.mjs'

const node = await continueUnderProjectNode(import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'banggiao-test-'))
const sum = { passed: 0, failed: 0 }
try {
  add('checks', await runChecks(node))
  const built = await buildWeb(root, node)
  add('web build', built ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
  // The journeys walk the built pages. They wait much and compute little: the other tests run beside them.
  const said = new PassThrough({ highWaterMark: 64 << 20 })
  const journeys = built ? runVitest(['e2e'], { output: said }) : undefined
  add('unit and integration tests', await runVitest(['unit', 'integration']))
  if (process.argv.includes('--also-on-server')) await testOnServer()
  if (journeys) {
    // What they said meanwhile, and then what they go on saying.
    said.pipe(process.stdout, { end: false })
    const walked = await journeys
    said.end()
    await finished(said)
    add('journeys', walked)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 ? 1 : 0

/**
 * @param {string} what
 * @param {{ passed: number, failed: number }} result
 */
function add(what, { passed, failed }) {
  say(`${what}: ${failed > 0 ? `${failed} of ${passed + failed} failed` : `all ${passed} passed`}`)
  sum.passed += passed
  sum.failed += failed
}

async function testOnServer() {
  const programs = findServerPrograms()
  if (programs === undefined)
    return say('no server PostgreSQL (15 or newer) on this machine: tested on the embedded one only')
  say(`integration tests again, on the server in ${programs}`)
  const server = await startServerPostgres(programs)
  try {
    // What starts embedded servers of its own has nothing to do with this one.
    const more = ['**/embedded-postgres/**', '**/cli.test.ts'].map((files) => `--exclude=${files}`)
    const surroundings = { TEST_DATABASE_URL: server.url }
    add('integration tests on the server', await runVitest(['integration'], { more, surroundings }))
  } finally {
    await server.stop()
  }
}

/**
 * @param {string[]} projects of vitest.config.ts
 * @param {{ more?: string[], surroundings?: Record<string, string>, output?: PassThrough }} [how] more arguments, more
 *   environment, and where it says what it does if not to the terminal
 * @returns {Promise<{ passed: number, failed: number }>} a file or a set-up that could not run counts as one failure
 */
async function runVitest(projects, { more = [], surroundings = {}, output } = {}) {
  const report = join(mkdtempSync(join(folder, 'run-')), 'report.json')
  const args = [...projects.flatMap((project) => ['--project', project]), ...more]
  const child = spawn(
    node,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    {
      cwd: root,
      env: { ...environment(node), ...surroundings },
      stdio: output ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    },
  )
  if (output) for (const stream of [child.stdout, child.stderr]) stream?.pipe(output, { end: false })
  const code = await endOf(child)
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  )
  const failed = numFailedTests + broken.length
  // Vitest also fails for what belongs to no test: a rejection nobody awaited, a set-up that does not come down.
  return { passed: numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
}
