import type { ReadLine } from './read-text.ts'

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

/** Lines of plain text from a text with Markdown or HTML remains. */
export function stripMarkup(text: string): ReadLine[] {
  const markup = HTML_TAGS.test(text) && (text.match(/<\/?[a-z][^<>]{0,2000}>/gi)?.length ?? 0) >= 8
  return stripMarkdown(markup ? htmlLines(text) : text.split('\n').map((line) => ({ text: line })))
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
      .replace(/[ \t]+/g, ' ')
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
const MARK = /[<&|#>*`\\]/

/** Emphasis, headings, links, quotes, tables and escapes of Markdown; a `* ` bullet stays a bullet. */
function stripMarkdown(lines: ReadLine[]): ReadLine[] {
  const out: ReadLine[] = []
  let table = -1
  for (const line of lines) table = Math.max(table, line.cell?.[0] ?? -1)
  let row = -1
  let inTable = false
  let bold = false
  for (const line of lines) {
    let text = line.text
    if (!MARK.test(text)) {
      text = text.trimEnd()
      if (text === '') bold = false
      inTable = false
      out.push({ ...line, text, bold: bold && text !== '' ? true : (line.bold ?? null) })
      continue
    }
    if (text.includes('<')) {
      text = text
        .replace(/<sup>\s*(\d{1,3})\s*<\/sup>/gi, (_, digits: string) => raise(digits))
        .replace(/<br\s*\/?>/gi, ' ')
        .replace(/<\/?(?:sup|sub|b|i|u|em|strong|span|font|center|p|div)\b[^<>]{0,500}>/gi, '')
    }
    if (text.includes('&')) text = decodeEntities(text)
    const trimmed = text.trim()
    if (trimmed.startsWith('|')) {
      if (/^[|\s:-]+$/.test(trimmed)) {
        if (inTable && trimmed.includes('-')) continue
        out.push({ ...line, text: '' })
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
      cells.forEach((cell, column) => {
        const stripped = stripInline(cell.trim())
        out.push({ ...line, text: stripped.text, bold: stripped.bold || null, cell: [table, row, column] })
      })
      continue
    }
    inTable = false
    const heading = /^\s*(#{1,6})\s+(.*?)\s*#*\s*$/.exec(text)
    if (heading) text = heading[2]!
    const quote = /^\s*>\s+(\S.*)$/.exec(text)
    if (quote) text = quote[1]!
    if (trimmed === '') bold = false
    const stars = text.split('**').length - 1
    const opened: boolean = bold
    if (stars % 2 === 1) bold = !bold
    const stripped = stripInline(text)
    const isBold = heading !== null || stripped.bold || (opened && stripped.text.trim() !== '')
    out.push({
      ...line,
      text: stripped.text.replace(/\s+$/, ''),
      bold: isBold ? true : (line.bold ?? null),
      ...(heading ? { heading: heading[1]!.length } : {}),
    })
  }
  return out
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
