import type { ParsedDocument, Place, Source } from '../document.ts'
import { readAddressees } from './addressees.ts'
import { readAmendments } from './amendments.ts'
import { findAuthor } from './author.ts'
import { byParagraph, isRegularNumber } from './citations.ts'
import { INFERRED, IRREGULAR, readability, rounded } from './confidence.ts'
import { readDeadlines } from './deadlines.ts'
import { readFootnotes } from './footnotes.ts'
import { kindOfNumber } from './kinds.ts'
import { type Layout, layOut } from './layout.ts'
import { readLateAbout } from './letterhead.ts'
import { readReferences } from './references.ts'
import { readTables } from './tables.ts'
import { readTargets } from './targets.ts'
import { readOrdersOfLetter, readTasks } from './tasks.ts'

/**
 * Reads a document out of a source. Never throws on any text; what the text does not show stays null or empty, and no
 * optional field is left out.
 */
export function parse(source: Source): Required<ParsedDocument> {
  const layout = layOut(source)
  const { lines, head, letterhead, title, paragraphs, first, preambleEnd, mainStart, bodyEnd, annex, outline } = layout
  const { found, legalBases, recipients, signature, recognised } = layout
  const cited = recognised ? layout.cited : found
  const readable = readability(source)
  const sure = <T extends { at: Place; confidence?: number }>(list: readonly T[]): T[] =>
    list.map((item) => ({ ...item, confidence: rounded((item.confidence ?? 1) * readable(item.at)) }))
  /** The same in place, for what nobody else holds. */
  const rated = <T extends { at: Place; confidence?: number }>(list: T[]): T[] => {
    for (const item of list) item.confidence = rounded((item.confidence ?? 1) * readable(item.at))
    return list
  }
  const citations = sure(cited.map((c) => c.citation))
  if (!recognised) return { ...EMPTY, citations }

  const date = letterhead.date
  const mentions = byParagraph(found)
  const body = [first, bodyEnd] as const
  const deadlines = rated(readDeadlines(paragraphs, annex ? [body, annex] : [body], mentions, date))
  const at: ParsedDocument['at'] = { ...letterhead.at }
  const confidence: Required<ParsedDocument>['confidence'] = {}
  let { issuer } = letterhead
  if (issuer === null) {
    const author = findAuthor(paragraphs.slice(first, Math.max(preambleEnd, first)))
    if (author) {
      issuer = author.text
      at.issuer = author.at
      confidence.issuer = INFERRED
    }
  }
  const kind = head.heading?.kind ?? kindWithoutHeading(letterhead.number, head.addressed) ?? head.enacted
  const main = [mainStart, bodyEnd] as const
  let tasks = readTasks(paragraphs, outline.sections, main, deadlines)
  if (tasks.length === 0 && kind === 'Công văn')
    tasks = readOrdersOfLetter(paragraphs, outline.sections, [first, bodyEnd], deadlines, date)
  let titleText: string | null = null
  if (title) {
    titleText = title.title
    if (title.at && titleText) at.title = title.at
    else delete at.title
  } else if (kind === 'Công văn') {
    const late = letterhead.about === null ? readLateAbout(lines, head.letterheadTo) : null
    titleText = letterhead.about ?? late?.text ?? null
    if (late) at.title = late.at
  }
  if (titleText === null) delete at.title
  if (head.heading) {
    const line = lines[head.heading.at]!
    at.kind = { start: line.start, end: head.heading.rest ? head.heading.rest.start : line.start + line.text.length }
    if (line.text.toLowerCase().slice(0, head.heading.kind.length) !== head.heading.kind.toLowerCase())
      confidence.kind = IRREGULAR
  } else if (kind !== null) {
    // No heading prints it: a công văn has none, another kind is told by the number alone.
    if (kind !== 'Công văn') confidence.kind = INFERRED
    const shown = kind === 'Công văn' && addressedLine(layout) ? addressedLine(layout) : at.number
    if (shown) at.kind = shown
  }
  if (letterhead.number !== null && !isRegularNumber(letterhead.number)) confidence.number = IRREGULAR
  if (recipients) at.recipients = recipients.at
  if (signature) {
    at.signer = signature.at
    confidence.signer = signature.signer.confidence ?? 1
  }
  const addressees = head.addressed ? readAddressees(lines, head.addressedAt) : null
  if (addressees) at.addressees = addressees.at
  for (const key of Object.keys(at) as (keyof typeof at)[])
    confidence[key] = rounded((confidence[key] ?? 1) * readable(at[key]!))
  const outside = (place: Place): boolean =>
    place.start < (paragraphs[first]?.start ?? 0) ||
    [at.recipients, at.signer].some((end) => end !== undefined && place.start < end.end && end.start < place.end)
  return {
    kind,
    number: letterhead.number,
    issuer,
    superior: letterhead.superior,
    place: letterhead.place,
    date,
    title: titleText,
    addressees: addressees?.list ?? null,
    legalBases: sure(legalBases),
    citations,
    deadlines,
    signer: signature ? { ...signature.signer, confidence: confidence.signer ?? 1 } : null,
    cosigners: signature?.cosigners ?? [],
    recipients: recipients?.list ?? null,
    recipientPurposes: recipients ? sure(recipients.entries) : null,
    outline: sure(outline.entries),
    tasks: rated(tasks),
    footnotes: rated(readFootnotes(paragraphs)),
    tables: rated(readTables(paragraphs, mentions, date, outside)),
    targets: rated(readTargets(paragraphs, outline.sections, bodyEnd)),
    references: rated(readReferences(paragraphs, cited)),
    amendments: rated(readAmendments(cited, at.title)),
    others: layout.others,
    at,
    confidence,
    recognised: true,
  }
}

function addressedLine({ lines, head }: Layout): Place | undefined {
  const line = head.addressed ? lines[head.addressedAt] : undefined
  return line && { start: line.start, end: line.start + line.text.length }
}

const EMPTY: Omit<Required<ParsedDocument>, 'citations'> = {
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
  cosigners: [],
  recipients: null,
  recipientPurposes: null,
  outline: [],
  tasks: [],
  footnotes: [],
  tables: [],
  targets: [],
  references: [],
  amendments: [],
  others: [],
  at: {},
  confidence: {},
  recognised: false,
}

function kindWithoutHeading(number: string | null, addressed: boolean): string | null {
  const coded = number === null ? null : kindOfNumber(number)
  if (coded) return coded
  return addressed ? 'Công văn' : null
}
