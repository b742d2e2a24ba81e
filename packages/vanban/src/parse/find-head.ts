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
}

/** Where head and heading of a document stand among its lines. */
export function findHead(lines: readonly Line[]): Head {
  const limit = Math.min(lines.length, HEAD_LINES)
  const addressedAt = lines.findIndex(
    (l, i) => i < limit && ADDRESSED.test(l.folded) && /(?:^|[\s.])[Kk]ính [Gg]ửi|KÍNH GỬI/.test(l.text),
  )
  const bodyAt = lines.findIndex((l, i) => i < limit && BODY.test(l.folded))
  const motto = lines.findIndex((l, i) => i < limit && /cong hoa xa hoi|dang cong san viet nam/.test(l.folded))
  let heading = findHeading(lines, limit)
  const before = (at: number): boolean => at >= 0 && heading !== null && at < heading.at
  // A kind printed below "Kính gửi" or below the first section heads an enclosure of a công văn.
  if (heading && before(addressedAt)) heading = null
  if (heading && before(bodyAt) && !/^can cu/.test(lines[bodyAt]!.folded)) heading = null
  if (heading && motto >= 0 && heading.at < motto) heading = findHeading(lines.slice(motto), Math.max(0, limit - motto))
  if (heading && motto >= 0 && !lines[heading.at]!.text) heading = null
  if (heading && motto > heading.at) heading = { ...heading, at: heading.at + motto }
  const stop = Math.min(...[addressedAt, bodyAt, limit].filter((n) => n >= 0))
  if (!heading && addressedAt < 0)
    heading = findHeadingWithTitle(lines, Math.max(motto, 0), Math.min(stop, Math.max(motto, 0) + 16))
  let letterheadTo = heading ? heading.at : addressedAt >= 0 ? addressedAt : bodyAt >= 0 ? bodyAt : Math.min(limit, 12)
  // One line that holds everything ("Số: … Kính gửi: …") belongs to the letterhead up to its own "Kính gửi".
  if (!heading && addressedAt >= 0 && !/^kinh gui/.test(lines[addressedAt]!.folded)) letterheadTo = addressedAt + 1
  const from = motto >= 0 ? Math.max(0, motto - 8) : 0
  return { from, letterheadTo: Math.max(letterheadTo, from), heading, addressed: addressedAt >= 0, addressedAt }
}
