import { Parser } from 'htmlparser2'
import type { Source } from '../document.ts'
import { formatNumber, printedLabel } from './docx-numbering.ts'
import { findDocument, type HtmlElement } from './find-document-in-html.ts'
import { decodeRun } from './legacy-encodings.ts'
import { LineList, noteMark, type ReadLine, sourceOfLines } from './read-text.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Deeper nesting says nothing about a document; what stands deeper counts as standing here. */
const MAX_DEPTH = 200
/**
 * Most elements, and most open at once: the parser walks all open ones at every tag. Of 600 000 the tree was more than the thread
 * of the server may hold, and a thread that asks for too much at once takes its process with it.
 */
const MAX_ELEMENTS = 250_000
const MAX_OPEN = 5_000
const MAX_SPAN = 63
/** Columns up to which a cell is remembered to cover the rows below it. */
const MAX_COLUMNS = 256

/** Elements whose text is no part of a document. */
const SILENT = new Set(
  'script style noscript template title button select option textarea iframe object svg math audio video canvas map dialog'.split(
    ' ',
  ),
)
const BLOCK = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/**
 * A web page, or a document saved as one, as lines: blocks as lines, tables as cells, list numbers as they are shown,
 * foot notes after the paragraph that calls them; what belongs to the site around the document is left out.
 * @throws {UnreadableFile}
 */
export function readHtml(html: string, notices: string[] = []): Source {
  const root = parseHtml(html)
  const lines = new HtmlLines(root).read(findDocument(root))
  lines.mustSaySomething(/<img\b/i.test(html))
  return sourceOfLines(lines.lines, 'html', notices)
}

function parseHtml(html: string): HtmlElement {
  const root: HtmlElement = { name: 'html', attributes: {}, children: [], parent: null }
  let current = root
  let depth = 0
  let count = 0
  let silent = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (SILENT.has(name)) silent++
      if (silent > 0) return
      depth++
      if (++count > MAX_ELEMENTS || depth > MAX_OPEN)
        throw new UnreadableFile('too-large', {
          vi: 'Trang HTML có quá nhiều phần tử, hoặc lồng nhau quá sâu, nên không đọc được. Hãy lưu riêng phần văn bản rồi tải lại.',
          en: 'The HTML page has too many elements, or nests them too deeply, to be read. Save the document alone and upload that.',
        })
      if (depth > MAX_DEPTH) return
      const element: HtmlElement = { name, attributes, children: [], parent: current }
      current.children.push(element)
      current = element
    },
    ontext(text) {
      if (silent > 0) return
      // The parser gives a text in pieces, one a sign where it is full of "<" and "&".
      const { children } = current
      const last = children.at(-1)
      if (typeof last === 'string') children[children.length - 1] = last + text
      else children.push(text)
    },
    onclosetag(name) {
      if (SILENT.has(name)) {
        silent--
        return
      }
      if (silent > 0) return
      depth--
      if (depth < MAX_DEPTH && current.parent) current = current.parent
    },
  })
  parser.end(html)
  return root
}

type Align = NonNullable<ReadLine['align']> | null

interface Look {
  bold: boolean
  italic: boolean
  caps: boolean
  font: string | null
  align: Align
  pre: boolean
}

interface OpenTable {
  id: number
  row: number
  column: number
  /** For each column, how many rows a cell above still covers. */
  covered: number[]
}

class HtmlLines {
  readonly #lines = new LineList()
  readonly #notes: ReadonlyMap<HtmlElement, HtmlElement>
  readonly #noteBodies: ReadonlySet<HtmlElement>
  readonly #tables: OpenTable[] = []
  readonly #lists: { ordered: string | null; next: number }[] = []
  #tableCount = 0
  #noteCount = 0
  #label = ''
  #text = ''
  #letters = 0
  #bold = 0
  #italic = 0
  #align: Align = null
  #called: string[] = []

  constructor(root: HtmlElement) {
    this.#notes = findNotes(root)
    this.#noteBodies = new Set(this.#notes.values())
  }

  read(element: HtmlElement): LineList {
    this.#visit(element, { bold: false, italic: false, caps: false, font: null, align: null, pre: false })
    this.#flush()
    return this.#lines
  }

