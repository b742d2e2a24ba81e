import type { OtherDocument } from '../document.ts'
import { kindOfHeading, kindOfNumber } from './kinds.ts'
import { readLetterhead } from './letterhead.ts'
import type { Line } from './lines.ts'

const MOTTO = /cong hoa xa hoi chu nghia viet nam|dang cong san viet nam/
/** A document is over where its recipients, its signature or "./." stand. */
const CLOSED = /\.\/\.?\s*["”]?$/
const OVER = /^n[o0]i nhan\s*:?|^(?:tm|kt|tl|tuq|t\/m|k\/t|t\/l)\s*[./]?\s*[a-z]/
/** A form or annex may print a letterhead of its own. */
const FORM = /^(?:mau (?:so|don|phieu|\d)|mau\s*:|phu luc|bieu (?:mau|so)|phieu |don )/
const ATTACHED = /kem theo|ban hanh theo/
const POST =
  /^(?:tm|kt|tl|tuq|q)\s*[./]|^(?:pho |chu tich|giam doc|hieu truong|truong phong|bi thu|bo truong|thu tuong)/
const HEAD_ABOVE = 6
const HEAD_BELOW = 14

export interface FoundOther {
  /** Index in the lines given. */
  line: number
  other: OtherDocument
}

/**
 * Further documents in the same file: a letterhead with a number of its own after the first document is over. A form, an
 * annex and a plan "(Kèm theo Quyết định …)" belong to the document they follow.
 */
export function findOthers(lines: readonly Line[]): FoundOther[] {
  const found: FoundOther[] = []
  let own: string | null = null
  let over = -1
  /** Up to here it is known where a document is over. */
  let known = 0
  for (let i = 0; i < lines.length; i++) {
    const { folded } = lines[i]!
    if (!folded.includes('viet nam') || !MOTTO.test(folded)) continue
    over = lastOver(lines, known, i) ?? over
    known = i + 1
    if (over < 0) {
      own ??= readLetterhead(lines.slice(Math.max(0, i - HEAD_ABOVE), i + HEAD_BELOW)).number
      continue
    }
    const near = lines.slice(Math.max(over + 1, i - HEAD_ABOVE), i + HEAD_BELOW)
    const { number } = readLetterhead(near)
    if (number === null || number === own) continue
    if (
      near.some((l) => ATTACHED.test(l.folded)) ||
      lines.slice(Math.max(0, i - 4), i).some((l) => FORM.test(l.folded))
    )
      continue
    let first = i
    // The names of the bodies stand above the motto where the letterhead came line by line.
    while (first > over + 1 && i - first < 4 && isBodyLine(lines[first - 1]!)) first--
    const heading = near.map((l) => kindOfHeading(l.folded.replace(/[\s.:*]+$/, ''))).find((kind) => kind !== null)
    found.push({
      line: first,
      other: {
        kind: heading ?? kindOfNumber(number),
        number,
        confidence: heading ? 1 : 0.8,
        at: { start: lines[first]!.start, end: lines[first]!.start },
      },
    })
    over = -1
  }
  found.forEach(({ other }, i) => {
    const last = lines[(found[i + 1]?.line ?? lines.length) - 1]!
    other.at.end = last.start + last.text.length
  })
  return found
}

/** The last of the lines `from..to` that ends a document. */
function lastOver(lines: readonly Line[], from: number, to: number): number | null {
  for (let i = to; i >= from; i--) {
    const { folded } = lines[i]!
    if (OVER.test(folded) || (folded.includes('./') && CLOSED.test(folded))) return i
  }
  return null
}

function isBodyLine(line: Line): boolean {
  return /^\P{Ll}+$/u.test(line.text) && /\p{Lu}/u.test(line.text) && !POST.test(line.folded)
}
