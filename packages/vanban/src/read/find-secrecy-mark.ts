/** Marks of the Law on protection of State secrets (29/2018/QH14, điều 8), the highest first. */
export type SecrecyMark = 'TUYỆT MẬT' | 'TỐI MẬT' | 'MẬT'

/**
 * Spellings of the marks without spaces, upper case: Unicode, without diacritics (only where the two words leave no
 * doubt), and the bytes of the old fonts TCVN3 and VNI read as Latin letters.
 */
const MARKS: ReadonlyMap<string, SecrecyMark> = new Map([
  ['TUYỆTMẬT', 'TUYỆT MẬT'],
  ['TUYÊTMÂT', 'TUYỆT MẬT'],
  ['TUYETMAT', 'TUYỆT MẬT'],
  ['TUYỆTMÂT', 'TUYỆT MẬT'],
  ['TUYÖTMËT', 'TUYỆT MẬT'],
  ['TUYEÄTMAÄT', 'TUYỆT MẬT'],
  ['TỐIMẬT', 'TỐI MẬT'],
  ['TÔIMÂT', 'TỐI MẬT'],
  ['TOIMAT', 'TỐI MẬT'],
  ['TỐIMÂT', 'TỐI MẬT'],
  ['TÈIMËT', 'TỐI MẬT'],
  ['TOÁIMAÄT', 'TỐI MẬT'],
  ['MẬT', 'MẬT'],
  ['MÂT', 'MẬT'],
  ['MẠT', 'MẬT'],
  ['MËT', 'MẬT'],
  ['MAÄT', 'MẬT'],
] as const)

/** Non-empty lines from the top, and around every letterhead further down, in which a stamp is looked for. */
const TOP_LINES = 60
const HEAD_LINES = 18

const LABELLED =
  /(?:độ|mức độ|dấu(?: chỉ)? (?:độ|mức độ)?)\s*mật\s*[:：-]\s*(tuyệt\s*mật|tối\s*mật|mật)(?!\s*[/,;]|\s*\p{L})/iu
const AFTER_NUMBER = /Số\s*:?\s*\d+\s*[/-]\s*[\p{L}\d./&-]+\s+(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?!\s*\p{L})/u

/**
 * The secrecy mark that a document bears, or null: the stamp alone on its line (or in its cell) near the top of the
 * document or of one enclosed in it, or the words "Độ mật: …". "Bảo mật" or "bí mật nhà nước" in a sentence is none.
 * Reads any text, also one that no other reader of this package could make sense of.
 * @param place `box` for a text that is no page of a paper (a text box, a comment, a cell): its mark is in capitals, as stamps
 *   are, for "Mật" may be a word of a drawing or a table there
 */
export function findSecrecyMark(text: string, place: 'page' | 'box' = 'page'): SecrecyMark | null {
  const lines = text
    .normalize('NFC')
    .split(/\r\n?|\n|\u2028|\f|\v/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  let best: SecrecyMark | null = null
  const heads: number[] = []
  lines.forEach((line, i) => {
    if (/CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM/.test(line)) heads.push(i)
  })
  let next = 0
  for (let i = 0; i < lines.length; i++) {
    while (next < heads.length && heads[next]! + HEAD_LINES < i) next++
    const near = i < TOP_LINES || (next < heads.length && Math.abs(heads[next]! - i) <= HEAD_LINES)
    if (!near) continue
    const found = markOf(lines[i]!, lines[i - 1], place === 'page' && i < 20)
    if (found && (best === null || rank(found) > rank(best))) best = found
  }
  return best
}

/**
 * The mark that a stamp shows, by its recognised lines. A stamp says little else, so letters whose marks were misread
 * count too: "MAT", "TOI MÂT".
 */
export function secrecyStamp(lines: readonly string[]): SecrecyMark | null {
  const words = lines.map((line) => bare(line).normalize('NFD').replace(/\p{M}/gu, ''))
  const shown = (mark: string): boolean => words.some((word) => word === mark)
  if (shown('TUYETMAT') || (shown('TUYET') && shown('MAT'))) return 'TUYỆT MẬT'
  if (shown('TOIMAT') || (shown('TOI') && shown('MAT'))) return 'TỐI MẬT'
  return shown('MAT') ? 'MẬT' : null
}

function rank(mark: SecrecyMark): number {
  return mark === 'TUYỆT MẬT' ? 3 : mark === 'TỐI MẬT' ? 2 : 1
}

function markOf(line: string, before: string | undefined, top: boolean): SecrecyMark | null {
  const labelled = LABELLED.exec(line) ?? AFTER_NUMBER.exec(line)
  if (labelled) return MARKS.get(bare(labelled[1]!)) ?? null
  if (line.length > 400) return null
  // "… CÔNG TÁC BẢO VỆ BÍ" + "MẬT": the end of a heading, not a stamp.
  if (before !== undefined && /(?:BÍ|BẢO|CƠ|bí|bảo|cơ)$/.test(before)) return null
  for (const piece of [line, ...line.split(/\s{3,}|\t|\||[-_=*]{3,}/)]) {
    // A stamp stands alone: no bullet, no number, no closing mark of a list ("- Mật;").
    if (piece.length > 40 || !/^[\s[("“'*]*[\p{L}\s]+[\s\])"”'*]*$/u.test(piece)) continue
    if (!top && piece !== piece.toLocaleUpperCase('vi')) continue
    const found = MARKS.get(bare(piece))
    if (found) return found
  }
  return null
}

/** Letters only, upper case: brackets, quotation marks, stars and the spaces of "M Ậ T" fall away. */
function bare(text: string): string {
  return text.replace(/[^\p{L}]/gu, '').toLocaleUpperCase('vi')
}
