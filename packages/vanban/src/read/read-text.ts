import type { Source, SourceLine } from '../document.ts'
import { mendLetters } from './mend-letters.ts'
import { stripMarkup } from './strip-markup.ts'
import { UnreadableFile } from './unreadable-file.ts'

/**
 * A source from text that is already decoded: NFC, LF, and without the remains of Markdown and HTML that text taken
 * from the web carries (tables become cells, one line each).
 */
export function readText(text: string, format: 'txt' | 'md' = 'txt'): Source {
  const clean = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\v', '\n')
    .replaceAll('\f', '\n')
    .replace(/[\u2028\u2029\u0085]/g, '\n')
  return sourceOfLines(stripMarkup(clean), format)
}

/** What a reader knows of one line; what it does not know is left out. */
export interface ReadLine {
  text: string
  page?: number | null
  bold?: boolean | null
  italic?: boolean | null
  align?: SourceLine['align']
  cell?: [number, number, number] | null
  heading?: number
  goesOn?: boolean
  font?: string
  size?: number
  firstLine?: number
  spacing?: SourceLine['spacing']
}

const GAP = ' '.repeat(60)
const WIDE_GAP = /[ \t]{61}/
const WIDE_GAPS = /[ \t]{61,}/g
/** Most lines of a source: some 5 000 full pages. */
const MAX_LINES = 250_000
/** Most characters of a source: the whole civil code has a million. */
const MAX_CHARS = 16_000_000

/** The lines of a document while it is read, within what any document holds. */
export class LineList {
  readonly lines: ReadLine[] = []
  #chars = 0

  /** @throws {UnreadableFile} `too-large` */
  push(line: ReadLine): void {
    this.#chars += line.text.length
    mustHaveRoom(this.lines.length, this.#chars)
    this.lines.push(line)
  }

  /** @throws {UnreadableFile} `empty`, or `scanned` where the file holds pictures and no text */
  mustSaySomething(pictures: boolean): void {
    if (this.lines.some((line) => /\S/.test(line.text))) return
    if (!pictures) throw new UnreadableFile('empty')
    throw new UnreadableFile('scanned', {
      vi: 'Tệp chỉ có ảnh chụp, không có chữ. Hãy dùng bản gõ chữ hoặc PDF có lớp chữ.',
      en: 'The file holds pictures only and no text. Use a typed version or a PDF with text.',
    })
  }
}

function mustHaveRoom(lines: number, chars: number): void {
  if (lines > MAX_LINES || chars > MAX_CHARS) throw tooLong()
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The mark of a foot note as it is printed: "¹²" for 12. */
export function noteMark(number: number): string {
  return [...String(number)].map((digit) => SUPERSCRIPT[Number(digit)]).join('')
}

function tooLong(): UnreadableFile {
  return new UnreadableFile('too-large', {
    vi: 'Nội dung tệp dài hơn mức đọc được (khoảng 5.000 trang). Hãy tách thành các tệp nhỏ hơn rồi tải lại.',
    en: 'The document is longer than can be read (some 5,000 pages). Split it into smaller files and upload those.',
  })
}

/**
 * Joins lines into a source, sets their letters right and gives each its offsets.
 * @throws {UnreadableFile} `too-large` where there is more than any document holds
 */
export function sourceOfLines(lines: readonly ReadLine[], format: Source['format'], notices: string[] = []): Source {
  mustHaveRoom(lines.length, 0)
  const said = lines.map(({ text }) =>
    text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]/g, ' ') : text,
  )
  const whole = said.join('\n')
  const mended = mendLetters(whole)
  mustHaveRoom(lines.length, mended.length)
  // A gap of sixty spaces says what a gap of a million does, and no pattern has to walk it.
  const narrow = WIDE_GAP.test(mended) ? mended.replace(WIDE_GAPS, GAP) : mended
  const out: SourceLine[] = []
  let at = 0
  for (const line of lines) {
    const end = narrow.indexOf('\n', at)
    const length = (end < 0 ? narrow.length : end) - at
    const source: SourceLine = {
      start: at,
      end: at + length,
      page: line.page ?? null,
      bold: line.bold ?? null,
      italic: line.italic ?? null,
      align: line.align ?? null,
      cell: line.cell ?? null,
    }
    if (line.heading !== undefined) source.heading = line.heading
    if (line.goesOn !== undefined) source.goesOn = line.goesOn
    if (line.font !== undefined) source.font = line.font
    if (line.size !== undefined) source.size = line.size
    if (line.firstLine !== undefined) source.firstLine = line.firstLine
    if (line.spacing !== undefined) source.spacing = line.spacing
    out.push(source)
    at += length + 1
  }
  return { text: narrow, format, lines: out, notices }
}
