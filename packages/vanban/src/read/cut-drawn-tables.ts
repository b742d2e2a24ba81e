import type { SourceLine } from '../document.ts'
import { fold, isUpper } from '../parse/fold.ts'
import { opensHand } from '../parse/signature.ts'
import type { StrippedText } from './strip-markup.ts'
import { toSourceLine } from './to-source-line.ts'

/** The head of a table that is set in columns by spaces or tabs: its first column numbers the rows, as every phụ lục phân công does. */
const HEAD = /^ *(?:STT|Stt|TT|Số TT)(?= {2,}\S|\t)/u
/** What stands in every text with such a head: most texts have none, and are not looked through line by line. */
const OPENINGS = ['TT  ', 'tt  ', 'TT\t', 'tt\t']
const ORDINAL = /^(?:\d{1,3}|[IVX]{1,5}|[a-zđ])[.)]?$/u
/** A row that heads the rows below it: "II    CÔNG TÁC ĐỐI NGOẠI", "I. Công tác tuyên truyền". */
const GROUP = /^(?:[IVX]{1,5}|[A-D]|\d{1,2})(?:[.)] *| {2,})(?=\S)/u
/** The recipients, and the line of place and date: no cell goes on with them. */
const BELOW = /^(?:(?:Nơi nhận|NƠI NHẬN) ?:|\p{Lu}[\p{L} ]{1,40}, ngày [\d .…]{1,12}tháng [\d .…]{1,12}năm )/u
/** A row that sums up the rows above it, and what stands below a table beside its hands. */
const SUM = /^(?:(?:tổng )?cộng|tổng số)(?: ?\([^()]*\))?:?$/iu
const REMARK = /^(?:Ghi chú|GHI CHÚ|(?:Người|NGƯỜI) (?:lập|tổng hợp|LẬP|TỔNG HỢP))(?![\p{L}])/u
const FEWEST_COLUMNS = 3
const MOST_COLUMNS = 30
/** A line of more words apart, by wide gaps inside its cells too, is no row. */
const MOST_STRETCHES = 2 * MOST_COLUMNS
/** Longer tables stand in archives, not in texts. */
const MOST_ROWS = 5_000

/** Words between two gaps of two spaces and more. */
interface Stretch {
  from: number
  to: number
  text: string
}

/** White from the head down to the row looked at, between two columns: half-open. */
type River = readonly [from: number, to: number]

/** The parts of each cell of a row, by column. */
type Row = string[][]

/**
 * Tables that a text draws with spaces or tabs, cut into cells: a line for each, what a cell holds on several lines joined. A table
 * opens with a head of three columns whose first is "STT" and goes on while its columns stay white between.
 */
export function cutDrawnTables(stripped: StrippedText): StrippedText {
  if (!OPENINGS.some((opening) => stripped.text.includes(opening))) return stripped
  const texts = stripped.text.split('\n')
  const lines: SourceLine[] = []
  const out: string[] = []
  let at = 0
  const put = (text: string, line: SourceLine): void => {
    line.start = at
    line.end = at + text.length
    at = line.end + 1
    out.push(text)
    lines.push(line)
  }
  let table = -1
  for (const { cell } of stripped.lines) table = Math.max(table, cell?.[0] ?? -1)
  for (let i = 0; i < texts.length; ) {
    const drawn = HEAD.test(texts[i]!) && !stripped.lines[i]!.cell ? tableAt(texts, i) : null
    if (drawn === null) {
      put(texts[i]!, stripped.lines[i]!)
      i++
      continue
    }
    table++
    drawn.rows.forEach((row, r) => {
      row.forEach((parts, c) => {
        if (parts.length === 0) return
        put(parts.join(' '), toSourceLine(0, 0, { cell: [table, r, c] }))
      })
    })
    i = drawn.to
  }
  return { text: out.join('\n'), lines }
}

/** The table whose head is line `from`, and the line behind it; null where no numbered row follows. */
function tableAt(texts: readonly string[], from: number): { rows: Row[]; to: number } | null {
  if (texts[from]!.includes('\t')) return tabbedTableAt(texts, from)
  const head = stretchesOf(texts[from]!)
  if (head.length < FEWEST_COLUMNS || head.length > MOST_COLUMNS) return null
  const columns = head.length
  let rivers: River[] = head.slice(1).map((stretch, i) => [head[i]!.to, stretch.from])
  const rows: Row[] = [head.map(({ text }) => [text])]
  let numbered = 0
  let to = from + 1
  for (let i = from + 1; i < texts.length && rows.length < MOST_ROWS; i++) {
    const line = texts[i]!
    if (line.trim() === '') continue
    const apart = i > to
    // A head above a head heads nothing: so no line is looked at for more than one of them.
    if (line.includes('\t') || i - to > 1 || (numbered === 0 && HEAD.test(line))) break
    const stretches = stretchesOf(line)
    if (stretches.length > MOST_STRETCHES) break
    const narrowed = rivers.map((river) => whiteIn(river, stretches))
    const fits = narrowed.every((river) => river !== null)
    const opens = ORDINAL.test(stretches[0]!.text)
    const inOrder = opens && stretches.length === columns
    if (fits || inOrder) {
      const at = fits ? stretches.map((stretch) => columnOf(stretch, narrowed as River[])) : stretches.map((_, c) => c)
      const own = opens && at[0] === 0
      if (own && stretches.length < FEWEST_COLUMNS && !countsOn(texts, i, stretches[0]!.text, rows)) break
      const sums = !own && fits && numbered > 0 && stretches.some(({ text }) => SUM.test(text))
      // What stands below a row and numbers nothing is the rest of its cells.
      if (!own && !sums && (apart || at[0] === 0 || isBelow(texts, i, stretches, at, rows))) break
      if (fits) rivers = narrowed as River[]
      if (own || sums) rows.push(Array.from({ length: columns }, () => []))
      if (own) numbered++
      const row = rows.at(-1)!
      for (const [s, { text }] of stretches.entries()) row[at[s]!]!.push(text)
    } else if (isGroup(texts, i)) {
      const [label] = GROUP.exec(line.trim())!
      const ordinal = label.trim()
      rows.push(
        Array.from({ length: columns }, (_, c) =>
          c === 0 ? [ordinal] : c === 1 ? [line.trim().slice(label.length).trim()] : [],
        ),
      )
    } else break
    to = i + 1
  }
  return numbered > 0 ? { rows, to } : null
}

