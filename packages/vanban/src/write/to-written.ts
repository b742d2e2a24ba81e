import type { Annex, Attachment, Block, ParsedDocument, Place, Source, WrittenDocument } from '../document.ts'
import { isUpper } from '../parse/fold.ts'
import { KIND_PATTERN, kindOfHeading } from '../parse/kinds.ts'
import { type Layout, layOut } from '../parse/layout.ts'
import type { Section } from '../parse/outline.ts'
import type { Paragraph } from '../parse/paragraphs.ts'

/**
 * The document that `parsed` was read from, as the writers take it: its components in their cells, its text as
 * headings, items, paragraphs and tables. What was read is kept, also where it is wrong; the layout is the decree's.
 */
export function toWritten(source: Source, parsed: ParsedDocument): WrittenDocument {
  const layout = layOut(source)
  const opening = openingOf(layout, parsed)
  const { attachments, annexes } = followingTexts(layout, parsed)
  return {
    kind: parsed.kind === 'Công văn' ? null : parsed.kind,
    number: parsed.number,
    superiorLines: linesAt(source, parsed.at.superior, parsed.superior),
    issuerLines: linesAt(source, parsed.at.issuer, parsed.issuer),
    place: parsed.place ?? '',
    date: parsed.date,
    title: parsed.title ?? '',
    addressees: parsed.addressees ?? [],
    legalBases: opening.bases,
    blocks: [...leftInHead(source, layout, parsed), ...blocksOf(layout, opening.bodyFrom, layout.bodyEnd)],
    signer: {
      authority: (parsed.signer?.authority ?? '').split(AUTHORITY).filter((line) => line !== ''),
      position: parsed.signer?.position ?? '',
      name: parsed.signer?.name ?? '',
    },
    recipients: parsed.recipients ?? [],
    draft: false,
    ...(opening.enactor === null ? {} : { enactor: opening.enactor }),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(annexes.length === 0 ? {} : { annexes }),
  }
}

/** "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH": a line each. */
const AUTHORITY = /\s+(?=(?:TM|KT|TL|TUQ|Q|T\/M|K\/T|T\/L)[./\s])/u

/** The printed lines of a name in the letterhead; the name itself where it comes from the running text. */
function linesAt(source: Source, at: Place | undefined, value: string | null): string[] {
  if (value === null) return []
  const lines = source.text
    .slice(at?.start ?? 0, at?.end ?? 0)
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '')
  return lines.join(' ') === value ? lines : [value]
}

/** What stands before the text and is no part of the head: the note "(Ban hành kèm theo …)", a text that "Kính gửi" runs into, the title of an annex alone. */
function leftInHead(
  source: Source,
  { paragraphs, first, annexAlone }: Layout,
  { at, addressees, kind }: ParsedDocument,
): Block[] {
  if (annexAlone) return paragraphs.slice(0, first).map(({ text }) => ({ type: 'paragraph', text }))
  const to = paragraphs[first]?.start ?? source.text.length
  const between = source.text.slice(Math.min(to, (at.title ?? at.kind)?.end ?? 0), to)
  const [note] = /\((?:ban hành\s+)?kèm theo\s[^()]*(?:\([^()]*\)[^()]*)*\)/iu.exec(between) ?? []
  const [letter] = (kind === 'Công văn' && addressees === null && /Kính gửi\s*:.*$/su.exec(between)) || []
  return [note, letter].flatMap((words) =>
    words === undefined ? [] : [{ type: 'paragraph', text: words.replace(/\s+/gu, ' ').trim() }],
  )
}

interface Opening {
  enactor: string | null
  bases: string[]
  /** Index of the paragraph the body begins with. */
  bodyFrom: number
}

/** Who enacts, the bases, and where the body begins. */
function openingOf({ paragraphs, first, bodyEnd }: Layout, parsed: ParsedDocument): Opening {
  let at = first
  const to = parsed.at.addressees?.end ?? -1
  while (at < bodyEnd && paragraphs[at]!.end <= to) at++
  const enacting = paragraphs.findIndex(
    ({ folded }, index) => index >= at && index < bodyEnd && /^quyet (?:dinh|nghi)\s*:$/u.test(folded),
  )
  let enactor: string | null = null
  const head = paragraphs[at]
  if (enacting >= 0 && head !== undefined && at < enacting && isUpper(head.text)) {
    enactor = head.text
    at++
  }
  const bases: string[] = []
  while (at < bodyEnd && isBasis(paragraphs[at]!, bases.length > 0))
    bases.push(paragraphs[at++]!.text.replace(/[\s;.,]+$/u, ''))
  if (enactor !== null && at === enacting) return { enactor, bases, bodyFrom: at + 1 }
  // Words between the bases and "QUYẾT ĐỊNH:" would change their place: then all of it stays text.
  if (enactor !== null) return { enactor: null, bases: [], bodyFrom: paragraphs.indexOf(head!) }
  return { enactor, bases, bodyFrom: at }
}

/** A paragraph of its own that names a ground and says no more; after another also one without "Căn cứ". */
function isBasis({ text, folded, cell, note }: Paragraph, after: boolean): boolean {
  if (cell !== null || note || !/[;.,]$/u.test(text)) return false
  return /^(?:can cu|theo de nghi|xet (?:de nghi|to trinh))\b/u.test(folded) || (after && NEXT_BASIS.test(folded))
}

const NEXT_BASIS = new RegExp(`^(?:${KIND_PATTERN})\\s+(?:so\\s)?\\d`, 'u')

