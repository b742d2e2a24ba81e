import type { Finding, ParsedDocument, Source } from '../document.ts'
import type { Layout } from '../parse/layout.ts'
import { finding } from './finding.ts'

/** Components of NĐ 30/2020, điều 8, that the text lacks: one line for all of them; and the form of the own number. */
export function checkForm(source: Source, parsed: ParsedDocument, layout: Layout): Finding[] {
  const findings: Finding[] = []
  const missing: [vi: string, en: string][] = []
  // An enclosure ("Kèm theo Quyết định số …") bears no number and date of its own.
  const enclosed = layout.paragraphs.slice(0, 8).some((p) => /\((?:ban hanh )?kem theo/.test(p.folded))
  if (!layout.letterhead.motto) missing.push(['Quốc hiệu, Tiêu ngữ', 'the national title and motto'])
  if (!layout.letterhead.issuer) missing.push(['tên cơ quan ban hành', 'the issuing body'])
  if (!enclosed) {
    if (!parsed.number) missing.push(['số, ký hiệu', 'the number and symbol'])
    if (!parsed.place) missing.push(['địa danh', 'the place'])
    if (!parsed.date) missing.push(['thời gian ban hành', 'the date'])
  }
  if (parsed.title === null && parsed.kind !== null && parsed.kind !== 'Công văn')
    missing.push(['trích yếu', 'the subject line'])
  const whole =
    source.text.length > 0 && (parsed.signer !== null || parsed.recipients !== null || /\.\/\.\s*$/.test(source.text))
  if (whole && parsed.signer === null) missing.push(['chức vụ, họ tên người ký', 'the signer'])
  if (whole && parsed.recipients === null && !enclosed) missing.push(['nơi nhận', 'the recipients'])
  if (missing.length > 0)
    findings.push(
      finding(
        'component-missing',
        'warning',
        null,
        `Thiếu thành phần thể thức: ${missing.map((m) => m[0]).join('; ')}.`,
        `Components of the form are missing: ${missing.map((m) => m[1]).join('; ')}.`,
      ),
    )
  if (parsed.number && parsed.at.number && /\s/.test(parsed.number))
    findings.push(
      finding(
        'number-symbol',
        'warning',
        parsed.at.number,
        `Số, ký hiệu “${parsed.number}” có dấu cách; các nhóm chữ viết tắt nối bằng dấu gạch nối, không cách chữ.`,
        `The number “${parsed.number}” holds a space; its groups are joined by hyphens without spaces.`,
      ),
    )
  return findings
}
