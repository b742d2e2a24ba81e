import type { ParsedDocument, Source } from '../document.ts'
import { opensWithBody } from './bodies.ts'
import { endOfBody, findCitations, withoutOwn } from './citations.ts'
import { readDeadlines } from './deadlines.ts'
import { isUpper } from './fold.ts'
import { findFurniture } from './furniture.ts'
import { kindOfNumber } from './kinds.ts'
import { readLegalBases } from './legal-bases.ts'
import { findHeading, findHeadingWithTitle, readLetterhead } from './letterhead.ts'
import { type Line, textLines } from './lines.ts'
import { readOutline } from './outline.ts'
import { joinParagraphs, type Paragraph, place } from './paragraphs.ts'
import { readRecipients } from './recipients.ts'
import { isDocument } from './recognise.ts'
import { readSignature } from './signature.ts'
import { readTasks } from './tasks.ts'
import { readTitle } from './title.ts'

/** Lines within which a document's head stands, site navigation above it included. */
const HEAD_LINES = 160
const ADDRESSED = /(?:^|\s)kinh gui\s*:?/
const BODY = /^(?:can cu [a-z]|(?:i|a)\s*[./)]\s+[a-z]|dieu 1\s*[.:]|chuong i\b|phan (?:i|thu nhat|a)\b)/

/** Reads a document out of a source. Never throws on any text; what the text does not show stays null or empty. */
export function parse(source: Source): ParsedDocument {
  const furniture = findFurniture(source.lines.map((line) => source.text.slice(line.start, line.end)))
  const lines = textLines(source, furniture)
  const head = findHead(lines)
  const letterhead = readLetterhead(lines.slice(head.from, head.letterheadTo))
  const title = head.heading ? readTitle(lines, head.heading) : null
  const bodyLine = title ? title.bodyAt : head.letterheadTo
  const bodyIndex = lines[bodyLine]?.index ?? source.lines.length
  const breaks = new Set([bodyIndex])
  if (head.heading) for (const at of [head.heading.at, head.heading.at + 1]) breaks.add(lines[at]?.index ?? bodyIndex)
  const paragraphs = joinParagraphs(source, furniture, breaks)
  const found = findCitations(paragraphs)
  const first = upTo(paragraphs, bodyIndex)

  const { preambleEnd, mainStart } = findPreamble(paragraphs, first)
  const mainLine = lines.findIndex((l) => l.index >= (paragraphs[mainStart]?.line ?? source.lines.length))
  const tailFrom = mainLine < 0 ? Math.max(bodyLine, 0) : mainLine
  const recipients = readRecipients(lines, bodyLine)
  const signature = findSignature(lines, tailFrom, recipients)
  const endLine = Math.min(
    recipients ? lines[recipients.from]!.index : Infinity,
    signature ? lines[signature.from]!.index : Infinity,
  )
  const tailEnd = Math.max(
    recipients ? lines[recipients.to - 1]!.index : -1,
    signature ? lines[signature.to - 1]!.index : -1,
  )
  const bodyEnd = endLine === Infinity ? paragraphs.length : upTo(paragraphs, endLine)
  const annex = tailEnd < 0 ? null : findAnnex(paragraphs, tailEnd)

  const outline = readOutline(paragraphs, annex ? [[mainStart, bodyEnd], annex] : [[mainStart, bodyEnd]])
  const listed = basisSections(paragraphs, outline.sections, bodyEnd)
  const own = withoutOwn(found, letterhead.number, letterhead.at.number)
  const legalBases = readLegalBases(paragraphs.slice(first, preambleEnd), listed, own)
  const addressed = head.addressed

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
    attachedNote: paragraphs.slice(0, 6).some((p) => /\((?:ban hanh )?kem theo/.test(p.folded)),
  })
  const citations = (recognised ? own : found).map((c) => c.citation)
  if (!recognised) return { ...EMPTY, citations }

  const date = letterhead.date
  const body = paragraphs.slice(first, bodyEnd)
  const deadlines = readDeadlines(annex ? [...body, ...paragraphs.slice(annex[0], annex[1])] : body, found, date)
  const tasks = readTasks(paragraphs, outline.sections, [mainStart, bodyEnd], deadlines)
  const at: ParsedDocument['at'] = { ...letterhead.at }
  let { issuer } = letterhead
  if (issuer === null) {
    const author = findAuthor(paragraphs.slice(first, Math.max(preambleEnd, first)))
    if (author) {
      issuer = author.text
      at.issuer = author.at
    }
  }
  const kind = head.heading?.kind ?? kindWithoutHeading(letterhead.number, addressed)
  let titleText: string | null = null
  if (title) {
    titleText = title.title
    if (title.at && titleText) at.title = title.at
    else delete at.title
  } else if (kind === 'Công văn') titleText = letterhead.about
  if (titleText === null) delete at.title
  if (head.heading) {
    const line = lines[head.heading.at]!
    at.kind = { start: line.start, end: head.heading.rest ? head.heading.rest.start : line.start + line.text.length }
  }
  if (recipients) at.recipients = recipients.at
  if (signature) at.signer = signature.at
  const addressees = addressed ? readAddressees(lines, head.addressedAt) : null
  if (addressees) at.addressees = addressees.at
  return {
    kind,
    number: letterhead.number,
    issuer,
    superior: letterhead.superior,
    place: letterhead.place,
    date,
    title: titleText,
    addressees: addressees?.list ?? null,
    legalBases,
    citations,
    deadlines,
    signer: signature?.signer ?? null,
    recipients: recipients?.list ?? null,
    outline: outline.entries,
    tasks,
    at,
    recognised: true,
  }
}

