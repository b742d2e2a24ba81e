import type { IsoDate, ParsedDocument, Place } from '../document.ts'
import { INNER_BODY, opensWithBody } from './bodies.ts'
import { readNumber } from './citations.ts'
import { isoDate } from './dates.ts'
import { fold, isUpper, startsLower } from './fold.ts'
import { KIND_PATTERN, kindOfHeading } from './kinds.ts'
import type { Line } from './lines.ts'

export interface Letterhead {
  number: string | null
  issuer: string | null
  superior: string | null
  place: string | null
  date: IsoDate | null
  /** Trích yếu of a công văn, after "V/v". */
  about: string | null
  /** Quốc hiệu or the Party's title is printed. */
  motto: boolean
  /** A line "Số:" is printed, with or without a number. */
  numbered: boolean
  at: ParsedDocument['at']
}

export interface HeadingLine {
  kind: string
  /** Index in the list of lines given. */
  at: number
  /** The rest of the line where kind and title share it. */
  rest: { text: string; start: number } | null
}

type PieceType = 'text' | 'motto' | 'rule' | 'number' | 'about' | 'date' | 'to'

interface Piece {
  type: PieceType
  text: string
  folded: string
  start: number
  line: number
  cell: Line['cell']
  gap: number
  rule: boolean
}

const ANCHORS =
  /(cong hoa xa hoi(?:\s+chu nghia)?(?:\s+viet nam)?|^cong hoa$|^(?:hoa )?xa hoi chu nghia(?: viet nam)?|^chu nghia viet nam|^viet nam$|dang cong san viet nam|doc lap[^a-z]{1,5}tu do(?:[^a-z]{1,5}hanh phuc)?|^(?:tu do[^a-z]{1,5})?hanh phuc$)|([-_*~=]{3,})|((?:^|(?<=\s{2})|(?<=- ))(?:(?:nghi quyet|luat|phap lenh|quyet dinh|lenh|van ban)\s+)?so\s*(?::|(?=\s+\d+\s*[/-])|(?=\s*[.…]{2,}))|(?<=[a-z)] )so\s*:(?=\s*\d*\s*[/-]))|((?:^|\s)v\s*\/\s*v(?![a-z])|^ve(?: viec)?\s*:)|(kinh gui)|((?:\s{4,}|\t\s*)(?=[a-z]))/g
const DATE_WORDS =
  /ngay\s*(?:\d{1,2}|[.…_\s]*)\s*(?:thang|$|\/|[.…_]{2,})|ngay\s*\d{1,2}\s*[/-]\s*\d{1,2}\s*[/-]\s*\d{4}/

/** Cuts the lines of the head where another component begins: cells and columns that became one line. */
function cutPieces(lines: readonly Line[]): Piece[] {
  const pieces: Piece[] = []
  lines.forEach((line, index) => {
    const marks: { at: number; type: PieceType; open: number }[] = []
    for (const m of line.folded.matchAll(ANCHORS)) {
      const type: PieceType = m[1] ? 'motto' : m[2] ? 'rule' : m[3] ? 'number' : m[4] ? 'about' : m[5] ? 'to' : 'text'
      const lead = /^\s*/.exec(m[0])![0].length
      marks.push({ at: m.index + lead, type, open: m.index + m[0].length })
      if (type === 'motto' || type === 'rule')
        marks.push({ at: m.index + m[0].length, type: 'text', open: m.index + m[0].length })
    }
    const dated = placeDate(line)
    if (dated !== null) {
      for (let i = marks.length - 1; i >= 0; i--)
        if (marks[i]!.at >= dated && marks[i]!.type === 'text') marks.splice(i, 1)
      marks.push({ at: dated, type: 'date', open: dated })
    }
    marks.sort((a, b) => a.at - b.at)
    if (marks[0]?.at !== 0) marks.unshift({ at: 0, type: 'text', open: 0 })
    marks.forEach((mark, i) => {
      const end = marks[i + 1]?.at ?? line.text.length
      const raw = line.text.slice(mark.at, end)
      const text = raw.trim()
      if (text === '') return
      const start = line.start + mark.at + raw.indexOf(text)
      pieces.push({
        type: mark.type,
        text,
        folded: fold(text),
        start,
        line: index,
        cell: line.cell,
        gap: i === 0 ? line.gap : 0,
        rule: i === 0 && line.rule,
      })
    })
  })
  return pieces
}

