import {
  certificatesFrom,
  check,
  type Finding,
  findSecrecyMark,
  lookWithin,
  mayDrawPictures,
  type ParsedDocument,
  type PdfSignature,
  parse,
  type Recognition,
  readFile,
  type Source,
  screenPapers,
  screenPdf,
  screenPictures,
  screenScan,
  UnreadableFile,
  verifyPdf,
  type Within,
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
  /** What no reader sees and must be looked at before the file is kept; null where all is text. */
  toScreen: ToScreen | null
  /** Null for what is no PDF. */
  signatures: PdfSignature[] | null
}

/**
 * Pages that are pictures, from 1, `every` where none is known apart; a PDF with text that draws pictures; or how many pictures
 * and papers a document or archive holds, with the kind of those that nothing here opens.
 */
export type ToScreen = { pages: number[] | 'every' } | { drawn: true } | { pictures: number; closed: string | null }

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
    return { ...unreadable(error), toScreen: anyway, signatures: await signaturesOf(bytes, roots) }
  }
  const reading = whatWasRead(source, await signaturesOf(bytes, roots))
  if (reading.kind === 'secret') return reading
  if (source.pages !== undefined) return mayDrawPictures(bytes) ? { ...reading, toScreen: { drawn: true } } : reading
  const within = lookedWithin(bytes, true)
  return within?.mark ? { kind: 'secret' } : { ...reading, toScreen: picturesOf(within, DRAWINGS) }
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
    return { ...unreadable(error), toScreen: null, signatures: await signaturesOf(bytes, roots) }
  }
  if (seen.signal.aborted) return { kind: 'secret' }
  const reading = whatWasRead(source, await signaturesOf(bytes, roots))
  return reading.kind === 'read' ? { ...reading, toScreen: null } : reading
}

/**
 * What pictures show of a mark of secrecy; one that cannot be opened shows nothing to anybody. Null where one is too large to
 * be looked at, or a page of a PDF that has text cannot be drawn: others may open it.
 * @param whole whole pages, where nothing looks at the rest of them later
 */
export async function screenBytes(bytes: Uint8Array, wanted: ToScreen, whole: boolean): Promise<Screening | null> {
  try {
    if ('pictures' in wanted) {
      const { papers, pictures } = lookWithin(bytes, true)
      const mark = (await screenPapers(papers)) ?? (await screenPictures(pictures))
      return { kind: mark ? 'secret' : 'clean', pages: null, scanned: [] }
    }
    if ('drawn' in wanted) {
      const { mark, scanned } = await screenPdf(bytes, { whole })
      return { kind: mark ? 'secret' : 'clean', pages: null, scanned }
    }
    const { mark, pages } = await screenScan(bytes, { ...wanted, whole })
    return { kind: mark ? 'secret' : 'clean', pages: pages.map((size) => ({ ...size, text: null })), scanned: [] }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    if (error.code === 'too-large' || 'drawn' in wanted) return null
    return { kind: 'unreadable', code: error.code, vi: error.vi, en: error.en }
  }
}

/** `scanned` are the pages, from 1, of a PDF with text that are pictures all the same. */
export type Screening =
  | { kind: 'secret' | 'clean'; pages: KeptPages['pages']; scanned: number[] }
  | { kind: 'unreadable'; code: string; vi: string; en: string }

/** Drawings of a program that nothing here opens: a logo, a formula, a chart of one file in ten (docs/decisions/0012). */
const DRAWINGS: ReadonlySet<string> = new Set(['EMF', 'WMF'])
const NONE: ReadonlySet<string> = new Set()

/** Null for what unfolds to more than can be looked at. */
function lookedWithin(bytes: Uint8Array, read: boolean): Within | null {
  try {
    return lookWithin(bytes, read)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return null
  }
}

/** @param harmless kinds that need not be opened where the document says something of its own */
function picturesOf(within: Within | null, harmless: ReadonlySet<string>): ToScreen | null {
  if (within === null) return { pictures: Number.POSITIVE_INFINITY, closed: null }
  const { pictures, papers, closed } = within
  const kind = closed.find((one) => !harmless.has(one)) ?? null
  if (pictures.length === 0 && papers.length === 0 && kind === null) return null
  // how many pages a paper has is not known yet
  return { pictures: papers.length > 0 ? Number.POSITIVE_INFINITY : pictures.length, closed: kind }
}

function whatWasRead(source: Source, signatures: PdfSignature[] | null): FileReading {
  if (findSecrecyMark(source.text)) return { kind: 'secret' }
  const parsed = parse(source)
  const kept = pagesOf(source)
  const wordless = (kept.pages ?? []).flatMap((page, i) => (page.text === null ? [i + 1] : []))
  return {
    kind: 'read',
    text: source.text,
    notices: source.notices,
    parsed,
    findings: check(source, parsed),
    ...kept,
    toScreen: wordless.length > 0 ? { pages: wordless } : null,
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
 * it is a picture, or holds pictures, what to look at is answered.
 */
async function lookedAtAnyway(bytes: Uint8Array): Promise<'secret' | ToScreen | null> {
  let toScreen: ToScreen | null = null
  let harmless = DRAWINGS
  for (const name of ['x.docx', 'x.pdf', 'x.txt', 'x.png']) {
    try {
      const { text, pages } = await readFile(bytes, name)
      if (findSecrecyMark(text)) return 'secret'
      if (pages !== undefined && mayDrawPictures(bytes)) toScreen = { drawn: true }
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      if (error.code !== 'scanned') continue
      if (name === 'x.docx') harmless = NONE
      else toScreen = { pages: 'every' }
    }
  }
  // a Word 97-2003 file keeps its text as UTF-16 or in one byte a letter, between bytes that are no text
  for (const encoding of ['utf-16le', 'utf-8'] as const) {
    const text = new TextDecoder(encoding).decode(bytes).replace(/[^\p{L}\p{N}\p{P}\p{Zs}\n\r]+/gu, '\n')
    if (findSecrecyMark(text)) return 'secret'
  }
  const within = lookedWithin(bytes, false)
  if (within?.mark) return 'secret'
  return toScreen ?? picturesOf(within, harmless)
}
