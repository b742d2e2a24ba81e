/** One declared replacement. `to: null` keeps the phrase: a longer listed phrase shields the shorter one inside it. */
export interface SubstitutionRow {
  from: string
  to: string | null
  /**
   * Says where something is: stays as it is where a kept phrase stands before it in the same list, for then it is of that, and
   * falls away right behind a phrase that was replaced, which says it already.
   */
  place?: true
}

/** A stretch of the rewritten text: what was replaced stands as `del` before its `ins`. */
export interface SubstitutionRun {
  text: string
  change?: 'ins' | 'del'
}

export interface Substituted {
  text: string
  /** Without `ins` they give the text that came in, without `del` the text that went out. */
  runs: SubstitutionRun[]
}

const wordSign = /[\p{L}\p{M}\p{N}]/u

/**
 * Puts the words of one's own level in the place of a higher level's, from the declared rows and nothing else: longest phrase
 * first, whole words, once through from the left. Quoted names, and a cited document with its issuer and title ("số 1778/KH-UBND
 * … về …" to the end of the clause), are another body's words and stay as they are. Text is NFC.
 */
export function substitute(text: string, rows: readonly SubstitutionRow[]): Substituted {
  const longestFirst = [...rows].sort((a, b) => b.from.length - a.from.length)
  const kept = wordsOfOthers(text)
  const runs: SubstitutionRun[] = []
  let plainFrom = 0
  let keptUntil = -1
  let ownUntil = -1
  let at = 0
  const flush = (end: number) => {
    if (end > plainFrom) runs.push({ text: text.slice(plainFrom, end) })
  }
  while (at < text.length) {
    const shield = kept.find((k) => at >= k.start && at < k.end)
    if (shield) {
      at = shield.end
      continue
    }
    const hit = atWordStart(text, at) ? longestFirst.find((row) => matches(text, at, row.from)) : undefined
    if (!hit) {
      at++
      continue
    }
    const end = at + hit.from.length
    const ofKept = hit.place && keptUntil >= 0 && !/[,;.:]/u.test(text.slice(keptUntil, at))
    if (hit.to === null) keptUntil = end
    else if (!ofKept && !kept.some((k) => k.start < end && k.end > at)) {
      const found = text.slice(at, end)
      const put = found[0] === hit.from[0] ? hit.to : hit.to.charAt(0).toUpperCase() + hit.to.slice(1)
      if (hit.place && ownUntil >= 0 && text.slice(ownUntil, at).trim() === '') {
        flush(ownUntil)
        runs.push({ text: text.slice(ownUntil, end), change: 'del' })
        plainFrom = end
      } else if (put !== found) {
        flush(at)
        runs.push({ text: found, change: 'del' })
        if (put !== '') runs.push({ text: put, change: 'ins' })
        plainFrom = end
      }
    }
    if (hit.to !== null && plainFrom === end) ownUntil = end
    at = end
  }
  flush(text.length)
  return {
    text: runs
      .filter((r) => r.change !== 'del')
      .map((r) => r.text)
      .join(''),
    runs,
  }
}

function atWordStart(text: string, at: number): boolean {
  return at === 0 || !wordSign.test(text[at - 1]!)
}

/** The phrase stands at `at` as whole words; its first letter may be a capital (beginning of a sentence). */
function matches(text: string, at: number, phrase: string): boolean {
  if (phrase === '') return false
  // the first letter decides at nearly every place
  if (text[at] !== phrase[0] && text[at] !== phrase.charAt(0).toUpperCase()) return false
  const found = text.slice(at, at + phrase.length)
  if (found !== phrase && found !== phrase.charAt(0).toUpperCase() + phrase.slice(1)) return false
  const after = text[at + phrase.length]
  return after === undefined || !wordSign.test(after)
}

/** Number and date of a cited document. */
const cited =
  /(?<![\p{L}\p{N}])số\s+\d[^\s,;.]*(?:\s+ngày\s+\d{1,2}(?:[/-]\d{1,2}[/-]\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?/gu
/** What follows it when its title is given: whose it is and what it is about. */
const titled = /^\s+(?:của\s+[^.;,]{2,120}?\s+)?(?:về|phê duyệt|ban hành|quy định|sửa đổi)(?=\s)[^.;]*/u
const issued = /^\s+của\s+[^.;,]{2,120}/u

function wordsOfOthers(text: string): { start: number; end: number }[] {
  const quoted = [...text.matchAll(/[“"][^”"]*[”"]/gu)].map((m) => ({ start: m.index, end: m.index + m[0].length }))
  const citations = [...text.matchAll(cited)].map((m) => {
    const end = m.index + m[0].length
    const rest = text.slice(end)
    return { start: m.index, end: end + (titled.exec(rest)?.[0] ?? issued.exec(rest)?.[0] ?? '').length }
  })
  return [...quoted, ...citations]
}
