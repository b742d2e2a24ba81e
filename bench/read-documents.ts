import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { check, parse, readFile } from '@banggiao/vanban'

// node read-documents.ts FOLDER: reads, parses and checks every file of a folder in two threads; prints how many.

/** Most that the heap of a thread may hold, in MB; PDF.js, Typst and pictures live beside it. */
const HEAP_MB = 96

if (isMainThread) {
  const folder = process.argv[2]!
  const names = readdirSync(folder)
  let next = 0
  let read = 0
  await Promise.all(
    [0, 1].map(
      () =>
        new Promise<void>((done, fail) => {
          const thread = new Worker(new URL(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } })
          const give = (): void => {
            const name = names[next++]
            if (name === undefined) void thread.terminate().then(() => done())
            else thread.postMessage(join(folder, name))
          }
          thread.on('error', fail)
          thread.on('message', (tasks: number) => {
            if (tasks >= 0) read++
            give()
          })
          give()
        }),
    ),
  )
  process.stdout.write(String(read))
} else {
  parentPort!.on('message', async (path: string) => {
    const source = await readFile(new Uint8Array(readFileSync(path)), path)
    const parsed = parse(source)
    check(source, parsed)
    parentPort!.postMessage(parsed.tasks.length)
  })
}
