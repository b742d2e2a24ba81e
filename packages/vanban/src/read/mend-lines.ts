import { fold } from '../parse/fold.ts'
import { mendMarks } from './mend-marks.ts'
import type { PdfLine, Piece } from './pdf-lines.ts'

/**
 * What administrative papers print again and again. Each is known by its letters without marks, and no other Vietnamese
 * phrase has those letters: so it gives back marks that the recognition misread, and no letter that it did not read.
 */
const PHRASES =
  `cộng hòa xã hội chủ nghĩa việt nam|độc lập|hạnh phúc|ủy ban nhân dân|hội đồng nhân dân|thành phố hồ chí minh
thành phố hà nội|thành phố hải phòng|thành phố đà nẵng|thành phố cần thơ|thành phố huế|sở giáo dục và đào tạo|bộ giáo dục và đào tạo
giáo dục và đào tạo|kế hoạch|quyết định|nghị quyết|nghị định|thông tư|thông báo|chương trình hành động|chỉ thị số|mục đích|yêu cầu
tổ chức thực hiện|tổ chức|thực hiện|nhiệm vụ|giải pháp|kinh phí thực hiện|nơi nhận|kính gửi|chủ tịch|phó chủ tịch|hiệu trưởng
phó hiệu trưởng|giám đốc|phó giám đốc|chánh văn phòng|phó thủ tướng|thủ tướng chính phủ|chính phủ|bộ chính trị
ban chấp hành trung ương|quốc hội|hội nhập quốc tế|triển khai|hướng dẫn|học sinh|giáo viên|nhà trường|phối hợp|văn phòng|lưu: vt
ủy ban nhân dân phường|ubnd phường`
    .split(/[|\n]/)
    .map((phrase) => phrase.split(' '))

const BY_FIRST = new Map<string, string[][]>()
for (const words of PHRASES.sort((a, b) => b.length - a.length)) {
  const first = fold(words[0]!)
  BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), words])
}

/** Surest a word may count that was not read as it now stands. */
const MENDED = 0.5

interface Token {
  line: PdfLine
  /** All tokens of its line. */
  row: Token[]
  start: number
  text: string
  folded: string
}

/**
 * Puts right what recognition is known to misread, in place: marks in standing phrases, l and O among the digits of
 * numbers and dates, D for Đ and a lost stroke in the symbols of numbers, a mark of a doubtful word. A word that was changed is marked unsure.
 */
export function mendLines(lines: readonly PdfLine[]): void {
  const tokens = lines.flatMap((line) => {
    const row: Token[] = []
    for (const m of line.text.matchAll(/\S+/g)) row.push({ line, row, start: m.index, text: m[0], folded: fold(m[0]) })
    return row
  })
  tokens.forEach((token, i) => {
    const digits = mendSymbol(mendDigits(token.text, tokens[i - 1]?.folded))
    if (digits !== token.text) put(token, digits)
    const meant = mendDate(tokens, i) ?? mendGround(tokens, i) ?? mendUnit(tokens, i)
    if (meant !== null) put(token, meant)
  })
  for (let i = 0; i < tokens.length; i++) {
    const phrase = phraseAt(tokens, i)
    if (!phrase) continue
    phrase.forEach((word, k) => {
      const token = tokens[i + k]!
      const at = token.folded.indexOf(fold(word))
      const read = token.text.slice(at, at + word.length)
      const meant = [...word].map((letter, n) => (isUpper(read[n]!) ? letter.toLocaleUpperCase('vi') : letter)).join('')
      if (!sameWord(read, meant)) put(token, token.text.slice(0, at) + meant + token.text.slice(at + word.length))
    })
    i += phrase.length - 1
  }
  for (const run of runsOf(tokens)) {
    const words = run.map((token) => ({ text: bare(token.text), confidence: confidenceOf(token) }))
    for (const [k, word] of mendMarks(words)) {
      const { text } = run[k]!
      put(
        run[k]!,
        text.replace(bare(text), () => word),
      )
    }
  }
}

/** Words that follow one another with no mark between them that would part a phrase. */
function runsOf(tokens: readonly Token[]): Token[][] {
  const runs: Token[][] = []
  tokens.forEach((token, i) => {
    const before = tokens[i - 1]
    const parted =
      !before || !follows(before, token) || /[^\p{L}\p{N}]$/u.test(before.text) || /^[^\p{L}\p{N}]/u.test(token.text)
    if (parted) runs.push([token])
    else runs.at(-1)!.push(token)
  })
  return runs
}

