import type { Source } from '../document.ts'
import { type FoldedText, fold, foldUnit } from './fold.ts'

/** A rule drawn with characters: `-------`, `____`, `* * *`. */
export function isRule(text: string): boolean {
  return /^[\s\-_*=~–—.·•]{3,}$/.test(text) && !/\.{2}/.test(text) && /[-_*=~–—]{2}|\* \*/.test(text)
}

/** What rules are drawn with. */
const RULED = new Set(Array.from('-_*=~–—.·• ', (char) => char.charCodeAt(0)))
/** Most characters of a page number: "Trang 12 / 120". */
const PAGE_NUMBER = 14
/** Folded first letters of what is marked, of a page number, and of the head of a gazette or a stamp, which are longer. */
const OPENS = new Set(Array.from('-_*=~.·•>|[]"mt0123456789', (char) => char.charCodeAt(0)))
const M = 'm'.charCodeAt(0)
const OPENS_LONG = new Set(Array.from('ckn0123456789', (char) => char.charCodeAt(0)))
const STAMP_HEAD = /^(?:ky boi|nguoi ky)\s*:/
const STAMP_LINE = /^(?:co quan|ngay ky|thoi gian ky|email|chuc vu|to chuc)\s*:/
const GAZETTE = /^(?:\d{1,4}\s+)?cong bao\s*\/\s*so\b.*\/\s*ngay\b/

/**
 * Tells, line after line in their order, what the page or the site added around the document: page numbers, rules, running
 * heads of the gazette, the text of an electronic stamp, bread crumbs.
 */
export class FurnitureFinder {
  readonly #source: Source
  readonly #folded: FoldedText
  /** As many lines may still belong to the stamp above. */
  #stamp = 0

  constructor(source: Source, folded: FoldedText) {
    this.#source = source
    this.#folded = folded
  }

  /** A stamp has no blank lines. */
  passBlank(): void {
    this.#stamp = 0
  }

  /** Whether line `i`, whose words stand at `start..end`, is furniture. */
  passLine(i: number, start: number, end: number): boolean {
    if (end - start > 200) return false
    // Cheap first: by its first letter most text is none.
    const { text: whole } = this.#source
    const first = foldUnit(whole.charCodeAt(start))
    const opensLong = OPENS_LONG.has(first)
    if (this.#stamp === 0 && !opensLong && !OPENS.has(first)) return false
    const marked =
      end - start === 1 ||
      first === M ||
      (isRuled(whole, start) && isRuled(whole, start + 1) && isRuled(whole, start + 2))
    const long = this.#stamp === 0 && !opensLong && end - start > PAGE_NUMBER
    if (long && !marked) return false
    const text = whole.slice(start, end)
    if (marked && (isRule(text) || /^[>|[\]«»]$/.test(text) || /^mailto:/i.test(text))) return true
    return !long && this.#judge(i, text, this.#folded.slice(start, end))
  }

  #judge(i: number, text: string, folded: string): boolean {
    let found = false
    if (/^(?:trang\s*)?-?\s*\d{1,4}\s*(?:\/\s*\d{1,4})?\s*-?$/.test(folded) && text.length <= PAGE_NUMBER)
      found = this.#source.lines[i]!.cell === null && !isAwaited(text, i === 0 ? '' : this.#textOf(i - 1))
    else if (GAZETTE.test(folded)) found = true
    else if (STAMP_HEAD.test(folded)) {
      // A signed page carries the stamp as a block of two to five lines; a form's own "Người ký:" stands alone.
      this.#stamp = 5
      found = i + 1 < this.#source.lines.length && STAMP_LINE.test(fold(this.#textOf(i + 1).trim()))
    } else if (this.#stamp > 0 && STAMP_LINE.test(folded)) found = true
    if (this.#stamp > 0) this.#stamp--
    return found
  }

  #textOf(i: number): string {
    const { start, end } = this.#source.lines[i]!
    return this.#source.text.slice(start, end)
  }
}

/** A number that the line before waits for, no page number: "… giai đoạn 2019 -" + "2020", "… trước ngày" + "25". */
function isAwaited(text: string, before: string): boolean {
  if (/(?<!\p{L})(?:ngày|tháng|quý|số|khoản|điều|điểm)\s*$/iu.test(before)) return true
  return /^(?:19|20)\d\d$/.test(text) && /(?:[-–]|năm|học)\s*$/i.test(before)
}

const isRuled = (text: string, at: number): boolean => RULED.has(text.charCodeAt(at))

/** The spaces that a source may hold. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0 || code === 13
}
