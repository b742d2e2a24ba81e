import { diffText, readFile, type WrittenDocument, writePdf, writeText } from '@banggiao/vanban'
import { notCompared, type SignedChange, type SignedDiffers } from './signed-copy.ts'

/** Texts longer than this, in words, are not compared: what differs throughout would take minutes. A plan has some 5 000. */
export const mostWords = 60_000

/** Words shown on either side of a difference. */
const wordsAround = 8

/**
 * What the signed copy says differently from what was approved. Layout, spacing, list marks, page numbers, and the number
 * and date that were given after approval are no differences.
 * @param signedText the text read from the signed copy
 */
export async function compareSigned(
  approved: WrittenDocument,
  signedText: string,
  given: { number: string | null; issuedOn: string },
): Promise<SignedDiffers> {
  if (signedText.split(/\s+/).length > mostWords) return notCompared
  // the copy was mostly printed from this very paper: its own print, read the same way, has the same order of columns and cells
  const issued = { ...approved, number: given.number ?? approved.number, date: given.issuedOn, draft: false }
  const printed = await readFile(await writePdf(issued), 'approved.pdf')
  const [first, second] = [printed.text, writeText(issued)].map((text) => changesBetween(text, signedText))
  const changes = first!.length <= second!.length ? first! : second!
  return { compared: true, notice: null, changes }
}

interface Hunk {
  approved: string[]
  signed: string[]
  before: string
  after: string
}

/** Differences in wording between two texts of one paper. */
export function changesBetween(approved: string, signed: string): SignedChange[] {
  const runs = diffText(wording(approved), wording(signed))
  const hunks: Hunk[] = []
  let open: Hunk | null = null
  let before: string[] = []
  for (const run of runs) {
    const words = run.text.split(' ').filter((word) => word !== '')
    if (run.change === undefined) {
      if (open) open.after = words.slice(0, wordsAround).join(' ')
      open = null
      before = words
      continue
    }
    if (!open) {
      open = { approved: [], signed: [], before: before.slice(-wordsAround).join(' '), after: '' }
      hunks.push(open)
    }
    open[run.change === 'del' ? 'approved' : 'signed'].push(...words)
  }
  return withoutMoves(hunks)
    .filter((hunk) => hunk.approved.join('') !== hunk.signed.join(''))
    .map((hunk) => ({ ...hunk, approved: hunk.approved.join(' '), signed: hunk.signed.join(' ') }))
}

/** A stretch of several words taken out here and put in there is the order of a table or column, not a change. */
function withoutMoves(hunks: Hunk[]): Hunk[] {
  const moved = new Set<Hunk>()
  const onlySigned = hunks.filter((h) => h.approved.length === 0)
  for (const hunk of hunks) {
    if (hunk.signed.length > 0 || hunk.approved.length < 2) continue
    const words = ` ${hunk.approved.join(' ')} `
    const target = onlySigned.find((h) => ` ${h.signed.join(' ')} `.includes(words))
    if (!target) continue
    moved.add(hunk)
    const rest = ` ${target.signed.join(' ')} `.replace(words, ' ').trim()
    target.signed = rest === '' ? [] : rest.split(' ')
  }
  return hunks.filter((h) => !moved.has(h) && (h.approved.length > 0 || h.signed.length > 0))
}

/** The words of a paper in one line, without what layout and registry add. */
function wording(text: string): string {
  return (
    text
      .normalize('NFC')
      .split('\n')
      .filter((line) => !/^\s*(\d{1,3}|-\s*\d{1,3}\s*-|trang\s+\d+(\/\d+)?)\s*$/i.test(line))
      .filter((line) => !/^\s*dự thảo\s*$/i.test(line))
      .join('\n')
      // place and date stand on the same line in a copy printed before its number was given
      .replace(/(^|\n)\s*Số\s*:(?:[ \t]*[\d….]*[ \t]*\/[ \t]*\S+|[^\n]*)/i, '$1')
      .replace(/,?\s*ngày\s*[\d….\s]*tháng\s*[\d….\s]*năm\s*(\d{4}|[….]+|\d{2}…*)?/i, ' ')
      // they stand once more over every annex: "(Kèm theo Kế hoạch số … ngày … tháng … năm …)"
      .replace(/\(([^()]*kèm theo\s[^()]*?)\s+số\s[^()]*?năm\s+(?:\d{4}|\d{2}…*|[….]+)([^()]*)\)/gi, '($1$2)')
      // cells that number the rows of a table are lines of their own in some copies, and gone with the page numbers
      .replace(/\|\s*\d{1,3}\s*(?=\|)/g, '|')
      .replaceAll('|', ' ')
      .replace(/[‐‑–—]/g, '-')
      .replace(/[“”]/g, '"')
      .replace(/[‘’]/g, "'")
      .replace(/\.\/\.?/g, ' ')
      .replace(/(^|\n)\s*[-+•*]\s+/g, '$1')
      .replace(/\s+/g, ' ')
      .trim()
  )
}
