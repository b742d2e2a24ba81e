import type { Reference } from '../document.ts'
import type { FoundCitation } from './citations.ts'
import { DIGIT } from './find-marks.ts'
import { fold } from './fold.ts'
import { KIND_PATTERN, KINDS, kindName } from './kinds.ts'
import { type Paragraph, place } from './paragraphs.ts'
import { Spans } from './spans.ts'

/** Behind the figures of a short mention stands no symbol, no share, no part of a longer figure. */
const ALONE = String.raw`(?![\d/.,]*\d|\s{0,2}[/–-]\s{0,2}[a-zđ\d]|\s*(?:%|[a-z]+\s*%))`
const SHORT = new RegExp(String.raw`\b(${KIND_PATTERN})\s+(?:so\s+)?(\d{1,5})${ALONE}`, 'g')
/** Cheap first: what every short mention holds. */
const KIND_FIGURE = new RegExp(
  String.raw`(?:${[...new Set(KINDS.map(([folded]) => folded.slice(-3)))].join('|')})\s+(?:so\s+)?\d{1,5}${ALONE}`,
)
const BACK = /(?:neu|noi|ke|dan)\s+(?:o\s+)?(?:tren|phan)|tren day|neu(?![a-z])/
const ABOVE = new RegExp(
  String.raw`\b(${KIND_PATTERN})\s+(?:da\s+)?(?:(?:neu|noi|ke|dan)\s+(?:o\s+)?(?:tren|phan tren)|tren day|da neu|vua neu)(?![a-z])`,
  'g',
)

const APPROVED = new RegExp(`(?:phe duyet|ban hanh|ve(?: viec)?)\\s+(${KIND_PATTERN})(?![a-z])`)
const NONE: readonly FoundCitation[] = []

/**
 * Mentions of cited documents without their number. `to` is set only where all that is cited allows one document alone.
 * `cited` are the mentions of `citations`, in the same order.
 */
export function readReferences(paragraphs: readonly Paragraph[], cited: readonly FoundCitation[]): Reference[] {
  const short = indexShort(cited)
  const aliases = new Map<string, number>()
  cited.forEach(({ citation }, i) => {
    if (citation.alias) aliases.set(fold(citation.alias), i)
  })
  const alias =
    aliases.size === 0
      ? null
      : new RegExp(
          `(?<![a-z])(?:${[...aliases.keys()]
            .sort((a, b) => b.length - a.length)
            .map(escaped)
            .join('|')})(?![a-z\\d])`,
          'g',
        )
  /** By kind: the one document of it cited so far, or -1 for several. */
  const above = new Map<string, number>()
  const out: Reference[] = []
  let next = 0
  for (let i = 0; i < paragraphs.length; i++) {
    const paragraph = paragraphs[i]!
    const { text, folded } = paragraph
    let past = next
    while (past < cited.length && cited[past]!.paragraph === paragraph) past++
    const here = past > next ? cited.slice(next, past) : NONE
    const figure = (paragraph.marks & DIGIT) !== 0 && KIND_FIGURE.test(folded)
    const back = (folded.includes('tren') || folded.includes('neu')) && BACK.test(folded)
    if (!alias && !figure && !back) {
      while (next < past) note(above, cited, next++)
      continue
    }
    const taken = new Spans(text.length)
    for (const { start, end, aliasAt } of here) {
      taken.add(start, end)
      if (aliasAt) taken.add(...aliasAt)
    }
    const add = (
      form: Reference['form'],
      from: number,
      to: number,
      kind: string | null,
      target: number | null,
      confidence: number,
    ): void => {
      if (taken.overlaps(from, to)) return
      taken.add(from, to)
      out.push({ form, text: text.slice(from, to), kind, to: target, confidence, at: place(paragraph, from, to) })
    }
    const count = out.length
    if (alias)
      for (const m of folded.matchAll(alias)) {
        const target = aliases.get(m[0])!
        const full = cited[target]!
        // Only behind the words that declare it.
        if (paragraph.start < full.paragraph.start || (paragraph === full.paragraph && m.index < full.end)) continue
        if (text[m.index] !== cited[target]!.citation.alias![0]) continue
        add('alias', m.index, m.index + m[0].length, full.citation.kind, target, 0.95)
      }
    for (const m of figure ? folded.matchAll(SHORT) : []) {
      if (!/^\p{Lu}|^kế hoạch|^công văn/u.test(text.slice(m.index, m.index + 12))) continue
      const kind = kindName(m[1]!)
      const { to, confidence } = resolve(short, kind, m[2]!)
      add('short', m.index, m.index + m[0].length, kind, to, confidence)
    }
    let seen = 0
    for (const m of back ? folded.matchAll(ABOVE) : []) {
      while (seen < here.length && here[seen]!.start < m.index) note(above, cited, next + seen++)
      const kind = kindName(m[1]!)
      const target = above.get(kind ?? '') ?? -1
      add('above', m.index, m.index + m[0].length, kind, target < 0 ? null : target, target < 0 ? 0.5 : 0.9)
    }
    while (seen < here.length) note(above, cited, next + seen++)
    next += here.length
    if (out.length > count + 1)
      for (const reference of out.splice(count).sort((a, b) => a.at.start - b.at.start)) out.push(reference)
  }
  return out
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
}

function note(above: Map<string, number>, cited: readonly FoundCitation[], i: number): void {
  const { kind, number } = cited[i]!.citation
  if (kind === null) return
  const before = above.get(kind)
  if (before === undefined) above.set(kind, i)
  else if (before >= 0 && cited[before]!.citation.number !== number) above.set(kind, -1)
}

interface ShortIndex {
  /** `Nghị quyết 22` → first index, or -1 where two documents answer to it. */
  byKind: Map<string, number>
  /** Leading number → mentions whose subject or following words name a programme: "phê duyệt Đề án". */
  byNumber: Map<string, number>
}

function indexShort(cited: readonly FoundCitation[]): ShortIndex {
  const byKind = new Map<string, number>()
  const byNumber = new Map<string, number>()
  const put = (map: Map<string, number>, key: string, i: number): void => {
    const before = map.get(key)
    if (before === undefined) map.set(key, i)
    else if (before >= 0 && cited[before]!.citation.number !== cited[i]!.citation.number) map.set(key, -1)
  }
  cited.forEach((found, i) => {
    const { kind, number } = found.citation
    const figure = /^0*(\d+)/.exec(number ?? '')?.[1]
    if (figure === undefined) return
    if (kind) put(byKind, `${kind} ${figure}`, i)
    const words = found.paragraph.folded.slice(found.end, found.end + 120)
    const approved = APPROVED.exec(words)
    const named = approved ? kindName(approved[1]!) : null
    if (named && named !== kind) put(byNumber, `${named} ${figure}`, i)
  })
  return { byKind, byNumber }
}

function resolve(short: ShortIndex, kind: string | null, number: string): { to: number | null; confidence: number } {
  const key = `${kind} ${number.replace(/^0+/, '')}`
  const direct = short.byKind.get(key)
  if (direct !== undefined) return direct < 0 ? { to: null, confidence: 0.5 } : { to: direct, confidence: 0.95 }
  // "Đề án 06" is known by the number of the decision that approves it.
  const approved = short.byNumber.get(key)
  return approved === undefined || approved < 0 ? { to: null, confidence: 0.6 } : { to: approved, confidence: 0.8 }
}
