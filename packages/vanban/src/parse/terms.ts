import type { Term } from '../document.ts'

/** "05 ngày làm việc", "ba (03) tháng", "24 giờ"; folded. */
const SPAN = String.raw`(?:\d{1,3}|mot|hai|ba|bon|nam|sau|bay|muoi(?: lam)?)\s*(?:\([^)\d]{2,14}\)\s*|\(\d{1,3}\)\s*)?(?:ngay(?:\s+lam viec)?|gio(?:\s+lam viec)?(?!\s*(?:\d|ngay|sang|chieu|toi))|tuan|thang(?!\s*\d))`
/** "quý II", "quý 2 năm 2026", "quý IV/2026" */
const QUARTER = String.raw`quy\s+(?:[ivx]{1,3}|\d)\b(?:\s*[/-]\s*(?:nam\s*)?\d{4}|\s+nam\s+\d{4})?`
const SCHOOL_TERM = String.raw`hoc k[yi]\s+[i12]{1,2}\b(?:\s*,?\s*nam hoc\s+\d{4}\s*-\s*\d{4})?`
const MONTH = String.raw`thang\s+\d{1,2}\b(?:\s*[/-]\s*\d{4}|\s+nam\s+\d{4})?`
const YEAR = String.raw`nam\s+(?:hoc\s+)?\d{4}(?:\s*-\s*\d{4})?`
const EVERY =
  '(?:hang|moi|tung)\\s+(?:quy|tuan|thang|nam(?: hoc)?)|dinh ky\\s+(?:(?:hang|moi)\\s+)?(?:\\d{1,2}\\s+)?(?:thang|tuan|quy|nam)'
const DAY_OF_QUARTER = String.raw`ngay\s+\d{1,2}\s*(?:cua\s+)?thang\s+(?:dau|thu hai|thu ba|giua|cuoi)\s*(?:cua\s+)?(?:(?:moi|tung|hang)\s+)?quy(?:\s+(?:sau|tiep theo|ke tiep))?`

const FORMS = [DAY_OF_QUARTER, SPAN, QUARTER, SCHOOL_TERM, MONTH, YEAR, EVERY] as const
/** One group for each form: what a term turns on. The words around decide whether it is one. */
const CORE = new RegExp(`\\b(?:${FORMS.map((form) => `(${form})`).join('|')})(?![a-z0-9])`, 'g')
/** Cheap first: every term names a unit of time, and most paragraphs none. */
const UNIT_OF_TIME = /ngay|gio|tuan|thang|quy|hoc k|nam/
const NO_TERMS: readonly FoundSpan[] = []

/** Offsets in a folded text. */
interface FoundSpan {
  start: number
  end: number
}

/** By form: the words that must stand before it, or null where it is a term by itself. */
const LEADS: readonly (RegExp | null)[] = [
  /(?<![a-z])truoc\s*$/,
  /(?<![a-z])(?:trong|khong qua|cham nhat|muon nhat|toi da|it nhat|toi thieu|sau|truoc)(?:\s+(?:la|vong|thoi (?:han|gian)|toi da|khong qua|it nhat|toi thieu|cham nhat))*\s*$/,
  /(?<![a-z])(?:trong|truoc|cham nhat|hoan thanh|vao|het|den het|cuoi|dau)\s*$/,
  /(?<![a-z])(?:trong|cuoi|dau|het|ket thuc)\s*$/,
  /(?<![a-z])(?:(?:du kien\s+)?trong|het|cuoi|hoan thanh)\s*$/,
  /(?<![a-z])(?:hoan thanh|xong|hoan tat)\s+(?:trong|vao)\s*$/,
  null,
]
const LEAD_WORDS = 48
/** The event a span is counted from or to: with it a span needs no word before it. */
const FROM =
  /\s*,?\s*(?:sau khi|ke tu|tinh tu|tu khi|tu ngay|sau ngay|truoc khi|truoc ngay|truoc thoi diem|truoc)\s+[^,;.()]{2,80}/y

/** Terms that name no single day of the calendar, in order. */
export function findTerms(folded: string): readonly FoundSpan[] {
  if (!UNIT_OF_TIME.test(folded)) return NO_TERMS
  const found: FoundSpan[] = []
  CORE.lastIndex = 0
  for (let m = CORE.exec(folded); m; m = CORE.exec(folded)) {
    let form = 0
    while (m[form + 1] === undefined) form++
    const needed = LEADS[form]!
    let start = m.index
    let end = start + m[0].length
    const lead = needed?.exec(folded.slice(Math.max(0, start - LEAD_WORDS), start))
    if (lead) start -= lead[0].length
    let counted = false
    if (form === 1) {
      FROM.lastIndex = end
      const event = FROM.exec(folded)
      if (event) {
        end += event[0].length
        counted = true
      }
    }
    // A quarter stands as a term by itself; "tập huấn 05 ngày", "tháng 6" and "năm 2026" do not.
    if (needed && !lead && !counted && form !== 2) continue
    found.push({ start, end })
  }
  return found
}

