import type { Source } from '../document.ts'
import { decodeText } from './decode-text.ts'
import { decodeRun } from './legacy-encodings.ts'
import { marksBeside } from './marks-beside.ts'
import { OdtLabels } from './odt-numbering.ts'
import { inheritedOdt, type OdtStyle, readOdtStyles } from './odt-styles.ts'
import { LineList, noteMark, type ReadLine, sourceOfLines, withStamps } from './read-text.ts'
import { scanXml } from './scan-xml.ts'
import { UnreadableFile } from './unreadable-file.ts'
import type { Zip } from './unzip.ts'

interface OpenParagraph {
  style: OdtStyle | null
  label: string
  text: string
  bold: number
  italic: number
  letters: number
  notes: string[]
}

/** Elements whose text is not printed, or printed elsewhere: comments, deleted text, the marks of foot notes. */
const HIDDEN = new Set([
  'office:annotation',
  'text:tracked-changes',
  'text:note-citation',
  'text:sequence-decls',
  'text:variable-decls',
  'text:user-field-decls',
  'text:ruby-text',
  'text:table-of-content-source',
  'office:forms',
  'svg:title',
  'svg:desc',
])
/** Most columns that one cell may cover. */
const MAX_SPAN = 63

/**
 * An OpenDocument text (ISO/IEC 26300) as lines, in the manner of `readDocx`: list numbers as they are printed, tables
 * as cells, foot notes after the paragraph that calls them; page headers and footers stand in styles.xml and are left
 * out, but for the mark of secrecy they bear.
 * @throws {UnreadableFile}
 */
export function readOdt(zip: Zip): Source {
  const part = (name: string): string | null => {
    const data = zip.read(name)
    return data ? decodeText(data) : null
  }
  if (zip.has('encrypted-package') || part('META-INF/manifest.xml')?.includes(':encryption-data'))
    throw new UnreadableFile('encrypted')
  const content = part('content.xml')
  if (content === null) throw new UnreadableFile('unreadable')
  const styles = new Map<string, OdtStyle>()
  const labels = new OdtLabels()
  const stylesXml = part('styles.xml')
  for (const xml of stylesXml === null ? [content] : [stylesXml, content]) {
    readOdtStyles(xml, styles)
    labels.define(xml)
  }
  const lines = readText(content, styles, labels)
  const marks = marksBeside(zip, { name: 'content.xml', xml: content })
  if (marks.length === 0) lines.mustSaySomething(zip.names.some((name) => name.startsWith('Pictures/')))
  return sourceOfLines(withStamps(marks, lines.lines), 'odt')
}