/** The paragraphs `from..to` as blocks. */
function blocksOf({ paragraphs, outline }: Layout, from: number, to: number): Block[] {
  const sections = new Map(outline.sections.map((section) => [section.paragraph, section]))
  const blocks: Block[] = []
  for (let at = from; at < to; at++) {
    const paragraph = paragraphs[at]!
    if (paragraph.cell !== null) {
      const table = paragraph.cell[0]
      const cells: Paragraph[] = []
      while (at < to && paragraphs[at]!.cell?.[0] === table) cells.push(paragraphs[at++]!)
      at--
      blocks.push(tableOf(cells))
      continue
    }
    const section = sections.get(at)
    if (section === undefined) {
      blocks.push(unlabelled(paragraph.text))
      continue
    }
    blocks.push(labelled(section, paragraph))
    if (section.heading) at = Math.max(at, Math.min(section.titleParagraph, to - 1))
  }
  return blocks
}

function unlabelled(text: string): Block {
  const [bullet, sign] = /^([-–+•*·●▪◦✓➢])\s*(?=\S)/u.exec(text) ?? []
  if (bullet === undefined) return { type: 'paragraph', text }
  const depth = sign === '+' ? 1 : sign === '-' || sign === '–' ? 0 : 2
  return { type: 'item', depth, label: null, text: text.slice(bullet.length) }
}

function labelled({ heading, label, title, rest, level, family, textAt }: Section, { text }: Paragraph): Block {
  const runsOn = rest !== null || (title === null && family === 'dieu')
  // An Điều "… như sau:" is a heading by its colon.
  if (heading && !runsOn)
    return { type: 'heading', level, label, title: family === 'dieu' ? text.slice(textAt) : (title ?? '') }
  return { type: 'item', depth: family === 'letter' ? 1 : 0, label, text: text.slice(textAt) }
}

/** A table from the paragraphs of its cells; the first row is its head. */
function tableOf(cells: Paragraph[]): Block {
  const rows: string[][] = []
  for (const { text, cell } of cells) {
    const [, row, column] = cell!
    while (rows.length <= row) rows.push([])
    const words = rows[row]!
    while (words.length <= column) words.push('')
    words[column] = words[column] === '' ? text : `${words[column]}\n${text}`
  }
  const [head = [], ...others] = rows.filter((row) => row.length > 0)
  const width = Math.max(head.length, ...others.map((row) => row.length))
  return { type: 'table', head: [...head, ...Array.from({ length: width - head.length }, () => '')], rows: others }
}

/** What follows the signature: texts issued with the document, and annexes. */
function followingTexts(
  layout: Layout,
  { at, signer }: ParsedDocument,
): { attachments: Attachment[]; annexes: Annex[] } {
  const { paragraphs, annex } = layout
  const attachments: Attachment[] = []
  const annexes: Annex[] = []
  const tail = Math.max(at.signer?.end ?? -1, at.recipients?.end ?? -1)
  if (tail < 0) return { attachments, annexes }
  const heads = paragraphs.flatMap(({ text, folded, start }, index) =>
    start > tail &&
    (index + 1 === annex?.[0] || (/^phu luc(?:\s+[ivxlc\d]+)?\s*[.:]?$/u.test(folded) && text.length < 20))
      ? [index]
      : [],
  )
  for (const [turn, headAt] of heads.entries()) {
    const head = paragraphs[headAt]!
    const end = heads[turn + 1] ?? paragraphs.length
    const kind = kindOfHeading(head.folded)
    let from = headAt + 1
    const words: string[] = kind === null && !/^phu luc/u.test(head.folded) ? [head.text] : []
    while (
      from < end &&
      words.join(' ').length < 300 &&
      isTitleLine(paragraphs[from]!, kind !== null && words.length === 0)
    )
      words.push(paragraphs[from++]!.text)
    const title = words.join(' ')
    const blocks = blocksOf(layout, from, end)
    if (kind === null) annexes.push({ title, blocks })
    else attachments.push({ kind, title, blocks: withoutHand(blocks, signer) })
  }
  return { attachments, annexes }
}

/** A text issued with a document is signed by the same hand again (Phụ lục III, mẫu 1.3); the writer prints it. */
function withoutHand(blocks: Block[], signer: ParsedDocument['signer']): Block[] {
  const hand = printedWords([signer?.authority, signer?.position, signer?.name].join(' '))
  for (let from = blocks.length - 1; hand !== '' && from >= 0 && from >= blocks.length - MOST_LINES; from--)
    if (printedWords(blocks.slice(from).map(wordsOf).join(' ')) === hand) return blocks.slice(0, from)
  return blocks
}

/** Lines of a signature. */
const MOST_LINES = 6

function wordsOf(block: Block): string {
  if (block.type === 'table') return [block.head, ...block.rows].flat().join(' ')
  return `${block.type === 'paragraph' ? '' : (block.label ?? '')} ${block.type === 'heading' ? block.title : block.text}`
}

/** Words alone: in capitals, single spaces between. */
function printedWords(text: string): string {
  return text.toLocaleUpperCase('vi').replace(/\s+/gu, ' ').trim()
}

/** A line of the title over an annex: upper case, or under the name of a kind any short line that opens nothing. */
function isTitleLine({ text, folded, cell }: Paragraph, underKind: boolean): boolean {
  if (cell !== null || /^(?:\(|chuong|dieu|phan|muc|[ivx]+\.|\d+\.|[-+])/u.test(folded)) return false
  return isUpper(text) || (underKind && text.length < 200 && !/[.:;]$/u.test(text))
}
