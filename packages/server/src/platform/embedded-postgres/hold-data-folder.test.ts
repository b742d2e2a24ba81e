import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { type HeldFolder, holdDataFolder } from './hold-data-folder.ts'

const source = join(dirname(fileURLToPath(import.meta.url)), 'hold-data-folder.ts')
let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'banggiao-test-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

test('of many that want the folder at once exactly one gets it, whether or not a dead lock lies there', async () => {
  for (const deadLock of [false, true]) {
    if (deadLock) await leaveDeadLock(dataDir)
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => holdDataFolder(dataDir)))
    const held = results.filter((result) => result.status === 'fulfilled')
    expect(held).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(CannotStart)
    }
    ;(held[0] as PromiseFulfilledResult<HeldFolder>).value.release()
    expect(readdirSync(dataDir)).toEqual([])
  }
})

test('the folder is free again after release, and after the holder was killed', async () => {
  const first = await holdDataFolder(dataDir)
  await expect(holdDataFolder(dataDir)).rejects.toThrow(`in use by process ${process.pid}`)
  first.release()
  await leaveDeadLock(dataDir)
  const second = await holdDataFolder(dataDir)
  second.release()
})

test('a path longer than a socket may be is held all the same', async () => {
  const long = join(dataDir, 'n'.repeat(70), 'm'.repeat(70))
  mkdirSync(long, { recursive: true })
  const held = await holdDataFolder(long)
  await expect(holdDataFolder(long)).rejects.toThrow('in use')
  held.release()
  expect(readdirSync(long)).toEqual([])
})

/** Another process takes the folder and is killed. */
async function leaveDeadLock(folder: string): Promise<void> {
  const script = `import { holdDataFolder } from ${JSON.stringify(source)}
    await holdDataFolder(${JSON.stringify(folder)})
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((held) => child.stdout.once('data', held))
  child.kill('SIGKILL')
  await new Promise((ended) => child.once('exit', ended))
  expect(readdirSync(folder)).toEqual(['lock.1'])
}
