import type { Source } from '../document.ts'
import { openPdf, type Pdf } from './open-pdf.ts'
import { linesOfPage, type PdfItem, type PdfLine } from './pdf-lines.ts'
import { INVISIBLE, type PageFrame, placeWords } from './place-words.ts'
import { sourceOfLines } from './read-text.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Most pages read; what lies beyond is named in a notice. */
export const MAX_PAGES = 1500

/**
 * A PDF with a text layer as lines: columns taken apart, pages counted from 1.
 * @throws {UnreadableFile} `encrypted`, `unreadable`, or `scanned` where pages hold pictures and no text
 */
export async function readPdf(bytes: Uint8Array): Promise<Source> {
  const pdf = await openPdf(bytes)
  try {
    const notices: string[] = []
    const lines: PdfLine[] = []
    const frames: PageFrame[] = []
    const pages = Math.min(pdf.numPages, MAX_PAGES)
    if (pdf.numPages > pages) notices.push(`Tệp có ${pdf.numPages} trang; chỉ đọc ${pages} trang đầu.`)
    let tables = 0
    let letters = 0
    let blank = 0
    for (let number = 1; number <= pages; number++) {
      const { items, frame } = await itemsOfPage(pdf, number)
      frames.push(frame)
      const read = linesOfPage(items, number, tables)
      const found = items.reduce((sum, item) => sum + item.str.trim().length, 0)
      letters += found
      if (found === 0) blank++
      tables = read.tables
      lines.push(...read.lines)
    }
    if (letters < 20) throw new UnreadableFile('scanned')
    if (blank > 0) notices.push(`${blank} trang không có lớp chữ nên không đọc được.`)
    const source = sourceOfLines(
      lines.map((line) => ({ ...line, text: line.text.normalize('NFC').replace(INVISIBLE, '') })),
      'pdf',
      notices,
    )
    source.pages = frames.map(({ width, height }) => ({ width, height }))
    source.words = placeWords(source, lines, frames)
    return source
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('unreadable', undefined, error)
  } finally {
    await pdf.loadingTask.destroy()
  }
}

async function itemsOfPage(pdf: Pdf, number: number): Promise<{ items: PdfItem[]; frame: PageFrame }> {
  const page = await pdf.getPage(number)
  const content = await page.getTextContent()
  const turned = page.rotate !== 0
  const shown = page.getViewport({ scale: 1 })
  const [left, bottom, right, top] = page.view as [number, number, number, number]
  const items: PdfItem[] = []
  for (const item of content.items) {
    if (!('str' in item)) continue
    const [a, b, , , x, y] = (
      turned ? upright(shown.transform, item.transform, shown.height) : item.transform
    ) as number[]
    // Rotated text (a stamp in the margin) has no place among the lines.
    if (Math.abs(b!) > Math.abs(a!)) continue
    items.push({ str: item.str, x: x!, y: y!, width: item.width, fontSize: Math.abs(a!) || item.height })
  }
  page.cleanup()
  const frame = turned
    ? { left: 0, bottom: 0, width: shown.width, height: shown.height }
    : { left, bottom, width: right - left, height: top - bottom }
  return { items, frame }
}

/** Where text of a page that is shown turned (`/Rotate`) stands on the page as shown, from its lower left corner. */
function upright(view: readonly number[], text: readonly number[], height: number): number[] {
  const [a, b, c, d, e, f] = view as [number, number, number, number, number, number]
  const [ta, tb, tc, td, x, y] = text as [number, number, number, number, number, number]
  return [
    a * ta + c * tb,
    -(b * ta + d * tb),
    a * tc + c * td,
    -(b * tc + d * td),
    a * x + c * y + e,
    height - (b * x + d * y + f),
  ]
}
