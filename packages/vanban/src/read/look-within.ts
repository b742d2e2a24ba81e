import { createHash } from 'node:crypto'
import { decodeText } from './decode-text.ts'
import type { SecrecyMark } from './find-secrecy-mark.ts'
import { marksBeside } from './marks-beside.ts'
import { openOle } from './open-ole.ts'
import { closedPictureKind, type PictureKind, pictureKind, pictureSize } from './picture-size.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { openZip, type Zip } from './unzip.ts'

/** What a file of a word processor, a sheet, slides, an archive or a saved page holds beside its text. */
export interface Within {
  /** What can be opened, each once, without those too small to show a mark of secrecy. */
  pictures: Uint8Array[]
  /** Papers in an archive that are no archives themselves: PDF, .doc, .rtf, saved pages, texts, with their names. */
  papers: { name: string; bytes: Uint8Array }[]
  /** Kinds of pictures that nothing here opens, as HEIC. */
  closed: string[]
  /** The mark that archives in the archive show, the file itself too where nothing read it. */
  mark: SecrecyMark | null
}

/** Most bytes of all pictures of one file, unfolded. */
const MOST = 64 * 1024 * 1024
/** Archives in an archive are opened so deep: a .docx kept in a .zip, a sheet kept in that .docx. */
const MAX_DEPTH = 4
const MAX_PICTURES = 2_000
/** Papers that one archive holds: a drawer, not a cabinet. */
const MAX_PAPERS = 200

/**
 * Least width and height of a picture that can show a mark, in pixels. A mark is set in 13 points and more (NĐ 30/2020, Phụ
 * lục I; a stamp is 8 mm high). At 72 dots an inch, the fewest at which a page is shown, the three capitals of MẬT are 31
 * pixels wide and with their marks 11 high; of fewer than two thirds of that nobody reads them.
 */
export const LEAST = { width: 21, height: 7 }

/**
 * What a file holds, whatever it and its parts are called; nothing where it is no archive of any kind.
 * @param read its own text, with all that stands beside it, was looked at by its reader
 * @throws {UnreadableFile} `too-large` where it unfolds to more than any document holds
 */
export function lookWithin(bytes: Uint8Array, read: boolean): Within {
  const found = new Found()
  search(bytes, found, read ? 0 : 1)
  return {
    pictures: [...found.pictures.values()],
    papers: [...found.papers.values()],
    closed: [...found.closed],
    mark: found.mark,
  }
}

class Found {
  readonly pictures = new Map<string, Uint8Array>()
  readonly papers = new Map<string, Within['papers'][number]>()
  readonly closed = new Set<string>()
  mark: SecrecyMark | null = null
  #room = MOST

  get room(): number {
    return this.#room
  }

