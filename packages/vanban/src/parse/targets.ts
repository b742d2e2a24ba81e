import type { Target } from '../document.ts'
import { fold } from './fold.ts'
import type { Section } from './outline.ts'
import type { Paragraph } from './paragraphs.ts'
import { readQuantities } from './quantities.ts'

const AIMS = /(?<![a-z])(?:chi tieu|muc tieu)(?![a-z])/

/** Cheap first: a title that names an aim does so in its paragraphs. */
function isAim({ title, paragraph, titleParagraph }: Section, paragraphs: readonly Paragraph[]): boolean {
  for (let p = paragraph; p <= titleParagraph; p++)
    if (paragraphs[p]!.folded.includes('tieu')) return AIMS.test(fold(title ?? ''))
  return false
}

/** The counts and shares in the sections headed mục tiêu or chỉ tiêu. */
export function readTargets(paragraphs: readonly Paragraph[], sections: readonly Section[], end: number): Target[] {
  const out: Target[] = []
  const heads = sections.filter((s) => s.heading)
  const path: Section[] = []
  let past = 0
  heads.forEach((head, i) => {
    while (path.length > 0 && path.at(-1)!.level >= head.level) path.pop()
    path.push(head)
    if (head.paragraph < past || !isAim(head, paragraphs)) return
    let stop = i + 1
    while (stop < heads.length && heads[stop]!.level > head.level) stop++
    past = heads[stop]?.paragraph ?? end
    const key = path.map((s) => s.label).join('.')
    let section = key
    for (let p = head.paragraph; p < past && p < paragraphs.length; p++) {
      const under = heads.find((h, n) => n > i && n < stop && h.paragraph === p)
      if (under) section = `${key}.${under.label.slice(under.label.lastIndexOf('.') + 1)}`
      const paragraph = paragraphs[p]!
      if (paragraph.note || paragraph.cell) continue
      for (const quantity of readQuantities(paragraph)) out.push({ ...quantity, section, statement: paragraph.text })
    }
  })
  return out
}
