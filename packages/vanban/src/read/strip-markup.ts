import type { SourceLine } from '../document.ts'
import { isWhite } from '../parse/spaces.ts'
import type { LineHint, ReadLine } from './read-text.ts'
import { toSourceLine } from './to-source-line.ts'

const ENTITIES: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ndash: '–',
  mdash: '—',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  laquo: '«',
  raquo: '»',
  middot: '·',
  bull: '•',
}
const LATIN: Record<string, string> = { grave: '\u0300', acute: '\u0301', circ: '\u0302', tilde: '\u0303' }

/** `&nbsp;`, `&#7871;`, `&agrave;`: the ones that pages in Vietnamese use. An unknown one stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, dec, hex, name) => {
    if (dec || hex) {
      const code = dec ? Number(dec) : Number.parseInt(hex, 16)
      return code > 8 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : ' '
    }
    const known = ENTITIES[name.toLowerCase()]
    if (known !== undefined) return known
    const accented = /^([a-z])(grave|acute|circ|tilde)$/i.exec(name)
    return accented ? (accented[1] + LATIN[accented[2]!.toLowerCase()]!).normalize('NFC') : whole
  })
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const raise = (digits: string): string => [...digits].map((d) => SUPERSCRIPT[Number(d)] ?? d).join('')

const HTML_TAGS = /<\/?(?:p|table|tr|td|th|div|br|span|tbody|body|html|h[1-6]|ul|ol|li)\b[^<>]{0,2000}>/i

/** A text, and its lines with what its marks told of each. */
export interface StrippedText {
  text: string
  lines: SourceLine[]
}

/** Plain text from a text (LF) with Markdown or HTML remains. */
export function stripMarkup(text: string): StrippedText {
  const markup =
    text.includes('<') && HTML_TAGS.test(text) && (text.match(/<\/?[a-z][^<>]{0,2000}>/gi)?.length ?? 0) >= 8
  if (!markup) return stripMarkdown(text, null)
  const lines = htmlLines(text)
  return stripMarkdown(lines.map((line) => line.text).join('\n'), lines)
}

const BLOCK = new Set([
  'p',
  'div',
  'tr',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'ul',
  'ol',
  'tbody',
  'body',
  'thead',
])
const SILENT = new Set(['script', 'style', 'head', 'title'])

/** One pass over the tags; no tree, no entity expansion beyond single characters. */
function htmlLines(text: string): ReadLine[] {
  const lines: ReadLine[] = []
  let buffer = ''
  let table = -1
  let row = -1
  let column = -1
  let depth = 0
  let silent: string | null = null
  const flush = (): void => {
    const line = decodeEntities(buffer)
      .replace(/[ \t\r\n]+/g, ' ')
      .trim()
    buffer = ''
    lines.push({ text: line, cell: depth > 0 && column >= 0 ? [table, row, column] : null })
  }
  const tag = /<(\/?)([a-z][a-z0-9]*)\b[^<>]*>|<!--[\s\S]*?-->|<![^<>]*>/gi
  let last = 0
  for (const m of text.matchAll(tag)) {
    if (!silent) buffer += text.slice(last, m.index).replace(/\s+/g, ' ')
    last = m.index + m[0].length
    const name = m[2]?.toLowerCase()
    if (!name) continue
    const closing = m[1] === '/'
    if (SILENT.has(name)) {
      silent = closing ? null : name
      continue
    }
    if (name === 'br') flush()
    else if (name === 'td' || name === 'th') {
      if (buffer.trim()) flush()
      buffer = ''
      if (!closing) column++
      else if (depth > 0) column = Math.max(column, 0)
    } else if (BLOCK.has(name)) {
      if (buffer.trim()) flush()
      buffer = ''
      if (name === 'table') {
        depth = Math.max(0, depth + (closing ? -1 : 1))
        if (!closing) {
          table++
          row = -1
        }
        column = -1
      } else if (name === 'tr') {
        if (!closing) row++
        column = -1
      } else if (closing) lines.push({ text: '' })
    }
  }
  buffer += silent ? '' : text.slice(last)
  if (buffer.trim()) flush()
  return lines
}

