import type { Finding, ParsedDocument, Source } from '../document.ts'
import type { Layout } from '../parse/layout.ts'
import { checkBases } from './check-bases.ts'
import { checkClosing } from './check-closing.ts'
import { checkLetterhead } from './check-letterhead.ts'
import { finding } from './finding.ts'
import { isEnclosed, ruleSetOf } from './rule-set.ts'

/** The form of a document, component by component (NĐ 30/2020, điều 8 and Phụ lục I; Hướng dẫn 36-HD/VPTW). */
export function checkForm(source: Source, parsed: ParsedDocument, layout: Layout): Finding[] {
  const rules = ruleSetOf(parsed, layout)
  const findings: Finding[] = []
  if (rules !== null)
    findings.push(...checkLetterhead(source, parsed, layout, rules), ...checkClosing(source, parsed, layout, rules))
  if (rules === 'state') findings.push(...checkBases(parsed, layout))
  const wrong = new Set(findings.map((f) => f.code))
  return [...missingComponents(source, parsed, layout, rules, wrong), ...findings]
}

/** Components of NĐ 30/2020, điều 8, that the text lacks, one line for all; one that stands there in a wrong form is not lacking. */
function missingComponents(
  source: Source,
  parsed: ParsedDocument,
  layout: Layout,
  rules: 'state' | 'party' | null,
  wrong: ReadonlySet<string>,
): Finding[] {
  const missing: [vi: string, en: string][] = []
  const enclosed = isEnclosed(layout)
  const kind = layout.head.heading?.kind ?? parsed.kind
  if (!layout.letterhead.motto)
    missing.push(
      rules === 'party'
        ? ['tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM”', 'the title “ĐẢNG CỘNG SẢN VIỆT NAM”']
        : ['Quốc hiệu, Tiêu ngữ', 'the national title and motto'],
    )
  if (!layout.letterhead.issuer && !wrong.has('form-issuer-case'))
    missing.push(['tên cơ quan ban hành', 'the issuing body'])
  if (!enclosed) {
    if (!parsed.number) missing.push(['số, ký hiệu', 'the number and symbol'])
    // Papers of the National Assembly bear place and date under the text.
    const assembly = /QH\d+$/.test(parsed.number ?? '')
    if (!parsed.place && !assembly && !wrong.has('form-date')) missing.push(['địa danh', 'the place'])
    if (!parsed.date && !assembly && !wrong.has('form-date')) missing.push(['thời gian ban hành', 'the date'])
  }
  if (parsed.title === null && kind !== null && !wrong.has('form-type-name'))
    missing.push(
      kind === 'Công văn' ? ['trích yếu (“V/v …”)', 'the subject (“V/v …”)'] : ['trích yếu', 'the subject line'],
    )
  if ((kind === 'Công văn' || kind === 'Tờ trình') && !layout.head.addressed && rules !== null)
    missing.push(['nơi gửi đến (“Kính gửi”)', 'the addressee (“Kính gửi”)'])
  const whole =
    source.text.length > 0 && (parsed.signer !== null || parsed.recipients !== null || /\.\/\.\s*$/.test(source.text))
  if (whole && parsed.signer === null) missing.push(['chức vụ, họ tên người ký', 'the signer'])
  if (whole && parsed.recipients === null && !enclosed) missing.push(['nơi nhận', 'the recipients'])
  if (missing.length === 0) return []
  return [
    finding(
      'component-missing',
      'warning',
      null,
      `Thiếu thành phần thể thức: ${missing.map((m) => m[0]).join('; ')}.`,
      `Components of the form are missing: ${missing.map((m) => m[1]).join('; ')}.`,
    ),
  ]
}
