import type { Deadline, IsoDate } from '../document.ts'
import type { CitationsByParagraph, FoundCitation } from './citations.ts'
import { type FoundDate, findDates, isoDate } from './dates.ts'
import { DIGIT } from './find-marks.ts'
import { type Paragraph, place } from './paragraphs.ts'
import { Spans } from './spans.ts'
import { findTerms, readTerm } from './terms.ts'

/** Words before a date that make it a term: "trước ngày", "chậm nhất", "xong trước", "hoàn thành ngày". */
const CUE =
  /(?:(?<![a-z])(?:truoc|cham nhat|muon nhat|khong (?:muon|cham|tre) hon|khong qua|han cuoi|han chot|den het|het han|cho den het|cham nhat la)(?:\s+(?:la|vao|trong|den|het|cac|moc|thoi diem|\d{1,2}\s*(?:gio|h)\s*\d{0,2}|\d{1,2}:\d{2}))*\s*[:,]?\s*(?:ngay)?|(?<![a-z])(?:hoan thanh|hoan tat|xong|gui|nop|trinh|bao cao)\s+(?:(?:xong|vao|trong|truoc|la)\s*)*ngay|(?<![a-z])truoc ngay\s+[^,;.:()\d]{3,40}?)\s*$/
/** "gia hạn thời gian tổ chức đại hội đến ngày …": a term that was put off is a term. */
const EXTENDED =
  /(?<![a-z])(?:gia han|keo dai|lui)\s+(?:them\s+)?(?:thoi (?:gian|han|diem)|han|tien do|viec)(?![^,;:.]*(?:giay phep|hop dong|hieu luc|the (?:bhyt|bao hiem)|cong tac|giu chuc))[^,;:.]{0,90}\s(?:den|toi|sang)(?:\s+(?:het|truoc))?\s*(?:ngay)?\s*$/
const NAMED_TERM =
  /(?<![a-z])(?:thoi han|thoi gian hoan thanh|han hoan thanh|han nop|han gui|han bao cao|ngay hoan thanh|thoi diem hoan thanh)[^,;.\d]{0,30}[:\s]\s*(?:(?:truoc|la|den|vao)\s*)*(?:ngay)?\s*$/
/** "sinh trước ngày …", "được cấp trước ngày …": the date sorts cases, it is nobody's term. */
const SORTING =
  /(?:(?<!(?:bao dam|dam bao) co )hieu luc|duoc cap|cap phep|phat sinh|tuyen dung|sinh|hoat dong(?: cach mang)?|cong tac|nhap ngu|tot nghiep|hi sinh|xay dung|khoi cong|tu tran|bi thuong)\s+(?:truoc|den)\s*(?:ngay)?\s*$/
/** "người đang tham gia bảo hiểm trước ngày …": a state on that day sorts cases as well. */
const STATE =
  /(?<![a-z])dang (?:tham gia|huong|lam viec|cong tac|theo hoc|hoc|giu|hoat dong|dong|cu tru|sinh song|thuc hien)(?![a-z])(?![^,;:.]*(?:hoan thanh|xong|gui|nop|bao cao))[^,;:.]{0,80}\s(?:truoc|den)\s*(?:ngay)?\s*$/
const EVERY_YEAR =
  /^[\s,)]*(?:(?:cua|trong)\s+)?(?:(?:hang|moi|tung)\s+nam|hang\s*nam|(?:va\s+)?(?:cac|nhung) nam (?:sau|tiep theo)|nam sau)/
const DUTY = /(?:bao cao|gui|nop|dinh ky|tong hop|trinh|cap nhat|hoan thanh|thuc hien)/
const DOING =
  /(?:treo|dang ky|nop|gui|nhan|to chuc|thuc hien|hoan thanh|ra soat|bao cao|trien khai|tiep nhan|kiem tra|lay y kien|cong khai|niem yet|ket thuc|trung bay|chao mung|don|tuyen truyen)/
const EVENT_LABEL =
  /(?:^|[\s;.\-+])(?:thoi gian|thoi gian (?:to chuc|dien ra|hoc|di|cong tac)|hoc ky [i12]+|hoc ki [i12]+|nghi [a-z ]+)\s*:[^:]*$/
