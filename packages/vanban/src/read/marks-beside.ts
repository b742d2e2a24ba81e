import { decodeText } from './decode-text.ts'
import { findSecrecyMark, type SecrecyMark } from './find-secrecy-mark.ts'
import { scanXml } from './scan-xml.ts'
import { UnreadableFile } from './unreadable-file.ts'
import type { Zip } from './unzip.ts'

/** Elements that stand by themselves, by their names without prefix: text boxes, drawings, and what holds them. */
const BOXES = new Set(
  'txbxContent txBody text-box custom-shape rect ellipse circle polygon path caption annotation comment'.split(' '),
)
/** Elements that end a line: paragraphs, cells, strings of a sheet, properties, rows of a vector drawing. */
const BLOCKS = new Set('p h si is c row text title'.split(' '))
const SHEET_MARGIN = /^(?:odd|even|first)(?:Header|Footer)$/
/** How a margin of a sheet goes from left to middle to right, and its looks: `&C&"Times New Roman,Bold"&14` (ECMA-376, 18.3.1.46). */
const SHEET_CODES = /&(?:"[^"]{0,200}"|\d+|[A-Z])/g
/** Parts that print in the margin of every page. */
const MARGIN = /(?:^|\/)(?:(?:header|footer)\d*|styles)\.xml$/
/** Parts that say something of the file: title, keywords, what an office adds. */
const PROPERTIES = /^(?:docProps\/[^/]+|meta)\.xml$/
/** Drawings for the web, which programs write with a document type. */
const DRAWING = /\.svg$/i
const WITH_BOXES = /txbxContent|textpath|txBody|draw:|annotation/

/** The text of a document, read by its reader as lines: here only its boxes and drawn words are looked at. */
export interface Body {
  name: string
  xml: string
}

/**
 * The marks of secrecy that an archive of an office program bears beside the lines of its text: page headers and footers,
 * text boxes and drawn words wherever they hang, notes, comments, diagrams, sheets, slides, properties. A mark counts as in a
 * text: alone on its line; outside the margins of pages in capitals alone.
 * @throws {UnreadableFile} `too-large` where the parts unfold to more than the archive may hold
 */
export function marksBeside(zip: Zip, body: Body | null): SecrecyMark[] {
  const marks = new Set<SecrecyMark>()
  const look = (text: string, place: 'page' | 'box'): void => {
    const mark = findSecrecyMark(text, place)
    if (mark) marks.add(mark)
  }
  for (const name of zip.names) {
    if (!/\.(?:xml|svg)$/i.test(name)) continue
    const isBody = name === body?.name
    const xml = isBody ? body!.xml : textOf(zip.read(name))
    if (xml === null || (isBody && !WITH_BOXES.test(xml))) continue
    const said = textsOf(xml, { properties: PROPERTIES.test(name), doctype: DRAWING.test(name) })
    if (said === null) continue
    for (const box of said.boxes) look(box, 'box')
    if (!isBody) look(said.text, MARGIN.test(name) ? 'page' : 'box')
  }
  return [...marks]
}

function textOf(part: Uint8Array | null): string | null {
  return part && decodeText(part)
}

/**
 * The text of a part in lines, and that of each box in it. Null for what is no XML: no program shows anything of it.
 * @param looks.properties every element is a line
 * @param looks.doctype it may declare a document type
 */
function textsOf(
  xml: string,
  { properties, doctype }: { properties: boolean; doctype: boolean },
): { text: string; boxes: string[] } | null {
  const boxes: string[] = []
  const open: string[] = ['']
  let unprinted = 0
  let inSheetMargin = false
  const add = (text: string): void => {
    open[open.length - 1] += text
  }
  try {
    scanXml(
      xml,
      {
        open(name, attribute) {
          const local = localOf(name)
          inSheetMargin = SHEET_MARGIN.test(local)
          if (local === 'instrText') unprinted++
          else if (BOXES.has(local)) open.push('')
          else if (local === 'textpath') boxes.push(attribute('string') ?? '')
          else if (local === 'tab') add('\t')
          else if (local === 's' && name === 'text:s') add(' ')
          else if (local === 'br' || local === 'cr' || local === 'line-break' || isLine(local)) add('\n')
        },
        close(name) {
          const local = localOf(name)
          if (local === 'instrText') unprinted--
          else if (BOXES.has(local)) boxes.push(open.length > 1 ? open.pop()! : '')
          else if (properties || isLine(local)) add('\n')
        },
        text(value) {
          // line ends between elements are the file's, not the text's
          if (unprinted > 0 || (value.includes('\n') && value.trim() === '')) return
          const said = value.replace(/\s+/g, ' ')
          add(inSheetMargin ? said.replace(SHEET_CODES, '\n') : said)
        },
      },
      { doctype },
    )
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return null
  }
  return { text: open.join('\n'), boxes }
}

function isLine(local: string): boolean {
  return BLOCKS.has(local) || SHEET_MARGIN.test(local)
}

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
