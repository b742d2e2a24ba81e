/**
 * Folding keeps every offset: one UTF-16 unit in, one out. Rules are written once on folded text and then hold for
 * `KẾ HOẠCH`, `Kế hoạch`, `KÊ HOẠCH` (a scanner's slip) and `hòa`/`hoà` alike.
 */
const FOLDED = new Uint16Array(0x10000)
for (let code = 0; code < 0x10000; code++) FOLDED[code] = code
for (let code = 0; code < 0x1f00; code++) {
  const base = String.fromCharCode(code).normalize('NFD')[0]!.toLowerCase()
  if (base.length === 1) FOLDED[code] = base.charCodeAt(0)
}
for (const [from, to] of [
  ['đ', 'd'],
  ['Đ', 'd'],
  ['ð', 'd'],
  ['Ð', 'd'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['‑', '-'],
  ['‐', '-'],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['«', '"'],
  ['»', '"'],
  ['‘', "'"],
  ['’', "'"],
  ['\u00a0', ' '],
] as const)
  FOLDED[from.charCodeAt(0)] = to.charCodeAt(0)

/** As many characters as are folded at a time. */
const FOLDED_AT_ONCE = 0x8000
/** Below so many characters a text is folded without the buffer. */
const SHORT = 256
const BUFFER = Buffer.alloc(FOLDED_AT_ONCE)

/** Lower case, no diacritics, one form of dash and quotation mark; same length as `text`. */
export function fold(text: string): string {
  if (text.length <= SHORT) return foldUnits(text)
  let out = ''
  for (let from = 0; from < text.length; from += FOLDED_AT_ONCE)
    out += foldBytes(text.slice(from, from + FOLDED_AT_ONCE))
  return out
}

/** A text whose stretches are folded when they are first asked for. */
export class FoldedText {
  readonly #text: string
  readonly #stretches: string[] = []

  constructor(text: string) {
    this.#text = text
  }

  slice(from: number, to: number): string {
    const number = Math.floor(from / FOLDED_AT_ONCE)
    const begin = number * FOLDED_AT_ONCE
    const part = this.#stretch(number).slice(from - begin, to - begin)
    return to <= begin + FOLDED_AT_ONCE ? part : part + this.slice(begin + FOLDED_AT_ONCE, to)
  }

  #stretch(number: number): string {
    let stretch = this.#stretches[number]
    if (stretch === undefined) {
      const begin = number * FOLDED_AT_ONCE
      stretch = fold(this.#text.slice(begin, begin + FOLDED_AT_ONCE))
      this.#stretches[number] = stretch
    }
    return stretch
  }
}

/** Folded Vietnamese is Latin-1 but for a few marks: a byte a letter where all are. */
function foldBytes(text: string): string {
  let all = 0
  for (let i = 0; i < text.length; i++) {
    const unit = FOLDED[text.charCodeAt(i)]!
    BUFFER[i] = unit
    all |= unit
  }
  if (all < 0x100) return BUFFER.toString('latin1', 0, text.length)
  let out = ''
  for (let from = 0; from < text.length; from += 4096) out += foldUnits(text.slice(from, from + 4096))
  return out
}

function foldUnits(text: string): string {
  const units = new Array<number>(text.length)
  for (let i = 0; i < text.length; i++) units[i] = FOLDED[text.charCodeAt(i)]!
  return String.fromCharCode.apply(null, units)
}

/** The same for one UTF-16 unit. */
export function foldUnit(code: number): number {
  return FOLDED[code]!
}

/** A letter from a to z of folded text. */
export function isSmall(code: number): boolean {
  return code >= 97 && code <= 122
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

const LETTER = /\p{L}/u

export function isLetter(char: string | undefined): boolean {
  return char !== undefined && LETTER.test(char)
}

const [UNKNOWN, CASELESS, UPPER, LOWER, TITLE] = [0, 1, 2, 3, 4]
/** The case of each UTF-16 unit that was asked for; asking the language costs a call for every letter. */
const CASES = new Uint8Array(0x10000)

/** Letters beyond the basic plane have none: no document is set in Deseret. */
function caseOf(code: number): number {
  const seen = CASES[code]!
  if (seen !== UNKNOWN) return seen
  const char = String.fromCharCode(code)
  const small = char.toLowerCase()
  const big = char.toUpperCase()
  const found = small === big ? CASELESS : char === big ? UPPER : char === small ? LOWER : TITLE
  CASES[code] = found
  return found
}

/** True where the letters of `text` are (all but a few) capitals, and there are at least two of them. */
export function isUpper(text: string): boolean {
  let upper = 0
  let lower = 0
  const most = text.length * 0.08
  for (let i = 0; i < text.length; i++) {
    const found = caseOf(text.charCodeAt(i))
    if (found === CASELESS) continue
    if (found === UPPER) upper++
    // The capitals cannot be more than there are characters.
    else if (++lower > most) return false
  }
  return upper >= 2 && lower <= upper * 0.08
}

export function startsLower(text: string): boolean {
  return text !== '' && isLower(text.charCodeAt(0))
}

export function isLower(code: number): boolean {
  return caseOf(code) === LOWER
}
