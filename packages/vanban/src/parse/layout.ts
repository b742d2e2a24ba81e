import type { LegalBasis, OtherDocument, Source } from '../document.ts'
import { type FoundCitation, findCitations, withoutOwn } from './citations.ts'
import { describeCitations } from './describe-citations.ts'
import { findHead, HEAD_LINES, type Head } from './find-head.ts'
import { isUpper } from './fold.ts'
import { readLegalBases } from './legal-bases.ts'
import { type Letterhead, readLetterhead } from './letterhead.ts'
import { type Line, mendHead, textLines } from './lines.ts'
import { findOthers } from './others.ts'
import { type Outline, readOutline } from './outline.ts'
import { joinParagraphs, type Paragraph } from './paragraphs.ts'
import { partRunIn } from './part-run-in.ts'
import { findPreamble } from './preamble.ts'
import { type Recipients, readRecipients } from './recipients.ts'
import { isDocument } from './recognise.ts'
import { readSignature, type SignatureBlock } from './signature.ts'
import { readTitle } from './title.ts'

/** A source taken apart into the regions of a document; what parse reads values from and check looks into. */
export interface Layout {
  /** The source with the lines apart that a copy ran together; indices of lines are its. */
  source: Source
  /** Indices of the lines that the page or the site added. */
  furniture: ReadonlySet<number>
  lines: readonly Line[]
  head: Head
  letterhead: Letterhead
  title: ReturnType<typeof readTitle> | null
  paragraphs: Paragraph[]
  /** Indices of paragraphs: the text after the title, the end of the bases, the first section, past the last. */
  first: number
  preambleEnd: number
  mainStart: number
  bodyEnd: number
  annex: readonly [number, number] | null
  /** The text is an annex in a file of its own: its first lines are its title, no letterhead. */
  annexAlone: boolean
  outline: Outline
  /** All mentions, and those that are not the document's own number. */
  found: FoundCitation[]
  cited: FoundCitation[]
  legalBases: LegalBasis[]
  recipients: Recipients | null
  signature: SignatureBlock | null
  /** Further documents in the same file; nothing above looks beyond the first. */
  others: OtherDocument[]
  recognised: boolean
}

const ANNEX_HEAD =
  /^(?:quy che|quy dinh|ke hoach|de an|chuong trinh|phuong an|dieu le|phu luc|noi quy|huong dan|quy trinh|bo tieu chi)/

