import { nextOccurrence } from '@banggiao/rules'
import type { Deadline, LegalBasis, ParsedDocument } from '@banggiao/vanban'
import type { PlanContent, PlanSection } from './plan-content.ts'

export interface ReadTask {
  section: string
  sectionTitle: string | null
  position: number
  /** Where it stands in the source text. */
  at: number
  text: string
  assignees: string[]
  dueOn: string | null
  dueRecurring: string | null
}

export interface ReadPlan {
  year: number
  content: PlanContent
  tasks: ReadTask[]
  /** YYYY-MM-DD */
  reportDueOn: string | null
  reportDueRecurring: string | null
  /** The words that name the report's date, for the match of its receiver. */
  reportWords: string | null
}

/**
 * A confirmed plan document as plan and tasks: nothing is added to what was read. Recurring limits become the first day on or
 * after the document's date, in a plan for a later year the first of that year.
 * @param text the source text that every `at` points into
 */
export function readParsedPlan(parsed: ParsedDocument, text: string, fallbackDate: string): ReadPlan {
  const dated = parsed.date ?? fallbackDate
  const year = yearOf(parsed.title ?? '', Number(dated.slice(0, 4)))
  const from = dated > `${year}-01-01` ? dated : `${year}-01-01`
  const report = reportDeadline(parsed)
  return {
    year,
    content: {
      bases: parsed.legalBases.map((basis) => basisOf(basis, text)),
      opening: openingOf(parsed, text),
      sections: readSections(parsed, text),
      closing: '',
      recipients: parsed.recipients ?? [],
      signer: {
        authority: parsed.signer?.authority ? [parsed.signer.authority] : [],
        position: parsed.signer?.position ?? '',
        name: parsed.signer?.name ?? '',
      },
    },
    tasks: parsed.tasks.map((task) => {
      const due = task.deadlines.find((d) => d.date !== null || d.recurring !== null)
      return {
        section: task.section,
        sectionTitle: task.sectionTitle,
        position: task.position,
        at: task.at.start,
        text: task.text,
        assignees: task.assignees,
        dueOn: due ? (due.date ?? nextOccurrence(due.recurring!, from)) : null,
        dueRecurring: due?.recurring ?? null,
      }
    }),
    reportDueOn: report ? (report.date ?? nextOccurrence(report.recurring!, from)) : null,
    reportDueRecurring: report?.recurring ?? null,
    reportWords: report ? clauseAround(text, report.at.start, report.at.end) : null,
  }
}

/** A year a title names but is not of: one it looks ahead to, or one of a month. */
const aheadOf = /(?:đến|tới|hết|cuối|tầm nhìn|giai đoạn|tháng\s+\d{1,2})\s+$/iu

/** The year a plan is of: the first its title names near the one it was signed in, from the year before to the next. */
function yearOf(title: string, signedIn: number): number {
  const named = [...title.matchAll(/(?<!\p{L})năm\s+(?:học\s+)?(20\d{2})/giu)]
    .filter((found) => !aheadOf.test(title.slice(0, found.index)))
    .map((found) => Number(found[1]))
  return named.find((year) => Math.abs(year - signedIn) <= 1) ?? signedIn
}

/** The last dated limit whose sentence asks for a report; yearly ones first, for a monthly one is no report on the plan. */
function reportDeadline(parsed: ParsedDocument): Deadline | null {
  const dated = parsed.deadlines.filter((d) => d.date !== null || d.recurring !== null)
  const tasks = parsed.tasks.flatMap((t) => t.deadlines.map((d) => ({ at: d.at.start, text: t.text })))
  const asks = dated.filter((d) => {
    const around = tasks.find((t) => t.at === d.at.start)?.text ?? d.text
    return /báo cáo/iu.test(`${d.text} ${around}`)
  })
  return (
    asks.filter((d) => d.recurring?.startsWith('--') && !d.recurring.startsWith('---')).at(-1) ?? asks.at(-1) ?? null
  )
}

