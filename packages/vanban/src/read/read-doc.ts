import type { Source } from '../document.ts'
import { findSecrecyMark, type SecrecyMark } from './find-secrecy-mark.ts'
import { openOle } from './open-ole.ts'
import { LineList, noteMark, type ReadLine, sourceOfLines, withStamps } from './read-text.ts'
import { UnreadableFile } from './unreadable-file.ts'

const TEXT_ONLY =
  'Tệp .doc (Word 97-2003) chỉ đọc được phần chữ: số thứ tự do Word tự đánh và chữ trong khung, hình vẽ không có. Nếu văn bản đánh số tự động, hãy lưu thành .docx rồi tải lại.'

/** A stretch of the text in the file ([MS-DOC] 2.8.35): its first character, where its bytes stand and how wide they are. */
interface Piece {
  from: number
  to: number
  offset: number
  width: 1 | 2
}

interface ParagraphForm {
  /** Offset in the file behind its last character. */
  end: number
  inTable: boolean
  rowEnd: boolean
  align: NonNullable<ReadLine['align']> | null
}

/**
 * The text of a Word 97-2003 document ([MS-DOC]) as lines: tables as cells, foot notes after their paragraph, deleted
 * and hidden text left out, headers and text boxes but for the mark of secrecy they bear. Automatic numbers are not in the text; a notice says so.
 * @throws {UnreadableFile} `encrypted`, or `unreadable` also for Word 6 and Word 95
 */
export function readDoc(bytes: Uint8Array): Source {
  const ole = openOle(bytes)
  if (ole.has('EncryptedPackage') || ole.has('EncryptionInfo')) throw new UnreadableFile('encrypted')
  const main = ole.read('WordDocument')
  if (main === null)
    throw new UnreadableFile(ole.has('Workbook') || ole.has('PowerPoint Document') ? 'mislabelled' : 'unreadable')
  try {
    return read(main, ole)
  } catch (error) {
    // An offset that points outside the file.
    if (error instanceof RangeError) throw new UnreadableFile('unreadable', undefined, error)
    throw error
  }
}

function read(main: Uint8Array, ole: ReturnType<typeof openOle>): Source {
  const fib = new DataView(main.buffer, main.byteOffset, main.byteLength)
  if (fib.getUint16(0, true) !== 0xa5ec || fib.getUint16(2, true) < 0x00c0)
    throw new UnreadableFile('unreadable', {
      vi: 'Tệp .doc thuộc bản Word quá cũ (Word 6.0/95) hoặc đã hỏng. Hãy mở bằng Word hoặc LibreOffice, lưu thành .docx rồi tải lại.',
      en: 'The .doc file is of a very old Word (6.0/95) or damaged. Open it in Word or LibreOffice, save it as .docx and upload that.',
    })
  const flags = fib.getUint16(0x0a, true)
  if (flags & 0x0100) throw new UnreadableFile('encrypted')
  const table = ole.read(flags & 0x0200 ? '1Table' : '0Table')
  if (table === null) throw new UnreadableFile('unreadable')
  const part = (fc: number): Uint8Array => {
    const from = fib.getUint32(fc, true)
    return table.subarray(from, from + fib.getUint32(fc + 4, true))
  }
  const [ccpText, ccpNotes] = [fib.getUint32(0x4c, true), fib.getUint32(0x50, true)]
  const pieces = readPieces(part(0x01a2))
  const formed = formedRanges(main, part(0x00fa))
  const forms = paragraphForms(main, part(0x0102))
  const notes = noteTexts(charsOf(main, pieces, formed, ccpText, ccpText + ccpNotes), part(0x00b2), ccpText)
  const lines = readStory(charsOf(main, pieces, formed, 0, ccpText), forms, notes)
  const mark = markBeside(charsOf(main, pieces, formed, ccpText + ccpNotes, charCount(fib)))
  if (mark === null) lines.mustSaySomething(ole.has('Data'))
  return sourceOfLines(withStamps(mark ? [mark] : [], lines.lines), 'doc', [TEXT_ONLY])
}

/** Characters of all stories: text, foot notes, headers, macros, comments, end notes, text boxes, those in headers ([MS-DOC] 2.5.4). */
function charCount(fib: DataView): number {
  let count = 0
  for (let ccp = 0x4c; ccp <= 0x68; ccp += 4) count += fib.getUint32(ccp, true)
  return count
}

/** The mark of secrecy in the stories behind text and foot notes. */
function markBeside(chars: Iterable<Char>): SecrecyMark | null {
  let said = ''
  for (const [, , char] of chars) said += char
  // cells, and what stands for a drawing or a field, end a line as paragraphs do
  return findSecrecyMark(said.replace(/\p{Cc}/gu, '\n'), 'box')
}

