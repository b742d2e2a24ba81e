import {
  AlignmentType,
  BorderStyle,
  DeletedTextRun,
  Document,
  type FileChild,
  Footer,
  Header,
  HeightRule,
  InsertedTextRun,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { TextWatermark } from 'docx/watermarks'
import type { Run, WrittenDocument } from '../document.ts'
import {
  closingColumns,
  heldTogether,
  letterheadMeasures,
  markWidth,
  PAGE,
  signatureLines,
  tableMeasures,
  textRoom,
  titleRule,
  titleWidth,
} from './page.ts'
import {
  COUNTRY,
  isParallelHeading,
  MOTTO,
  type PrintedAnnex,
  type PrintedAttachment,
  type PrintedBlock,
  type PrintedForm,
  type PrintedSigner,
  printedForm,
} from './printed-form.ts'
import { textWidth } from './tinos.ts'

export interface WriteDocxOptions {
  /** Prints `Run.change` as Word's insertions and deletions; without it only the resulting wording is printed. */
  markChanges?: boolean
  /** Who Word shows as the author of the changes. */
  changedBy?: string
  /** ISO time Word shows with the changes. */
  changedAt?: string
}

const FONT = 'Times New Roman'
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE }
const CELL_PADDING = { top: 0, bottom: 0, left: 0, right: 0 }

/** Prints tracked wording; every mark has an id of its own in the file. */
interface ChangePrinter {
  run: (run: Run, look: { bold?: boolean; italics?: boolean }) => TextRun | InsertedTextRun | DeletedTextRun
  /** The mark of a paragraph that is wholly new or wholly struck out. */
  paragraph: (change: 'ins' | 'del') => Partial<IParagraphOptions>
}

/** Writes `doc` as a Word document in the form of NĐ 30/2020/NĐ-CP, Phụ lục I. */
export async function docxOf(doc: WrittenDocument, options: WriteDocxOptions = {}): Promise<Uint8Array> {
  const form = printedForm(doc, options.markChanges)
  const printer = changePrinter(options)
  const kept = heldTogether(form) === 'all'
  const main = [
    ...letterhead(form),
    ...opening(form),
    ...body(form.blocks, printer, textRoom(false), true),
    ...closing(form, kept),
  ]
  const file = new Document({
    title: doc.title,
    creator: doc.issuerLines.join(' '),
    description: form.notice ?? '',
    features: { updateFields: false },
    styles: {
      default: {
        document: {
          run: { font: FONT, size: halfPoints(PAGE.body), language: { value: 'vi-VN' } },
          paragraph: { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } },
        },
        heading1: headingStyle(true),
        heading2: headingStyle(true),
        heading3: headingStyle(true),
        heading4: headingStyle(false),
      },
    },
    sections: [
      section(form, main, false, true),
      ...form.attachments.map((attachment) => section(form, attached(form, attachment, printer), false, false)),
      ...form.annexes.map((annex) =>
        section(
          form,
          [...annexHead(annex), ...body(annex.blocks, printer, textRoom(annex.landscape), false)],
          annex.landscape,
          false,
        ),
      ),
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(file))
}

function headingStyle(bold: boolean) {
  return { run: { font: FONT, size: halfPoints(PAGE.body), bold, color: '000000' }, paragraph: { keepNext: true } }
}

function changePrinter({ markChanges = false, changedBy = 'vanban', changedAt }: WriteDocxOptions): ChangePrinter {
  let id = 0
  const mark = () => ({ id: ++id, author: changedBy, date: changedAt ?? '1970-01-01T00:00:00Z' })
  return {
    run: ({ text, change }, look) => {
      if (change === undefined || !markChanges) return new TextRun({ text, ...look })
      return change === 'ins'
        ? new InsertedTextRun({ text, ...look, ...mark() })
        : new DeletedTextRun({ text, ...look, ...mark() })
    },
    paragraph: (change) =>
      markChanges ? { run: change === 'ins' ? { insertion: mark() } : { deletion: mark() } } : {},
  }
}

/** One run of pages: page numbers in the top margin from the second page on (Phụ lục I, I.7), watermark on all. */
function section(form: PrintedForm, children: FileChild[], landscape: boolean, first: boolean) {
  const mark = () => (form.draft ? [draftMark()] : [])
  const notice = first && form.notice !== null ? [run(form.notice, { size: PAGE.notice, italics: true })] : []
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: true,
      page: {
        size: {
          width: twips(PAGE.width),
          height: twips(PAGE.height),
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twips(PAGE.top),
          bottom: twips(PAGE.bottom),
          left: twips(PAGE.left),
          right: twips(PAGE.right),
          header: twips(10),
          footer: twips(8),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      first: new Header({ children: [centred([...notice, ...mark()])] }),
      default: new Header({
        children: [
          centred([new TextRun({ children: [PageNumber.CURRENT], size: halfPoints(PAGE.pageNumber) }), ...mark()]),
        ],
      }),
    },
    footers: {
      first: new Footer({ children: first ? contact(form) : [new Paragraph({})] }),
      default: new Footer({ children: [new Paragraph({})] }),
    },
    children,
  }
}

function draftMark(): TextWatermark {
  return new TextWatermark({ text: 'DỰ THẢO', font: FONT, color: 'C0C0C0', opacity: 0.5, width: 430, height: 108 })
}

/** Cell 13: under a rule as wide as the page's text. */
function contact(form: PrintedForm): Paragraph[] {
  if (form.contact.length === 0) return [new Paragraph({})]
  return form.contact.map(
    (line, at) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [run(line, { size: PAGE.contact })],
        ...(at === 0 ? { border: { top: { style: BorderStyle.SINGLE, size: 6, space: 2, color: '000000' } } } : {}),
      }),
  )
}

