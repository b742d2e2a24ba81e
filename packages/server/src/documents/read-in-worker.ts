import { Worker } from 'node:worker_threads'
import type { FileReading } from './read-bytes.ts'

/** Longest a file may take to read, in milliseconds. */
export const mostReadingMs = 30_000
const mostHeapMb = 384
/** Files read at once in this process; others wait their turn. */
const mostAtOnce = 2

let running = 0
const waiting: (() => void)[] = []

/**
 * Reads a file in a thread of its own that ends with it: no file can hold up the server or eat its memory.
 * @param log hears that reading broke, never what was in the file
 */
export async function readInWorker(
  bytes: Uint8Array,
  name: string,
  log: (message: string) => void,
): Promise<FileReading> {
  if (running >= mostAtOnce) await new Promise<void>((go) => waiting.push(go))
  else running++
  try {
    return await inThread(bytes, name, log)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function inThread(bytes: Uint8Array, name: string, log: (message: string) => void): Promise<FileReading> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      workerData: { bytes, name },
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
      stdout: true,
      stderr: true,
    })
    let settled = false
    const settle = (reading: FileReading) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      resolve(reading)
      void worker.terminate()
    }
    const timer = setTimeout(() => settle(tooHeavy('took too long')), mostReadingMs)
    worker.once('message', (reading: FileReading) => settle(reading))
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return settle(tooHeavy('needed too much memory'))
      // the message could quote the file; the frames cannot
      log(
        `reading a file broke: ${error.name}\n${error.stack
          ?.split('\n')
          .filter((l) => /^\s+at /.test(l))
          .join('\n')}`,
      )
      settle({
        kind: 'unreadable',
        code: 'broken',
        vi: 'Tệp này làm bộ đọc gặp lỗi; có thể tải lên bản .docx hoặc PDF có chữ khác',
        en: 'The reader broke on this file; another .docx or a PDF with text may be read',
      })
    })
    worker.once('exit', () => settle(tooHeavy('ended')))
  })
}

function tooHeavy(why: string): FileReading {
  return {
    kind: 'unreadable',
    code: 'too-heavy',
    vi: 'Tệp quá phức tạp nên không đọc xong được; lưu lại tệp cho gọn hơn rồi tải lại',
    en: `The file could not be read to its end (${why}); save it in a simpler form and upload it again`,
  }
}
