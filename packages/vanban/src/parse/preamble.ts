import { opensWithBody } from './bodies.ts'
import { isUpper } from './fold.ts'
import { KIND_PATTERN } from './kinds.ts'
import type { Paragraph } from './paragraphs.ts'

const GROUND = /^(?:can cu|thuc hien|trien khai|theo|xet|thi hanh|kinh gui|- )/
/** "Sở Tư pháp nhận được Văn bản số …": the opening of an answer. */
const RECEIVED =
  /^[^.;:]{0,80}(?<![a-z])nhan duoc (?:cac )?(?:van ban|cong van|to trinh|bao cao|de nghi|ho so|don|phieu|y kien)/

const BASIS_ITEM = new RegExp(`^\\d{1,2}\\s*[.)]\\s*can cu (?:cac )?(?:${KIND_PATTERN})`)

/** The paragraphs between title and body: up to the first section, "QUYẾT ĐỊNH:" or a paragraph that ends with ":". */
export function findPreamble(
  paragraphs: readonly Paragraph[],
  first: number,
): { preambleEnd: number; mainStart: number } {
  for (let i = first; i < paragraphs.length && i < first + 80; i++) {
    const { folded, text } = paragraphs[i]!
    if (/^(?:quyet dinh|quyet nghi|chi thi|nghi quyet)\s*:$/.test(folded)) return { preambleEnd: i, mainStart: i + 1 }
    if (/^1\s*[.)/]\s*\D/.test(folded)) {
      const past = endOfNumberedBases(paragraphs, i)
      return { preambleEnd: past, mainStart: past }
    }
    if (
      /^(?:dieu\s+\d|chuong\s+[ivx\d]|phan\s+(?:thu|[ivxa\d])|[ivx]{1,4}\s*[./)-]\s|[a-d]\s*[.]\s|il\.\s)/.test(folded)
    )
      return { preambleEnd: i, mainStart: i }
    if (
      /(?:nhu sau|sau day|cu the|ke hoach|bao cao|kinh moi|yeu cau|de nghi|cac so|trung uong|sau|y kien)\s*:$/.test(
        folded,
      ) &&
      i > first - 1 &&
      /:$/.test(text)
    )
      return { preambleEnd: i + 1, mainStart: i + 1 }
    if (/nhu sau\s*[:.]/.test(folded) && text.length > 60 && !/^can cu/.test(folded))
      return { preambleEnd: i + 1, mainStart: i + 1 }
  }
  // A body without sections: the bases are the paragraphs that open it, after the one that says what was received.
  let end = first
  if (isAuthorLine(paragraphs[first], paragraphs[first + 1])) end++
  let received = false
  while (end < paragraphs.length && end < first + 80) {
    const { folded } = paragraphs[end]!
    if (!GROUND.test(folded)) {
      if (received || !RECEIVED.test(folded)) break
      received = true
    }
    end++
  }
  return { preambleEnd: end, mainStart: end }
}

/** "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" over the bases of a decision (NĐ 30/2020, mẫu 1.2). */
function isAuthorLine(line: Paragraph | undefined, next: Paragraph | undefined): boolean {
  return (
    line !== undefined &&
    isUpper(line.text) &&
    opensWithBody(line.folded) &&
    /^(?:- ?)?can cu /.test(next?.folded ?? '')
  )
}

/** Bases set as a numbered list whose head was lost: one of the items says "Căn cứ". Past its end, or `from` where there is none. */
function endOfNumberedBases(paragraphs: readonly Paragraph[], from: number): number {
  let end = from
  let bases = false
  for (; end < paragraphs.length && /^\d{1,2}\s*[.)]\s*\D/.test(paragraphs[end]!.folded); end++)
    bases ||= BASIS_ITEM.test(paragraphs[end]!.folded)
  return bases ? end : from
}
