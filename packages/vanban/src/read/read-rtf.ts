import type { Source } from '../document.ts'
import { printedLabel } from './docx-numbering.ts'
import { findSecrecyMark, type SecrecyMark } from './find-secrecy-mark.ts'
import { decodeRun } from './legacy-encodings.ts'
import { LineList, noteMark, type ReadLine, sourceOfLines, withStamps } from './read-text.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Deeper nesting says nothing about a document. */
const MAX_DEPTH = 2_000
/** Most cells of a table, and of a row. */
const MAX_CELLS = 200_000
const MAX_COLUMNS = 256
/** Word defines a row twice: before its cells and behind them. */
const MAX_DEFINITIONS = 2 * MAX_CELLS
/** Bytes of one run that are decoded at once. */
const MAX_RUN = 65_536
/** In twips: edges of cells so near to one another are one. */
const ONE_EDGE = 60

/**
 * What a group is for. What stands in `skip` is no text of the document; in a `frame` neither, but there may be groups in
 * it that are: the text box of a drawing, a picture, the Unicode half of a text. An `aside` is looked at for a mark of secrecy
 * alone: drawn words, a comment, what the file says of itself.
 */
type Destination = 'text' | 'label' | 'note' | 'fonts' | 'frame' | 'property' | 'aside' | 'skip'
type Align = NonNullable<ReadLine['align']>

/** What holds until the group ends. */
interface State {
  to: Destination
  font: number
  bold: boolean
  italic: boolean
  caps: boolean
  hidden: boolean
  align: Align
  inTable: boolean
  /** It is the header or footer of pages. */
  inMargin: boolean
  /** How many characters stand behind a Unicode letter for readers that have none. */
  instead: number
}

const FIRST: State = {
  to: 'text',
  font: 0,
  bold: false,
  italic: false,
  caps: false,
  hidden: false,
  align: 'left',
  inTable: false,
  inMargin: false,
  instead: 1,
}

