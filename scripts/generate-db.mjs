// Row types of the newest schema: node scripts/generate-db.mjs URL-of-a-migrated-database
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const url = process.argv[2]
if (!url) {
  console.error('usage: node scripts/generate-db.mjs postgres://…')
  process.exit(2)
}
const made = spawnSync(
  process.execPath,
  [
    'node_modules/kysely-codegen/dist/cli/bin.js',
    '--url',
    url,
    '--dialect',
    'postgres',
    '--default-schema',
    'public',
    '--include-pattern',
    'public.*',
    '--date-parser',
    'string',
    '--numeric-parser',
    'number',
    '--no-domains',
    '--out-file',
    'packages/server/src/platform/generated/db.ts',
  ],
  { stdio: 'inherit' },
)
if (made.status !== 0) process.exit(made.status ?? 1)
// platform/database.ts parses int8 to number: ids and counts of ours fit a double
const path = 'packages/server/src/platform/generated/db.ts'
writeFileSync(
  path,
  readFileSync(path, 'utf8').replace(
    /^export type Int8 = .*$/m,
    'export type Int8 = ColumnType<number, number, number>;',
  ),
)
