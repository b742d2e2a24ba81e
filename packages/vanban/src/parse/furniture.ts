import { fold } from './fold.ts'

/** A rule drawn with characters: `-------`, `____`, `* * *`. */
export function isRule(text: string): boolean {
  return /^[\s\-_*=~–—.·•]{3,}$/.test(text) && !/\.{2}/.test(text) && /[-_*=~–—]{2}|\* \*/.test(text)
}

/** Begins like a rule, a bread crumb or an address. */
const MARKED = /^(?:[-_*=~–—.·•>|[\]«»]|mailto:)/i
/** Most characters of a page number: "Trang 12 / 120". */
const PAGE_NUMBER = 14
const STAMP_HEAD = /^(?:ky boi|nguoi ky)\s*:/
const STAMP_LINE = /^(?:co quan|ngay ky|thoi gian ky|email|chuc vu|to chuc)\s*:/
const GAZETTE = /^(?:\d{1,4}\s+)?cong bao\s*\/\s*so\b.*\/\s*ngay\b/

/**
 * Marks the lines that the page or the site added around the document: page numbers, rules, running heads of the
 * gazette, the text of an electronic stamp, bread crumbs.
 */
export function findFurniture(lines: readonly string[], inTable: (line: number) => boolean = () => false): boolean[] {
  const out = new Array<boolean>(lines.length).fill(false)
  let stamp = 0
  for (let i = 0; i < lines.length; i++) {
    const text = lines[i]!.trim()
    if (text === '') {
      stamp = 0
      continue
    }
    if (text.length > 200) continue
    if (MARKED.test(text) && (isRule(text) || /^[>|[\]«»]$/.test(text) || /^mailto:/i.test(text))) {
      out[i] = true
      continue
    }
    // Cheap first: by its length or its first letter most text is none.
    if (stamp === 0 && text.length > PAGE_NUMBER && !/^[\dckn]/.test(fold(text[0]!))) continue
    const folded = fold(text)
    if (/^(?:trang\s*)?-?\s*\d{1,4}\s*(?:\/\s*\d{1,4})?\s*-?$/.test(folded) && text.length <= PAGE_NUMBER)
      out[i] = !inTable(i) && !isYear(text, lines[i - 1])
    else if (GAZETTE.test(folded)) out[i] = true
    else if (STAMP_HEAD.test(folded)) {
      // A signed page carries the stamp as a block of two to five lines; a form's own "Người ký:" stands alone.
      stamp = 5
      if (STAMP_LINE.test(fold((lines[i + 1] ?? '').trim()))) out[i] = true
    } else if (stamp > 0 && STAMP_LINE.test(folded)) out[i] = true
    if (stamp > 0) stamp--
  }
  return out
}

/** "… giai đoạn 2019 -" + "2020": a year that the line before waits for, no page number. */
function isYear(text: string, before: string | undefined): boolean {
  return /^(?:19|20)\d\d$/.test(text) && before !== undefined && /(?:[-–]|năm|học)\s*$/i.test(before)
}
