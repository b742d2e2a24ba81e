import type { Citation, Place } from '../document.ts'
import { INFERRED, IRREGULAR } from './confidence.ts'
import { FULL_DATE, readFullDate } from './dates.ts'
import { DIGIT } from './find-marks.ts'
import { isDigit, isLetter } from './fold.ts'
import { KIND_MODIFIERS, KIND_PATTERN, kindName } from './kinds.ts'
import { type Paragraph, place } from './paragraphs.ts'
import { skipWhite } from './spaces.ts'

/** A citation together with what its neighbours need to know: where it stands in its paragraph. */
export interface FoundCitation {
  citation: Citation
  paragraph: Paragraph
  /** Of the words that open it (kind or "số"), of the number, and past the last thing read (issuer or date). */
  start: number
  numberAt: number
  numberEnd: number
  end: number
  /** Folded kind as printed just before the number; null in "…, số 127-KL/TW". */
  ownKind: boolean
  /** Where the words behind it give it a short name. */
  aliasAt: [number, number] | null
}

const CANDIDATE = /\d[a-zđ]?(?:\s{0,2}[/–-]|\s(?=[A-ZĐ]{2}[A-ZĐa-zđ]{0,3}[-/–][A-ZĐ]))/g
/** True for a number and symbol as the rules have them; schools and scans print others. */
export function isRegularNumber(number: string): boolean {
  return REGULAR.test(number)
}

/** State `86/KH-UBND`, `30/2020/NĐ-CP`, `1268/BGDĐT-GDTX`, `43/2019/QH14`; Party `59-NQ/TW`. */
const REGULAR =
  /^\d{1,5}[a-zđ]?\/(?:\d{4}\/)?[\p{Lu}][\p{L}\d&.]*(?:-[\p{Lu}][\p{L}\d&.]*)+$|^\d{1,4}\/\d{4}\/(?:QH|UBTVQH|PL-UBTVQH)\d{1,2}$|^\d{1,5}-\p{Lu}\p{L}*\/\p{Lu}[\p{L}.&-]*$/u
const OPENS_SYMBOL = /\p{Lu}/u
const SYMBOL_CHAR = /[\p{L}\d&]/u
const UPPER = /\p{Lu}/gu

/**
 * The number that begins at `at` (a digit), or null: digits, then parts joined by `/` and `-` of which one holds
 * letters (regulations: State `n/LOẠI-CQ`, normative `n/yyyy/LOẠI-CQ`, National Assembly `n/yyyy/QHk`, Party
 * `n-LOẠI/TC`). A space that the page put around a separator is passed over.
 */