/** Headed sections in the order of the text; a task whose section has no heading ("II.7", a numbered sentence) gets one without title. */
function readSections(parsed: ParsedDocument, text: string): PlanSection[] {
  const sections: (PlanSection & { start: number })[] = []
  const stack: string[] = []
  const seen = new Map<string, number>()
  parsed.outline.forEach((entry, n) => {
    stack.length = entry.level - 1
    stack[entry.level - 1] = entry.label
    const path = stack.filter((part) => part !== undefined).join('.')
    const times = (seen.get(path) ?? 0) + 1
    seen.set(path, times)
    if (times > 1) stack[entry.level - 1] = `${entry.label}(${times})`
    const until = parsed.outline[n + 1]?.at.start ?? endOfBody(parsed, text)
    // the name that vanban gave the tasks standing here wins over our own reckoning
    const here = parsed.tasks.find((t) => t.at.start >= entry.at.start && t.at.start < until && t.label === null)
    const key = here?.section ?? stack.filter((part) => part !== undefined).join('.')
    if (sections.some((s) => s.key === key)) return
    sections.push({
      key,
      label: entry.label,
      title: entry.title ?? '',
      level: entry.level,
      paragraphs: plainParagraphs(text.slice(entry.at.end, until), parsed, entry.at.end, until),
      start: entry.at.start,
    })
  })
  for (const task of parsed.tasks) {
    if (sections.some((s) => s.key === task.section)) continue
    sections.push({
      key: task.section,
      label: task.label ?? task.section,
      title: task.sectionTitle && task.label === null ? task.sectionTitle : '',
      level: task.section.split('.').length,
      paragraphs: [],
      start: task.at.start,
    })
  }
  return sections.sort((a, b) => a.start - b.start).map(({ start: _, ...section }) => section)
}

/** Paragraphs of a stretch that holds no task; where it holds tasks, the tasks say it all. */
function plainParagraphs(stretch: string, parsed: ParsedDocument, from: number, until: number): string[] {
  if (parsed.tasks.some((t) => t.at.start >= from && t.at.start < until)) return []
  const paragraphs: string[] = []
  for (const piece of stretch.split(/\n\s*\n|\n(?=\s*[-–+•]\s)/u)) {
    const words = piece.replace(/\s+/gu, ' ').trim()
    if (words.length < 2) continue
    const last = paragraphs.at(-1)
    // a blank line inside a sentence is the copy's, not the writer's
    if (last !== undefined && !/[.;:!?…]$/u.test(last) && /^[\p{Ll}\d(“"]/u.test(words)) {
      paragraphs[paragraphs.length - 1] = `${last} ${words}`
    } else paragraphs.push(words.replace(/^[-–+•]\s*/u, ''))
  }
  return paragraphs
}

function endOfBody(parsed: ParsedDocument, text: string): number {
  const ends = [parsed.at.recipients?.start, parsed.at.signer?.start].filter((n): n is number => n !== undefined)
  return ends.length > 0 ? Math.min(...ends) : text.length
}

/** A ground as it is printed; one that the opening sentence runs on from ends with its subject. */
function basisOf(basis: LegalBasis, text: string): string {
  const whole = clauseAround(text, basis.at.start, basis.at.end)
  const end = subjectEnd(basis, text)
  if (end === null) return whole
  const short = clauseAround(text.slice(0, end), basis.at.start, basis.at.end)
  return whole.startsWith(short) ? short : whole
}

/** Where in the text the words end that say what a ground is about; null where it says nothing of it. */
function subjectEnd(basis: LegalBasis, text: string): number | null {
  if (basis.subject === null) return null
  const words = basis.subject.split(/\s+/u).map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'))
  const found = new RegExp(words.join('\\s+'), 'u').exec(text.slice(basis.at.end, basis.at.end + 3000))
  return found ? basis.at.end + found.index + found[0].length : null
}

/** The sentence between grounds and body that leads over to it: "… xây dựng Kế hoạch như sau:". */
function openingOf(parsed: ParsedDocument, text: string): string {
  const last = parsed.legalBases.at(-1)
  const body = parsed.outline[0]?.at.start
  if (!last || body === undefined || body <= last.at.end) return ''
  const words = text
    .slice(subjectEnd(last, text) ?? last.at.end, body)
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,;.]+|[\s#*]+$/gu, '')
  return words.endsWith(':') && words.length <= 1500 ? words : ''
}

/** The clause around a place: from the line's beginning or a ";" to the next ";", over lines that are only wrapped. */
function clauseAround(text: string, start: number, end: number): string {
  const before = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf(';', start - 1)) + 1
  const rest = text.slice(end)
  // a line ends the clause when its own mark does, or a blank line or another ground follows
  const stop = /;|[.:]\s*(?:\n|$)|\n\s*(?:\n|Căn cứ|Theo |Thực hiện |Triển khai |Xét )/u.exec(rest)
  return clean(text.slice(before, stop ? end + stop.index : text.length))
}

function clean(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[;.,\s]+$/u, '')
    .trim()
}