/** Offset at which "Địa danh, ngày … tháng … năm …" begins in a line, or null. */
function placeDate(line: Line): number | null {
  const m = DATE_WORDS.exec(line.folded)
  if (!m) return null
  const before = line.text.slice(0, m.index)
  const comma = /[,.]?\s*$/.exec(before)!
  if (!comma[0].includes(',')) return before.trim() === '' ? m.index : null
  const name = before.slice(0, comma.index)
  // From the last wide gap or, where the line runs on, back over the words that open with a capital.
  const gap = /^(?:.*\S)?\s{3,}(?=\S)/.exec(name)
  const start = gap ? gap[0].length : 0
  const whole = name.slice(start)
  const offset = whole.length - whole.trimStart().length
  if (whole.trim().length <= 42 && !/[\d:;/]/.test(whole) && !isUpper(whole)) return start + offset
  const words = [...whole.matchAll(/\S+/g)]
  let from = -1
  for (let i = words.length - 1; i >= 0 && words.length - i <= 5; i--) {
    const word = words[i]![0]
    if (!/^\p{Lu}\p{L}*$|^TP\.?$/u.test(word) && !/^(?:phố|xã|tỉnh)$/.test(word)) break
    // "… - GDMN Thọ Xuân": capitals before a name in small letters end the number.
    if (from >= 0 && isUpper(word) && !/^TP/.test(word) && !isUpper(name.slice(start + from))) break
    from = words[i]!.index
  }
  return from < 0 ? null : start + from
}

/** The line that prints the kind of document, or null where it was lost or the document is a công văn. */
export function findHeading(lines: readonly Line[], limit: number): HeadingLine | null {
  for (let i = 0; i < limit; i++) {
    const line = lines[i]!
    if (line.text.length > 60 || !isUpper(line.text)) continue
    const kind = kindOfHeading(line.folded.replace(/\s+/g, ' ').replace(/[\s.:*]+$/, ''))
    if (kind) return { kind, at: i, rest: null }
  }
  return null
}

/** "KẾ HOẠCH CÔNG TÁC NĂM 2024" on one line, kind and title in one. */
export function findHeadingWithTitle(lines: readonly Line[], from: number, limit: number): HeadingLine | null {
  for (let i = from; i < limit; i++) {
    const line = lines[i]!
    const words = line.text.split(/\s+/)
    for (const size of [4, 3, 2]) {
      if (words.length <= size) continue
      const head = words.slice(0, size).join(' ')
      if (!isUpper(head)) continue
      const kind = kindOfHeading(fold(head))
      if (!kind) continue
      const at = line.text.indexOf(words[size]!, head.length)
      return { kind, at: i, rest: { text: line.text.slice(at), start: line.start + at } }
    }
  }
  return null
}

const STAMPS =
  /^(?:khan|thuong khan|hoa toc|mat|toi mat|tuyet mat|du thao|ban sao|sao y|luu hanh noi bo|dong dau den|den|ban chinh|xem xong tra lai|(?:de )?bao cao|can gap|phu luc|trang chu|gioi thieu)\b/

/** Reads the letterhead from the lines above the heading (or above "Kính gửi"). */
export function readLetterhead(lines: readonly Line[]): Letterhead {
  const pieces = cutPieces(lines)
  const head: Letterhead = {
    number: null,
    issuer: null,
    superior: null,
    place: null,
    date: null,
    about: null,
    motto: false,
    numbered: false,
    at: {},
  }
  head.motto = pieces.some((p) => p.type === 'motto')
  readOwnNumber(pieces, head)
  readPlaceAndDate(pieces, head)
  readIssuer(pieces, head)
  readAbout(pieces, head)
  return head
}

