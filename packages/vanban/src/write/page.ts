import { COUNTRY, MOTTO, type PrintedBlock, type PrintedForm, type PrintedSigner } from './printed-form.ts'
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
  /** Room for the signature and the seal's image between position and name, in mm. */
  signature: 24,
  cellPadding: 1.5,
  mark: 13,
} as const

const POINT = 25.4 / 72

/** Widths of the two letterhead columns and of the rules under their lines, in mm, and the lines that fit them. */
export interface LetterheadMeasures {
  /** The gap to the right column is within it. */
  left: number
  right: number
  gap: number
  superiorLines: string[]
  issuerLines: string[]
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
 * A name whose lines are still too long is broken anew into the fewest lines of about equal length.
 * The motto's rule is as long as the motto; the others are 0.4 of their line (1/3 to 1/2 by II.2 and II.5).
 */
export function letterheadMeasures(form: PrintedForm): LetterheadMeasures {
  const text = textRoom(false)
  const country = widthOf(COUNTRY, 'bold', PAGE.country)
  const date = widthOf(form.placeAndDate, 'italic', PAGE.number)
  const right = Math.min(Math.max(country, date) + 2, text * 0.66)
  const number = widthOf(form.numberLine ?? '', 'regular', PAGE.number)
  const longest = Math.max(
    ...form.superiorLines.map((line) => widthOf(line, 'regular', PAGE.issuer)),
    ...form.issuerLines.map((line) => widthOf(line, 'bold', PAGE.issuer)),
    number,
  )
  const most = text - right + PAGE.right - 15
  // Keeps a long "V/v …" from running up to the date beside it; a number is not broken for it.
  const gap = Math.max(0, Math.min(3, most - number - 1))
  const left = Math.min(Math.max(text - right, longest + gap + 1), most)
  const issuerLines = fitted(form.issuerLines, 'bold', PAGE.issuer, left - gap)
  const issuer = widthOf(issuerLines.at(-1) ?? '', 'bold', PAGE.issuer)
  const title = widthOf(form.title ?? '', 'bold', PAGE.body)
  return {
    left,
    right,
    gap,
    superiorLines: fitted(form.superiorLines, 'regular', PAGE.issuer, left - gap),
    issuerLines,
    mottoRule: widthOf(MOTTO, 'bold', PAGE.motto),
    issuerRule: Math.min(issuer, left - gap) * 0.4,
    titleRule: ruleUnder(title),
    titleWidth: titleWidth(form.title ?? ''),
    subjectWidth: balancedWidth(form.subjectLine ?? '', 'regular', PAGE.subjectLine, left - gap),
  }
}

/** Width a trích yếu is set in, in mm. */
export function titleWidth(title: string): number {
  return balancedWidth(title, 'bold', PAGE.body, textRoom(false))
}

/** Length of the rule under a trích yếu, in mm. */
export function titleRule(title: string): number {
  return ruleUnder(widthOf(title, 'bold', PAGE.body))
}

function ruleUnder(width: number): number {
  return Math.min(width, textRoom(false)) * 0.4
}

/** `lines` as they are where each fits `room` mm; else their words in the fewest lines of about equal length. */
function fitted(lines: string[], face: Face, size: number, room: number): string[] {
  if (lines.every((line) => widthOf(line, face, size) <= room)) return lines
  const words = lines.join(' ').split(' ')
  const width = balancedWidth(words.join(' '), face, size, room)
  const broken: string[] = []
  let line = ''
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer, face, size) > width) {
      broken.push(line)
      line = word
    } else line = longer
  }
  return [...broken, line]
}

/** Columns of the closing in mm: recipients left, signature right, as wide as its longest line needs. */
export function closingColumns({ signer, cosigner }: PrintedForm): { left: number; right: number } {
  const text = textRoom(false)
  if (cosigner !== null) return { left: text / 2, right: text / 2 }
  const right = Math.min(Math.max(text / 2, longestLine(signer) + 2), text * 0.65)
  return { left: text - right, right }
}

/** How many recipients stand beside the signature of `form`, by its height. */
export function recipientsBeside(form: PrintedForm): number {
  const { lines } = signatureLines(form.signer, closingColumns(form).right)
  const height = (lines.length + 1) * PAGE.body * SINGLE + PAGE.signature / POINT
  return Math.floor((height - PAGE.recipientsLabel * SINGLE) / (PAGE.recipients * SINGLE))
}