/** What no mark of Markdown or HTML does without. */
const MARKS = /[<&|#>*`\\]/g

/**
 * Emphasis, headings, links, quotes, tables and escapes of Markdown; a `* ` bullet stays a bullet. `hints` has one entry for
 * each line of the text. Lines without a mark are copied as one stretch.
 */
function stripMarkdown(text: string, hints: readonly LineHint[] | null): StrippedText {
  const lines: SourceLine[] = []
  const pieces: string[] = []
  /** All before it stands in `pieces`; a line end follows every line there. */
  let copied = 0
  /** Where the next line begins in what is put together. */
  let start = 0
  const addLine = (length: number, hint: LineHint | null): void => {
    lines.push(toSourceLine(start, start + length, hint))
    start += length + 1
  }
  let table = -1
  for (const hint of hints ?? []) table = Math.max(table, hint.cell?.[0] ?? -1)
  let row = -1
  let inTable = false
  let bold = false
  let mark = 0
  for (let at = 0, number = 0; at <= text.length; number++) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    const hint = hints?.[number] ?? null
    if (mark < at) mark = nextMark(text, at)
    if (mark >= end) {
      let last = end
      while (last > at && isWhite(text.charCodeAt(last - 1))) last--
      if (last < end) {
        pieces.push(text.slice(copied, last))
        copied = end
      }
      if (last === at) bold = false
      inTable = false
      addLine(last - at, bold ? { ...hint, bold } : hint)
      at = end + 1
      continue
    }
    if (copied < at) pieces.push(text.slice(copied, at))
    let line = text.slice(at, end)
    copied = at = end + 1
    if (line.includes('<')) {
      line = line
        .replace(/<sup>\s*(\d{1,3})\s*<\/sup>/gi, (_, digits: string) => raise(digits))
        .replace(/<br\s*\/?>/gi, ' ')
        .replace(/<\/?(?:sup|sub|b|i|u|em|strong|span|font|center|p|div)\b[^<>]{0,500}>/gi, '')
    }
    if (line.includes('&')) line = decodeEntities(line).replace(/[\r\n]/g, ' ')
    const trimmed = line.trim()
    if (trimmed.startsWith('|')) {
      if (/^[|\s:-]+$/.test(trimmed)) {
        if (inTable && trimmed.includes('-')) continue
        pieces.push('\n')
        addLine(0, hint)
        if (!trimmed.includes('-')) inTable = false
        continue
      }
      if (!inTable) {
        table++
        row = -1
        inTable = true
      }
      row++
      const cells = trimmed
        .replace(/^\|/, '')
        .replace(/\|$/, '')
        .split(/(?<!\\)\|/)
      let said = ''
      cells.forEach((cell, column) => {
        const stripped = stripInline(cell.trim())
        said += `${stripped.text}\n`
        addLine(stripped.text.length, { ...hint, bold: stripped.bold || null, cell: [table, row, column] })
      })
      pieces.push(said)
      continue
    }
    inTable = false
    const heading = /^\s*(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line)
    if (heading) line = heading[2]!
    const quote = /^\s*>\s+(\S.*)$/.exec(line)
    if (quote) line = quote[1]!
    if (trimmed === '') bold = false
    const stars = line.split('**').length - 1
    const opened: boolean = bold
    if (stars % 2 === 1) bold = !bold
    const stripped = stripInline(line)
    const isBold = heading !== null || stripped.bold || (opened && stripped.text.trim() !== '')
    const said = stripped.text.replace(/\s+$/, '')
    pieces.push(`${said}\n`)
    addLine(said.length, {
      ...hint,
      bold: isBold ? true : (hint?.bold ?? null),
      ...(heading ? { heading: heading[1]!.length } : {}),
    })
  }
  if (copied === 0) return { text, lines }
  // No line end behind the last line.
  if (copied <= text.length) pieces.push(text.slice(copied))
  else pieces.push((pieces.pop() ?? '').slice(0, -1))
  return { text: pieces.join(''), lines }
}

/** Where the next mark stands, or past the end. */
function nextMark(text: string, from: number): number {
  MARKS.lastIndex = from
  return MARKS.test(text) ? MARKS.lastIndex - 1 : text.length
}

function stripInline(text: string): { text: string; bold: boolean } {
  let out = text
  const bold = /^\s*\*\*[^*]+\*\*\s*$/.test(text)
  if (out.includes('](')) out = out.replace(/!?\[([^\]\n]{0,500})\]\([^)\s]{0,500}\)/g, '$1')
  if (out.includes('*')) {
    out = out.replaceAll('**', '')
    out = out.replace(/(?<![\w*])\*(\S(?:[^*\n]{0,1000}\S)?)\*(?![\w*])/g, '$1')
  }
  if (out.includes('`')) out = out.replaceAll('`', '')
  if (out.includes('\\')) out = out.replace(/\\([#*_.()[\]|>+-])/g, '$1')
  return { text: out, bold }
}