/** Cells 1 to 4, 5b, 10b and 11: a borderless table whose second row keeps number and date on one line. */
function letterhead(form: PrintedForm): FileChild[] {
  const { left, right, gap, subjectWidth } = letterheadMeasures(form)
  const numberAndDate = row([
    cell(
      left,
      [
        ...(form.numberLine === null ? [] : [centred([run(form.numberLine, { size: PAGE.number })])]),
        ...(form.subjectLine === null
          ? []
          : [
              centred([run(form.subjectLine, { size: PAGE.subjectLine })], {
                spacing: { before: 120 },
                indent: within(left - gap, subjectWidth),
              }),
            ]),
      ],
      gap,
    ),
    cell(right, [centred([run(form.placeAndDate, { size: PAGE.number, italics: true })])]),
  ])
  const marks = [form.urgency, form.circulation].filter((mark) => mark !== null)
  return [
    layoutTable([left, right], [nameAndCountry(form), numberAndDate]),
    ...marks.map((mark) => boxed(mark, mark === form.urgency)),
  ]
}

/** Cells 1 and 2 with their rules. */
function nameAndCountry(form: PrintedForm): TableRow {
  const { left, right, gap, superiorLines, issuerLines, mottoRule, issuerRule } = letterheadMeasures(form)
  return row([
    cell(
      left,
      [
        ...superiorLines.map((line) => centred([run(line, { size: PAGE.issuer })])),
        ...issuerLines.map((line) => centred([run(line, { size: PAGE.issuer, bold: true })])),
        rule(left - gap, issuerRule),
      ],
      gap,
    ),
    cell(right, [
      centred([run(COUNTRY, { size: PAGE.country, bold: true })]),
      centred([run(MOTTO, { size: PAGE.motto, bold: true })]),
      rule(right, mottoRule),
    ]),
  ])
}

/** Cells 10b and 11: upper case, bold, boxed, at the left; the mark of urgency red (Phụ lục I, IV.2). */
function boxed(mark: string, red: boolean): Paragraph {
  // The border stands outside the indents by its space.
  const space = 3
  const width = markWidth(mark) - (2 * space * 25.4) / 72
  const line = { style: BorderStyle.SINGLE, size: 8, space, color: red ? 'FF0000' : '000000' }
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 160 },
    indent: { left: twips(4), right: twips(textRoom(false) - width - 4) },
    border: { top: line, bottom: line, left: line, right: line },
    children: [run(mark, { size: PAGE.mark, bold: true, color: red ? 'FF0000' : '000000' })],
  })
}

