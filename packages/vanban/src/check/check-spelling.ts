import type { Finding, Place, Source } from '../document.ts'
import type { Layout } from '../parse/layout.ts'
import { type Paragraph, place } from '../parse/paragraphs.ts'
import { RECIPIENTS_HEAD } from '../parse/recipients.ts'
import { finding } from './finding.ts'
import { SECTOR_PHRASES, TRUE_PAIRS } from './sector-phrases.ts'
import { canonical, isSyllable } from './syllables.ts'

interface Phrase {
  words: string[]
  canonical: string[]
}

/** Phrases by what remains when one of their words is taken out: `2:0:*|thông|tin`. */
const BY_HOLE = new Map<string, Phrase[]>()
const EXACT = new Set<string>()
const LENGTHS = new Set<number>()
for (const text of SECTOR_PHRASES) {
  const words = text.split(' ')
  const phrase = { words, canonical: words.map(canonical) }
  EXACT.add(phrase.canonical.join(' '))
  LENGTHS.add(words.length)
  words.forEach((_, i) => {
    const key = holeKey(phrase.canonical, i)
    const list = BY_HOLE.get(key)
    if (list) list.push(phrase)
    else BY_HOLE.set(key, [phrase])
  })
}
const TRUE = new Set([...TRUE_PAIRS].map((p) => p.split(' ').map(canonical).join(' ')))

function holeKey(words: readonly string[], hole: number): string {
  return words.map((w, i) => (i === hole ? '*' : w)).join(' ')
}

interface Word {
  text: string
  canonical: string
  start: number
  end: number
  /** Only a space stands between it and the word before. */
  joined: boolean
}

function wordsOf(text: string): Word[] {
  const out: Word[] = []
  let end = -2
  for (const m of text.matchAll(/[\p{L}\d&]+/gu)) {
    out.push({
      text: m[0],
      canonical: canonical(m[0].toLowerCase()),
      start: m.index,
      end: m.index + m[0].length,
      joined: m.index === end + 1 && text[end] === ' ',
    })
    end = m.index + m[0].length
  }
  return out
}

const FUNCTION_WORDS =
  /^(?:về|và|của|các|cho|được|trong|là|để|với|tại|theo|đến|những|này|thì|mà|do|bởi|như|trên|không|sẽ|đã|khi)$/
const LANGUAGES: Record<string, string> = {
  anh: 'Anh',
  pháp: 'Pháp',
  nga: 'Nga',
  nhật: 'Nhật',
  trung: 'Trung',
  đức: 'Đức',
  hàn: 'Hàn',
  việt: 'Việt',
}

/**
 * Slips of spelling: a listed phrase missed by one letter or tone, a syllable that Vietnamese does not have, a word
 * typed twice, a language without its capital, a list of recipients whose head lost a letter.
 */
export function checkSpelling(source: Source, layout: Layout): Finding[] {
  const slips = new Map<string, { finding: Finding; also: Place[] }>()
  const add = (key: string, one: Finding): void => {
    const known = slips.get(key)
    if (known) {
      if (known.finding.at!.start !== one.at!.start) known.also.push(one.at!)
    } else slips.set(key, { finding: one, also: [] })
  }
  for (const paragraph of layout.paragraphs) inParagraph(paragraph, add)
  for (const line of layout.lines) {
    const m = RECIPIENTS_HEAD.exec(line.folded)
    if (!m || line.text.length > 60) continue
    const head = line.text.slice(0, m[0].length).replace(/[\s:;]+$/, '')
    if (/^(?:Nơi nhận|NƠI NHẬN)$/.test(head.normalize('NFC'))) continue
    add(`phrase ${head.toLowerCase()}`, slip({ start: line.start, end: line.start + head.length }, head, 'Nơi nhận'))
  }
  const findings: Finding[] = []
  for (const { finding: one, also } of slips.values()) findings.push(also.length > 0 ? { ...one, also } : one)
  const text = source.text.slice(0, 200)
  const stray = /^\s*(?:date|title|author|published)\s+\d{4}-\d{2}-\d{2}/i.exec(text)
  if (stray)
    findings.push(
      finding(
        'layout-leftover',
        'warning',
        { start: 0, end: stray[0].length },
        `“${stray[0].trim()}” là dữ liệu của trang, dính vào câu đầu.`,
        `“${stray[0].trim()}” is data of the page stuck to the first sentence.`,
      ),
    )
  return findings
}

function slip(at: Place, is: string, should: string): Finding {
  return finding('spelling', 'error', at, `“${is}” có lẽ là “${should}”.`, `“${is}” is probably “${should}”.`, {
    fix: should,
  })
}

