import type { Place } from '../document.ts'
import { CALL } from './find-marks.ts'
import { isSmall, isUpper, startsLower } from './fold.ts'
import { isSpaced, type Line } from './lines.ts'

/** How the text of a paragraph was put together from its lines. */
interface Joints {
  last: Line
  marks: number
  mended: readonly number[]
  overNote: boolean
  runs: number[] | null
}

/**
 * A paragraph as its author wrote it: broken lines joined, spaces made single. `text` is not a slice of the source;
 * `place` leads every part of it back there.
 */
export class Paragraph {
  text = ''
  folded = ''
  /** A note from the foot of a page that stands between the lines of the text. */
  readonly note: boolean
  readonly #first: Line
  /** Null where it is one line as it stands, as most are. */
  #joints: Joints | null = null

  constructor(first: Line, text: string, folded: string, note: boolean) {
    this.note = note
    this.#first = first
    this.#append(first, text, folded)
  }

  /** Index of its first line in `Source.lines`. */
  get line(): number {
    return this.#first.index
  }

  get lastLine(): number {
    return this.#joints === null ? this.#first.index : this.#joints.last.index
  }

  get start(): number {
    return this.#first.start
  }

  get end(): number {
    return this.#joints === null ? this.#first.end : this.#joints.last.end
  }

  get bold(): boolean {
    return this.#first.bold
  }

  get cell(): Line['cell'] {
    return this.#first.cell
  }

  /** The kinds of characters it may hold; see `find-marks.ts`. */
  get marks(): number {
    return this.#joints === null ? this.#first.marks : this.#joints.marks
  }

  /** Source offsets where a page end cut a sentence and its other half was joined on. */
  get mended(): readonly number[] {
    return this.#joints === null ? NO_OFFSETS : this.#joints.mended
  }

  /** A foot note stands between the two halves of this paragraph. */
  get overNote(): boolean {
    return this.#joints?.overNote === true
  }

  /** Offsets: position in `text`, position in the source; ascending, one pair for each run copied as it is behind the first. */
  get runs(): readonly number[] | null {
    return this.#joints === null ? null : this.#joints.runs
  }

  /** Goes on in a line, behind the end of a page or a foot note where so said. */
  goOn(line: Line, text: string, folded: string, behind: 'page' | 'note' | null): void {
    const joints = this.#joined()
    if (behind === 'page') joints.mended = [...joints.mended, line.start]
    if (behind === 'note') joints.overNote = true
    joints.marks |= line.marks
    joints.last = line
    this.text += ' '
    this.folded += ' '
    this.#append(line, text, folded)
  }

  #joined(): Joints {
    this.#joints ??= { last: this.#first, marks: this.#first.marks, mended: NO_OFFSETS, overNote: false, runs: null }
    return this.#joints
  }

  #append(line: Line, text: string, folded: string): void {
    const { start } = line
    if (!isSpaced(line)) {
      this.#push(text, folded, start)
      return
    }
    let copied = 0
    for (const m of text.matchAll(/[ \t\u00a0]{2,}|[\t\u00a0]/g)) {
      this.#push(text.slice(copied, m.index), folded.slice(copied, m.index), start + copied)
      this.#addRun(start + m.index)
      this.text += ' '
      this.folded += ' '
      copied = m.index + m[0].length
    }
    this.#push(text.slice(copied), folded.slice(copied), start + copied)
  }

  /** Adds words that stand at `at` in the source. A joining space belongs to no run; it maps past the end of the run before it. */
  #push(text: string, folded: string, at: number): void {
    if (text === '') return
    // The first run stands at the paragraph's own start.
    if (this.text !== '') this.#addRun(at)
    this.text += text
    this.folded += folded
  }

  #addRun(at: number): void {
    const joints = this.#joined()
    joints.runs ??= []
    joints.runs.push(this.text.length, at)
  }
}

/** Where `from..to` of the paragraph's text stands in the source. */
export function place(paragraph: Paragraph, from: number, to: number): Place {
  const start = sourceOffset(paragraph, from)
  return { start, end: to > from ? sourceOffset(paragraph, to - 1) + 1 : start }
}

function sourceOffset({ runs, start }: Paragraph, at: number): number {
  if (runs === null || at < runs[0]!) return start + at
  let low = 0
  let high = runs.length / 2 - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (runs[middle * 2]! <= at) low = middle
    else high = middle - 1
  }
  return runs[low * 2 + 1]! + (at - runs[low * 2]!)
}

const NO_OFFSETS: readonly number[] = []