const SYMBOL = /^\p{Lu}[\p{Lu}\d&.]+(?:-\p{Lu}[\p{Lu}\d&.]*)*$/u

function readOwnNumber(pieces: readonly Piece[], head: Letterhead): void {
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!
    if (piece.type !== 'number' || isCited(pieces, i)) continue
    head.numbered = true
    const label = /^.*?so\s*:?\s*/.exec(piece.folded)![0].length
    let text = piece.text.slice(label)
    let end = piece.start + piece.text.length
    const next = pieces[i + 1]
    if (/^\d*\s*[a-z]?$/i.test(text) && next && /^[/–-]\s*\S/.test(next.text)) {
      text += next.text
      end = next.start + next.text.length
    }
    // A long symbol of several bodies is broken behind a hyphen: "29/2025/TTLT-BTP-BCA-" + "BTC-TANDTC".
    else if (/[-–/]$/.test(text) && next?.type === 'text' && SYMBOL.test(next.text)) {
      text += next.text
      end = next.start + next.text.length
    }
    const tight = text.replace(/\s*([/–-])\s*/g, (_, mark: string) => (mark === '–' ? '-' : mark)).replace(/^\s+/, '')
    if (!/^\d/.test(tight)) continue
    const read = readNumber(tight, 0, true)
    if (!read) continue
    let { number } = read
    // "30/KH-Tr THCSXS": a symbol that its school prints with a space; it fills the line to its end.
    const rest = /^ (\p{Lu}[\p{Lu}\d.]{1,14}(?: \p{Lu}[\p{Lu}\d.]{0,9}){0,2})$/u.exec(tight.slice(read.end).trimEnd())
    if (rest && /\p{L}$/u.test(number)) number += ` ${rest[1]}`
    head.number = number
    head.at.number = { start: piece.start + label, end }
    return
  }
}

const ENDS_WITH_KIND = new RegExp(`[a-z] (?:${KIND_PATTERN})$`)

/** "… THỰC HIỆN KẾ HOẠCH" + "SỐ 164-KH/TU NGÀY … CỦA …": a number without a colon that another document is cited by. */
function isCited(pieces: readonly Piece[], i: number): boolean {
  const { folded } = pieces[i]!
  if (/^.{0,12}so\s*:/.test(folded)) return false
  const before = pieces[i - 1]
  if (before?.type === 'text' && ENDS_WITH_KIND.test(before.folded)) return true
  const after = [folded, ...pieces.slice(i + 1, i + 3).map((p) => p.folded)].join(' ')
  const m =
    /^([a-z][a-z ]* )?so\s+\d[^\s]*\s+ngay\s+\d{1,2}\s*(?:thang|[./-])\s*\d{1,2}\s*(?:nam|[./-])\s*\d{4}(\s+cua\s)?/.exec(
      after,
    )
  return m !== null && (m[1] !== undefined || m[2] !== undefined)
}