  /** @throws {UnreadableFile} `too-large` */
  take(part: Uint8Array): void {
    this.#room -= part.length
    if (this.#room < 0) throw new UnreadableFile('too-large')
  }

  /** Keeps what is a picture; false where it is none. */
  keep(bytes: Uint8Array): boolean {
    const kind = pictureKind(bytes)
    if (kind === null) {
      const closed = closedPictureKind(bytes)
      if (closed !== null) this.closed.add(closed)
      return closed !== null
    }
    if (canShowMark(bytes, kind)) {
      if (this.pictures.size >= MAX_PICTURES) throw new UnreadableFile('too-large')
      this.pictures.set(digestOf(bytes), bytes)
    }
    return true
  }

  keepPaper(bytes: Uint8Array, name: string): void {
    if (this.papers.size >= MAX_PAPERS) throw new UnreadableFile('too-large')
    this.papers.set(digestOf(bytes), { name, bytes })
  }
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Papers by their names; a PDF is known by its first bytes. */
const PAPER = /\.(?:doc|rtf|html?|mht|mhtml|txt|text|md|markdown)$/i

/** The name under which a part of an archive is read as a paper; null where it is none. */
function paperName(name: string, part: Uint8Array): string | null {
  // a PDF announces itself in its first kilobyte (ISO 32000-1, 7.5.2)
  if (Buffer.from(part.buffer, part.byteOffset, Math.min(part.length, 1024)).includes('%PDF-')) return 'x.pdf'
  return PAPER.exec(name)?.[0] ?? null
}

function canShowMark(bytes: Uint8Array, kind: PictureKind): boolean {
  if (kind === 'tiff') return true
  const size = pictureSize(bytes, kind)
  // A head that is broken is no picture to anybody.
  return size !== null && size.width >= LEAST.width && size.height >= LEAST.height
}

/** What is damaged, or locked with a password, shows nothing that could be looked at. */
function search(bytes: Uint8Array, found: Found, depth: number): void {
  if (depth >= MAX_DEPTH) return
  const head = String.fromCharCode(...bytes.subarray(0, 8))
  try {
    if (head.startsWith('PK\u0003\u0004')) searchZip(bytes, found, depth)
    else if (head === '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1') searchOle(bytes, found, depth)
    else if (head.startsWith('{\\rtf')) searchRtf(bytes, found)
    else if (depth <= 1) searchPage(bytes, found)
  } catch (error) {
    if (!(error instanceof UnreadableFile) || error.code === 'too-large') throw error
  }
}

function searchZip(bytes: Uint8Array, found: Found, depth: number): void {
  const zip = openWithin(bytes, found)
  // at its own depth a file was read
  if (depth > 0) found.mark ??= marksBeside(zip, null)[0] ?? null
  for (const name of zip.names) {
    // text, which is looked at as text
    if (/\.(?:xml|rels)$/i.test(name) && isXml(zip.begin(name))) continue
    const part = zip.read(name)
    if (part === null || found.keep(part)) continue
    const paper = paperName(name, part)
    if (paper !== null) found.keepPaper(part, paper)
    search(part, found, depth + 1)
  }
}

/** Whether a part is what its name says: behind a mark of the order of bytes XML has nothing before its first angle bracket. */
function isXml(begin: Uint8Array | null): boolean {
  const head = String.fromCharCode(...(begin?.subarray(0, 64) ?? [])).replaceAll('\0', '')
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*</.test(head)
}

/**
 * An archive each part of which is unfolded once, and taken from the one room that the file has with all that stands in it. A
 * part that is damaged or locked is none: the others are looked at all the same.
 */
function openWithin(bytes: Uint8Array, found: Found): Zip {
  const zip = openZip(bytes, found.room)
  const unfolded = new Map<string, Uint8Array | null>()
  const read = (name: string): Uint8Array | null => {
    const known = unfolded.get(name)
    if (known !== undefined) return known
    const part = orNone(() => zip.read(name))
    if (part !== null) found.take(part)
    unfolded.set(name, part)
    return part
  }
  return { ...zip, read, begin: (name) => orNone(() => zip.begin(name)) }
}

function orNone(read: () => Uint8Array | null): Uint8Array | null {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof UnreadableFile) || error.code === 'too-large') throw error
    return null
  }
}

/** Records of pictures that stand in the file as they came: JPEG, PNG, TIFF, JPEG in the colours of print ([MS-ODRAW] 2.2.23). */
const BLIPS = [0x1d, 0x1e, 0x29, 0x2a]

/** Files of Office 97 to 2003: each picture is a record with one or two sums of 16 bytes and a byte before it. */
function searchOle(bytes: Uint8Array, found: Found, depth: number): void {
  const ole = openOle(bytes)
  const packed = ole.read('Package')
  if (packed) search(packed, found, depth + 1)
  for (const name of ['Data', 'WordDocument', 'Pictures', 'Workbook']) {
    const stream = ole.read(name)
    if (stream === null) continue
    found.take(stream)
    const data = Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength)
    // records stand side by side: those in one another would each be looked at to its end
    let room = data.length
    for (const blip of BLIPS) {
      const head = Buffer.from([blip, 0xf0])
      for (let at = data.indexOf(head); at >= 0 && at + 6 <= data.length; at = data.indexOf(head, at + 1)) {
        const end = at + 6 + data.readUInt32LE(at + 2)
        if (end > data.length) continue
        for (const sums of [17, 33]) {
          const picture = data.subarray(Math.min(at + 6 + sums, end), end)
          if (pictureKind(picture) === null) continue
          room -= picture.length
          if (room < 0) throw new UnreadableFile('too-large')
          found.keep(picture)
        }
      }
    }
  }
}

