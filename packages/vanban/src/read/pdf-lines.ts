import type { SourceWord } from '../document.ts'
import type { ReadLine } from './read-text.ts'
import type { TaggedCell } from './tagged-tables.ts'

/** A run of text on a page: left edge and baseline in points from the lower left corner. */
export interface PdfItem {
  str: string
  x: number
  y: number
  width: number
  fontSize: number
  /** Where the tags of the file say that it stands in a table. */
  inTable?: TaggedCell
  /** The tags say that it is no part of the text: page numbers, repeated heads of tables. */
  artifact?: boolean
  /** A recognised word knows its rectangle on the page image and how sure it is; other runs are measured by their font. */
  seen?: Required<Pick<SourceWord, 'box' | 'confidence'>>
}

/** The part of a line that one run gave: `text` as it stands in the line from offset `at` on. */
export interface Piece {
  at: number
  text: string
  item: PdfItem
}

/** A line that knows which runs it came from, in the order of its text. */
export interface PdfLine extends ReadLine {
  page: number
  pieces: Piece[]
}

/** Text put together from runs. */
interface Pieced {
  text: string
  pieces: Piece[]
}

/** Words of one line between two wide gaps. */
interface Segment extends Pieced {
  left: number
  right: number
}

interface Row {
  segments: Segment[]
  y: number
  size: number
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/**
 * The runs of a page as lines, from top to bottom. Where two columns stand side by side (letterhead, recipients and
 * signature) the left one comes whole before the right one, each as a cell; rows of three and more columns are the
 * rows of a table. `carried` is what the pages before left.
 */
export function linesOfPage(
  items: readonly PdfItem[],
  page: number,
  carried: Carried,
): { lines: PdfLine[]; carried: Carried } {
  const tagged = taggedTables(items.filter((item) => item.inTable))
  const rows = rowsOf(tagged.length > 0 ? besideTables(items, tagged[0]!, carried.open) : items)
  if (rows.length === 0 && tagged.length === 0) return { lines: [], carried }
  const left = Math.min(Infinity, ...rows.map((row) => row.segments[0]!.left))
  const column = columnOf(rows) ?? (carried.column && standsIn(carried.column, rows) ? carried.column : null)
  const lines: PdfLine[] = []
  let count = carried.tables
  let { open } = carried
  let before: Row | null = null
  /** The tagged tables that stand above a height of the page, and have not been told yet. */
  const tablesAbove = (y: number): void => {
    while (tagged[0] && tagged[0].top > y) {
      const table = tagged.shift()!
      const id: number = goesOnFrom(table, open) ? open.id : count++
      for (const { text, pieces, cell } of table.cells) lines.push({ text, pieces, page, cell: [id, cell[1], cell[2]] })
      open = { id, columns: table.columns }
      before = null
    }
  }
  for (let i = 0; i < rows.length; ) {
    tablesAbove(rows[i]!.y)
    if (!isPageNumber(rows[i]!)) open = null
    const columns = tableAt(rows, i)
    if (columns) {
      const id = count++
      columns.rows.forEach((cells, row) => {
        cells.forEach((cell, column) => {
          if (cell.text !== '') lines.push({ text: cell.text, pieces: cell.pieces, page, cell: [id, row, column] })
        })
      })
      i = columns.to
      before = null
      continue
    }
    // The last line of a paragraph that stands close above recipients and signature is none of them.
    const continued = before !== null && column !== null && goesOnIn(column, before, rows[i]!) === true
    const block = continued ? null : twoColumnsAt(rows, i)
    if (block) {
      const id = count++
      const put = (column: number, segments: (Segment & { y: number; size: number })[]): void => {
        let last: number | null = null
        for (const segment of segments) {
          if (last !== null && last - segment.y > segment.size * 2.2)
            lines.push({ ...EMPTY, page, cell: [id, 0, column] })
          lines.push({ text: segment.text, pieces: segment.pieces, page, cell: [id, 0, column] })
          last = segment.y
        }
      }
      put(0, block.left)
      put(1, block.right)
      i = block.to
      before = null
      continue
    }
    const row = rows[i]!
    if (before && column) {
      const goesOn = goesOnIn(column, before, row)
      if (goesOn !== null) lines.at(-1)!.goesOn = goesOn
    }
    if (before && before.y - row.y > Math.max(before.size, row.size) * 1.8) lines.push({ ...EMPTY, page })
    const indent = Math.min(24, Math.max(0, Math.round((row.segments[0]!.left - left) / (row.size * 0.5))))
    lines.push({ ...joined([{ text: ' '.repeat(indent), pieces: [] }, joined(row.segments, '    ')], ''), page })
    before = row
    i++
  }
  tablesAbove(-Infinity)
  // What the next page opens with is not known here; a line that ends at the very edge was full.
  if (before && column && before.segments.length === 1 && column.right - before.segments[0]!.right < before.size * 0.3)
    lines.at(-1)!.goesOn = true
  lines.push({ ...EMPTY, page })
  return { lines, carried: { tables: count, column: column ?? carried.column, open } }
}

/** What the pages read so far leave to the next. */
export interface Carried {
  /** How many tables there were. */
  tables: number
  /** The column of running text: a last page has few lines to tell its own. */
  column: Column | null
  /** A tagged table with which the page ended: the next page may go on with it. */
  open: OpenTable | null
}

interface OpenTable {
  id: number
  columns: number
}

/** The tags of a page name the rows of a table that stand on other pages too: one that begins further down goes on. */
function goesOnFrom(table: TaggedTable, open: OpenTable | null): open is OpenTable {
  return open?.columns === table.columns && table.first > 0
}

/** What stands in no tagged table. The head that a table repeats on a further page is decoration, and none of it. */
function besideTables(items: readonly PdfItem[], table: TaggedTable, open: OpenTable | null): PdfItem[] {
  const above = items.filter((item) => !item.inTable && item.y > table.top)
  const headed = goesOnFrom(table, open) && above.every((item) => item.artifact)
  return items.filter((item) => !item.inTable && !(headed && item.y > table.top))
}

export const NOTHING_CARRIED: Carried = { tables: 0, column: null, open: null }

function isPageNumber({ segments }: Row): boolean {
  return segments.length === 1 && /^-?\s*\d{1,4}\s*-?$/.test(segments[0]!.text)
}

interface TaggedTable {
  top: number
  /** Its first row on this page, among all its rows. */
  first: number
  columns: number
  cells: (Pieced & { cell: TaggedCell['cell'] })[]
}

/** The tables whose cells the file itself names, from top to bottom: a line for each paragraph of a cell. */
function taggedTables(items: readonly PdfItem[]): TaggedTable[] {
  const paragraphs = new Map<string, { cell: TaggedCell; items: PdfItem[] }>()
  for (const item of items) {
    const { cell, paragraph } = item.inTable!
    const key = `${cell.join()},${paragraph}`
    const known = paragraphs.get(key)
    if (known) known.items.push(item)
    else paragraphs.set(key, { cell: item.inTable!, items: [item] })
  }
  const tables = new Map<number, TaggedTable>()
  const order = [...paragraphs.values()].sort(
    ({ cell: a }, { cell: b }) =>
      a.cell[0] - b.cell[0] || a.cell[1] - b.cell[1] || a.cell[2] - b.cell[2] || a.paragraph - b.paragraph,
  )
  for (const { cell, items: own } of order) {
    const rows = rowsOf(own)
    if (rows.length === 0) continue
    const said = joined(
      rows.map((row) => joined(row.segments, ' ')),
      ' ',
    )
    const table = tables.get(cell.cell[0]) ?? { top: -Infinity, first: Infinity, columns: 0, cells: [] }
    tables.set(cell.cell[0], table)
    table.top = Math.max(table.top, rows[0]!.y)
    table.first = Math.min(table.first, cell.cell[1])
    table.columns = Math.max(table.columns, cell.cell[2] + 1)
    table.cells.push({ ...said, cell: cell.cell })
  }
  return [...tables.values()].sort((a, b) => b.top - a.top)
}

/** The one column of running text of a page. */
export interface Column {
  left: number
  right: number
  /** From baseline to baseline within a paragraph. */
  leading: number
  /** Where the first lines of paragraphs begin, if all are indented alike; else null. */
  indent: number | null
}

/** Rows that end within so many ems of one another end at one edge. */
const EDGE = 0.3

/** Null where the page has no rows enough to tell, or was recognised: the ends of recognised words are no exact places. */
function columnOf(rows: readonly Row[]): Column | null {
  const single = rows.filter((row) => row.segments.length === 1)
  if (single.length < 4 || isRecognised(single)) return null
  const ends = single.map((row) => row.segments[0]!.right).sort((a, b) => b - a)
  const { size } = single[0]!
  const right = ends.find((end, i) => ends[i + 1] !== undefined && end - ends[i + 1]! < size * EDGE)
  const starts = single.map((row) => row.segments[0]!.left).sort((a, b) => a - b)
  const left = starts.find((start, i) => starts[i + 1] !== undefined && starts[i + 1]! - start < size * EDGE)
  const steps = rows.slice(1).map((row, i) => rows[i]!.y - row.y)
  const leading = steps.filter((step) => step > size).sort((a, b) => a - b)[Math.floor(steps.length * 0.25)]
  if (right === undefined || left === undefined || leading === undefined) return null
  const column = { left, right, leading, indent: null }
  return { ...column, indent: indentOf(column, rows) }
}

/** Rows by which the indent of first lines is known, and as many as are looked at. */
const FEWEST_INDENTED = 3
const MOST_ROWS = 200

/**
 * Where first lines begin: rows there follow rows that had room left and ended a paragraph, while those that follow a full
 * row mostly begin at the left edge.
 */
function indentOf(column: Column, rows: readonly Row[]): number | null {
  const starts = rows.slice(1, MOST_ROWS).flatMap((row, i) => {
    const [before, here] = [rows[i]!, row.segments[0]!]
    if (before.segments.length !== 1 || row.segments.length !== 1) return []
    return [{ at: here.left, size: row.size, ended: leavesRoom(column, before, here) }]
  })
  const behindFull = starts.filter(({ ended }) => !ended)
  const atEdge = behindFull.filter(({ at, size }) => at - column.left < size * EDGE).length
  for (const { at, size } of starts) {
    if (at - column.left < size) continue
    const alike = (start: { at: number }): boolean => Math.abs(start.at - at) < size * EDGE
    const ended = starts.filter((start) => start.ended && alike(start)).length
    if (ended >= FEWEST_INDENTED && behindFull.filter(alike).length * 2 <= atEdge) return at
  }
  return null
}

/** Whether the first word of the next row would have had room in a row, and more than that. */
function leavesRoom({ right }: Column, { segments, size }: Row, next: Segment): boolean {
  return right - segments.at(-1)!.right > firstWord(next) * 1.5 + size
}

/** Whether the rows of a page lie within the column of another; the signature may reach a little beyond it. */
function standsIn({ left, right }: Column, rows: readonly Row[]): boolean {
  return (
    !isRecognised(rows) &&
    rows.every(({ segments, size }) => segments[0]!.left > left - size && segments.at(-1)!.right < right + size)
  )
}

function isRecognised(rows: readonly Row[]): boolean {
  return rows.some((row) => row.segments.some((segment) => segment.pieces.some((piece) => piece.item.seen)))
}

/** Whether the paragraph of `row` goes on in `next`, by the room that was left for its first word; null: no telling. */
function goesOnIn(column: Column, row: Row, next: Row): boolean | null {
  const { left, right, leading, indent } = column
  if (row.segments.length !== 1 || next.segments.length !== 1) return null
  const [here, there] = [row.segments[0]!, next.segments[0]!]
  // A line in the middle stands for itself, as does one in another size.
  const centred = Math.abs(here.left - left - (right - here.right)) < row.size && here.left - left > row.size * 4
  if (centred || Math.abs(row.size - next.size) > 0.6 || here.right > right + row.size) return null
  const ended = leavesRoom(column, row, there) ? false : null
  if (indent !== null && Math.abs(there.left - indent) < row.size * EDGE) return false
  if (there.left - left > row.size * EDGE || row.y - next.y > leading * 1.2) return ended
  return firstWord(there) + row.size * 0.2 > right - here.right ? true : ended
}

/** Width of the first word of a segment. */
function firstWord({ text, pieces }: Segment): number {
  const letters = /^\S+/.exec(text)?.[0].length ?? 0
  let width = 0
  for (const { at, text: said, item } of pieces) {
    const from = Math.max(0, at)
    const to = Math.min(letters, at + said.length)
    if (to > from) width += (item.width * (to - from)) / Math.max(1, said.length)
  }
  return width
}

const EMPTY: Pieced = { text: '', pieces: [] }

/** Parts one after another with `gap` between them, every piece moved to where it now stands. */
function joined(parts: readonly Pieced[], gap: string): Pieced {
  if (parts.length === 1) return { text: parts[0]!.text, pieces: parts[0]!.pieces }
  let text = ''
  const pieces: Piece[] = []
  parts.forEach((part, i) => {
    if (i > 0) text += gap
    for (const piece of part.pieces) pieces.push({ ...piece, at: piece.at + text.length })
    text += part.text
  })
  return { text, pieces }
}

/** Without white space at both ends; pieces keep their whole text, so one may now begin before the line. */
function trimmed({ text, pieces }: Pieced): Pieced {
  const lead = text.length - text.trimStart().length
  return {
    text: text.trim(),
    pieces: lead === 0 ? pieces : pieces.map((piece) => ({ ...piece, at: piece.at - lead })),
  }
}

/** Runs on one baseline, joined where the gap is a space and parted where it is wider than a space can be. */
function rowsOf(items: readonly PdfItem[]): Row[] {
  const shown = items.filter((item) => item.str.trim() !== '' && item.fontSize > 0)
  const sorted = [...shown].sort((a, b) => b.y - a.y || a.x - b.x)
  const groups: PdfItem[][] = []
  let base: PdfItem | null = null
  for (const item of sorted) {
    // A raised note mark is smaller and sits less than half a line above its row.
    if (base && Math.abs(base.y - item.y) <= Math.max(base.fontSize, item.fontSize) * 0.45) {
      groups.at(-1)!.push(item)
      if (item.fontSize > base.fontSize * 1.2) base = item
    } else {
      groups.push([item])
      base = item
    }
  }
  return groups.map((group) => {
    group.sort((a, b) => a.x - b.x)
    const size = Math.max(...group.map((item) => item.fontSize))
    const segments: Segment[] = []
    for (const item of group) {
      const mark = item.fontSize < size * 0.78 && /^\s*\d{1,2}\s*$/.test(item.str)
      const text = mark ? [...item.str.trim()].map((d) => SUPERSCRIPT[Number(d)]).join('') : item.str
      const open = segments.at(-1)
      const gap = open ? item.x - open.right : 0
      if (open && gap < size * 1.8) {
        const space = gap > size * 0.12 && !/\s$/.test(open.text) && !/^\s/.test(text) ? ' ' : ''
        open.text += space
        open.pieces.push({ at: open.text.length, text, item })
        open.text += text
        open.right = Math.max(open.right, item.x + item.width)
      } else segments.push({ text, pieces: [{ at: 0, text, item }], left: item.x, right: item.x + item.width })
    }
    const tidy = segments.map((segment) => ({ ...segment, ...trimmed(segment) }))
    return { segments: tidy.filter((s) => s.text !== ''), y: group[0]!.y, size }
  })
}

type Placed = Segment & { y: number; size: number }

/** A run of rows from `from` that stand in two columns with one white strip between them. */
function twoColumnsAt(rows: readonly Row[], from: number): { left: Placed[]; right: Placed[]; to: number } | null {
  const first = rows[from]!
  // A column may begin a row or two before its neighbour.
  let strip: [number, number] | null = null
  const left: Placed[] = []
  const right: Placed[] = []
  let pairs = 0
  let to = from
  let kept = from
  // The usual step from line to line inside the block.
  let leading = Infinity
  for (; to < rows.length; to++) {
    const row = rows[to]!
    if (to > from) leading = Math.min(leading, Math.max(rows[to - 1]!.y - row.y, row.size))
    if (to > from && rows[to - 1]!.y - row.y > Math.max(row.size, first.size) * 8) break
    if (row.segments.length > 2) break
    if (row.segments.length === 2) {
      const [a, b] = row.segments as [Segment, Segment]
      const low: number = strip ? Math.max(strip[0], a.right) : a.right
      const high: number = strip ? Math.min(strip[1], b.left) : b.left
      if (high - low < row.size * 0.8) break
      strip = [low, high]
      pairs++
      left.push({ ...a, y: row.y, size: row.size })
      right.push({ ...b, y: row.y, size: row.size })
      kept = to + 1
      continue
    }
    const only = row.segments[0]!
    const placed = { ...only, y: row.y, size: row.size }
    if (!strip) {
      // The number of the page stands above the letterhead.
      if (/^\d{1,4}$/.test(only.text)) break
      // Look ahead: this row opens one column if the next rows stand beside it.
      const next = rows[to + 1]
      if (to > from + 1 || !next || next.segments.length !== 2) break
      const [a, b] = next.segments as [Segment, Segment]
      if (only.left >= a.right && only.left >= (a.right + b.left) / 2 - 20) right.push(placed)
      else if (only.right <= b.left - row.size && only.left >= a.left - 60) left.push(placed)
      else break
      continue
    }
    if (only.right <= strip[1] - row.size * 0.4 && only.left < strip[0]) {
      // Text on the left that could as well be a paragraph of its own after the block.
      const gap = rows[to - 1]!.y - row.y
      if (gap > leading * 1.3 || (kept < to && gap > row.size * 2.4)) break
      strip = [Math.max(strip[0], only.right), strip[1]]
      left.push(placed)
    } else if (only.left >= strip[0] + row.size * 0.4) {
      strip = [strip[0], Math.min(strip[1], only.left)]
      right.push(placed)
    } else break
    kept = to + 1
  }
  if (pairs === 0 || !strip) return null
  // One row with a wide gap is a line with a gap, unless its columns go on.
  if (pairs === 1 && left.length + right.length < 4) return null
  return { left, right, to: kept }
}

/** What opens a section of the text behind a table. */
const SECTION = /^(?:(?:PHẦN|Phần|CHƯƠNG|Chương|Điều) [IVX\d]+|[IVX]{1,5}\s*[./] |Nơi nhận\s*:)/

/** A table of three or more columns from `from`: its rows, and where it ends. */
function tableAt(rows: readonly Row[], from: number): { rows: Pieced[][]; to: number } | null {
  const head = rows[from]!
  if (head.segments.length < 3 || (rows[from + 1]?.segments.length ?? 0) < 2) return null
  let full = 0
  // The columns are where the fullest rows begin.
  let columns = head.segments.map((s) => ({ left: s.left, right: s.right }))
  let to = from
  for (; to < rows.length; to++) {
    const row = rows[to]!
    if (row.segments.length >= 3) {
      full++
      if (row.segments.length > columns.length) columns = row.segments.map((s) => ({ left: s.left, right: s.right }))
    } else if (to > from && rows[to - 1]!.y - row.y > row.size * 3) break
    else if (
      row.segments.length === 1 &&
      (SECTION.test(row.segments[0]!.text) ||
        row.segments[0]!.right - row.segments[0]!.left > (columns.at(-1)!.right - columns[0]!.left) * 0.7)
    )
      break
  }
  if (full < 2) return null
  const out: Pieced[][] = []
  const add = (cells: Pieced[], column: number, part: Pieced): void => {
    cells[column] = cells[column]!.text === '' ? part : joined([cells[column]!, part], ' ')
  }
  for (let i = from; i < to; i++) {
    const row = rows[i]!
    const cells = new Array<Pieced>(columns.length).fill(EMPTY)
    for (const segment of row.segments) add(cells, nearest(columns, segment), segment)
    // A row without its first cell goes on with the row above: a cell that took two lines.
    const above = out.at(-1)
    if (above && cells[0]!.text === '' && rows[i - 1]!.y - row.y < row.size * 1.7)
      cells.forEach((cell, c) => {
        if (cell.text !== '') add(above, c, cell)
      })
    else out.push(cells)
  }
  return { rows: out, to }
}

function nearest(columns: readonly { left: number; right: number }[], segment: Segment): number {
  let best = 0
  let least = Infinity
  const middle = (segment.left + segment.right) / 2
  columns.forEach((column, i) => {
    const distance = Math.min(Math.abs(segment.left - column.left), Math.abs(middle - (column.left + column.right) / 2))
    if (distance < least) {
      least = distance
      best = i
    }
  })
  return best
}
