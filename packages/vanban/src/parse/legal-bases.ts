import type { LegalBasis } from '../document.ts'
import { opensWithBody } from './bodies.ts'
import { byParagraph, endOfBody, type FoundCitation } from './citations.ts'
import { FULL_DATE, readFullDate } from './dates.ts'
import { actName } from './describe-citations.ts'
import { startsLower } from './fold.ts'
import { KIND_PATTERN, kindName } from './kinds.ts'
import { type Paragraph, place } from './paragraphs.ts'
import { Spans } from './spans.ts'

const LEAD =
  /^(?:[-+*•]\s*|\d{1,2}[.)]\s*)?(can cu|can cu vao|thuc hien|trien khai(?: thuc hien)?|theo|xet|thi hanh|tiep tuc thuc hien|tiep theo|sau khi xem xet|tai|phuc dap|tra loi|tren co so|quan triet|de trien khai(?: thuc hien)?|de thuc hien|nham thuc hien)(?![a-z])/
/** Leads that name the paper of a proposal or a question, not the ground. */
const PROPOSAL = /^(?:[-+*•]\s*)?(?:theo de nghi|xet|sau khi xem xet|tai |phuc dap|tra loi|tren co so)/
const AMENDED = /(?:duoc|da) (?:da )?(?:sua doi|bo sung|thay the|dinh chinh|hop nhat)[^;]{0,60}?(?:boi|theo|tai)\s*$/
/** "Thực hiện nhiệm vụ được giao tại …", "Thực hiện các …": words between the lead and its document. */
const LED =
  /^[^,;:.]{0,90}(?:tai|cua|theo|trong|cac)$|^cac$|^(?:[^,;:.]{0,40}\s)?(?:(?:diem|khoan|dieu|muc|chuong|phan|phu luc)\s+[a-z\d]{1,4}(?:\s*,\s*|\s+va\s+|\s*))+$/
const STARTS_WITH_KIND = new RegExp(`^(?:[-+*•]\\s*)?(?:cac\\s+)?(?:${KIND_PATTERN})(?![a-z])`)
const ACT = new RegExp(
  String.raw`(?<![a-z])(bo\s+luat|luat|phap\s+lenh)\s+([^;:()“”"]{3,220}?)\s*,?\s*(?:ngay\s*(${FULL_DATE})|(?=[;.:]|$))`,
  'g',
)

/** The documents named as ground in the paragraphs `preamble`, or as items of a section headed "CĂN CỨ". */
export function readLegalBases(
  preamble: readonly Paragraph[],
  listed: readonly Paragraph[],
  citations: readonly FoundCitation[],
): LegalBasis[] {
  const grounds = new Set([...preamble, ...listed])
  const mentions = byParagraph(citations.filter(({ paragraph }) => grounds.has(paragraph)))
  const bases: LegalBasis[] = []
  let open = false
  for (const paragraph of preamble) {
    const lead = LEAD.exec(paragraph.folded)
    const goesOn = open && STARTS_WITH_KIND.test(paragraph.folded)
    if (!lead && !goesOn) {
      open = false
      continue
    }
    open = /[;,]$/.test(paragraph.text)
    readParagraph(paragraph, mentions.get(paragraph) ?? [], lead?.[0].length ?? 0, bases)
  }
  for (const paragraph of listed) {
    const lead = LEAD.exec(paragraph.folded)
    const bullet = /^(?:[-+*•]|\d{1,2}[.)]|[a-zđ]\))\s*/.exec(paragraph.text)?.[0].length ?? 0
    const inside = mentions.get(paragraph) ?? []
    if (lead || STARTS_WITH_KIND.test(paragraph.folded.slice(bullet)))
      readParagraph(paragraph, inside, lead?.[0].length ?? bullet, bases)
    else readToldBasis(paragraph, inside[0], bullet, bases)
  }
  return bases
}

/** "Khoản 3 Điều 15 Nghị định số …", "Ngày 08/10/2024, Chính phủ ban hành Nghị định số …". */
const TOLD =
  /^(?:(?:(?:diem|khoan|dieu|muc|chuong|phu luc)\s+[a-z\d]{1,3}(?:\s*(?:,|va)\s*[a-z\d]{1,3})*\s+)+|ngay\s[^;.]{6,120}\sban hanh\s+)$/