const EMPTY: Omit<ParsedDocument, 'citations'> = {
  kind: null,
  number: null,
  issuer: null,
  superior: null,
  place: null,
  date: null,
  title: null,
  addressees: null,
  legalBases: [],
  deadlines: [],
  signer: null,
  recipients: null,
  outline: [],
  tasks: [],
  at: {},
  recognised: false,
}

interface Head {
  /** Where the document begins among the lines; site navigation stands above. */
  from: number
  letterheadTo: number
  heading: ReturnType<typeof findHeading>
  addressed: boolean
  addressedAt: number
}

function findHead(lines: readonly Line[]): Head {
  const limit = Math.min(lines.length, HEAD_LINES)
  const addressedAt = lines.findIndex(
    (l, i) => i < limit && ADDRESSED.test(l.folded) && /(?:^|[\s.])[Kk]ính [Gg]ửi|KÍNH GỬI/.test(l.text),
  )
  const bodyAt = lines.findIndex((l, i) => i < limit && BODY.test(l.folded))
  const motto = lines.findIndex((l, i) => i < limit && /cong hoa xa hoi|dang cong san viet nam/.test(l.folded))
  let heading = findHeading(lines, limit)
  const before = (at: number): boolean => at >= 0 && heading !== null && at < heading.at
  // A kind printed below "Kính gửi" or below the first section heads an enclosure of a công văn.
  if (heading && before(addressedAt)) heading = null
  if (heading && before(bodyAt) && !/^can cu/.test(lines[bodyAt]!.folded)) heading = null
  if (heading && motto >= 0 && heading.at < motto) heading = findHeading(lines.slice(motto), Math.max(0, limit - motto))
  if (heading && motto >= 0 && !lines[heading.at]!.text) heading = null
  if (heading && motto > heading.at) heading = { ...heading, at: heading.at + motto }
  const stop = Math.min(...[addressedAt, bodyAt, limit].filter((n) => n >= 0))
  if (!heading && addressedAt < 0)
    heading = findHeadingWithTitle(lines, Math.max(motto, 0), Math.min(stop, Math.max(motto, 0) + 16))
  let letterheadTo = heading ? heading.at : addressedAt >= 0 ? addressedAt : bodyAt >= 0 ? bodyAt : Math.min(limit, 12)
  // One line that holds everything ("Số: … Kính gửi: …") belongs to the letterhead up to its own "Kính gửi".
  if (!heading && addressedAt >= 0 && !/^kinh gui/.test(lines[addressedAt]!.folded)) letterheadTo = addressedAt + 1
  const from = motto >= 0 ? Math.max(0, motto - 8) : 0
  return { from, letterheadTo: Math.max(letterheadTo, from), heading, addressed: addressedAt >= 0, addressedAt }
}

function kindWithoutHeading(number: string | null, addressed: boolean): string | null {
  const coded = number === null ? null : kindOfNumber(number)
  if (coded) return coded
  return addressed ? 'Công văn' : null
}

/** The paragraphs between title and body: up to the first section, "QUYẾT ĐỊNH:" or a paragraph that ends with ":". */
function findPreamble(paragraphs: readonly Paragraph[], first: number): { preambleEnd: number; mainStart: number } {
  for (let i = first; i < paragraphs.length && i < first + 80; i++) {
    const { folded, text } = paragraphs[i]!
    if (/^(?:quyet dinh|quyet nghi|chi thi|nghi quyet)\s*:$/.test(folded)) return { preambleEnd: i, mainStart: i + 1 }
    if (
      /^(?:dieu\s+\d|chuong\s+[ivx\d]|phan\s+(?:thu|[ivxa\d])|[ivx]{1,4}\s*[./)-]\s|[a-d]\s*[.]\s|il\.\s)/.test(
        folded,
      ) ||
      /^1\s*[.)/]\s*\D/.test(folded)
    )
      return { preambleEnd: i, mainStart: i }
    if (
      /(?:nhu sau|sau day|cu the|ke hoach|bao cao|kinh moi|yeu cau|de nghi|cac so|trung uong|sau|y kien)\s*:$/.test(
        folded,
      ) &&
      i > first - 1 &&
      /:$/.test(text)
    )
      return { preambleEnd: i + 1, mainStart: i + 1 }
    if (/nhu sau\s*[:.]/.test(folded) && text.length > 60 && !/^can cu/.test(folded))
      return { preambleEnd: i + 1, mainStart: i + 1 }
  }
  // A body without sections: the bases are the paragraphs that open it.
  let end = first
  while (
    end < paragraphs.length &&
    end < first + 80 &&
    /^(?:can cu|thuc hien|trien khai|theo|xet|thi hanh|kinh gui|- )/.test(paragraphs[end]!.folded)
  )
    end++
  return { preambleEnd: end, mainStart: end }
}

