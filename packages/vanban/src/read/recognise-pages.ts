import type { Canvas } from '@napi-rs/canvas'
import type { Line } from 'tesseract.js'
import type { PageSize } from '../document.ts'
import { type CleanPage, cleanPage, stampsOf } from './clean-page.ts'
import { countStrokesOfLabels } from './count-strokes.ts'
import { findColumns, withoutRegions } from './find-columns.ts'
import { secrecyStamp } from './find-secrecy-mark.ts'
import { joinStrips } from './join-strips.ts'
import type { PdfItem } from './pdf-lines.ts'
import { readAgain } from './read-again.ts'
import { itemsOfLines } from './recognised-items.ts'
import { type Recogniser, startRecogniser } from './recogniser.ts'
import type { Recognition } from './recognition.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Dots an inch at which pages are recognised: a scan of 200 dpi reads better enlarged (docs/decisions/0010). */
const DPI = 300

/** Most pages of one file that are recognised, and the longest time for all of them, in milliseconds. */
export const MAX_RECOGNISED = 200
const MAX_TIME = 40 * 60_000

/** A page to be recognised: its number, its size in points, how it is drawn at so many dots an inch. */
export interface PageToRecognise {
  number: number
  size: PageSize
  draw(dpi: number): Promise<Canvas>
}

/**
 * The words of each page, by its number, with a notice for every page that was left out. The recognition runs in a
 * thread of its own that ends with the work.
 */
export async function recognisePages(
  pages: readonly PageToRecognise[],
  { progress, signal, stamped }: Recognition,
): Promise<{ items: Map<number, PdfItem[]>; notices: string[] }> {
  const items = new Map<number, PdfItem[]>()
  const failed: number[] = []
  const begun = Date.now()
  const wanted = pages.slice(0, MAX_RECOGNISED)
  progress?.(0, wanted.length)
  const recogniser = await startRecogniser(signal)
  try {
    for (const [done, page] of wanted.entries()) {
      signal?.throwIfAborted()
      if (Date.now() - begun > MAX_TIME) break
      try {
        const canvas = await page.draw(DPI)
        const stamps = stamped ? stampsOf(canvas) : null
        const mark = stamps && secrecyStamp(await recogniser.recogniseScattered(stamps, DPI))
        if (mark) stamped?.(mark)
        const clean = cleanPage(canvas)
        const lines = await recogniseParts(recogniser, clean)
        items.set(page.number, itemsOfLines(countStrokesOfLabels(lines, clean), clean, page.size))
      } catch (error) {
        // One page that cannot be drawn or read takes nothing from the others.
        if (!(error instanceof UnreadableFile)) throw error
        failed.push(page.number)
      }
      progress?.(done + 1, wanted.length)
    }
  } finally {
    await recogniser.close()
  }
  const notices: string[] = []
  const left = pages.filter((page) => !items.has(page.number) && !failed.includes(page.number)).length
  if (failed.length > 0) notices.push(`Không nhận dạng được trang ${failed.join(', ')}.`)
  if (left > 0) notices.push(`Còn ${left} trang ảnh chưa nhận dạng: mỗi tệp chỉ nhận dạng ${MAX_RECOGNISED} trang đầu.`)
  return { items, notices }
}

/**
 * The lines of a page: columns that stand side by side are read each for itself, the rest of the page as a whole,
 * and doubtful lines once more alone.
 */
async function recogniseParts(recogniser: Recogniser, page: CleanPage): Promise<Line[]> {
  const columns = findColumns(page, DPI).flat()
  const lines = await recogniser.recognise(withoutRegions(page, columns), DPI)
  for (const column of columns) lines.push(...(await recogniser.recognise(page, DPI, column)))
  return readAgain(joinStrips(lines), page, (region) => recogniser.recognise(page, DPI, region))
}
