import type { Quantity } from '../document.ts'
import { DIGIT } from './find-marks.ts'
import { isDigit } from './fold.ts'
import { type Paragraph, place } from './paragraphs.ts'
import { isWhite, skipWhite } from './spaces.ts'

/** What is counted: nouns of the sector's work, longest first; folded. A number before any other word is no quantity. */
const UNITS = [
  'co so giao duc mam non|co so giao duc pho thong|co so giao duc dai hoc|co so giao duc thuong xuyen|co so giao duc|co quan|co so',
  'can bo, giao vien, nhan vien|can bo, giao vien|can bo quan ly|can bo|giao vien nuoc ngoai|giao vien|nhan vien|giang vien|vien chuc|cong chuc|nha giao|dang vien|doan vien|hoi vien',
  'luu hoc sinh|hoc sinh, sinh vien|hoc sinh|sinh vien|hoc vien|tre em|tre mam non|tre|phu huynh|nguoi dan|nguoi hoc|nguoi lao dong|nguoi|ho gia dinh|ho dan|ho|dai bieu|chuyen gia|tinh nguyen vien|tinh nguyen',
  'truong mam non|truong tieu hoc|truong thcs|truong thpt|truong hoc|truong|lop hoc|lop|nhom tre|nhom|to chuc|to|don vi|doanh nghiep|xa, phuong|phuong, xa|xa|phuong|thon|huyen|tinh, thanh pho|tinh|quoc gia|nuoc|vung lanh tho',
  'doan ra|doan vao|doan cong tac|doan khach|doan|luot nguoi|luot doan|luot|lan|cuoc thi|cuoc|buoi|dot|khoa|ky thi|giai thuong|giai|suat|hoc bong',
  'chuyen de|hoi nghi|hoi thao|toa dam|su kien|ngay hoi|cau lac bo|san choi|hoat dong|mo hinh|sang kien|de tai|giai phap|chuong trinh|du an|de an|nhiem vu|chi tieu|tieu chi|noi dung|linh vuc|tin, bai|tin bai|tin|bai viet|bai|video|phong su|an pham|san pham|tai lieu|dau sach|cuon|quyen|ban|bo',
  'thoa thuan quoc te|thoa thuan hop tac|thoa thuan|ban ghi nho|hiep dinh|doi tac|van ban|ho so|thu tuc hanh chinh|thu tuc|bao cao|ke hoach|phong hoc|phong|may tinh|thiet bi|bo thiet bi|thu vien|cong trinh|diem cau|diem',
  'tiet hoc|tiet|gio hoc|tin chi|trieu dong|ty dong|nghin dong|dong|do la|usd|trieu usd|euro|m2|ha|km|kg|tan|cay|chiec|cai',
]
  .flatMap((line) => line.split('|'))
  .sort((a, b) => b.length - a.length)
const UNIT = new RegExp(`(?:${UNITS.join('|')})(?![a-z])`, 'y')

/** Words before a number that make it a label or a point in time: "Điều 5", "lớp 10", "ngày 12", "khoản 3". */
const LABEL =
  /(?:^|[^a-z])(?:ngay|thang|nam|nam hoc|so|dieu|khoan|diem|muc|lop|khoi|quy|phu luc|mau|bieu|bang|de an|nghi quyet|quyet dinh|ke hoach|cong van|chi thi|thong tu|nghi dinh|luat|phong|phuong|quan|to|giai doan|nhiem ky|khoa|hang|loai|bac|cap do|tap|trang|chuong|phan|dieu|bai|tiet|nhom|hoc ky|ky|the ky|dot|lan thu|thu|toa|tang|duong|ap|khu pho|khu|tuoi|truong hop|buoc|doan)\s*$/
/** Units of time make a term, not a quantity. */
const NUMBER =
  /(\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d{1,2})?)(?:\s*(?:-|–|đến|tới)\s*(\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d{1,2})?))?(?![\d/]|[.,-]\d)\s*(%)?/y
const FIGURES = /\d/g
/** What a number that counts does not stand behind. */
const STUCK = /[\p{L}\d/.,-]/u
/** A number said in words behind its figures: "02 (hai)". */
const WORDS = /\s*\([^()\d]{2,24}\)\s*/y

const LEAST =
  /(?:^|[^a-z])(?:it nhat|toi thieu|khong duoi|khong it hon|khong thap hon|thap nhat|tu)\s*(?:la\s*|dat\s*|co\s*|duoc\s*|to chuc\s*|tu\s*)?$/
const MOST =
  /(?:^|[^a-z])(?:toi da|khong qua|khong vuot qua|nhieu nhat|cao nhat|khong vuot|khong nhieu hon)\s*(?:la\s*)?$/