/** The period that a report covers: "tính từ ngày 15/12 … đến ngày 14/12 …" (NĐ 09/2019, điều 12). */
const COUNTED = /(?<![a-z])(?:tinh|chot so lieu|so lieu)\s+(?:ke\s+)?tu\s+(?:ngay\s)?[^;.]*$/
/** The day an act takes or loses effect; "bảo đảm có hiệu lực trước ngày …" is a task of somebody's. */
const IN_FORCE = /(?<!(?:bao dam|dam bao)(?: co)?\s)(?:co |het )?hieu luc[^;,.]{0,70}$|ap dung ke tu[^;,.]{0,20}$/
/** "Đối với hồ sơ nộp trước ngày … thì …": the date sorts cases. */
const CONDITION = /(?<![a-z])(?:doi voi|truong hop|neu)(?![a-z])/

/** A term without a day is somebody's only among words of work. */
const LOOSE_NEEDS =
  /(?:dinh ky|truoc khi|truoc ngay|hoan thanh|bao cao|trinh|gui|nop|xong|thoi han|cham nhat|to chuc|tap huan|ban hanh|tham dinh|thuc hien|hoan tat|day thu|trien khai|bo tri|sau khi|ke tu|lap|xay dung)/

const NONE: readonly FoundCitation[] = []
const NO_DATES: readonly FoundDate[] = []

/**
 * The due dates of some paragraphs, in `ranges` of their indices. `issued` is the document's own date: a day and month
 * without a year is the first such day on or after it.
 */
export function readDeadlines(
  paragraphs: readonly Paragraph[],
  ranges: readonly (readonly [number, number])[],
  cited: CitationsByParagraph,
  issued: IsoDate | null,
): Deadline[] {
  const columns = dueColumns(paragraphs, ranges)
  const deadlines: Deadline[] = []
  for (const [from, to] of ranges)
    for (let i = from; i < to; i++) {
      const paragraph = paragraphs[i]!
      const { cell } = paragraph
      if (!cell || columns.size === 0 || !columns.has(`${cell[0]}:${cell[2]}`))
        inParagraph(paragraph, cited.get(paragraph) ?? NONE, issued, deadlines)
      else if (cell[1] > 0) inCell(paragraph, issued, deadlines)
    }
  return deadlines
}

/** Columns of a table whose head says that they hold terms: "Hạn hoàn thành". */
function dueColumns(
  paragraphs: readonly Paragraph[],
  ranges: readonly (readonly [number, number])[],
): ReadonlySet<string> {
  const columns = new Set<string>()
  for (const [from, to] of ranges)
    for (let i = from; i < to; i++) {
      const { cell, folded, text } = paragraphs[i]!
      if (cell?.[1] !== 0 || text.length > 60) continue
      if (/thoi han|hoan thanh|thoi diem|deadline/.test(folded) || /(?:^|\s)hạn(?:\s|$)/i.test(text))
        columns.add(`${cell[0]}:${cell[2]}`)
    }
  return columns
}

function inCell(paragraph: Paragraph, issued: IsoDate | null, deadlines: Deadline[]): void {
  const at = { start: paragraph.start, end: paragraph.end }
  const dates = findDates(paragraph.folded)
  const last = dates.at(-1)
  if (!last) {
    const term = readTerm(paragraph.text, paragraph.folded)
    if (term) deadlines.push({ date: null, recurring: null, term, confidence: 0.9, text: paragraph.text, at })
    return
  }
  const recurring = EVERY_YEAR.test(paragraph.folded.slice(last.end)) || /hang nam/.test(paragraph.folded)
  const deadline = settle(last, recurring, issued)
  if (deadline) deadlines.push({ ...deadline, term: null, text: paragraph.text, at })
}

function settle(
  date: FoundDate,
  yearly: boolean,
  issued: IsoDate | null,
): { date: IsoDate | null; recurring: string | null; confidence: number } | null {
  if (date.month === null) return { date: null, recurring: `---${String(date.day).padStart(2, '0')}`, confidence: 1 }
  const md = `${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`
  if (date.year === null) {
    if (yearly) return { date: null, recurring: `--${md}`, confidence: 1 }
    if (!issued) return { date: null, recurring: null, confidence: 0.5 }
    const year = Number(issued.slice(0, 4))
    const same = isoDate(year, date.month, date.day)
    // The year is inferred.
    const next = same && same >= issued ? same : isoDate(year + 1, date.month, date.day)
    return { date: next, recurring: null, confidence: 0.8 }
  }
  // A term lies about the document's own time; an older date belongs to history.
  if (issued && date.year < Number(issued.slice(0, 4)) - 2) return null
  return { date: isoDate(date.year, date.month, date.day), recurring: null, confidence: 1 }
}