function readPieces(clx: Uint8Array): Piece[] {
  const view = new DataView(clx.buffer, clx.byteOffset, clx.byteLength)
  let at = 0
  while (view.getUint8(at) === 1) at += 3 + view.getUint16(at + 1, true)
  if (view.getUint8(at) !== 2) throw new UnreadableFile('unreadable')
  const count = Math.floor((Math.min(view.getUint32(at + 1, true), clx.length - at - 5) - 4) / 12)
  const from = at + 5
  const pieces: Piece[] = []
  for (let i = 0; i < count; i++) {
    const fc = view.getUint32(from + (count + 1) * 4 + i * 8 + 2, true)
    const narrow = (fc & 0x40000000) !== 0
    pieces.push({
      from: view.getUint32(from + i * 4, true),
      to: view.getUint32(from + i * 4 + 4, true),
      offset: narrow ? (fc & 0x3fffffff) >>> 1 : fc & 0x3fffffff,
      width: narrow ? 1 : 2,
    })
  }
  return pieces
}

/** Offsets in the file. */
interface FormedRange {
  from: number
  to: number
  form: 'hidden' | 'capitals'
}

/** A printed character: its place in the text, the offset behind it in the file, and itself. */
type Char = [at: number, end: number, char: string]

const narrow = new TextDecoder('windows-1252')
const wide = new TextDecoder('utf-16le')

function* charsOf(
  main: Uint8Array,
  pieces: readonly Piece[],
  formed: readonly FormedRange[],
  from: number,
  to: number,
): Generator<Char> {
  // Every character has bytes of its own: pieces that overlap are no document.
  let room = main.length
  for (const piece of pieces) {
    const first = Math.max(piece.from, from)
    const last = Math.min(piece.to, to)
    if (last <= first) continue
    const offset = piece.offset + (first - piece.from) * piece.width
    const raw = main.subarray(offset, offset + (last - first) * piece.width)
    room -= raw.length
    if (room < 0) throw new UnreadableFile('unreadable')
    const text = piece.width === 1 ? narrow.decode(raw) : wide.decode(raw)
    // A document that was saved fast has its pieces in another order than its text.
    let next = firstBehind(formed, offset)
    for (let i = 0; i < text.length; i++) {
      const place = offset + i * piece.width
      while (next < formed.length && formed[next]!.to <= place) next++
      const range = formed[next]
      const form = range && range.from <= place ? range.form : null
      if (form === 'hidden') continue
      yield [first + i, place + piece.width, form === 'capitals' ? text[i]!.toLocaleUpperCase('vi') : text[i]!]
    }
  }
}

