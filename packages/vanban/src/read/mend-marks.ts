import { SECTOR_PHRASES, TRUE_PAIRS } from '../check/sector-phrases.ts'
import { canonical, isSyllable } from '../check/syllables.ts'
import { fold } from '../parse/fold.ts'

/** What administrative papers say beside the phrases of the sector. */
const USUAL = [
  'tiểu học',
  'trung học cơ sở',
  'trung học phổ thông',
  'tổ chuyên môn',
  'tuần lễ',
  'bộ phận',
  'đề nghị',
  'để báo cáo',
  'để thực hiện',
  'để phối hợp',
  'để biết',
  'lập sổ',
  'mở sổ',
]

/** A word as it was read, without the marks around it. */
interface ReadWord {
  text: string
  /** 0 to 1. */
  confidence: number
}

/** A word read more surely than this stays as it is: the slip may be the document's own. */
const SURE = 0.9

/** Phrases by their letters without marks. */
const BY_LETTERS = new Map<string, string[][]>()
const LENGTHS = new Set<number>()
for (const phrase of new Set([...SECTOR_PHRASES, ...USUAL])) {
  const words = phrase.split(' ')
  if (words.length < 2) continue
  LENGTHS.add(words.length)
  const key = fold(phrase)
  BY_LETTERS.set(key, [...(BY_LETTERS.get(key) ?? []), words])
}
const LONGEST_FIRST = [...LENGTHS].sort((a, b) => b - a)
const TRUE = new Set([...TRUE_PAIRS].map((pair) => canonicalOf(pair.split(' '))))

/**
 * The words of which one lost or changed a mark in a known phrase, by their index: "trường tiếu học". Only a word that
 * was read with doubt, or that is no syllable, in a phrase whose other words are right; and only where one phrase fits.
 */
export function mendMarks(words: readonly ReadWord[]): Map<number, string> {
  const mended = new Map<number, string>()
  const small = words.map((word) => word.text.toLocaleLowerCase('vi'))
  for (let i = 0; i < words.length; i++) {
    for (const length of LONGEST_FIRST) {
      if (i + length > words.length) continue
      const own = small.slice(i, i + length)
      const phrases = BY_LETTERS.get(fold(own.join(' ')))
      if (!phrases) continue
      if (phrases.some((phrase) => canonicalOf(phrase) === canonicalOf(own)) || TRUE.has(canonicalOf(own))) break
      const fits = phrases.flatMap((phrase) => oneOff(own, phrase))
      if (fits.length !== 1) continue
      const at = i + fits[0]!.at
      if (words[at]!.confidence > SURE && isSyllable(small[at]!)) continue
      mended.set(at, inCaseOf(words[at]!.text, fits[0]!.meant))
      break
    }
  }
  return mended
}

function canonicalOf(words: readonly string[]): string {
  return words.map(canonical).join(' ')
}

/** Where a phrase differs from what was read, if that is in one mark of one word. */
function oneOff(read: readonly string[], phrase: readonly string[]): { at: number; meant: string }[] {
  const off = read.flatMap((word, i) => (canonical(word) === canonical(phrase[i]!) ? [] : [i]))
  if (off.length !== 1) return []
  const at = off[0]!
  return marksApart(read[at]!, phrase[at]!) === 1 ? [{ at, meant: phrase[at]! }] : []
}

/** How many marks must be changed, put or taken away to make one word of another with the same letters. */
function marksApart(a: string, b: string): number {
  const [left, right] = [marksOf(a), marksOf(b)]
  const only = (these: readonly string[], those: readonly string[]): number => {
    const rest = [...those]
    return these.filter((mark) => {
      const at = rest.indexOf(mark)
      if (at >= 0) rest.splice(at, 1)
      return at < 0
    }).length
  }
  return Math.max(only(left, right), only(right, left))
}

/** The marks of a word, the stroke of đ as one of them. */
const marksOf = (word: string): string[] =>
  [...word.normalize('NFD')].filter((letter) => /[\u0300-\u036fđ]/.test(letter))

function inCaseOf(read: string, meant: string): string {
  if (read.length > 1 && read === read.toLocaleUpperCase('vi')) return meant.toLocaleUpperCase('vi')
  return read[0] === read[0]!.toLocaleLowerCase('vi') ? meant : meant[0]!.toLocaleUpperCase('vi') + meant.slice(1)
}
