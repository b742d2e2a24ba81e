import type { Source } from '../document.ts'
import { isTorn, joinTornRuns, type Run } from './join-torn-runs.ts'
import { mendLines } from './mend-lines.ts'
import { openPdf, type Pdf } from './open-pdf.ts'
import { linesOfPage, NOTHING_CARRIED, type PdfItem, type PdfLine } from './pdf-lines.ts'
import { placeGlyphs } from './place-glyphs.ts'
import { INVISIBLE, type PageFrame, placeWords } from './place-words.ts'
import { sourceOfLines } from './read-text.ts'
import type { Recognition } from './recognition.ts'
import { type TaggedCell, taggedCells } from './tagged-tables.ts'
import { UnreadableFile } from './unreadable-file.ts'

type Page = Awaited<ReturnType<Pdf['getPage']>>

/** Most pages read; what lies beyond is named in a notice. */
export const MAX_PAGES = 1500

/** A page of a PDF or a picture: its runs of text, and the part of the file's space that is the page. */
export interface PageItems {
  items: PdfItem[]
  frame: PageFrame
}

/**
 * A PDF as lines: columns taken apart, pages counted from 1. With `recognition`, pages that are pictures are recognised.
 * @throws {UnreadableFile} `encrypted`, `unreadable`, or `scanned` where pages hold pictures and no text
 */
export async function readPdf(bytes: Uint8Array, recognition?: Recognition): Promise<Source> {
  const pdf = await openPdf(bytes)
  try {
    const notices: string[] = []
    const pages: PageItems[] = []
    const tagged = (await pdf.getMarkInfo())?.Marked === true
    const count = Math.min(pdf.numPages, MAX_PAGES)
    if (pdf.numPages > count) notices.push(`Tệp có ${pdf.numPages} trang; chỉ đọc ${count} trang đầu.`)
    for (let number = 1; number <= count; number++) {
      recognition?.signal?.throwIfAborted()
      pages.push(await itemsOfPage(pdf, number, tagged))
    }
    if (recognition) {
      const { recognisePdf } = await import('./recognise-pdf.ts')
      const seen = await recognisePdf(bytes, pages, recognition)
      return sourceOfPages(seen.pages, seen.recognised ? 'scan' : 'pdf', [...notices, ...seen.notices])
    }
    const lettersOn = pages.map(({ items }) => items.reduce((sum, item) => sum + item.str.trim().length, 0))
    if (lettersOn.reduce((sum, letters) => sum + letters, 0) < 20) throw new UnreadableFile('scanned')
    const blank = lettersOn.filter((letters) => letters === 0).length
    if (blank > 0) notices.push(`${blank} trang không có lớp chữ nên không đọc được.`)
    return sourceOfPages(pages, 'pdf', notices)
  } catch (error) {
    if (error instanceof UnreadableFile || recognition?.signal?.aborted) throw error
    throw new UnreadableFile('unreadable', undefined, error)
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/**
 * The runs of text of every page.
 * @throws {UnreadableFile} `encrypted` or `unreadable`
 */
export async function itemsOfPdf(bytes: Uint8Array): Promise<PageItems[]> {
  const pdf = await openPdf(bytes)
  try {
    const pages: PageItems[] = []
    for (let number = 1; number <= Math.min(pdf.numPages, MAX_PAGES); number++)
      pages.push(await itemsOfPage(pdf, number, false))
    return pages
  } catch (error) {
    throw new UnreadableFile('unreadable', undefined, error)
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/** The runs of all pages as one source: lines, sizes of the pages, words with their places. */
export function sourceOfPages(pages: readonly PageItems[], format: 'pdf' | 'scan', notices: string[]): Source {
  const lines: PdfLine[] = []
  let carried = NOTHING_CARRIED
  pages.forEach(({ items }, i) => {
    const read = linesOfPage(items, i + 1, carried)
    carried = read.carried
    // Only a recognised page is mended: what a file itself says stands as it is.
    if (items.some((item) => item.seen)) mendLines(read.lines)
    lines.push(...read.lines)
  })
  const source = sourceOfLines(
    lines.map((line) => ({ ...line, text: line.text.normalize('NFC').replace(INVISIBLE, '') })),
    format,
    notices,
  )
  const frames = pages.map(({ frame }) => frame)
  source.pages = frames.map(({ width, height }) => ({ width, height }))
  source.words = placeWords(source, lines, frames)
  return source
}

async function itemsOfPage(pdf: Pdf, number: number, tagged: boolean): Promise<PageItems> {
  const page = await pdf.getPage(number)
  const cells = tagged ? taggedCells(await page.getStructTree()) : null
  const withTags = { includeMarkedContent: cells !== null && cells.size > 0 }
  const shown = page.getViewport({ scale: 1 })
  const place: Placing = page.rotate === 0 ? same : (transform) => upright(shown.transform, transform, shown.height)
  let runs = runsOf(await page.getTextContent(withTags), cells, place)
  if (isTorn(runs)) {
    const glyphs = await placeGlyphs(page)
    // As the glyphs say it, letter by letter.
    const raw = runsOf(await page.getTextContent({ ...withTags, disableNormalization: true }), cells, place)
    runs = joinTornRuns(
      raw,
      glyphs.map((glyph) => ({ ...glyph, transform: place(glyph.transform) })),
    )
  }
  const items = runs.flatMap(({ str, transform, width, inTable, artifact }): PdfItem[] => {
    const [a, b, , d, x, y] = transform as number[]
    // Rotated text (a stamp in the margin) has no place among the lines.
    if (Math.abs(b!) > Math.abs(a!)) return []
    const run: PdfItem = { str, x: x!, y: y!, width, fontSize: Math.abs(a!) || Math.abs(d!) }
    return [{ ...run, ...(inTable ? { inTable } : {}), ...(artifact ? { artifact } : {}) }]
  })
  page.cleanup()
  const [left, bottom, right, top] = page.view as [number, number, number, number]
  const frame =
    page.rotate === 0
      ? { left, bottom, width: right - left, height: top - bottom }
      : { left: 0, bottom: 0, width: shown.width, height: shown.height }
  return { items, frame }
}

/** A run as pdf.js tells it, where it stands on the page as shown, with what the tags of the file say of it. */
interface TaggedRun extends Run {
  inTable?: TaggedCell
  artifact: boolean
}

type Placing = (transform: readonly number[]) => number[]

const same: Placing = (transform) => [...transform]

function runsOf(
  content: Awaited<ReturnType<Page['getTextContent']>>,
  cells: ReadonlyMap<string, TaggedCell> | null,
  place: Placing,
): TaggedRun[] {
  /** The marked contents that are open: their tag, and what the tree knows them by. */
  const open: { tag: string; id: string | null }[] = []
  const runs: TaggedRun[] = []
  for (const item of content.items) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') open.pop()
      else open.push({ tag: 'tag' in item ? String(item.tag) : '', id: item.id ?? null })
      continue
    }
    const marked = open.findLast(({ id }) => id !== null)?.id
    const inTable = marked ? cells?.get(marked) : undefined
    const artifact = open.some(({ tag }) => tag === 'Artifact')
    const { str, width, fontName: font } = item
    runs.push({ str, transform: place(item.transform), width, font, artifact, ...(inTable ? { inTable } : {}) })
  }
  return runs
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
