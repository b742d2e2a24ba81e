import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { createIsomorphicCanvasFactory } from 'unpdf'
import { tinosFaces } from '../write/tinos.ts'
import { openPdf, type Pdf } from './open-pdf.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Most pixels a page is drawn with: A3 at 300 dpi, or A4 at 420. */
export const MAX_PIXELS = 17_500_000

/** Longest time one page may take to draw, in milliseconds. */
const MAX_TIME = 30_000

/** Names under which the usual serif fonts stand in a file that does not carry them. */
const SERIF = ['Times New Roman', 'TimesNewRoman', 'TimesNewRomanPSMT', 'Times', 'Times-Roman', 'serif']
/** Without a font of their own these too are better read in Tinos than not at all. */
const OTHERS = ['Arial', 'ArialMT', 'Helvetica', 'Calibri', 'Cambria', 'Verdana', 'Tahoma', 'sans-serif', 'monospace']

let ready: Promise<Awaited<ReturnType<typeof createIsomorphicCanvasFactory>>> | null = null

/** Loads the drawing library and its fonts, once. */
function prepare(): NonNullable<typeof ready> {
  ready ??= (async () => {
    for (const face of tinosFaces()) GlobalFonts.register(face, 'Tinos')
    for (const name of [...SERIF, ...OTHERS]) if (!GlobalFonts.has(name)) GlobalFonts.setAlias('Tinos', name)
    return await createIsomorphicCanvasFactory(() => import('@napi-rs/canvas'))
  })()
  return ready
}

/**
 * Opens a PDF whose pages will be drawn.
 * @throws {UnreadableFile} `encrypted` or `unreadable`
 */
export async function openForDrawing(bytes: Uint8Array): Promise<Pdf> {
  return openPdf(bytes, { CanvasFactory: await prepare() })
}

type Drawable = Parameters<Awaited<ReturnType<Pdf['getPage']>>['render']>[0]['canvas']

/**
 * Draws page `number` (from 1) as it is shown, upright, on white, at `dpi` dots an inch, or fewer where the page would
 * take more than `MAX_PIXELS`.
 * @throws {UnreadableFile} `unreadable` where it cannot be drawn or takes longer than `MAX_TIME`
 */
export async function drawPage(pdf: Pdf, number: number, dpi: number): Promise<Canvas> {
  const page = await pdf.getPage(number)
  const { width, height } = page.getViewport({ scale: 1 })
  const scale = Math.min(dpi / 72, Math.sqrt(MAX_PIXELS / (width * height)))
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
  // pdf.js draws on the canvas of a browser; this one has the same methods.
  const task = page.render({ canvas: canvas as unknown as Drawable, viewport })
  const timer = setTimeout(() => task.cancel(), MAX_TIME)
  try {
    await task.promise
  } catch (error) {
    throw new UnreadableFile(
      'unreadable',
      { vi: `Không dựng được hình trang ${number} của tệp.`, en: `Page ${number} of the file cannot be drawn.` },
      error,
    )
  } finally {
    clearTimeout(timer)
    page.cleanup()
  }
  return canvas
}
