import { COUNTRY, MOTTO, type PrintedBlock, type PrintedForm } from './printed-form.ts'
import { textWidth } from './tinos.ts'

/** Paper and type of NĐ 30/2020/NĐ-CP, Phụ lục I, I (lengths in mm, sizes in points). */
export const PAGE = {
  width: 210,
  height: 297,
  top: 20,
  bottom: 20,
  left: 30,
  right: 20,
  body: 14,
  firstLine: 12.7,
  paragraphGap: 6,
  country: 12,
  motto: 13,
  issuer: 12,
  number: 13,
  subjectLine: 12,
  recipientsLabel: 12,
  recipients: 11,
  table: 13,
  pageNumber: 13,
  contact: 11,
  notice: 10,
  cellPadding: 1.5,
  mark: 13,
} as const

const POINT = 25.4 / 72

/** Widths of the two letterhead columns and of the rules under their lines, in mm. */
export interface LetterheadMeasures {
  /** The gap to the right column is within it. */
  left: number
  right: number
  gap: number
  mottoRule: number
  issuerRule: number
  titleRule: number
  /** Widths the subject and the "V/v …" are set in, so that their lines are about equally long. */
  titleWidth: number
  subjectWidth: number
}

/**
 * The right column is as wide as its longest line, so that neither Quốc hiệu nor "địa danh, ngày…" ever breaks.
 * The left one may make the table 5 mm wider than the text where a name needs it: 15 mm of margin remain (I.4).
 * The motto's rule is as long as the motto; the others are 0.4 of their line (1/3 to 1/2 by II.2 and II.5).
 */
export function letterheadMeasures(form: PrintedForm): LetterheadMeasures {
  const text = textRoom(false)
  const country = textWidth(COUNTRY, 'bold', PAGE.country) * POINT
  const date = textWidth(form.placeAndDate, 'italic', PAGE.number) * POINT
  const right = Math.min(Math.max(country, date) + 2, text * 0.66)
  const longest = Math.max(
    ...form.superiorLines.map((line) => textWidth(line, 'regular', PAGE.issuer) * POINT),
    ...form.issuerLines.map((line) => textWidth(line, 'bold', PAGE.issuer) * POINT),
    textWidth(form.numberLine, 'regular', PAGE.number) * POINT,
  )
  // Keeps a long "V/v …" from running up to the date beside it.
  const gap = 3
  const left = Math.min(Math.max(text - right, longest + gap + 1), text - right + PAGE.right - 15)
  const issuer = textWidth(form.issuerLines.at(-1) ?? '', 'bold', PAGE.issuer) * POINT
  const title = textWidth(form.title ?? '', 'bold', PAGE.body) * POINT
  return {
    left,
    right,
    gap,
    mottoRule: textWidth(MOTTO, 'bold', PAGE.motto) * POINT,
    issuerRule: Math.min(issuer, left - gap) * 0.4,
    titleRule: Math.min(title, text) * 0.4,
    titleWidth: balancedWidth(form.title ?? '', 'bold', PAGE.body, text),
    subjectWidth: balancedWidth(form.subjectLine ?? '', 'regular', PAGE.subjectLine, left - gap),
  }
}

/** Width of the text between the margins, in mm. */
export function textRoom(landscape: boolean): number {
  return (landscape ? PAGE.height : PAGE.width) - PAGE.left - PAGE.right
}

/** The least width in mm in which `text` takes no more lines than in `room`; 8% of slack for another font. */
function balancedWidth(text: string, face: Parameters<typeof textWidth>[1], size: number, room: number): number {
  const words = text.split(' ').map((word) => textWidth(word, face, size) * POINT)
  const space = textWidth(' ', face, size) * POINT
  const linesIn = (width: number) => {
    let [lines, at] = [1, 0]
    for (const word of words) {
      if (at > 0 && at + space + word > width) {
        lines++
        at = word
      } else at += (at > 0 ? space : 0) + word
    }
    return lines
  }
  const fewest = linesIn(room)
  let width = Math.max(room / fewest, ...words)
  while (width < room && linesIn(width) > fewest) width += 1
  return Math.min(room, width * 1.08)
}

/** Width in mm of the box round a mark: given for the marks of urgency (Phụ lục I, IV.2), else as its words need. */
export function markWidth(mark: string): number {
  const given: Record<string, number> = { 'HOẢ TỐC': 30, 'THƯỢNG KHẨN': 40, KHẨN: 20 }
  return given[mark] ?? textWidth(mark, 'bold', PAGE.mark) * POINT + 6
}

/**
 * Whether the last paragraph can be held together with recipients and signature, so that no page holds a signature
 * alone: only what surely fits on one page.
 */
export function keepsWithSignature({ blocks, recipients }: PrintedForm): boolean {
  const last = blocks.at(-1)
  const length = last?.type === 'text' ? sum(last.runs.map((run) => run.text.length)) : 0
  return length < 1500 && recipients.length < 30
}

type PrintedTable = Extract<PrintedBlock, { type: 'table' }>

/**
 * Column widths in mm, adding up to `room`, and which columns are centred (those with short cells only).
 * No column is narrower than its longest word; what is left goes to the columns by the length of their text.
 */
export function tableMeasures(
  { head, rows, widths }: PrintedTable,
  room: number,
): { widths: number[]; centred: boolean[] } {
  const columns = head.map((title, at) => ({ title, cells: rows.map((row) => row[at] ?? '') }))
  const centred = columns.map(({ cells }) => cells.every((cell) => cell.length < 14))
  const least = columns.map(({ title, cells }) => longestWord(title, cells) + 2 * PAGE.cellPadding + 1)
  const wanted = widths ?? columns.map(({ cells }) => Math.min(80, Math.max(0, ...cells.map((cell) => cell.length))))
  const scale = Math.min(1, room / sum(least))
  const free = room - sum(least) * scale
  const share = sum(wanted) === 0 ? wanted.map(() => 1 / wanted.length) : wanted.map((part) => part / sum(wanted))
  if (widths !== null) {
    const asked = share.map((part) => part * room)
    if (asked.every((width, at) => width >= least[at]!)) return { widths: asked, centred }
  }
  return { widths: least.map((width, at) => width * scale + free * share[at]!), centred }
}

function longestWord(title: string, cells: string[]): number {
  const words = (text: string) => text.split(/\s+/u)
  const inTitle = words(title).map((word) => textWidth(word, 'bold', PAGE.table))
  const inCells = cells.flatMap((cell) => words(cell).map((word) => textWidth(word, 'regular', PAGE.table)))
  return Math.max(0, ...inTitle, ...inCells) * POINT
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