/** A section headed "CĂN CỨ" that tells its grounds in sentences: each document once, by the mention that opens its item. */
function readToldBasis(
  paragraph: Paragraph,
  opening: FoundCitation | undefined,
  bullet: number,
  bases: LegalBasis[],
): void {
  if (!opening || !TOLD.test(paragraph.folded.slice(bullet, opening.start))) return
  if (bases.some((basis) => basis.number === opening.citation.number)) return
  readParagraph(paragraph, [opening], opening.start, bases)
}

/** Brackets opened and not closed between two offsets. */
function bracketDepth(text: string, from: number, to: number): number {
  let depth = 0
  for (let i = from; i < to; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')') depth--
  }
  return depth
}

interface Entry {
  start: number
  end: number
  basis: LegalBasis
}

function readParagraph(
  paragraph: Paragraph,
  citations: readonly FoundCitation[],
  bodyAt: number,
  bases: LegalBasis[],
): void {
  const { text, folded } = paragraph
  const proposal = PROPOSAL.test(folded)
  const entries: Entry[] = []
  let nestedEnd = -1
  /** The nested mention is one of those that the ground amends: "sửa đổi, bổ sung một số điều của A …". */
  let amends = false
  let depth = 0
  let counted = 0
  const author = proposal ? text.length : authorAt(text, folded, bodyAt)
  for (const found of citations) {
    // What the author of this document speaks of is no ground: "Thực hiện A, Sở đã tổng kết việc thi hành B".
    if (found.start > author) break
    const before = folded.slice(Math.max(0, found.start - 120), found.start)
    const optionalChain = AMENDED.test(before.trimEnd())
    const previous = entries.at(-1)
    const direct = folded.slice(previous ? previous.end : bodyAt, found.start)
    // "…bởi Luật A, Luật B và Luật C": the chain of amendments goes on.
    const inChain =
      previous?.basis.optional === true &&
      !proposal &&
      /^\s*(?:,|và|va|;)?\s*(?:va\s*)?$/.test(direct) &&
      !/;/.test(direct)
    if (optionalChain && amends) {
      nestedEnd = found.end
      continue
    }
    if (optionalChain || inChain) {
      entries.push({ start: found.start, end: found.end, basis: { ...found.citation, subject: null, optional: true } })
      continue
    }
    const tail = before.trimEnd()
    const top =
      found.start <= bodyAt + 1 ||
      /(?:[;:.,]|[;,.]\s*(?:va|can cu|theo|thuc hien))$/.test(tail) ||
      /(?:^|[^a-z])va$/.test(tail) ||
      (entries.length === 0 && nestedEnd < 0 && LED.test(folded.slice(bodyAt, found.start).trim())) ||
      (entries.length === 0 && nestedEnd < 0 && /ban hanh kem theo$/.test(tail)) ||
      (proposal && entries.length === 0 && /(?:tai|\(|theo|xem xet)$/.test(tail)) ||
      folded.slice(bodyAt, found.start).trim() === ''
    const joinsNested: boolean =
      /(?:^|[^a-z])va$/.test(tail) &&
      nestedEnd >= 0 &&
      (amends ? !/;/.test(folded.slice(nestedEnd, found.start)) : folded.slice(nestedEnd, found.start).trim() === 'va')
    depth += bracketDepth(text, counted, found.start)
    counted = Math.max(counted, found.start)
    const inBrackets = depth > 0
    if (!top || joinsNested || (inBrackets && !proposal)) {
      amends = joinsNested ? amends : /mot so (?:dieu|noi dung|quy dinh) (?:cua|tai)(?: cac)?$/.test(tail)
      nestedEnd = found.end
      continue
    }
    // "… về A, B; Nghị quyết …": a listed number without a kind under a nested one is nested too.
    if (!found.ownKind && nestedEnd > (previous?.start ?? -1) && nestedEnd >= 0) {
      nestedEnd = found.end
      continue
    }
    amends = false
    const basis: LegalBasis = { ...found.citation, subject: actName(found) }
    if (proposal) basis.optional = true
    entries.push({ start: found.start, end: found.end, basis })
  }
  const taken = new Spans(text.length)
  for (const entry of entries) taken.add(entry.start, entry.end)
  for (const act of unnumberedActs(paragraph, bodyAt)) {
    if (taken.overlaps(act.start, act.end)) continue
    entries.push(act)
  }
  entries.sort((a, b) => a.start - b.start)
  entries.forEach((entry, i) => {
    if (entry.basis.optional && !proposal) return
    if (entry.basis.subject === null && !/^(?:Luật|Bộ luật|Pháp lệnh)$/.test(entry.basis.kind ?? ''))
      entry.basis.subject = subjectAfter(text, folded, entry.end, entries[i + 1]?.start ?? text.length)
  })
  for (const entry of entries) bases.push(entry.basis)
}

/** Acts that are cited by their name and date, or by their name alone after "Căn cứ". */
function unnumberedActs(paragraph: Paragraph, bodyAt: number): Entry[] {
  const { text, folded } = paragraph
  const out: Entry[] = []
  let past = 0
  for (const m of folded.matchAll(ACT)) {
    if (m.index < past) continue
    const before = folded.slice(Math.max(0, m.index - 40), m.index).trimEnd()
    const dated = m[3] !== undefined
    const top = m.index <= bodyAt + 1 || /[;,.:](?:\s*(?:va|can cu|theo|thuc hien))?$|(?:^|[^a-z])va$/.test(before)
    if (!top || /(?:cua|dieu|(?<![;,.:]\s*)theo|hanh)$/.test(before)) continue
    if (/(?<![a-z])so\s*\d+[/-]/.test(m[2]! + folded.slice(m.index + m[0].length - 1, m.index + m[0].length + 8)))
      continue
    if (!dated && !/^can cu/.test(folded)) continue
    if (/(?:^|, )(?:nghi quyet|nghi dinh|quyet dinh|thong tu|ke hoach|cong van) /.test(m[2]!)) continue
    let name = text
      .slice(
        m.index + m[1]!.length,
        m.index + m[1]!.length + folded.slice(m.index + m[1]!.length).indexOf(m[2]!) + m[2]!.length,
      )
      .trim()
    if (!dated) name = name.replace(/\s+(?:đã )?được sửa đổi.*$/, '')
    past = m.index + m[0].length
    out.push({
      start: m.index,
      end: past,
      basis: {
        kind: kindName(m[1]!),
        number: null,
        date: dated ? readFullDate(m[3]!) : null,
        issuer: null,
        subject: name,
        at: place(paragraph, m.index, past),
      },
    })
  }
  return out
}

/** The short name given with the subject is no part of it. */
const NAMED_BEHIND = /\s*\((?:(?:sau đây|gọi tắt|viết tắt)[^)]*|\p{Lu}\p{L}+ \p{L}+(?: số)? \d{1,4})\)\s*$/u
const AUTHOR_CLAUSE = /,\s+(?=([^,;]{2,130}))/g
const AUTHOR_VERB =
  /\s(?:(?:da|se|xin)\s+)?(?:xay dung|ban hanh|to chuc|yeu cau|bao cao|huong dan|de nghi|thong bao|trien khai|co y kien|trinh|kinh|tran trong|tien hanh|tong hop|tong ket|de xuat|giao|moi|lap|ra soat|chi dao)(?![a-z])/g

