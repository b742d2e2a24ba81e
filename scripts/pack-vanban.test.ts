import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from './bootstrap.mjs'

/** A copy of the workspace around the package, so that nobody else sees it while it is packed, and an empty folder. */
let clone: string
let empty: string
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'banggiao-pack-'))
  empty = join(clone, 'empty')
  mkdirSync(empty)
  cpSync(join(root, 'packages/vanban'), join(clone, 'packages/vanban'), {
    recursive: true,
    filter: (path) => !/\/(?:node_modules|dist)$/u.test(path),
  })
  for (const file of ['scripts/pack-vanban.mjs', 'tsconfig.base.json', 'LICENSE'])
    cpSync(join(root, file), join(clone, file))
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'))
})
afterAll(() => rmSync(clone, { recursive: true, force: true }))

function run(command: string, args: string[], folder: string): string {
  return execFileSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 150_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

test('the packed library installs in an empty folder, runs as a command and is typed', { timeout: 300_000 }, () => {
  const vanban = join(clone, 'packages/vanban')
  const before = readFileSync(join(vanban, 'package.json'), 'utf8')
  run('npm', ['pack', '--silent', '--pack-destination', empty], vanban)
  expect(readFileSync(join(vanban, 'package.json'), 'utf8')).toBe(before)

  writeFileSync(join(empty, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }))
  const { name, version } = JSON.parse(before)
  const tarball = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', `./${tarball}`]
  run('npm', install, empty)

  const sample = join(root, 'samples/ward-plan-2026.docx')
  const command = join(empty, 'node_modules/.bin/vanban')
  expect(JSON.parse(run(command, ['parse', sample], empty))).toMatchObject({ kind: 'Kế hoạch', recognised: true })
  expect(run(command, ['--version'], empty)).toBe(`${version}\n`)

  writeFileSync(
    join(empty, 'use.ts'),
    `import { fillTemplate, type ParsedDocument, parse, readText, templatesOf, writeDocx, writePdf } from '${name}'
     const [plan] = templatesOf('Kế hoạch')
     const document = fillTemplate(plan!, { unit: 'Trường THCS Gió Mới', year: '2026' })
     const files: Uint8Array[] = [await writeDocx(document), await writePdf(document)]
     export const sizes = files.map((file) => file.length)
     export const read: ParsedDocument = parse(readText('KẾ HOẠCH'))
     // @ts-expect-error a number is no source
     export const wrong = () => parse(5)
    `,
  )
  writeFileSync(
    join(empty, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { strict: true, noEmit: true, module: 'NodeNext', target: 'ES2024', types: [] },
      include: ['use.ts'],
    }),
  )
  // Types of the package itself too: skipLibCheck stays off.
  expect(run(process.execPath, [join(root, 'node_modules/typescript-7/bin/tsc'), '-p', '.'], empty)).toBe('')
  const sizes = run(process.execPath, ['-e', "import('./use.ts').then((use) => console.log(use.sizes.join()))"], empty)
  for (const size of sizes.trim().split(',')) expect(Number(size)).toBeGreaterThan(5000)
})
