import { fold } from '../parse/fold.ts'
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
ban chấp hành trung ương|quốc hội|hội nhập quốc tế|triển khai|hướng dẫn|học sinh|giáo viên|nhà trường|phối hợp|văn phòng|lưu: vt`
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
  start: number
  text: string
  folded: string
}

/**
 * Puts right what recognition is known to misread, in place and letter for letter: marks in standing phrases, l and O
 * among the digits of numbers and dates, D for Đ in the symbols of numbers. A word that was changed is marked unsure.
 */
export function mendLines(lines: readonly PdfLine[]): void {
  const tokens = lines.flatMap((line) =>
    [...line.text.matchAll(/\S+/g)].map((m): Token => ({ line, start: m.index, text: m[0], folded: fold(m[0]) })),
  )
  tokens.forEach((token, i) => {
    const digits = mendDigits(token.text, tokens[i - 1]?.folded)
    if (digits !== token.text) put(token, digits)
    const meant = mendDate(tokens, i) ?? mendGround(tokens, i)
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
    .replace(/(?<=[/-])(S?G)[DÐ][DÐ]T(?=$|[^\p{L}])/u, '$1DĐT')
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

const match = (read: string, meant: string): string | null =>
  read.toLocaleLowerCase('vi') === meant
    ? null
    : isUpper(read[0]!)
      ? meant[0]!.toLocaleUpperCase('vi') + meant.slice(1)
      : meant

function put(token: Token, text: string): void {
  const { line, start } = token
  if (text.length !== token.text.length) throw new Error(`"${token.text}" cannot become "${text}" in place`)
  line.text = line.text.slice(0, start) + text + line.text.slice(start + text.length)
  token.text = text
  token.folded = fold(text)
  line.pieces = line.pieces.map((piece) => (reaches(piece, start, start + text.length) ? unsure(piece) : piece))
}

const reaches = (piece: Piece, from: number, to: number): boolean =>
  piece.at < to && piece.at + piece.text.length > from

function unsure(piece: Piece): Piece {
  const { seen } = piece.item
  return seen
    ? { ...piece, item: { ...piece.item, seen: { ...seen, confidence: Math.min(seen.confidence, MENDED) } } }
    : piece
}
