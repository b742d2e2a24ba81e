import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Bench, type Figure, median } from './figure.ts'
import { memoryOf } from './memory.ts'

const main = fileURLToPath(new URL('../packages/server/src/main.ts', import.meta.url))

interface Running {
  child: ChildProcess
  url: string
  /** From spawn to the first answered page, milliseconds. */
  ms: number
}

async function start(dataDir: string): Promise<Running> {
  const begun = performance.now()
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (chunk) => {
      said += chunk
      const found = /http:\/\/localhost:\d+/.exec(said)
      if (found) resolve(found[0])
    })
    child.on('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
  const page = await fetch(url)
  await page.text()
  return { child, url, ms: performance.now() - begun }
}

async function stop({ child }: Running): Promise<void> {
  child.kill('SIGTERM')
  await new Promise((resolve) => child.on('exit', resolve))
}

/** Installed cold and warm start, and idle memory of server and database together. */
export const bench: Bench = async () => {
  const figures: Figure[] = []
  const folder = mkdtempSync(join(tmpdir(), 'banggiao-bench-'))
  try {
    const cold = await start(join(folder, 'data'))
    await stop(cold)
    const warm: number[] = []
    let idle = 0
    for (let round = 0; round < 3; round++) {
      const again = await start(join(folder, 'data'))
      warm.push(again.ms)
      if (round === 2) {
        await wait(10_000)
        idle = memoryOf(again.child.pid!)
      }
      await stop(again)
    }
    figures.push(
      {
        name: 'cold start, demonstration loaded',
        value: `${(cold.ms / 1000).toFixed(1)} s`,
        reference: 'empty data folder to first page',
        measured: cold.ms / 1000,
        limit: { at: 'most', figure: 10, unit: 's' },
      },
      {
        name: 'warm start',
        value: `${(median(warm) / 1000).toFixed(2)} s`,
        reference: 'same data folder, median of 3',
        measured: median(warm) / 1000,
        limit: { at: 'most', figure: 3, unit: 's' },
      },
      {
        name: 'idle memory, server and database',
        value: `${idle.toFixed(0)} MB`,
        reference: 'PSS of all processes, 10 s after the start',
        measured: idle,
        limit: { at: 'most', figure: 400, unit: 'MB' },
      },
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return figures
}
