import type { ParsedDocument } from '@banggiao/vanban'

/**
 * Most characters of the header values a document is registered by. What is longer is a stretch of the text taken for the value:
 * a number and symbol has some twenty characters, of a joint document some sixty (NĐ 30/2020, Phụ lục I, II.3), and stands in an index.
 */
export const fieldLengths = {
  kind: 100,
  number: 200,
  issuer: 500,
  superior: 500,
  place: 200,
  title: 2000,
  signer: 500,
  /** One of those it is addressed to or sent to. */
  receiver: 2000,
  /** A task, a basis or a limit in its own words. */
  words: 20_000,
} as const

/** Most names that a document is addressed or sent to. */
export const mostReceivers = 500

/** A reading without the numbers that can be none: a run of letters that a text layer stuck together. */
export function withoutOverlongNumbers(parsed: ParsedDocument): ParsedDocument {
  const bounded = (number: string | null) => number === null || number.length <= fieldLengths.number
  const { number: _, ...at } = parsed.at
  return {
    ...parsed,
    ...(bounded(parsed.number) ? {} : { number: null, at }),
    legalBases: parsed.legalBases.map((basis) => (bounded(basis.number) ? basis : { ...basis, number: null })),
    citations: parsed.citations.filter(({ number }) => bounded(number)),
  }
}