/** What opens a new paragraph whatever the line before said: bullets, labels, structural words. Folded text. */
const OPENERS =
  /^(?:[-–+•*·●▪◦✓➢]\s*\S|\d{1,2}(?:\.\d{1,2}){0,3}(?:\s*[.)]\s*(?=[^\d\s])|\s*\/\s+(?=[^\d\s])|-\s+(?=[^\d\s]))|\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=[a-z"“])|[ivxl]{1,6}\s*[.)/-]\s|[a-h]\s*[./]\s|[a-z]{1,2}\)\s*|(?:dieu|muc|tieu muc|chuong|phan|phu luc)\s+(?:thu\s+[a-z]+|[ivxlcd]+|\d+[a-z]?|[a-d])\s*(?:[.:)/]|$|-\s)|noi nhan\s*:?|kinh gui\s*:?|(?:tm|kt|tl|tuq|t\/m|k\/t|t\/l)\s*[./]?\s|quyet dinh\s*:|quyet nghi\s*:)/
/** Two letters that open one of the words above, and the numerals of two letters. */
const OPENING = new Set(
  'di mu ti ch ph no ki tm kt tl tu qu ii iv ix il vi vv vx vl xi xv xx xl li lv lx ll'.split(' '),
)

/** Whether a line opens a paragraph whatever stands before it. Cheap first: of the lines that begin with a word most do not. */
function opens(folded: string): boolean {
  const small = isSmall(folded.charCodeAt(0)) && isSmall(folded.charCodeAt(1)) && folded.charCodeAt(2) !== BRACKET
  return small && !OPENING.has(folded.slice(0, 2)) ? false : OPENERS.test(folded)
}

const BRACKET = ')'.charCodeAt(0)

const LEADS =
  /^(?:can cu|thuc hien|trien khai|theo|xet|thi hanh|tren co so|de|nham|tiep theo|ngay \d|trong |tren day|phuc dap|tra loi|sau khi)\b/
const NOTE = /^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\[\d{1,3}\])\s*\S/
const BEFORE_NUMBER = /(?<!\p{L})(?:số|khoản|điểm|Điều|điều|mục|Mục|ngày|tháng|năm|từ|đến|và|hoặc|,)$/u
const PREPOSITION = /(?<!\p{L})(?:của|và|về|cho|tại|theo|với|thuộc|các|những|trong)$/u
/** Of the words above, with the character before: no line is walked to see how it ends. */
const LONGEST_WORD = 8
const CUT_DATE = /(?<!\p{L})(?:ngày(?: \d{1,2}(?: tháng)?)?|tháng \d{1,2},? năm)$/iu
const REST_OF_DATE = /^(?:tháng \d|\d{1,2},? (?:tháng|năm) \d|\d{4}(?!\d))/i
/** "ngày 12 tháng", and the letter before it. */
const LONGEST_DATE = 15
const SENTENCE_MARKS = new Set(Array.from('.:;!?…', (char) => char.charCodeAt(0)))
const CLOSERS = new Set(Array.from('"”\')]', (char) => char.charCodeAt(0)))

/** In characters, where a line is a paragraph: a longer one may have been cut by the end of a page. */
const CUT_FROM = 100

/** Whether a sentence is over: behind its mark stands only what closes a quotation or brackets. */
function isEnded(text: string): boolean {
  let at = text.length - 1
  while (at >= 0 && CLOSERS.has(text.charCodeAt(at))) at--
  return at >= 0 && SENTENCE_MARKS.has(text.charCodeAt(at))
}

/**
 * Joins the lines of a source `text` into paragraphs. A line in `breaks` (indices in `Source.lines`) opens one whatever
 * stands before it. Linear in the length of the text.
 */
export function joinParagraphs(text: string, lines: readonly Line[], breaks: ReadonlySet<number>): Paragraph[] {
  const joiner = new ParagraphJoiner(lines, wrapWidth(text, lines), breaks)
  for (let i = 0; i < lines.length; i++) joiner.pass(i)
  return joiner.paragraphs
}

/** Goes over the lines in their order. */
class ParagraphJoiner {
  readonly paragraphs: Paragraph[] = []
  readonly #lines: readonly Line[]
  readonly #width: number
  readonly #breaks: ReadonlySet<number>
  #open: Paragraph | null = null
  #opening: Opening = { column: 0, basis: false }
  /** The paragraph that a foot note interrupted: its next line may follow the note. */
  #cut: Paragraph | null = null
  #last: Line | null = null
  #lastText = ''
  /** The last line of the note of an annex that was met last, in `#lines`. */
  #noteTo = -1

  constructor(lines: readonly Line[], width: number, breaks: ReadonlySet<number>) {
    this.#lines = lines
    this.#width = width
    this.#breaks = breaks
  }

  pass(at: number): void {
    const line = this.#lines[at]!
    const { text, folded } = line
    const note = (line.marks & CALL) !== 0 && NOTE.test(text)
    const target = note ? null : this.#paragraphOf(at, line, text, folded)
    if (target) this.#goOn(target, line, text, folded)
    else this.#begin(line, text, folded, note)
    this.#last = line
    this.#lastText = text
  }

