/** What was found that only administrative documents carry. */
export interface Evidence {
  heading: boolean
  motto: boolean
  numbered: boolean
  placeAndDate: boolean
  bases: number
  addressed: boolean
  recipients: boolean
  signature: boolean
  articles: number
  romanSections: number
  attachedNote: boolean
  /** The text opens with "PHỤ LỤC" and says what it belongs to: an annex in a file of its own. */
  annex: boolean
  /** The bases that a section headed "CĂN CỨ" in capitals lists. */
  listedBases: number
  /** The letterhead names a body. */
  issuer: boolean
}

/**
 * True for an administrative document, also one whose letterhead or end was cut off; false for a news article or a
 * list of documents. A single mark proves nothing: pages about documents carry one or two as well.
 */
export function isDocument(found: Evidence): boolean {
  let points = 0
  if (found.heading) points += 2
  if (found.motto) points += 2
  if (found.numbered) points += 2
  if (found.placeAndDate) points += 1
  if (found.bases > 0) points += 2
  if (found.addressed) points += 2
  if (found.recipients) points += 2
  if (found.signature) points += 1
  if (found.articles > 0) points += 1
  if (found.romanSections >= 2) points += 1
  if (found.attachedNote) points += 2
  if (found.issuer) points += 1
  if (found.annex) points += 2
  // A page on the law has such a section as well, with one or two acts.
  const listed = found.listedBases >= 3
  if (listed) points += 2
  return (
    points >= 4 &&
    (found.heading ||
      found.addressed ||
      found.numbered ||
      found.annex ||
      listed ||
      (found.bases > 0 && found.recipients))
  )
}
