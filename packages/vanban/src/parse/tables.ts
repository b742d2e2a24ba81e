import type { ColumnRole, Deadline, IsoDate, ParsedTable, ParsedTask, Place, TableCell, TableRow } from '../document.ts'
import type { CitationsByParagraph } from './citations.ts'
import { readDeadlines } from './deadlines.ts'
import { fold } from './fold.ts'
import type { Paragraph } from './paragraphs.ts'
import { readQuantities } from './quantities.ts'

/** What the head of a column says it holds; the first that fits. Folded. */
const ROLES: readonly (readonly [Exclude<ColumnRole, null>, RegExp])[] = [
  ['ordinal', /^(?:stt|tt|so tt|so thu tu|no\.?|#)$/],
  ['note', /^ghi chu/],
  ['budget', /kinh phi|du toan|nguon von|thanh tien|don gia/],
  ['partner', /phoi hop/],
  ['term', /thoi (?:gian|han|diem)|tien do|hoan thanh|(?:^|\s)han(?:\s|$)|lich|ngay/],
  ['product', /san pham|ket qua|dau ra|minh chung/],
  [
    'assignee',
    /chu tri|phu trach|phan cong|don vi thuc hien|nguoi thuc hien|co quan thuc hien|to chuc thuc hien|don vi|trach nhiem|nguoi lam|bo phan|co quan/,
  ],
  ['quantity', /so luong|chi tieu|muc tieu|don vi tinh|dvt|ti le|ty le/],
  ['task', /nhiem vu|noi dung|cong viec|hoat dong|viec|giai phap|chuyen de|ten/],
]
const ANNEX = /^(?:phu luc|bieu|mau)\s*(?:so\s*)?(?:[ivxlc]+|\d{1,2}[a-z]?|[a-d])?(?![a-z\d])/

interface OpenTable {
  rows: Map<number, Map<number, Paragraph[]>>
  /** Index of its first paragraph. */
  first: number
  at: Place
  cells: Map<TableRow, Map<number, Paragraph[]>>
}

/** The tables among the paragraphs; `outside` tells by their place those of the letterhead and the signature, which are none. */
export function readTables(
  paragraphs: readonly Paragraph[],
  cited: CitationsByParagraph,
  issued: IsoDate | null,
  outside: (at: Place) => boolean,
): ParsedTable[] {
  const tables = new Map<number, OpenTable>()
  for (let i = 0; i < paragraphs.length; i++) {
    const paragraph = paragraphs[i]!
    if (!paragraph.cell) continue
    const [id, row, column] = paragraph.cell
    let table = tables.get(id)
    if (!table) {
      table = { rows: new Map(), first: i, at: { start: paragraph.start, end: paragraph.end }, cells: new Map() }
      tables.set(id, table)
    }
    table.at.end = Math.max(table.at.end, paragraph.end)
    const cells = table.rows.get(row) ?? new Map<number, Paragraph[]>()
    table.rows.set(row, cells)
    const cell = cells.get(column)
    if (cell) cell.push(paragraph)
    else cells.set(column, [paragraph])
  }
  const out: ParsedTable[] = []
  for (const table of tables.values()) {
    if (table.rows.size < 2 || outside(table.at)) continue
    const read = readTable(table, paragraphs, cited, issued, `Bảng ${out.length + 1}`)
    if (read) out.push(read)
  }
  return out
}

/** More columns than any form has: no table of ours. */
const MOST_COLUMNS = 40

function readTable(
  table: OpenTable,
  paragraphs: readonly Paragraph[],
  cited: CitationsByParagraph,
  issued: IsoDate | null,
  unnamed: string,
): ParsedTable | null {
  let width = 0
  for (const cells of table.rows.values()) for (const column of cells.keys()) width = Math.max(width, column + 1)
  if (width < 2 || width > MOST_COLUMNS) return null
  const rows = [...table.rows]
    .sort(([a], [b]) => a - b)
    .map(([, cells]) => {
      const list = new Array<TableCell>(width)
      for (let column = 0; column < width; column++) list[column] = cellOf(cells.get(column))
      const row: TableRow = { cells: list, at: spanOf(list.flatMap((c) => c.at ?? [])) }
      table.cells.set(row, cells)
      return row
    })
  const first = rows[0]!
  const roles = first.cells.map((cell) => roleOf(cell.text))
  const headed = roles.filter((role) => role !== null).length >= 2 && first.cells.every((c) => c.text.length < 90)
  const body = headed ? rows.slice(1).filter((row) => !isColumnNumbers(row)) : rows
  const columns = headed ? roles : roles.map(() => null)
  const { caption, annex } = above(paragraphs, table.first)
  const deadlines = givesWork(columns) ? deadlinesOf(table, cited, issued) : []
  return {
    caption,
    annex,
    head: headed ? first.cells.map((c) => c.text.replaceAll('\n', ' ')) : [],
    columns,
    rows: body,
    tasks: headed ? tasksOf(table, body, columns, annex ?? unnamed, deadlines) : [],
    confidence: headed ? 1 : 0.7,
    at: table.at,
  }
}

function cellOf(parts: readonly Paragraph[] | undefined): TableCell {
  if (!parts) return { text: '', at: null }
  const at = { start: parts[0]!.start, end: parts.at(-1)!.end }
  return { text: parts.length === 1 ? parts[0]!.text : parts.map((p) => p.text).join('\n'), at }
}

function deadlinesOf({ rows }: OpenTable, cited: CitationsByParagraph, issued: IsoDate | null): Deadline[] {
  const inside = [...rows.values()].flatMap((cells) => [...cells.values()].flat())
  return readDeadlines(inside, [[0, inside.length]], cited, issued)
}

function spanOf(places: readonly Place[]): Place {
  return { start: Math.min(...places.map((p) => p.start)), end: Math.max(...places.map((p) => p.end)) }
}

/** The row "(1) (2) (3) …" below a head. */
function isColumnNumbers({ cells }: TableRow): boolean {
  return cells.every((c, i) => c.text.replace(/[()\s.]/g, '') === String(i + 1))
}

function roleOf(head: string): ColumnRole {
  const folded = fold(head.replaceAll('\n', ' ')).trim()
  if (folded === '' || folded.length > 80) return null
  return ROLES.find(([, pattern]) => pattern.test(folded))?.[0] ?? null
}

/** The lines above a table: the annex it stands in, and the last title before it. */
function above(paragraphs: readonly Paragraph[], first: number): { caption: string | null; annex: string | null } {
  const before = paragraphs[first - 1]
  const caption =
    before && !before.cell && !before.note && before.text.length < 200 && !/[.;]$/.test(before.text)
      ? before.text.replace(/:$/, '')
      : null
  for (let i = first - 1; i >= Math.max(0, first - 40); i--) {
    const { folded, text, cell } = paragraphs[i]!
    if (cell) continue
    const m = ANNEX.exec(folded)
    if (m && /^\p{Lu}/u.test(text) && text.length < 160)
      return {
        caption: i === first - 1 ? text.slice(m[0].length).replace(/^[\s:.–-]+/, '') || null : caption,
        annex: text.slice(0, m[0].length).trim(),
      }
  }
  return { caption, annex: null }
}

function givesWork(roles: readonly ColumnRole[]): boolean {
  return roles.includes('task') && (roles.includes('assignee') || roles.includes('term'))
}

/** The row that sums up those above it. */
const SUM = /^(?:(?:tong\s+)?cong|tong\s+so)(?:\s*\([^()]*\))?\s*:?$/

function tasksOf(
  table: OpenTable,
  body: readonly TableRow[],
  roles: readonly ColumnRole[],
  section: string,
  deadlines: readonly Deadline[],
): ParsedTask[] {
  const task = roles.indexOf('task')
  const who = roles.indexOf('assignee')
  if (!givesWork(roles)) return []
  const ordinal = roles.indexOf('ordinal')
  const out: ParsedTask[] = []
  let group: string | null = null
  for (const row of body) {
    const cell = row.cells[task]!
    const others = row.cells.filter((c) => c.text !== '' && c !== row.cells[ordinal])
    if (others.length === 1 && roles.length > 2) {
      // A row of one cell heads the rows below it.
      group = others[0]!.text.replaceAll('\n', ' ')
      continue
    }
    if (!cell.at || (SUM.test(fold(cell.text)) && !row.cells[ordinal]?.text)) continue
    const paragraphs = table.cells.get(row)!.get(task)!
    out.push({
      section,
      sectionTitle: group,
      position: out.length + 1,
      label: ordinal < 0 ? null : row.cells[ordinal]!.text || null,
      text: cell.text.replaceAll('\n', ' ').replace(/^[-+•]\s*/, ''),
      assignees: who < 0 ? [] : namesOf(row.cells[who]!.text),
      deadlines: deadlines.filter((d) =>
        row.cells.some((c) => c.at && d.at.start >= c.at.start && d.at.end <= c.at.end),
      ),
      quantities: paragraphs.flatMap((p) => readQuantities(p)),
      confidence: 1,
      at: cell.at,
    })
  }
  return out
}

/** The names in a cell: one a line, or set apart by ";" and ",". */
function namesOf(text: string): string[] {
  return text
    .split(/\n|;|,(?=\s*\p{Lu})/u)
    .map((name) => name.replace(/^[-+•\s]+|[\s.;,]+$/g, '').trim())
    .filter((name) => name !== '')
}
