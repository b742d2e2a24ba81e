import { createHash } from 'node:crypto'
import type { Canvas } from '@napi-rs/canvas'
import type { PageSize } from '../document.ts'
import { cleanPage, stampsOf } from './clean-page.ts'
import type { PagePart } from './draw-page.ts'
import { findSecrecyMark, type SecrecyMark, secrecyStamp } from './find-secrecy-mark.ts'
import type { Within } from './look-within.ts'
import { mayDrawPictures } from './may-draw-pictures.ts'
import { pictureKind } from './picture-size.ts'
import { readFile } from './read-file.ts'
import type { Recogniser } from './recogniser.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Dots an inch at which a stamp is looked for: its letters are three times as large as print. */
const DPI = 200

/** A picture is shown with 72 dots an inch and more: what is larger than at `DPI` then shows no more, and takes longer. */
const ENLARGE = DPI / 72

/** The part of a page in which a mark of secrecy stands: about number and symbol. */
const UPPER = 0.6

/** A picture over so much of a page is the page: a scan. */
const SHEET = 0.5

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
      for (const page of wanted) yield { drawn: await picture.draw(page, DPI, ENLARGE), part }
      for await (const state of picture.later(DPI, ENLARGE)) yield { drawn: state }
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
      for (const page of wanted) yield { drawn: await drawPage(pdf, page, DPI), part }
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
        for (const page of picture.sizes.keys()) yield { drawn: await picture.draw(page + 1, DPI, ENLARGE) }
        for await (const state of picture.later(DPI, ENLARGE)) yield { drawn: state }
      } catch (error) {
        if (!(error instanceof UnreadableFile) || error.code === 'too-large') throw error
      }
    }
  })
}

/**
 * Looks at a PDF that has text for a mark of secrecy: at its text, at pages that are pictures whatever line stands on them, and
 * at pictures and annotations on pages of text. A text layer under a scan says its print, so of those sheets the first is looked
 * at for it, the others for their coloured ink alone.
 * @param whole looks at all pages that are pictures, and the whole of them; else at the upper part of the first: the rest is
 *   recognised later
 * @returns the mark or null, and the numbers of the pages (from 1) that are pictures
 * @throws {UnreadableFile} where the file cannot be opened or a page cannot be drawn
 */
export async function screenPdf(
  bytes: Uint8Array,
  { whole }: Pick<ScreenOptions, 'whole'>,
): Promise<{ mark: SecrecyMark | null; scanned: number[] }> {
  // the readers are heavy, as what draws is: who reads a text waits for neither
  const { itemsOfPdf, sourceOfPages } = await import('./read-pdf.ts')
  const pages = await itemsOfPdf(bytes)
  const scanned: number[] = []
  const said = findSecrecyMark(sourceOfPages(pages, 'pdf', []).text)
  if (said !== null) return { mark: said, scanned }
  const { drawPage, openForDrawing } = await import('./draw-page.ts')
  const { picturesOnPage } = await import('./pictures-on-page.ts')
  const { GLANCE, isPicture, lettersOf } = await import('./is-picture.ts')
  const pdf = await openForDrawing(bytes)
  try {
    const mark = await firstMark(async function* () {
      const looked = new Set<string>()
      let sheets = 0
      for (const [i, page] of pages.entries()) {
        const number = i + 1
        const wordless = lettersOf(page.items) === 0
        const parts = wordless ? [] : await picturesOnPage(pdf, number)
        const sheet = parts.find((part) => areaOf(part) >= SHEET * page.frame.width * page.frame.height)
        if (wordless || (sheet && (await isPicture(page, () => drawPage(pdf, number, GLANCE))))) {
          scanned.push(number)
          if (whole || scanned.length === 1) yield { drawn: await drawPage(pdf, number, DPI), part: whole ? 1 : UPPER }
          continue
        }
        for (const part of parts) {
          const drawn = await drawPage(pdf, number, DPI, part)
          const digest = createHash('sha256').update(drawn.data()).digest('hex')
          // a logo stands on every page
          if (looked.has(digest)) continue
          looked.add(digest)
          yield { drawn, colouredOnly: part === sheet && sheets++ > 0 }
        }
      }
    })
    return { mark, scanned }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

const areaOf = ({ left, top, right, bottom }: PagePart): number => (right - left) * (bottom - top)

/**
 * Looks at papers of an archive, each as if it came alone, for a mark of secrecy. One that cannot be opened shows nothing to
 * anybody.
 * @throws {UnreadableFile} `too-large` where one is larger than can be looked at
 */
export async function screenPapers(papers: Within['papers']): Promise<SecrecyMark | null> {
  for (const { name, bytes } of papers) {
    try {
      const mark = await markOfPaper(name, bytes)
      if (mark !== null) return mark
    } catch (error) {
      if (!(error instanceof UnreadableFile) || error.code === 'too-large') throw error
    }
  }
  return null
}

async function markOfPaper(name: string, bytes: Uint8Array): Promise<SecrecyMark | null> {
  if (name === 'x.pdf' && mayDrawPictures(bytes)) return (await screenPdf(bytes, { whole: true })).mark
  return findSecrecyMark((await readFile(bytes, name)).text)
}

interface ToLookAt {
  drawn: Canvas
  /** So much of it, from its upper edge; all where nothing is said. */
  part?: number
  /** Its print is known by other means. */
  colouredOnly?: boolean
}

/** The first mark that one of the drawn pages shows; the recogniser is started for the first of them. */
async function firstMark(toLookAt: () => AsyncGenerator<ToLookAt>): Promise<SecrecyMark | null> {
  let recogniser: Recogniser | null = null
  try {
    for await (const one of toLookAt()) {
      recogniser ??= await (await import('./recogniser.ts')).startRecogniser()
      const mark = await markOn(recogniser, one)
      if (mark) return mark
    }
    return null
  } finally {
    await recogniser?.close()
  }
}

async function markOn(
  recogniser: Recogniser,
  { drawn, part = 1, colouredOnly = false }: ToLookAt,
): Promise<SecrecyMark | null> {
  const upper = part < 1 ? await upperOf(drawn, part) : drawn
  const stamps = stampsOf(upper)
  const stamped = stamps && secrecyStamp(await recogniser.recogniseScattered(stamps, DPI))
  if (stamped || colouredOnly) return stamped
  const lines = await recogniser.recogniseScattered(cleanPage(upper), DPI)
  return findSecrecyMark(lines.join('\n')) ?? (lines.length <= STAMP_LINES ? secrecyStamp(lines) : null)
}

async function upperOf(canvas: Canvas, part: number): Promise<Canvas> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const upper = createCanvas(canvas.width, Math.ceil(canvas.height * part))
  upper.getContext('2d').drawImage(canvas, 0, 0)
  return upper
}