/** A term and where it stands in the text of its paragraph. */
interface FoundTerm {
  start: number
  end: number
  deadline: Deadline
}

function inParagraph(
  paragraph: Paragraph,
  citations: readonly FoundCitation[],
  issued: IsoDate | null,
  deadlines: Deadline[],
): void {
  const { folded } = paragraph
  const dates = paragraph.marks & DIGIT ? outsideCitations(findDates(folded), citations) : NO_DATES
  const terms = findTerms(folded)
  if (dates.length === 0 && terms.length === 0) return
  const found = dueDates(paragraph, dates, issued)
  if (terms.length > 0) addTerms(paragraph, terms, found)
  if (found.length > 1) found.sort((a, b) => a.end - b.end)
  for (const { deadline } of found) deadlines.push(deadline)
}

/** The dates that are terms, in the order of the text. */
function dueDates(paragraph: Paragraph, dates: readonly FoundDate[], issued: IsoDate | null): FoundTerm[] {
  const { text, folded } = paragraph
  const found: FoundTerm[] = []
  let chainEnd = -1
  for (const [i, date] of dates.entries()) {
    const sentenceAt = sentenceStart(folded, date.start)
    const before = folded.slice(Math.max(sentenceAt, date.start - 90), date.start)
    const clause = folded.slice(sentenceAt, date.start)
    const chained =
      chainEnd >= 0 && /^\s*(?:,|va|hoac|;)?\s*(?:va)?\s*(?:ngay)?\s*$/.test(folded.slice(chainEnd, date.start))
    let due = false
    if (
      IN_FORCE.test(before) ||
      (CONDITION.test(clause) && /(?<![a-z])thi(?![a-z])/.test(folded.slice(date.start, sentenceEnd(folded, date.end))))
    )
      due = false
    else if (chained) due = true
    else if (date.month === null)
      due = DUTY.test(folded.slice(sentenceAt, sentenceEnd(folded, date.end))) && /(?:ngay|truoc)\s*$/.test(before)
    else if (NAMED_TERM.test(before) && hasTermWord(text, date.start)) due = true
    else if (rangeEnd(folded, dates, i) && isPast(date, issued)) due = false
    else if ((CUE.test(before) && !SORTING.test(before) && !STATE.test(before)) || EXTENDED.test(before)) due = true
    else if (rangeEnd(folded, dates, i)) due = DOING.test(clause) && !EVENT_LABEL.test(clause) && !COUNTED.test(clause)
    else if (
      date.year === null &&
      EVERY_YEAR.test(folded.slice(date.end)) &&
      DUTY.test(clause) &&
      /ngay\s*$/.test(before)
    )
      due = true
    if (!due) continue
    // The start of a range is no term of its own.
    if (
      dates[i + 1] &&
      /^\s*(?:den|-|–)\s*(?:het\s*)?(?:ngay\s*)?$/.test(folded.slice(date.end, dates[i + 1]!.start)) &&
      /tu\s*(?:ngay)?\s*$/.test(before)
    )
      continue
    const yearly = date.year === null && date.month !== null && everyYear(folded, date, dates, i, sentenceAt)
    const settled = settle(date, yearly, issued)
    if (!settled) continue
    chainEnd = date.end
    const tail =
      EVERY_YEAR.exec(folded.slice(date.end))?.[0].length ??
      /^\s+(?:hang|moi) thang/.exec(folded.slice(date.end))?.[0].length ??
      0
    const end = date.end + (settled.recurring ? tail : 0)
    const from = clauseStart(folded, date.start)
    found.push({
      start: from,
      end,
      deadline: { ...settled, term: null, text: text.slice(from, end).trim(), at: place(paragraph, from, end) },
    })
  }
  return found
}

/** Adds the terms that name no single day to those `found`, where none of them stands. */
function addTerms(paragraph: Paragraph, terms: readonly { start: number; end: number }[], found: FoundTerm[]): void {
  const { text, folded } = paragraph
  const dated = new Spans(folded.length)
  for (const f of found) dated.add(f.start + 1, f.end)
  for (const { start, end } of terms) {
    if (dated.has(start)) continue
    const from = clauseStart(folded, start)
    if (!LOOSE_NEEDS.test(folded.slice(from, end))) continue
    const term = readTerm(text.slice(start, end), folded.slice(start, end))
    if (!term) continue
    dated.add(start + 1, end)
    found.push({
      start,
      end,
      deadline: {
        date: null,
        recurring: null,
        term,
        confidence: 0.9,
        text: text.slice(from, end).trim(),
        at: place(paragraph, from, end),
      },
    })
  }
}

