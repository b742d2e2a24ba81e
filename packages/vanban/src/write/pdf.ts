import { createRequire } from 'node:module'
import type { WrittenDocument } from '../document.ts'
import { keepsWithSignature, letterheadMeasures, PAGE, tableMeasures, textRoom } from './page.ts'
import { FORM } from './pdf-form.ts'
import { COUNTRY, MOTTO, type PrintedBlock, printedForm } from './printed-form.ts'
import { tinosFaces } from './tinos.ts'

// The typesetter is a CommonJS addon whose type file declares an enum: loaded by require, typed by import.
const { NodeCompiler } = createRequire(import.meta.url)(
  '@myriaddreamin/typst-ts-node-compiler',
) as typeof import('@myriaddreamin/typst-ts-node-compiler')

let typesetter: InstanceType<typeof NodeCompiler> | null = null

/**
 * Sets `doc` as a tagged PDF/A-2b in the form of NĐ 30/2020/NĐ-CP, Phụ lục I.
 * The same document gives the same bytes: the file's time is the document's own date.
 */
export function pdfOf(doc: WrittenDocument): Uint8Array {
  typesetter ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: tinosFaces() }] })
  const form = printedForm(doc)
  const inputs = {
    form: JSON.stringify({
      ...form,
      blocks: measured(form.blocks, false),
      annexes: form.annexes.map((annex) => ({ ...annex, blocks: measured(annex.blocks, annex.landscape) })),
      country: COUNTRY,
      motto: MOTTO,
      measures: letterheadMeasures(form),
      page: PAGE,
      keepsWithSignature: keepsWithSignature(form),
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
  const pdf = typesetter.pdf(typeset, { pdfStandard: 'a-2b', pdfTags: true, creationTimestamp: day })
  // Keeps what the last documents shared and lets the rest go, so that a long run does not grow.
  typesetter.evictCache(10)
  return new Uint8Array(pdf)
}

function measured(blocks: PrintedBlock[], landscape: boolean): object[] {
  return blocks.map((block) =>
    block.type === 'table' ? { ...block, ...tableMeasures(block, textRoom(landscape)) } : block,
  )
}