/** Where the author of this document begins to speak: ", Ủy ban nhân dân tỉnh ban hành …". */
function authorAt(text: string, folded: string, from: number): number {
  for (const m of folded.slice(from).matchAll(AUTHOR_CLAUSE)) {
    if (!opensWithBody(m[1]!)) continue
    const clause = from + m.index + m[0].length
    for (const verb of m[1]!.matchAll(AUTHOR_VERB)) {
      // A verb, not the noun of a name: "Trưởng Ban Chỉ đạo", "Phòng Giáo dục".
      if (verb.index <= 110 && startsLower(text.slice(clause + verb.index + 1))) return from + m.index
    }
  }
  return folded.length
}

/** The words after issuer and date that say what a document is about, to the next document or the end. */
function subjectAfter(text: string, folded: string, from: number, to: number): string | null {
  let end = to
  const semicolon = text.slice(from, to).search(/;/)
  if (semicolon >= 0) end = from + semicolon
  // The subject ends where the author of this document begins to speak, and at the end of the sentence.
  end = Math.min(end, authorAt(text, folded.slice(0, end), from))
  const stop = /\.\s+(?=\p{Lu})|,?\s+(?:đã )?được sửa đổi, bổ sung(?=[^,;]{0,40} (?:bởi|theo) )/u.exec(
    text.slice(from, end),
  )
  if (stop) end = from + stop.index
  const subject = text
    .slice(from, end)
    .replace(/^[\s,]+/, '')
    .replace(NAMED_BEHIND, '')
    .replace(/[\s,.:;]+$/, '')
    .replace(/[\s,]+và$/, '')
  if (subject === '' || /^và(?: |$)/.test(subject) || /^[()]/.test(subject) || endOfBody(text, folded, from) < from)
    return null
  return subject
}
