import { TCVN3, VISCII, VNI_LETTERS, VNI_MARKS, WINDOWS_1252, WINDOWS_1258 } from './legacy-tables.ts'
import { isVietnameseSyllable } from './vietnamese-syllable.ts'

/** `utf-8` is Unicode text that was once taken for Windows-1252 ("Káº¿ hoáº¡ch"). */
export type LegacyEncoding = 'tcvn3' | 'vni' | 'viscii' | 'windows-1258' | 'utf-8'

const ENCODINGS: readonly LegacyEncoding[] = ['tcvn3', 'vni', 'windows-1258', 'viscii', 'utf-8']

/**
 * Unicode text from legacy text whose bytes were taken for Windows-1252 or Latin-1, one character a byte. Characters
 * that the encoding does not have stay as they are.
 */
export function decodeLegacy(text: string, encoding: LegacyEncoding): string {
  switch (encoding) {
    case 'tcvn3':
      return text
        .split('\n')
        .map((line) => raiseCapitals(byTable(line, TCVN3)))
        .join('\n')
    case 'viscii':
      return byTable(text, VISCII)
    case 'windows-1258':
      return byTable(text, WINDOWS_1258).normalize('NFC')
    case 'vni':
      return fromVni(text)
    case 'utf-8':
      return fromUtf8(text)
  }
}

/** Characters with which no good text of today is full, but legacy text is, where they touch a letter. */
const LEGACY = String.raw`\u00a1-\u00ae\u00b5-\u00b9\u00bb-\u00be\u00c4-\u00c7\u00cb\u00cf\u00d0\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff`
const GATE = new RegExp(`[A-Za-z][${LEGACY}]|[${LEGACY}][A-Za-z]|\u00e1[\u00ba\u00bb]`)
const GATE_CHAR = new RegExp(`[${LEGACY}\u00ba]`)
/** Letters that only Unicode text has. */
const UNICODE_ONLY = /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\p{M}]/u
/** Lines and characters looked at to recognise the encoding. */
const SAMPLE_LINES = 400
const SAMPLE_CHARS = 40_000

/**
 * A text in which the lines that stand in one of the old encodings are Unicode; all other lines, and a text that has
 * none, stay as they are. The encoding is the one that turns what is there into Vietnamese syllables.
 */
export function mendLegacy(text: string): string {
  if (!GATE.test(text)) return text
  const lines = text.split('\n')
  const encoding = recogniseLegacy(lines)
  if (encoding === null) return text
  const mixed = UNICODE_ONLY.test(text)
  return lines
    .map((line) => {
      if (!/[^ -~\t]/.test(line) || UNICODE_ONLY.test(line)) return line
      const decoded = decodeLegacy(line, encoding)
      if (decoded === line) return line
      const before = countSyllables(line)
      const after = countSyllables(decoded)
      return after.good > before.good || (!mixed && after.good >= before.good && after.all <= before.all)
        ? decoded
        : line
    })
    .join('\n')
}

/** Whether a character is one of those by which legacy text is known. */
export function touchesLegacy(char: string): boolean {
  return GATE_CHAR.test(char)
}

function recogniseLegacy(lines: readonly string[]): LegacyEncoding | null {
  const sample: string[] = []
  let size = 0
  for (const line of lines) {
    if (!GATE.test(line) || UNICODE_ONLY.test(line)) continue
    sample.push(line.slice(0, 2_000))
    size += line.length
    if (sample.length >= SAMPLE_LINES || size >= SAMPLE_CHARS) break
  }
  if (sample.length === 0) return null
  const text = sample.join('\n')
  const asItIs = countSyllables(text)
  let best: { encoding: LegacyEncoding; share: number; long: number } | null = null
  for (const encoding of ENCODINGS) {
    const { good, long, all } = countSyllables(decodeLegacy(text, encoding))
    const share = all === 0 ? 0 : good / all
    if (best === null || share > best.share) best = { encoding, share, long }
  }
  const asItIsShare = asItIs.all === 0 ? 0 : asItIs.good / asItIs.all
  return best !== null && best.long >= asItIs.long + 2 && best.share >= 0.6 && asItIsShare <= best.share - 0.3
    ? best.encoding
    : null
}

