import type { Source } from '../document.ts'
import { decodeText } from './decode-text.ts'
import { pictureKind } from './picture-size.ts'
import { isMhtml, pageOfMhtml } from './read-mhtml.ts'
import { readText } from './read-text.ts'
import type { Recognition } from './recognition.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { openZip } from './unzip.ts'

/** Largest file taken, in bytes. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024

type Content = 'zip' | 'pdf' | 'ole' | 'image' | 'rtf' | 'mhtml' | 'html' | 'text'

/** What the first bytes say a file is. */
function contentOf(bytes: Uint8Array): Content {
  const head = String.fromCharCode(...bytes.subarray(0, 1024))
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return 'zip'
  if (head.includes('%PDF-')) return 'pdf'
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return 'ole'
  if (head.startsWith('{\\rtf')) return 'rtf'
  if (pictureKind(bytes) !== null) return 'image'
  if (isMhtml(head)) return 'mhtml'
  // In UTF-16 every other byte is zero.
  return /^\W{0,200}<(?:!doctype\s+html|html\b)|^\W{0,200}<\?xml[^>]*>\s*<html\b/i.test(head.replaceAll('\0', ''))
    ? 'html'
    : 'text'
}

type WordProcessor = 'docx' | 'odt' | 'doc' | 'rtf' | 'html'
const WORD_PROCESSORS: Record<string, WordProcessor> = {
  docx: 'docx',
  odt: 'odt',
  doc: 'doc',
  html: 'html',
  htm: 'html',
  mhtml: 'html',
  mht: 'html',
  rtf: 'rtf',
}
const TEXTS = new Set(['txt', 'md', 'markdown', 'text'])
const PICTURES = new Set(['png', 'jpg', 'jpeg', 'tif', 'tiff', 'webp', 'gif', 'bmp'])

export interface ReadOptions {
  /**
   * Recognise the text of pages that are pictures: seconds a page, in a thread of its own. Without it such a file is
   * refused as `scanned`.
   */
  recognise?: boolean | Recognition
}

/**
 * Reads a file into a source. The extension of `fileName` and the first bytes must agree; only among the formats of
 * word processors is the content believed, with a notice: offices save web pages as .doc and rename .doc to .docx.
 * @throws {UnreadableFile} with a sentence in Vietnamese and English
 */
export async function readFile(
  bytes: Uint8Array,
  fileName: string,
  { recognise = false }: ReadOptions = {},
): Promise<Source> {
  if (bytes.length === 0) throw new UnreadableFile('empty')
  if (bytes.length > MAX_FILE_BYTES) throw new UnreadableFile('too-large')
  const extension = /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const content = contentOf(bytes)
  const recognition = recognise === true ? {} : recognise || undefined
  // The readers are heavy; a text file must not wait for them.
  if (extension === 'pdf') {
    if (content !== 'pdf') throw new UnreadableFile('mislabelled')
    return (await import('./read-pdf.ts')).readPdf(bytes, recognition)
  }
  if (PICTURES.has(extension)) {
    if (content !== 'image') throw new UnreadableFile('mislabelled')
    if (!recognition) throw new UnreadableFile('scanned')
    return (await import('./read-picture.ts')).readPicture(bytes, recognition)
  }
  if (TEXTS.has(extension)) {
    if (content !== 'text' && content !== 'html' && content !== 'mhtml') throw new UnreadableFile('mislabelled')
    return readText(textOf(bytes), extension === 'md' || extension === 'markdown' ? 'md' : 'txt')
  }
  const named = WORD_PROCESSORS[extension]
  if (named === undefined) throw new UnreadableFile('unsupported')
  const source = await readWordProcessor(bytes, named, content)
  if (source.format !== named) source.notices.unshift(isReally(named, source.format))
  return source
}

async function readWordProcessor(bytes: Uint8Array, named: WordProcessor, content: Content): Promise<Source> {
  if (content === 'zip') {
    const zip = openZip(bytes)
    const mimetype = zip.read('mimetype')
    const open = mimetype && /opendocument\.(\w+)/.exec(decodeText(mimetype) ?? '')
    if (open && open[1] !== 'text') throw new UnreadableFile('mislabelled')
    if (open) return (await import('./read-odt.ts')).readOdt(zip)
    return (await import('./read-docx.ts')).readDocx(zip)
  }
  if (content === 'ole') return (await import('./read-doc.ts')).readDoc(bytes)
  if (content === 'mhtml') {
    const page = pageOfMhtml(bytes)
    return (await import('./read-html.ts')).readHtml(decodeHtml(page.bytes, page.charset))
  }
  if (content === 'html' || (content === 'text' && named === 'html'))
    return (await import('./read-html.ts')).readHtml(decodeHtml(bytes, null))
  if (content === 'rtf') return (await import('./read-rtf.ts')).readRtf(bytes)
  throw new UnreadableFile('mislabelled')
}

function isReally(named: string, format: string): string {
  const what = format === 'html' ? 'trang HTML' : `văn bản .${format}`
  return `Tên tệp ghi .${named} nhưng nội dung là ${what}; đã đọc theo nội dung.`
}

function textOf(bytes: Uint8Array): string {
  const text = decodeText(bytes)
  if (text === null) throw new UnreadableFile('unreadable')
  if (text.trim() === '') throw new UnreadableFile('empty')
  return text
}

/** A page says its own charset; what it says of Vietnamese in one byte a letter is seldom true, so its letters decide. */
function decodeHtml(bytes: Uint8Array, told: string | null): string {
  const head = String.fromCharCode(...bytes.subarray(0, 2048))
  const charset = told ?? /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})/i.exec(head)?.[1]?.toLowerCase()
  return charset === 'windows-1258' ? new TextDecoder(charset).decode(bytes) : textOf(bytes)
}
