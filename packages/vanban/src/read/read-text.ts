import type { Source, SourceLine } from '../document.ts'
import { cutDrawnTables } from './cut-drawn-tables.ts'
import { findSecrecyMark, type SecrecyMark } from './find-secrecy-mark.ts'
import { mendLetters } from './mend-letters.ts'
import { mendNoteMarks } from './mend-note-marks.ts'
import { stripMarkup } from './strip-markup.ts'
import { toSourceLine } from './to-source-line.ts'
import { UnreadableFile } from './unreadable-file.ts'

/**
 * A source from text that is already decoded: NFC, LF, and without the remains of Markdown and HTML that text taken
 * from the web carries (tables become cells, one line each).
 */
export function readText(text: string, format: 'txt' | 'md' = 'txt'): Source {
  const stripped = cutDrawnTables(
    stripMarkup(text.replace(/^\ufeff/, '').replace(/\r\n?|[\v\f\u2028\u2029\u0085]/g, '\n')),
  )
  return mendSource(stripped.text, stripped.lines, format, [])
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

/** What a reader knows of a line beside its text. */
export type LineHint = Omit<ReadLine, 'text'>

const GAP = ' '.repeat(60)
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
      vi: 'Tệp chỉ có ảnh chụp, không có chữ. Hãy dùng bản gõ chữ, hoặc lưu thành PDF hoặc gửi ảnh chụp để nhận dạng.',
      en: 'The file holds pictures only and no text. Use a typed version, or save it as PDF or send the pictures to be recognised.',
    })
  }
}

function mustHaveRoom(lines: number, chars: number): void {
  if (lines > MAX_LINES || chars > MAX_CHARS) throw tooLong()
}

/** The lines, and in front of them the marks of secrecy that stand beside the text, where the text shows none itself. */
export function withStamps(marks: Iterable<SecrecyMark>, lines: readonly ReadLine[]): readonly ReadLine[] {
  const stamps = [...marks].map((text): ReadLine => ({ text }))
  if (stamps.length === 0 || findSecrecyMark(lines.map((line) => line.text).join('\n')) !== null) return lines
  return [...stamps, ...lines]
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
  const said = lines.map(({ text }) =>
    text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]/g, ' ') : text,
  )
  let at = 0
  const placed = lines.map((line, i) => {
    const start = at
    at += said[i]!.length + 1
    return toSourceLine(start, at - 1, line)
  })
  return mendSource(said.join('\n'), placed, format, notices)
}

/** A source whose letters are set right; where that changes the text its lines are measured anew. */
function mendSource(text: string, lines: SourceLine[], format: Source['format'], notices: string[]): Source {
  mustHaveRoom(lines.length, 0)
  const mended = mendNoteMarks(mendLetters(text))
  mustHaveRoom(lines.length, mended.length)
  // A gap of sixty spaces says what a gap of a million does, and no pattern has to walk it.
  const narrow = hasWideGap(mended) ? mended.replace(WIDE_GAPS, GAP) : mended
  if (narrow !== text) measureLines(narrow, lines)
  return { text: narrow, format, lines, notices }
}

function measureLines(text: string, lines: readonly SourceLine[]): void {
  let at = 0
  for (const line of lines) {
    const found = text.indexOf('\n', at)
    line.start = at
    line.end = found < 0 ? text.length : found
    at = line.end + 1
  }
}

/** More than sixty spaces and tabs in a row: of so many one stands at every sixty-first place. */
function hasWideGap(text: string): boolean {
  const step = GAP.length + 1
  for (let at = step - 1; at < text.length; at += step) {
    if (!isGap(text.charCodeAt(at))) continue
    let from = at
    let to = at + 1
    while (isGap(text.charCodeAt(from - 1))) from--
    while (isGap(text.charCodeAt(to))) to++
    if (to - from >= step) return true
    at = to - 1
  }
  return false
}

function isGap(code: number): boolean {
  return code === 32 || code === 9
}