function inParagraph(paragraph: Paragraph, add: (key: string, one: Finding) => void): void {
  const words = wordsOf(paragraph.text)
  let past = -1
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const before = words[i - 1]
    if (word.joined && before && before.text === word.text && FUNCTION_WORDS.test(word.text))
      add(
        `double ${word.text} ${word.start}`,
        finding(
          'doubled-word',
          'error',
          place(paragraph, before.start, word.end),
          `Chữ “${word.text}” viết hai lần liền nhau.`,
          `The word “${word.text}” stands twice.`,
          { fix: word.text },
        ),
      )
    if (
      word.joined &&
      before &&
      /^[Tt]iếng$/.test(before.text) &&
      word.text in LANGUAGES &&
      !/^em$/.test(words[i + 1]?.text ?? '')
    ) {
      const should = `${before.text} ${LANGUAGES[word.text]}`
      add(
        `language ${word.text}`,
        finding(
          'spelling-capital',
          'warning',
          place(paragraph, before.start, word.end),
          `Tên ngôn ngữ viết hoa: “${should}”.`,
          `The name of a language has a capital: “${should}”.`,
          { fix: should },
        ),
      )
    }
    if (i > past) {
      const found = nearPhrase(words, i)
      if (found) {
        const last = words[i + found.length - 1]!
        const is = paragraph.text.slice(word.start, last.end)
        const should = found.words.map((w, j) => matchCase(words[i + j]!.text, w)).join(' ')
        add(`phrase ${is.toLowerCase()}`, slip(place(paragraph, word.start, last.end), is, should))
        past = i + found.length - 1
        continue
      }
      const missing = missingWord(words, i)
      if (missing) {
        const last = words[i + missing.length - 1]!
        const is = paragraph.text.slice(word.start, last.end)
        add(`phrase ${is.toLowerCase()}`, slip(place(paragraph, word.start, last.end), is, missing.should))
        past = i + missing.length - 1
        continue
      }
    }
    if (unknownSyllable(word.text))
      add(
        `syllable ${word.text}`,
        finding(
          'spelling-syllable',
          'warning',
          place(paragraph, word.start, word.end),
          `“${word.text}” không phải một âm tiết tiếng Việt.`,
          `“${word.text}” is no Vietnamese syllable.`,
        ),
      )
  }
  const cut = /(?<!\p{L})(\p{Ll}+) \p{Ll}+, \1 (?=(?:trong|của|và|ở|tại|về|trên) )/u.exec(paragraph.text)
  if (cut)
    add(
      `cut ${cut[0]}`,
      finding(
        'missing-word',
        'question',
        place(paragraph, cut.index, cut.index + cut[0].length - 1),
        `“${cut[0].trim()}”: sau “${cut[1]}” có lẽ thiếu một chữ.`,
        `“${cut[0].trim()}”: a word seems to be missing after “${cut[1]}”.`,
      ),
    )
}

/** A listed phrase that the words from `i` miss by one letter or tone in one of them. */
function nearPhrase(words: readonly Word[], i: number): { words: string[]; length: number } | null {
  let best: { words: string[]; length: number } | null = null
  for (const length of LENGTHS) {
    if (i + length > words.length) continue
    let usable = true
    for (let j = i + 1; j < i + length && usable; j++) usable = words[j]!.joined
    if (!usable) continue
    const window = words.slice(i, i + length)
    if (window.some((w) => w.text.length > 1 && w.text === w.text.toUpperCase() && w.text !== w.text.toLowerCase()))
      continue
    const own = window.map((w) => w.canonical)
    const joined = own.join(' ')
    if (EXACT.has(joined) || TRUE.has(joined)) {
      if (length >= 2) return null
      continue
    }
    for (let hole = 0; hole < length; hole++) {
      for (const phrase of BY_HOLE.get(holeKey(own, hole)) ?? []) {
        const is = window[hole]!.text.toLowerCase()
        const should = phrase.words[hole]!
        if (canonical(is) === canonical(should) || !oneAway(is, should)) continue
        // A pair of two common words needs more than one shared word: "công khai" is not "triển khai".
        if (length === 2 && !closePair(window, hole, should, words, i)) continue
        if (!best || length > best.length) best = { words: phrase.words, length }
      }
    }
  }
  return best
}

/**
 * Two-word phrases: the odd word must not make a listed or everyday pair with its neighbours, and the difference must
 * be a tone or a mark, not another letter, unless the odd word is no syllable at all.
 */
function closePair(window: readonly Word[], hole: number, should: string, words: readonly Word[], i: number): boolean {
  const is = window[hole]!.text.toLowerCase()
  if (!isSyllable(is)) return true
  if (strip(is) !== strip(should)) return false
  // "trên cơ sở kết quả": the odd pair is the end of one phrase and the start of the next.
  const before = words[i - 1]
  const after = words[i + 2]
  if (before && window[0]!.joined && EXACT.has(`${before.canonical} ${window[0]!.canonical}`)) return false
  if (after?.joined && EXACT.has(`${window[1]!.canonical} ${after.canonical}`)) return false
  return true
}

/** A long name with two words left out: "hệ thống (giáo dục) quốc dân". */
function missingWord(words: readonly Word[], i: number): { should: string; length: number } | null {
  for (const phrase of LONG_PHRASES) {
    for (let gap = 1; gap + 2 < phrase.length; gap++) {
      const rest = [...phrase.slice(0, gap), ...phrase.slice(gap + 2)]
      if (i + rest.length > words.length) continue
      if (rest.every((w, j) => words[i + j]!.text.toLowerCase() === w && (j === 0 || words[i + j]!.joined)))
        return { should: phrase.join(' '), length: rest.length }
    }
  }
  return null
}

const LONG_PHRASES = ['hệ thống giáo dục quốc dân'].map((p) => p.split(' '))

function strip(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
}

function oneAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  let x = a.length - 1
  let y = b.length - 1
  while (x >= i && y >= i && a[x] === b[y]) {
    x--
    y--
  }
  return x - i <= 0 && y - i <= 0
}

function matchCase(model: string, word: string): string {
  const first = model[0]!
  return first === first.toUpperCase() && first !== first.toLowerCase() ? word[0]!.toUpperCase() + word.slice(1) : word
}

const VIETNAMESE_MARK = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/

/** Lower-case words with a Vietnamese mark that the dictionary of syllables lacks; names and symbols are left alone. */
function unknownSyllable(word: string): boolean {
  if (word !== word.toLowerCase() || word.length < 2 || word.length > 12 || /\d/.test(word)) return false
  return VIETNAMESE_MARK.test(word) && !isSyllable(word)
}