/** The place of the first stretch that ends behind `offset`. */
function firstBehind(formed: readonly FormedRange[], offset: number): number {
  let [low, high] = [0, formed.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (formed[middle]!.to <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** The pages of formatted text that a bin table names ([MS-DOC] 2.8.5): 512 bytes each, runs with their offsets. */
function* formattedPages(
  main: Uint8Array,
  plc: Uint8Array,
): Generator<{ view: DataView; page: Uint8Array; runs: number }> {
  const count = Math.floor((plc.length - 4) / 8)
  const bins = new DataView(plc.buffer, plc.byteOffset, plc.byteLength)
  const seen = new Set<number>()
  for (let i = 0; i < count; i++) {
    const from = (bins.getUint32((count + 1) * 4 + i * 4, true) & 0x3fffff) * 512
    if (seen.has(from)) continue
    seen.add(from)
    const page = main.subarray(from, from + 512)
    if (page.length < 512) continue
    const runs = page[511]!
    if ((runs + 1) * 4 <= 511) yield { view: new DataView(page.buffer, page.byteOffset, 512), page, runs }
  }
}

/** Property changes ([MS-DOC] 2.2.5): the code of each and where its operand stands. */
function* properties(list: Uint8Array): Generator<[code: number, operand: number]> {
  for (let at = 0; at + 3 <= list.length; ) {
    const code = list[at]! | (list[at + 1]! << 8)
    yield [code, list[at + 2]!]
    const size = code >> 13
    if (size === 6) at += code === 0xd608 ? 3 + (list[at + 2]! | (list[at + 3]! << 8)) : 3 + list[at + 2]!
    else at += 2 + [1, 1, 2, 4, 2, 2, 0, 3][size]!
  }
}

const [DELETED, HIDDEN, CAPITALS] = [0x0800, 0x083c, 0x083b]

/** Stretches of the file, in order, whose text is not printed (deleted with a trace, hidden), or printed in capitals. */
function formedRanges(main: Uint8Array, plc: Uint8Array): FormedRange[] {
  const ranges: FormedRange[] = []
  for (const { view, page, runs } of formattedPages(main, plc)) {
    for (let i = 0; i < runs; i++) {
      const at = page[(runs + 1) * 4 + i]! * 2
      if (at === 0) continue
      let form: FormedRange['form'] | null = null
      for (const [code, operand] of properties(page.subarray(at + 1, Math.min(at + 1 + page[at]!, 511)))) {
        if (operand !== 1) continue
        if (code === DELETED || code === HIDDEN) form = 'hidden'
        else if (code === CAPITALS && form === null) form = 'capitals'
      }
      if (form) ranges.push({ from: view.getUint32(i * 4, true), to: view.getUint32(i * 4 + 4, true), form })
    }
  }
  return ranges.sort((a, b) => a.from - b.from)
}

const [IN_TABLE, ROW_END, JUSTIFICATION, JUSTIFICATION_97] = [0x2416, 0x2417, 0x2461, 0x2403]
const ALIGN = ['left', 'center', 'right', 'justify'] as const

function paragraphForms(main: Uint8Array, plc: Uint8Array): Map<number, ParagraphForm> {
  const forms = new Map<number, ParagraphForm>()
  for (const { view, page, runs } of formattedPages(main, plc)) {
    for (let i = 0; i < runs; i++) {
      const entry = (runs + 1) * 4 + i * 13
      const at = entry < 511 ? page[entry]! * 2 : 0
      const form: ParagraphForm = { end: view.getUint32(i * 4 + 4, true), inTable: false, rowEnd: false, align: null }
      forms.set(form.end, form)
      if (at === 0) continue
      // Half words, the first byte of a pair giving their number less a byte, or nothing and then the number.
      const [from, size] = page[at] === 0 ? [at + 2, page[at + 1]! * 2] : [at + 1, page[at]! * 2 - 1]
      for (const [code, operand] of properties(page.subarray(from + 2, Math.min(from + size, 511)))) {
        if (code === IN_TABLE) form.inTable = operand === 1
        else if (code === ROW_END) form.rowEnd = operand === 1
        else if (code === JUSTIFICATION || code === JUSTIFICATION_97) form.align = ALIGN[operand] ?? 'justify'
      }
    }
  }
  return forms
}

function noteTexts(chars: Iterable<Char>, plc: Uint8Array, base: number): string[] {
  const view = new DataView(plc.buffer, plc.byteOffset, plc.byteLength)
  const starts: number[] = []
  for (let at = 0; at + 4 <= plc.length; at += 4) starts.push(view.getUint32(at, true) + base)
  const notes: string[] = []
  let note = 0
  for (const [at, , char] of shown(chars)) {
    while (note + 1 < starts.length && starts[note + 1]! <= at) note++
    notes[note] = (notes[note] ?? '') + (char < ' ' ? (char === '\u0002' ? '' : ' ') : char)
  }
  return Array.from(notes, (text) => (text ?? '').replace(/\s+/g, ' ').trim())
}

/** Without the codes of fields, of which only the result is printed ([MS-DOC] 2.8.25). */
function* shown(chars: Iterable<Char>): Generator<Char> {
  const inCode: boolean[] = []
  for (const item of chars) {
    const char = item[2]
    if (char === '\u0013') inCode.push(true)
    else if (char === '\u0014') inCode[Math.max(0, inCode.length - 1)] = false
    else if (char === '\u0015') inCode.pop()
    else if (!inCode.includes(true)) yield item
    // Fields stand inside one another a few levels deep; a file that opens thousands is broken.
    if (inCode.length > 100) throw new UnreadableFile('unreadable')
  }
}

function readStory(chars: Iterable<Char>, forms: Map<number, ParagraphForm>, notes: readonly string[]): LineList {
  const lines = new LineList()
  let tableCount = 0
  let table: { id: number; row: number; column: number } | null = null
  // Paragraphs wait for the mark behind them, which alone tells their form.
  let text = ''
  let called: string[] = []
  let noteCount = 0
  for (const [, end, char] of shown(chars)) {
    const code = char.charCodeAt(0)
    if (code === 0x0d || code === 0x07 || code === 0x0c) {
      const form = forms.get(end)
      if (form?.rowEnd && code === 0x07) {
        if (table) Object.assign(table, { row: table.row + 1, column: 0 })
        text = ''
        continue
      }
      if (!(form?.inTable || code === 0x07)) table = null
      else if (table === null) table = { id: tableCount++, row: 0, column: 0 }
      const cell: ReadLine['cell'] = table && [table.id, table.row, table.column]
      for (const line of text.split('\n')) lines.push({ text: line.trimEnd(), align: form?.align ?? null, cell })
      for (const note of called) lines.push({ text: note, cell })
      if (table && code === 0x07) table.column++
      text = ''
      called = []
    } else if (code === 0x0b) text += '\n'
    // A tab after a typed label or bullet is a space; one between two columns is a gap.
    else if (code === 0x09) text += text.trim().length >= 8 ? '    ' : ' '
    else if (code === 0x1e) text += '-'
    // An optional hyphen; in a font of VN3 it is the letter ư.
    else if (code === 0x1f) text += '\u00ad'
    else if (code === 0x02) {
      const note = notes[noteCount++]
      if (note === undefined || note === '') continue
      text += noteMark(noteCount)
      called.push(`${noteMark(noteCount)} ${note}`)
    } else if (code >= 0x20) text += char
  }
  if (text.trim() !== '') lines.push({ text })
  return lines
}
