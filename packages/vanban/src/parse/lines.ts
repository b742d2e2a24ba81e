import type { Source } from '../document.ts'
import { fold } from './fold.ts'

/** A line with something on it, as header and signature readers see it. */
export interface Line {
  /** Index in `Source.lines`. */
  index: number
  text: string
  folded: string
  /** Offset of `text` in the source. */
  start: number
  /** Characters of white space before it in its line. */
  column: number
  /** Blank lines before it. */
  gap: number
  /** A drawn rule stands before it. */
  rule: boolean
  cell: [number, number, number] | null
}

/** The lines `from..to` of a source that hold text; furniture left out. */
export function textLines(source: Source, furniture: readonly boolean[], from = 0, to = source.lines.length): Line[] {
  const out: Line[] = []
  let gap = 0
  let rule = false
  for (let i = from; i < Math.min(to, source.lines.length); i++) {
    const line = source.lines[i]!
    const raw = source.text.slice(line.start, line.end)
    const text = raw.trim()
    if (text === '') {
      gap++
      continue
    }
    if (furniture[i]) {
      rule = true
      continue
    }
    out.push({
      index: i,
      text,
      folded: fold(text),
      start: line.start + raw.indexOf(text),
      column: raw.indexOf(text),
      gap,
      rule,
      cell: line.cell,
    })
    gap = 0
    rule = false
  }
  return out
}
