import { getDocumentProxy } from 'unpdf'
import type { Source } from '../document.ts'
import { linesOfPage, type PdfItem } from './pdf-lines.ts'
import { type ReadLine, sourceOfLines } from './read-text.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Most pages read; what lies beyond is named in a notice. */
export const MAX_PAGES = 1500

/**
 * A PDF with a text layer as lines: columns taken apart, pages counted from 1.
 * @throws {UnreadableFile} `encrypted`, `unreadable`, or `scanned` where pages hold pictures and no text
 */
export async function readPdf(bytes: Uint8Array): Promise<Source> {
  const pdf = await open(bytes)
  try {
    const notices: string[] = []
    const lines: ReadLine[] = []
    const pages = Math.min(pdf.numPages, MAX_PAGES)
    if (pdf.numPages > pages) notices.push(`Tệp có ${pdf.numPages} trang; chỉ đọc ${pages} trang đầu.`)
    let tables = 0
    let letters = 0
    let blank = 0
    for (let number = 1; number <= pages; number++) {
      const items = await itemsOfPage(pdf, number)
      const read = linesOfPage(items, number, tables)
      const found = items.reduce((sum, item) => sum + item.str.trim().length, 0)
      letters += found
      if (found === 0) blank++
      tables = read.tables
      lines.push(...read.lines)
    }
    if (letters < 20) throw new UnreadableFile('scanned')
    if (blank > 0) notices.push(`${blank} trang không có lớp chữ nên không đọc được.`)
    return sourceOfLines(
      lines.map((line) => ({ ...line, text: line.text.normalize('NFC').replace(/\u00ad|\u200b|\u2060|\ufeff/g, '') })),
      'pdf',
      notices,
    )
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('unreadable', undefined, error)
  } finally {
    await pdf.loadingTask.destroy()
  }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    // pdf.js takes the buffer over, so it gets a copy.
    return await getDocumentProxy(bytes.slice(), { verbosity: 0 })
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new UnreadableFile('encrypted', undefined, error)
    throw new UnreadableFile('unreadable', undefined, error)
  }
}

async function itemsOfPage(pdf: Pdf, number: number): Promise<PdfItem[]> {
  const page = await pdf.getPage(number)
  const content = await page.getTextContent()
  const items: PdfItem[] = []
  for (const item of content.items) {
    if (!('str' in item)) continue
    const [a, b, , , x, y] = item.transform as number[]
    // Rotated text (a stamp in the margin) has no place among the lines.
    if (Math.abs(b!) > Math.abs(a!)) continue
    items.push({ str: item.str, x: x!, y: y!, width: item.width, fontSize: Math.abs(a!) || item.height })
  }
  page.cleanup()
  return items
}