function readPlaceAndDate(pieces: readonly Piece[], head: Letterhead): void {
  // "Ngày 22/3/2024 Bộ … đã ban hành" in what a site says above is a sentence, not the line of place and date.
  const named = pieces.findIndex(
    (p) => p.type === 'date' && /^\p{Lu}/u.test(p.text) && !/^ngay(?![a-z])/.test(p.folded),
  )
  for (let i = Math.max(named, 0); i < pieces.length; i++) {
    const piece = pieces[i]!
    if (piece.type !== 'date') continue
    const m = /^(.*?)\s*[,.]?\s*ngay/.exec(piece.folded)
    if (!m) continue
    const name = piece.text.slice(0, m[1]!.length).replace(/[,\s]+$/, '')
    let words = piece.folded.slice(m[1]!.length)
    let end = piece.start + piece.text.length
    for (let j = i + 1; j < Math.min(i + 4, pieces.length) && !/nam\s*\d{4}|\d{4}$/.test(words); j++) {
      if (pieces[j]!.type !== 'text' || !/^(?:\d{1,2}\s|thang|nam|\d{4}|[.…_])/.test(pieces[j]!.folded)) break
      words += ` ${pieces[j]!.folded}`
      end = pieces[j]!.start + pieces[j]!.text.length
    }
    const full = /ngay\s*(\d{1,2})\s*(?:thang|[/-])\s*(\d{1,2})\s*(?:,?\s*nam|[/-])\s*(\d{4})/.exec(words)
    const blank = /ngay[\s.…_]*\d{0,2}[\s.…_]*(?:thang|\/)[\s.…_]*\d{0,2}[\s.…_]*(?:nam|\/)/.test(words)
    if (!full && !blank) continue
    // Alone it is the date; before more words, "Ngày 23/8/2017, Tỉnh ủy … đã ban hành", it opens a sentence.
    if (name === '' && full && /[a-z]/.test(words.slice(full.index + full[0].length))) continue
    if (name !== '') {
      head.place = name
      head.at.place = { start: piece.start, end: piece.start + name.length }
    }
    if (full) {
      head.date = isoDate(Number(full[3]), Number(full[2]), Number(full[1]))
      if (head.date) head.at.date = { start: piece.start + m[1]!.length, end }
    }
    return
  }
}

const NEW_BODY =
  /^(?:uy ban|ubnd|hoi dong|hdnd|bo (?!phan)|so |phong |truong |van phong|tong cuc|cuc |vu |chi bo|dang bo|dang uy|trung tam|hoc vien|vien |dai hoc|cong an|toa an|tong cong ty|chi cuc|ban (?:chi dao|to chuc|tuyen giao|quan ly|chap hanh|thuong vu|dan van|noi chinh|giam hieu|can su|kinh te|van hoa)|chinh phu|thu tuong|quoc hoi|doan (?:tncs|thanh nien|tn)|(?:tinh|thanh|quan|huyen) doan|bch |ban thuong vu|cong doan|lien doan|hoi (?:khuyen|cuu|lien|cha|chu|nong)|to |thanh tra|kho bac|bao hiem|dai (?:phat|truyen)|ngan hang|nha truong|benh vien|thu vien)/
const UNFINISHED =
  /(?:^(?:uy ban nhan dan|uy ban|hoi dong nhan dan|hoi dong nhan|hoi dong|ban chap hanh|truong|phong|so|bo|ban chi dao|uy ban nhan)|[-–,]|\bva|\bcua|\bthuoc)$/

