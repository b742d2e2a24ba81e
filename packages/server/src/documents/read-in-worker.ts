import type { WrittenDocument } from '@banggiao/vanban'
import { workerPool } from '../platform/worker-pool.ts'
import type { compareSigned } from './compare-signed.ts'
import type { FileReading } from './read-bytes.ts'
import { notCompared, type SignedDiffers } from './signed-copy.ts'

/** What a thread is asked; each answers with one message. */
export type ThreadTask =
  | { kind: 'read'; bytes: Uint8Array; name: string }
  | { kind: 'compare'; approved: WrittenDocument; signedText: string; given: Parameters<typeof compareSigned>[2] }

const pool = workerPool<ThreadTask>(new URL('./read-worker.ts', import.meta.url), 'reading a file', {
  mostMs: 30_000,
  mostHeapMb: 384,
  mostAtOnce: 2,
  idleMs: 5_000,
})

/** Starts a thread while the bytes are still coming in, so that reading begins at once. */
export function expectReading(): void {
  pool.expect()
}

/**
 * Reads a file in a thread apart, ended when it takes too long or too much memory: no file can hold up the server.
 * @param log hears that reading broke, never what was in the file
 */
export function readInWorker(bytes: Uint8Array, name: string, log: (message: string) => void): Promise<FileReading> {
  return pool.run<FileReading>(
    { kind: 'read', bytes, name },
    {
      log,
      onFailure: (failure) => (failure.why === 'heavy' ? tooHeavy(failure.words) : broken),
      // the thread that saw a secret paper ends with it
      reusable: (reading) => reading.kind !== 'secret',
    },
  )
}

/** Compares a signed copy under the same limits; what goes beyond them counts as not compared. */
export function compareInWorker(
  approved: WrittenDocument,
  signedText: string,
  given: Parameters<typeof compareSigned>[2],
  log: (message: string) => void,
): Promise<SignedDiffers> {
  return pool.run<SignedDiffers>(
    { kind: 'compare', approved, signedText, given },
    { log, onFailure: () => notCompared },
  )
}

const broken: FileReading = {
  kind: 'unreadable',
  code: 'broken',
  vi: 'Tệp này làm bộ đọc gặp lỗi; có thể tải lên bản .docx hoặc PDF có chữ khác',
  en: 'The reader broke on this file; another .docx or a PDF with text may be read',
}

function tooHeavy(why: string): FileReading {
  return {
    kind: 'unreadable',
    code: 'too-heavy',
    vi: 'Tệp quá phức tạp nên không đọc xong được; lưu lại tệp cho gọn hơn rồi tải lại',
    en: `The file could not be read to its end (${why}); save it in a simpler form and upload it again`,
  }
}