const SILENT = new Set(
  'colortbl stylesheet pict object shprslt listtable listoverridetable filetbl revtbl rsidtbl fldinst atnid atnauthor pntxta pntxtb nonshppict ftnsep ftnsepc aftnsep aftnsepc'.split(
    ' ',
  ),
)
const GROUPS = new Map<string, Destination>([
  ['footnote', 'note'],
  ['pntext', 'label'],
  ['listtext', 'label'],
  ['fonttbl', 'fonts'],
  ['shpinst', 'frame'],
  ['do', 'frame'],
  ['shppict', 'frame'],
  ['upr', 'frame'],
  ['info', 'frame'],
  ['title', 'aside'],
  ['subject', 'aside'],
  ['keywords', 'aside'],
  ['doccomm', 'aside'],
  ['category', 'aside'],
  ['annotation', 'aside'],
  // a property of a drawing: its name, its value
  ['sn', 'property'],
  ['sv', 'aside'],
])
const PICTURES = new Set(['pict', 'object', 'nonshppict'])
/** The text of a drawing: of Word 97 and later, of Word 6 and 95. */
const BOXES = new Set(['shptxt', 'dptxbxtext'])
const MARGINS = new Set(['header', 'headerl', 'headerr', 'headerf', 'footer', 'footerl', 'footerr', 'footerf'])
const LETTERS = new Map([
  ['tab', '\t'],
  ['line', '\n'],
  ['page', '\n'],
  ['column', '\n'],
  ['nestcell', '\n'],
  ['nestrow', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['qmspace', ' '],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
])
const ALIGNS = new Map<string, Align>([
  ['ql', 'left'],
  ['qc', 'center'],
  ['qr', 'right'],
  ['qj', 'justify'],
])
/** Code pages of the character sets of fonts (`\fcharset`) that have one of their own. */
const CHARSETS = new Map([
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [186, 1257],
  [204, 1251],
  [238, 1250],
])
const CODE_PAGES = new Set([874, 1250, 1251, 1252, 1253, 1254, 1257, 1258])

interface CellDefinition {
  /** Its right edge, in twips. */
  edge: number
  /** It is the rest of the cell above it or before it. */
  merged: boolean
}

interface OpenParagraph {
  text: string
  label: string
  /** How many letters there are, how many of them bold, and italic. */
  letters: number
  bold: number
  italic: number
  /** The notes it calls. */
  notes: string[]
}

const newParagraph = (): OpenParagraph => ({ text: '', label: '', letters: 0, bold: 0, italic: 0, notes: [] })

/** The property of a drawing that is printed: the words of WordArt. */
const DRAWN_WORDS = 'gtextUNICODE'

/** A text box in the middle of a paragraph, which goes on behind it. */
interface Box {
  /** How many groups are open in it. */
  depth: number
  around: OpenParagraph
  inCell: boolean
  /** Its text, for the mark of secrecy that it may be. */
  said: string
}

interface Row {
  left: number
  definitions: CellDefinition[]
  cells: ReadLine[][]
}

/**
 * A document in Rich Text Format (RTF 1.9.1) as lines: tables as cells, the numbers of automatic lists as the file prints
 * them, foot notes after their paragraph, text boxes before the one they hang on; pictures, deleted and hidden text left out, and page
 * headers and footers, drawn words, comments and properties but for the mark of secrecy they bear.
 * @throws {UnreadableFile}
 */
export function readRtf(bytes: Uint8Array): Source {
  const { lines, pictures, marks } = new RtfReader(bytes).read()
  if (marks.size === 0) lines.mustSaySomething(pictures)
  return sourceOfLines(withStamps(marks, lines.lines), 'rtf')
}

const [TAB, SPACE, MINUS, BACKSLASH, OPEN, CLOSE] = [0x09, 0x20, 0x2d, 0x5c, 0x7b, 0x7d]
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39
const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a

const decoders = new Map<number, TextDecoder>()

function decoderOf(page: number): TextDecoder {
  const decoder = decoders.get(page) ?? new TextDecoder(`windows-${page}`)
  decoders.set(page, decoder)
  return decoder
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of bytes that programs which know no better wrote as UTF-8; no letters of a code page look so. Else null. */
function unicodeOf(bytes: Uint8Array): string | null {
  if (!bytes.some((byte) => byte >= 0xc3)) return null
  try {
    return strict.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

class RtfReader {
  readonly #lines = new LineList()
  readonly #bytes: Uint8Array
  #at = 0
  readonly #outer: State[] = []
  #state = FIRST
  #codePage = 1252
  #defaultFont = 0
  readonly #fonts = new Map<number, { name: string; charset: number }>()
  /** Bytes that wait for the end of their run; characters to pass over behind a Unicode letter. */
  #run: number[] = []
  #toPass = 0
  #paragraph = newParagraph()
  #noteCount = 0
  readonly #boxes: Box[] = []
  /** The header or footer that is open, what else is looked at alone, and the marks of secrecy in those that were. */
  #margin = ''
  #aside = ''
  #property: string | null = null
  readonly #marks = new Set<SecrecyMark>()
  /** The open table. `#row` is as it was last defined; a row is defined before its cells or behind them. */
  #rows: Row[] = []
  #row: Omit<Row, 'cells'> = { left: 0, definitions: [] }
  #merged = false
  #cells: ReadLine[][] = []
  #cell: ReadLine[] = []
  #cellCount = 0
  #definitionCount = 0
  #tableCount = 0
  #pictures = false

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** @throws {UnreadableFile} */
  read(): { lines: LineList; pictures: boolean; marks: ReadonlySet<SecrecyMark> } {
    while (this.#at < this.#bytes.length) {
      const byte = this.#bytes[this.#at++]!
      if (byte === BACKSLASH) this.#control()
      else if (byte === OPEN) this.#open()
      else if (byte === CLOSE) this.#close()
      else if (byte >= SPACE || byte === TAB) this.#byte(byte)
    }
    this.#endRun()
    while (this.#boxes.length > 0) this.#endBox()
    this.#endMargin()
    this.#endStory()
    return { lines: this.#lines, pictures: this.#pictures, marks: this.#marks }
  }

  #open(): void {
    this.#endRun()
    if (this.#outer.length >= MAX_DEPTH) throw new UnreadableFile('unreadable')
    this.#outer.push(this.#state)
    this.#state = { ...this.#state }
  }

  #close(): void {
    this.#endRun()
    if (this.#boxes.at(-1)?.depth === this.#outer.length) this.#endBox()
    const { inMargin: wasInMargin, to: was } = this.#state
    this.#state = this.#outer.pop() ?? this.#state
    if (wasInMargin && !this.#state.inMargin) this.#endMargin()
    // a box in a header stands by itself
    if (wasInMargin && was === 'text' && this.#state.to === 'frame') this.#margin += '\n'
    if (was === 'aside' && this.#state.to !== 'aside') this.#endAside()
  }

  /** What follows a backslash: a word with a number, or one sign. */
  #control(): void {
    const bytes = this.#bytes
    const from = this.#at
    while (this.#at - from < 32 && isLetter(bytes[this.#at])) this.#at++
    if (this.#at === from) {
      this.#sign(String.fromCharCode(bytes[this.#at++] ?? SPACE))
      return
    }
    const word = this.#ascii(from, this.#at)
    const numberAt = this.#at
    if (bytes[this.#at] === MINUS && isDigit(bytes[this.#at + 1])) this.#at++
    while (this.#at - numberAt < 11 && isDigit(bytes[this.#at])) this.#at++
    const number = this.#at > numberAt ? Number(this.#ascii(numberAt, this.#at)) : null
    if (bytes[this.#at] === SPACE) this.#at++
    if (word === 'bin') this.#at += Math.max(0, number ?? 0)
    else if (this.#state.to !== 'skip') this.#word(word, number)
  }

  #ascii(from: number, to: number): string {
    return String.fromCharCode(...this.#bytes.subarray(from, to))
  }

  #sign(sign: string): void {
    if (sign === "'") {
      const code = Number.parseInt(this.#ascii(this.#at, this.#at + 2), 16)
      this.#at += 2
      if (!Number.isNaN(code)) this.#byte(code)
    } else if (sign === '*') this.#star()
    else if (sign === '~') this.#write(' ')
    else if (sign === '_') this.#write('-')
    else if (sign === '\n' || sign === '\r') this.#endParagraph()
    else if (sign === '\\' || sign === '{' || sign === '}') this.#byte(sign.charCodeAt(0))
  }

  /** "\*" opens a group that readers who do not know its name pass over. */
  #star(): void {
    const name = /^\s*\\([a-z]{1,32})/i.exec(this.#ascii(this.#at, this.#at + 40))?.[1]
    if (name === undefined || !(GROUPS.has(name) || name === 'ud')) this.#state.to = 'skip'
  }

  #word(word: string, number: number | null): void {
    const letter = word === 'u' ? String.fromCharCode((number ?? 0) & 0xffff) : LETTERS.get(word)
    if (letter !== undefined) {
      this.#write(letter)
      if (word === 'u') this.#toPass = this.#state.instead
      return
    }
    this.#endRun()
    const state = this.#state
    const group = GROUPS.get(word)
    if (PICTURES.has(word)) this.#pictures = true
    if (SILENT.has(word)) state.to = 'skip'
    else if (group === 'frame' || group === 'aside' || group === 'property') this.#turnTo(group, word)
    else if (state.to === 'aside') {
      if (word === 'par') this.#aside += '\n'
      else this.#format(word, number)
    } else if (BOXES.has(word)) this.#openBox()
    else if (word === 'ud') state.to = this.#outer.at(-2)?.to ?? 'text'
    else if (state.to === 'frame') return
    else if (MARGINS.has(word)) Object.assign(state, { to: 'text', inMargin: true })
    else if (group !== undefined) {
      if (group === 'note') this.#openNote()
      state.to = group
    } else if (!this.#format(word, number)) this.#layOut(word, number ?? 0)
  }

  #turnTo(to: 'frame' | 'aside' | 'property', word: string): void {
    // in an aside there are properties of pictures, which print nothing
    if (this.#state.to === 'aside') return
    if (to === 'property') this.#property = ''
    else if (word !== 'sv') this.#property = null
    this.#state.to = to
  }

  /** Whether a word says how text looks, or how its bytes are to be read. */
  #format(word: string, number: number | null): boolean {
    const state = this.#state
    const on = number !== 0
    const align = ALIGNS.get(word)
    if (align !== undefined) state.align = align
    else if (word === 'b') state.bold = on
    else if (word === 'i') state.italic = on
    else if (word === 'caps') state.caps = on
    else if (word === 'v' || word === 'deleted') state.hidden = on
    else if (word === 'plain')
      Object.assign(state, { font: this.#defaultFont, bold: false, italic: false, caps: false, hidden: false })
    else if (word === 'deff') this.#defaultFont = state.font = number ?? 0
    else if (word === 'f') state.font = number ?? 0
    else if (word === 'fcharset') this.#font().charset = number ?? 0
    else if (word === 'uc') state.instead = Math.max(0, number ?? 1)
    else if (word === 'ansicpg') this.#codePage = CODE_PAGES.has(number ?? 0) ? number! : this.#codePage
    else return false
    return true
  }

  /** Words that part paragraphs, cells and rows. */
  #layOut(word: string, number: number): void {
    const { inMargin } = this.#state
    if (word === 'par' || word === 'sect') this.#endParagraph()
    else if (inMargin || this.#boxes.at(-1)?.inCell) {
      // A table in there is no table of the document; what it says is kept.
      if (word === 'cell' || word === 'row') this.#endParagraph()
    } else if (word === 'cell') this.#endCell()
    else if (word === 'row') this.#endRow()
    else if (word === 'trowd') {
      this.#endStray()
      this.#row = { left: 0, definitions: [] }
    } else if (word === 'trleft') this.#row.left = number
    else if (word === 'clmrg' || word === 'clvmrg') this.#merged = true
    else if (word === 'cellx') {
      if (++this.#definitionCount > MAX_DEFINITIONS) throw new UnreadableFile('too-large')
      if (this.#row.definitions.length < MAX_COLUMNS) this.#row.definitions.push({ edge: number, merged: this.#merged })
      this.#merged = false
    } else if (word === 'intbl') this.#state.inTable = true
    else if (word === 'pard') Object.assign(this.#state, { inTable: false, align: 'left' })
  }

  #font(): { name: string; charset: number } {
    const font = this.#fonts.get(this.#state.font) ?? { name: '', charset: 0 }
    this.#fonts.set(this.#state.font, font)
    return font
  }

  #byte(byte: number): void {
    if (this.#toPass > 0) this.#toPass--
    else if (this.#state.to !== 'skip') {
      this.#run.push(byte)
      if (this.#run.length >= MAX_RUN) this.#endRun()
    }
  }

  /** What bytes say is known by their font, and in an old font by all the letters of a run. */
  #endRun(): void {
    this.#toPass = 0
    if (this.#run.length === 0) return
    const bytes = Uint8Array.from(this.#run)
    this.#run = []
    const { charset = 0 } = this.#fonts.get(this.#state.font) ?? {}
    this.#put(unicodeOf(bytes) ?? decoderOf(CHARSETS.get(charset) ?? this.#codePage).decode(bytes))
  }

  #write(said: string): void {
    this.#endRun()
    this.#put(said)
  }

  #put(said: string): void {
    const { to, font, hidden, bold, italic, caps, inMargin } = this.#state
    if (to === 'skip' || to === 'frame' || hidden) return
    if (to === 'fonts') {
      // "Times New Roman;"
      this.#font().name += said.replace(/;.*/su, '')
      return
    }
    const text = decodeRun(said, this.#fonts.get(font)?.name || null)
    const shown = caps ? text.toLocaleUpperCase('vi') : text
    const paragraph = this.#paragraph
    if (to === 'property') this.#property += said
    else if (to === 'aside') this.#aside += shown
    else if (inMargin) this.#margin += shown
    else if (to === 'label') paragraph.label += shown
    else if (to === 'note') paragraph.notes.push(`${paragraph.notes.pop() ?? ''}${shown}`)
    else {
      const weight = shown.trim().length
      paragraph.letters += weight
      if (bold) paragraph.bold += weight
      if (italic) paragraph.italic += weight
      paragraph.text += shown
      const box = this.#boxes.at(-1)
      if (box) box.said += shown
    }
  }

  #openNote(): void {
    if (this.#state.to === 'note' || this.#state.inMargin) return
    this.#noteCount++
    this.#paragraph.text += noteMark(this.#noteCount)
    this.#paragraph.notes.push(`${noteMark(this.#noteCount)} `)
  }

  #openBox(): void {
    const state = this.#state
    state.to = 'text'
    if (state.inMargin) {
      this.#margin += '\n'
      return
    }
    const inCell = state.inTable || this.#cells.length > 0 || this.#cell.length > 0
    Object.assign(state, { inTable: inCell, align: 'left' })
    this.#boxes.push({ depth: this.#outer.length, around: this.#paragraph, inCell, said: '' })
    this.#paragraph = newParagraph()
  }

  #endBox(): void {
    const { around, inCell, said } = this.#boxes.pop()!
    this.#look(said, 'box')
    if (!inCell) this.#endStory()
    else if (this.#paragraph.text.trim() !== '') this.#flushParagraph(true)
    this.#paragraph = around
  }

  /** What is open at the end of a text that stands by itself. */
  #endStory(): void {
    if (this.#paragraph.text.trim() !== '') this.#flushParagraph(this.#state.inTable)
    this.#endStray()
    this.#endRow()
    this.#endTable()
  }

  #endMargin(): void {
    this.#look(this.#margin, 'page')
    this.#margin = ''
  }

  #endAside(): void {
    if (this.#property === null || this.#property.trim() === DRAWN_WORDS) this.#look(this.#aside, 'box')
    this.#aside = ''
    this.#property = null
  }

  #look(said: string, place: 'page' | 'box'): void {
    const mark = findSecrecyMark(said, place)
    if (mark) this.#marks.add(mark)
  }

  #endParagraph(): void {
    this.#endRun()
    const { to, inTable, inMargin } = this.#state
    if (inMargin) this.#put('\n')
    else if (to === 'note') this.#put(' ')
    else if (to === 'text') {
      const box = this.#boxes.at(-1)
      if (box) box.said += '\n'
      this.#flushParagraph(inTable || box?.inCell === true)
    }
  }

  #flushParagraph(inTable: boolean): void {
    const { text, letters, bold, italic, ...rest } = this.#paragraph
    this.#paragraph = newParagraph()
    const label = rest.label.trim()
    const look = {
      bold: letters > 0 ? letters - bold <= bold * 0.05 : null,
      italic: letters > 0 ? italic >= letters * 0.95 : null,
      align: this.#state.align,
    }
    const notes = rest.notes.map((note) => note.replace(/\s+/gu, ' ').trim())
    const said = text.split('\n').map((line) => line.trim())
    // A break at the end of a paragraph opens no line.
    while (said.length > 1 && said.at(-1) === '') said.pop()
    if (label !== '') said[0] = `${printedLabel(label)} ${said[0]}`
    const lines: ReadLine[] = [
      ...said.map((line) => ({ text: line, ...look })),
      ...notes.map((note) => ({ text: note })),
    ]
    if (inTable) this.#cell.push(...lines)
    else {
      this.#endStray()
      this.#endTable()
      for (const line of lines) this.#lines.push(line)
    }
  }

  /** What is said to stand in a table, but behind its rows and in no cell: text of its own. */
  #endStray(): void {
    if (this.#cells.length > 0 || this.#cell.length === 0) return
    this.#endTable()
    for (const line of this.#cell) this.#lines.push(line)
    this.#cell = []
  }

  #endCell(): void {
    this.#state.inTable = true
    this.#endParagraph()
    if (++this.#cellCount > MAX_CELLS) throw new UnreadableFile('too-large')
    this.#cells.push(this.#cell)
    this.#cell = []
  }

  #endRow(): void {
    if (this.#cells.length === 0) return
    // A cell that nothing closed.
    if (this.#cell.length > 0) this.#cells.push(this.#cell)
    this.#rows.push({ ...this.#row, cells: this.#cells })
    this.#cells = []
    this.#cell = []
  }

  /** The columns of a table are where the edges of its cells stand; a cell over several stands in the first. */
  #endTable(): void {
    if (this.#rows.length === 0) return
    const table = this.#tableCount++
    const edges: number[] = []
    for (const edge of [...this.#leftEdges()].sort((a, b) => a - b))
      if (edges.length === 0 || edge - edges.at(-1)! > ONE_EDGE) edges.push(edge)
    const ragged = edges.length > MAX_COLUMNS
    this.#rows.forEach(({ left: first, definitions, cells }, r) => {
      cells.forEach((lines, c) => {
        // A cell that another goes over is empty as Word writes it; what other programs leave in there is said all the same.
        if (definitions[c]?.merged && lines.every(({ text }) => text.trim() === '')) return
        const left = c === 0 ? first : definitions[c - 1]?.edge
        const column =
          left === undefined || c >= definitions.length || ragged ? c : edges.findLastIndex((edge) => edge <= left)
        for (const line of lines) this.#lines.push({ ...line, cell: [table, r, column] })
      })
    })
    this.#rows = []
    this.#cellCount = this.#definitionCount = 0
  }

  /** Where cells of the open table begin. Rows that were defined once, together, have their edges in common. */
  #leftEdges(): Set<number> {
    const edges = new Set<number>()
    let known: CellDefinition[] | null = null
    for (const { left, definitions } of this.#rows) {
      if (definitions.length > 0) edges.add(left)
      if (definitions === known) continue
      for (const { edge } of definitions.slice(0, -1)) edges.add(edge)
      known = definitions
    }
    return edges
  }
}