/** Cells 5a and 9a, who enacts, and the bases. */
function opening(form: PrintedForm): FileChild[] {
  const parts: FileChild[] = form.kindLine === null ? [] : named(form.kindLine, form.title ?? '')
  parts.push(...addressees(form.addressedBy, form.addressees), spacer())
  if (form.enactor !== null) parts.push(centred([run(form.enactor, { bold: true })], { spacing: { after: 120 } }))
  parts.push(...form.bases.map((basis) => justified([run(basis, { italics: true })])))
  if (form.enacting !== null) {
    parts.push(centred([run(form.enacting, { bold: true })], { spacing: { before: 60, after: 120 } }))
  }
  return parts
}

/** Cell 5a. */
function named(kindLine: string, title: string): Paragraph[] {
  const room = textRoom(false)
  return [
    centred([run(kindLine, { bold: true })], { spacing: { before: 240 } }),
    ...(title === ''
      ? []
      : [
          centred([run(title, { bold: true })], { indent: within(room, titleWidth(title)) }),
          rule(room, titleRule(title)),
        ]),
  ]
}

/** Cell 9a: one addressee on the line of "Kính gửi:"; several each on a line, dashes in line under the colon (II.9). */
function addressees(by: string, lines: string[]): Paragraph[] {
  const [first] = lines
  if (first === undefined) return []
  if (lines.length === 1) return [centred([run(`${by}: ${first}`, {})], { spacing: { before: 240, after: 120 } })]
  const words = textWidth(`${by}:`, 'regular', PAGE.body) * (25.4 / 72)
  const label = Math.max(0, Math.min(30, textRoom(false) / 2 - words))
  const dash = Math.min(label + words, textRoom(false) / 2)
  const hanging = textWidth('- ', 'regular', PAGE.body) * (25.4 / 72)
  return [
    new Paragraph({ spacing: { before: 240 }, indent: { left: twips(label) }, children: [run(`${by}:`, {})] }),
    ...lines.map(
      (line) =>
        new Paragraph({
          indent: { left: twips(dash + hanging), hanging: twips(hanging) },
          children: [run(`- ${line}`, {})],
        }),
    ),
    spacer(),
  ]
}

/** A text issued with the document: its own letterhead without number and day, and the same signature. */
function attached(
  form: PrintedForm,
  { kindLine, title, reference, blocks }: PrintedAttachment,
  printer: ChangePrinter,
) {
  const { left, right } = letterheadMeasures(form)
  const columns = closingColumns({ ...form, cosigner: null })
  return [
    layoutTable([left, right], [nameAndCountry(form)]),
    ...named(kindLine, title),
    ...referenceLine(reference),
    spacer(),
    ...body(blocks, printer, textRoom(false), true),
    spacer(true),
    layoutTable(
      [columns.left, columns.right],
      [row([cell(columns.left, []), cell(columns.right, signature(form.signer, columns.right))])],
    ),
  ]
}

function referenceLine(words: string | null): Paragraph[] {
  return words === null ? [] : [centred([run(words, { italics: true })], { spacing: { before: 60, after: 120 } })]
}

/** Six points of white between two components. */
function spacer(keepNext = false): Paragraph {
  return new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT }, keepNext })
}

/** Cell 6. The last paragraph keeps with the signature, so that no page holds a signature alone. */
function body(blocks: PrintedBlock[], printer: ChangePrinter, room: number, beforeSignature: boolean): FileChild[] {
  return blocks.flatMap((block, at) => printBlock(block, printer, room, beforeSignature && at === blocks.length - 1))
}