export function readNumber(text: string, at: number, named: boolean): { number: string; end: number } | null {
  let i = at
  while (i < text.length && isDigit(text.charCodeAt(i))) i++
  if (i - at > 5) return null
  if (text[i] === '.' && isDigit(text.charCodeAt(i + 1)) && i - at <= 3) {
    const dot = i
    i++
    while (i < text.length && isDigit(text.charCodeAt(i))) i++
    if (i - dot > 4) return null
  }
  if (/[a-zđA-Z]/.test(text[i] ?? '') && /[\s/–-]/.test(text[i + 1] ?? '')) i++
  let number = text.slice(at, i)
  let parts = 0
  let strong = false
  let end = -1
  for (;;) {
    const gap = skipWhite(text, i, 2) - i
    const separator = text[i + gap]
    const isSeparator = separator === '/' || separator === '-' || separator === '–'
    let from: number
    let spaced: boolean
    if (isSeparator) {
      from = i + gap + 1
      const after = skipWhite(text, from, 2) - from
      spaced = gap > 0 || after > 0
      from += after
      // A dash with spaces on both sides is a dash of the sentence; older papers of the Party print "03 - HD/VPTW".
      if (
        gap > 0 &&
        after > 0 &&
        separator !== '/' &&
        !(named && parts === 0 && PARTY.test(text.slice(from, from + 8)))
      )
        break
    } else if (parts === 0 && gap > 0 && named) {
      from = i + gap
      spaced = true
    } else break
    let j = from
    while (
      j < text.length &&
      (SYMBOL_CHAR.test(text[j]!) || (text[j] === '.' && OPENS_SYMBOL.test(text[j + 1] ?? '') && j > from))
    )
      j++
    const token = symbolAlone(text.slice(from, j).replace(/[.&]+$/, ''))
    if (token === '') break
    const capitals = token.match(UPPER)?.length ?? 0
    const digitsOnly = /^\d+$/.test(token)
    if (!digitsOnly && capitals === 0 && !(parts > 0 && !spaced && /^\d/.test(token))) break
    // After a space only a symbol goes on ("KH- SGD&ĐT"), not the next word ("/TW - Bộ").
    if (spaced && parts > 0 && (capitals < 2 || /\p{Ll}{3}/u.test(token))) break
    if (spaced && parts === 0 && !named && digitsOnly) break
    if (/^\p{Lu}\p{Ll}{2,}$/u.test(token)) break
    if (!isSeparator && capitals < 2) break
    number += (isSeparator ? separator : '') + token
    i = from + token.length
    parts++
    if (capitals >= 2) strong = true
    if (capitals > 0) end = i
    if (parts > 14) break
  }
  // "TT-BGD ĐT": a space inside the sector's own letters.
  const sector =
    strong && end > 0 && /GD&?$/.test(number) ? /^\s?ĐT(?![\p{L}\d])/u.exec(text.slice(end, end + 5)) : null
  if (sector) {
    number += 'ĐT'
    i = end += sector[0].length
  }
  if (!strong || end < 0) return null
  const second = named && parts === 1 ? SECOND_WORD.exec(text.slice(end, end + 24)) : null
  if (second) {
    number += second[1] ?? second[2]!
    i = end += second[0].length
  }
  number = number.slice(0, number.length - (i - end))
  // A single bare part ("118/TTg", "40/CP") only where the words before say that it is a number.
  if (!named && !/[-–]/.test(number) && !/\/\d{4}\//.test(number)) return null
  return { number, end }
}

const PARTY = /^\p{Lu}{2,4}\/\p{Lu}/u
/** "22-NQ/TWngày 10/4/2013": the next word stuck to the symbol where a copy lost the space. */
const STUCK = /(?<=\p{Lu}|TTg)(?:ngày|của|về|và|quy|ban|hướng|phê)$/u
/** "126/2024/NĐ-CP1": the call of a footnote behind the symbol of a body that has no numbered parts; "QH151" is the 15th. */
const CALLED =
  /^(CP|TTg|TW|TU|UBND|BYT|BTC|BTP|BNV|BXD|BCT|BCA|BQP|BGTVT|BVHTTDL|BGD&?ĐT|BKHCN|BTTTT|BTNMT|BNNPTNT|BLĐTBXH|VPCP|QH1\d)\d{1,2}$/

/** A part of a symbol without what a copy stuck to it. */
function symbolAlone(token: string): string {
  return token.replace(STUCK, '').replace(CALLED, '$1')
}

/** "03/LĐCL BTh ngày …": the second word of an irregular symbol, told by what follows a whole number. */
const SECOND_WORD =
  /^ ((?=(?:\P{Lu}*\p{Lu}){2})[\p{Lu}][\p{L}\d&]{1,8})(?=\s+(?:ngày|của)(?!\p{L}))|^ (\p{Lu}{2,5}\p{Ll}{1,2})(?=[.,;)]|$)/u

/** Cheap first: whether a letter stands behind the digits, separators and spaces at `at`; "15/10/2026." is no number of a paper. */
function symbolAhead(text: string, at: number): boolean {
  for (let i = at; i < text.length; i++) if (!SEPARATING.has(text.charCodeAt(i))) return isLetter(text[i])
  return false
}