const HEX = /^[0-9a-fA-F\s]*$/

/** The pictures of a text in Rich Text Format: hexadecimal digits, or bytes as they are behind `\bin` (RTF 1.9.1, Pictures). */
function searchRtf(bytes: Uint8Array, found: Found): void {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = data.indexOf('\\pict'); at >= 0; at = data.indexOf('\\pict', at)) {
    at += 5
    // \picprop, \picw…: words of their own
    if (/[a-z]/.test(String.fromCharCode(data[at] ?? 0))) continue
    const { picture, end } = pictureOfGroup(data, at)
    at = Math.max(at, end)
    if (picture) {
      found.take(picture)
      found.keep(picture)
    }
  }
}

/** What the group of a picture holds from `from` on, and where it ends; the groups in it say what the picture is called. */
function pictureOfGroup(data: Buffer, from: number): { picture: Uint8Array | null; end: number } {
  let depth = 0
  for (let at = from; at < data.length; ) {
    const byte = data[at]!
    if (byte === 0x7b) depth++
    else if (byte === 0x7d) {
      if (depth-- === 0) return { picture: null, end: at }
    } else if (byte === 0x5c) {
      const [word, name, number] = /^\\([a-z]+)(-?\d+)? ?|^\\[\s\S]/.exec(data.toString('latin1', at, at + 48)) ?? [
        '\\',
      ]
      if (name === 'bin' && depth === 0) {
        const begin = at + word.length
        const end = begin + Math.max(0, Number(number ?? 0))
        return { picture: data.subarray(begin, end), end }
      }
      at += word.length
      continue
    } else if (depth === 0 && byte > 0x20) {
      let end = data.indexOf('}', at)
      if (end < 0) end = data.length
      const digits = data.toString('latin1', at, end)
      return { picture: HEX.test(digits) ? Buffer.from(digits.replace(/\s+/g, ''), 'hex') : null, end }
    }
    at++
  }
  return { picture: null, end: data.length }
}

const INLINE = /data:image\/[\w.+-]{1,40};base64,([A-Za-z0-9+/=%\s]+)/g

/** A byte as programs write it where an address may not hold it (RFC 3986, 2.1): `%2B` for a plus. */
const ESCAPED = /%([0-9A-Fa-f]{2})/g

/** The pictures of a saved page: in its addresses (RFC 2397), or as parts of the message it is (RFC 2557). */
function searchPage(bytes: Uint8Array, found: Found): void {
  const head = String.fromCharCode(...bytes.subarray(0, 4096)).replaceAll('\0', '')
  if (!/<html|<!doctype|<\?xml|<body|<p\b|MIME-Version:/i.test(head)) return
  const text = decodeText(bytes) ?? ''
  for (const coded of codedIn(text)) {
    const picture = Buffer.from(coded, 'base64')
    found.take(picture)
    found.keep(picture)
  }
}

/** The pictures of a page in base64. Passes over it once: what says of itself again and again that it is a picture costs no more. */
function* codedIn(text: string): Generator<string> {
  for (const [, coded] of text.matchAll(INLINE))
    yield coded!.replace(ESCAPED, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)))
  const [head, blankLine, body] = [/^Content-Type:\s*image\//gim, /\r?\n\r?\n/g, /[A-Za-z0-9+/=\r\n]*/y]
  while (head.test(text)) {
    blankLine.lastIndex = head.lastIndex
    if (!blankLine.test(text)) return
    body.lastIndex = blankLine.lastIndex
    yield body.exec(text)![0]
    head.lastIndex = body.lastIndex
  }
}
