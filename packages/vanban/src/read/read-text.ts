import type { Source, SourceLine } from '../document.ts'
import { stripMarkup } from './strip-markup.ts'

/**
 * A source from text that is already decoded: NFC, LF, and without the remains of Markdown and HTML that text taken
 * from the web carries (tables become cells, one line each).
 */
export function readText(text: string, format: 'txt' | 'md' = 'txt'): Source {
  const clean = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\v', '\n')
    .replaceAll('\f', '\n')
    .replace(/[\u2028\u2029\u0085]/g, '\n')
    .replace(/\u00ad|\u200b|\u2060|\ufeff/g, '')
    .normalize('NFC')
  return sourceOfLines(stripMarkup(clean), format)
}

/** What a reader knows of one line; what it does not know is left out. */
export interface ReadLine {
  text: string
  page?: number | null
  bold?: boolean | null
  italic?: boolean | null
  align?: SourceLine['align']
  cell?: [number, number, number] | null
  heading?: number
}

const GAP = ' '.repeat(60)

/** Joins lines into a source and gives each its offsets. */
export function sourceOfLines(lines: readonly ReadLine[], format: Source['format'], notices: string[] = []): Source {
  const out: SourceLine[] = []
  const parts: string[] = []
  let at = 0
  for (const line of lines) {
    // A gap of sixty spaces says what a gap of a million does, and no pattern has to walk it.
    const text = line.text.replace(/\n/g, ' ').replace(/[ \t\u00a0]{61,}/g, GAP)
    out.push({
      start: at,
      end: at + text.length,
      page: line.page ?? null,
      bold: line.bold ?? null,
      italic: line.italic ?? null,
      align: line.align ?? null,
      cell: line.cell ?? null,
      ...(line.heading === undefined ? {} : { heading: line.heading }),
    })
    parts.push(text)
    at += text.length + 1
  }
  return { text: parts.join('\n'), format, lines: out, notices }
}
