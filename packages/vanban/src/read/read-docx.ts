import type { Source } from '../document.ts'
import { decodeText } from './decode-text.ts'
import { fontOf, inherited, isOn, LabelCounter, readStyles, type Style } from './docx-numbering.ts'
import { decodeRun } from './legacy-encodings.ts'
import { LineList, noteMark, type ReadLine, sourceOfLines } from './read-text.ts'
import { scanXml } from './scan-xml.ts'
import { UnreadableFile } from './unreadable-file.ts'
import type { Zip } from './unzip.ts'

interface OpenParagraph {
  style: string | null
  numId: string | null
  level: number | null
  align: string | null
  text: string
  bold: number
  plain: number
  italic: number
  notes: string[]
}

interface OpenTable {
  id: number
  row: number
  column: number
  span: number
}

/** Elements whose text is not printed: deleted runs, field codes, the copy of a drawing for old programs. */
const HIDDEN = new Set(['w:del', 'w:moveFrom', 'w:instrText', 'w:delText', 'mc:Fallback', 'w:rubyPr'])

/**
 * A .docx as lines: automatic numbers resolved, tables as cells, foot and end notes after the paragraph that calls them;
 * page headers and footers left out.
 * @throws {UnreadableFile}
 */
export function readDocx(zip: Zip): Source {
  const main = mainPart(zip)
  const part = (name: string): string | null => {
    const data = zip.read(name)
    return data ? decodeText(data) : null
  }
  const xml = part(main)
  if (xml === null) {
    if (zip.has('EncryptedPackage') || zip.has('EncryptionInfo')) throw new UnreadableFile('encrypted')
    throw new UnreadableFile(zip.names.some((n) => /^(?:xl|ppt)\//.test(n)) ? 'mislabelled' : 'unreadable')
  }
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const stylesXml = part(`${folder}styles.xml`)
  const { styles, byDefault } = stylesXml
    ? readStyles(stylesXml)
    : { styles: new Map<string, Style>(), byDefault: null }
  const counter = new LabelCounter(part(`${folder}numbering.xml`), styles)
  const notes = new Map<string, string>()
  for (const kind of ['footnote', 'endnote'] as const) {
    const notesXml = part(`${folder}${kind}s.xml`)
    if (notesXml) readNotes(notesXml, kind, notes)
  }
  const lines = readBody(xml, styles, byDefault, counter, notes)
  lines.mustSaySomething(zip.names.some((name) => name.startsWith(`${folder}media/`)))
  return sourceOfLines(lines.lines, 'docx')
}

function mainPart(zip: Zip): string {
  if (zip.has('word/document.xml')) return 'word/document.xml'
  const rels = zip.read('_rels/.rels')
  const target = rels
    ? /Type="[^"]*\/officeDocument"[^>]*Target="\/?([^"]+)"|Target="\/?([^"]+)"[^>]*Type="[^"]*\/officeDocument"/.exec(
        decodeText(rels) ?? '',
      )
    : null
  const name = target?.[1] ?? target?.[2]
  return name && zip.has(name) ? name : 'word/document.xml'
}

/** Adds the notes of a part, each under its kind and id. */
function readNotes(xml: string, kind: 'footnote' | 'endnote', notes: Map<string, string>): void {
  let id: string | null = null
  let text = ''
  let inText = false
  scanXml(xml, {
    open(name, attribute) {
      if (name === `w:${kind}`) {
        id = attribute('w:id') ?? null
        text = ''
      } else if (name === 'w:t') inText = true
      else if (name === 'w:tab' || name === 'w:br') text += ' '
      else if (name === 'w:p' && text !== '') text += ' '
    },
    close(name) {
      if (name === 'w:t') inText = false
      else if (name === `w:${kind}` && id !== null) notes.set(`${kind} ${id}`, text.trim())
    },
    text(value) {
      if (inText) text += value
    },
  })
}

function readBody(
  xml: string,
  styles: Map<string, Style>,
  byDefault: string | null,
  counter: LabelCounter,
  notes: Map<string, string>,
): LineList {
  const lines = new LineList()
  const open: OpenParagraph[] = []
  const tables: OpenTable[] = []
  let tableCount = 0
  let hidden = 0
  let inText = false
  let inRun = false
  let inParagraphMark = 0
  let run = {
    bold: null as boolean | null,
    italic: null as boolean | null,
    caps: null as boolean | null,
    vanish: false,
    style: null as string | null,
    font: null as string | null,
  }
  let noteCount = 0

  const write = (value: string): void => {
    const paragraph = open.at(-1)
    if (!paragraph || hidden > 0 || run.vanish) return
    const style = paragraph.style ?? byDefault
    const caps = run.caps ?? inherited(styles, run.style, 'caps') ?? inherited(styles, style, 'caps') ?? false
    const font = run.font ?? inherited(styles, run.style, 'font') ?? inherited(styles, style, 'font')
    const decoded = decodeRun(value, font)
    const text = caps ? decoded.toLocaleUpperCase('vi') : decoded
    const weight = value.trim().length
    if (weight > 0) {
      if (run.bold ?? inherited(styles, run.style, 'bold') ?? inherited(styles, style, 'bold') ?? false)
        paragraph.bold += weight
      else paragraph.plain += weight
      if (run.italic ?? inherited(styles, run.style, 'italic') ?? inherited(styles, style, 'italic') ?? false)
        paragraph.italic += weight
    }
    paragraph.text += text
  }
  const tab = (): void => {
    const paragraph = open.at(-1)
    if (!paragraph || hidden > 0) return
    // A tab after a typed label or bullet is a space; one between two columns is a gap.
    paragraph.text += paragraph.text.trim().length >= 8 ? '    ' : ' '
  }

  scanXml(xml, {
    open(name, attribute, selfClosing) {
      if (HIDDEN.has(name)) {
        if (!selfClosing) hidden++
        return
      }
      switch (name) {
        case 'w:p':
          open.push({
            style: null,
            numId: null,
            level: null,
            align: null,
            text: '',
            bold: 0,
            plain: 0,
            italic: 0,
            notes: [],
          })
          break
        case 'w:r':
          inRun = true
          run = { bold: null, italic: null, caps: null, vanish: false, style: null, font: null }
          break
        case 'w:pPr':
          inParagraphMark++
          break
        case 'w:t':
          inText = true
          break
        case 'w:tab':
          if (inRun && inParagraphMark === 0) tab()
          break
        case 'w:br':
        case 'w:cr':
          if (inRun) {
            const paragraph = open.at(-1)
            if (paragraph && hidden === 0) paragraph.text += '\n'
          }
          break
        case 'w:noBreakHyphen':
          write('-')
          break
        case 'w:softHyphen':
          // In a font of VN3 it is the letter ư.
          write('\u00ad')
          break
        case 'w:sym':
          write('-')
          break
        case 'w:b':
          if (inRun) run.bold = isOn(attribute('w:val'))
          break
        case 'w:i':
          if (inRun) run.italic = isOn(attribute('w:val'))
          break
        case 'w:caps':
          if (inRun) run.caps = isOn(attribute('w:val'))
          break
        case 'w:vanish':
          if (inRun) run.vanish = isOn(attribute('w:val'))
          break
        case 'w:rFonts':
          if (inRun) run.font = fontOf(attribute)
          break
        case 'w:rStyle':
          if (inRun) run.style = attribute('w:val') ?? null
          break
        case 'w:pStyle': {
          const paragraph = open.at(-1)
          if (paragraph) paragraph.style = attribute('w:val') ?? null
          break
        }
        case 'w:jc': {
          const paragraph = open.at(-1)
          if (paragraph && inParagraphMark > 0) paragraph.align = attribute('w:val') ?? null
          break
        }
        case 'w:ilvl': {
          const paragraph = open.at(-1)
          if (paragraph) paragraph.level = Number(attribute('w:val') ?? 0)
          break
        }
        case 'w:numId': {
          const paragraph = open.at(-1)
          if (paragraph) paragraph.numId = attribute('w:val') ?? null
          break
        }
        case 'w:footnoteReference':
        case 'w:endnoteReference': {
          const text = notes.get(`${name.slice(2, -9)} ${attribute('w:id') ?? ''}`)
          const paragraph = open.at(-1)
          if (text && paragraph && hidden === 0) {
            noteCount++
            paragraph.text += noteMark(noteCount)
            paragraph.notes.push(`${noteMark(noteCount)} ${text}`)
          }
          break
        }
        case 'w:tbl':
          tables.push({ id: tableCount++, row: -1, column: -1, span: 1 })
          break
        case 'w:tr': {
          const table = tables.at(-1)
          if (table) {
            table.row++
            table.column = -1
            table.span = 1
          }
          break
        }
        case 'w:tc': {
          const table = tables.at(-1)
          if (table) {
            table.column += table.span
            table.span = 1
          }
          break
        }
        case 'w:gridSpan': {
          const table = tables.at(-1)
          if (table) table.span = Math.max(1, Math.min(63, Number(attribute('w:val') ?? 1) || 1))
        }
      }
    },
    close(name) {
      if (HIDDEN.has(name)) {
        hidden = Math.max(0, hidden - 1)
        return
      }
      if (name === 'w:t') inText = false
      else if (name === 'w:r') inRun = false
      else if (name === 'w:pPr') inParagraphMark = Math.max(0, inParagraphMark - 1)
      else if (name === 'w:tbl') tables.pop()
      else if (name === 'w:p') {
        const paragraph = open.pop()
        if (!paragraph) return
        const style = paragraph.style ?? byDefault
        const label =
          paragraph.text.trim() === '' ? '' : counter.next(paragraph.numId, paragraph.level, paragraph.style)
        const table = tables.at(-1)
        const cell: ReadLine['cell'] = table && table.column >= 0 ? [table.id, table.row, table.column] : null
        const align = alignment(paragraph.align ?? inherited(styles, style, 'align'))
        const bold = paragraph.bold + paragraph.plain > 0 ? paragraph.plain <= paragraph.bold * 0.05 : null
        const italic =
          paragraph.bold + paragraph.plain > 0 ? paragraph.italic >= (paragraph.bold + paragraph.plain) * 0.95 : null
        const text = label + paragraph.text
        for (const line of text.split('\n')) lines.push({ text: line.trimEnd(), bold, italic, align, cell })
        for (const note of paragraph.notes) lines.push({ text: note, cell })
      }
    },
    text(value) {
      if (inText) write(value)
    },
  })
  return lines
}

function alignment(value: string | null): NonNullable<ReadLine['align']> | null {
  if (value === 'center') return 'center'
  if (value === 'right' || value === 'end') return 'right'
  if (value === 'both' || value === 'distribute') return 'justify'
  return value === null ? null : 'left'
}
