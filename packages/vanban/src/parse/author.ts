import type { Place } from '../document.ts'
import { opensWithBody } from './bodies.ts'
import { endOfBody } from './citations.ts'
import { type Paragraph, place } from './paragraphs.ts'

const ACTS =
  /\s+(?:xay dung|ban hanh|to chuc|yeu cau|trien khai|bao cao|huong dan|de nghi|thong bao|lap ke hoach|xay dung va)(?![a-z])/

/** With no letterhead: the body that the opening sentence names as author, as printed there. */
export function findAuthor(preamble: readonly Paragraph[]): { text: string; at: Place } | null {
  for (const paragraph of preamble) {
    const { text, folded } = paragraph
    const starts = [0, ...[...text.matchAll(/[,;.]\s+/g)].map((m) => m.index + m[0].length)]
    for (const from of starts.reverse()) {
      if (!/^\p{Lu}|^nhà trường|^trường /u.test(text.slice(from)) || !opensWithBody(folded.slice(from))) continue
      const clause = folded.slice(from, from + 160)
      const act = ACTS.exec(clause)
      if (!act || /[,;:“"]/.test(clause.slice(0, act.index))) continue
      const end = Math.min(from + act.index, Math.max(endOfBody(text, folded, from), from))
      // "Ban Thường vụ Tỉnh ủy (khóa XV)": its term is no part of its name.
      const name = text
        .slice(from, from + act.index)
        .trim()
        .replace(/\s*\((?:khóa|khoá|nhiệm kỳ)\s[^()]*\)$/iu, '')
      if (name.length < 4 || end <= from) continue
      return { text: name, at: place(paragraph, from, from + name.length) }
    }
  }
  return null
}