/** Both lists are in the order of the text. */
function outsideCitations(dates: readonly FoundDate[], citations: readonly FoundCitation[]): FoundDate[] {
  let next = 0
  return dates.filter((date) => {
    while (next < citations.length && citations[next]!.end <= date.start) next++
    const cited = citations[next]
    return !(cited && date.start >= cited.numberAt && date.start < cited.end)
  })
}

/** "hạn", not "Hàn" or "hơn": folding lost the tone, the text has it. */
function hasTermWord(text: string, before: number): boolean {
  const head = text.slice(Math.max(0, before - 80), before).toLowerCase()
  return /hạn|hoàn thành/.test(head)
}

/** True where the date ends "từ ngày A đến (hết) ngày B". */
function rangeEnd(folded: string, dates: readonly FoundDate[], i: number): boolean {
  const date = dates[i]!
  const previous = dates[i - 1]
  if (previous && /^\s*(?:den|-|–)\s*(?:het\s*)?(?:ngay\s*)?$/.test(folded.slice(previous.end, date.start)))
    return /tu\s*(?:ngay)?\s*$/.test(folded.slice(Math.max(0, previous.start - 12), previous.start))
  return /(?<![a-z])tu (?:ngay )?\d{1,2}\s*(?:\/\d{1,2})?\s*(?:den|-)\s*(?:het\s*)?(?:ngay\s*)?$/.test(
    folded.slice(Math.max(0, date.start - 40), date.start),
  )
}

/** A span of time that was over when the document was signed is nobody's term: "từ ngày 01/01/2020 đến hết ngày 30/9/2021". */
function isPast({ year, month, day }: FoundDate, issued: IsoDate | null): boolean {
  if (issued === null || year === null || month === null) return false
  const date = isoDate(year, month, day)
  return date !== null && date < issued
}

/** One "hằng năm" covers the dates joined to it in the same sentence, before it and, as an opening, after it. */
function everyYear(
  folded: string,
  date: FoundDate,
  dates: readonly FoundDate[],
  i: number,
  sentenceAt: number,
): boolean {
  if (EVERY_YEAR.test(folded.slice(date.end))) return true
  const lead = folded.slice(sentenceAt, date.start)
  if (
    // A duty of every year has its day in every year: "báo cáo tình hình đoàn ra hằng năm trước ngày …".
    /(?<![a-z])(?:hang|moi) nam(?![a-z])[^;]{0,160}$/.test(lead)
  )
    return true
  const stop = sentenceEnd(folded, date.end)
  let end = date.end
  for (let j = i + 1; j < dates.length && dates[j]!.start < stop; j++) {
    const next = dates[j]!
    if (next.year !== null || /;/.test(folded.slice(end, next.start))) return false
    end = next.end
    if (EVERY_YEAR.test(folded.slice(end))) return true
  }
  return /^[^;.\d]{0,50}(?:hang|moi) nam/.test(folded.slice(date.end, stop))
}

function sentenceStart(folded: string, at: number): number {
  for (let i = at - 1; i > 0 && at - i < 600; i--) {
    if (folded[i] === '.' && folded[i + 1] === ' ' && !/\d/.test(folded[i + 2] ?? '')) return i + 2
  }
  return Math.max(0, at - 600)
}

function sentenceEnd(folded: string, from: number): number {
  const m = /\.(?:\s|$)/.exec(folded.slice(from, from + 600))
  return m ? from + m.index : Math.min(folded.length, from + 600)
}

/** The words a term stands among: back to the last mark that closes a clause. */
function clauseStart(folded: string, at: number): number {
  let i = at
  let closed = 0
  while (i > 0 && at - i < 160) {
    const char = folded[i - 1]!
    if (char === ')') closed++
    else if (char === '(' && closed > 0) closed--
    else if (
      char === ';' ||
      char === ':' ||
      char === '(' ||
      (char === '.' && folded[i] === ' ') ||
      (char === ',' && folded[i] === ' ' && at - i > 12)
    )
      break
    i--
  }
  while (i < at && /[\s\-+*•]/.test(folded[i]!)) i++
  return i
}