const SPAN_ALONE = new RegExp(SPAN)
const SPELLED: Record<string, number> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  nam: 5,
  sau: 6,
  bay: 7,
  muoi: 10,
  'muoi lam': 15,
}
const UNITS: Record<string, Term['unit']> = {
  ngay: 'day',
  gio: 'hour',
  tuan: 'week',
  thang: 'month',
  quy: 'quarter',
  nam: 'year',
  'nam hoc': 'school-year',
}
const ROMAN: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4 }

/** The words of a term as data, or null where they name none. `text` and `folded` are of the same length. */
export function readTerm(text: string, folded: string): Term | null {
  const term: Term = {
    kind: 'in',
    amount: null,
    unit: 'day',
    workingDays: false,
    year: null,
    day: null,
    month: null,
    from: null,
  }
  const year = /(?:nam|[/-])\s*(?:hoc\s+)?(\d{4})/.exec(folded)
  if (year) term.year = Number(year[1])
  const inQuarter =
    /truoc ngay\s+(\d{1,2})\s*(?:cua\s+)?thang\s+(dau|thu hai|giua|thu ba|cuoi)[^.;]*?quy(\s+(?:sau|tiep theo|ke tiep))?/.exec(
      folded,
    )
  if (inQuarter) {
    const month = inQuarter[2] === 'dau' ? 1 : /hai|giua/.test(inQuarter[2]!) ? 2 : 3
    return {
      ...term,
      kind: 'every',
      amount: 1,
      unit: 'quarter',
      day: Number(inQuarter[1]),
      month: month + (inQuarter[3] ? 3 : 0),
    }
  }
  const quarter = /(?<![a-z])quy\s+([ivx]{1,3}|\d)(?![a-z\d])/.exec(folded)
  if (quarter) {
    const amount = ROMAN[quarter[1]!] ?? Number(quarter[1])
    return amount >= 1 && amount <= 4 ? { ...term, amount, unit: 'quarter' } : null
  }
  const schoolTerm = /hoc k[yi]\s+(ii|i|1|2)(?![a-z\d])/.exec(folded)
  if (schoolTerm) return { ...term, amount: /^(?:ii|2)$/.test(schoolTerm[1]!) ? 2 : 1, unit: 'school-term' }
  const span = SPAN_ALONE.exec(folded)
  const every = /(?:(?:hang|moi|tung)\s+|dinh ky\s+(\d{1,2})?\s*)(quy|tuan|thang|nam hoc|nam)(?![a-z])/.exec(folded)
  if (every && !(span && span.index < every.index)) {
    const amount = every[1] ? Number(every[1]) : 1
    const unit = UNITS[every[2]!]!
    if (unit === 'month' && amount === 6) return { ...term, kind: 'every', amount: 1, unit: 'half-year', year: null }
    return { ...term, kind: 'every', amount, unit, year: null }
  }
  if (span) {
    const [, counted = ''] = /^(\d{1,3}|muoi lam|[a-z]+)/.exec(span[0]) ?? []
    const amount = /^\d/.test(counted) ? Number(counted) : SPELLED[counted]
    if (amount === undefined) return null
    const unit = UNITS[/(ngay|gio|tuan|thang)/.exec(span[0])![1]!]!
    const past = span.index + span[0].length
    const event = /^\s*,?\s*(sau khi|sau|ke tu|tinh tu|tu|truoc)\s+(.{2,})$/.exec(folded.slice(past))
    const head = folded.slice(0, span.index)
    const from = event ? text.slice(past + folded.slice(past).indexOf(event[2]!, event[1]!.length)).trim() : null
    const kind =
      event?.[1] === 'truoc' || (!event && /(?:^|\s)truoc(?:\s|$)/.test(head))
        ? 'before'
        : /(?:^|\s)sau\s*$/.test(head)
          ? 'after'
          : 'within'
    return { ...term, kind, amount, unit, workingDays: /lam viec/.test(span[0]), year: null, from }
  }
  const month = /thang\s+(\d{1,2})/.exec(folded)
  if (month) {
    const amount = Number(month[1])
    return amount >= 1 && amount <= 12 ? { ...term, amount, unit: 'month' } : null
  }
  if (/nam hoc\s+\d{4}/.test(folded)) return { ...term, unit: 'school-year' }
  return term.year === null ? null : { ...term, unit: 'year' }
}
