import type { SignerPart } from '../document.ts'
import { fold } from './fold.ts'

const PREFIXES: Record<string, SignerPart['prefix']> = { tm: 'TM', q: 'Q', kt: 'KT', tl: 'TL', tuq: 'TUQ' }
const PREFIX =
  /(?<![a-z/])(t\s*[/.]?\s*m|k\s*[/.]?\s*t|t\s*[/.]?\s*l|t\s*[/.]?\s*u\s*[/.]?\s*q|q)\s*(?:[/.]\s*|\s+(?=[a-z]))/g

/** "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH" as its parts, in order. */
export function readSignerParts(authority: string | null): SignerPart[] {
  if (authority === null) return []
  const folded = fold(authority)
  const marks = [...folded.matchAll(PREFIX)].filter((m) => m.index === 0 || /[\s,;]$/.test(folded.slice(0, m.index)))
  return marks.map((m, i) => {
    const words = authority
      .slice(m.index + m[0].length, marks[i + 1]?.index)
      .replace(/[\s,;]+$/, '')
      .trim()
    return { prefix: PREFIXES[m[1]!.replace(/[\s/.]/g, '')]!, for: words === '' ? null : words }
  })
}

/** The post is a deputy's. */
export function isDeputy(position: string | null): boolean {
  return position !== null && /^(?:pho(?![a-z])|thu truong(?! (?:co quan|don vi)))/.test(fold(position))
}
