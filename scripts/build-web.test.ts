import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildWeb } from './build-web.mjs'

/** A clone whose builder counts its builds, and fails when a source says so. */
let clone: string
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'banggiao-test-'))
  put('package-lock.json', '{}')
  put('packages/web/src/main.tsx', 'one')
  put('packages/catalogue/src/index.ts', 'one')
  put(
    'node_modules/vite/bin/vite.js',
    `const fs = require('fs')
     if (fs.readFileSync('src/main.tsx', 'utf8') === 'broken') process.exit(1)
     fs.mkdirSync('dist', { recursive: true })
     fs.appendFileSync('dist/builds', 'x')`,
  )
})
afterEach(() => rmSync(clone, { recursive: true, force: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(clone, path)), { recursive: true })
  writeFileSync(join(clone, path), text)
}

const build = () => buildWeb(clone, process.execPath)
const builds = () => readFileSync(join(clone, 'packages/web/dist/builds'), 'utf8').length

test('the web app is built once, and again when what it is made of has changed', async () => {
  expect(await build()).toBe(true)
  expect(await build()).toBe(true)
  expect(builds()).toBe(1)
  for (const source of ['packages/web/src/main.tsx', 'packages/catalogue/src/index.ts', 'package-lock.json']) {
    put(source, 'two')
    await build()
  }
  expect(builds()).toBe(4)
})

test('tests and the last build are not what it is made of', async () => {
  await build()
  put('packages/web/src/main.test.tsx', 'new')
  put('packages/web/dist/index.html', 'new')
  await build()
  expect(builds()).toBe(1)
})

test('a build that failed is tried again, and says no', async () => {
  await build()
  put('packages/web/src/main.tsx', 'broken')
  expect(await build()).toBe(false)
  put('packages/web/src/main.tsx', 'one')
  expect(await build()).toBe(true)
  expect(builds()).toBe(2)
})
