import type { ParsedDocument, Source } from '../document.ts'
import { readAddressees } from './addressees.ts'
import { findAuthor } from './author.ts'
import { readDeadlines } from './deadlines.ts'
import { kindOfNumber } from './kinds.ts'
import { layOut } from './layout.ts'
import { readTasks } from './tasks.ts'

/** Reads a document out of a source. Never throws on any text; what the text does not show stays null or empty. */
export function parse(source: Source): ParsedDocument {
  const layout = layOut(source)
  const { lines, head, letterhead, title, paragraphs, first, preambleEnd, mainStart, bodyEnd, annex, outline } = layout
  const { found, legalBases, recipients, signature, recognised } = layout
  const citations = (recognised ? layout.cited : found).map((c) => c.citation)
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
  const kind = head.heading?.kind ?? kindWithoutHeading(letterhead.number, head.addressed)
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
  const addressees = head.addressed ? readAddressees(lines, head.addressedAt) : null
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

function kindWithoutHeading(number: string | null, addressed: boolean): string | null {
  const coded = number === null ? null : kindOfNumber(number)
  if (coded) return coded
  return addressed ? 'Công văn' : null
}
