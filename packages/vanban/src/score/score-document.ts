import {
  normalised,
  normalisedDate,
  normalisedLabel,
  normalisedName,
  normalisedNumber,
  normalisedRecipient,
  normalisedTitle,
} from './normalise.ts'

/** The lists that are scored, and what is counted of each: right, wrong, missed. */
export const LISTS = ['citations', 'legalBases', 'deadlines', 'outline', 'recipients', 'tasks'] as const
export type ScoredList = (typeof LISTS)[number]

/** The fields of the head; together they are `header-accuracy`, the others are shown beside it. */
export const HEADER = ['kind', 'number', 'date', 'place', 'issuer', 'signer'] as const
export const BESIDE = ['title', 'signer.position', 'signer.authority'] as const
export type ScoredField = (typeof HEADER)[number] | (typeof BESIDE)[number]

export interface Counts {
  right: number
  wrong: number
  missed: number
}

/** How one reading stands against its gold. */
export interface DocumentScore {
  /** Right or wrong, for the fields the gold has a value for. */
  fields: Partial<Record<ScoredField, boolean>>
  lists: Partial<Record<ScoredList, Counts>>
  /** Values given where the gold says that there is none. */
  invented: number
  /** One line for each difference. */
  notes: string[]
}

type Json = Record<string, unknown>

/**
 * Scores `read`, a document as `plain` gives it, against a gold annotation, after the rules of the corpus schema
 * ("Scoring"). Either may lack any key.
 */
export function scoreDocument(gold: Json, read: Json): DocumentScore {
  const score: DocumentScore = { fields: {}, lists: {}, invented: 0, notes: [] }
  const left = new Set(entries(gold.unscored))
  const note = (line: string) => {
    score.notes.push(line)
  }
  const invent = (what: string, value: unknown) => {
    score.invented++
    note(`invented ${what}: ${JSON.stringify(value)}`)
  }
  const field = (name: ScoredField, wanted: string | null, got: string | null) => {
    if (wanted === null) {
      if (got !== null) invent(name, got)
      return
    }
    score.fields[name] = wanted === got
    if (wanted !== got) note(`${name}: gold ${JSON.stringify(wanted)} got ${JSON.stringify(got)}`)
  }
  const count = (list: ScoredList, { right, extra, missing }: Matched, named: string) => {
    score.lists[list] = { right, wrong: extra.length, missed: missing.length }
    for (const each of missing) note(`${named} missed: ${each}`)
    for (const each of extra) note(`${named} wrong: ${each}`)
  }

  const head = {
    kind: normalised,
    number: normalisedNumber,
    date: normalisedDate,
    place: normalised,
    issuer: normalised,
    title: normalisedTitle,
  }
  for (const [name, normal] of Object.entries(head) as [keyof typeof head, typeof normalised][])
    if (!left.has(name)) field(name, normal(gold[name]), normal(read[name]))
  if (!left.has('signer')) {
    const [wanted, got] = [object(gold.signer), object(read.signer)]
    field('signer', normalisedName(wanted.name), normalisedName(got.name))
    field('signer.position', normalised(wanted.position), normalised(got.position))
    const close = (value: unknown) => normalised(value)?.replace(/[\s.]/gu, '') ?? null
    field('signer.authority', close(wanted.authority), close(got.authority))
  }
  if (!left.has('citations')) scoreCitations(gold, read, count, invent)
  if (!left.has('legalBases')) scoreBases(gold, read, count)
  if (!left.has('deadlines')) {
    const days = (value: unknown) =>
      entries(value).flatMap((entry) => {
        const { date, recurring } = object(entry)
        return normalisedDate(date) ?? normalisedDate(recurring) ?? []
      })
    count('deadlines', matched(days(gold.deadlines), days(read.deadlines)), 'deadline')
  }
  if (!left.has('outline')) {
    const keys = (value: unknown) =>
      entries(value).map((entry) => `${normalisedLabel(object(entry).label)}@${String(object(entry).level)}`)
    const [wanted, got] = [keys(gold.outline), keys(read.outline)]
    const right = longestCommon(wanted, got)
    score.lists.outline = { right, wrong: got.length - right, missed: wanted.length - right }
    if (right < wanted.length || right < got.length) note(`outline: gold [${wanted.join(' ')}] got [${got.join(' ')}]`)
  }
  if (!left.has('recipients')) {
    const got = entries(read.recipients).flatMap((entry) => normalisedRecipient(entry) ?? [])
    if (gold.recipients === null || gold.recipients === undefined) for (const each of got) invent('recipient', each)
    else {
      const wanted = entries(gold.recipients).map((entry) => normalisedRecipient(entry) ?? '')
      count('recipients', matched(wanted, got), 'recipient')
    }
  }
  if (Array.isArray(gold.tasks)) {
    const keys = (value: unknown) =>
      entries(value).map((entry) => {
        const { section, text } = object(entry)
        const bare = String(text ?? '').replace(/^[-+•\s]+/u, '')
        return `${normalised(section) ?? ''}|${(normalised(bare) ?? '').slice(0, 60)}`
      })
    count('tasks', matched(keys(gold.tasks), keys(read.tasks)), 'task')
  }
  return score
}

