/** A word, a number with its strokes and points ("59-NQ/TW", "24/01/2025", "4.0"), a mark, or a stretch of space. */
const WORDS = /\p{N}+(?:[.,/-]?[\p{L}\p{N}\p{M}]+)*|[\p{L}\p{M}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu

/** Cuts `text` into words; joined again they give `text` back. */
export function words(text: string): string[] {
  return text.match(WORDS) ?? []
}

export function isWord(word: string): boolean {
  return /[\p{L}\p{N}]/u.test(word)
}
