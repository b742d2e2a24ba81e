import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
// The worker announces itself to the whole process, and the one of unpdf, loaded before, would be taken for this one.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { tinosFaces } from '../write/tinos.ts'
import { openedOr } from './open-pdf.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Most pixels a page is drawn with: A3 at 300 dpi, or A4 at 420. */
export const MAX_PIXELS = 17_500_000

/** Longest time one page may take to draw, in milliseconds. */
const MAX_TIME = 30_000

/** Names under which the usual serif fonts stand in a file that does not carry them. */
const SERIF = ['Times New Roman', 'TimesNewRoman', 'TimesNewRomanPSMT', 'Times', 'Times-Roman', 'serif']
/** Without a font of their own these too are better read in Tinos than not at all. */
const OTHERS = ['Arial', 'ArialMT', 'Helvetica', 'Calibri', 'Cambria', 'Verdana', 'Tahoma', 'sans-serif', 'monospace']

/** Largest picture inside a PDF that is decoded, in pixels: A3 at 600 dpi. A larger one stays white. */
const MAX_PICTURE = 70_000_000

const PARTS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const part = (folder: string): string => join(PARTS, folder) + sep

let registered = false

function registerFonts(): void {
  if (registered) return
  for (const face of tinosFaces()) GlobalFonts.register(face, 'Tinos')
  for (const name of [...SERIF, ...OTHERS]) if (!GlobalFonts.has(name)) GlobalFonts.setAlias('Tinos', name)
  registered = true
}

/**
 * Opens a PDF whose pages will be drawn; its bytes stay untouched. It takes the full pdf.js: the build in unpdf reads
 * text, but has no decoder for what scanners write most (CCITT fax, JBIG2, JPEG 2000) and leaves such pages white.
 * @throws {UnreadableFile} `encrypted` or `unreadable`
 */
export function openForDrawing(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  registerFonts()
  const options = {
    // a copy that is no Buffer
    data: new Uint8Array(bytes),
    verbosity: 0,
    maxImageSize: MAX_PICTURE,
    useSystemFonts: true,
    disableFontFace: true,
    wasmUrl: part('wasm'),
    cMapUrl: part('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: part('standard_fonts'),
  }
  return openedOr(() => getDocument(options).promise)
}

type Drawable = Parameters<Awaited<ReturnType<PDFDocumentProxy['getPage']>>['render']>[0]['canvas']

/** A part of a page as it is shown, in points from its upper left corner. */
export interface PagePart {
  left: number
  top: number
  right: number
  bottom: number
}

/**
 * Draws page `number` (from 1), or a part of it, as it is shown, upright, on white, at `dpi` dots an inch, or fewer where
 * that would take more than `MAX_PIXELS`.
 * @throws {UnreadableFile} `unreadable` where it cannot be drawn or takes longer than `MAX_TIME`
 */
export async function drawPage(pdf: PDFDocumentProxy, number: number, dpi: number, part?: PagePart): Promise<Canvas> {
  const page = await pdf.getPage(number)
  const whole = page.getViewport({ scale: 1 })
  const { left, top, right, bottom } = part ?? { left: 0, top: 0, right: whole.width, bottom: whole.height }
  const [width, height] = [right - left, bottom - top]
  const scale = Math.min(dpi / 72, Math.sqrt(MAX_PIXELS / (width * height)))
  const viewport = page.getViewport({ scale, offsetX: -left * scale, offsetY: -top * scale })
  const canvas = createCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
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
