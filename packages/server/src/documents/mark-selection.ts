import { type Deadline, type LegalBasis, type ParsedDocument, type ParsedTask, parse, readText } from '@banggiao/vanban'
import { Problem } from '../platform/problem.ts'
import { fieldLengths, mostReceivers } from './field-lengths.ts'
import { isCalendarDay } from './stored-reading.ts'

/** Header values that a stretch of the text may be said to be. */
export const markedFields = [
  'title',
  'number',
  'date',
  'issuer',
  'superior',
  'signer',
  'addressees',
  'recipients',
] as const
type MarkedField = (typeof markedFields)[number]

export interface Selection {
  as: 'task' | 'basis' | 'deadline' | MarkedField
  /** Half-open range of UTF-16 offsets into the source text. */
  start: number
  end: number
}

/**
 * What a person says a stretch of the text is, put in its place among what was read.
 * @throws Problem invalid where nothing, nothing of that sort, a label alone, or more than such a value can hold is selected
 */
export function markSelection(parsed: ParsedDocument, text: string, selection: Selection): ParsedDocument {
  const words = text.slice(selection.start, selection.end).replace(/\s+/g, ' ').trim()
  if (words === '' || selection.end > text.length)
    throw new Problem('invalid', { vi: 'Chưa chọn đoạn văn bản nào', en: 'No text is selected' })
  const at = { start: selection.start, end: selection.end }
  switch (selection.as) {
    case 'task':
      return { ...parsed, tasks: withTask(parsed, taskAt(parsed, words, at)) }
    case 'basis':
      return { ...parsed, legalBases: inOrder([...parsed.legalBases, basisOf(words, at)]) }
    case 'deadline': {
      const deadline = deadlineOf(parsed, words, at)
      const tasks = parsed.tasks.map((task) =>
        task.at.start <= at.start && at.end <= task.at.end
          ? { ...task, deadlines: inOrder([...task.deadlines, deadline]) }
          : task,
      )
      return { ...parsed, tasks, deadlines: inOrder([...parsed.deadlines, deadline]) }
    }
    default:
      return {
        ...parsed,
        ...headerValue(parsed, selection.as, words, text.slice(at.start, at.end)),
        at: { ...parsed.at, [selection.as]: at },
      }
  }
}

function headerValue(
  parsed: ParsedDocument,
  field: MarkedField,
  words: string,
  lines: string,
): Partial<ParsedDocument> {
  switch (field) {
    case 'title':
      // the label of the trích yếu of a công văn is no part of it (NĐ 30/2020, Phụ lục I, II.5)
      return { title: fitting(words.replace(/^(?:v\s*\/\s*v|về việc(?=[\s:]|$)|về(?=\s*:))\s*:?\s*/i, ''), 'title') }
    case 'number':
      return { number: fitting(words.replace(/^số\s*:?\s*/i, ''), 'number') }
    case 'date':
      return { date: dateOf(words, null) }
    case 'signer':
      return { signer: { ...(parsed.signer ?? { authority: null, position: null }), name: fitting(words, 'signer') } }
    case 'addressees':
    case 'recipients': {
      const named = lines
        .split(/\n|;/)
        .map((line) =>
          line
            .replace(/^[\s\-–—+•*]*(?:kính gửi|nơi nhận)(?=[\s:]|$)\s*:?/i, '')
            .replace(/^[\s\-–—+•*]+|[\s.,;]+$/g, ''),
        )
        .filter((line) => line !== '')
        .map((line) => fitting(line, 'receiver'))
      if (named.length === 0) throw labelAlone()
      if (named.length > mostReceivers) throw tooMany(named.length)
      // the purposes were those of the names that were read
      return field === 'addressees' ? { addressees: named } : { recipients: named, recipientPurposes: null }
    }
    default:
      return { [field]: fitting(words, field) }
  }
}

/** The value, where there is one and it is no longer than such a value can be. @throws Problem invalid */
function fitting(value: string, field: keyof typeof fieldLengths): string {
  if (value === '') throw labelAlone()
  const most = fieldLengths[field]
  if (value.length > most)
    throw new Problem('invalid', {
      vi: `Đoạn đã chọn dài ${value.length} ký tự, nhiều hơn ${most} ký tự mà mục này có thể có; chọn đoạn ngắn hơn`,
      en: `The selection has ${value.length} characters, more than the ${most} such a value can have; select less`,
    })
  return value
}

