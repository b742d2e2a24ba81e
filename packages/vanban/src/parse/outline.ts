import type { OutlineEntry } from '../document.ts'
import { opensWithBody } from './bodies.ts'
import { INFERRED } from './confidence.ts'
import { isDigit, isSmall, isUpper } from './fold.ts'
import { type Paragraph, place } from './paragraphs.ts'

/** Families of labels; each keeps one depth until an outer one ends it. */
type Family = 'phan' | 'chuong' | 'muc' | 'dieu' | 'upper' | 'roman' | 'n1' | 'n2' | 'n3' | 'n4' | 'paren' | 'letter'

/** What opens a paragraph: its label, and whether the paragraph is a heading of the outline. */
export interface Section {
  /** Index of the paragraph (and of the one that holds its title, where that is the next). */
  paragraph: number
  titleParagraph: number
  family: Family
  label: string
  title: string | null
  /** Text that follows a run-in title, or null. */
  rest: string | null
  /** Offset in the paragraph's text where the words after the label begin. */
  textAt: number
  heading: boolean
  level: number
  /** Decided by its sisters, or a label that recognition spoilt. */
  doubtful: boolean
}

const STRUCTURE =
  /^(phan|chuong|muc|tieu muc)\s+(thu\s+[a-z]+(?:\s+[a-z]+)?|[ivxlcd]+|\d{1,3}[a-z]?|[a-d])(?:\s*[.:)/-]\s*|\s+(?=\S)|$)/
const ARTICLE = /^dieu\s+(\d{1,3}[a-z]?)\s*(?:[.:)]\s*|-\s+|$)/
const ROMAN = /^(?![Vv]\s*\/\s*v)([IVXLl1|]{1,6})\s*(?:[.)/:]\s*|[-–]\s*)(?=\S)/
const UPPER = /^([A-HK])\s*(?:[.)/:]\s*|[-–]\s+)(?=\S)/
const DECIMAL = /^(\d{1,2}(?:\.\d{1,2}){0,3})\s*(?:([.):])\s*|(\/|-)\s+|\s+(?=\p{Lu}))(?=\S)/u
const LETTER = /^([a-zđ]{1,2})\s*(?:[)/]\s*|\.\s+)(?=\S)/
const ROMAN_ONLY = /^(?:X{0,3})(?:IX|IV|V?I{0,3})$/

const TITLE_WORDS: Record<string, string> = { phan: 'Phần', chuong: 'Chương', muc: 'Mục', 'tieu muc': 'Tiểu mục' }

interface Label {
  family: Family
  label: string
  /** Past it in the text. */
  end: number
  /** Recognition spoilt its letters. */
  spoilt?: boolean
}

/** The label that opens a paragraph, or null. `previous` tells an I that follows H from the Roman one. */
function readLabel(paragraph: Paragraph, letterBefore: string | null): Label | null {
  const { text, folded } = paragraph
  if (!mayOpen(folded)) return null
  const structure = STRUCTURE.exec(folded)
  if (
    structure &&
    (structure[0].length === folded.length || isStructureHead(text, structure[0].length, structure[0]))
  ) {
    const word = structure[1]!
    const number = text.slice(structure[1]!.length, structure[1]!.length + 1 + structure[2]!.length).trim()
    const family = word === 'phan' ? 'phan' : word === 'chuong' ? 'chuong' : 'muc'
    const tail = /^(?:thu)/.test(structure[2]!) ? number.toLowerCase() : number.toUpperCase()
    return { family, label: `${TITLE_WORDS[word]} ${tail}`, end: structure[0].length }
  }
  const article = ARTICLE.exec(folded)
  if (article && /^[Đđ]/.test(text)) return { family: 'dieu', label: `Điều ${article[1]}`, end: article[0].length }
  const roman = ROMAN.exec(text)
  if (roman) {
    const meant = roman[1]!.replace(/[l1|]/g, 'I')
    const clean = /^[IVX]+$/.test(roman[1]!)
    const spoilt = !clean && /[IVX]/.test(roman[1]!) && roman[1]!.length > 1
    if (
      (clean || spoilt || (roman[1] === 'l' && isUpper(text.slice(roman[0].length)))) &&
      ROMAN_ONLY.test(meant) &&
      meant !== ''
    ) {
      if (
        !(meant.length === 1 && letterBefore && letterBefore.charCodeAt(0) + 1 === meant.charCodeAt(0) && meant !== 'I')
      )
        if (!(meant === 'I' && letterBefore === 'H'))
          return { family: 'roman', label: meant, end: roman[0].length, spoilt: !clean }
    }
  }
  const upper = UPPER.exec(text)
  if (upper) return { family: 'upper', label: upper[1]!, end: upper[0].length }
  const decimal = DECIMAL.exec(text)
  if (decimal) {
    const dots = decimal[1]!.split('.').length
    // "2.220.000 đồng", "1/2 số trường": a number of the sentence.
    if (/^\d/.test(text.slice(decimal[0].length)) && decimal[2] !== undefined && !/\s$/.test(decimal[0])) return null
    if (!decimal[2] && !decimal[3] && dots === 1) return null
    const family: Family =
      decimal[2] === ')' && dots === 1 ? 'paren' : dots === 1 ? 'n1' : dots === 2 ? 'n2' : dots === 3 ? 'n3' : 'n4'
    return { family, label: decimal[1]!, end: decimal[0].length }
  }
  const letter = LETTER.exec(text)
  if (letter && (letter[1]!.length === 1 || /^([a-z])\1$|^[a-z]\d$/.test(letter[1]!)))
    return { family: 'letter', label: letter[1]!, end: letter[0].length }
  return null
}

