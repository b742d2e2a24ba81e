import type { Footnote } from '../document.ts'
import { CALL as CALLS } from './find-marks.ts'
import { type Paragraph, place } from './paragraphs.ts'

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const MARK = /^(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(\d{1,3})\])\s*/
const CALL = /(?<=[^\s⁰¹²³⁴⁵⁶⁷⁸⁹])\s?(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(\d{1,3})\])/g

const lower = (mark: string): string => [...mark].map((c) => (RAISED.includes(c) ? RAISED.indexOf(c) : c)).join('')

/** Notes from the foot of a page, each with the place that calls it: the last call of its mark above it. */
export function readFootnotes(paragraphs: readonly Paragraph[]): Footnote[] {
  const calls = new Map<string, { at: ReturnType<typeof place>; used: boolean }[]>()
  const notes: Footnote[] = []
  for (let i = 0; i < paragraphs.length; i++) {
    const paragraph = paragraphs[i]!
    const head = paragraph.note ? MARK.exec(paragraph.text) : null
    if (head) {
      const mark = lower(head[1] ?? head[2]!)
      const call = calls.get(mark)?.findLast((c) => !c.used)
      if (call) call.used = true
      notes.push({
        mark,
        text: paragraph.text.slice(head[0].length),
        calledAt: call?.at ?? null,
        confidence: call ? 1 : 0.8,
        at: { start: paragraph.start, end: paragraph.end },
      })
      continue
    }
    if (!(paragraph.marks & CALLS)) continue
    for (const m of paragraph.text.matchAll(CALL)) {
      const mark = lower(m[1] ?? m[2]!)
      const end = m.index + m[0].length
      const call = { at: place(paragraph, end - m[0].trimStart().length, end), used: false }
      const list = calls.get(mark)
      if (list) list.push(call)
      else calls.set(mark, [call])
    }
  }
  return notes
}
