import type { Source } from '../document.ts'
import { fold, foldUnit } from './fold.ts'

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
 * Marks the lines that the page or the site added around the document: page numbers, rules, running heads of the
 * gazette, the text of an electronic stamp, bread crumbs.
 */
export function findFurniture({ text: whole, lines }: Source): boolean[] {
  const out = new Array<boolean>(lines.length).fill(false)
  const textOf = (i: number): string => whole.slice(lines[i]!.start, lines[i]!.end)
  let stamp = 0
  for (let i = 0; i < lines.length; i++) {
    const { cell } = lines[i]!
    let { start, end } = lines[i]!
    while (start < end && isSpace(whole.charCodeAt(start))) start++
    while (end > start && isSpace(whole.charCodeAt(end - 1))) end--
    if (start === end) {
      stamp = 0
      continue
    }
    if (end - start > 200) continue
    // Cheap first: by its first letter most text is none.
    const first = foldUnit(whole.charCodeAt(start))
    if (stamp === 0 && !OPENS_LONG.has(first) && !OPENS.has(first)) continue
    const marked =
      end - start === 1 ||
      first === M ||
      (isRuled(whole, start) && isRuled(whole, start + 1) && isRuled(whole, start + 2))
    if (stamp === 0 && !marked && end - start > PAGE_NUMBER && !OPENS_LONG.has(first)) continue
    const text = whole.slice(start, end)
    if (marked && (isRule(text) || /^[>|[\]«»]$/.test(text) || /^mailto:/i.test(text))) {
      out[i] = true
      continue
    }
    if (stamp === 0 && text.length > PAGE_NUMBER && !OPENS_LONG.has(first)) continue
    const folded = fold(text)
    if (/^(?:trang\s*)?-?\s*\d{1,4}\s*(?:\/\s*\d{1,4})?\s*-?$/.test(folded) && text.length <= PAGE_NUMBER)
      out[i] = cell === null && !isAwaited(text, i === 0 ? '' : textOf(i - 1))
    else if (GAZETTE.test(folded)) out[i] = true
    else if (STAMP_HEAD.test(folded)) {
      // A signed page carries the stamp as a block of two to five lines; a form's own "Người ký:" stands alone.
      stamp = 5
      if (i + 1 < lines.length && STAMP_LINE.test(fold(textOf(i + 1).trim()))) out[i] = true
    } else if (stamp > 0 && STAMP_LINE.test(folded)) out[i] = true
    if (stamp > 0) stamp--
  }
  return out
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
