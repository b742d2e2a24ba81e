import type { FoundCitation } from './citations.ts'
import { fold } from './fold.ts'
import { KIND_PATTERN } from './kinds.ts'

/** "(sau đây gọi là Đề án)", "(sau đây viết tắt là Luật)", "(gọi tắt là Chương trình)"; group: where the name begins. */
const NAMED = /\(\s*(?:sau day\s+)?(?:duoc\s+)?(?:goi|viet)\s+(?:tat\s+)?(?:chung\s+)?(?:la|:)\s*:?\s*["']?\s*(?=\S)/
const SUBJECT_LEAD =
  /^\s*,?\s*(?=(?:ve|v\/v|quy dinh|phe duyet|ban hanh|huong dan|sua doi|thay the|trien khai|tang cuong|thuc hien|tiep tuc)(?![a-z]))/
const BASIS = /^(?:[-+*•]\s*)?(?:can cu|theo|xet|thi hanh)(?![a-z])/
const OPENS_WITH_KIND = new RegExp(`^(?:${KIND_PATTERN})(?![a-z])`)
/** "(Nghị quyết 22)", "(Đề án 06)" behind a mention of number 22, 06. */
const BRACKETED = new RegExp(String.raw`\(\s*((?:${KIND_PATTERN})\s+(?:so\s+)?0*(\d{1,4}))\s*\)`)
/** How far behind its mention the words may stand that give a short name. */
export const NAME_WITHIN = 400

/** Gives each mention its subject and its short name, where its own words say them. */
export function describeCitations(found: readonly FoundCitation[]): void {
  found.forEach((mention, i) => {
    const { paragraph } = mention
    const next = found[i + 1]?.paragraph === paragraph ? found[i + 1] : undefined
    // "… về Kế hoạch thực hiện Nghị quyết số B": B stands within the subject; after a mark begins another document.
    const within = next && !/(?:[;,]|(?:^|[^a-z])va)\s*$/.test(paragraph.folded.slice(mention.end, next.start))
    const stop = next && !within ? next.start : paragraph.text.length
    mention.citation.subject = actName(mention) ?? subjectBehind(mention, stop)
    mention.aliasAt = aliasBehind(mention, Math.min(next?.start ?? stop, mention.end + NAME_WITHIN))
    mention.citation.alias = mention.aliasAt && paragraph.text.slice(...mention.aliasAt)
  })
}

/** "Luật Giáo dục số 43/2019/QH14": the name between kind and number. */
export function actName({ paragraph: { text, folded }, start, numberAt }: FoundCitation): string | null {
  const head = folded.slice(start, numberAt)
  const m = /^(?:bo\s+luat|luat|phap\s+lenh)\s+(.*?)\s*,?\s*so\s*:?\s*$/.exec(head)
  if (!m || m[1] === '') return null
  const from = start + head.indexOf(m[1]!, 4)
  return text.slice(from, from + m[1]!.length)
}

function aliasBehind(
  { paragraph: { text, folded }, citation, end }: FoundCitation,
  stop: number,
): [number, number] | null {
  const behind = folded.slice(end, stop)
  const bracketed = BRACKETED.exec(behind)
  if (bracketed && bracketed[2] === /^0*(\d+)/.exec(citation.number!)?.[1]) {
    const from = end + bracketed.index + bracketed[0].indexOf(bracketed[1]!)
    return [from, from + bracketed[1]!.length]
  }
  const m = NAMED.exec(behind)
  if (!m) return null
  const from = end + m.index + m[0].length
  const close = text.indexOf(')', from)
  if (close < 0 || close - from > 80) return null
  const name = text.slice(from, close).replace(/["”']?\s*$/, '')
  // A body may get its short name here as well ("(sau đây gọi là Bộ)"): a document's begins with its kind.
  return OPENS_WITH_KIND.test(fold(name)) ? [from, from + name.length] : null
}

function subjectBehind({ paragraph: { text, folded }, end }: FoundCitation, limit: number): string | null {
  const rest = folded.slice(end, Math.min(limit, end + NAME_WITHIN))
  const lead = SUBJECT_LEAD.exec(rest)
  if (!lead) return null
  // A basis fills its paragraph; in a sentence the subject ends with the clause.
  const stop = BASIS.test(folded) ? /[;()]|[.:](?:\s|$)|\.\/| duoc sua doi/ : /[;()]|[.,:](?:\s|$)|\.\//
  const words = rest.slice(lead[0].length).split(stop, 1)[0]!
  const from = end + lead[0].length
  const subject = text
    .slice(from, from + words.length)
    .replace(/[\s,.:]+$/, '')
    .replace(/\s+(?:và|và các)$/, '')
  return subject.length < 4 ? null : subject
}