function readIssuer(pieces: readonly Piece[], head: Letterhead): void {
  const first = pieces.findIndex((p) => p.type === 'motto' || p.type === 'number')
  const stop = first < 0 ? pieces.length : first
  const usable = (p: Piece): boolean =>
    p.type === 'text' && isUpper(p.text) && !STAMPS.test(p.folded) && p.text.length < 220
  const before: Piece[] = []
  for (let i = stop - 1; i >= 0; i--) {
    const p = pieces[i]!
    // The star of a Party letterhead, a drawn rule, a stamp stand between the names.
    if (p.type === 'rule' || STAMPS.test(p.folded) || !/\p{L}/u.test(p.text)) continue
    if (!usable(p)) break
    before.unshift(p)
  }
  const after: Piece[] = []
  if (first >= 0) {
    const numberAt = pieces.findIndex((p) => p.type === 'number')
    for (let i = first; i < pieces.length; i++) {
      const p = pieces[i]!
      if (
        usable(p) &&
        (numberAt < 0 || i < numberAt || before.length === 0) &&
        !/^xa hoi chu nghia|^hanh phuc/.test(p.folded)
      )
        after.push(p)
    }
  }
  const list = [...before, ...after]
  while (list.length > 0 && !opensWithBody(list[0]!.folded)) list.shift()
  if (list.length === 0) return
  const bodies: Piece[][] = []
  for (const piece of list) {
    const open = bodies.at(-1)
    const last = open?.map((p) => p.folded).join(' ')
    if (open && (UNFINISHED.test(last!) || !NEW_BODY.test(piece.folded) || /^[-–]/.test(piece.text))) open.push(piece)
    else bodies.push([piece])
  }
  const names = bodies.map((body) => ({
    text: body
      .map((p) => p.text)
      .join(' ')
      .replace(/\s+/g, ' ')
      .replace(/[\s.*]+$/, ''),
    at: { start: body[0]!.start, end: body.at(-1)!.start + body.at(-1)!.text.length } as Place,
  }))
  const issuers = jointIssuers(head.number, names)
  let issuer = joined(issuers)
  let superior = names[names.length - issuers.length - 1] ?? null
  const single = bodies.at(-1)!
  if (!superior && issuers.length === 1 && single.length === 1) {
    // One cell, one line: "BỘ TÀI CHÍNH TỔNG CỤC THUẾ".
    const folded = fold(issuer.text)
    let cut = -1
    for (const m of folded.matchAll(INNER_BODY)) {
      if (m.index < 6 || /(?:-|va|cua|thuoc|,|uy ban|van phong|truong)\s*$/.test(folded.slice(0, m.index).trimEnd()))
        continue
      cut = m.index
      break
    }
    if (cut > 0) {
      superior = { text: issuer.text.slice(0, cut).trim(), at: { start: issuer.at.start, end: issuer.at.start + cut } }
      issuer = { text: issuer.text.slice(cut), at: { start: issuer.at.start + cut, end: issuer.at.end } }
    }
  }
  head.issuer = issuer.text
  head.at.issuer = issuer.at
  if (superior && superior.text !== issuer.text) {
    head.superior = superior.text
    head.at.superior = superior.at
  }
}

type NamedBody = { text: string; at: Place }

/** Bodies that issue together, as one name. */
function joined(bodies: readonly NamedBody[]): NamedBody {
  const text = bodies.map((body) => body.text).join(' ')
  return { text, at: { start: bodies[0]!.at.start, end: bodies.at(-1)!.at.end } }
}

/** What a symbol may leave out of a name: "BCH Đoàn" is Đ…, "Ủy ban MTTQ" M… */
const BEFORE_NAME = /^(?:ban (?:chap hanh|thuong (?:vu|truc)) |bch |(?:uy ban|ub) ?(?=mat tran|mt))+/
/** The kind of a body, which a symbol has ("SGDĐT", "THCS.NVT") or has not ("GDĐT", "NVT"). */
const KIND = /^(?:so|bo|phong|truong(?: (?:mam non|tieu hoc|thcs|thpt|trung hoc (?:co so|pho thong)))?) /

/**
 * Those of the bodies named who issue: the last, and where the symbol speaks of several, as "07/2026/TTLT-BGDĐT-BNG",
 * "12/KHLN-SGDĐT-SNgV" and "01/CTrPH-SGDĐT-CAT" do, as many above it. The symbol may end with the office that drafted the paper, so
 * that each has to be in the symbol by a first letter that stands for no other, and stand over none of the others.
 */
function jointIssuers(number: string | null, names: readonly NamedBody[]): readonly NamedBody[] {
  const [, symbol] = /\/\p{L}+(?:LT|LN|PH)((?:-[\p{L}\d.]+){2,})$/u.exec(number ?? '') ?? []
  let from = names.length - 1
  if (symbol === undefined) return names.slice(from)
  const marks = fold(symbol).split('-').slice(1)
  const most = marks.length
  const isNamed = ({ text }: NamedBody): boolean => {
    const name = fold(text).replace(BEFORE_NAME, '')
    const initials = [name[0], name.replace(KIND, '')[0]]
    const mark = initials.map((initial) => marks.findIndex((one) => one[0] === initial)).find((at) => at >= 0)
    if (mark !== undefined) marks.splice(mark, 1)
    return mark !== undefined
  }
  isNamed(names[from]!)
  let count = bodiesOn(names[from]!)
  while (from > 0) {
    const next = names[from - 1]!
    count += bodiesOn(next)
    if (count > most || names.slice(from).some((below) => standsOver(next, below)) || !isNamed(next)) break
    from--
  }
  return names.slice(from)
}

