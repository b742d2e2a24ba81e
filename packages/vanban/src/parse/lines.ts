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
    const whole = source.text.slice(line.start, line.end)
    // The bar that a copied table left at the end of its cell.
    const raw = whole.endsWith('|') ? whole.replace(/[\s|]+$/, '') : whole
    const text = raw.trim()
    if (text === '' && whole !== raw) {
      rule = true
      continue
    }
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

/** Words that stand alone on a line of the head and are whole. */
const WHOLE = /^(?:luat|lenh|[ivxlc]+|\d+)[.:]?$/

/**
 * The lines of a head whose first word was cut off by the column of a web page: "ỦY" + "BAN NHÂN DÂN", "Hà" + "Nội, ngày …",
 * "Số:" + "29/KH-UBND". A joined line is as long as its parts in the source, so offsets hold.
 */
export function mendHead(source: Source, lines: readonly Line[], count: number): Line[] {
  const out: Line[] = []
  for (let i = 0; i < lines.length; i++) {
    let line = lines[i]!
    while (i + 1 < Math.min(count, lines.length) && isCut(line, lines[i + 1]!)) {
      const next = lines[++i]!
      const text = source.text.slice(line.start, next.start + next.text.length).replaceAll('\n', ' ')
      line = { ...line, text, folded: fold(text) }
    }
    out.push(line)
  }
  return out
}

function isCut(line: Line, next: Line): boolean {
  if (next.gap > 0 || next.rule || next.cell || line.cell || next.index !== line.index + 1) return false
  if (next.start - line.start - line.text.length > 3) return false
  return (
    /^\p{L}+:?$/u.test(line.text) && line.text.length <= 9 && !WHOLE.test(line.folded) && /^[\p{L}\d]/u.test(next.text)
  )
}
