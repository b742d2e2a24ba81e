import { setImmediate } from 'node:timers/promises'
import type { WrittenDocument } from '../document.ts'
import type { WriteDocxOptions } from './docx.ts'

export type { WriteProblem } from './check-parts.ts'
export { checkTemplate, checkValues, isTemplate } from './check-template.ts'
export { checkWritten, isWritten } from './check-written.ts'
export { DOCUMENT_KINDS, type DocumentKind } from './document-kinds.ts'
export type { WriteDocxOptions } from './docx.ts'
export { fillTemplate, findGaps, type Gap } from './fill-template.ts'
export {
  type FieldType,
  fitsType,
  STANDARD_FIELDS,
  type TemplateField,
  type TemplateValues,
} from './template-fields.ts'
export { TEMPLATES, type Template, templatesOf } from './templates.ts'
export { writeText } from './text.ts'
export { toWritten } from './to-written.ts'
export { UnprintableText } from './unprintable-text.ts'

/**
 * A Word document (.docx) in the form of NĐ 30/2020/NĐ-CP, Phụ lục I.
 * The libraries behind it are loaded on the first call, so that reading never waits for them.
 */
export async function writeDocx(doc: WrittenDocument, options: WriteDocxOptions = {}): Promise<Uint8Array> {
  const { docxOf } = await import('./docx.ts')
  return docxOf(doc, options)
}

/**
 * A tagged PDF/A-2b in the same form, its fonts embedded. The first call starts the typesetter (about a second).
 * Throws `UnprintableText` for characters no font at hand has.
 */
export async function writePdf(doc: WrittenDocument): Promise<Uint8Array> {
  const { pdfOf } = await import('./pdf.ts')
  const pdf = pdfOf(doc)
  // The typesetter gives its memory back between two turns of the event loop: a long run must let them pass.
  await setImmediate()
  return pdf
}
