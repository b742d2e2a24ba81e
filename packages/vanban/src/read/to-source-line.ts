import type { SourceLine } from '../document.ts'
import type { LineHint } from './read-text.ts'

/** The line `start..end` of a source with what its reader knows of it; what that does not know is null or left out. */
export function toSourceLine(start: number, end: number, hint: LineHint | null): SourceLine {
  if (hint === null) return { start, end, page: null, bold: null, italic: null, align: null, cell: null }
  const line: SourceLine = {
    start,
    end,
    page: hint.page ?? null,
    bold: hint.bold ?? null,
    italic: hint.italic ?? null,
    align: hint.align ?? null,
    cell: hint.cell ?? null,
  }
  if (hint.heading !== undefined) line.heading = hint.heading
  if (hint.goesOn !== undefined) line.goesOn = hint.goesOn
  if (hint.font !== undefined) line.font = hint.font
  if (hint.size !== undefined) line.size = hint.size
  if (hint.firstLine !== undefined) line.firstLine = hint.firstLine
  if (hint.spacing !== undefined) line.spacing = hint.spacing
  return line
}
