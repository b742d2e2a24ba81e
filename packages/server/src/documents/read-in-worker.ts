import { Worker } from 'node:worker_threads'
import type { FileReading } from './read-bytes.ts'

/** Longest a file may take to read, in milliseconds. */
const mostReadingMs = 30_000
const mostHeapMb = 384
/** Files read at once in this process; others wait their turn. */
const mostAtOnce = 2
/** A thread with nothing to read ends after this, in milliseconds; the next file of the same hand finds it ready. */
const idleMs = 5_000

interface Thread {
  worker: Worker
  /** What to do with the next thing it says or suffers; null while it has nothing to read. */
  hear: ((outcome: { reading: FileReading } | { error: Error & { code?: string } } | 'ended') => void) | null
  ends: NodeJS.Timeout | undefined
}

let running = 0
const waiting: (() => void)[] = []
const idle: Thread[] = []

/** Starts a thread while the bytes are still coming in, so that reading begins at once. */
export function expectReading(): void {
  if (idle.length === 0 && running < mostAtOnce) rest(startThread())
}

/**
 * Reads a file in a thread apart, ended when it takes too long or too much memory: no file can hold up the server.
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
    return await inThread(takeThread(), { bytes, name }, log)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function startThread(): Thread {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    stdout: true,
    stderr: true,
  })
  const thread: Thread = { worker, hear: null, ends: undefined }
  worker.on('message', (reading: FileReading) => thread.hear?.({ reading }))
  worker.on('error', (error) => thread.hear?.({ error: error as Error }))
  worker.on('exit', () => {
    forget(thread)
    thread.hear?.('ended')
  })
  return thread
}

function takeThread(): Thread {
  const thread = idle.pop() ?? startThread()
  clearTimeout(thread.ends)
  thread.worker.ref()
  return thread
}

function rest(thread: Thread): void {
  thread.worker.unref()
  thread.ends = setTimeout(() => {
    forget(thread)
    void thread.worker.terminate()
  }, idleMs).unref()
  idle.push(thread)
}

function forget(thread: Thread): void {
  const at = idle.indexOf(thread)
  if (at >= 0) idle.splice(at, 1)
}

function inThread(
  thread: Thread,
  file: { bytes: Uint8Array; name: string },
  log: (message: string) => void,
): Promise<FileReading> {
  return new Promise((resolve) => {
    const settle = (reading: FileReading, reusable = false) => {
      thread.hear = null
      clearTimeout(timer)
      if (reusable) rest(thread)
      else void thread.worker.terminate()
      resolve(reading)
    }
    const timer = setTimeout(() => settle(tooHeavy('took too long')), mostReadingMs)
    thread.hear = (outcome) => {
      if (outcome === 'ended') return settle(tooHeavy('ended'))
      // the thread that saw a secret paper ends with it
      if ('reading' in outcome) return settle(outcome.reading, outcome.reading.kind !== 'secret')
      const { error } = outcome
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return settle(tooHeavy('needed too much memory'))
      // the message could quote the file; the frames cannot
      const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
      log(`reading a file broke: ${error.name}\n${frames?.join('\n')}`)
      settle({
        kind: 'unreadable',
        code: 'broken',
        vi: 'Tệp này làm bộ đọc gặp lỗi; có thể tải lên bản .docx hoặc PDF có chữ khác',
        en: 'The reader broke on this file; another .docx or a PDF with text may be read',
      })
    }
    thread.worker.postMessage(file)
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
