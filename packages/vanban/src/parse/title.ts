import type { Place } from '../document.ts'
import { opensWithBody } from './bodies.ts'
import { isUpper, startsLower } from './fold.ts'
import type { HeadingLine } from './letterhead.ts'
import type { Line } from './lines.ts'

const BODY_START =
  /^(?!v\s*\/\s*v(?![a-z]))(?:can cu|kinh gui|so\s*:|xet |theo (?:de nghi|quy dinh|chi dao|cong van|ke hoach)|tren co so|(?:de|nham) (?!xuat)|nhan dip|(?:thoi gian|nhung nam) (?:vua )?(?:qua|gan day)|hien nay,|vua qua,|ngay \d|trong (?:nam|thoi|nhung|suot)|phan (?:thu|[ivx\d])|chuong [ivx\d]|dieu \d|muc \d|[ivx]{1,4}\s*[./-]|\d{1,2}\s*[./)]\s|[a-d]\s*[.]\s|[-+*•]\s)/
/** "TỜ TRÌNH" + "Đề nghị thành lập Hội …": a title; further down "Đề nghị các đơn vị …" opens the body. */
const PROPOSES = /^de nghi (?!(?:cac|quy|thu truong|toan the|ong|ba)(?![a-z]))/
/** The body of an invitation: "Sở Ngoại vụ trân trọng kính mời: …". */
const INVITES = /(?:^|\s)(?:tran trong )?kinh moi(?![a-z])/
const FIELD = /^\p{Lu}\p{Ll}+(?: \p{L}+){0,3}\s?:(?:\s|$)|^Hôm nay[, ]/u
const BODY_ACT = /^(?:thuc hien|trien khai|thi hanh|tiep tuc thuc hien|tiep theo|theo|phuc dap|tra loi)\b/
const ATTACHED = /\(\s*(?:ban hanh\s+)?kem theo\b|\(\s*du thao|\(\s*trinh\b/
const AUTHOR =
  /^(?:chu tich|uy ban|ubnd|hoi dong|bo truong|thu tuong|chinh phu|quoc hoi|giam doc|hieu truong|truong |tong |chanh|vien truong|cuc truong|ban (?!hanh)|uy ban thuong vu|thong doc|so |bo )/

/** Words that differ from the head of a body by their marks alone: "ĐỊA" + "BÀN TỈNH …", "KẾ HOẠCH" + "SỐ 164-KH/TU". */
const OTHER_WORD = /^(?:BÀN|BẢN|BÁN|BỔ|BỎ|BÓ|SỐ|VIÊN|VIỄN|HỒI|TRƯỚC)(?!\p{L})/u
/** No title ends so: "… của ngành Giáo dục và" + "Đào tạo". */
const UNFINISHED = /(?:^| )(?:va|cua|cho|tai|voi|ve)$/
/** A stamp set in the left column on the same line: "DỰ THẢO          Dự án Luật …". */
const STAMP_BESIDE = /^(?:DỰ THẢO|HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT)\s{3,}(?=\S)/u

/** The trích yếu under the heading: its lines joined, without the note "(Kèm theo …)". `bodyAt` is the next line. */
export function readTitle(
  lines: readonly Line[],
  headingAt: number,
  rest: HeadingLine['rest'],
): { title: string | null; at: Place | null; bodyAt: number } {
  const parts: { text: string; start: number }[] = []
  if (rest) parts.push(rest)
  let i = headingAt + 1
  for (; i < lines.length && parts.length < 14; i++) {
    const line = lines[i]!
    const previous = lines[i - 1]!
    const attached = line.folded.search(ATTACHED)
    if (parts.length === 0) {
      if (
        (BODY_START.test(line.folded) && !PROPOSES.test(line.folded)) ||
        (AUTHOR.test(line.folded) && isUpper(line.text) && opensWithBody(line.folded) && issuerLike(lines, i))
      )
        break
      if (attached === 0) break
      const stamp = STAMP_BESIDE.exec(line.text)?.[0].length ?? 0
      parts.push({ text: line.text.slice(stamp, attached > 0 ? attached : undefined), start: line.start + stamp })
      if (attached > 0) {
        i++
        break
      }
      continue
    }
    // "Thời gian: …", "Địa điểm: …" open the body of minutes and invitations.
    if (FIELD.test(line.text) || INVITES.test(line.folded) || /:$/.test(line.text)) break
    // Lines of a title stand in the middle; one that fills or opens the column is running text.
    const upper = isUpper(parts.map((p) => p.text).join(' '))
    const sameTitle =
      line.gap === 0 && (startsLower(line.text) || (upper && isUpper(line.text)) || UNFINISHED.test(previous.folded))
    if (line.goesOn !== null && previous.goesOn === null && !sameTitle) break
    if (line.rule || attached === 0 || (BODY_START.test(line.folded) && !startsLower(line.text))) break
    const soFar = parts.at(-1)!.text
    if (/[.:]$/.test(soFar) && !/^\(/.test(line.text)) break
    if (isUpper(line.text)) {
      if (!upper && line.gap > 0) break
      if (
        !OTHER_WORD.test(line.text) &&
        AUTHOR.test(line.folded) &&
        opensWithBody(line.folded) &&
        !/\b(?:cua|va|do|tai|cho)$|[,-]$/.test(previous.folded)
      )
        break
      if (line.gap > 0 && parts.length > 0 && line.gap >= 1 && soFar.length > 4 && !/[,-]$/.test(soFar)) break
    } else if (upper && soFar.length > 3) {
      if (!startsLower(line.text) && !(/[-–]$/.test(soFar) && /^\d{4}\b/.test(line.text))) break
    } else if (startsLower(line.text) || /^[\d(“"]/.test(line.text)) {
      if (line.gap > 2) break
    } else {
      if (line.gap > 0) break
      if (BODY_ACT.test(line.folded) && !/\b(?:va|ve|cua|,)$/.test(previous.folded)) break
      if (line.text.length > 130 || soFar.length < 25) break
    }
    parts.push({ text: attached > 0 ? line.text.slice(0, attached) : line.text, start: line.start })
    if (attached > 0) {
      i++
      break
    }
  }
  if (parts.length === 0) return { title: null, at: null, bodyAt: i }
  const text = parts
    .map((p) => p.text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  const title = text.replace(/^V\s*\/\s*v\s*:?\s*/i, '').replace(/[\s.;]+$/, '')
  const last = parts.at(-1)!
  return {
    title: title === '' ? null : title,
    at: { start: parts[0]!.start, end: last.start + last.text.trimEnd().length },
    bodyAt: i,
  }
}

/** An upper-case line straight under the heading that names the author, followed by the bases: there is no title. */
function issuerLike(lines: readonly Line[], at: number): boolean {
  return /^can cu/.test(lines[at + 1]?.folded ?? '') || /^khoa\b/.test(lines[at + 1]?.folded ?? '')
}
