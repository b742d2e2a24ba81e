import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bench, Figure } from './figure.ts'
import { memoryOf } from './memory.ts'

const sources = ['../samples/', '../packages/vanban/src/read/fixtures/'].map((at) =>
  fileURLToPath(new URL(at, import.meta.url)),
)
const FORMATS = ['.docx', '.pdf', '.txt', '.odt', '.html', '.doc']

/** Many documents of every format but scans, read, parsed and checked in two threads: the most memory they take. */
export async function measureMany(count: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'banggiao-bench-'))
  try {
    const files = sources.flatMap((at) => readdirSync(at).map((name) => join(at, name)))
    const mixed = files.filter((file) => FORMATS.includes(extname(file)))
    for (let i = 0; i < count; i++)
      copyFileSync(mixed[i % mixed.length]!, join(folder, `${i}${extname(mixed[i % mixed.length]!)}`))
    const begun = performance.now()
    const child = spawn(process.execPath, [fileURLToPath(new URL('read-documents.ts', import.meta.url)), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, memoryOf(child.pid!))
    }, 200)
    const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done))
    clearInterval(watch)
    if (code !== 0 || Number(said) !== count) throw new Error(`${said} of ${count} documents read, exit code ${code}`)
    const seconds = (performance.now() - begun) / 1000
    return [
      {
        name: `read ${count} mixed documents with two workers`,
        value: `${most.toFixed(0)} MB`,
        reference: `most PSS of the process, ${(count / seconds).toFixed(0)} documents/s`,
        measured: most,
        limit: { at: 'most', figure: 512, unit: 'MB' },
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const bench: Bench = () => measureMany(1_000)