const SEPARATING = new Set(Array.from('0123456789/-–. \t&', (char) => char.charCodeAt(0)))

const KIND_BEFORE = new RegExp(
  String.raw`(?<![a-z])(${KIND_PATTERN})(\s+${KIND_MODIFIERS})?\s*(?:[:,]\s*)?(?:so\s*(?:hieu\s*)?:?\s*)?$`,
)
const SO_BEFORE = /(?<![a-z])so\s*(?:hieu\s*)?:?\s*$/
/** A law is named between its kind and its number: "Luật Giáo dục số 43/2019/QH14". */
const ACT_BEFORE = /(?<![a-z])(bo\s+luat|luat|phap\s+lenh|hien\s+phap)\s+([^;.:()]{2,160}?)\s*,?\s*so\s*:?\s*$/
const DATE_AFTER = new RegExp(String.raw`^\s*,?\s*\(?\s*(?:(?:ban hanh|ky|duoc ban hanh)\s+)?ngay\s*(${FULL_DATE})`)
const OF_AFTER = /^\s*\)?\s*,?\s*cua\s+/
/** Words that never stand in the name of a body. */
const STOP = new Set(
  'về v/v ký ngày kèm được đã là nhằm đến cho tại trong với theo gửi để này có ở do phải mà như khi sau trước từ đối nêu trên hoặc gồm bao không sẽ thì vẫn cũng đang'.split(
    ' ',
  ),
)
/** Pairs of words, folded, that open the subject: "của Bộ Chính trị tiếp tục thực hiện …". */
const STOP_PAIR =
  /^(?:ve viec|quy dinh|ban hanh|phe duyet|thuc hien|huong dan|trien khai|sua doi|bo sung|thay the|cong bo|giao nhiem|giao chi|thong nhat|tiep tuc|kien toan|bai bo|dieu chinh|thanh lap|nghi dinh|tang cuong|xay dung|phan cong|phan bo|khen thuong|ket luan|to chuc thuc|hop nhat|chi dao|yeu cau|xac dinh|day manh|bao dam|dam bao|lam ro|doi moi|thi hanh|kiem tra|danh gia|phat dong|quan ly|cong nhan|cu doan|thong bao|bao cao|de nghi|cong khai|chan chinh|nang cao|phat trien|chap thuan|chi duoc|chi thuc)(?![a-z])/
/** The same where printed with a capital, as some do: "của Chính phủ Ban hành …". */
const CAPITAL_PAIR = /^(?:ve viec|quy dinh|ban hanh|phe duyet|huong dan|trien khai|sua doi|nghi dinh)(?![a-z])/
const KIND_AHEAD = new RegExp(`^(?:${KIND_PATTERN})\\s+(?:so(?![a-z])|\\d|lien|hanh|[a-z]+ so)`)
/** "… và xã hội", "… và truyền thông": lower-case halves of a ministry's name. */
const SECOND_HALF = /^(?:dao tao|xa hoi|cong nghe|dau tu|truyen thong|du lich|the thao|moi truong|dich vu|nhi dong)/

