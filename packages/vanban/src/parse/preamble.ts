import type { Paragraph } from './paragraphs.ts'

const GROUND = /^(?:can cu|thuc hien|trien khai|theo|xet|thi hanh|kinh gui|- )/
/** "Sở Tư pháp nhận được Văn bản số …": the opening of an answer. */
const RECEIVED =
  /^[^.;:]{0,80}(?<![a-z])nhan duoc (?:cac )?(?:van ban|cong van|to trinh|bao cao|de nghi|ho so|don|phieu|y kien)/

/** The paragraphs between title and body: up to the first section, "QUYẾT ĐỊNH:" or a paragraph that ends with ":". */
export function findPreamble(
  paragraphs: readonly Paragraph[],
  first: number,
): { preambleEnd: number; mainStart: number } {
  for (let i = first; i < paragraphs.length && i < first + 80; i++) {
    const { folded, text } = paragraphs[i]!
    if (/^(?:quyet dinh|quyet nghi|chi thi|nghi quyet)\s*:$/.test(folded)) return { preambleEnd: i, mainStart: i + 1 }
    if (
      /^(?:dieu\s+\d|chuong\s+[ivx\d]|phan\s+(?:thu|[ivxa\d])|[ivx]{1,4}\s*[./)-]\s|[a-d]\s*[.]\s|il\.\s)/.test(
        folded,
      ) ||
      /^1\s*[.)/]\s*\D/.test(folded)
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
  while (end < paragraphs.length && end < first + 80) {
    const { folded } = paragraphs[end]!
    if (!GROUND.test(folded) && !(end < first + 2 && RECEIVED.test(folded))) break
    end++
  }
  return { preambleEnd: end, mainStart: end }
}
