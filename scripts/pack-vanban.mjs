// `npm pack` in packages/vanban: JavaScript and types in place of the .ts files the workspace runs from.
// prepack calls this with "before", postpack with "after", which leaves the folder as it was.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Builds `dist/` and puts the published package.json in place: `publishConfig` over the fields of the workspace.
 * @param {string} vanban the package's folder
 * @param {string} node_modules where TypeScript is
 * @throws {Error} with the compiler's words where the types do not hold
 */
export function preparePackage(vanban, node_modules) {
  restorePackage(vanban)
  const built = spawnSync(process.execPath, [join(node_modules, 'typescript-7/bin/tsc'), '-p', 'tsconfig.build.json'], {
    cwd: vanban,
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`The package does not compile:\n${built.stdout}${built.stderr}`)
  copyFileSync(join(vanban, '../../LICENSE'), join(vanban, 'LICENSE'))
  const manifest = join(vanban, 'package.json')
  const { publishConfig, scripts, ...fields } = JSON.parse(readFileSync(manifest, 'utf8'))
  renameSync(manifest, kept(vanban))
  writeFileSync(manifest, `${JSON.stringify({ ...fields, ...publishConfig }, null, 2)}\n`)
}

/**
 * Takes away what `preparePackage` made; also what a pack that broke off left behind.
 * @param {string} vanban
 */
export function restorePackage(vanban) {
  if (existsSync(kept(vanban))) renameSync(kept(vanban), join(vanban, 'package.json'))
  for (const made of ['dist', 'LICENSE']) rmSync(join(vanban, made), { recursive: true, force: true })
}

/**
 * Where the workspace's own package.json waits; no file of the package by `files`.
 * @param {string} vanban
 */
function kept(vanban) {
  return join(vanban, 'package.workspace.tmp.json')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const vanban = join(root, 'packages/vanban')
  if (process.argv[2] === 'before') preparePackage(vanban, join(root, 'node_modules'))
  else restorePackage(vanban)
}