function printBlock(block: PrintedBlock, printer: ChangePrinter, room: number, keepNext: boolean): FileChild[] {
  if (block.type === 'heading') return heading(block, printer)
  if (block.type === 'table') {
    return [block.parallel ? parallelTable(block, room, keepNext) : dataTable(block, room), spacer(keepNext)]
  }
  const changes = new Set(block.runs.map((part) => part.change))
  const [whole] = changes.size === 1 ? changes : []
  const lead: Run = whole === undefined ? { text: block.lead } : { text: block.lead, change: whole }
  return [
    justified(
      [
        ...(block.lead === '' ? [] : [printer.run(lead, { bold: block.leadBold })]),
        ...block.runs.map((part) => printer.run(part, { italics: block.reference === true })),
      ],
      {
        keepNext,
        ...(block.reference ? { alignment: AlignmentType.CENTER, indent: { firstLine: 0 } } : {}),
        ...(whole === undefined ? {} : printer.paragraph(whole)),
      },
    ),
  ]
}

function heading(
  { form, label, title, level, runs }: Extract<PrintedBlock, { type: 'heading' }>,
  printer: ChangePrinter,
): Paragraph[] {
  const style = { style: `Heading${Math.min(level, 4)}`, keepNext: true }
  const bold = form !== 'plain'
  const words = (runs ?? [{ text: title }]).map((part) => printer.run(part, { bold }))
  if (form === 'part') {
    return [
      centred([run(label, { bold: true })], { ...style, spacing: { before: 120 } }),
      ...(title === '' ? [] : [centred(words, { keepNext: true, spacing: { after: 120 } })]),
    ]
  }
  return [justified([...(label === '' ? [] : [run(title === '' ? label : `${label} `, { bold })]), ...words], style)]
}

function dataTable(table: Extract<PrintedBlock, { type: 'table' }>, room: number): Table {
  const { head, rows } = table
  const { widths, centred } = tableMeasures(table, room)
  const side = twips(PAGE.cellPadding)
  const padding = { top: 30, bottom: 30, left: side, right: side }
  const printCell = (words: string, column: number, isHead: boolean) =>
    new TableCell({
      width: { size: twips(widths[column]!), type: WidthType.DXA },
      margins: padding,
      verticalAlign: isHead ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
      children: words.split('\n').map(
        (line) =>
          new Paragraph({
            alignment: isHead || centred[column] ? AlignmentType.CENTER : AlignmentType.LEFT,
            children: [run(line, { size: PAGE.table, bold: isHead })],
          }),
      ),
    })
  const printRow = (cells: string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: widths.map((_, at) => printCell(cells[at] ?? '', at, isHead)),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(room), type: WidthType.DXA },
    columnWidths: widths.map(twips),
    rows: [...(head.length === 0 ? [] : [printRow(head, true)]), ...rows.map((cells) => printRow(cells, false))],
  })
}

/** Two languages side by side: no rules, every line a paragraph, the headings bold. */
function parallelTable(
  { head, rows }: Extract<PrintedBlock, { type: 'table' }>,
  room: number,
  keepsNext: boolean,
): Table {
  const columns = Math.max(1, head.length, ...rows.map((cells) => cells.length))
  const width = room / columns
  const gap = 5
  const paragraphs = (words: string, isHead: boolean, keepNext: boolean) =>
    words.split('\n').map(
      (line) =>
        new Paragraph({
          alignment: isHead
            ? AlignmentType.CENTER
            : isParallelHeading(line)
              ? AlignmentType.LEFT
              : AlignmentType.JUSTIFIED,
          keepNext: keepNext || isParallelHeading(line),
          spacing: { after: PAGE.paragraphGap * 20 },
          children: [run(line, { size: PAGE.table, bold: isHead || isParallelHeading(line) })],
        }),
    )
  const printRow = (cells: string[], isHead: boolean, keepNext = isHead) =>
    row(
      Array.from({ length: columns }, (_, at) =>
        cell(width, paragraphs(cells[at] ?? '', isHead, keepNext), at < columns - 1 ? gap : 0),
      ),
    )
  return layoutTable(
    Array.from({ length: columns }, () => width),
    [
      ...(head.length === 0 ? [] : [printRow(head, true)]),
      ...rows.map((cells, at) => printRow(cells, false, keepsNext && at === rows.length - 1)),
    ],
  )
}

