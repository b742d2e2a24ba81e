import type { Canvas } from '@napi-rs/canvas'
import type { PageSize } from '../document.ts'
import { cleanPage, stampsOf } from './clean-page.ts'
import { findSecrecyMark, type SecrecyMark, secrecyStamp } from './find-secrecy-mark.ts'
import { pictureKind } from './picture-size.ts'

/** Dots an inch at which a stamp is looked for: its letters are three times as large as print. */
const DPI = 200

/** The part of a page in which a mark of secrecy stands: about number and symbol. */
const UPPER = 0.6

/**
 * Looks at one page of a scan or photo for a mark of secrecy before anything of it is kept: its print, and its coloured
 * ink apart, which recognition for reading takes away. Some seconds; the libraries behind it are loaded on the first call.
 * @param page counted from 1
 * @returns the mark or null, and the size of every page in points
 * @throws {UnreadableFile} where the file cannot be opened or the page cannot be drawn
 */
export async function screenScan(
  bytes: Uint8Array,
  page: number,
): Promise<{ mark: SecrecyMark | null; pages: PageSize[] }> {
  if (pictureKind(bytes) !== null) {
    const { openPicture } = await import('./open-picture.ts')
    const { sizes, draw } = await openPicture(bytes)
    return { mark: await markOn(await draw(page, DPI)), pages: sizes }
  }
  const { drawPage, openForDrawing } = await import('./draw-page.ts')
  const pdf = await openForDrawing(bytes)
  try {
    const mark = await markOn(await drawPage(pdf, page, DPI))
    const pages: PageSize[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 })
      pages.push({ width, height })
    }
    return { mark, pages }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

async function markOn(canvas: Canvas): Promise<SecrecyMark | null> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const upper = createCanvas(canvas.width, Math.ceil(canvas.height * UPPER))
  upper.getContext('2d').drawImage(canvas, 0, 0)
  const { startRecogniser } = await import('./recogniser.ts')
  const recogniser = await startRecogniser()
  try {
    const stamps = stampsOf(upper)
    const stamped = stamps && secrecyStamp(await recogniser.recogniseScattered(stamps, DPI))
    if (stamped) return stamped
    return findSecrecyMark((await recogniser.recogniseScattered(cleanPage(upper), DPI)).join('\n'))
  } finally {
    await recogniser.close()
  }
}