/** Where the name of a body that starts at `from` ends: at punctuation or at the first word of the subject. */
export function endOfBody(text: string, folded: string, from: number): number {
  let i = from
  let end = from
  for (let words = 0; words < 24 && i < text.length; words++) {
    const word = /^[^\s,;:.()“”"'…]+/.exec(text.slice(i, i + 40))?.[0]
    if (!word) {
      // "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ": one post with two names.
      if (text[i] === ',' && /^, (?:chu nhiem|tong thanh tra)/.test(folded.slice(i, i + 24))) {
        i += 2
        continue
      }
      // "Tổng công ty Khí Việt Nam - CTCP (PV GAS)": a company's short name belongs to it.
      const short =
        text[i] === '(' && /^(?:tong cong ty|cong ty|tap doan|ngan hang)/.test(folded.slice(from, from + 14))
          ? /^\([\p{Lu}\d ]{2,20}\)/u.exec(text.slice(i, i + 24))
          : null
      if (short) end = i + short[0].length
      break
    }
    if (words > 0) {
      const lower = word[0] === word[0]!.toLowerCase()
      const ahead = folded.slice(i, i + 24)
      if (
        lower
          ? STOP_PAIR.test(ahead)
          : CAPITAL_PAIR.test(ahead) || /^(?:thuc hien|tiep tuc|tang cuong)(?![a-z])/.test(ahead)
      )
        break
      if ((lower || word === word.toUpperCase()) && STOP.has(word.toLowerCase())) break
      if (word.toLowerCase() === 'và') {
        const rest = folded.slice(i + 3, i + 44)
        if (/^(?:cac |so |mot |nhung )/.test(rest) || KIND_AHEAD.test(rest)) break
        if (!/^\p{Lu}/u.test(text.slice(i + 3, i + 4)) && !SECOND_HALF.test(rest)) break
      } else if (word === 'của' && words > 14) break
    }
    i += word.length
    end = i
    if (text[i] === ' ') i++
    else if (text[i] !== ',') break
  }
  return end
}

/** The mentions of each paragraph that has any, in the order of the text. */
export type CitationsByParagraph = ReadonlyMap<Paragraph, readonly FoundCitation[]>

export function byParagraph(citations: readonly FoundCitation[]): CitationsByParagraph {
  const lists = new Map<Paragraph, FoundCitation[]>()
  for (const found of citations) {
    const list = lists.get(found.paragraph)
    if (list) list.push(found)
    else lists.set(found.paragraph, [found])
  }
  return lists
}

/** Every mention of a document by a number with a symbol, in the order of the text. */
export function findCitations(paragraphs: readonly Paragraph[]): FoundCitation[] {
  const found: FoundCitation[] = []
  for (let i = 0; i < paragraphs.length; i++) if (paragraphs[i]!.marks & DIGIT) inParagraph(paragraphs[i]!, found)
  return found
}

function inParagraph(paragraph: Paragraph, found: FoundCitation[]): void {
  const { text, folded } = paragraph
  const first = found.length
  let last = 0
  CANDIDATE.lastIndex = 0
  for (let m = CANDIDATE.exec(text); m; m = CANDIDATE.exec(text)) {
    let at = m.index
    while (at > 0 && (isDigit(text.charCodeAt(at - 1)) || (text[at - 1] === '.' && isDigit(text.charCodeAt(at - 2)))))
      at--
    if (at < last) continue
    const before = text[at - 1]
    if (isLetter(before) || before === '/' || before === '-' || before === '–') {
      if (!(before === '-' && text[at - 2] === ' ')) continue
    }
    if (!symbolAhead(text, at)) continue
    const previous = found.length > first ? found.at(-1)! : null
    const head = folded.slice(Math.max(0, at - 220, previous?.end ?? 0), at)
    const kindMatch = /phap\s+luat\s*so\s*$/.test(head) ? null : KIND_BEFORE.exec(head.slice(-60))
    const soMatch = SO_BEFORE.exec(head)
    const named = kindMatch !== null || soMatch !== null
    const read = readNumber(text, at, named)
    if (!read) continue
    if (!named && /^(?:19|20)\d\d$/.test(text.slice(at, at + 4)) && /(?:nam|giai doan|nam hoc|nhiem ky)\s*$/.test(head))
      continue
    last = read.end
    let kind: string | null = null
    let start = at - (soMatch ? soMatch[0].length : 0)
    let ownKind = false
    if (kindMatch) {
      start = at - kindMatch[0].length
      kind = kindName(kindMatch[1]!)
      const modifier = kindMatch[2]
      // "Công văn hướng dẫn": the words before the number, as printed.
      if (modifier && !/kem theo|lien nganh/.test(modifier)) {
        const from = start + kindMatch[1]!.length
        kind += text
          .slice(from, from + modifier.length)
          .replace(/\s+/g, ' ')
          .toLowerCase()
      }
      ownKind = true
    } else {
      const act = ACT_BEFORE.exec(head)
      if (act && /\/(?:QH|UBTVQH|PL|NQ|L-|LCT|\d{4}\/(?:QH|UBTVQH|PL))/.test(read.number)) {
        kind = kindName(act[1]!)
        start = at - (head.length - act.index)
        ownKind = true
      } else {
        if (previous && chained(folded, previous.end, start)) kind = previous.citation.kind
        else kind = headKind(head)
      }
    }
    let end = read.end
    let date: string | null = null
    let issuer: string | null = null
    const dated = DATE_AFTER.exec(folded.slice(end, end + 60))
    if (dated) {
      date = readFullDate(dated[1]!)
      end += dated[0].length
    }
    const of = OF_AFTER.exec(folded.slice(end, end + 12))
    if (of) {
      const from = end + of[0].length
      const to = endOfBody(text, folded, from)
      if (to > from) {
        issuer = text.slice(from, to)
        end = to
        if (!date) {
          const later = DATE_AFTER.exec(folded.slice(end, end + 60))
          if (later) {
            date = readFullDate(later[1]!)
            end += later[0].length
          }
        }
      }
    }
    if (!date || !issuer) {
      const lead = leadBefore(text, folded, start)
      if (lead) {
        date ??= lead.date
        issuer ??= lead.issuer
      }
    }
    found.push({
      citation: {
        kind,
        number: read.number,
        date,
        issuer,
        subject: null,
        alias: null,
        confidence: (isRegularNumber(read.number) ? 1 : IRREGULAR) * (kind === null ? INFERRED : 1),
        at: place(paragraph, start, end),
      },
      paragraph,
      start,
      numberAt: at,
      numberEnd: read.end,
      end,
      ownKind,
      aliasAt: null,
    })
  }
  shareIssuers(folded, found, first)
}

const HEAD_KIND = new RegExp(String.raw`(?<![a-z])cac\s+(${KIND_PATTERN})(?![a-z])[^;.]{0,120}$`)
const HEAD_ISSUER = new RegExp(String.raw`(?<![a-z])cac\s+(?:${KIND_PATTERN})\s+cua\s+`)

/** "các Quyết định của Bộ trưởng …: Số 1025/…": the head of a list a few words back. */
function headKind(head: string): string | null {
  const m = HEAD_KIND.exec(head)
  return m ? kindName(m[1]!) : null
}

/** True where only ", ", "; ", "và", "số" stand between two mentions, so that they share their head. */
function chained(folded: string, from: number, to: number): boolean {
  const between = folded.slice(from, to)
  return (
    between.length < 260 &&
    (/^\s*(?:[,;]|va|[,;]\s*va)\s*(?:so\s*)?$/.test(between) ||
      /[;,]\s*(?:va\s+)?$/.test(between) ||
      /^\s*va\s*$/.test(between))
  )
}

/** "Kết luận số A ngày …, số B ngày … và C ngày … của Bộ Chính trị": the issuer at the end is that of all. */
function shareIssuers(folded: string, found: FoundCitation[], first: number): void {
  for (let i = found.length - 1; i > first; i--) {
    const item = found[i]!
    const before = found[i - 1]!
    if (item.ownKind || before.citation.issuer || !item.citation.issuer) continue
    if (/^\s*(?:,|;|va|, va)\s*(?:so\s*)?$/.test(folded.slice(before.end, item.numberAt)))
      before.citation.issuer = item.citation.issuer
  }
  for (let i = first + 1; i < found.length; i++) {
    const item = found[i]!
    const before = found[i - 1]!
    if (
      !item.ownKind &&
      !item.citation.issuer &&
      before.citation.issuer &&
      /[;,]/.test(folded.slice(before.end, item.start))
    )
      item.citation.issuer = before.citation.issuer
  }
  // "các Quyết định của Bộ trưởng X: Số A …; số B …": the common head names the issuer.
  for (let i = first; i < found.length; i++) {
    const item = found[i]!
    if (item.ownKind || item.citation.issuer) continue
    const base = Math.max(0, item.start - 1200)
    const head = item.paragraph.folded.slice(base, item.start)
    const m = HEAD_ISSUER.exec(head)
    if (!m) continue
    const from = base + m.index + m[0].length
    const to = endOfBody(item.paragraph.text, item.paragraph.folded, from)
    if (to > from) item.citation.issuer = item.paragraph.text.slice(from, to)
  }
}

const DATED_ACT = new RegExp(
  String.raw`(?<![a-z])ngay\s*(${FULL_DATE})\s*,?\s*([a-z][^,.;:()]{2,90}?(?:, (?:bo|bao hiem|kiem toan|toa an|vien|thanh tra|uy ban|so|ban) [^,.;:()]{2,60}?){0,4})\s+(?:(?:da|vua)\s+)?(?:ban hanh|co|ky ban hanh|ky|gui|nhan duoc)\s*$`,
)
const PROPOSED =
  /(?:(?:theo |xet )?(?:de nghi|y kien) cua\s+|(?:^|[;,.]\s)(?:theo\s+)?)((?:bo truong|bo|giam doc|so|chu tich|truong|cuc|vu|ban|uy ban|hieu truong|chanh|trung tam|phong)\b[^;.:]{3,120}?)\s*(?:tai|\()\s*(?:cac\s+)?$/

/** What stands before a mention: "Ngày 09/4/2013, Chính phủ đã ban hành …", "đề nghị của Sở Xây dựng tại …". */
function leadBefore(
  text: string,
  folded: string,
  start: number,
): { date: string | null; issuer: string | null } | null {
  const from = Math.max(0, start - 200)
  const head = folded.slice(from, start)
  const dated = DATED_ACT.exec(head)
  if (dated) {
    // "Ngày …, tại Hà Nội, Bộ Tài chính ban hành …": the place is no body.
    const aside = /^tai [^,]*, /.exec(dated[2]!)?.[0].length ?? 0
    const issuerAt = from + dated.index + dated[0].indexOf(dated[2]!, dated[1]!.length + 5)
    return { date: readFullDate(dated[1]!), issuer: text.slice(issuerAt + aside, issuerAt + dated[2]!.length) }
  }
  if (!/(?:tai|\()\s*(?:cac\s+)?$/.test(head)) return null
  const proposed = PROPOSED.exec(head)
  if (!proposed) return null
  const at = from + proposed.index + proposed[0].indexOf(proposed[1]!)
  return { date: null, issuer: text.slice(at, at + proposed[1]!.length).replace(/:$/, '') }
}

/**
 * Drops the document's own number where it is no mention: in its "Số:" line and in what a site prints around the text
 * (outside `body`, offsets); the note "(Kèm theo …)" over an annex is one.
 */
export function withoutOwn(
  found: FoundCitation[],
  own: string | null,
  ownAt: Place | undefined,
  body: Place,
): FoundCitation[] {
  const bare = (number: string): string => number.replace(/[\s–-]/g, '').toLowerCase()
  const mine = own === null ? null : bare(own)
  return found.filter(({ citation, paragraph, start, numberAt, numberEnd }) => {
    if (mine !== null && bare(citation.number!) === mine) {
      const within = paragraph.start >= body.start && paragraph.end <= body.end
      return within || /(?:kem theo|ban hanh theo)\s*$/.test(paragraph.folded.slice(Math.max(0, start - 40), start))
    }
    if (!ownAt) return true
    const at = place(paragraph, numberAt, numberEnd)
    return at.end <= ownAt.start || at.start >= ownAt.end
  })
}
