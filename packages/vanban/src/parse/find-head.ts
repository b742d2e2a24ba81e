import { opensWithBody } from './bodies.ts'
import { isUpper } from './fold.ts'
import { findHeading, findHeadingWithTitle } from './letterhead.ts'
import type { Line } from './lines.ts'

/** Lines within which a document's head stands, site navigation above it included. */
export const HEAD_LINES = 160
const ADDRESSED = /(?:^|\s)kinh gui\s*:?/
const BODY = /^(?:can cu [a-z]|(?:i|a)\s*[./)]\s+[a-z]|dieu 1\s*[.:]|chuong i\b|phan (?:i|thu nhat|a)\b)/

export interface Head {
  /** Where the document begins among the lines; site navigation stands above. */
  from: number
  letterheadTo: number
  heading: ReturnType<typeof findHeading>
  addressed: boolean
  addressedAt: number
  /** Kind that the line "QUYẾT ĐỊNH:" behind the bases tells. */
  enacted: string | null
  /** First line of a title whose heading was lost, or -1. */
  untitledAt: number
}

const LETTERHEAD_LINE = /^so\s*:|ngay\s+\d{1,2}\s+thang|\bso\s*:\s*\d|cong hoa xa hoi|doc lap\W+tu do/
const MOTTO = /cong hoa xa hoi|dang cong san viet nam/
/** Lines within which a letterhead without a heading is looked for. */
const BARE_HEAD = 12

/** With neither heading nor addressee nor basis: past the last line that only a letterhead prints. */
function endOfLetterhead(lines: readonly Line[], limit: number): number {
  const motto = lines.findIndex((l, i) => i < limit && MOTTO.test(l.folded))
  const most = Math.min(limit, Math.max(motto, 0) + BARE_HEAD)
  for (let i = most - 1; i >= 0; i--) if (LETTERHEAD_LINE.test(lines[i]!.folded)) return i + 1
  return most
}

/** A title in capitals, or with "Về việc", straight above the bases and below number and date, though no heading stands over it. */
function findLoneTitle(lines: readonly Line[], from: number, to: number): number {
  let numbered = -1
  for (let i = from; i < to; i++) if (LETTERHEAD_LINE.test(lines[i]!.folded)) numbered = i
  if (numbered < 0) return -1
  for (let i = numbered + 1; i < to; i++) {
    const { text, folded } = lines[i]!
    if (opensWithBody(folded) || text.length < 20) continue
    if (isUpper(text) || /^v(?:e viec|\/v)/.test(folded)) return i
    return -1
  }
  return -1
}

/** Where head and heading of a document stand among its lines. */
export function findHead(lines: readonly Line[]): Head {
  const limit = Math.min(lines.length, HEAD_LINES)
  const addressedAt = lines.findIndex(
    (l, i) => i < limit && ADDRESSED.test(l.folded) && /(?:^|[\s.])[Kk]ính [Gg]ửi|KÍNH GỬI/.test(l.text),
  )
  const bodyAt = lines.findIndex((l, i) => i < limit && BODY.test(l.folded))
  const motto = lines.findIndex((l, i) => i < limit && MOTTO.test(l.folded))
  let heading = findHeading(lines, limit)
  const before = (at: number): boolean => at >= 0 && heading !== null && at < heading.at
  // A kind printed below "Kính gửi" or below the first section heads an enclosure of a công văn.
  if (heading && before(addressedAt)) heading = null
  if (heading && before(bodyAt) && !/^can cu/.test(lines[bodyAt]!.folded)) heading = null
  // "QUYẾT ĐỊNH:" behind the bases enacts; the heading itself was lost.
  const enacting = heading && before(bodyAt) && /:$/.test(lines[heading.at]!.text) ? heading : null
  if (enacting) heading = null
  if (heading && motto >= 0 && heading.at < motto) heading = findHeading(lines.slice(motto), Math.max(0, limit - motto))
  if (heading && motto >= 0 && !lines[heading.at]!.text) heading = null
  if (heading && motto > heading.at) heading = { ...heading, at: heading.at + motto }
  const stop = Math.min(...[addressedAt, bodyAt, limit].filter((n) => n >= 0))
  if (!heading && addressedAt < 0)
    heading = findHeadingWithTitle(lines, Math.max(motto, 0), Math.min(stop, Math.max(motto, 0) + 16))
  let letterheadTo = heading
    ? heading.at
    : addressedAt >= 0
      ? addressedAt
      : bodyAt >= 0
        ? bodyAt
        : endOfLetterhead(lines, limit)
  // One line that holds everything ("Số: … Kính gửi: …") belongs to the letterhead up to its own "Kính gửi".
  if (!heading && addressedAt >= 0 && !/^kinh gui/.test(lines[addressedAt]!.folded)) letterheadTo = addressedAt + 1
  const from = motto >= 0 ? Math.max(0, motto - 8) : 0
  letterheadTo = Math.max(letterheadTo, from)
  return {
    from,
    letterheadTo,
    heading,
    addressed: addressedAt >= 0,
    addressedAt,
    enacted: enacting?.kind ?? null,
    untitledAt:
      heading || addressedAt >= 0
        ? -1
        : findLoneTitle(lines, from, bodyAt >= 0 ? letterheadTo : Math.min(limit, letterheadTo + 1)),
  }
}