/**
 * The same where tabs part the cells: every line with a tab is a row of its own, an empty cell stands between two tabs. Word's
 * clipboard sets a tab behind the numbers of headings and lists too, and no blank line behind a table.
 */
function tabbedTableAt(texts: readonly string[], from: number): { rows: Row[]; to: number } | null {
  const rows: Row[] = []
  let numbered = false
  let to = from
  for (; to < texts.length && rows.length < MOST_ROWS && texts[to]!.includes('\t'); to++) {
    if (to > from && !numbered && HEAD.test(texts[to]!)) break
    const cells = texts[to]!.trimEnd()
      .split('\t', MOST_COLUMNS + 1)
      .map((cell) => cell.trim())
    if (cells.length > (rows[0]?.length ?? MOST_COLUMNS)) break
    const said = cells.filter((cell) => cell !== '')
    if (said.length > 0 && said.every((cell) => BELOW.test(cell) || isHand(cell))) break
    if (to > from && cells.length < FEWEST_COLUMNS && ORDINAL.test(cells[0]!) && !countsOn(texts, to, cells[0]!, rows))
      break
    rows.push(cells.map((cell) => (cell === '' ? [] : [cell])))
    numbered ||= to > from && ORDINAL.test(cells[0] ?? '')
  }
  return numbered && rows[0]!.length >= FEWEST_COLUMNS ? { rows, to } : null
}

/**
 * Whether a line that numbers nothing stands below the table and goes on with none of its cells, though it fits its columns: a
 * signature, or a heading in capitals under cells that have none. Not where a row follows.
 */
function isBelow(
  texts: readonly string[],
  at: number,
  stretches: readonly Stretch[],
  columns: readonly number[],
  rows: readonly Row[],
): boolean {
  if (stretches.some(({ text }) => BELOW.test(text) || REMARK.test(text))) return true
  // The words of a head are capitals often, on its second line too.
  if (rows.length === 1 || !stretches.every(({ text }) => isUpper(text) && text.includes(' '))) return false
  if (rowFollows(texts, at)) return false
  if (stretches.every(({ text }) => isHand(text))) return true
  return !stretches.every((_, s) => isUpper(rows.at(-1)![columns[s]!]!.join(' ')))
}

function isHand(text: string): boolean {
  return isUpper(text) && opensHand(fold(text))
}

function rowFollows(texts: readonly string[], at: number): boolean {
  const line = texts.slice(at + 1, at + 3).find((one) => one.trim() !== '') ?? ''
  const next = line.includes('\t') ? line.split('\t', MOST_COLUMNS).map((cell) => cell.trim()) : textsOf(line)
  return next.length >= FEWEST_COLUMNS && ORDINAL.test(next[0]!)
}

/**
 * Whether a line of a number and one cell is a row, its other cells empty, and no heading or item that stands right below the
 * table: where it counts on from the row above it, or numbered rows go on behind it.
 */
function countsOn(texts: readonly string[], at: number, ordinal: string, rows: readonly Row[]): boolean {
  const [, last, mark] = /^(\d{1,3})([.)]?)$/u.exec(rows.at(-1)![0]!.join(' ')) ?? []
  return (last !== undefined && ordinal === `${Number(last) + 1}${mark}`) || rowFollows(texts, at)
}

/** A row across the columns, behind which numbered rows go on. */
function isGroup(texts: readonly string[], at: number): boolean {
  return GROUP.test(texts[at]!.trim()) && stretchesOf(texts[at]!).length <= 2 && rowFollows(texts, at)
}

function textsOf(line: string): string[] {
  return stretchesOf(line).map(({ text }) => text)
}

/** Words of a line between gaps; one more than may be where there are more. */
function stretchesOf(line: string): Stretch[] {
  const stretches: Stretch[] = []
  for (const { index, 0: text } of line.matchAll(/\S+(?: \S+)*/gu)) {
    stretches.push({ from: index, to: index + text.length, text })
    if (stretches.length > MOST_STRETCHES) break
  }
  return stretches
}

/** What a line leaves white of a river: the widest part, or null. */
function whiteIn([from, to]: River, stretches: readonly Stretch[]): River | null {
  let best: River | null = null
  let open = from
  const take = (end: number): void => {
    if (end > open && (best === null || end - open > best[1] - best[0])) best = [open, end]
  }
  for (const stretch of stretches) {
    if (stretch.to <= from || stretch.from >= to) continue
    take(Math.min(stretch.from, to))
    open = Math.max(open, stretch.to)
  }
  take(to)
  return best
}

function columnOf({ from }: Stretch, rivers: readonly River[]): number {
  const next = rivers.findIndex((river) => from < river[1])
  return next < 0 ? rivers.length : next
}