const MORE = /(?:^|[^a-z])(?:tren|hon|vuot)\s*$/
const LESS = /(?:^|[^a-z])(?:duoi|it hon|chua den|giam con duoi)\s*$/
const ABOUT = /(?:^|[^a-z])(?:khoang|gan|uoc|uoc dat|xap xi|du kien)\s*(?:la\s*)?$/
/** Where the noun after "%" ends. */
const OF_STOP =
  /[,;.:()]|\s(?:duoc|dat|co|da|la|tham|biet|su|thuc|hoan|trien|tro|dam|bao|va|hoac|tiep|hieu|dung|xay|to chuc|vao|trong|tai|theo|tu|den|dap|khong|chua|phai|dang|ky|hoc tap|cam|co gang|de|cho|ma|thi|nam|on|thong thao|ung)(?![a-z])/

/** The counts and shares a paragraph names between two offsets of its text, in order. */
export function readQuantities(paragraph: Paragraph, from = 0, to = paragraph.text.length): Quantity[] {
  const { text, folded } = paragraph
  if (!(paragraph.marks & DIGIT)) return []
  const found: Quantity[] = []
  for (let at = findNumber(text, from); at >= 0 && at < to; at = findNumber(text, NUMBER.lastIndex)) {
    let end = endOfNumber(text)
    let unit: string
    let of: string | null = null
    if (text[end - 1] === '%') {
      unit = '%'
      const rest = folded.slice(end, end + 90)
      const lead = /^\s*(?:(?:tong\s+)?so\s+|cac\s+|luong\s+)?/.exec(rest)![0].length
      const stop = OF_STOP.exec(rest.slice(lead))
      const words = rest.slice(lead, stop ? lead + stop.index : undefined)
      const length = /^(?:[a-z\d&]+(?:\s+|$)){1,8}/.exec(words)?.[0].trimEnd().length ?? 0
      if (length > 0) {
        of = text.slice(end + lead, end + lead + length)
        end += lead + length
      }
    } else {
      const unitAt = pastWords(folded, end)
      if (unitAt === end) continue
      UNIT.lastIndex = unitAt
      if (!UNIT.test(folded) || LABEL.test(wordsBefore(folded, at))) continue
      end = UNIT.lastIndex
      unit = text.slice(unitAt, end)
    }
    NUMBER.lastIndex = at
    const m = NUMBER.exec(text)!
    const before = wordsBefore(folded, at)
    const upward = /^\s*tro len(?![a-z])/.exec(folded.slice(end, end + 12))
    const downward = upward ? null : /^\s*tro xuong(?![a-z])/.exec(folded.slice(end, end + 14))
    const value = numberOf(m[1]!)
    const upper = m[2] === undefined ? null : numberOf(m[2])
    let comparator: Quantity['comparator'] = upper === null ? 'exactly' : 'between'
    let start = at
    const lead = [
      ['at-least', LEAST],
      ['at-most', MOST],
      ['more-than', MORE],
      ['less-than', LESS],
      ['about', ABOUT],
    ] as const
    for (const [name, pattern] of lead) {
      const word = pattern.exec(before)
      if (!word) continue
      const bare = word[0].replace(/^[^a-z]/, '')
      // "từ 30 %" counts only with "trở lên" or an upper end: else it is "from".
      if (/^tu\s*$/.test(bare) && !upward && upper === null) break
      start = at - bare.length
      if (upper === null) comparator = name
      break
    }
    if (upward) {
      comparator = 'at-least'
      end += upward[0].length
    } else if (downward) {
      comparator = 'at-most'
      end += downward[0].length
    }
    if (end > to) continue
    found.push({
      value,
      to: upper,
      comparator,
      unit,
      of,
      text: text.slice(start, end),
      confidence: 1,
      at: place(paragraph, start, end),
    })
    NUMBER.lastIndex = Math.max(end, NUMBER.lastIndex)
  }
  return found
}

/** Where the word behind a number begins, which may be said in brackets before it. */
function pastWords(folded: string, at: number): number {
  WORDS.lastIndex = at
  return WORDS.test(folded) ? WORDS.lastIndex : skipWhite(folded, at, 4)
}

/** Where the next number from `from` on begins, or -1; it ends at `NUMBER.lastIndex`. Only figures are tried. */
function findNumber(text: string, from: number): number {
  FIGURES.lastIndex = from
  while (FIGURES.test(text)) {
    const at = FIGURES.lastIndex - 1
    if (at === 0 || !STUCK.test(text[at - 1]!)) {
      NUMBER.lastIndex = at
      if (NUMBER.test(text)) return at
    }
    while (isDigit(text.charCodeAt(FIGURES.lastIndex))) FIGURES.lastIndex++
  }
  return -1
}

/** Where the number that was found ends, without the white space behind it. */
function endOfNumber(text: string): number {
  let end = NUMBER.lastIndex
  while (isWhite(text.charCodeAt(end - 1))) end--
  return end
}

function wordsBefore(folded: string, at: number): string {
  return folded.slice(Math.max(0, at - 30), at)
}

/** "1.200" is twelve hundred, "1,5" one and a half. */
function numberOf(printed: string): number {
  return Number(printed.replaceAll('.', '').replace(',', '.'))
}
