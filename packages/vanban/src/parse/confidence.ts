import type { Place, Source } from '../document.ts'

/** Factors that lower a reading. */
export const INFERRED = 0.8
export const IRREGULAR = 0.75

/** Values of up to so many words are as sure as their worst word; longer ones as their mean. */
const SHORT_WORDS = 12

/** How sure the character recognition is of the words at a place; 1 where the text stands in the file itself. */
export function readability(source: Source): (at: Place) => number {
  const { words } = source
  if (!words || words.length === 0) return () => 1
  return ({ start, end }) => {
    let low = 0
    let high = words.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (words[middle]!.end <= start) low = middle + 1
      else high = middle
    }
    let worst = 1
    let sum = 0
    let count = 0
    for (let i = low; i < words.length && words[i]!.start < end; i++) {
      const sure = words[i]!.confidence ?? 1
      worst = Math.min(worst, sure)
      sum += sure
      count++
    }
    return count === 0 ? 1 : count <= SHORT_WORDS ? worst : sum / count
  }
}

/** Two decimals: more would pretend. */
export function rounded(confidence: number): number {
  return Math.round(Math.max(0, Math.min(1, confidence)) * 100) / 100
}