/**
 * Cheap first: by its first three letters most text has no label. One opens with a digit, with a numeral or a letter that no
 * third letter follows, or with Phần, Chương, Mục, Tiểu mục, Điều.
 */
function mayOpen(folded: string): boolean {
  const first = folded.charCodeAt(0)
  if (!isSmall(first)) return isDigit(first) || first === BAR
  if (!isSmall(folded.charCodeAt(1)) || !isSmall(folded.charCodeAt(2))) return true
  return WORDS.some((word) => folded.startsWith(word)) || NUMERAL.test(folded)
}

const BAR = '|'.charCodeAt(0)
const WORDS = ['phan', 'chuong', 'muc', 'tieu muc', 'dieu']
const NUMERAL = /^[ivxl1|]{3,6}\s*[.)/:–-]/

/** "Mục 1 Chương II quy định …" is a sentence; "PHẦN I. MỤC TIÊU" and "Chương I" + capital title are heads. */
function isStructureHead(text: string, end: number, head: string): boolean {
  if (!/^\p{Lu}/u.test(text)) return false
  const rest = text.slice(end)
  if (/[.:)/-]\s*$/.test(head)) return rest.length < 220 && /^\P{Ll}/u.test(rest)
  return isUpper(rest) && rest.length < 220
}

/** Verbs that open an order; a line that begins so and ends with a colon opens a list of orders. */
const ORDER =
  /^(?:giao|yeu cau|de nghi|sua doi|bo sung|bai bo|thay the|thanh lap|phe duyet|ban hanh|dieu chinh|cho phep|chi dao|tang cuong|day manh|tiep tuc|tap trung|to chuc|xay dung|ra soat|thuc hien|trien khai|nang cao|quan ly|dong y|thong nhat|phoi hop|chu tri|tham muu|cu |doi voi (?:ky thi|truong hop))/
const LISTING =
  /(?:bao gom|gom|gom co|nhu sau|sau day|cu the|sau|la|mot trong cac (?:truong hop|dieu kien|hanh vi|noi dung)|(?:so \d|dieu \d)\S*.{0,90} (?:quy dinh|neu ro|chi ro|ghi ro))\s*:$/

type Verdict = 'yes' | 'no' | 'unsure'

