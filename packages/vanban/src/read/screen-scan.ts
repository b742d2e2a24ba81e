import type { Canvas } from '@napi-rs/canvas'
import type { PageSize } from '../document.ts'
import { cleanPage, stampsOf } from './clean-page.ts'
import { findSecrecyMark, type SecrecyMark, secrecyStamp } from './find-secrecy-mark.ts'
import { pictureKind } from './picture-size.ts'
import type { Recogniser } from './recogniser.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Dots an inch at which a stamp is looked for: its letters are three times as large as print. */
const DPI = 200

/** A picture is shown with 72 dots an inch and more: what is larger than at `DPI` then shows no more, and takes longer. */
const ENLARGE = DPI / 72

/** The part of a page in which a mark of secrecy stands: about number and symbol. */
const UPPER = 0.6

/** A picture that says no more than this may be a stamp alone, whose letters count though their marks are misread. */
const STAMP_LINES = 3

export interface ScreenOptions {
  /** Pages that are pictures, from 1; `every` where nothing is known of them. */
  pages: readonly number[] | 'every'
  /** Looks at whole pages, where nothing recognises the rest of them later. */
  whole: boolean
}

/**
 * Looks at pages of a scan or photo for a mark of secrecy before anything of it is kept: their print, and their coloured
 * ink apart, which recognition for reading takes away. Of a picture that moves every frame is looked at. Some seconds a page;
 * the libraries behind it are loaded on the first call.
 * @returns the mark or null, and the size of every page in points
 * @throws {UnreadableFile} where the file cannot be opened or a page cannot be drawn
 */
export async function screenScan(
  bytes: Uint8Array,
  { pages, whole }: ScreenOptions,
): Promise<{ mark: SecrecyMark | null; pages: PageSize[] }> {
  const part = whole ? 1 : UPPER
  if (pictureKind(bytes) !== null) {
    const { openPicture } = await import('./open-picture.ts')
    const picture = await openPicture(bytes)
    const wanted = pages === 'every' ? picture.sizes.map((_, i) => i + 1) : pages
    const mark = await firstMark(async function* () {
      for (const page of wanted) yield [await picture.draw(page, DPI, ENLARGE), part]
      for await (const state of picture.later(DPI, ENLARGE)) yield [state, 1]
    })
    return { mark, pages: picture.sizes }
  }
  const { drawPage, openForDrawing } = await import('./draw-page.ts')
  const pdf = await openForDrawing(bytes)
  try {
    const sizes: PageSize[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 })
      sizes.push({ width, height })
    }
    const wanted = pages === 'every' ? sizes.map((_, i) => i + 1) : pages
    const mark = await firstMark(async function* () {
      for (const page of wanted) yield [await drawPage(pdf, page, DPI), part]
    })
    return { mark, pages: sizes }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/**
 * Looks at pictures that a document holds, each whole, for a mark of secrecy. One that cannot be opened shows nothing to
 * anybody.
 * @throws {UnreadableFile} `too-large` where one is larger than can be looked at
 */
export async function screenPictures(pictures: readonly Uint8Array[]): Promise<SecrecyMark | null> {
  const { openPicture } = await import('./open-picture.ts')
  return firstMark(async function* () {
    for (const bytes of pictures) {
      try {
        const picture = await openPicture(bytes)
        for (const page of picture.sizes.keys()) yield [await picture.draw(page + 1, DPI, ENLARGE), 1]
        for await (const state of picture.later(DPI, ENLARGE)) yield [state, 1]
      } catch (error) {
        if (!(error instanceof UnreadableFile) || error.code === 'too-large') throw error
      }
    }
  })
}

/** The first mark that one of the drawn pages shows in its upper part; the recogniser is started for the first of them. */
async function firstMark(drawn: () => AsyncGenerator<[page: Canvas, part: number]>): Promise<SecrecyMark | null> {
  let recogniser: Recogniser | null = null
  try {
    for await (const [page, part] of drawn()) {
      recogniser ??= await (await import('./recogniser.ts')).startRecogniser()
      const mark = await markOn(recogniser, page, part)
      if (mark) return mark
    }
    return null
  } finally {
    await recogniser?.close()
  }
}

async function markOn(recogniser: Recogniser, canvas: Canvas, part: number): Promise<SecrecyMark | null> {
  const upper = part < 1 ? await upperOf(canvas, part) : canvas
  const stamps = stampsOf(upper)
  const stamped = stamps && secrecyStamp(await recogniser.recogniseScattered(stamps, DPI))
  if (stamped) return stamped
  const lines = await recogniser.recogniseScattered(cleanPage(upper), DPI)
  return findSecrecyMark(lines.join('\n')) ?? (lines.length <= STAMP_LINES ? secrecyStamp(lines) : null)
}

async function upperOf(canvas: Canvas, part: number): Promise<Canvas> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const upper = createCanvas(canvas.width, Math.ceil(canvas.height * part))
  upper.getContext('2d').drawImage(canvas, 0, 0)
  return upper
}
