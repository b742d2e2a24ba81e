import type { Source } from '../document.ts'
import { decodeText } from './decode-text.ts'
import { readText } from './read-text.ts'
import type { Recognition } from './recognise-pages.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Largest file taken, in bytes. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024

type Content = 'zip' | 'pdf' | 'ole' | 'image' | 'rtf' | 'text'

/** What the first bytes say a file is. */
function contentOf(bytes: Uint8Array): Content {
  const head = String.fromCharCode(...bytes.subarray(0, 1024))
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return 'zip'
  if (head.includes('%PDF-')) return 'pdf'
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return 'ole'
  if (head.startsWith('{\\rtf')) return 'rtf'
  if (
    head.startsWith('\u0089PNG') ||
    head.startsWith('\u00ff\u00d8\u00ff') ||
    head.startsWith('GIF8') ||
    head.startsWith('II*\u0000') ||
    head.startsWith('MM\u0000*')
  )
    return 'image'
  return 'text'
}

const EXPECTED: Record<string, Content> = {
  docx: 'zip',
  pdf: 'pdf',
  txt: 'text',
  md: 'text',
  markdown: 'text',
  text: 'text',
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  tif: 'image',
  tiff: 'image',
}

export interface ReadOptions {
  /**
   * Recognise the text of pages that are pictures: seconds a page, in a thread of its own. Without it such a file is
   * refused as `scanned`.
   */
  recognise?: boolean | Recognition
}

/**
 * Reads a file into a source. The extension of `fileName` and the first bytes must agree.
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
  const expected = EXPECTED[extension]
  if (content === 'ole') {
    // Word keeps a document with a password in an OLE container; a .doc of before 2007 is one by itself.
    if (extension === 'docx') throw new UnreadableFile('encrypted')
    throw new UnreadableFile('unsupported', {
      vi: 'Tệp .doc (Word 97-2003) chưa đọc được. Hãy mở bằng Word hoặc LibreOffice, lưu thành .docx rồi tải lại.',
      en: 'A .doc file (Word 97-2003) cannot be read. Open it in Word or LibreOffice, save it as .docx and upload that.',
    })
  }
  if (expected === undefined) throw new UnreadableFile('unsupported')
  if (content !== expected) throw new UnreadableFile('mislabelled')
  if (content === 'text') {
    const text = decodeText(bytes)
    if (text === null) throw new UnreadableFile('unreadable')
    if (text.trim() === '') throw new UnreadableFile('empty')
    return readText(text, extension === 'md' || extension === 'markdown' ? 'md' : 'txt')
  }
  const recognition = recognise === true ? {} : recognise || undefined
  // These readers are heavy; a text file must not wait for them.
  if (content === 'pdf') return (await import('./read-pdf.ts')).readPdf(bytes, recognition)
  if (content === 'image') {
    if (!recognition) throw new UnreadableFile('scanned')
    return (await import('./read-picture.ts')).readPicture(bytes, recognition)
  }
  return (await import('./read-docx.ts')).readDocx(bytes)
}
