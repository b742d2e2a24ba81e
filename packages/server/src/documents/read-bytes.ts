import {
  check,
  type Finding,
  findSecrecyMark,
  type ParsedDocument,
  parse,
  readFile,
  type Source,
  UnreadableFile,
} from '@banggiao/vanban'

/** What came of reading one file. A secret paper leaves nothing but the fact. */
export type FileReading =
  | { kind: 'read'; text: string; notices: string[]; parsed: ParsedDocument; findings: Finding[] }
  | { kind: 'unreadable'; code: string; vi: string; en: string }
  | { kind: 'secret' }

/** Reads, looks for a mark of secrecy before anything else, then parses and checks. Runs inside the worker. */
export async function readBytes(bytes: Uint8Array, name: string): Promise<FileReading> {
  let source: Source
  try {
    source = storable(await readFile(bytes, name))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    if (await isSecretAnyway(bytes)) return { kind: 'secret' }
    return { kind: 'unreadable', code: error.code, vi: error.vi, en: error.en }
  }
  if (findSecrecyMark(source.text)) return { kind: 'secret' }
  const parsed = parse(source)
  return { kind: 'read', text: source.text, notices: source.notices, parsed, findings: check(source, parsed) }
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair; offsets must stay what they are. */
function storable(source: Source): Source {
  return { ...source, text: source.text.replaceAll('\0', ' ').toWellFormed() }
}

/** A file under a wrong name, or of a kind not read, may still show its mark: it is looked at in every way there is. */
async function isSecretAnyway(bytes: Uint8Array): Promise<boolean> {
  for (const name of ['x.docx', 'x.pdf', 'x.txt']) {
    try {
      if (findSecrecyMark((await readFile(bytes, name)).text)) return true
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
    }
  }
  // a Word 97-2003 file keeps its text as UTF-16 or in one byte a letter, between bytes that are no text
  for (const encoding of ['utf-16le', 'utf-8'] as const) {
    const text = new TextDecoder(encoding).decode(bytes).replace(/[^\p{L}\p{N}\p{P}\p{Zs}\n\r]+/gu, '\n')
    if (findSecrecyMark(text)) return true
  }
  return false
}
