import { createRequire } from 'node:module'
import type { WrittenDocument } from '../document.ts'
import { DRAFT_MARK } from './draft-mark.ts'
import {
  closingColumns,
  heldTogether,
  letterheadMeasures,
  markWidth,
  PAGE,
  recipientsBeside,
  signatureLines,
  tableMeasures,
  textRoom,
  titleRule,
  titleWidth,
} from './page.ts'
import { FORM } from './pdf-form.ts'
import { COUNTRY, isParallelHeading, MOTTO, type PrintedBlock, printedForm } from './printed-form.ts'
import { hasGlyph, tinosFaces } from './tinos.ts'
import { UnprintableText } from './unprintable-text.ts'

// The typesetter is a CommonJS addon whose type file declares an enum: loaded by require, typed by import.
const { NodeCompiler } = createRequire(import.meta.url)(
  '@myriaddreamin/typst-ts-node-compiler',
) as typeof import('@myriaddreamin/typst-ts-node-compiler')

let typesetter: InstanceType<typeof NodeCompiler> | null = null

/**
 * Sets `doc` as a tagged PDF/A-2b in the form of NĐ 30/2020/NĐ-CP, Phụ lục I.
 * Throws `UnprintableText` where neither Tinos nor a font of the machine has a character.
 * The same document gives the same bytes: the file's time is the document's own date.
 */
export function pdfOf(doc: WrittenDocument): Uint8Array {
  typesetter ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: tinosFaces() }] })
  const form = printedForm(doc)
  const columns = closingColumns(form)
  const fullWidth = closingColumns({ ...form, cosigner: null })
  const inputs = {
    form: JSON.stringify({
      ...form,
      title: form.title && parted(form.title),
      addressees: form.addressees.map(parted),
      bases: form.bases.map(parted),
      recipients: form.recipients.map(parted),
      blocks: measured(form.blocks, false),
      attachments: form.attachments.map((attached) => ({
        ...attached,
        title: parted(attached.title),
        reference: attached.reference && parted(attached.reference),
        blocks: measured(attached.blocks, false),
        titleWidth: titleWidth(attached.title),
        titleRule: titleRule(attached.title),
      })),
      signer: signatureLines(form.signer, columns.right),
      attachedSigner: signatureLines(form.signer, fullWidth.right),
      cosigner: form.cosigner === null ? null : signatureLines(form.cosigner, columns.left),
      columns,
      attachedColumns: fullWidth,
      annexes: form.annexes.map((annex) => ({
        ...annex,
        title: parted(annex.title),
        reference: annex.reference && parted(annex.reference),
        blocks: measured(annex.blocks, annex.landscape),
      })),
      country: COUNTRY,
      motto: MOTTO,
      measures: letterheadMeasures(form),
      marks: [form.urgency, form.circulation]
        .filter((mark) => mark !== null)
        .map((mark) => ({ mark, width: markWidth(mark), urgent: mark === form.urgency })),
      page: PAGE,
      draftMark: DRAFT_MARK,
      held: heldTogether(form),
      beside: recipientsBeside(form),
      about: doc.title,
    }),
  }
  const compiled = typesetter.compile({ mainFileContent: FORM, inputs })
  const typeset = compiled.result
  if (typeset === null) {
    const error = compiled.takeDiagnostics()
    throw new Error(`The PDF could not be set: ${JSON.stringify(error?.shortDiagnostics ?? 'no diagnosis')}`)
  }
  const day = doc.date === null ? 0 : Date.parse(doc.date) / 1000
  const pdf = printed(
    () => typesetter!.pdf(typeset, { pdfStandard: 'a-2b', pdfTags: true, creationTimestamp: day }),
    inputs.form,
  )
  // Keeps what the last documents shared and lets the rest go, so that a long run does not grow.
  typesetter.evictCache(10)
  return new Uint8Array(pdf)
}

/** Names the characters where the export failed for want of a glyph; the export's own error otherwise. */
function printed(write: () => Buffer, form: string): Buffer {
  try {
    return write()
  } catch (error) {
    const missing = [...new Set(textIn(JSON.parse(form)))].filter((character) => !hasGlyph(character))
    if (missing.length > 0) throw new UnprintableText(missing)
    throw error
  }
}

function textIn(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null ? Object.values(value).map(textIn).join('') : ''
}

const NUMBER = /(\d+(?:\/\d{4})?[-/]\p{Lu}[\p{L}\d&.]*(?:[-/.][\p{L}\d]+)*)/u

/** A text in parts, every second one the number of a document, which the form does not break; the text itself where it has none. */
function parted(text: string): string | string[] {
  const parts = text.split(NUMBER)
  return parts.length === 1 ? text : parts
}

function measured(blocks: PrintedBlock[], landscape: boolean): object[] {
  return blocks.map((block) => {
    if (block.type === 'heading') return { ...block, title: parted(block.title) }
    if (block.type === 'text') {
      const runs = block.runs.map((run) => ({ ...run, text: parted(run.text) }))
      return { ...block, lead: parted(block.lead), runs }
    }
    const { head, rows } = block
    if (!block.parallel) {
      const cells = { head: head.map(parted), rows: rows.map((row) => row.map(parted)) }
      return { ...block, ...tableMeasures(block, textRoom(landscape)), ...cells }
    }
    const printed = [head, ...rows].filter((row) => row.length > 0)
    return { ...block, cells: printed.map((row, at) => parallel(row, at === 0 && head.length > 0)) }
  })
}

/** A row of a text in two languages: every cell its lines, each told whether it is a heading. */
function parallel(row: string[], isHead: boolean): { words: string | string[]; bold: boolean; head: boolean }[][] {
  return row.map((cell) =>
    cell.split('\n').map((words) => ({ words: parted(words), bold: isHead || isParallelHeading(words), head: isHead })),
  )
}
