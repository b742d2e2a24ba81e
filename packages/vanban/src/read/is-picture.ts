import type { Canvas } from '@napi-rs/canvas'
import { isSyllable } from '../check/syllables.ts'
import type { PdfItem } from './pdf-lines.ts'
import type { PageItems } from './read-pdf.ts'

/** With so many letters a page is text; with fewer it may be a picture that carries the words of a stamp. */
const TEXT_PAGE = 400

/** Part of the words of a text layer that are Vietnamese: below it the layer is another program's guess or has no letters. */
const READABLE = 0.5

/** Dots an inch at which a page is looked at for ink that no word explains. */
export const GLANCE = 50
/** So much of a page may be such ink. */
const UNEXPLAINED = 0.004

export function lettersOf(items: readonly PdfItem[]): number {
  return items.reduce((sum, item) => sum + item.str.trim().length, 0)
}

/** Whether a page has so little text, or such, that it may be a picture. */
export function mayBePicture({ items }: PageItems): boolean {
  return lettersOf(items) < TEXT_PAGE || !isReadable(items)
}

/**
 * Whether a page of a PDF is a picture: without text, with the words of a stamp or a signature alone, or with a text layer that
 * is not Vietnamese.
 * @param glance draws the page at `GLANCE`
 */
export async function isPicture(page: PageItems, glance: () => Promise<Canvas>): Promise<boolean> {
  // A page without text is recognised anyway: nothing is lost by looking at an empty one.
  if (lettersOf(page.items) === 0 || !isReadable(page.items)) return true
  return mayBePicture(page) && hidesInk(await glance(), page)
}

/** Whether a text layer speaks Vietnamese: names, numbers and English words among it do no harm. */
function isReadable(items: readonly PdfItem[]): boolean {
  const text = items
    .map((item) => item.str)
    .join(' ')
    .normalize('NFC')
  const words = text.match(/\p{L}{2,}/gu) ?? []
  if (words.length < 20) return true
  return words.filter(isSyllable).length >= words.length * READABLE
}

/** Whether a page shows ink where it has no word: its picture says more than its text. */
function hidesInk(canvas: Canvas, { items, frame }: PageItems): boolean {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const explained = new Uint8Array(width * height)
  const scale = width / frame.width
  for (const { x, y, width: long, fontSize } of items) {
    const left = Math.floor((x - frame.left) * scale)
    const right = Math.ceil((x - frame.left + long) * scale)
    const top = Math.floor((frame.height - (y - frame.bottom) - fontSize) * scale)
    const foot = Math.ceil((frame.height - (y - frame.bottom) + fontSize * 0.3) * scale)
    for (let row = Math.max(0, top); row < Math.min(height, foot); row++)
      explained.fill(1, row * width + Math.max(0, left), row * width + Math.max(0, Math.min(width, right)))
  }
  let hidden = 0
  for (let i = 0; i < explained.length; i++) if (explained[i] === 0 && data[i * 4 + 1]! < 150) hidden++
  return hidden > explained.length * UNEXPLAINED
}