/** Whether the words after a label are a title, judged by themselves; the run-in title's end where there is one. */
function judge(
  text: string,
  folded: string,
  family: Family,
  lastOfText: boolean,
  bold: boolean,
): { verdict: Verdict; titleEnd: number } {
  const whole = text.length
  if (family === 'dieu') return { verdict: 'yes', titleEnd: whole }
  if (family === 'phan' || family === 'chuong' || family === 'muc') return { verdict: 'yes', titleEnd: whole }
  if (family === 'upper' || family === 'roman') {
    const colon = runIn(text, folded)
    if (isUpper(text)) return { verdict: whole < 320 ? 'yes' : 'no', titleEnd: whole }
    if (colon > 0 && colon < text.length - 1) return { verdict: 'yes', titleEnd: colon }
    if (/;$/.test(text) || whole > 200) return { verdict: 'no', titleEnd: whole }
    if (/\.$/.test(text) && whole > 110) return { verdict: 'no', titleEnd: whole }
    return { verdict: 'yes', titleEnd: whole }
  }
  if (/^["“]/.test(text) && /["”]$/.test(text) === false && whole > 60) return { verdict: 'no', titleEnd: whole }
  const upper = isUpper(text)
  if (upper && whole < 260) return { verdict: 'yes', titleEnd: whole }
  const colon = runIn(text, folded)
  if (colon === text.length - 1) {
    if (LISTING.test(folded) || whole > 170) return { verdict: 'no', titleEnd: colon }
    if (ORDER.test(folded)) return { verdict: 'unsure', titleEnd: colon }
    if (/,|;/.test(text) && whole > 120) return { verdict: 'unsure', titleEnd: colon }
    return { verdict: whole > 110 ? 'unsure' : 'yes', titleEnd: colon }
  }
  if (colon > 0) {
    const title = text.slice(0, colon)
    if (LISTING.test(folded.slice(0, colon + 1)) || /[;“"]/.test(title) || title.length > 170)
      return { verdict: 'no', titleEnd: colon }
    if (/\. /.test(title) || (title.length > 110 && !/^(?:doi voi|ve) /.test(folded)))
      return { verdict: 'no', titleEnd: colon }
    if (family === 'letter')
      return { verdict: title.length <= 110 && !ORDER.test(folded) ? 'unsure' : 'no', titleEnd: colon }
    return { verdict: ORDER.test(folded) ? 'unsure' : title.length <= 90 ? 'yes' : 'unsure', titleEnd: colon }
  }
  if (/[;,]$/.test(text)) return { verdict: 'no', titleEnd: whole }
  if (/\.["”')]*$/.test(text)) {
    // A title that its author closed with a full stop: no second sentence, no comma list, opens with "Về".
    if (/^ve /.test(folded) && whole <= 200 && !/\. /.test(text)) return { verdict: 'yes', titleEnd: whole - 1 }
    if (bold && whole <= 120 && !/\. /.test(text)) return { verdict: 'yes', titleEnd: whole - 1 }
    return { verdict: 'no', titleEnd: whole }
  }
  if (whole > 230 || speaks(folded)) return { verdict: 'no', titleEnd: whole }
  if (lastOfText) return { verdict: 'unsure', titleEnd: whole }
  if (family === 'letter') return { verdict: whole <= 110 ? 'yes' : 'no', titleEnd: whole }
  return { verdict: whole <= 190 ? 'yes' : 'unsure', titleEnd: whole }
}

/** A sentence in which a body acts after an opening clause: "Từ các nội dung trên, Sở Nội vụ kính trình …". */
function speaks(folded: string): boolean {
  const m =
    /^[^,;:]{3,120},\s+(?=([^,;:]{4,110}?)\s+(?:kinh|trinh|de nghi|yeu cau|bao cao|thong bao|giao|ban hanh|xay dung|chi dao|huong dan|to chuc)(?![a-z]))/.exec(
      folded,
    )
  return m !== null && opensWithBody(m[1]!)
}

/** Offset of the colon that closes a run-in title: not one inside a time, a quotation or brackets. */
function runIn(text: string, folded: string): number {
  let depth = 0
  for (let i = 0; i < Math.min(text.length, 260); i++) {
    const char = text[i]!
    if (char === '(' || char === '“') depth++
    else if (char === ')' || char === '”') depth = Math.max(0, depth - 1)
    else if (char === ':' && depth === 0) {
      if (/\d/.test(text[i + 1] ?? '') && /\d/.test(text[i - 1] ?? '')) continue
      if (folded.slice(i + 1, i + 3) === '//') continue
      return i
    } else if (char === '.' && depth === 0 && text[i + 1] === ' ' && i > 12) return -1
  }
  return -1
}

export interface Outline {
  entries: OutlineEntry[]
  /** Every labelled paragraph, heading or not, in order. */
  sections: Section[]
}

/**
 * The headed sections of the body `from..to` (indices of paragraphs). A label counts when its words are a title;
 * doubtful ones follow their sisters under the same head. Khoản and điểm under an Điều never count.
 */
export function readOutline(paragraphs: readonly Paragraph[], ranges: readonly (readonly [number, number])[]): Outline {
  const sections: Section[] = []
  const entries: OutlineEntry[] = []
  for (const [from, to] of ranges) {
    const found = labelled(paragraphs, from, to)
    settle(found.sections, found.verdicts)
    const kept = setLevels(found.sections)
    for (const section of kept) {
      const head = paragraphs[section.paragraph]!
      const last = paragraphs[section.titleParagraph]!
      entries.push({
        label: section.label,
        title: section.title,
        level: section.level,
        confidence: section.doubtful ? INFERRED : 1,
        at: {
          start: head.start,
          end: section.rest === null ? last.end : place(head, 0, head.text.length - section.rest.length).end,
        },
      })
    }
    for (const section of found.sections) sections.push(section)
  }
  return { entries, sections }
}

/** The labelled paragraphs of a range, each with what its words say of it. */
function labelled(paragraphs: readonly Paragraph[], from: number, to: number): SectionFinder {
  const finder = new SectionFinder(paragraphs, to)
  for (let i = from; i < to; i++) i = finder.pass(i)
  return finder
}

/** "II.1" alone, as a cell that names a section has it: no section II with the title "1". */
const PATH = /^[IVXLC\d]{1,6}(?:\.\d{1,2})+\.?$/

class SectionFinder {
  readonly sections: Section[] = []
  /** One for each section. */
  readonly verdicts: Verdict[] = []
  readonly #paragraphs: readonly Paragraph[]
  readonly #to: number
  #letterBefore: string | null = null
  /** Text quoted from another document stands open. */
  #quoted = false

  constructor(paragraphs: readonly Paragraph[], to: number) {
    this.#paragraphs = paragraphs
    this.#to = to
  }

  /** Looks at a paragraph; returns the last one that it took, which is a later one where that holds the title. */
  pass(i: number): number {
    const paragraph = this.#paragraphs[i]!
    if (paragraph.note || PATH.test(paragraph.text)) return i
    const inQuote = this.#passQuote(paragraph.text)
    if (inQuote && opensQuote(paragraph.text)) return i
    const label = readLabel(paragraph, this.#letterBefore)
    if (!label) return i
    if (inQuote && label.family !== 'dieu' && label.family !== 'roman') return i
    if (label.family === 'dieu') this.#quoted = false
    if (label.family === 'upper') this.#letterBefore = label.label
    return this.#take(i, paragraph, label)
  }

  /** Text quoted from another document ("1. … như sau: a) …") has labels that are not this document's. */
  #passQuote(text: string): boolean {
    const inQuote = this.#quoted || (opensQuote(text) && /^.(?:\d|[a-zđ]\)|Điều|Chương|Mục)/.test(text))
    if (inQuote) this.#quoted = !/["”]\s*[.;,]?$/.test(text) && (this.#quoted || !/["”]/.test(text.slice(1)))
    return inQuote
  }

  #take(i: number, paragraph: Paragraph, label: Label): number {
    const behind = paragraph.text.slice(label.end).trimStart()
    const textAt = paragraph.text.length - behind.length
    let text = behind.trimEnd()
    let titleParagraph = i
    const named = label.family === 'phan' || label.family === 'chuong' || label.family === 'muc'
    const title = named && text === '' ? this.#titleBelow(i) : null
    if (title) ({ text, titleParagraph } = title)
    if (text === '' && !named && label.family !== 'dieu') return i
    const folded =
      titleParagraph === i
        ? paragraph.folded.slice(textAt, textAt + text.length)
        : this.#paragraphs[titleParagraph]!.folded
    this.#add(i, titleParagraph, label, textAt, text, folded)
    return titleParagraph
  }

  /** The title of a Phần, Chương or Mục in the paragraph below its label, or in two of capitals. */
  #titleBelow(i: number): { text: string; titleParagraph: number } | null {
    const next = i + 1 < this.#to ? this.#paragraphs[i + 1]! : null
    if (!next || readLabel(next, null) || next.text.length >= 260 || /^[-+•]/.test(next.text)) return null
    const second = i + 2 < this.#to ? this.#paragraphs[i + 2]! : null
    if (
      second &&
      isUpper(next.text) &&
      isUpper(second.text) &&
      !readLabel(second, null) &&
      next.text.length + second.text.length < 260
    )
      return { text: `${next.text} ${second.text}`, titleParagraph: i + 2 }
    return { text: next.text, titleParagraph: i + 1 }
  }

  #add(i: number, titleParagraph: number, label: Label, textAt: number, text: string, folded: string): void {
    const paragraphs = this.#paragraphs
    const { verdict, titleEnd } = judge(text, folded, label.family, i === paragraphs.length - 1, paragraphs[i]!.bold)
    let title: string | null = unclosed(text.slice(0, titleEnd))
    let rest: string | null = null
    if (label.family === 'dieu') {
      title = articleTitle(text, folded, paragraphs[i + 1])
      const colon = title === null ? -1 : title.length
      if (title !== null && text.length - colon > 3) rest = text.slice(colon).replace(/^[\s:.]+/, '')
    } else if (titleEnd < text.length - 1 && titleParagraph === i) rest = text.slice(titleEnd + 1).trim()
    if (title === '') title = null
    this.sections.push({
      paragraph: i,
      titleParagraph,
      family: label.family,
      label: label.label,
      title,
      rest: rest || null,
      textAt,
      heading: false,
      level: 0,
      doubtful: verdict === 'unsure' || label.spoilt === true,
    })
    this.verdicts.push(verdict)
  }
}

