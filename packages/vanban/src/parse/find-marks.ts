/** Kinds of characters that rules turn on: what a text lacks no rule has to look for in it. Bits of a number. */
export const DIGIT = 1
export const TAB = 2
export const BAR = 4
/** A fixed space, or two spaces in a row. */
export const GAP = 8
/** What calls or opens a foot note: a raised figure, a square bracket. */
export const CALL = 16
const SPACE = 32

const KINDS = new Uint8Array(0x10000)
for (const [chars, kind] of [
  ['0123456789', DIGIT],
  ['\t', TAB],
  ['|', BAR],
  ['\u00a0', GAP],
  ['⁰¹²³⁴⁵⁶⁷⁸⁹[', CALL],
  [' ', SPACE],
] as const)
  for (const char of chars) KINDS[char.charCodeAt(0)] = kind

/** The kinds of characters between two offsets of a text, found in one walk. */
export function findMarks(text: string, from: number, to: number): number {
  let found = 0
  let before = 0
  for (let i = from; i < to; i++) {
    const kind = KINDS[text.charCodeAt(i)]!
    found |= kind === SPACE && before === SPACE ? GAP : kind
    before = kind
  }
  return found
}