/** A signature's lines, broken anew where one is longer than `room` mm. */
export function signatureLines({ lines, name }: PrintedSigner, room: number): PrintedSigner {
  const fit = (line: string) => fitted([line], 'bold', PAGE.body, room)
  return { lines: lines.flatMap(fit), name: fit(name).join('\n') }
}

function longestLine({ lines, name }: PrintedSigner): number {
  return Math.max(0, ...[...lines, name].map((line) => widthOf(line, 'bold', PAGE.body)))
}

/** Width of the text between the margins, in mm. */
export function textRoom(landscape: boolean): number {
  return (landscape ? PAGE.height : PAGE.width) - PAGE.left - PAGE.right
}

type Face = Parameters<typeof textWidth>[1]

/** Width of one line in mm. */
function widthOf(line: string, face: Face, size: number): number {
  return textWidth(line, face, size) * POINT
}

/** How many lines `text` takes in `room` mm. */
function linesIn(text: string, face: Face, size: number, room: number): number {
  const space = widthOf(' ', face, size)
  let [lines, at] = [1, 0]
  for (const word of text.split(' ')) {
    const width = widthOf(word, face, size)
    if (at > 0 && at + space + width > room) {
      lines++
      at = width
    } else at += (at > 0 ? space : 0) + width
  }
  return lines
}

/** The least width in mm in which `text` takes no more lines than in `room`; 8% of slack for another font. */
function balancedWidth(text: string, face: Face, size: number, room: number): number {
  const fewest = linesIn(text, face, size, room)
  const words = text.split(' ').map((word) => widthOf(word, face, size))
  let width = Math.max(room / fewest, ...words)
  while (width < room && linesIn(text, face, size, width) > fewest) width += 1
  return Math.min(room, width * 1.08)
}

/** Width in mm of the box round a mark: given for the marks of urgency (Phụ lục I, IV.2), else as its words need. */
export function markWidth(mark: string): number {
  const given: Record<string, number> = { 'HOẢ TỐC': 30, 'THƯỢNG KHẨN': 40, KHẨN: 20 }
  return given[mark] ?? textWidth(mark, 'bold', PAGE.mark) * POINT + 6
}

/**
 * What is held together on one page, so that none holds a signature alone: the last paragraph with recipients and
 * signature (`all`), with the signature and as many recipients as stand beside it (`text`), or, where the last
 * paragraph fills a page itself, signature and recipients only (`signature`). Two thirds of a page are reckoned with.
 */
export function heldTogether(form: PrintedForm): 'all' | 'text' | 'signature' {
  const last = form.blocks.at(-1)
  if (last?.type === 'table') return 'signature'
  const words = last?.type === 'text' ? `${last.lead}${last.runs.map((run) => run.text).join('')}` : ''
  const body = linesIn(words, 'regular', PAGE.body, textRoom(false) - PAGE.firstLine) * PAGE.body
  const { left } = closingColumns(form)
  const recipients = form.recipients.map((line) => linesIn(`- ${line}`, 'regular', PAGE.recipients, left))
  const fits = (points: number) => points * SINGLE * POINT < (PAGE.height - PAGE.top - PAGE.bottom) * 0.67
  if (fits(body + sum(recipients) * PAGE.recipients)) return 'all'
  return fits(body) ? 'text' : 'signature'
}

/** Word's single line spacing for Times New Roman, in em. */
const SINGLE = 1.15

type PrintedTable = Extract<PrintedBlock, { type: 'table' }>

/**
 * Column widths in mm, adding up to `room`, and which columns are centred (those with short cells only).
 * No column is narrower than its longest word; what is left goes to the columns by the length of their text.
 */
export function tableMeasures(
  { head, rows, widths }: PrintedTable,
  room: number,
): { widths: number[]; centred: boolean[] } {
  const count = Math.max(1, head.length, ...rows.map((cells) => cells.length))
  const columns = Array.from({ length: count }, (_, at) => ({
    title: head[at] ?? '',
    cells: rows.map((row) => row[at] ?? ''),
  }))
  const centred = columns.map(({ cells }) => cells.every((cell) => cell.length < 14))
  const least = columns.map(({ title, cells }) => longestWord(title, cells) + 2 * PAGE.cellPadding + 1)
  const asGiven = widths?.length === count ? widths : null
  const wanted = asGiven ?? columns.map(({ cells }) => Math.min(80, Math.max(0, ...cells.map((cell) => cell.length))))
  const scale = Math.min(1, room / sum(least))
  const free = room - sum(least) * scale
  const share = sum(wanted) === 0 ? wanted.map(() => 1 / wanted.length) : wanted.map((part) => part / sum(wanted))
  if (asGiven !== null) {
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
