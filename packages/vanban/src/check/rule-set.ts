import type { ParsedDocument } from '../document.ts'
import type { Layout } from '../parse/layout.ts'
import { DOCUMENT_KINDS } from '../write/document-kinds.ts'

/** NĐ 30/2020/NĐ-CP is in force from this day (điều 37); older papers were written by older rules. */
const IN_FORCE = '2020-03-05'

/** Symbols of the codes of Phụ lục III by kind. */
export const CODES: ReadonlyMap<string, string> = new Map(
  DOCUMENT_KINDS.flatMap(({ kind, code }) => (kind !== null && code !== null ? [[kind, code] as const] : [])),
)

/**
 * By which rules the form of a document is judged: NĐ 30/2020 for administrative documents of the State, Hướng dẫn
 * 36-HD/VPTW for those of the Party; null for normative documents, which have a law of their own, and for papers older
 * than the decree.
 */
export function ruleSetOf(parsed: ParsedDocument, layout: Layout): 'state' | 'party' | null {
  if (isParty(parsed, layout)) return 'party'
  if (parsed.date !== null && parsed.date < IN_FORCE) return null
  // "14/2022/QĐ-UBND", "43/2019/QH14": only normative documents bear the year.
  if (/^\d+\/\d{4}\//.test(parsed.number ?? '')) return null
  const kind = layout.head.heading?.kind ?? parsed.kind
  return kind === null || kind === 'Công văn' || CODES.has(kind) ? 'state' : null
}

function isParty(parsed: ParsedDocument, layout: Layout): boolean {
  if (/^\d+-\p{L}{2,5}\//u.test(parsed.number ?? '')) return true
  return headLines(layout).some((line) => /dang cong san viet nam/.test(line.folded))
}

/** The lines above the heading, or above "Kính gửi". */
export function headLines({ lines, head }: Layout): Layout['lines'] {
  return lines.slice(head.from, head.letterheadTo)
}

/** "(Kèm theo Quyết định số …)": such a text bears no number and date of its own. */
export function isEnclosed(layout: Layout): boolean {
  return layout.paragraphs.slice(0, 8).some((p) => /\((?:ban hanh )?kem theo/.test(p.folded))
}