/** Words with anything beyond ASCII in them, how many of those are Vietnamese syllables, and how many different ones of three letters and more. */
function countSyllables(text: string): { good: number; long: number; all: number } {
  let good = 0
  const long = new Set<string>()
  let all = 0
  for (const [word] of text.matchAll(/[^\s!-@[-`{-~\u2010-\u2027\u201a-\u201f]+/g)) {
    if (!/[^ -~]/.test(word)) continue
    all++
    if (!isVietnameseSyllable(word.replace(/^[«»·°]+|[«»·°]+$/g, ''))) continue
    good++
    if (word.length > 2) long.add(word)
  }
  return { good, long: long.size, all }
}

/** What the name of a font says of the text set in it; null for a font of Unicode. */
export function encodingOfFont(font: string): { encoding: LegacyEncoding; capitals: boolean } | null {
  if (/^\.?Vn[A-Z3]/.test(font)) return { encoding: 'tcvn3', capitals: /H$/.test(font) }
  if (/^VNI[-_ ]/i.test(font)) return { encoding: 'vni', capitals: false }
  return null
}

/** The text of a run set in `font`. Unicode text that stands in an old font by mistake stays as it is. */
export function decodeRun(text: string, font: string | null): string {
  const legacy = font === null ? null : encodingOfFont(font)
  if (legacy === null || UNICODE_ONLY.test(text)) return text
  const decoded = legacy.encoding === 'tcvn3' ? byTable(text, TCVN3) : decodeLegacy(text, legacy.encoding)
  if (countSyllables(text).good > countSyllables(decoded).good) return text
  return legacy.capitals ? decoded.toLocaleUpperCase('vi') : decoded
}

function byteOf(char: string): number | undefined {
  const code = char.charCodeAt(0)
  if (code < 0x100) return code
  // Word keeps the bytes of a symbol font in the private use area.
  if (code >= 0xf080 && code <= 0xf0ff) return code - 0xf000
  return WINDOWS_1252.get(char)
}

function byTable(text: string, table: ReadonlyMap<number, string>): string {
  return text.replace(/[^\n\r\t -~]/g, (char) => {
    const byte = byteOf(char)
    return (byte === undefined ? undefined : table.get(byte)) ?? char
  })
}

const VNI_PAIR = new RegExp(
  `([AEOUYaeouyÔÖôö])([${[...VNI_MARKS.keys()].map((m) => m + m.toLowerCase()).join('')}])`,
  'g',
)
const VNI_SINGLE = new RegExp(`[${[...VNI_LETTERS.keys()].map((m) => m + m.toLowerCase()).join('')}]`, 'g')
/** Tones stand on all letters, the roof on a, e, o, the breve on a. */
function bears(base: string, marks: string): boolean {
  if (marks.startsWith('\u0306')) return base === 'A'
  return !marks.startsWith('\u0302') || base === 'A' || base === 'E' || base === 'O'
}

function fromVni(text: string): string {
  const bytes = text.replace(/[\u0152-\uf0ff]/g, (char) => {
    const byte = byteOf(char)
    return byte === undefined || byte < 0xc0 ? char : String.fromCharCode(byte)
  })
  const letter = (char: string): string => {
    const upper = char.toUpperCase()
    const known = VNI_LETTERS.get(upper) ?? upper
    return char === upper ? known : known.toLowerCase()
  }
  let out = ''
  let last = 0
  for (const pair of bytes.matchAll(VNI_PAIR)) {
    const base = pair[1]!
    const marks = VNI_MARKS.get(pair[2]!.toUpperCase())!
    out += bytes.slice(last, pair.index).replace(VNI_SINGLE, letter) + letter(base)
    last = pair.index + 1
    if (!bears(base.toUpperCase(), marks)) continue
    out += marks
    last++
  }
  return (out + bytes.slice(last).replace(VNI_SINGLE, letter)).normalize('NFC')
}

const strict = new TextDecoder('utf-8', { fatal: true })

function fromUtf8(text: string): string {
  return text.replace(/[^ -~\n\t]+/g, (run) => {
    const bytes = [...run].map(byteOf)
    if (bytes.includes(undefined)) return run
    try {
      return strict.decode(Uint8Array.from(bytes as number[])).normalize('NFC')
    } catch (error) {
      if (error instanceof TypeError) return run
      throw error
    }
  })
}

/**
 * The capitals of a line that was typed in VN3, where letters with marks are small whatever the font shows: a word is
 * in capitals where its other letters are, or where the words beside it are.
 */
function raiseCapitals(line: string): string {
  if (!/[A-Z]{2}/.test(line.replace(/[^A-Za-z\s]/g, ''))) return line
  const words = [...line.matchAll(/[\p{L}\p{M}]+/gu)]
  const upper = words.map(([word]) => !/[a-z]/.test(word) && (word.match(/[A-ZĂÂÊÔƠƯĐ]/g)?.length ?? 0) >= 2)
  const open = words.map(([word]) => !/[a-z]/.test(word))
  /** The next word in this direction that shows its case, across spaces alone. */
  const beside = (from: number, step: 1 | -1): boolean | null => {
    for (let at = from; ; at += step) {
      const [left, right] = step === 1 ? [words[at], words[at + 1]] : [words[at - 1], words[at]]
      if (!left || !right || line.slice(left.index + left[0].length, right.index).trim() !== '') return null
      if (upper[at + step] || !open[at + step]) return upper[at + step]!
    }
  }
  const raised = upper.map((is, i) => {
    if (is || !open[i]) return is
    const sides = [beside(i, -1), beside(i, 1)].filter((side) => side !== null)
    return sides.length > 0 && sides.every(Boolean)
  })
  let out = ''
  let last = 0
  words.forEach((word, i) => {
    out += line.slice(last, word.index) + (raised[i] ? word[0].toLocaleUpperCase('vi') : word[0])
    last = word.index + word[0].length
  })
  return out + line.slice(last)
}
