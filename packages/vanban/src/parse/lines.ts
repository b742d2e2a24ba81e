import type { Source } from '../document.ts'
import { BAR, findMarks, GAP, TAB } from './find-marks.ts'
import { FoldedText, fold, isLower } from './fold.ts'
import { FurnitureFinder, isSpace } from './furniture.ts'

/** A line with something on it, or one cell of a line that holds a row of a table. */
export interface Line {
  /** Index in `Source.lines`. */
  readonly index: number
  readonly text: string
  readonly folded: string
  /** Offsets of `text` in the source. */
  readonly start: number
  readonly end: number
  /** Characters of white space before it in its line. */
  readonly column: number
  /** Blank lines before it. */
  gap: number
  /** A drawn rule stands before it, or the edge of a cell. */
  readonly rule: boolean
  readonly bold: boolean
  /** Told by where it ends on its page; see `SourceLine`. */
  readonly goesOn: boolean | null
  readonly cell: Cell | null
  /** The kinds of characters it may hold; see `find-marks.ts`. */
  readonly marks: number
}

/** Table, row, column. */
type Cell = readonly [number, number, number]

/** Whether a line may hold a tab or several spaces in a row. */
export function isSpaced({ marks }: Line): boolean {
  return (marks & (TAB | GAP)) !== 0
}

/** Cells of a flattened row stand beside one another like columns of so many characters. */
export const CELL_WIDTH = 40

/** What lines are cut out of. */
interface Page {
  source: Source
  folded: FoldedText
}

/** A line that is offsets: a long text has too many lines for each to keep its words. */
class LineOfPage implements Line {
  readonly #page: Page
  readonly index: number
  readonly start: number
  readonly end: number
  readonly marks: number
  column = 0
  gap = 0
  rule = false
  cell: Cell | null = null

  constructor(page: Page, index: number, start: number, end: number, marks: number) {
    this.#page = page
    this.index = index
    this.start = start
    this.end = end
    this.marks = marks
  }

  get text(): string {
    return this.#page.source.text.slice(this.start, this.end)
  }

  get folded(): string {
    return this.#page.folded.slice(this.start, this.end)
  }

  get bold(): boolean {
    return this.#page.source.lines[this.index]!.bold === true
  }

  get goesOn(): boolean | null {
    return this.#page.source.lines[this.index]!.goesOn ?? null
  }
}

/** The lines of a source that hold text; furniture is told apart, rows that a copy flattened are cut into their cells. */
export function textLines(source: Source): { lines: Line[]; furniture: ReadonlySet<number> } {
  const cutter = new LineCutter(source)
  for (let i = 0; i < source.lines.length; i++) cutter.pass(i)
  const { lines, furniture } = cutter
  if (isDoubleSpaced(source.text, lines)) for (const line of lines) line.gap = Math.max(0, line.gap - 1)
  return { lines, furniture }
}

/** Goes over the lines of a source in their order. */
class LineCutter {
  readonly lines: Line[] = []
  /** Indices in `Source.lines`. */
  readonly furniture = new Set<number>()
  readonly #page: Page
  readonly #finder: FurnitureFinder
  /** What stands between the last line and the next. */
  #gap = 0
  #rule = false
  #table = -1
  #row = -1
  /** Index of the last line that was a row. */
  #rowAt = -2

  constructor(source: Source) {
    const folded = new FoldedText(source.text)
    this.#page = { source, folded }
    this.#finder = new FurnitureFinder(source, folded)
  }

  pass(i: number): void {
    const { text } = this.#page.source
    const line = this.#page.source.lines[i]!
    if (line.cell) this.#table = Math.max(this.#table, line.cell[0])
    let { start, end } = line
    while (start < end && isSpace(text.charCodeAt(start))) start++
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--
    if (start === end) {
      this.#finder.passBlank()
      this.#gap++
    } else if (this.#finder.passLine(i, start, end)) {
      this.furniture.add(i)
      this.#rule = true
    } else {
      const marks = findMarks(text, start, end)
      const cells = line.cell || (marks & (TAB | BAR)) === 0 ? null : cutRow(this.#page.source, i, start, end)
      if (cells) this.#addRow(i, cells, marks)
      // Tabs lead to the right-hand column, as cells do.
      else this.#add(i, start, end, hasTab(text, line.start, start) ? CELL_WIDTH : start - line.start, line.cell, marks)
    }
  }

  #add(index: number, start: number, end: number, column: number, cell: Cell | null, marks: number): void {
    const line = new LineOfPage(this.#page, index, start, end, marks)
    line.column = column
    line.gap = this.#gap
    line.rule = this.#rule
    line.cell = cell
    this.lines.push(line)
    this.#gap = 0
    this.#rule = false
  }

  #addRow(index: number, cells: readonly (readonly [number, number])[], marks: number): void {
    if (this.#rowAt !== index - 1) {
      this.#table++
      this.#row = -1
    }
    this.#rowAt = index
    this.#row++
    for (const [number, [start, end]] of cells.entries()) {
      if (end > start) this.#add(index, start, end, number * CELL_WIDTH, [this.#table, this.#row, number], marks)
      this.#rule = true
    }
  }
}

