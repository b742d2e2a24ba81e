import {
  certificatesFrom,
  check,
  type Finding,
  findSecrecyMark,
  type ParsedDocument,
  type PdfSignature,
  parse,
  type Recognition,
  readFile,
  type Source,
  screenScan,
  UnreadableFile,
  verifyPdf,
} from '@banggiao/vanban'
import { type KeptPages, pagesOf } from './page-words.ts'

/** What came of reading one file. A secret paper leaves nothing but the fact. */
export type FileReading =
  | ({
      kind: 'read'
      text: string
      notices: string[]
      parsed: ParsedDocument
      findings: Finding[]
    } & KeptPages &
      Beside)
  | ({ kind: 'unreadable'; code: string; vi: string; en: string } & Pick<KeptPages, 'pages'> & Beside)
  | { kind: 'secret' }

interface Beside {
  /** The first page that is a picture, from 1, which must be looked at before the file is kept; null where all is text. */
  picture: number | null
  /** Null for what is no PDF. */
  signatures: PdfSignature[] | null
}

/** PEM of the bodies whose signatures are trusted; null for none. */
export type Roots = string | null

/** Reads, looks for a mark of secrecy before anything else, then parses and checks. Runs inside the worker. */
export async function readBytes(bytes: Uint8Array, name: string, roots: Roots): Promise<FileReading> {
  let source: Source
  try {
    source = storable(await readFile(bytes, name))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const anyway = await lookedAtAnyway(bytes)
    if (anyway === 'secret') return { kind: 'secret' }
    return { ...unreadable(error), picture: anyway, signatures: await signaturesOf(bytes, roots) }
  }
  return whatWasRead(source, await signaturesOf(bytes, roots))
}

/** Recognises a scan page by page, then as `readBytes`. Minutes. A mark of secrecy on any page ends it. */
export async function recogniseBytes(
  bytes: Uint8Array,
  name: string,
  roots: Roots,
  progress: NonNullable<Recognition['progress']>,
): Promise<FileReading> {
  const seen = new AbortController()
  const recognise: Recognition = { progress, signal: seen.signal, stamped: () => seen.abort() }
  let source: Source
  try {
    source = storable(await readFile(bytes, name, { recognise }))
  } catch (error) {
    if (seen.signal.aborted) return { kind: 'secret' }
    if (!(error instanceof UnreadableFile)) throw error
    return { ...unreadable(error), picture: null, signatures: await signaturesOf(bytes, roots) }
  }
  if (seen.signal.aborted) return { kind: 'secret' }
  const reading = whatWasRead(source, await signaturesOf(bytes, roots))
  return reading.kind === 'read' ? { ...reading, picture: null } : reading
}

/** What one page that is a picture shows of a mark of secrecy; a picture that cannot be opened shows nothing to anybody. */
export async function screenBytes(bytes: Uint8Array, page: number): Promise<Screening> {
  try {
    const { mark, pages } = await screenScan(bytes, page)
    return { kind: mark ? 'secret' : 'clean', pages: pages.map((size) => ({ ...size, text: null })) }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { kind: 'unreadable', code: error.code, vi: error.vi, en: error.en }
  }
}

export type Screening =
  | { kind: 'secret' | 'clean'; pages: NonNullable<KeptPages['pages']> }
  | { kind: 'unreadable'; code: string; vi: string; en: string }

function whatWasRead(source: Source, signatures: PdfSignature[] | null): FileReading {
  if (findSecrecyMark(source.text)) return { kind: 'secret' }
  const parsed = parse(source)
  const kept = pagesOf(source)
  const wordless = kept.pages?.findIndex((page) => page.text === null) ?? -1
  return {
    kind: 'read',
    text: source.text,
    notices: source.notices,
    parsed,
    findings: check(source, parsed),
    ...kept,
    picture: wordless < 0 ? null : wordless + 1,
    signatures,
  }
}

function unreadable({ code, vi, en }: UnreadableFile) {
  return { kind: 'unreadable' as const, code, vi, en, pages: null }
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair; offsets must stay what they are. */
function storable(source: Source): Source {
  return { ...source, text: source.text.replaceAll('\0', ' ').toWellFormed() }
}

async function signaturesOf(bytes: Uint8Array, roots: Roots): Promise<PdfSignature[] | null> {
  // a PDF announces itself in its first kilobyte (ISO 32000-1, 7.5.2)
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return null
  return verifyPdf(bytes, roots === null ? [] : await certificatesFrom(roots))
}

/**
 * A file under a wrong name, or of a kind not read, may still show its mark: it is looked at in every way there is. Where
 * it is a picture, or a PDF of pictures, the page to look at is answered.
 */
async function lookedAtAnyway(bytes: Uint8Array): Promise<'secret' | number | null> {
  let picture: number | null = null
  for (const name of ['x.docx', 'x.pdf', 'x.txt', 'x.png']) {
    try {
      if (findSecrecyMark((await readFile(bytes, name)).text)) return 'secret'
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      if (error.code === 'scanned') picture = 1
    }
  }
  // a Word 97-2003 file keeps its text as UTF-16 or in one byte a letter, between bytes that are no text
  for (const encoding of ['utf-16le', 'utf-8'] as const) {
    const text = new TextDecoder(encoding).decode(bytes).replace(/[^\p{L}\p{N}\p{P}\p{Zs}\n\r]+/gu, '\n')
    if (findSecrecyMark(text)) return 'secret'
  }
  return picture
}
