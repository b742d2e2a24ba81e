// The house rules of .dependency-cruiser.cjs over every module of ours, and that of the migrations; also a command:
// node scripts/check-house-rules.mjs
import { existsSync, readdirSync, readFileSync } from 'node:fs'
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
    violations: [
      ...output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
      ...checkMigrations(base),
    ],
  }
}

const migrations = 'packages/server/src/platform/migrations'
export const migrationRule = 'a-migration-lets-its-owner-through'

/** Applied with their names and hashes for good, and what they did not do is done since: by 0134, and for 0133 by a policy. */
const mended = new Set([
  '0070-notices-of-ids.sql',
  '0121-receivers-of-reports.sql',
  '0132-instructed.sql',
  '0133-successors.sql',
])

/**
 * Migrations are run by the owner of the tables, whom row security holds as well (FORCE ROW LEVEL SECURITY on every table): a
 * statement over rows finds none, and fails nowhere, unless each of its tables has `no force row level security` by then.
 * A table of the same migration is free until it is forced. Bodies of functions run later, under whoever calls them.
 * @param {string} base
 * @returns {{ rule: string, from: string, to: string }[]} the migration and the table that stayed shut
 */
function checkMigrations(base) {
  const folder = join(base, migrations)
  if (!existsSync(folder)) return []
  /** @type {Set<string>} */
  const held = new Set()
  const violations = []
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    const made = []
    const text = readFileSync(join(folder, name), 'utf8')
      .toLowerCase()
      .replace(/--.*$/gm, '')
      .replace(/\bcreate (?:or replace )?function\b[\s\S]*?\$\$[\s\S]*?\$\$/g, '')
    for (const statement of text.split(';')) {
      const table = /\bcreate table (?:if not exists )?(\w+)(?![\w.])/.exec(statement)?.[1]
      if (table) made.push(table)
      const change = /\balter table (\w+) (no )?force row level security/.exec(statement)
      if (change?.[1]) change[2] ? held.delete(change[1]) : held.add(change[1])
      if (
        mended.has(name) ||
        !/\bupdate (?:only )?\w+ (?:as )?(?:\w+ )?set\b|\bdelete from\b|\binsert into\b/.test(statement)
      )
        continue
      for (const [, touched] of statement.matchAll(/\b(?:from|join|into|using|update)\s+(?:only\s+)?(\w+)(?![\w.(])/g))
        if (touched && held.has(touched))
          violations.push({ rule: migrationRule, from: `${migrations}/${name}`, to: touched })
    }
    // those that a loop over all tables forces
    for (const table of made) held.add(table)
  }
  return violations
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
