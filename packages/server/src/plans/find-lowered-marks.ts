import { type Footnote, isCountingWord } from '@banggiao/vanban'

/**
 * A number of one or two digits between a word and a closing mark that it stands apart from on both sides: "đã ký kết 1 ;". So a
 * raised mark comes out of a copy that lost its raising.
 */
const STANDS_APART = /(?<=(\p{L}+))\s(\d{1,2})\s(?=[;,.])/gu

/**
 * Numbers in a paper's text that are marks of its foot notes and lost their raising: those of notes that nothing calls, where no
 * more numbers stand apart than there are such notes. A target is typed so as well ("ít nhất 2 ,"): in doubt there is none.
 * @param text the source text of the paper, with its notes
 */
export function findLoweredMarks(text: string, footnotes: readonly Footnote[]): ReadonlySet<string> {
  const uncalled = count(footnotes.filter(({ calledAt }) => calledAt === null).map(({ mark }) => mark))
  const apart = count(
    [...text.matchAll(STANDS_APART)].filter(([, word]) => !isCountingWord(word!)).map(([, , n]) => n!),
  )
  return new Set([...uncalled].filter(([mark, notes]) => (apart.get(mark) ?? 0) <= notes).map(([mark]) => mark))
}

/** A text without the numbers that are lowered marks. */
export function withoutLoweredMarks(text: string, marks: ReadonlySet<string>): string {
  if (marks.size === 0) return text
  return text.replace(STANDS_APART, (said: string, word: string, number: string) =>
    marks.has(number) && !isCountingWord(word) ? '' : said,
  )
}

function count(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}
