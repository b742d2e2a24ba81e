// `npm run generate` writes the generated files anew; with --check it says whether those in the tree are current.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { continueUnderProjectNode, environment, root } from './bootstrap.mjs'

const node = await continueUnderProjectNode(import.meta.url)

/**
 * In the order in which they depend on one another. A new generated file is one entry here.
 * @type {{ file: string, write: () => void | Promise<void> }[]}
 */
const generated = [
  { file: 'packages/server/src/platform/generated/db.ts', write: writeRowTypes },
  { file: 'packages/server/openapi.json', write: () => run('scripts/generate-openapi.ts') },
  {
    file: 'packages/web/src/generated/api.d.ts',
    write: () =>
      run(
        'node_modules/openapi-typescript/bin/cli.js',
        'packages/server/openapi.json',
        '-o',
        'packages/web/src/generated/api.d.ts',
      ),
  },
]

const check = process.argv.includes('--check')
const stale = []
for (const { file, write } of generated) {
  const path = join(root, file)
  if (!existsSync(path)) continue // the room that reads it does not stand yet
  const before = readFileSync(path, 'utf8')
  await write()
  if (!check || readFileSync(path, 'utf8') === before) continue
  stale.push(file)
  writeFileSync(path, before)
}
for (const file of stale) console.error(`${file} is not what its source says: run npm run generate and commit it.`)
process.exitCode = stale.length > 0 ? 1 : 0

/** @param {string[]} args */
function run(...args) {
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: root, env: environment(node), encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stdout}${stderr}`)
}

/** Row types are read from a database that the migrations have just made. */
async function writeRowTypes() {
  const { startEmbeddedPostgres } = await import('../packages/server/src/platform/embedded-postgres.ts')
  const { migrate } = await import('../packages/server/src/platform/migrate.ts')
  const folder = mkdtempSync(join(tmpdir(), 'banggiao-generate-'))
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined, disposable: true })
  try {
    await migrate(server.ownerUrl, () => 'ab12')
    run('scripts/generate-db.mjs', server.ownerUrl)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