interface Matched {
  right: number
  missing: string[]
  extra: string[]
}

type Count = (list: ScoredList, matched: Matched, named: string) => void

/** Number and date; without a letter a number is no citation, and the document's own is tolerated. */
function scoreCitations(gold: Json, read: Json, count: Count, invent: (what: string, value: unknown) => void): void {
  const keys = (value: unknown) =>
    entries(value).map((entry) => ({
      number: normalisedNumber(object(entry).number),
      date: normalisedDate(object(entry).date),
    }))
  const printed = ({ number, date }: { number: string | null; date: string | null }) => `${number} ${date ?? '-'}`
  const own = normalisedNumber(gold.number)
  const got = keys(read.citations).filter(({ number }) => number !== null && /\p{L}/u.test(number))
  const { right, missing, extra } = matched(keys(gold.citations).map(printed), got.map(printed))
  const wrong = extra.filter((each) => each.slice(0, each.lastIndexOf(' ')) !== own)
  const undated = missing.filter((each) => each.endsWith(' -'))
  for (const each of wrong) {
    // The right document with a date the text does not print there.
    const at = undated.indexOf(`${each.slice(0, each.lastIndexOf(' '))} -`)
    if (at < 0 || each.endsWith(' -')) continue
    undated.splice(at, 1)
    invent('citation date', each)
  }
  count('citations', { right, missing, extra: wrong }, 'citation')
}

/** Number; without one kind and date, or kind and subject. Optional ones neither help nor hurt. */
function scoreBases(gold: Json, read: Json, count: Count): void {
  const same = (one: unknown, other: unknown): boolean => {
    const [a, b] = [object(one), object(other)]
    const [number, otherNumber] = [normalisedNumber(a.number), normalisedNumber(b.number)]
    if (number !== null || otherNumber !== null) return number === otherNumber
    if (normalised(a.kind) !== normalised(b.kind)) return false
    const date = normalisedDate(a.date)
    if (date !== null) return date === normalisedDate(b.date)
    return normalisedTitle(a.subject) === normalisedTitle(b.subject)
  }
  const all = entries(gold.legalBases)
  const must = matchedBy(
    all.filter((basis) => object(basis).optional !== true),
    entries(read.legalBases),
    same,
  )
  const may = matchedBy(
    all.filter((basis) => object(basis).optional === true),
    must.extra,
    same,
  )
  const printed = (basis: unknown) => {
    const { kind, number, date, subject } = object(basis)
    return `${String(kind)} ${String(number ?? date ?? subject)}`
  }
  const { right, missing } = must
  count('legalBases', { right, missing: missing.map(printed), extra: may.extra.map(printed) }, 'legal basis')
}

function matched(wanted: readonly string[], got: readonly string[]): Matched {
  return matchedBy(wanted, got, (one, other) => one === other)
}

/** Pairs each of `wanted` with one of `got`; order does not count, repeats do. */
function matchedBy<Entry>(
  wanted: readonly Entry[],
  got: readonly Entry[],
  same: (one: Entry, other: Entry) => boolean,
): { right: number; missing: Entry[]; extra: Entry[] } {
  const extra = [...got]
  const missing: Entry[] = []
  for (const each of wanted) {
    const at = extra.findIndex((other) => same(each, other))
    if (at < 0) missing.push(each)
    else extra.splice(at, 1)
  }
  return { right: wanted.length - missing.length, missing, extra }
}

/** Length of the longest common subsequence. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  let before = new Array<number>(other.length + 1).fill(0)
  for (const entry of one) {
    const row = [0]
    for (const [at, each] of other.entries())
      row.push(entry === each ? before[at]! + 1 : Math.max(before[at + 1]!, row[at]!))
    before = row
  }
  return before[other.length]!
}

function entries(value: unknown): unknown[] {
  return Array.isArray(value) ? value.filter((entry) => entry !== null && entry !== undefined) : []
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}