  #visit(element: HtmlElement, outer: Look): void {
    const { name, attributes } = element
    const style = attributes.style ?? ''
    if (element.dropped || name === 'del' || this.#noteBodies.has(element)) return
    if (
      'hidden' in attributes ||
      /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i.test(style)
    )
      return
    if (name === 'br') {
      this.#text += '\n'
      return
    }
    const note = this.#notes.get(element)
    if (note) {
      this.#call(note)
      return
    }
    const look = lookOf(element, outer)
    const block = BLOCK.has(name)
    if (block) this.#flush()
    if (block) this.#align = look.align
    const close = this.#open(element, style)
    for (const child of element.children) {
      if (typeof child === 'string') this.#write(child, look)
      else this.#visit(child, look)
    }
    // An empty paragraph is an empty line.
    if (name === 'p' && this.#text === '' && element.children.length > 0) this.#text = '\n'
    if (block) this.#flush()
    if (block) this.#align = outer.align
    close()
  }

  /** Enters tables and lists; what it returns leaves them. */
  #open(element: HtmlElement, style: string): () => void {
    const { name, attributes } = element
    if (name === 'table' && isGrid(element)) {
      this.#tables.push({ id: this.#tableCount++, row: -1, column: -1, covered: [] })
      return () => this.#tables.pop()
    }
    const table = this.#tables.at(-1)
    if (name === 'tr' && table && ownTable(element) === 'grid') {
      table.row++
      table.column = -1
      table.covered = table.covered.map((rows) => Math.max(0, rows - 1))
    } else if ((name === 'td' || name === 'th') && table && ownTable(element) === 'grid') {
      table.column++
      while ((table.covered[table.column] ?? 0) > 0) table.column++
      const columns = span(attributes.colspan)
      const rows = span(attributes.rowspan)
      const to = Math.min(table.column + columns, MAX_COLUMNS)
      if (rows > 1) for (let i = table.column; i < to; i++) table.covered[i] = rows
      return () => {
        table.column += columns - 1
      }
    } else if (name === 'ol' || name === 'ul') {
      const kind =
        /list-style(?:-type)?\s*:\s*([a-z-]+)/i.exec(style)?.[1] ?? attributes.type ?? (name === 'ol' ? '1' : '-')
      this.#lists.push({
        ordered: name === 'ol' ? kind : kind === 'none' ? 'none' : null,
        next: Number(attributes.start ?? 1) || 1,
      })
      return () => this.#lists.pop()
    } else if (name === 'li') {
      const list = this.#lists.at(-1)
      if (list?.ordered && attributes.value) list.next = Number(attributes.value) || list.next
      this.#label = list ? labelOf(list.ordered, list.next) : ''
      if (list) list.next++
    }
    return () => {}
  }

  #write(value: string, look: Look): void {
    const single = look.pre ? value : value.replace(/[ \t\r\n\f]+/g, ' ')
    const decoded = decodeRun(single, look.font)
    const text = look.caps ? decoded.toLocaleUpperCase('vi') : decoded
    const weight = value.trim().length
    this.#letters += weight
    if (look.bold) this.#bold += weight
    if (look.italic) this.#italic += weight
    this.#text += text
  }

  #call(note: HtmlElement): void {
    const text = textOf(note)
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^\[?\d{1,3}[\]).]?\s*/, '')
    if (text === '') return
    this.#noteCount++
    this.#text += noteMark(this.#noteCount)
    this.#called.push(`${noteMark(this.#noteCount)} ${text}`)
  }

  #flush(): void {
    const table = this.#tables.at(-1)
    const cell: ReadLine['cell'] = table && table.column >= 0 ? [table.id, table.row, table.column] : null
    const text = this.#text
    const letters = this.#letters
    const bold = letters > 0 ? letters - this.#bold <= this.#bold * 0.05 : null
    const italic = letters > 0 ? this.#italic >= letters * 0.95 : null
    this.#text = ''
    this.#letters = this.#bold = this.#italic = 0
    if (text.trim() === '' && !text.includes('\n')) return
    const said = text.trim() === '' ? [''] : text.split('\n')
    // A break at the end of a block opens no line.
    if (said.length > 1 && said.at(-1)!.trim() === '') said.pop()
    for (const [i, line] of said.entries()) {
      const label = line.trim() === '' ? '' : this.#label
      if (label !== '') this.#label = ''
      this.#lines.push({ text: label + tidy(line, i === 0), bold, italic, align: this.#align, cell })
    }
    for (const note of this.#called) this.#lines.push({ text: note, cell })
    this.#called = []
  }
}

/** Word writes the label of an item and then hard spaces up to its tab stop; its bullets are signs of symbol fonts. */
function tidy(line: string, first: boolean): string {
  const text = line.trim()
  if (!first) return text
  const label = /^(\S{1,8})[\u00a0 ]{2,}(?=\S)/.exec(text)
  if (!label) return text
  return `${printedLabel(label[1]!)} ${text.slice(label[0].length)}`
}