function readText(xml: string, styles: Map<string, OdtStyle>, labels: OdtLabels): LineList {
  const lines = new LineList()
  const open: OpenParagraph[] = []
  const spans: (OdtStyle | null)[] = []
  const tables: { id: number; row: number; column: number; next: number }[] = []
  let tableCount = 0
  let body = false
  let hidden = 0
  let note: string | null = null
  let noteCount = 0

  const style = (family: string, name: string | undefined): OdtStyle | null =>
    name === undefined ? null : (styles.get(`${family}:${name}`) ?? null)
  const write = (value: string): void => {
    if (hidden > 0) return
    if (note !== null) {
      note += value
      return
    }
    const paragraph = open.at(-1)
    if (!paragraph) return
    const of = <K extends keyof OdtStyle>(key: K): OdtStyle[K] | null => {
      for (let i = spans.length - 1; i >= 0; i--) {
        const own = inheritedOdt(styles, spans[i]!, key)
        if (own !== null) return own
      }
      return inheritedOdt(styles, paragraph.style, key)
    }
    if (of('hidden')) return
    const decoded = decodeRun(value, of('font'))
    const weight = value.trim().length
    paragraph.letters += weight
    if (of('bold')) paragraph.bold += weight
    if (of('italic')) paragraph.italic += weight
    paragraph.text += of('caps') ? decoded.toLocaleUpperCase('vi') : decoded
  }
  const close = (): void => {
    const paragraph = open.pop()
    if (!paragraph) return
    const table = tables.at(-1)
    const cell: ReadLine['cell'] = table && table.column >= 0 ? [table.id, table.row, table.column] : null
    const align = alignment(inheritedOdt(styles, paragraph.style, 'align'))
    const { letters } = paragraph
    const bold = letters > 0 ? letters - paragraph.bold <= paragraph.bold * 0.05 : null
    const italic = letters > 0 ? paragraph.italic >= letters * 0.95 : null
    const printed = paragraph.text.trim() === '' ? '' : paragraph.label + paragraph.text
    for (const line of printed.split('\n')) lines.push({ text: line.trimEnd(), bold, italic, align, cell })
    for (const text of paragraph.notes) lines.push({ text, cell })
  }

  scanXml(xml, {
    open(name, attribute, selfClosing) {
      if (name === 'office:text') body = true
      if (!body) return
      if (HIDDEN.has(name)) {
        if (!selfClosing) hidden++
        return
      }
      if (hidden > 0) return
      if (note !== null) {
        if (name === 'text:p' && note !== '') note += ' '
        else if (name === 'text:s' || name === 'text:tab' || name === 'text:line-break') note += ' '
        return
      }
      switch (name) {
        case 'text:p':
        case 'text:h': {
          const own = style('paragraph', attribute('text:style-name'))
          const level = name === 'text:h' ? Number(attribute('text:outline-level') ?? 1) : null
          const label = labels.next(level, inheritedOdt(styles, own, 'listStyle'))
          open.push({ style: own, label, text: '', bold: 0, italic: 0, letters: 0, notes: [] })
          break
        }
        case 'text:span':
          if (!selfClosing) spans.push(style('text', attribute('text:style-name')))
          break
        case 'text:s':
          write(' '.repeat(Math.max(1, Math.min(60, Number(attribute('text:c') ?? 1) || 1))))
          break
        case 'text:tab':
          // A tab after a typed label or bullet is a space; one between two columns is a gap.
          write((open.at(-1)?.text.trim().length ?? 0) >= 8 ? '    ' : ' ')
          break
        case 'text:line-break':
          write('\n')
          break
        case 'text:note-body':
          if (!selfClosing) note = ''
          break
        case 'text:list':
          if (!selfClosing) labels.openList(attribute)
          break
        case 'text:list-item':
        case 'text:list-header':
          if (!selfClosing) labels.openItem(name === 'text:list-header', attribute('text:start-value'))
          break
        case 'table:table':
          if (!selfClosing) tables.push({ id: tableCount++, row: -1, column: -1, next: 0 })
          break
        case 'table:table-row': {
          const table = tables.at(-1)
          if (table) Object.assign(table, { row: table.row + 1, column: -1, next: 0 })
          break
        }
        case 'table:table-cell':
        case 'table:covered-table-cell': {
          const table = tables.at(-1)
          if (!table) break
          table.column = table.next
          // What a cell spans is followed by covered cells, which count themselves.
          const repeated = Number(attribute('table:number-columns-repeated') ?? 1) || 1
          table.next += Math.max(1, Math.min(MAX_SPAN, repeated))
        }
      }
    },
    close(name) {
      if (name === 'office:text') body = false
      if (!body) return
      if (HIDDEN.has(name)) {
        hidden = Math.max(0, hidden - 1)
        return
      }
      if (hidden > 0) return
      if (name === 'text:note-body' && note !== null) {
        const text = note.replace(/\s+/g, ' ').trim()
        note = null
        if (text === '') return
        noteCount++
        write(noteMark(noteCount))
        open.at(-1)?.notes.push(`${noteMark(noteCount)} ${text}`)
      } else if (note !== null) return
      else if (name === 'text:p' || name === 'text:h') close()
      else if (name === 'text:span') spans.pop()
      else if (name === 'text:list') labels.closeList()
      else if (name === 'text:list-item' || name === 'text:list-header') labels.closeItem()
      else if (name === 'table:table') tables.pop()
    },
    text(value) {
      // White space in the file is one space, and none at the head of a paragraph; typed spaces are text:s.
      const paragraph = open.at(-1)
      if (!body || (!paragraph && note === null)) return
      const single = value.replace(/[ \t\r\n]+/g, ' ')
      write(note === null && paragraph?.text === '' ? single.trimStart() : single)
    },
  })
  return lines
}

function alignment(value: string | null): NonNullable<ReadLine['align']> | null {
  if (value === 'center' || value === 'justify') return value
  if (value === 'end' || value === 'right') return 'right'
  return value === null ? null : 'left'
}