  /** The paragraph that goes on in a line, or null where the line opens one. */
  #paragraphOf(at: number, line: Line, text: string, folded: string): Paragraph | null {
    const open = this.#open
    // After a foot note the sentence that it interrupted goes on, if the line reads so.
    if (this.#cut && open?.note && startsLower(text) && !opens(folded)) return this.#cut
    if (!open || !this.#last || !sameCell(open.cell, line.cell) || this.#breaks.has(line.index)) return null
    if (at <= this.#noteTo) return open
    if (at === this.#noteTo + 1) return null
    if (folded.startsWith('(') && this.#isUnderTitle(open)) {
      const to = endOfAnnexNote(this.#lines, at)
      if (to !== null) {
        this.#noteTo = to
        return null
      }
    }
    return this.#joins(open, this.#last, line, text, folded) ? open : null
  }

  /** Whether the open paragraph is the title of an annex or its label, as far as capitals and labels tell. */
  #isUnderTitle(open: Paragraph): boolean {
    if (open.text.length > LONGEST_TITLE) return false
    if (isUpper(open.text) || ANNEX_LABEL.test(open.folded)) return true
    if (opens(open.folded) || isEnded(open.text)) return false
    const above = this.paragraphs.at(-2)
    return (above !== undefined && isHeadOfTitle(above)) || (!this.#width && open.text.length < CUT_FROM)
  }

  #goOn(target: Paragraph, line: Line, text: string, folded: string): void {
    const overNote = target !== this.#open
    target.goOn(line, text, folded, overNote ? 'note' : !this.#width && line.gap > 0 ? 'page' : null)
    if (overNote) this.#cut = null
    this.#open = target
  }

  #begin(line: Line, text: string, folded: string, note: boolean): void {
    const before = this.#open
    if (note && before && !before.note) this.#cut = isEnded(before.text) ? null : before
    else if (!note && !before?.note) this.#cut = null
    this.#open = new Paragraph(line, text, folded, note)
    this.paragraphs.push(this.#open)
    this.#opening = { column: line.column, basis: text.startsWith('Căn cứ ') && BASIS.test(text) }
  }

  /** Whether a line goes on with the open paragraph. */
  #joins(open: Paragraph, before: Line, line: Line, text: string, folded: string): boolean {
    const last = this.#lastText
    const width = this.#width
    const opening = this.#opening
    const { gap } = line
    const { goesOn } = before
    if (CLOSING_SENTENCE.test(text)) return false
    // The page shows that the line was full and the next one is not indented: its words say nothing against it,
    // but for a label where paragraphs are not indented.
    // The number of the next page may stand between.
    if (goesOn === true && line.column <= 1 && gap <= (line.rule ? 2 : 1))
      if (!opens(folded) || (opening.column >= 2 && !UNINDENTED.test(folded))) return true
    // A date that the end of a line cuts: "… ngày 27" + "tháng 7 năm 2013", "… tháng 7 năm" + "2017 của".
    if (gap <= 1 && REST_OF_DATE.test(text) && CUT_DATE.test(last.slice(-LONGEST_DATE))) return true
    if (goesOn === false && !startsLower(text) && !/^\d+[/-]/.test(text)) return false
    if (opens(folded)) {
      // "giai đoạn 2025 -" + "2027 tối đa", "khoản" + "1. …" never; a bullet of digits after a dash does.
      // "… tại" + "Điều 10." goes on: no sentence ends so.
      if (/^Điều \d/.test(text) && /(?<!\p{L})(?:tại|của|theo|và|hoặc|với|khoản \d+|điểm [a-zđ])$/u.test(last))
        return true
      return /^(?:\d+\s|[-–]\s*\d{4})/.test(text) && !/^\d{1,2}[.)/]\s*\D/.test(text) && awaitsNumber(last)
    }
    if (isEnded(last)) {
      if (line.cell && gap === 0 && !startsLower(text)) return false
      if (!width || gap > 1 || last.length < width * (startsLower(text) ? 0.6 : 0.8)) return false
      // A full line under an indented first line goes on, though a sentence ended with it.
      return startsLower(text) || line.column + 2 <= opening.column
    }
    if (startsLower(text) || /^[(“"‘]?\d|^[(/]/.test(text)) {
      // A figure opens a sentence as often as it goes on with one: "1. Đến năm 2030" + "100% số trường …".
      if (
        /^[(“"‘]?\d/.test(text) &&
        !(awaitsNumber(last) && !(/số$/.test(last) && !/^\d+[a-z]?\s?[/-]/.test(text))) &&
        last.length < (width ? width * 0.7 : 60)
      )
        return false
      return !(isUpper(last) && last.length < 60 && !isUpper(text) && !width)
    }
    // A line cannot end with a preposition: "… của" + "Thủ tướng Chính phủ".
    if (PREPOSITION.test(last.slice(-LONGEST_WORD)) && last.length > 40 && gap <= 1) return true
    // A basis is not over before its mark: "Căn cứ các Quyết định của Thủ tướng" + "Chính phủ: số …".
    if (width && gap === 0 && last.length > 20 && opening.basis && !LEADS.test(folded) && !isUpper(text)) return true
    if (isUpper(text) && !isUpper(last)) return /[-–,]$/.test(last) && width > 0 && text.length < 30
    if (isUpper(last) && !isUpper(text)) return false
    if (width) {
      if (LEADS.test(folded) && /[,;.:]$/.test(last)) return false
      if (line.column - before.column >= 3 && last.length < width * 0.95) return false
      // Where the next word would have had room, the author ended the line.
      const word = text.indexOf(' ') < 0 ? text.length : text.indexOf(' ')
      return (last.length >= width * 0.8 || last.length + 1 + word > width) && gap <= 1
    }
    // An unbroken text: only the end of a page cuts a sentence, and then the line is long.
    return (
      last.length >= CUT_FROM &&
      !/[,]$/.test(last) &&
      !LEADS.test(folded) &&
      open.text.length >= CUT_FROM &&
      !isUpper(text)
    )
  }
}

function sameCell(a: Paragraph['cell'], b: Paragraph['cell']): boolean {
  return a === b || (a !== null && b !== null && a[0] === b[0] && a[1] === b[1] && a[2] === b[2])
}

/** What the first line of the open paragraph told; its text is not looked at again, for it grows. */
interface Opening {
  column: number
  basis: boolean
}

const BASIS = /^Căn cứ (?:\p{Lu}|các )/u

const CLOSING = new Set(Array.from('.:;!?,…)"”', (char) => char.charCodeAt(0)))

/** The usual length of a full line where the text was broken to a width; 0 where a line is a paragraph. */
function wrapWidth(text: string, lines: readonly Line[]): number {
  const lengths = new Uint32Array(lines.length)
  let count = 0
  let open = 0
  for (let i = 0; i < lines.length; i++) {
    const { start, end } = lines[i]!
    if (end - start < 30) continue
    lengths[count++] = end - start
    if (!CLOSING.has(text.charCodeAt(end - 1))) open++
  }
  if (count < 4) return 0
  const sorted = lengths.subarray(0, count).sort()
  const width = sorted[Math.floor(count * 0.8)]!
  const longest = sorted[Math.floor(count * 0.97)]!
  return width <= 125 && longest <= 165 && open >= count * 0.35 ? width : 0
}

/** The sentence that ends every plan and report: nothing before it goes on with it. */
const CLOSING_SENTENCE = /^Trên đây là\s/

const ANNEX_LABEL = /^phu luc(?:\s+(?:so\s+)?(?:[ivxl]{1,6}|\d{1,2})(?![a-z\d])|$)/
/** In characters. */
const LONGEST_TITLE = 400

/** What a title without capitals stands under: "QUY CHẾ", "Phụ lục II"; never "I. NHIỆM VỤ", which heads sentences. */
function isHeadOfTitle(paragraph: Paragraph): boolean {
  return ANNEX_LABEL.test(paragraph.folded) || (isUpper(paragraph.text) && !opens(paragraph.folded))
}

/** Lines that the note of an annex takes at most. */
const LONGEST_NOTE = 4

/**
 * The line with which "(Kèm theo Quyết định số …)" ends, the note under the title of an annex (NĐ 30/2020, Phụ lục I, III.1),
 * where line `from` opens one; null where words stand behind its bracket, for then it is part of a sentence.
 */
function endOfAnnexNote(lines: readonly Line[], from: number): number | null {
  if (!/^\((?:ban hanh )?kem theo /.test(lines[from]!.folded)) return null
  let open = 0
  for (let i = from; i < Math.min(from + LONGEST_NOTE, lines.length); i++) {
    if (i > from && lines[i]!.gap > 0) return null
    for (const char of lines[i]!.text) open += char === '(' ? 1 : char === ')' ? -1 : 0
    if (open > 0) continue
    const next = lines[i + 1]
    return lines[i]!.text.endsWith(')') && !(next?.gap === 0 && startsLower(next.text)) ? i : null
  }
  return null
}

/** What opens a paragraph at the left edge too, where the others are indented. */
const UNINDENTED = /^(?:noi nhan|kinh gui|tm|kt|tl|tuq|t\/m|k\/t|t\/l|quyet (?:dinh|nghi)\s*:)/

/** Ends with a word or a dash behind which a number goes on. */
function awaitsNumber(line: string): boolean {
  return /\d\s*[-–]$/.test(line) || BEFORE_NUMBER.test(line.slice(-LONGEST_WORD))
}
