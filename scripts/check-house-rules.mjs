// The house rules of .dependency-cruiser.cjs over every module of ours; also a command: node scripts/check-house-rules.mjs
import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise } from 'dependency-cruiser'
import rules from '../.dependency-cruiser.cjs'
import { root } from './bootstrap.mjs'

/**
 * Checks every source file under packages/, bench/ and e2e/.
 * @param {string} base the clone; a made-up one in tests
 * @returns {Promise<{ modules: number, violations: { rule: string, from: string, to: string }[] }>} paths from `base`
 * @throws {Error} when a source file was not seen: a blind check is green
 */
export async function checkHouseRules(base) {
  const folders = ['packages', 'bench', 'e2e'].filter((folder) => listSources(join(base, folder)).length > 0)
  const { output } = await cruise(folders, { ...rules.options, baseDir: base, ruleSet: rules, validate: true })
  if (typeof output === 'string') throw new Error(output)
  const seen = new Set(output.modules.map(({ source }) => source))
  const missed = folders
    .flatMap((folder) => listSources(join(base, folder)).map((file) => relative(base, file)))
    .filter((file) => !seen.has(file))
  if (missed.length > 0)
    throw new Error(`the house rules did not see ${missed.length} files, the first is ${missed[0]}`)
  return {
    modules: seen.size,
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function listSources(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return ['node_modules', 'dist', 'shots', 'out'].includes(entry.name) ? [] : listSources(path)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { modules, violations } = await checkHouseRules(root)
  for (const { rule, from, to } of violations) console.error(`${rule}: ${from} → ${to}`)
  console.log(`${modules} modules, ${violations.length} violations of the house rules`)
  process.exitCode = violations.length > 0 ? 1 : 0
}
