import { mendLegacy, touchesLegacy } from './legacy-encodings.ts'

const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  (
    [
      ['АВЕКМНОРСТУХІЅЈ', 'ABEKMHOPCTYXISJ'],
      ['аеорсухіѕјԁһ', 'aeopcyxisjdh'],
      ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
      ['οϲ', 'oc'],
    ] as const
  ).flatMap(([from, to]) => [...from].map((char, i) => [char, to[i]!] as const)),
)

const OTHER_SCRIPT = /[\u0370-\u03ff\u0400-\u052f]/
const D_LIKE = /[ÐðƉɖ]/
const WIDE = /[\uff01-\uff5e]/
/** Control characters, soft hyphen, joiners, marks of direction, variation selectors, byte order marks. */
const INVISIBLE = new RegExp(
  `[${[
    '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5',
    '\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff\\ufff9-\\ufffc',
  ].join('')}]`,
)
const SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/
/** What may become one letter with the one before it, and halves of letters beyond the basic plane. */
const COMPOSES = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\udfff]/u
/** Whether a UTF-16 unit may call for mending, for each that was asked for: most texts have some two hundred. */
const [UNKNOWN, GOOD, DOUBTFUL] = [0, 1, 2]
const UNITS = new Uint8Array(0x10000)
const every = (pattern: RegExp): RegExp => new RegExp(pattern.source, 'gu')
const [ALL_INVISIBLE, ALL_WIDE, ALL_SPACE, ALL_D] = [every(INVISIBLE), every(WIDE), every(SPACE), every(D_LIKE)]

/**
 * A text set right letter by letter, with the same number of lines: old encodings (TCVN3, VNI, VISCII, Windows-1258)
 * become Unicode, letters of other scripts that only look like the right ones are replaced, full-width digits and
 * letters become ordinary ones, invisible characters go, every space is a space, and all is NFC. A text that is good
 * already comes back as it is.
 */
export function mendLetters(text: string): string {
  if (!isDoubtful(text)) return text
  let out = mendLegacy(text)
  if (INVISIBLE.test(out)) out = out.replace(ALL_INVISIBLE, '')
  if (SPACE.test(out)) out = out.replace(ALL_SPACE, ' ')
  if (D_LIKE.test(out)) out = out.replace(ALL_D, setD)
  if (OTHER_SCRIPT.test(out)) out = byLine(out, OTHER_SCRIPT, setScript)
  if (WIDE.test(out)) out = byLine(out, WIDE, setWide)
  return out.toWellFormed().normalize('NFC')
}

/** One walk over the letters, where each of the patterns below would walk the whole text. */
function isDoubtful(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (UNITS[code] === GOOD) continue
    if (UNITS[code] === UNKNOWN) UNITS[code] = mayNeedMending(String.fromCharCode(code)) ? DOUBTFUL : GOOD
    if (UNITS[code] === DOUBTFUL) return true
  }
  return false
}

function mayNeedMending(char: string): boolean {
  return (
    [INVISIBLE, SPACE, D_LIKE, OTHER_SCRIPT, WIDE].some((pattern) => pattern.test(char)) ||
    touchesLegacy(char) ||
    COMPOSES.test(char) ||
    char.normalize('NFC') !== char
  )
}

function byLine(text: string, pattern: RegExp, mend: (line: string) => string): string {
  return text
    .split('\n')
    .map((line) => (pattern.test(line) ? mend(line) : line))
    .join('\n')
}

/** Icelandic has ð and Ð inside words; Vietnamese has đ only where a syllable or an abbreviation (QĐ, HĐND) has it. */
function setD(char: string, at: number, text: string): string {
  const small = char === 'ð' || char === 'ɖ'
  const before = text[at - 1] ?? ' '
  const opens = !/[\p{L}\p{M}]/u.test(before)
  const abbreviation = !small && /[A-ZĐÐ\u1ea0-\u1ef8]/.test(before) && !/\p{Ll}/u.test(text[at + 1] ?? ' ')
  if (!opens && !abbreviation) return char
  return small ? 'đ' : 'Đ'
}

/** A word that mixes scripts, or that could be all Latin in a line of Latin letters (the І of "Mục ІІ"), is Latin. */
function setScript(line: string): string {
  const foreign = [...line.matchAll(/[\u0370-\u03ff\u0400-\u052f]/g)].some(([char]) => !LOOK_ALIKES.has(char))
  const latin = /\p{Script=Latin}/u.test(line)
  return line.replace(/[\p{L}\p{M}]+/gu, (word) => {
    if (!OTHER_SCRIPT.test(word)) return word
    const mixed = /\p{Script=Latin}/u.test(word)
    const mended = [...word].map((char) => LOOK_ALIKES.get(char) ?? char).join('')
    if (OTHER_SCRIPT.test(mended)) return word
    return mixed || (latin && !foreign && word === word.toUpperCase()) ? mended : word
  })
}

/** Full-width marks belong to Chinese and Japanese lines; digits and letters to no Vietnamese one. */
function setWide(line: string): string {
  const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(line)
  return line.replace(ALL_WIDE, (char) => {
    const plain = String.fromCharCode(char.charCodeAt(0) - 0xfee0)
    return eastAsian && !/[A-Za-z0-9]/.test(plain) ? char : plain
  })
}
