import type { Deadline, Finding, ParsedDocument, Place, Source } from '../document.ts'
import { fold } from '../parse/fold.ts'
import { finding } from './finding.ts'

const vn = (iso: string): string => iso.split('-').reverse().join('/')

/** Interim before final, terms after the document's own date, days that the calendar has. */
export function checkDates(source: Source, parsed: ParsedDocument): Finding[] {
  return [...reportOrder(parsed.deadlines), ...pastTerms(parsed), ...impossibleDays(source)]
}

const INTERIM = /so ket|(?:6|sau) thang|giua (?:ky|nam)|hoc ky (?:i|1)(?![a-z])/
const FINAL = /tong ket|bao cao nam|ca nam|cuoi nam|(?<!giua )nam (?:truoc ngay|truoc)|hoc ky (?:ii|2)/

/** A final report due before the interim one of the same plan: right only where the year is a school year. */
function reportOrder(deadlines: readonly Deadline[]): Finding[] {
  const dated = deadlines.filter((d) => d.date !== null && /bao cao|so ket|tong ket/.test(fold(d.text)))
  const interim = dated.filter((d) => INTERIM.test(fold(d.text)))
  const final = dated.filter((d) => FINAL.test(fold(d.text)) && !INTERIM.test(fold(d.text)))
  for (const early of interim) {
    const late = final.find((d) => d.date! < early.date!)
    if (!late) continue
    return [
      finding(
        'deadline-order',
        'question',
        late.at,
        `Hạn tổng kết (${vn(late.date!)}) trước hạn sơ kết (${vn(early.date!)}). Nếu tính theo năm học thì xem lại năm của từng hạn; nếu không, hai ngày có thể bị đổi chỗ.`,
        `The final report (${vn(late.date!)}) falls due before the interim one (${vn(early.date!)}). In a school-year calendar one of the years differs; otherwise the dates are swapped.`,
        { also: [early.at] },
      ),
    ]
  }
  return []
}

function pastTerms(parsed: ParsedDocument): Finding[] {
  const issued = parsed.date
  if (!issued || parsed.kind === 'Công văn' || parsed.kind === 'Báo cáo') return []
  const past = parsed.deadlines.filter((d) => d.date !== null && d.date < issued)
  if (past.length === 0) return []
  return [
    finding(
      'deadline-past',
      'question',
      past[0]!.at,
      `Thời hạn ${vn(past[0]!.date!)} đã qua trước ngày ban hành văn bản (${vn(issued)}).`,
      `The term ${vn(past[0]!.date!)} had passed when the document was issued (${vn(issued)}).`,
      { also: past.slice(1).map((d) => d.at) },
    ),
  ]
}

const DAY =
  /(?<![\d/.-])(\d{1,2})\s*(?:\/|-)\s*(\d{1,2})\s*(?:\/|-)\s*((?:19|20)\d\d)(?!\d)|ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})/g

function impossibleDays(source: Source): Finding[] {
  const folded = fold(source.text)
  const places: Place[] = []
  for (const m of folded.matchAll(DAY)) {
    const day = Number(m[1] ?? m[4])
    const month = Number(m[2] ?? m[5])
    const year = Number(m[3] ?? m[6])
    if (month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()) continue
    places.push({ start: m.index, end: m.index + m[0].length })
  }
  const first = places[0]
  if (!first) return []
  const text = source.text.slice(first.start, first.end).replace(/\s+/g, ' ')
  return [
    finding(
      'date-impossible',
      'error',
      first,
      `“${text}” không có trong lịch.`,
      `“${text}” is no day of the calendar.`,
      { also: places.slice(1) },
    ),
  ]
}
