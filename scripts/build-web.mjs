import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { continueUnderProjectNode, endOf, environment, root, say } from './bootstrap.mjs'

/** What the built pages are made of; the lock stands for every package outside. */
const sources = ['packages/web', 'packages/catalogue', 'packages/rules', 'package-lock.json']

/**
 * Builds packages/web/dist when it was made of other sources than those present.
 * @param {string} base the clone
 * @param {string} node
 * @returns {Promise<boolean>} false when the build failed; it has then said why
 */
export async function buildWeb(base, node) {
  const web = join(base, 'packages', 'web')
  const stamp = join(web, 'dist', '.stamp')
  const now = hashOf(base)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return true

  say('building the web app')
  const started = Date.now()
  // Without the stamp a build that is interrupted leaves nothing that looks finished.
  rmSync(stamp, { force: true })
  const vite = join(base, 'node_modules', 'vite', 'bin', 'vite.js')
  const child = spawn(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: web,
    stdio: 'inherit',
    env: { ...environment(node), NODE_ENV: 'production' },
  })
  if ((await endOf(child)) !== 0) {
    console.error('The web app could not be built (its message is above), so nothing was started.')
    return false
  }
  writeFileSync(stamp, now)
  say(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return true
}

/** @param {string} base */
function hashOf(base) {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesUnder(join(base, source))) {
      hash
        .update(`${relative(base, file)}\0`)
        .update(readFileSync(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]} every file a build may read, in a fixed order
 */
function filesUnder(path) {
  if (!existsSync(path)) return []
  if (path.endsWith('.json') && path.includes('package-lock')) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !['node_modules', 'dist'].includes(name) && !/\.test\.tsx?$|\.tsbuildinfo$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const node = await continueUnderProjectNode(import.meta.url)
  process.exitCode = (await buildWeb(root, node)) ? 0 : 1
}
