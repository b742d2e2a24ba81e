import { type Footnote, isCountingWord } from '@banggiao/vanban'

/**
 * A number of one or two digits between a word and a closing mark that it stands apart from on both sides: "đã ký kết 1 ;". So a
 * raised mark comes out of a copy that lost its raising.
 */
const STANDS_APART = /(?<=(\p{L}+))\s(\d{1,2})\s(?=[;,.])/gu

/**
 * Numbers in a paper's text that are marks of its foot notes and lost their raising: those of notes that nothing calls, where no
 * more numbers stand apart than there are such notes, each where its note is called in turn: behind what calls the notes before
 * it, in front of what calls those after. A target is typed so as well ("ít nhất 2 ,"): in doubt there is none.
 * @param text the source text of the paper, with its notes
 */
export function findLoweredMarks(text: string, footnotes: readonly Footnote[]): ReadonlySet<string> {
  const apart = new Map<string, number[]>()
  for (const { 1: word, 2: number, index } of text.matchAll(STANDS_APART))
    if (!isCountingWord(word!)) apart.set(number!, [...(apart.get(number!) ?? []), index])
  const uncalled = footnotes.filter(({ calledAt }) => calledAt === null)
  const marks = new Set(uncalled.map(({ mark }) => mark))
  const lowered = new Set(
    [...marks].filter((mark) => (apart.get(mark) ?? []).length <= uncalled.filter((note) => note.mark === mark).length),
  )
  // where each note is called, or would be
  const calls = footnotes.map(({ mark, calledAt }) => ({
    mark,
    at: calledAt ? calledAt.start : lowered.has(mark) ? (apart.get(mark)?.shift() ?? null) : null,
    doubtful: calledAt === null,
  }))
  let last = -1
  const latest = calls.map(({ at }) => (last = Math.max(last, at ?? -1)))
  let first = Number.POSITIVE_INFINITY
  for (const [n, { mark, at, doubtful }] of [...calls.entries()].reverse()) {
    if (at === null) continue
    if (doubtful && (at > first || (latest[n - 1] ?? -1) > at)) lowered.delete(mark)
    first = Math.min(first, at)
  }
  return lowered
}

/** A text without the numbers that are lowered marks. */
export function withoutLoweredMarks(text: string, marks: ReadonlySet<string>): string {
  if (marks.size === 0) return text
  return text.replace(STANDS_APART, (said: string, word: string, number: string) =>
    marks.has(number) && !isCountingWord(word) ? '' : said,
  )
}
