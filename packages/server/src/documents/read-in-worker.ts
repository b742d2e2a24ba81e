import type { WrittenDocument } from '@banggiao/vanban'
import { workerPool } from '../platform/worker-pool.ts'
import type { compareSigned } from './compare-signed.ts'
import type { FileReading, Roots, Screening, ToScreen } from './read-bytes.ts'
import { notCompared, type SignedDiffers } from './signed-copy.ts'

/**
 * Longest a page or picture may take to be looked at for a mark of secrecy, where nothing else runs some seconds; each further
 * one; all of a file.
 */
const screeningMs = { first: 120_000, more: 10_000, most: 300_000 }
/** Longest the recognition of one file may take; its own bound, by pages and by time, is narrower (vanban: recognise-pages.ts). */
const mostRecognisingMs = 50 * 60_000

/** What a thread is asked; each answers with one message, a recognition says how far it is before. */
export type ThreadTask =
  | { kind: 'read'; bytes: Uint8Array; name: string; roots: Roots }
  | { kind: 'screen'; bytes: Uint8Array; wanted: ToScreen; whole: boolean }
  | { kind: 'recognise'; bytes: Uint8Array; name: string; roots: Roots }
  | { kind: 'draw'; bytes: Uint8Array; page: number; dpi: number }
  | { kind: 'compare'; approved: WrittenDocument; signedText: string; given: Parameters<typeof compareSigned>[2] }

const busy = {
  vi: 'Nhiều tệp đang được đọc cùng lúc; thử lại sau ít phút',
  en: 'Many files are being read just now; try again in a few minutes',
}

const pool = workerPool<ThreadTask>(new URL('./read-worker.ts', import.meta.url), 'reading a file', {
  // a file to read or to look at
  mostMs: 30_000,
  mostHeapMb: 384,
  mostAtOnce: 2,
  // up to 50 MB each
  mostWaiting: 20,
  busy,
  idleMs: 20_000,
})

/** Pages to draw and copies to compare, apart from what comes in: a page of pictures does not wait for somebody's scan. */
const small = workerPool<ThreadTask>(new URL('./read-worker.ts', import.meta.url), 'drawing a page', {
  mostMs: 30_000,
  mostHeapMb: 384,
  mostAtOnce: 1,
  mostWaiting: 100,
  busy,
  idleMs: 20_000,
})

type Log = (message: string) => void

/** Starts a thread while the bytes are still coming in, so that reading begins at once. */
export function expectReading(): void {
  pool.expect()
}

/** Starts the thread that will compare a copy while the copy is still being read. */
export function expectComparing(): void {
  small.expect()
}

/**
 * Reads a file in a thread apart, ended when it takes too long or too much memory: no file can hold up the server. Null where
 * that could not be done to its end: nobody knows then whether it bears a mark of secrecy.
 * @param log hears that reading broke, never what was in the file
 */
export function readInWorker(bytes: Uint8Array, name: string, roots: Roots, log: Log): Promise<FileReading | null> {
  return pool.run<FileReading | null>(
    { kind: 'read', bytes, name, roots },
    {
      log,
      onFailure: () => null,
      // the thread that saw a secret paper ends with it
      reusable: (reading) => reading !== null && reading.kind !== 'secret',
    },
  )
}

/** Looks at pages or pictures for a mark of secrecy; null where that could not be done to its end. */
export function screenInWorker(
  bytes: Uint8Array,
  wanted: ToScreen,
  whole: boolean,
  log: Log,
): Promise<Screening | null> {
  return pool.run<Screening | null>(
    { kind: 'screen', bytes, wanted, whole },
    {
      log,
      mostMs: mostMsOf(wanted),
      onFailure: () => null,
      reusable: (seen) => seen !== null && seen.kind !== 'secret',
    },
  )
}

function mostMsOf(wanted: ToScreen): number {
  const { first, more, most } = screeningMs
  if ('drawn' in wanted || ('pages' in wanted && wanted.pages === 'every')) return most
  const count = 'pages' in wanted ? wanted.pages.length : wanted.pictures
  return Math.min(most, first + more * Math.max(0, count - 1))
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
  return pool.runApart<FileReading>(
    { kind: 'recognise', bytes, name, roots },
    {
      log,
      mostMs: mostRecognisingMs,
      progress,
      onFailure: (failure) => (failure.why === 'heavy' ? tooHeavy(failure.words) : broken),
    },
  )
}

/** One page as a PNG; null where the file has no such page, or it cannot be drawn within the limits. */
export function drawInWorker(bytes: Uint8Array, page: number, dpi: number, log: Log): Promise<Uint8Array | null> {
  return small.run<Uint8Array | null>({ kind: 'draw', bytes, page, dpi }, { log, onFailure: () => null })
}

/** Compares a signed copy under the same limits; what goes beyond them counts as not compared. */
export function compareInWorker(
  approved: WrittenDocument,
  signedText: string,
  given: Parameters<typeof compareSigned>[2],
  log: Log,
): Promise<SignedDiffers> {
  return small.run<SignedDiffers>(
    { kind: 'compare', approved, signedText, given },
    { log, onFailure: () => notCompared },
  )
}

const unseen = { pages: null, toScreen: null, signatures: null }

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
