// `npm run check`: types, lint, house rules, dead code, generated files. Each counts as one in the suite's closing line.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { continueUnderProjectNode, environment, root } from './bootstrap.mjs'

/** @typedef {{ name: string, args: string[] }} Check what Node is given; it passes with exit code 0 */

/**
 * Runs every check, two at a time, and prints what the failing ones say.
 * @param {string} node
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(node) {
  const waiting = listChecks()
  const results = /** @type {boolean[]} */ ([])
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await run(node, check))
  }
  await Promise.all([work(), work()])
  // Alone and last: it writes the files anew before it compares, which the others must not see.
  results.push(await run(node, { name: 'generated files are current', args: ['scripts/generate.mjs', '--check'] }))
  const passed = results.filter(Boolean).length
  return { passed, failed: results.length - passed }
}

/** @returns {Check[]} the longest first */
function listChecks() {
  const typed = [
    'packages/server',
    'packages/web',
    'packages/vanban',
    'packages/catalogue',
    'packages/rules',
    'e2e',
    'bench',
    'scripts',
  ]
  const types = typed
    .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')) && hasSources(join(root, folder)))
    .map((folder) => ({ name: `types: ${folder}`, args: ['node_modules/typescript-7/bin/tsc', '-p', folder] }))
  return [
    ...types,
    { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'] },
    { name: 'lint and format', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'] },
    { name: 'house rules', args: ['scripts/check-house-rules.mjs'] },
  ]
}

/**
 * Whether there is anything to check: TypeScript refuses a folder without sources.
 * @param {string} folder
 * @returns {boolean}
 */
function hasSources(folder) {
  return readdirSync(folder, { withFileTypes: true }).some((entry) =>
    entry.isDirectory() ? entry.name === 'src' && hasSources(join(folder, 'src')) : /\.(tsx?|mjs)$/.test(entry.name),
  )
}

/**
 * @param {string} node
 * @param {Check} check
 * @returns {Promise<boolean>}
 */
function run(node, { name, args }) {
  const started = Date.now()
  const child = spawn(node, args, { cwd: root, env: environment(node), stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => {
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
      if (code !== 0) console.log(output.trimEnd())
      done(code === 0)
    })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed } = await runChecks(await continueUnderProjectNode(import.meta.url))
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