function upTo(paragraphs: readonly Paragraph[], line: number): number {
  const at = paragraphs.findIndex((p) => p.line >= line)
  return at < 0 ? paragraphs.length : at
}

/** The signature stands after the body: before or after the list of recipients, or where the text says "./." */
function findSignature(
  lines: readonly Line[],
  from: number,
  recipients: ReturnType<typeof readRecipients>,
): ReturnType<typeof readSignature> {
  let start = from
  const closed = lines.findIndex((line, i) => i >= from && /\.\/\.?["”]?$|\.\/\.\s/.test(line.text))
  if (closed >= 0) start = closed + 1
  if (recipients) start = Math.min(start, Math.max(from, recipients.from - 8))
  return readSignature(lines, start)
}

/** A regulation or plan that follows the signature: from the line that heads it. */
function findAnnex(paragraphs: readonly Paragraph[], tailEnd: number): readonly [number, number] | null {
  const from = paragraphs.findIndex((p) => p.line > tailEnd)
  if (from < 0) return null
  for (let i = from; i < paragraphs.length; i++) {
    const { text, folded } = paragraphs[i]!
    if (/^muc luc\b/.test(folded)) return null
    if (
      isUpper(text) &&
      text.length < 160 &&
      /^(?:quy che|quy dinh|ke hoach|de an|chuong trinh|phuong an|dieu le|phu luc|noi quy|huong dan)/.test(folded)
    )
      return [i + 1, paragraphs.length]
  }
  return null
}

/** The items of a section that is itself headed "CĂN CỨ". */
function basisSections(
  paragraphs: readonly Paragraph[],
  sections: ReturnType<typeof readOutline>['sections'],
  end: number,
): Paragraph[] {
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
    out.push(...paragraphs.slice(head.titleParagraph + 1, stop))
  })
  return out
}

const ACTS =
  /\s+(?:xay dung|ban hanh|to chuc|yeu cau|trien khai|bao cao|huong dan|de nghi|thong bao|lap ke hoach|xay dung va)(?![a-z])/

/** With no letterhead: the body that the opening sentence names as author, as printed there. */
function findAuthor(preamble: readonly Paragraph[]): { text: string; at: { start: number; end: number } } | null {
  for (const paragraph of preamble) {
    const { text, folded } = paragraph
    const starts = [0, ...[...text.matchAll(/[,;.]\s+/g)].map((m) => m.index + m[0].length)]
    for (const from of starts.reverse()) {
      if (!/^\p{Lu}|^nhà trường|^trường /u.test(text.slice(from)) || !opensWithBody(folded.slice(from))) continue
      const clause = folded.slice(from, from + 160)
      const act = ACTS.exec(clause)
      if (!act || /[,;:“"]/.test(clause.slice(0, act.index))) continue
      const end = Math.min(from + act.index, Math.max(endOfBody(text, folded, from), from))
      const name = text.slice(from, from + act.index).trim()
      if (name.length < 4 || end <= from) continue
      return { text: name, at: place(paragraph, from, from + name.length) }
    }
  }
  return null
}

function readAddressees(
  lines: readonly Line[],
  from: number,
): { list: string[]; at: { start: number; end: number } } | null {
  const line = lines[from]
  if (!line) return null
  const label = /kinh gui\s*:?\s*/.exec(line.folded)!
  const start = line.start + label.index
  const items: string[] = []
  let end = line.start + line.text.length
  const rest = line.text.slice(label.index + label[0].length).trim()
  if (rest !== '' && rest.length < 220) items.push(...rest.split(/;\s*-\s+/))
  for (let i = from + 1; i < Math.min(lines.length, from + 40); i++) {
    const next = lines[i]!
    if (!/^[-–+*•]\s*\S/.test(next.text)) {
      if (items.length > 0 && /^[a-zà-ỹđ]/.test(next.text) && !/[;.]$/.test(items.at(-1)!)) {
        items[items.length - 1] += ` ${next.text}`
        continue
      }
      break
    }
    items.push(...next.text.split(/;\s*-\s+/))
    end = next.start + next.text.length
  }
  const list = items
    .map((item) =>
      item
        .replace(/^[-–+*•\s]+/, '')
        .replace(/[\s;.,]+$/, '')
        .replace(/\s+/g, ' '),
    )
    .filter((item) => item !== '')
  return list.length > 0 ? { list, at: { start, end } } : null
}
