import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import rules from '../.dependency-cruiser.cjs'
import { root } from './bootstrap.mjs'
import { checkHouseRules, migrationRule } from './check-house-rules.mjs'

/** A small house that keeps every rule. */
const house: Record<string, string> = {
  'packages/vanban/src/index.ts':
    'export type Document = { title: string }\nexport const parse = (title: string) => ({ title })',
  'packages/rules/src/index.ts': 'export type State = string\nexport const fold = (states: State[]) => states.at(-1)',
  'packages/catalogue/src/index.ts':
    "import type { State } from '@banggiao/rules'\nimport type { Document } from '@banggiao/vanban'\nexport const kind: { state: State; document?: Document } = { state: 'draft' }",
  'packages/web/src/main.tsx':
    "import { kind } from '@banggiao/catalogue'\nimport { fold } from '@banggiao/rules'\nimport type { Document } from '@banggiao/vanban'\nexport const page = (d: Document) => fold([kind.state, d.title])",
  'packages/server/src/platform/database.ts': 'export const open = () => 1',
  'packages/server/src/plans/index.ts':
    "import { open } from '../platform/database.ts'\nimport { read } from '../documents/index.ts'\nexport const plans = () => [open(), read()]",
  'packages/server/src/documents/index.ts': "export { read } from './read-document.ts'",
  'packages/server/src/documents/read-document.ts':
    "import { parse } from '@banggiao/vanban'\nexport const read = () => parse('')",
  'packages/server/src/platform/migrations/0001-units.sql':
    'create table unit (id int, name text);\nalter table unit force row level security;\ninsert into auth.kept values (1);',
  'packages/server/src/platform/migrations/0002-levels.sql':
    "alter table unit add column level text;\nalter table unit no force row level security;\nupdate unit set level = 'THCS' where name like 'Trường %';\nalter table unit force row level security;\ncreate table place (id int);\ninsert into place values (1);\ncreate function end_unit() returns void language sql as $$ delete from unit; $$;\nalter table place force row level security;",
  'packages/server/src/main.ts': "import { plans } from './plans/index.ts'\nplans()",
}

/** For every rule a file that breaks it, and nothing else. */
const breaches: Record<string, Record<string, string>> = {
  'no-cycles': {
    'packages/vanban/src/index.ts': "export * from './lines.ts'\nexport const parse = (title: string) => ({ title })",
    'packages/vanban/src/lines.ts': "import { parse } from './index.ts'\nexport const lines = () => parse('')",
  },
  'vanban-knows-no-package-of-ours': {
    'packages/vanban/src/state.ts': "import type { State } from '@banggiao/rules'\nexport const state: State = ''",
  },
  'vanban-needs-no-database-and-no-server': {
    'packages/vanban/src/store.ts': "import pg from 'pg'\nexport const a = pg",
  },
  'rules-know-nothing': {
    'packages/rules/src/read.ts': "import type { Document } from '@banggiao/vanban'\nexport type Read = Document",
  },
  'rules-do-no-io': {
    'packages/rules/src/file.ts': "import { readFileSync } from 'node:fs'\nexport const a = readFileSync",
  },
  'catalogue-takes-types-only': {
    'packages/catalogue/src/fold.ts': "import { fold } from '@banggiao/rules'\nexport const last = fold([])",
  },
  'catalogue-knows-no-floor-above': {
    'packages/catalogue/src/up.ts':
      "import type { page } from '../../web/src/main.tsx'\nexport type Page = typeof page",
  },
  'web-reaches-the-server-over-http': {
    'packages/web/src/plans.ts':
      "import type { plans } from '../../server/src/plans/index.ts'\nexport type P = typeof plans",
  },
  'web-takes-only-types-of-vanban': {
    'packages/web/src/read.ts': "import { parse } from '@banggiao/vanban'\nexport const read = parse",
  },
  'server-knows-no-web': {
    'packages/server/src/plans/page.ts': "import { page } from '../../../web/src/main.tsx'\nexport const shown = page",
  },
  'a-room-enters-another-by-its-door': {
    'packages/server/src/plans/deep.ts':
      "import { read } from '../documents/read-document.ts'\nexport const deep = read",
  },
  'platform-knows-no-room': {
    'packages/server/src/platform/up.ts': "import { plans } from '../plans/index.ts'\nexport const up = plans",
  },
  'only-the-entrance-knows-all-rooms': {
    'packages/server/src/cli.ts': 'export const cli = 1',
    'packages/server/src/plans/all.ts': "import { cli } from '../cli.ts'\nexport const all = cli",
  },
  'a-migration-lets-its-owner-through': {
    'packages/server/src/platform/migrations/0003-late.sql':
      "alter table unit no force row level security;\nalter table unit force row level security;\nupdate unit u set level = 'MN' where u.level is null;",
    'packages/server/src/platform/migrations/0004-other.sql':
      'create table named (name text);\ninsert into named select u.name from unit u;',
    'packages/server/src/platform/migrations/0005-loop.sql': 'do $$ begin\n  delete from place where id = 1;\nend $$;',
  },
  'every-import-is-found': {
    'packages/server/src/plans/gone.ts': "import { x } from './nowhere.ts'\nexport const gone = x",
  },
}

let clone: string
beforeEach(() => {
  clone = realpathSync(mkdtempSync(join(tmpdir(), 'banggiao-test-')))
  for (const name of ['vanban', 'rules', 'catalogue', 'web', 'server']) {
    put(
      `packages/${name}/package.json`,
      JSON.stringify({ name: `@banggiao/${name}`, exports: { '.': './src/index.ts' } }),
    )
    mkdirSync(join(clone, 'node_modules/@banggiao'), { recursive: true })
    symlinkSync(`../../packages/${name}`, join(clone, 'node_modules/@banggiao', name))
  }
  put('node_modules/pg/package.json', JSON.stringify({ name: 'pg', main: 'index.js' }))
  put('node_modules/pg/index.js', 'module.exports = {}')
  for (const [path, text] of Object.entries(house)) put(path, text)
})
afterEach(() => rmSync(clone, { recursive: true, force: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(clone, path)), { recursive: true })
  writeFileSync(join(clone, path), text)
}

describe('the house rules', () => {
  test('let a house that keeps them pass, and see all of it', async () => {
    const { modules, violations } = await checkHouseRules(clone)
    expect(violations).toEqual([])
    expect(modules).toBeGreaterThanOrEqual(Object.keys(house).filter((path) => !path.endsWith('.sql')).length)
  })

  test.each(Object.entries(breaches))('find a breach of %s', async (rule, planted) => {
    for (const [path, text] of Object.entries(planted)) put(path, text)
    const { violations } = await checkHouseRules(clone)
    expect(violations.map((violation) => violation.rule)).toContain(rule)
    if (rule === migrationRule) expect(violations.map(({ from }) => from)).toEqual(Object.keys(planted))
    for (const { from } of violations) expect(Object.keys(planted)).toContain(from)
  })

  test('are each proven here', () => {
    expect(Object.keys(breaches).sort()).toEqual([...rules.forbidden!.map(({ name }) => name), migrationRule].sort())
  })

  test('see this house too, not only a made-up one', async () => {
    expect((await checkHouseRules(root)).modules).toBeGreaterThan(60)
  })
})
