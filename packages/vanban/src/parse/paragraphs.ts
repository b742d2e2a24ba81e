import type { Place } from '../document.ts'
import { isSmall, isUpper, startsLower } from './fold.ts'
import type { Line } from './lines.ts'

/**
 * A paragraph as its author wrote it: broken lines joined, spaces made single. `text` is not a slice of the source;
 * `place` leads every part of it back there.
 */
export interface Paragraph {
  text: string
  folded: string
  /** Index of its first and last line in `Source.lines`. */
  line: number
  lastLine: number
  start: number
  end: number
  bold: boolean
  cell: [number, number, number] | null
  /** A note from the foot of a page that stands between the lines of the text. */
  note: boolean
  /** Source offsets where a page end cut a sentence and its other half was joined on. */
  mended: readonly number[]
  /** A foot note stands between the two halves of this paragraph. */
  overNote: boolean
  /** Offsets: position in `text`, position in the source; ascending, one pair for each run copied as it is behind the first. */
  runs: number[] | null
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
/** "ngày 12 tháng", and the letter before it. */
const LONGEST_DATE = 15
const ENDED = /[.:;!?…]["”')\]]*$/

/**
 * Joins the lines of a source into paragraphs. A line in `breaks` (indices in `Source.lines`) opens one whatever stands
 * before it. Linear in the length of the text.
 */
export function joinParagraphs(lines: readonly Line[], breaks: ReadonlySet<number>): Paragraph[] {
  const width = wrapWidth(lines)
  const paragraphs: Paragraph[] = []
  let open: Paragraph | null = null
  // The paragraph that a foot note interrupted: its next line may follow the note.
  let cut: Paragraph | null = null
  let last: Line | null = null
  let opening: Opening = { column: 0, basis: false }
  for (const line of lines) {
    const { text, folded, column } = line
    const note = NOTE.test(text)
    let target: Paragraph | null = null
    // After a foot note the sentence that it interrupted goes on, if the line reads so.
    if (cut && open?.note && !note && startsLower(text) && !opens(folded)) target = cut
    else if (
      open &&
      last &&
      sameCell(open.cell, line.cell) &&
      !breaks.has(line.index) &&
      !note &&
      joins(open, last, line, width, opening)
    )
      target = open
    if (target) {
      if (!width && line.gap > 0 && target === open) target.mended = [...target.mended, line.start]
      append(target, line)
      if (target !== open) {
        target.overNote = true
        cut = null
      }
      open = target
    } else {
      if (note && open && !open.note) cut = ENDED.test(open.text) ? null : open
      else if (!note && !open?.note) cut = null
      open = {
        text: '',
        folded: '',
        line: line.index,
        lastLine: line.index,
        start: line.start,
        end: 0,
        bold: line.bold,
        cell: line.cell,
        note,
        mended: NO_OFFSETS,
        overNote: false,
        runs: null,
      }
      append(open, line)
      paragraphs.push(open)
      opening = { column, basis: text.startsWith('Căn cứ ') && BASIS.test(text) }
    }
    last = line
  }
  return paragraphs
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
function wrapWidth(lines: readonly Line[]): number {
  const lengths = new Uint32Array(lines.length)
  let count = 0
  let open = 0
  for (const { text } of lines) {
    if (text.length < 30) continue
    lengths[count++] = text.length
    if (!CLOSING.has(text.charCodeAt(text.length - 1))) open++
  }
  if (count < 4) return 0
  const sorted = lengths.subarray(0, count).sort()
  const width = sorted[Math.floor(count * 0.8)]!
  const longest = sorted[Math.floor(count * 0.97)]!
  return width <= 125 && longest <= 165 && open >= count * 0.35 ? width : 0
}

/** The sentence that ends every plan and report: nothing before it goes on with it. */
const CLOSING_SENTENCE = /^Trên đây là\s/

/** "(Kèm theo Quyết định số …)", a line of its own under the title of an annex (NĐ 30/2020, Phụ lục I, III.1). */
function isNoteOfAnnex(folded: string): boolean {
  return folded.startsWith('(') && /^\((?:ban hanh )?kem theo /.test(folded)
}

/** What opens a paragraph at the left edge too, where the others are indented. */
const UNINDENTED = /^(?:noi nhan|kinh gui|tm|kt|tl|tuq|t\/m|k\/t|t\/l|quyet (?:dinh|nghi)\s*:)/

function joins(
  open: Paragraph,
  { text: last, column, goesOn }: Line,
  line: Line,
  width: number,
  opening: Opening,
): boolean {
  const { text, folded, gap } = line
  if (CLOSING_SENTENCE.test(text) || isNoteOfAnnex(folded)) return false
  if (last.endsWith(')') && isNoteOfAnnex(open.folded)) return false
  // The page shows that the line was full and the next one is not indented: its words say nothing against it,
  // but for a label where paragraphs are not indented.
  // The number of the next page may stand between.
  if (goesOn === true && line.column <= 1 && gap <= (line.rule ? 2 : 1))
    if (!opens(folded) || (opening.column >= 2 && !UNINDENTED.test(folded))) return true
  // A date that the end of a line cuts: "… ngày 27" + "tháng 7 năm 2013", "… tháng 7 năm" + "2017 của".
  if (
    gap <= 1 &&
    CUT_DATE.test(last.slice(-LONGEST_DATE)) &&
    /^(?:tháng \d|\d{1,2},? (?:tháng|năm) \d|\d{4}(?!\d))/i.test(text)
  )
    return true
  if (goesOn === false && !startsLower(text) && !/^\d+[/-]/.test(text)) return false
  if (opens(folded)) {
    // "giai đoạn 2025 -" + "2027 tối đa", "khoản" + "1. …" never; a bullet of digits after a dash does.
    // "… tại" + "Điều 10." goes on: no sentence ends so.
    if (/^Điều \d/.test(text) && /(?<!\p{L})(?:tại|của|theo|và|hoặc|với|khoản \d+|điểm [a-zđ])$/u.test(last))
      return true
    return awaitsNumber(last) && /^(?:\d+\s|[-–]\s*\d{4})/.test(text) && !/^\d{1,2}[.)/]\s*\D/.test(text)
  }
  if (line.cell && gap === 0 && !startsLower(text) && ENDED.test(last)) return false
  const ended = ENDED.test(last)
  if (ended) {
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
    if (line.column - column >= 3 && last.length < width * 0.95) return false
    // Where the next word would have had room, the author ended the line.
    const word = text.indexOf(' ') < 0 ? text.length : text.indexOf(' ')
    return (last.length >= width * 0.8 || last.length + 1 + word > width) && gap <= 1
  }
  // An unbroken text: only the end of a page cuts a sentence, and then the line is long.
  return last.length >= 100 && !/[,]$/.test(last) && !LEADS.test(folded) && open.text.length >= 100 && !isUpper(text)
}

/** Ends with a word or a dash behind which a number goes on. */
function awaitsNumber(line: string): boolean {
  return /\d\s*[-–]$/.test(line) || BEFORE_NUMBER.test(line.slice(-LONGEST_WORD))
}

function append(paragraph: Paragraph, line: Line): void {
  const { text, start } = line
  if (paragraph.text !== '') {
    paragraph.text += ' '
    paragraph.folded += ' '
  }
  paragraph.end = start + text.length
  paragraph.lastLine = line.index
  if (!line.spaced) {
    push(paragraph, line, 0, text.length)
    return
  }
  let copied = 0
  for (const m of text.matchAll(/[ \t\u00a0]{2,}|[\t\u00a0]/g)) {
    push(paragraph, line, copied, m.index)
    addRun(paragraph, start + m.index)
    paragraph.text += ' '
    paragraph.folded += ' '
    copied = m.index + m[0].length
  }
  push(paragraph, line, copied, text.length)
}

/** A joining space belongs to no run; it maps past the end of the run before it. */
function push(paragraph: Paragraph, { text, folded, start }: Line, from: number, to: number): void {
  if (to <= from) return
  if (paragraph.text === '' && from === 0) {
    // The first run stands at the paragraph's own start.
    paragraph.text = to === text.length ? text : text.slice(0, to)
    paragraph.folded = to === text.length ? folded : folded.slice(0, to)
    return
  }
  addRun(paragraph, start + from)
  paragraph.text += text.slice(from, to)
  paragraph.folded += folded.slice(from, to)
}

function addRun(paragraph: Paragraph, start: number): void {
  paragraph.runs ??= []
  paragraph.runs.push(paragraph.text.length, start)
}
