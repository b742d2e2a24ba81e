import type { Source } from '../document.ts'
import { decodeText } from './decode-text.ts'
import { alignment } from './docx-alignment.ts'
import {
  DEFAULTS,
  firstLineOf,
  fontOf,
  inherited,
  isOn,
  LabelCounter,
  readStyles,
  type Style,
  setSpacing,
} from './docx-numbering.ts'
import { PageSetupReader } from './docx-page.ts'
import { decodeRun } from './legacy-encodings.ts'
import { marksBeside } from './marks-beside.ts'
import { LineList, noteMark, type ReadLine, sourceOfLines, withStamps } from './read-text.ts'
import { scanXml } from './scan-xml.ts'
import { UnreadableFile } from './unreadable-file.ts'
import type { Zip } from './unzip.ts'

interface OpenParagraph {
  style: string | null
  numId: string | null
  level: number | null
  align: string | null
  text: string
  firstLine: number | null
  before: number | null
  after: number | null
  line: number | null
  /** What its lines look like, one entry for each; a break inside the paragraph opens another. */
  looks: Look[]
  notes: string[]
}

/** Letters of a line by their look. */
interface Look {
  bold: number
  plain: number
  italic: number
  font: Majority<string>
  size: Majority<number>
}

/** What more than half of the letters have, counted without keeping the others. */
class Majority<T> {
  value: T | null = null
  #lead = 0

  add(value: T | null, weight: number): void {
    if (value === this.value) this.#lead += weight
    else if (weight > this.#lead) {
      this.value = value
      this.#lead = weight - this.#lead
    } else this.#lead -= weight
  }
}

const newLook = (): Look => ({ bold: 0, plain: 0, italic: 0, font: new Majority(), size: new Majority() })

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
 * page headers and footers left out, but for the mark of secrecy they bear.
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
  const theme = part(`${folder}theme/theme1.xml`)
  const counter = new LabelCounter(part(`${folder}numbering.xml`), styles)
  const notes = new Map<string, string>()
  for (const kind of ['footnote', 'endnote'] as const) {
    const notesXml = part(`${folder}${kind}s.xml`)
    if (notesXml) readNotes(notesXml, kind, notes)
  }
  const page = new PageSetupReader()
  const lines = readBody(xml, styles, byDefault ?? DEFAULTS, counter, notes, themeFonts(theme), page)
  const marks = marksBeside(zip, { name: main, xml })
  if (marks.length === 0) lines.mustSaySomething(zip.names.some((name) => name.startsWith(`${folder}media/`)))
  const source = sourceOfLines(withStamps(marks, lines.lines), 'docx')
  const setup = page.setup(
    part(`${folder}_rels/document.xml.rels`),
    (name) => part(`${folder}${name}`),
    (style, key) => inherited(styles, style ?? byDefault ?? DEFAULTS, key),
  )
  if (setup) source.page = setup
  return source
}

/** The fonts that "+major" and "+minor" stand for. */
function themeFonts(xml: string | null): Record<string, string> {
  const fonts: Record<string, string> = {}
  for (const kind of ['major', 'minor']) {
    const name = xml && new RegExp(`<a:${kind}Font>\\s*<a:latin [^>]{0,80}?typeface="([^"]{1,60})"`).exec(xml)?.[1]
    if (name) fonts[`+${kind}`] = name
  }
  return fonts
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
  byDefault: string,
  counter: LabelCounter,
  notes: Map<string, string>,
  themed: Record<string, string>,
  page: PageSetupReader,
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
    size: null as number | null,
  }
  let noteCount = 0

  const write = (value: string): void => {
    const paragraph = open.at(-1)
    if (!paragraph || hidden > 0 || run.vanish) return
    const style = paragraph.style ?? byDefault
    const caps = run.caps ?? inherited(styles, run.style, 'caps') ?? inherited(styles, style, 'caps') ?? false
    const set = run.font ?? inherited(styles, run.style, 'font') ?? inherited(styles, style, 'font')
    const font = set === null ? null : (themed[set] ?? set)
    const decoded = decodeRun(value, font)
    const text = caps ? decoded.toLocaleUpperCase('vi') : decoded
    const weight = value.trim().length
    if (weight > 0) {
      const look = paragraph.looks.at(-1)!
      if (run.bold ?? inherited(styles, run.style, 'bold') ?? inherited(styles, style, 'bold') ?? false)
        look.bold += weight
      else look.plain += weight
      if (run.italic ?? inherited(styles, run.style, 'italic') ?? inherited(styles, style, 'italic') ?? false)
        look.italic += weight
      look.font.add(font, weight)
      look.size.add(run.size ?? inherited(styles, run.style, 'size') ?? inherited(styles, style, 'size'), weight)
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
      if (page.open(name, attribute)) return
      switch (name) {
        case 'w:p':
          open.push({
            style: null,
            numId: null,
            level: null,
            align: null,
            text: '',
            firstLine: null,
            before: null,
            after: null,
            line: null,
            looks: [newLook()],
            notes: [],
          })
          break
        case 'w:r':
          inRun = true
          run = { bold: null, italic: null, caps: null, vanish: false, style: null, font: null, size: null }
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
            if (paragraph && hidden === 0) {
              paragraph.text += '\n'
              paragraph.looks.push(newLook())
            }
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
        case 'w:sz':
          if (inRun) run.size = Number(attribute('w:val')) || null
          break
        case 'w:ind': {
          const paragraph = open.at(-1)
          if (paragraph && inParagraphMark > 0) paragraph.firstLine = firstLineOf(attribute)
          break
        }
        case 'w:spacing': {
          const paragraph = open.at(-1)
          if (paragraph && inParagraphMark > 0 && !inRun) setSpacing(paragraph, attribute)
          break
        }
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
        const text = label + paragraph.text
        const set = paragraphLook(paragraph, (key) => inherited(styles, style, key))
        text.split('\n').forEach((line, i) => {
          const look = paragraph.looks[i] ?? newLook()
          const letters = look.bold + look.plain
          const font = look.font.value
          const size = look.size.value
          lines.push({
            text: line.trimEnd(),
            bold: letters > 0 ? look.plain <= look.bold * 0.05 : null,
            italic: letters > 0 ? look.italic >= letters * 0.95 : null,
            align,
            cell,
            ...(letters > 0 ? set : {}),
            ...(letters > 0 && font !== null && !font.startsWith('+') ? { font } : {}),
            ...(letters > 0 && size !== null ? { size: size / 2 } : {}),
          })
        })
        for (const note of paragraph.notes) lines.push({ text: note, cell })
      }
    },
    text(value) {
      if (inText) write(value)
    },
  })
  return lines
}

/** Indent and room of a paragraph; what it does not set itself comes from its style. */
function paragraphLook(
  own: OpenParagraph,
  from: (key: 'firstLine' | 'before' | 'after' | 'line') => number | null,
): Pick<ReadLine, 'firstLine' | 'spacing'> {
  const line = own.line ?? from('line')
  return {
    firstLine: ((own.firstLine ?? from('firstLine') ?? 0) / 1440) * 25.4,
    spacing: {
      before: (own.before ?? from('before') ?? 0) / 20,
      after: (own.after ?? from('after') ?? 0) / 20,
      line: line === null ? null : line / 240,
    },
  }
}