function opensQuote(text: string): boolean {
  return text[0] === '"' || text[0] === '“'
}

/** An Điều has a title where a short line stands alone before its text; else its text runs on at once. */
function articleTitle(text: string, folded: string, next: Paragraph | undefined): string | null {
  if (text === '') return null
  if (/nhu sau\s*:$/.test(folded))
    return /^(?:sua doi|bo sung|bai bo|thay the)/.test(folded) ? text.replace(/[\s:]+$/, '') : null
  if (!next && text.length > 60) return null
  if (/[.;,]$/.test(text) && !(text.length < 60 && !ORDER.test(folded) && next && /^1\s*[.)]/.test(next.text)))
    return null
  if (/\. /.test(text)) return null
  if (text.length > 320) return null
  if (text.length > 150 && !/^(?:sua doi|bo sung|bai bo)/.test(folded)) return null
  return unclosed(text)
}

/** A title without the marks that close it. */
function unclosed(title: string): string {
  let end = title.length
  while (end > 0 && /[\s:.]/.test(title[end - 1]!)) end--
  return end === title.length ? title : title.slice(0, end)
}

/** How far in a family of labels stands where it meets others. */
export const FAMILY_RANK: Record<Family, number> = {
  phan: 0,
  chuong: 1,
  muc: 2,
  dieu: 3,
  upper: 4,
  roman: 5,
  n1: 6,
  paren: 7,
  n2: 7,
  n3: 8,
  n4: 9,
  letter: 10,
}