const ORDER: Record<string, string> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  'lower-alpha': 'lowerLetter',
  'lower-latin': 'lowerLetter',
  'upper-alpha': 'upperLetter',
  'upper-latin': 'upperLetter',
  'lower-roman': 'lowerRoman',
  'upper-roman': 'upperRoman',
}

function labelOf(ordered: string | null, number: number): string {
  if (ordered === null) return '- '
  return ordered === 'none' ? '' : `${formatNumber(number, ORDER[ordered] ?? 'decimal')}. `
}

function lookOf({ name, attributes }: HtmlElement, outer: Look): Look {
  const style = declarations(attributes.style)
  const look = { ...outer }
  if (/^(?:b|strong|th|h[1-6])$/.test(name)) look.bold = true
  if (/^(?:i|em|cite)$/.test(name)) look.italic = true
  if (name === 'pre') look.pre = true
  if (name === 'center') look.align = 'center'
  look.align = alignment(style?.get('text-align') ?? attributes.align?.toLowerCase()) ?? look.align
  if (style) {
    const weight = style.get('font-weight')
    if (weight !== undefined) look.bold = /^bold/.test(weight) || Number(weight) >= 600
    const slant = style.get('font-style')
    if (slant !== undefined) look.italic = slant !== 'normal'
    const transform = style.get('text-transform')
    if (transform !== undefined) look.caps = transform === 'uppercase'
    const font = style.get('font-family')
    if (font !== undefined) look.font = font.split(',')[0]!.replace(/["']/g, '').trim()
  }
  if (name === 'font' && attributes.face) look.font = attributes.face.split(',')[0]!.trim()
  return look
}

/** The declarations of a style attribute by their names; values as written. Null where there is none. */
function declarations(style: string | undefined): Map<string, string> | null {
  if (!style) return null
  const found = new Map<string, string>()
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':')
    if (colon > 0) found.set(declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim())
  }
  return found
}

function alignment(value: string | undefined): Align {
  if (value === 'center' || value === 'right' || value === 'left' || value === 'justify') return value
  return value === 'middle' ? 'center' : null
}

function span(value: string | undefined): number {
  return Math.max(1, Math.min(MAX_SPAN, Number(value ?? 1) || 1))
}

/** A table of one column, or one around another table, only lays the page out. */
function isGrid(table: HtmlElement): boolean {
  let columns = 0
  const waiting: HtmlElement[] = [table]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next !== table && next.name === 'table') return false
    let cells = 0
    for (const child of next.children) {
      if (typeof child === 'string') continue
      if (child.name === 'td' || child.name === 'th') cells++
      waiting.push(child)
    }
    if (next.name === 'tr') columns = Math.max(columns, cells)
  }
  return columns > 1
}

const grids = new WeakMap<HtmlElement, boolean>()

function ownTable(element: HtmlElement): 'grid' | 'layout' | null {
  let next = element.parent
  while (next && next.name !== 'table') next = next.parent
  if (!next) return null
  let grid = grids.get(next)
  if (grid === undefined) {
    grid = isGrid(next)
    grids.set(next, grid)
  }
  return grid ? 'grid' : 'layout'
}

function textOf(element: HtmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
}

/** Two anchors that name one another are the call of a foot note and its note: from the call to the note's block. */
function findNotes(root: HtmlElement): Map<HtmlElement, HtmlElement> {
  const anchors = new Map<string, HtmlElement>()
  const links: { element: HtmlElement; from: string; to: string }[] = []
  const visit = (element: HtmlElement): void => {
    const { attributes } = element
    const name = attributes.name ?? attributes.id
    if (element.name === 'a' && name && attributes.href?.includes('#')) {
      anchors.set(name, element)
      links.push({ element, from: name, to: attributes.href.slice(attributes.href.indexOf('#') + 1) })
    }
    for (const child of element.children) if (typeof child !== 'string') visit(child)
  }
  visit(root)
  const notes = new Map<HtmlElement, HtmlElement>()
  const called = new Set<string>()
  for (const { element, from, to } of links) {
    const other = anchors.get(to)
    if (!other || called.has(from) || other.attributes.href?.slice(other.attributes.href.indexOf('#') + 1) !== from)
      continue
    called.add(to)
    let block: HtmlElement | null = other
    while (block && !BLOCK.has(block.name)) block = block.parent
    const around = block?.parent
    // Word and LibreOffice put each note in a division of its own.
    if (
      block &&
      block.name === 'p' &&
      around?.name === 'div' &&
      /^(?:ftn|sdfootnote|edn|sdendnote)/.test(around.attributes.id ?? '')
    )
      block = around
    if (block && block.name !== 'body' && block.name !== 'html') notes.set(element, block)
  }
  return notes
}
