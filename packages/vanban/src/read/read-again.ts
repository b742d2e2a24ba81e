import type { Line, Word } from 'tesseract.js'
import { isSyllable } from '../check/syllables.ts'
import type { Region } from './find-columns.ts'

/** A word read with less is looked at again, of 100. */
const DOUBTFUL = 70
/** The second reading counts where it is so much surer. */
const SURER = 15
/** Lines of one page that are looked at again: a page that is doubtful all over gains nothing by it. */
const MOST_LINES = 12
/** White around a line, in pixels. */
const MARGIN = 14

/**
 * Lines in which a word was read with doubt are read once more, each alone (`readRegion`). Where both readings have the
 * same words in the same places, the doubtful one takes the second reading if that is much surer and has the shape of a
 * word. A line that is much surer as a whole was seen badly the first time (its tone marks were cut off) and is taken whole.
 * All else stays as it was first read.
 */
export async function readAgain(
  lines: readonly Line[],
  page: { width: number; height: number },
  readRegion: (region: Region) => Promise<Line[]>,
): Promise<Line[]> {
  const doubtful = new Set(lines.filter((line) => line.words.some(isDoubtful)).slice(0, MOST_LINES))
  const out: Line[] = []
  for (const line of lines) {
    const second = doubtful.has(line) ? await readRegion(around(line, page)) : []
    const words = second.flatMap((one) => one.words)
    if (words.length !== line.words.length) out.push(line)
    else {
      const whole = sureness(words) > sureness(line.words) + SURER
      out.push({ ...line, words: line.words.map((word, i) => (whole ? taken : surer)(word, words[i]!)) })
    }
  }
  return out
}

function isDoubtful({ text, confidence }: Word): boolean {
  return confidence < DOUBTFUL && text.length > 1 && /[\p{L}\p{N}]/u.test(text)
}

function around({ bbox }: Line, page: { width: number; height: number }): Region {
  const [left, top] = [Math.max(0, bbox.x0 - MARGIN), Math.max(0, bbox.y0 - MARGIN)]
  return {
    left,
    top,
    width: Math.min(page.width, bbox.x1 + MARGIN) - left,
    height: Math.min(page.height, bbox.y1 + MARGIN) - top,
  }
}

function surer(first: Word, second: Word): Word {
  if (!isDoubtful(first) || second.confidence < first.confidence + SURER || !isWord(second.text)) return first
  const shared = Math.min(first.bbox.x1, second.bbox.x1) - Math.max(first.bbox.x0, second.bbox.x0)
  if (shared < (first.bbox.x1 - first.bbox.x0) * 0.7) return first
  return taken(first, second)
}

function taken(first: Word, { text, confidence }: Word): Word {
  return { ...first, text, confidence }
}

/** How sure the words of a line are on average, of 100. */
function sureness(words: readonly Word[]): number {
  return words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length
}

/** A syllable, a number or date, the symbol of a number, a label. */
function isWord(text: string): boolean {
  const bare = text.replace(/^[("“]+|[)"”.,;:/]+$/g, '')
  return isSyllable(bare) || /^\d+(?:[./-]\d+)*$/.test(bare) || /^\d+[/-][\p{Lu}\d][\p{L}\d/.&-]+$/u.test(bare)
}
