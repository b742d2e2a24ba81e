import type { Canvas } from '@napi-rs/canvas'
import { isSyllable } from '../check/syllables.ts'
import { drawPage, openForDrawing } from './draw-page.ts'
import type { PdfItem } from './pdf-lines.ts'
import type { PageItems } from './read-pdf.ts'
import { type PageToRecognise, recognisePages } from './recognise-pages.ts'
import type { Recognition } from './recognition.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** With so many letters a page is text; with fewer it may be a picture that carries the words of a stamp. */
const TEXT_PAGE = 400

/** Part of the words of a text layer that are Vietnamese: below it the layer is another program's guess or has no letters. */
const READABLE = 0.5

/** Dots an inch at which a page is looked at for ink that no word explains, and how much of the page may be such ink. */
const GLANCE = 50
const UNEXPLAINED = 0.004

/**
 * The pages of a PDF, those recognised that are pictures: without text, with the words of a stamp alone, or with a text
 * layer that is not Vietnamese.
 * @throws {UnreadableFile} `empty` where no page holds anything that can be read
 */
export async function recognisePdf(
  bytes: Uint8Array,
  pages: readonly PageItems[],
  recognition: Recognition,
): Promise<{ pages: PageItems[]; recognised: boolean; notices: string[] }> {
  const suspects = [...pages.keys()].filter((i) => isSuspect(pages[i]!.items))
  if (suspects.length === 0) return { pages: [...pages], recognised: false, notices: [] }
  const pdf = await openForDrawing(bytes)
  try {
    const wanted: PageToRecognise[] = []
    for (const i of suspects) {
      recognition.signal?.throwIfAborted()
      const { items, frame } = pages[i]!
      const letters = lettersOf(items)
      // A page without text is recognised anyway: nothing is lost by looking at an empty one.
      if (
        letters > 0 &&
        letters < TEXT_PAGE &&
        isReadable(items) &&
        !hidesInk(await drawPage(pdf, i + 1, GLANCE), pages[i]!)
      )
        continue
      wanted.push({ number: i + 1, size: frame, draw: (dpi) => drawPage(pdf, i + 1, dpi) })
    }
    if (wanted.length === 0) return { pages: [...pages], recognised: false, notices: [] }
    const { items: found, notices } = await recognisePages(wanted, recognition)
    const seen = pages.map((page, i) => {
      const items = found.get(i + 1)
      return items && lettersOf(items) >= lettersOf(page.items) * 0.5
        ? { items, frame: { ...page.frame, left: 0, bottom: 0 } }
        : page
    })
    if (seen.every(({ items }) => lettersOf(items) === 0)) throw nothingToRead()
    const blank = [...found].filter(
      ([number, items]) => lettersOf(items) === 0 && lettersOf(pages[number - 1]!.items) === 0,
    )
    if (blank.length > 0) notices.push(`Trang ${blank.map(([number]) => number).join(', ')} không có chữ.`)
    return { pages: seen, recognised: true, notices }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/** What is thrown for a file in whose pictures no text was found. */
export function nothingToRead(): UnreadableFile {
  return new UnreadableFile('empty', {
    vi: 'Không tìm thấy chữ nào trong ảnh. Hãy kiểm tra tệp: trang có thể trắng, quá mờ hoặc không phải văn bản.',
    en: 'No text was found in the pictures. Check the file: its pages may be blank, too faint, or no document.',
  })
}

const lettersOf = (items: readonly PdfItem[]): number => items.reduce((sum, item) => sum + item.str.trim().length, 0)

function isSuspect(items: readonly PdfItem[]): boolean {
  return lettersOf(items) < TEXT_PAGE || !isReadable(items)
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
