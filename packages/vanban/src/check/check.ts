import type { Finding, ParsedDocument, Severity, Source } from '../document.ts'
import { layOut } from '../parse/layout.ts'
import { checkCitations } from './check-citations.ts'
import { checkDates } from './check-dates.ts'
import { checkForm } from './check-form.ts'
import { checkAbolishedBodies, checkLayout, checkPunctuation } from './check-layout.ts'
import { checkNumbering } from './check-numbering.ts'
import { checkPage } from './check-page.ts'
import { checkPlan } from './check-plan.ts'
import { checkSpelling } from './check-spelling.ts'

export interface CheckOptions {
  /** Every finding by itself; otherwise the small ones of one family are one line with all their places. */
  expand?: boolean
}

const RANK: Record<Severity, number> = { error: 0, warning: 1, question: 2 }

/**
 * Findings of form, numbering, dates, citations and spelling, in the order of the text. Of a text that is no
 * administrative document only its spelling and punctuation are looked at.
 */
export function check(source: Source, parsed: ParsedDocument, options: CheckOptions = {}): Finding[] {
  const layout = layOut(source)
  const findings: Finding[] = parsed.recognised
    ? [
        ...checkForm(source, parsed, layout),
        ...checkNumbering(layout),
        ...checkDates(source, parsed),
        ...checkCitations(source, layout, parsed.date),
        ...checkAbolishedBodies(source, layout, parsed.date),
        ...checkSpelling(source, layout),
        ...checkPunctuation(source, layout),
        ...checkLayout(source, layout),
        ...checkPage(source, parsed, layout),
        ...checkPlan(source, parsed, layout),
      ]
    : [...checkSpelling(source, layout), ...checkPunctuation(source, layout)]
  const sorted = findings.sort(
    (a, b) => (a.at?.start ?? -1) - (b.at?.start ?? -1) || RANK[a.severity] - RANK[b.severity],
  )
  return options.expand ? sorted : gather(sorted)
}

/** A family is gathered under its own name; the components of the form that are missing are told with its details. */
const familyOf = (code: string): string => {
  if (/^layout-(?:page|font)-/.test(code)) return 'layout-page'
  const family = code.split('-')[0]!
  return family === 'component' ? 'form' : family
}

const FAMILIES: Record<string, readonly [vi: string, en: string]> = {
  layout: ['Lỗi dàn trang khi sao chép', 'Left over from the page layout'],
  'layout-page': ['Trình bày trang', 'Page and type'],
  punctuation: ['Dấu câu', 'Punctuation'],
  structure: ['Bố cục chưa đều', 'Uneven structure'],
  form: ['Thể thức', 'Form'],
}

/** One line for the small findings of a family: a reader wants to see the errors first. */
function gather(findings: readonly Finding[]): Finding[] {
  const out: Finding[] = []
  const heads = new Map<string, Finding[]>()
  for (const finding of findings) {
    const family = familyOf(finding.code)
    // An error stands by itself.
    if (!(family in FAMILIES) || finding.severity === 'error') out.push(finding)
    else {
      const group = heads.get(family)
      if (group) group.push(finding)
      else {
        heads.set(family, [finding])
        out.push(finding)
      }
    }
  }
  return out.map((finding) => {
    const family = familyOf(finding.code)
    const group = heads.get(family)
    if (!group || group[0] !== finding || group.length === 1) return finding
    const [vi, en] = FAMILIES[family]!
    const severity = group.map((f) => f.severity).sort((a, b) => RANK[a] - RANK[b])[0]!
    return {
      code: family,
      severity,
      at: finding.at,
      vi: `${vi} (${group.length}): ${group.map((f) => f.vi).join(' ')}`,
      en: `${en} (${group.length}): ${group.map((f) => f.en).join(' ')}`,
      also: group.flatMap((f, i) => [...(i > 0 && f.at ? [f.at] : []), ...(f.also ?? [])]),
      parts: group,
    }
  })
}
