import type { Source } from '../document.ts'
import { FOLDED_AT_ONCE, fold, startsLower } from './fold.ts'
import { isSpace } from './furniture.ts'

/** A line with something on it, or one cell of a line that holds a row of a table. */
export interface Line {
  /** Index in `Source.lines`. */
  index: number
  text: string
  folded: string
  /** Offset of `text` in the source. */
  start: number
  /** Characters of white space before it in its line. */
  column: number
  /** Blank lines before it. */
  gap: number
  /** A drawn rule stands before it, or the edge of a cell. */
  rule: boolean
  bold: boolean
  /** Told by where it ends on its page; see `SourceLine`. */
  goesOn: boolean | null
  cell: [number, number, number] | null
  /** It may hold a tab or several spaces in a row. */
  spaced: boolean
}

/** Cells of a flattened row stand beside one another like columns of so many characters. */
export const CELL_WIDTH = 40

/** The lines of a source that hold text; furniture left out, rows that a copy flattened cut into their cells. */
export function textLines(source: Source, furniture: readonly boolean[]): Line[] {
  const out: Line[] = []
  const { text: whole, lines } = source
  const hasTab = finder(whole, '\t')
  const hasBar = finder(whole, '|')
  const hasGap = finder(whole, '  ')
  const hasFixedGap = finder(whole, '\u00a0')
  // Folded stretch by stretch: a line is cut out of what is at hand.
  let stretch = ''
  let stretchAt = 0
  let gap = 0
  let rule = false
  let table = -1
  let row = -1
  /** Index of the last line that was a row. */
  let rowAt = -2
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    table = Math.max(table, line.cell?.[0] ?? -1)
    let start = line.start
    let end = line.end
    let tab = false
    for (; start < end && isSpace(whole.charCodeAt(start)); start++) tab ||= whole.charCodeAt(start) === 9
    while (end > start && isSpace(whole.charCodeAt(end - 1))) end--
    if (start === end) {
      gap++
      continue
    }
    if (furniture[i]) {
      rule = true
      continue
    }
    // Tabs lead to the right-hand column, as cells do.
    const column = tab ? CELL_WIDTH : start - line.start
    const text = whole.slice(start, end)
    const bold = line.bold === true
    const goesOn = line.goesOn ?? null
    if (end > stretchAt + stretch.length) {
      stretchAt = start
      stretch = fold(whole.slice(start, Math.max(end, start + FOLDED_AT_ONCE)))
    }
    const folded = stretch.slice(start - stretchAt, end - stretchAt)
    const tabbed = hasTab(start, end)
    const spaced = tabbed || hasGap(start, end) || hasFixedGap(start, end)
    const cuts = line.cell || !(tabbed || hasBar(start, end)) ? null : cutRow(text, source, i)
    if (!cuts) {
      out.push({ index: i, text, folded, start, column, gap, rule, bold, goesOn, cell: line.cell, spaced })
      gap = 0
      rule = false
      continue
    }
    if (rowAt !== i - 1) {
      table++
      row = -1
    }
    rowAt = i
    row++
    for (const [number, [from, to]] of cuts.entries()) {
      if (to > from) {
        const part = text.slice(from, to)
        const cell: Line['cell'] = [table, row, number]
        const column = number * CELL_WIDTH
        out.push({
          index: i,
          text: part,
          folded: folded.slice(from, to),
          start: start + from,
          column,
          gap,
          rule,
          bold,
          goesOn,
          cell,
          spaced,
        })
        gap = 0
      }
      rule = true
    }
  }
  if (isDoubleSpaced(out)) for (const line of out) line.gap = Math.max(0, line.gap - 1)
  return out
}

/** Whether some words stand in a stretch, for stretches asked in the order of the text. */
function finder(text: string, words: string): (from: number, to: number) => boolean {
  let at = text.indexOf(words)
  return (from, to) => {
    if (at >= 0 && at < from) at = text.indexOf(words, from)
    return at >= 0 && at < to
  }
}

/**
 * A blank line behind every line, as some converters print: it parts nothing. Told by the sentences that go on behind one;
 * where only paragraphs are parted by blank lines none does.
 */
function isDoubleSpaced(lines: readonly Line[]): boolean {
  let parted = 0
  let goesOn = 0
  for (let i = 1; i < lines.length; i++) {
    const { gap, text } = lines[i]!
    if (gap === 0) continue
    parted++
    if (startsLower(text) && text[1] !== ')' && !/[.;:]$/.test(lines[i - 1]!.text)) goesOn++
  }
  return parted >= 8 && parted >= (lines.length - 1) * 0.85 && goesOn >= parted * 0.2
}

/** Offsets of the cells of a line that is a row: cells between bars, or between tabs as on the line above or below. */
function cutRow(text: string, source: Source, index: number): [number, number][] | null {
  if (text.includes('|')) {
    if (!/(?:^|\s)\|(?:\s|$)/.test(text)) return null
    return cellsBetween(text, /\|/g).filter(([from, to], i, all) => to > from || (i > 0 && i < all.length - 1))
  }
  const tabs = countTabs(text)
  if (tabs < 2) return null
  const near = [source.lines[index - 1], source.lines[index + 1]]
  return near.some((l) => l && countTabs(source.text.slice(l.start, l.end).trim()) === tabs)
    ? cellsBetween(text, /\t/g)
    : null
}

function countTabs(text: string): number {
  let count = 0
  for (let at = text.indexOf('\t'); at >= 0; at = text.indexOf('\t', at + 1)) count++
  return count
}

function cellsBetween(text: string, separator: RegExp): [number, number][] {
  const cells: [number, number][] = []
  let from = 0
  for (const to of [...[...text.matchAll(separator)].map((m) => m.index), text.length]) {
    const part = text.slice(from, to)
    const lead = part.length - part.trimStart().length
    cells.push([from + Math.min(lead, part.length), from + Math.max(lead, part.trimEnd().length)])
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
      const text = source.text.slice(line.start, next.start + next.text.length).replaceAll('\n', ' ')
      line = { ...line, text, folded: fold(text), goesOn: next.goesOn, spaced: true }
    }
    head.push(line)
  }
  return head.length === i ? lines : [...head, ...lines.slice(i)]
}

function isCut(line: Line, next: Line): boolean {
  if (next.gap > 0 || next.rule || next.cell || line.cell || next.index !== line.index + 1) return false
  if (next.start - line.start - line.text.length > 3) return false
  return (
    /^\p{L}+:?$/u.test(line.text) && line.text.length <= 9 && !WHOLE.test(line.folded) && /^[\p{L}\d]/u.test(next.text)
  )
}