function labelAlone(): Problem {
  return new Problem('invalid', {
    vi: 'Đoạn đã chọn chỉ có nhãn hoặc dấu đầu dòng; chọn cả phần nội dung đi sau',
    en: 'Only the label or the bullet is selected; select what follows it as well',
  })
}

function tooMany(count: number): Problem {
  return new Problem('invalid', {
    vi: `Đoạn đã chọn có ${count} dòng, nhiều hơn ${mostReceivers}; chọn đoạn ngắn hơn`,
    en: `The selection has ${count} lines, more than ${mostReceivers}; select less`,
  })
}

function inOrder<T extends { at: { start: number } }>(list: T[]): T[] {
  return list.sort((a, b) => a.at.start - b.at.start)
}

function taskAt(parsed: ParsedDocument, words: string, at: { start: number; end: number }): ParsedTask {
  const neighbour = parsed.tasks.findLast((t) => t.at.start <= at.start)
  const heading = parsed.outline.findLast((o) => o.at.start <= at.start)
  const under = neighbour && (!heading || neighbour.at.start > heading.at.start) ? neighbour : null
  return {
    section: under?.section ?? heading?.label ?? '',
    sectionTitle: under?.sectionTitle ?? heading?.title ?? null,
    position: 0,
    label: null,
    text: fitting(words.replace(/^[-–—+•*]\s*/, ''), 'words'),
    assignees: [],
    deadlines: parsed.deadlines.filter((d) => at.start <= d.at.start && d.at.end <= at.end),
    at,
  }
}

function withTask(parsed: ParsedDocument, task: ParsedTask): ParsedTask[] {
  const overlaps = parsed.tasks.some((t) => t.at.start < task.at.end && task.at.start < t.at.end)
  if (overlaps)
    throw new Problem('invalid', {
      vi: 'Đoạn này đã nằm trong một nhiệm vụ; sửa nhiệm vụ đó ở bên phải',
      en: 'This stretch is part of a task already; edit that task on the right',
    })
  return inOrder([...parsed.tasks, task])
}

function basisOf(words: string, at: { start: number; end: number }): LegalBasis {
  const [cited] = parse(readText(words)).citations
  const bare = fitting(
    words.replace(/[;.,]\s*$/, '').replace(/^(căn cứ|thực hiện|theo|triển khai|xét)(\s+|$)/i, ''),
    'words',
  )
  if (cited?.number) fitting(cited.number, 'number')
  return cited
    ? { ...cited, subject: null, at }
    : { kind: null, number: null, date: null, issuer: null, subject: bare, at }
}

function deadlineOf(parsed: ParsedDocument, words: string, at: { start: number; end: number }): Deadline {
  return { date: dateOf(words, parsed.date), recurring: null, text: fitting(words, 'words'), at }
}

/**
 * The day that is written in `words`; one without its year is the first such day on or after `from`.
 * @throws Problem invalid where there is none
 */
function dateOf(words: string, from: string | null): string {
  const full =
    /(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/i.exec(words)
  const short = /(\d{1,2})\s*[/.-]\s*(\d{1,2})(?!\s*[/.-]?\d)/.exec(words)
  let date: string | null = null
  if (full) date = day(full[3] ?? full[6], full[2] ?? full[5], full[1] ?? full[4])
  else if (short && from) {
    const year = Number(from.slice(0, 4))
    date = day(String(year), short[2], short[1])
    if (date !== null && date < from) date = day(String(year + 1), short[2], short[1])
  }
  if (date === null)
    throw new Problem('invalid', {
      vi: 'Không thấy ngày nào trong đoạn đã chọn; chọn cả ngày, tháng',
      en: 'There is no date in the selection; select day and month as well',
    })
  return date
}

function day(year: string | undefined, month: string | undefined, date: string | undefined): string | null {
  const value = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`
  return isCalendarDay(value) ? value : null
}