/** Decides the doubtful ones by their sisters, and drops what stands under an Điều. */
function settle(sections: Section[], verdicts: Verdict[]): void {
  // Sisters: the same family in one run, cut where an outer label comes between.
  const open = new Map<Family, number[]>()
  const groups: number[][] = []
  sections.forEach((section, i) => {
    for (const family of open.keys()) if (FAMILY_RANK[family] > FAMILY_RANK[section.family]) open.delete(family)
    const group = open.get(section.family)
    if (group) group.push(i)
    else {
      const fresh = [i]
      open.set(section.family, fresh)
      groups.push(fresh)
    }
  })
  for (const group of groups) {
    let yes = 0
    let no = 0
    for (const i of group) {
      if (verdicts[i] === 'yes') yes++
      else if (verdicts[i] === 'no') no++
    }
    for (const i of group) {
      let heading = verdicts[i] === 'yes'
      if (verdicts[i] === 'unsure') heading = yes > no
      // One among sentences is a sentence that lost its full stop or holds a colon, not a heading.
      else if (heading && no >= 3 && yes === 1 && (sections[i]!.family === 'n1' || sections[i]!.family === 'letter'))
        heading = false
      sections[i]!.heading = heading
    }
  }
  let article = false
  for (const section of sections) {
    const { family } = section
    if (family === 'dieu') article = true
    else if (family === 'phan' || family === 'chuong' || family === 'muc' || family === 'upper') article = false
    else if (family === 'roman' && section.heading) article = false
    else if (article) section.heading = false
  }
  // A heading under a numbered sentence ("a) …" under "2. Giao Sở …") stays an item.
  let sentence: number | null = null
  for (const section of sections) {
    const r = FAMILY_RANK[section.family]
    if (sentence !== null && r <= sentence) sentence = null
    if (sentence !== null && r > sentence) section.heading = false
    if (!section.heading && section.family !== 'letter') sentence ??= r
  }
}

function setLevels(sections: readonly Section[]): Section[] {
  const stack: Family[] = []
  const kept: Section[] = []
  for (const section of sections) {
    if (!section.heading) continue
    const at = stack.indexOf(section.family)
    if (at >= 0) stack.length = at + 1
    else {
      // A Điều after the Roman sections of the Điều before it closes them.
      if (section.family === 'roman' && stack.includes('n1') && !stack.includes('dieu'))
        stack.length = stack.indexOf('n1')
      stack.push(section.family)
    }
    section.level = stack.length
    kept.push(section)
  }
  return kept
}
