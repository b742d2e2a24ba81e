import { createHash } from 'node:crypto'
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFRawStream, PDFRef } from '@cantoo/pdf-lib'

/** Largest file whose revisions are compared, in bytes: a scan of a long paper; beyond it an addition counts as unsigned. */
const MOST_BYTES = 30 * 1024 * 1024

/** What a signature may change of the catalogue: the form that names it, its validation data, what describes the file. */
const OF_CATALOGUE = ['AcroForm', 'DSS', 'Extensions', 'Metadata', 'Version']

/**
 * Whether a file, since the revision `earlier`, has gained nothing but signatures: every object of that revision stands
 * as it stood, except the catalogue and the form that name the new signatures, and pages that have a signature's field
 * more. What is drawn on the pages cannot have changed then.
 */
export async function onlySignaturesBetween(earlier: Uint8Array, later: Uint8Array): Promise<boolean> {
  if (later.length > MOST_BYTES) return false
  const [before, after] = [await opened(earlier), await opened(later)]
  if (!before || !after) return false
  const told = [formOf(before), formOf(after), before.context.trailerInfo.Info?.toString()]
  for (const [ref, object] of before.context.enumerateIndirectObjects()) {
    const now = after.context.lookup(ref)
    if (now !== undefined && printed(now) === printed(object)) continue
    if (told.includes(ref.toString()) || isMetadata(object) || isSignatureList(object, now, after)) continue
    if (!(object instanceof PDFDict) || !(now instanceof PDFDict)) return false
    const catalogue = before.catalog === object
    const page = object.get(PDFName.of('Type')) === PDFName.of('Page')
    if (catalogue && printed(without(object, OF_CATALOGUE)) === printed(without(now, OF_CATALOGUE))) continue
    if (!page || printed(without(object, ['Annots'])) !== printed(without(now, ['Annots']))) return false
    if (!onlyFieldsMore(annotations(object, before), annotations(now, after), after)) return false
  }
  return true
}

async function opened(bytes: Uint8Array): Promise<PDFDocument | null> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false })
  } catch (error) {
    // a file that this reader cannot follow is one of which nothing good can be said
    if (error instanceof Error) return null
    throw error
  }
}

function formOf(file: PDFDocument): string | undefined {
  const form = file.catalog.get(PDFName.of('AcroForm'))
  return form instanceof PDFRef ? form.toString() : undefined
}

function isMetadata(object: PDFObject): boolean {
  return object instanceof PDFRawStream && object.dict.get(PDFName.of('Type')) === PDFName.of('Metadata')
}

/** An object as text; a stream with the digest of its bytes. */
function printed(object: PDFObject): string {
  return object instanceof PDFRawStream
    ? `${object.dict.toString()} ${createHash('sha256').update(object.contents).digest('hex')}`
    : object.toString()
}

function without(dict: PDFDict, names: string[]): PDFDict {
  const copy = dict.clone()
  for (const name of names) copy.delete(PDFName.of(name))
  return copy
}

function annotations(page: PDFDict, file: PDFDocument): PDFObject[] {
  const list = page.lookup(PDFName.of('Annots'))
  return list instanceof PDFArray
    ? list.asArray().map((one) => (one instanceof PDFRef ? one : (file.context.lookup(one) ?? one)))
    : []
}

/** A list of fields or annotations that stands by itself and has only fields of signatures more. */
function isSignatureList(before: PDFObject, now: PDFObject | undefined, file: PDFDocument): boolean {
  return before instanceof PDFArray && now instanceof PDFArray && onlyFieldsMore(before.asArray(), now.asArray(), file)
}

function onlyFieldsMore(before: PDFObject[], now: PDFObject[], file: PDFDocument): boolean {
  const kept = new Set(before.map(String))
  const still = new Set(now.map(String))
  return (
    [...kept].every((one) => still.has(one)) &&
    now.filter((one) => !kept.has(String(one))).every((one) => isSignatureField(file.context.lookup(one)))
  )
}

function isSignatureField(object: PDFObject | undefined): boolean {
  return object instanceof PDFDict && object.get(PDFName.of('FT')) === PDFName.of('Sig')
}