/** Cells 7, 9b and 12: recipients at the left, level with the signature at the right; `kept` on one page. */
function closing(form: PrintedForm, kept: boolean): FileChild[] {
  const { left, right } = closingColumns(form)
  const recipients = [
    ...(form.recipients.length === 0
      ? []
      : [
          new Paragraph({
            keepNext: true,
            children: [run('Nơi nhận:', { size: PAGE.recipientsLabel, bold: true, italics: true })],
          }),
        ]),
    ...form.recipients.map(
      (line) =>
        new Paragraph({
          indent: { left: twips(2), hanging: twips(2) },
          tabStops: [{ type: TabStopType.LEFT, position: twips(2) }],
          children: [run(`- ${line}`, { size: PAGE.recipients })],
        }),
    ),
    ...(form.drafter === null ? [] : [new Paragraph({ children: [run(form.drafter, { size: PAGE.recipients })] })]),
  ]
  if (form.cosigner === null) {
    const cells = [cell(left, recipients, 2), cell(right, signature(form.signer, right))]
    return [spacer(true), layoutTable([left, right], [row(cells, kept)])]
  }
  const hands = [form.cosigner, form.signer]
  const height = Math.max(...hands.map((signer) => signatureLines(signer, left).lines.length))
  const cells = hands.map((signer) => cell(left, signature(signer, left, height)))
  return [spacer(true), layoutTable([left, right], [row(cells)]), spacer(), ...recipients]
}

/** Room for the signature and the seal's image between position and name; `height` lines above it. */
function signature(signer: PrintedSigner, room: number, height = signer.lines.length): Paragraph[] {
  const { lines, name } = signatureLines(signer, room)
  return [
    ...lines.map((line) => centred([run(line, { bold: true })])),
    ...Array.from({ length: 4 + Math.max(0, height - lines.length) }, () => centred([])),
    ...name.split('\n').map((line) => centred([run(line, { bold: true })])),
  ]
}

function annexHead({ label, title, reference }: PrintedAnnex): Paragraph[] {
  return [
    centred([run(label, { bold: true })], { style: 'Heading1' }),
    centred([run(title, { bold: true })]),
    ...(reference === null ? [spacer()] : [...referenceLine(reference)]),
    spacer(),
  ]
}

/** A solid rule of `length` mm in the middle of `room` mm: the top border of a low empty paragraph. */
function rule(room: number, length: number): Paragraph {
  return new Paragraph({
    indent: within(room, length),
    spacing: { before: 30, line: 120, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
  })
}

/** Indents that leave `width` mm in the middle of `room` mm. */
function within(room: number, width: number): { left: number; right: number } {
  const side = twips(Math.max(0, (room - width) / 2))
  return { left: side, right: side }
}

function layoutTable(columns: number[], rows: TableRow[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(columns.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: columns.map(twips),
    borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
    margins: CELL_PADDING,
    rows,
  })
}

function row(children: TableCell[], cantSplit = true): TableRow {
  return new TableRow({ cantSplit, height: { value: 0, rule: HeightRule.AUTO }, children })
}

/** `gap`: room in mm kept free at the right. */
function cell(width: number, children: Paragraph[], gap = 0): TableCell {
  return new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    borders: NO_BORDERS,
    margins: { ...CELL_PADDING, right: twips(gap) },
    children: children.length === 0 ? [new Paragraph({})] : children,
  })
}

function centred(children: IParagraphOptions['children'], more: Partial<IParagraphOptions> = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, children: children ?? [], ...more })
}

function justified(children: IParagraphOptions['children'], more: Partial<IParagraphOptions> = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: twips(PAGE.firstLine) },
    spacing: { after: PAGE.paragraphGap * 20 },
    children: children ?? [],
    ...more,
  })
}

/** `look.size` is in points here. */
function run(text: string, look: { size?: number; bold?: boolean; italics?: boolean; color?: string }): TextRun {
  const { size, ...rest } = look
  return new TextRun({ ...rest, text, ...(size === undefined ? {} : { size: halfPoints(size) }) })
}

function twips(mm: number): number {
  return Math.round((mm * 1440) / 25.4)
}

function halfPoints(points: number): number {
  return points * 2
}
