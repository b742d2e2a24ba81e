import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, type Line, OEM, PSM, type Worker } from 'tesseract.js'
import type { CleanPage } from './clean-page.ts'
import type { Region } from './find-columns.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Recognises pages one after another in a thread of its own. */
export interface Recogniser {
  /**
   * The printed lines of a page, or of a region of it, in no order that means anything; boxes in pixels of the page.
   * @throws {UnreadableFile} `unreadable` after `MAX_TIME`; the reason of `signal` when it is aborted
   */
  recognise(page: CleanPage, dpi: number, region?: Region): Promise<Line[]>
  /** The lines of a page wherever they stand, a stamp apart from the print beside it: for looking, not for reading. */
  recogniseScattered(page: CleanPage, dpi: number): Promise<string[]>
  /** Ends the thread and gives its memory back. */
  close(): Promise<void>
}

/** Longest time one page may take, in milliseconds: a dense A4 page takes 2 to 5 seconds of one core. */
const MAX_TIME = 180_000

/** The Vietnamese model, LSTM only, as the package ships it: nothing is fetched. */
const MODEL = join(
  dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json')),
  '4.0.0_best_int',
)

/** Starts a recogniser; whoever starts it closes it. */
export async function startRecogniser(signal?: AbortSignal): Promise<Recogniser> {
  signal?.throwIfAborted()
  const worker = await new Promise<Worker>((resolve, reject) => {
    // A start that fails is told to the handler alone; a page that fails rejects its own call as well.
    const options = { langPath: MODEL, cacheMethod: 'none', errorHandler: reject }
    createWorker('vie', OEM.LSTM_ONLY, options).then(resolve, reject)
  })
  await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO, debug_file: '/dev/null' })
  const linesOf = async (page: CleanPage, dpi: number, rectangle?: Region): Promise<Line[]> => {
    const options = { user_defined_dpi: String(dpi), ...(rectangle ? { rectangle } : {}) }
    const pages = worker.recognize(pgm(page), options as object, { text: false, blocks: true })
    const { data } = await within(pages, signal)
    return (data.blocks ?? []).flatMap((block) => block.paragraphs).flatMap((paragraph) => paragraph.lines)
  }
  return {
    recognise: linesOf,
    async recogniseScattered(page, dpi) {
      await worker.setParameters({ tessedit_pageseg_mode: PSM.SPARSE_TEXT })
      try {
        return (await linesOf(page, dpi)).map((line) => line.text.trim())
      } finally {
        await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO })
      }
    },
    async close() {
      await worker.terminate()
    },
  }
}

/** A grey picture in the plainest form there is (Netpbm P5): nothing to pack and to unpack. */
function pgm({ width, height, grey }: CleanPage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey])
}

async function within<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const ended = AbortSignal.timeout(MAX_TIME)
  const both = signal ? AbortSignal.any([signal, ended]) : ended
  return await new Promise<T>((resolve, reject) => {
    const stop = (): void => {
      reject(
        ended.aborted && !signal?.aborted
          ? new UnreadableFile('unreadable', {
              vi: 'Nhận dạng một trang mất quá nhiều thời gian.',
              en: 'Recognising a page takes too long.',
            })
          : both.reason,
      )
    }
    if (both.aborted) return stop()
    both.addEventListener('abort', stop, { once: true })
    work
      .then(resolve, (reason: unknown) => {
        reject(
          new UnreadableFile(
            'unreadable',
            { vi: 'Không nhận dạng được chữ trong ảnh.', en: 'The text of the picture cannot be recognised.' },
            reason,
          ),
        )
      })
      .finally(() => both.removeEventListener('abort', stop))
  })
}
