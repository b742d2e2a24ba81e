import { Worker } from 'node:worker_threads'
import type { WrittenDocument } from '@banggiao/vanban'
import type { compareSigned } from './compare-signed.ts'
import type { FileReading, Roots, Screening } from './read-bytes.ts'
import { notCompared, type SignedDiffers } from './signed-copy.ts'

/** Longest a file may take to read, a page to draw or two texts to compare, in milliseconds. */
const mostReadingMs = 30_000
/** Longest one page may take to be looked at for a mark of secrecy: some seconds where nothing else runs. */
const mostScreeningMs = 120_000
/** Longest the recognition of one file may take; its own bound, by pages and by time, is narrower (vanban: recognise-pages.ts). */
const mostRecognisingMs = 50 * 60_000
const mostHeapMb = 384
/** Files read at once in this process; others wait their turn. */
const mostAtOnce = 2
/** A thread with nothing to read ends after this, in milliseconds; the next file of the same hand finds it ready. */
const idleMs = 20_000

/** What a thread is asked. */
export type ThreadTask =
  | { kind: 'read'; bytes: Uint8Array; name: string; roots: Roots }
  | { kind: 'screen'; bytes: Uint8Array; page: number }
  | { kind: 'recognise'; bytes: Uint8Array; name: string; roots: Roots }
  | { kind: 'draw'; bytes: Uint8Array; page: number; dpi: number }
  | { kind: 'compare'; approved: WrittenDocument; signedText: string; given: Parameters<typeof compareSigned>[2] }

/** How far it is, any number of times, then one answer. */
export type ThreadSays = { answer: unknown } | { done: number; pages: number }

type Failure = { why: 'heavy'; words: string } | { why: 'broken' }

interface Thread {
  worker: Worker
  /** What to do with the next thing it says or suffers; null while it has nothing to read. */
  hear: ((outcome: ThreadSays | { error: Error & { code?: string } } | 'ended') => void) | null
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
export function readInWorker(bytes: Uint8Array, name: string, roots: Roots, log: Log): Promise<FileReading> {
  return taken<FileReading>(
    { kind: 'read', bytes, name, roots },
    {
      log,
      most: mostReadingMs,
      failed: (failure) => (failure.why === 'heavy' ? tooHeavy(failure.words) : broken),
      // the thread that saw a secret paper ends with it
      reusable: (reading) => reading.kind !== 'secret',
    },
  )
}

/** Looks at one page of a scan for a mark of secrecy; null where that could not be done to its end. */
export function screenInWorker(bytes: Uint8Array, page: number, log: Log): Promise<Screening | null> {
  return taken<Screening | null>(
    { kind: 'screen', bytes, page },
    { log, most: mostScreeningMs, failed: () => null, reusable: (seen) => seen !== null && seen.kind !== 'secret' },
  )
}

/**
 * Recognises a scan in a thread of its own, beside those that read: one at a time, as the queue gives them.
 * @param progress hears how many of the pages are done
 */
export function recogniseInWorker(
  bytes: Uint8Array,
  name: string,
  roots: Roots,
  progress: (done: number, pages: number) => void,
  log: Log,
): Promise<FileReading> {
  return inThread<FileReading>(
    startThread(),
    { kind: 'recognise', bytes, name, roots },
    {
      log,
      most: mostRecognisingMs,
      progress,
      failed: (failure) => (failure.why === 'heavy' ? tooHeavy(failure.words) : broken),
      reusable: () => false,
    },
  )
}

/** One page as a PNG; null where the file has no such page, or it cannot be drawn within the limits. */
export function drawInWorker(bytes: Uint8Array, page: number, dpi: number, log: Log): Promise<Uint8Array | null> {
  return taken<Uint8Array | null>(
    { kind: 'draw', bytes, page, dpi },
    { log, most: mostReadingMs, failed: () => null, reusable: () => true },
  )
}

/** Compares a signed copy under the same limits; what goes beyond them counts as not compared. */
export function compareInWorker(
  approved: WrittenDocument,
  signedText: string,
  given: Parameters<typeof compareSigned>[2],
  log: Log,
): Promise<SignedDiffers> {
  return taken<SignedDiffers>(
    { kind: 'compare', approved, signedText, given },
    { log, most: mostReadingMs, failed: () => notCompared, reusable: () => true },
  )
}

type Log = (message: string) => void

interface Terms<T> {
  log: Log
  /** Milliseconds. */
  most: number
  progress?: (done: number, pages: number) => void
  failed: (failure: Failure) => T
  /** Whether the thread may be given something else afterwards. */
  reusable: (answer: T) => boolean
}

async function taken<T>(task: ThreadTask, terms: Terms<T>): Promise<T> {
  if (running >= mostAtOnce) await new Promise<void>((go) => waiting.push(go))
  else running++
  try {
    return await inThread(takeThread(), task, terms)
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
  worker.on('message', (words: ThreadSays) => thread.hear?.(words))
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

function inThread<T>(
  thread: Thread,
  task: ThreadTask,
  { log, most, progress, failed, reusable }: Terms<T>,
): Promise<T> {
  return new Promise((resolve) => {
    const settle = (answer: T, keep = false) => {
      thread.hear = null
      clearTimeout(timer)
      if (keep) rest(thread)
      else void thread.worker.terminate()
      resolve(answer)
    }
    const heavy = (words: string) => settle(failed({ why: 'heavy', words }))
    const timer = setTimeout(() => heavy('took too long'), most)
    thread.hear = (outcome) => {
      if (outcome === 'ended') return heavy('ended')
      if ('done' in outcome) return progress?.(outcome.done, outcome.pages)
      if ('answer' in outcome) return settle(outcome.answer as T, reusable(outcome.answer as T))
      const { error } = outcome
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return heavy('needed too much memory')
      // the message could quote the file; the frames cannot
      const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
      log(`reading a file broke: ${error.name}\n${frames?.join('\n')}`)
      settle(failed({ why: 'broken' }))
    }
    thread.worker.postMessage(task)
  })
}

const unseen = { pages: null, picture: null, signatures: null }

const broken: FileReading = {
  kind: 'unreadable',
  code: 'broken',
  vi: 'Tệp này làm bộ đọc gặp lỗi; có thể tải lên bản .docx hoặc PDF có chữ khác',
  en: 'The reader broke on this file; another .docx or a PDF with text may be read',
  ...unseen,
}

function tooHeavy(why: string): FileReading {
  return {
    kind: 'unreadable',
    code: 'too-heavy',
    vi: 'Tệp quá phức tạp nên không đọc xong được; lưu lại tệp cho gọn hơn rồi tải lại',
    en: `The file could not be read to its end (${why}); save it in a simpler form and upload it again`,
    ...unseen,
  }
}