/** A word without the marks before and behind it. */
const bare = (text: string): string => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')

function confidenceOf({ line, start, text }: Token): number {
  const parts = line.pieces.filter((piece) => reaches(piece, start, start + text.length))
  return Math.min(1, ...parts.map((piece) => piece.item.seen?.confidence ?? 1))
}

function phraseAt(tokens: readonly Token[], i: number): string[] | null {
  const first = letters(tokens[i]!.folded)
  for (const phrase of BY_FIRST.get(first) ?? []) {
    const fits = phrase.every((word, k) => {
      const token = tokens[i + k]
      if (!token || letters(token.folded) !== letters(fold(word))) return false
      // What stands between two words of a phrase parts them: "Kế, hoạch" is none.
      if (k < phrase.length - 1 && /[.,;)"]$/.test(token.folded)) return false
      return k === 0 || follows(tokens[i + k - 1]!, token)
    })
    if (fits) return phrase
  }
  return null
}

/** Words of one cell or of two lines that follow one another in it. */
function follows(before: Token, { line }: Token): boolean {
  return before.line === line || (before.line.page === line.page && before.line.cell?.join() === line.cell?.join())
}

const letters = (folded: string): string => folded.replace(/^[^a-z0-9]+|[^a-z0-9:]+$/g, '')

/** "Hoà" and "Hòa" are two spellings of one word. */
const sameWord = (a: string, b: string): boolean =>
  a === b || [...a.normalize('NFD')].sort().join() === [...b.normalize('NFD')].sort().join()

const isUpper = (letter: string): boolean => letter !== letter.toLocaleLowerCase('vi')

/** Letters that look like digits, among digits: "l6/O3/2026", "95/KH", "2O26"; and D for Đ in "/QD-UBND". */
function mendDigits(text: string, before: string | undefined): string {
  const number = /^([("“]?)([\dlIO|]{1,6}(?:[/.-][\dlIO|]{1,4}){0,2})(?=$|[).,;:”"%]|\/\p{L})/u.exec(text)
  let out = text
  if (number && /\d/.test(number[2]!) && (number[2]!.length > 2 || /^(?:ngay|thang|nam|so:?)$/.test(before ?? ''))) {
    const [all, open, body] = number as unknown as [string, string, string]
    out = open + body.replace(/[lI|]/g, '1').replaceAll('O', '0') + text.slice(all.length)
  }
  return out
    .replace(/(?<=\d\/)[QN][DÐ](?=-)/, (symbol) => `${symbol[0]}Đ`)
    .replace(/(?<=[/-])([BPS]?G)[DÐ][DÐ]T(?=$|[^\p{L}])/u, '$1DĐT')
}

/** Codes of the kinds of documents (NĐ 30/2020, Phụ lục III; Hướng dẫn 36-HD/VPTW), as symbols of numbers have them. */
const CODE = '(?:NQ|QĐ|CT|QC|QyĐ|QĐi|TB|TC|HD|CTrHĐ|CTr|KH|PA|ĐA|DA|BC|BB|TTr|TTLT|TT|NĐ|KL|CV)'

/** A State number whose stroke before the code was lost, or taken for an upright: "95KH-UBND", "06/2020|QĐ-TTg". */
const STATE = new RegExp(`^([("“]?(?:\\d{1,5}|\\d{1,4}/(?:19|20)\\d\\d))([|IlJ\\\\!]?)(?=${CODE}-[\\p{L}]{2})`, 'u')
/** A Party number whose hyphen was lost or became another mark: "59NQ/TW", "17.NQ/TU". */
const PARTY = new RegExp(`^([("“]?\\d{1,4})([.~_=]?)(?=${CODE}/(?:TW|TU|ĐU|HU|QU|BĐNTW|VPTW)(?:$|[^\\p{L}]))`, 'u')

/**
 * Between the digits of a number and a code that it is known to have nothing stands but a stroke (State) or a hyphen
 * (Party), as the rest of the symbol tells. A last digit 1 may be the stroke itself: that number stays as it was read.
 */
function mendSymbol(text: string): string {
  const state = STATE.exec(text)
  if (state && (state[2] !== '' || !state[1]!.endsWith('1') || state[1]!.includes('/')))
    return `${state[1]}/${text.slice(state[0].length)}`
  const party = PARTY.exec(text)
  return party ? `${party[1]}-${text.slice(party[0].length)}` : text
}

/** "ngày 16 thúng 3 năm 2026": between a day and a month nothing else can stand, if a date has begun or goes on. */
function mendDate(tokens: readonly Token[], i: number): string | null {
  const { text, folded } = tokens[i]!
  const [before, after] = [tokens[i - 1]?.text, tokens[i + 1]?.text]
  const number = (word: string | undefined, most: number): boolean =>
    word !== undefined && /^\d{1,2}$/.test(word) && Number(word) >= 1 && Number(word) <= most
  const dated = tokens[i - 2]?.folded === 'ngay' || tokens[i + 2]?.folded === 'nam'
  if (dated && text.length === 5 && /^th.ng$/.test(folded) && number(before, 31) && number(after, 12))
    return match(text, 'tháng')
  if (text.length === 3 && folded === 'nam' && number(before, 12) && /^(?:19|20)\d\d[.,;:)]?$/.test(after ?? ''))
    return match(text, 'năm')
  if (text.length === 4 && folded === 'ngay' && number(after, 31)) return match(text, 'ngày')
  return null
}

/** "Cũn cứ Nghị quyết …": a line that opens with these two words and a kind of document is a legal basis. */
function mendGround(tokens: readonly Token[], i: number): string | null {
  const [token, next, kind] = [tokens[i]!, tokens[i + 1], tokens[i + 2]]
  if (!/^C.n$/u.test(token.text) || next?.folded !== 'cu' || token.line.text.trimStart().indexOf(token.text) !== 0)
    return null
  if (!/^(?:Luật|Nghị|Quyết|Kế|Thông|Công|Chỉ|Hướng|Pháp|Hiến|Chương|Văn|Đề|Bộ)$/.test(kind?.text ?? '')) return null
  return match(token.text, 'căn')
}

/** A line of the letterhead in capitals opens with a kind of unit: PHƯỜNG, TRƯỜNG have no other word beside them there. */
function mendUnit(tokens: readonly Token[], i: number): string | null {
  const { text, folded, line, row } = tokens[i]!
  if (!line.cell || row[0] !== tokens[i] || text !== text.toLocaleUpperCase('vi') || row.length < 2) return null
  if (row.some((token) => token.text !== token.text.toLocaleUpperCase('vi'))) return null
  const above = tokens[i - 1]
  if (folded === 'phuong' && above?.line.cell?.join() === line.cell.join() && /^(?:dan|ubnd)$/.test(above.folded))
    return text === 'PHƯỜNG' ? null : 'PHƯỜNG'
  const kind = row
    .slice(1, 3)
    .map((token) => token.folded)
    .join(' ')
  if (folded === 'truong' && /^(?:thcs|thpt|mam non|tieu hoc|trung hoc|dai hoc|cao dang|mau giao)/.test(kind))
    return text === 'TRƯỜNG' ? null : 'TRƯỜNG'
  return null
}

const match = (read: string, meant: string): string | null =>
  read.toLocaleLowerCase('vi') === meant
    ? null
    : isUpper(read[0]!)
      ? meant[0]!.toLocaleUpperCase('vi') + meant.slice(1)
      : meant

/** Puts `text` in the place of a token; what follows it in its line moves along. */
function put(token: Token, text: string): void {
  const { line, start, row } = token
  const end = start + token.text.length
  const more = text.length - token.text.length
  line.text = line.text.slice(0, start) + text + line.text.slice(end)
  line.pieces = line.pieces.map((piece) => {
    if (piece.at >= end) return { ...piece, at: piece.at + more }
    if (!reaches(piece, start, end)) return piece
    if (endOf(piece) < end) return unsure(piece)
    // The piece in which the word ends takes what became longer.
    const before = piece.text.slice(0, Math.max(0, start - piece.at))
    const own = text.slice(Math.max(0, piece.at - start))
    return unsure({ ...piece, text: before + own + piece.text.slice(end - piece.at) })
  })
  for (const other of row) if (other.start > start) other.start += more
  token.text = text
  token.folded = fold(text)
}

const endOf = (piece: Piece): number => piece.at + piece.text.length

const reaches = (piece: Piece, from: number, to: number): boolean => piece.at < to && endOf(piece) > from

function unsure(piece: Piece): Piece {
  const { seen } = piece.item
  return seen
    ? { ...piece, item: { ...piece.item, seen: { ...seen, confidence: Math.min(seen.confidence, MENDED) } } }
    : piece
}