/** Bodies on one line: "BỘ GIÁO DỤC VÀ ĐÀO TẠO - BỘ NGOẠI GIAO". */
function bodiesOn({ text }: NamedBody): number {
  return Math.max(
    1,
    fold(text)
      .split(/\s*[-–,;]\s*|\s+va\s+/)
      .filter(opensWithBody).length,
  )
}

/** The kinds of bodies that stand over others, the lowest first. */
const RANKS = [
  /^(?:truong|trung tam|phong|to|chi bo|chi cuc|nha truong|mam non|tieu hoc|thcs|thpt)(?![a-z])/,
  /^(?:so|cuc|vu)(?![a-z])/,
  /^(?:ubnd|uy ban nhan dan|tong cuc)(?![a-z])/,
  /^bo(?! (?:chi huy|tu lenh))(?![a-z])/,
  /^(?:chinh phu|thu tuong|quoc hoi)(?![a-z])/,
]

/** Of a body of any other kind (công an, đoàn, tòa án) nothing is known: it stands over none and under none. */
function standsOver(upper: NamedBody, lower: NamedBody): boolean {
  const [over, under] = [upper, lower].map(({ text }) => {
    const folded = fold(text)
    return RANKS.findIndex((kind) => kind.test(folded))
  })
  return under! >= 0 && over! > under!
}

/** The label of the trích yếu of a công văn; "Về:" and "Về việc:" in older letters. */
const ABOUT = /^(?:v\s*\/\s*v|ve viec|ve(?=\s*:))\s*:?\s*/

function readAbout(pieces: readonly Piece[], head: Letterhead): void {
  const number = pieces.findIndex((p) => p.type === 'number')
  let at = pieces.findIndex((p, i) => p.type === 'about' && i > number)
  // Older letters print "Về việc …" straight below their number.
  if (at < 0 && number >= 0 && /^ve viec\s/.test(pieces[number + 1]?.folded ?? '')) at = number + 1
  if (at < 0) return
  const first = pieces[at]!
  const label = ABOUT.exec(first.folded)![0].length
  const parts = [first.text.slice(label)]
  let end = first.start + first.text.length
  for (let i = at + 1; i < pieces.length; i++) {
    const p = pieces[i]!
    if (p.type !== 'text' || p.rule || isUpper(p.text) || p.cell?.join() !== first.cell?.join()) break
    if (p.gap > 0 && p.text[0] === p.text[0]!.toUpperCase()) break
    parts.push(p.text)
    end = p.start + p.text.length
  }
  const text = parts
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s.;,]+$/, '')
    .trim()
  if (text === '') return
  head.about = text
  head.at.title = { start: first.start + label, end }
}

/** "V/v …" of a letterhead that a text layer put behind the body: on a line of its own, after a sentence or a list is over. */
export function readLateAbout(lines: readonly Line[], from: number): { text: string; at: Place } | null {
  for (let i = from + 1; i < lines.length; i++) {
    const label = /^v\s*\/\s*v\s*:?\s*(?=[a-z])/.exec(lines[i]!.folded)?.[0].length
    if (!label || !/[.;:/]$/.test(lines[i - 1]!.text)) continue
    const parts = [lines[i]!.text.slice(label)]
    let last = lines[i]!
    for (let j = i + 1; j < lines.length && startsLower(lines[j]!.text) && lines[j]!.gap === 0; j++) {
      last = lines[j]!
      parts.push(last.text)
    }
    const text = parts
      .join(' ')
      .replace(/\s+/g, ' ')
      .replace(/[\s.;,]+$/, '')
    return { text, at: { start: lines[i]!.start + label, end: last.start + last.text.length } }
  }
  return null
}
