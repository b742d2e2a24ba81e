import { diffText, type Run } from '@banggiao/vanban'
import type { PlanSection } from './plan-content.ts'

/** What a unit changed in the superior's words of one section; null where nothing was. */
interface SectionWording {
  key: string
  title: Run[] | null
  /** Paragraph by paragraph; one that the unit left out is a deletion alone. */
  paragraphs: Run[][] | null
}

/** The sections whose words differ from the superior's they were drafted from. */
export function trackedWording(sections: readonly PlanSection[]): SectionWording[] {
  return sections.flatMap(({ key, title, paragraphs, base }) => {
    if (!base) return []
    const changed = base.paragraphs.join('\n') !== paragraphs.join('\n')
    const wording = {
      key,
      title: base.title === title ? null : diffText(base.title, title),
      paragraphs: changed ? byParagraph(base.paragraphs, paragraphs) : null,
    }
    return wording.title || wording.paragraphs ? [wording] : []
  })
}

/** Words of a task that differ from the superior's it carries out; null where none do. */
export function trackedTask(task: { text: string; baseText: string | null }): Run[] | null {
  return task.baseText !== null && task.baseText !== task.text ? diffText(task.baseText, task.text) : null
}

/** Paragraphs that stand in both are pairs; of those between them the first with the first, and what is over is left out or new. */
function byParagraph(before: readonly string[], after: readonly string[]): Run[][] {
  const runs: Run[][] = []
  let [from, to] = [0, 0]
  const between = (untilBefore: number, untilAfter: number) => {
    while (from < untilBefore || to < untilAfter) {
      if (from === untilBefore) runs.push([{ text: after[to++]!, change: 'ins' }])
      else if (to === untilAfter) runs.push([{ text: before[from++]!, change: 'del' }])
      else runs.push(diffText(before[from++]!, after[to++]!))
    }
  }
  for (let at = 0; at < before.length; at++) {
    if (at < from) continue
    const same = after.indexOf(before[at]!, to)
    if (same < 0) continue
    between(at, same)
    runs.push([{ text: before[at]! }])
    ;[from, to] = [at + 1, same + 1]
  }
  between(before.length, after.length)
  return runs
}
