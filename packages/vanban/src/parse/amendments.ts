import type { Amendment } from '../document.ts'
import type { FoundCitation } from './citations.ts'
import { place } from './paragraphs.ts'

/** What stands between two mentions, or before one, and binds them. Folded. */
const AMENDED =
  /(?:(?:duoc|da)\s+)(?:(?:duoc|da)\s+)*(?:sua doi|bo sung|dinh chinh|dieu chinh)[^;.]{0,80}?(?:boi|tai|theo)\s*$/
const REPLACED = /(?:duoc|bi)\s+thay the\s+(?:boi|bang)\s*$/
const AMENDS =
  /(?<!duoc |da )(?:sua doi|bo sung)(?:\s*,\s*bo sung)?(?:\s+(?:mot so|cac|noi dung|khoan|diem|dieu|muc|ten|phu luc)[^;.]{0,120}?)?\s*(?:cua|tai|ban hanh kem theo|kem theo)?\s*$/
const REPLACES = /(?<!duoc |bi )thay the(?:\s+(?:cho|cac|toan bo))?\s*$/
const REPEALS = /bai bo(?:\s+(?:toan bo|mot phan|cac|mot so|khoan|diem|dieu)[^;.]{0,80}?)?\s*(?:cua|tai)?\s*$/
const ISSUED_WITH = /\(?\s*(?:duoc\s+)?(?:ban hanh\s+)?(?:kem\s+)?theo\s*$/
const CHAIN = /^\s*(?:[,;]|va|[,;]\s*va)?\s*(?:so\s*)?$/

/**
 * What the text says of one document's force upon another. A verb without a document before it in its sentence speaks of this
 * document ("Thông tư này thay thế Thông tư số …").
 */
export function readAmendments(
  cited: readonly FoundCitation[],
  title: { start: number; end: number } | undefined,
): Amendment[] {
  const out: Amendment[] = []
  let last = null as Amendment | null
  for (let i = 0; i < cited.length; i++) {
    const found = cited[i]!
    const { paragraph, start } = found
    const { folded } = paragraph
    const previous = cited[i - 1]?.paragraph === paragraph ? cited[i - 1]! : null
    const from = Math.max(previous?.end ?? 0, start - 260)
    const between = folded.slice(from, start)
    const chained = last !== null && last.to === i - 1 && previous !== null && CHAIN.test(between)
    const at = place(paragraph, start, found.end)
    const add = (type: Amendment['type'], of: number | null, confidence: number): void => {
      last = { type, from: of, to: i, confidence, at }
      out.push(last)
    }
    if (chained && last !== null) {
      add(last.type, last.from, last.confidence)
      continue
    }
    const sentence = between.slice(Math.max(between.lastIndexOf(';'), between.lastIndexOf('. ')) + 1)
    const subject = previous && !/[;]|\. /.test(between) ? i - 1 : null
    if (AMENDED.test(sentence)) {
      if (subject !== null) add('amended-by', chainHead(cited, subject), 1)
    } else if (REPLACED.test(sentence)) {
      if (subject !== null) add('replaced-by', subject, 1)
    } else if (AMENDS.test(sentence) && ofThis(found, sentence, title, subject))
      add('amends', subject, subject === null ? 0.9 : 1)
    else if (REPLACES.test(sentence) && ofThis(found, sentence, title, subject))
      add('replaces', subject, subject === null ? 0.9 : 1)
    else if (REPEALS.test(sentence) && ofThis(found, sentence, title, subject))
      add('repeals', subject, subject === null ? 0.9 : 1)
    else if (
      /kem theo\s*$|ban hanh theo\s*$/.test(sentence) &&
      ISSUED_WITH.test(sentence) &&
      /\(\s*(?:duoc\s+)?(?:ban hanh\s+)?kem theo\s*$/.test(sentence) &&
      subject === null
    )
      add('issued-with', null, 1)
    else last = null
  }
  return out
}

/** "A được sửa đổi bởi B, C": the chain hangs on its first. */
function chainHead(cited: readonly FoundCitation[], i: number): number {
  let at = i
  while (
    at > 0 &&
    cited[at - 1]!.paragraph === cited[at]!.paragraph &&
    CHAIN.test(cited[at]!.paragraph.folded.slice(cited[at - 1]!.end, cited[at]!.start)) &&
    !cited[at]!.ownKind
  )
    at--
  return at
}

/** A verb speaks of the document itself in its title, in an Điều, or where "này" names it; else of the one cited before. */
function ofThis(
  found: FoundCitation,
  sentence: string,
  title: { start: number; end: number } | undefined,
  subject: number | null,
): boolean {
  if (subject !== null) return true
  const { paragraph } = found
  if (title && paragraph.start < title.end && paragraph.end > title.start) return true
  return (
    /(?<![a-z])nay(?![a-z])/.test(sentence) ||
    /^(?:dieu \d|\d{1,2}\s*[.)]|[a-z]\)|[-+])?\s*(?:sua doi|bo sung|thay the|bai bo)/.test(
      paragraph.folded.slice(0, 60),
    )
  )
}