function hasTab(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === 9) return true
  return false
}

/**
 * A blank line behind every line, as some converters print: it parts nothing. Told by the sentences that go on behind one;
 * where only paragraphs are parted by blank lines none does.
 */
function isDoubleSpaced(text: string, lines: readonly Line[]): boolean {
  let parted = 0
  let goesOn = 0
  for (let i = 1; i < lines.length; i++) {
    const { gap, start } = lines[i]!
    if (gap === 0) continue
    parted++
    if (isLower(text.charCodeAt(start)) && text[start + 1] !== ')' && !/[.;:]/.test(text[lines[i - 1]!.end - 1]!))
      goesOn++
  }
  return parted >= 8 && parted >= (lines.length - 1) * 0.85 && goesOn >= parted * 0.2
}

/** Where the cells of a line that is a row stand: between bars, or between tabs as on the line above or below. */
function cutRow(source: Source, index: number, start: number, end: number): [number, number][] | null {
  const text = source.text.slice(start, end)
  if (text.includes('|')) {
    if (!/(?:^|\s)\|(?:\s|$)/.test(text)) return null
    return cellsBetween(text, start, /\|/g).filter(([from, to], i, all) => to > from || (i > 0 && i < all.length - 1))
  }
  const tabs = countTabs(text)
  if (tabs < 2) return null
  const near = [source.lines[index - 1], source.lines[index + 1]]
  return near.some((l) => l && countTabs(source.text.slice(l.start, l.end).trim()) === tabs)
    ? cellsBetween(text, start, /\t/g)
    : null
}

function countTabs(text: string): number {
  let count = 0
  for (let at = text.indexOf('\t'); at >= 0; at = text.indexOf('\t', at + 1)) count++
  return count
}

function cellsBetween(text: string, start: number, separator: RegExp): [number, number][] {
  const cells: [number, number][] = []
  let from = 0
  for (const to of [...[...text.matchAll(separator)].map((m) => m.index), text.length]) {
    const part = text.slice(from, to)
    const lead = part.length - part.trimStart().length
    cells.push([start + from + lead, start + from + Math.max(lead, part.trimEnd().length)])
    from = to + 1
  }
  return cells
}

/** Where a head is over: its bases or its first section. */
const OVER_HEAD =
  /^(?:can cu [a-z]|(?:i|a)\s*[./)]\s+[a-z]|dieu 1\s*[.:]|chuong i\b|phan (?:i|thu nhat|a)\b|kinh gui\s*:)/
/** Words that stand alone on a line of the head and are whole. */
const WHOLE = /^(?:luat|lenh|[ivxlc]+|\d+)[.:]?$/

/**
 * The lines of a head whose first word was cut off by the column of a web page: "ỦY" + "BAN NHÂN DÂN", "Hà" + "Nội, ngày …",
 * "Số:" + "29/KH-UBND". A joined line is as long as its parts in the source, so offsets hold.
 */
export function mendHead(source: Source, lines: readonly Line[], most: number): readonly Line[] {
  const head: Line[] = []
  let i = 0
  for (; i < lines.length && i < most && !OVER_HEAD.test(lines[i]!.folded); i++) {
    let line = lines[i]!
    while (i + 1 < lines.length && isCut(line, lines[i + 1]!)) {
      const next = lines[++i]!
      line = joined(source, line, next)
    }
    head.push(line)
  }
  return head.length === i ? lines : [...head, ...lines.slice(i)]
}

function joined(source: Source, line: Line, next: Line): Line {
  const { index, start, column, gap, rule, bold, cell } = line
  const text = source.text.slice(start, next.end).replaceAll('\n', ' ')
  const marks = line.marks | next.marks | GAP
  const { end, goesOn } = next
  return { index, text, folded: fold(text), start, end, column, gap, rule, bold, goesOn, cell, marks }
}

function isCut(line: Line, next: Line): boolean {
  if (next.gap > 0 || next.rule || next.cell || line.cell || next.index !== line.index + 1) return false
  if (next.start - line.end > 3) return false
  return (
    /^\p{L}+:?$/u.test(line.text) && line.text.length <= 9 && !WHOLE.test(line.folded) && /^[\p{L}\d]/u.test(next.text)
  )
}