const ATTACHED_NOTE = /^\(\s*(?:duoc )?(?:ban hanh )?kem theo /

/** "(Kèm theo Kế hoạch số …)" somewhere in a line; "Phụ lục kèm theo Kế hoạch số …" without brackets. */
const ATTACHED_TO =
  /\((?:ban hanh )?kem theo|^phu luc .{0,40}\bkem theo (?:cong van|quyet dinh|ke hoach|thong bao|to trinh|bao cao|huong dan)/
const ANNEX_ALONE = /^phu luc(?:\s+(?:so\s+)?(?:[ivxlc]+|\d{1,2}|[a-d])(?![a-z\d]))?\s*(?:[.:]|$|kem theo|\()/

const known = new WeakMap<Source, Layout>()

/** Takes a source apart, once: parse and check of the same source share the work. */
export function layOut(source: Source): Layout {
  let layout = known.get(source)
  if (!layout) {
    layout = takeApart(partRunIn(source))
    known.set(source, layout)
  }
  return layout
}

/** Some pages print number, place and date under the title; so many lines below it they still are the header's. */
const LATE_LINES = 4
/** A basis, a section or an item: the header is over, a number behind it is another document's. */
const BODY_LINE =
  /^(?:can cu|thuc hien|trien khai|theo|xet|dieu \d|(?:[ivx]{1,4}|\d{1,2}|[a-h])\s*[.)/]\s*[a-z]|[-+*•]\s*[a-z])/

function takeLateNumber(letterhead: Letterhead, lines: readonly Line[]): void {
  const late = readLetterhead(lines)
  if (!late.numbered) return
  letterhead.numbered = true
  for (const key of ['number', 'place', 'date'] as const) {
    if (letterhead[key] !== null || late[key] === null) continue
    letterhead[key] = late[key]
    letterhead.at[key] = late.at[key]!
  }
  if (letterhead.issuer === null && late.issuer !== null) {
    letterhead.issuer = late.issuer
    letterhead.at.issuer = late.at.issuer!
  }
}

function takeApart(source: Source): Layout {
  const { lines: asTheyStand, furniture } = textLines(source)
  const lines = mendHead(source, asTheyStand, HEAD_LINES)
  const others = findOthers(lines)
  if (others[0]) {
    const first = takeApart(cutBefore(source, lines[others[0].line]!.index))
    return { ...first, others: others.map((o) => o.other) }
  }
  const head = findHead(lines)
  const letterhead = readLetterhead(lines.slice(head.from, head.letterheadTo))
  const title = head.heading
    ? readTitle(lines, head.heading.at, head.heading.rest)
    : head.untitledAt >= 0 && !lines.slice(0, 2).some((line) => ANNEX_ALONE.test(line.folded))
      ? readTitle(lines, head.untitledAt - 1, null)
      : null
  const bodyLine = title ? title.bodyAt : head.letterheadTo
  if (title && !letterhead.numbered && !letterhead.motto) {
    const late = lines.slice(bodyLine, bodyLine + LATE_LINES)
    const body = late.findIndex((line) => BODY_LINE.test(line.folded))
    takeLateNumber(letterhead, body < 0 ? late : late.slice(0, body))
  }
  const bodyIndex = lines[bodyLine]?.index ?? source.lines.length
  const breaks = new Set([bodyIndex])
  if (head.heading) for (const at of [head.heading.at, head.heading.at + 1]) breaks.add(lines[at]?.index ?? bodyIndex)
  const paragraphs = joinParagraphs(source.text, lines, breaks)
  const found = findCitations(paragraphs)
  describeCitations(found)
  const first = upTo(paragraphs, bodyIndex)

  const { preambleEnd, mainStart } = findPreamble(paragraphs, first)
  const mainIndex = paragraphs[mainStart]?.line ?? source.lines.length
  const mainLine = firstWhere(lines, (line) => line.index >= mainIndex)
  const tailFrom = mainLine === lines.length ? Math.max(bodyLine, 0) : mainLine
  const recipients = readRecipients(lines, bodyLine)
  const signature = findSignature(source.text, lines, tailFrom, recipients)
  const endLine = Math.min(
    recipients ? lines[recipients.from]!.index : Infinity,
    signature ? lines[signature.from]!.index : Infinity,
  )
  const tailEnd = Math.max(
    recipients ? lines[recipients.to - 1]!.index : -1,
    signature ? lines[signature.to - 1]!.index : -1,
  )
  const bodyEnd = endLine === Infinity ? paragraphs.length : upTo(paragraphs, endLine)
  const annex = tailEnd < 0 ? null : findAnnex(paragraphs, lines, tailEnd)

  const outline = readOutline(paragraphs, annex ? [[mainStart, bodyEnd], annex] : [[mainStart, bodyEnd]])
  const listed = basisSections(paragraphs, outline.sections, bodyEnd)
  const own = withoutOwn(found, letterhead.number, letterhead.at.number, {
    start: paragraphs[first]?.start ?? source.text.length,
    end: paragraphs[bodyEnd - 1]?.end ?? 0,
  })
  const legalBases = readLegalBases(paragraphs.slice(first, preambleEnd), listed, own)
  const addressed = head.addressed

  const attachedNote = paragraphs.slice(0, 6).some((p) => ATTACHED_TO.test(p.folded))
  const annexAlone = attachedNote && paragraphs.slice(0, 2).some((p) => ANNEX_ALONE.test(p.folded))
  const recognised = isDocument({
    heading: head.heading !== null,
    motto: letterhead.motto,
    numbered: letterhead.numbered,
    placeAndDate: letterhead.place !== null,
    bases: legalBases.length,
    addressed,
    recipients: recipients !== null,
    signature: signature !== null,
    articles: outline.entries.filter((e) => e.label.startsWith('Điều')).length,
    romanSections: outline.entries.filter((e) => /^[IVX]+$/.test(e.label)).length,
    issuer: letterhead.issuer !== null,
    listedBases:
      listed.length > 0 &&
      outline.entries.some((e) => isUpper(e.title ?? '') && /^(?:CÁC |NHỮNG )?CĂN CỨ/.test(e.title!))
        ? legalBases.length
        : 0,
    attachedNote,
    annex: annexAlone,
  })
  return {
    source,
    furniture,
    lines,
    head,
    letterhead,
    title,
    paragraphs,
    first,
    preambleEnd,
    mainStart,
    bodyEnd,
    annex,
    annexAlone,
    outline,
    found,
    cited: own,
    legalBases,
    recipients,
    signature,
    others: [],
    recognised,
  }
}

/** The lines of a source above one of them; offsets stay. */
function cutBefore(source: Source, line: number): Source {
  return { ...source, lines: source.lines.slice(0, line) }
}

function upTo(paragraphs: readonly Paragraph[], line: number): number {
  return firstWhere(paragraphs, (paragraph) => paragraph.line >= line)
}

/** Index of the first item that `holds`, which then all behind it do; past the end where none does. */
function firstWhere<T>(list: readonly T[], holds: (item: T) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(list[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

/** The signature stands after the body: before or after the list of recipients, or where the text says "./." */
function findSignature(
  text: string,
  lines: readonly Line[],
  from: number,
  recipients: Recipients | null,
): SignatureBlock | null {
  const closed = findClosed(text, lines, from)
  const start = closed < 0 ? from : closed + 1
  return readSignature(lines, recipients ? Math.min(start, Math.max(from, recipients.from - 8)) : start)
}

/** The first line from `from` on where the text says that it is over, "./."; -1 where none does. */
function findClosed(text: string, lines: readonly Line[], from: number): number {
  const begin = lines[from]?.start ?? text.length
  for (let at = text.indexOf('./', begin), next = 0; at >= 0; at = text.indexOf('./', next)) {
    const i = firstWhere(lines, ({ end }) => end > at)
    const line = lines[i]
    if (!line) return -1
    if (line.start <= at && /\.\/\.?["”]?$|\.\/\.\s/.test(line.text)) return i
    // A line is asked once, however many there are in it.
    next = line.start <= at ? line.end : at + 1
  }
  return -1
}

/** A regulation or plan that follows the signature: from below the line that heads it. */
function findAnnex(
  paragraphs: readonly Paragraph[],
  lines: readonly Line[],
  tailEnd: number,
): readonly [number, number] | null {
  for (let i = firstWhere(lines, (line) => line.index > tailEnd); i < lines.length; i++) {
    const { index, text, folded } = lines[i]!
    if (/^muc luc\b/.test(folded)) return null
    if ((text.length < 160 && isUpper(text) && ANNEX_HEAD.test(folded)) || ATTACHED_NOTE.test(folded)) {
      const at = paragraphs.findIndex((p) => p.lastLine >= index)
      return at < 0 ? null : [at + 1, paragraphs.length]
    }
  }
  return null
}

/** The items of a section that is itself headed "CĂN CỨ". */
function basisSections(paragraphs: readonly Paragraph[], sections: Outline['sections'], end: number): Paragraph[] {
  const out: Paragraph[] = []
  const heads = sections.filter((s) => s.heading)
  heads.forEach((head, i) => {
    const title = head.title ?? ''
    if (!/^(?:CĂN CỨ|Căn cứ|CƠ SỞ PHÁP LÝ|Cơ sở pháp lý|NHỮNG CĂN CỨ|CÁC CĂN CỨ)/.test(title) || title.length > 90)
      return
    let stop = end
    for (const next of heads.slice(i + 1)) {
      if (next.level <= head.level) {
        stop = next.paragraph
        break
      }
    }
    for (let p = head.titleParagraph + 1; p < stop; p++) out.push(paragraphs[p]!)
  })
  return out
}
