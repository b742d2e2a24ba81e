import { isCountingWord } from '../parse/counting-words.ts'

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** A note at the foot of a page whose mark lost its raising: "1 Nghị quyết số …". A label has a stop or a bracket behind it. */
const NOTE = /^[ \t]{0,8}(\d{1,2})[ \t]{1,4}(?=[\p{Lu}“"(]\p{L})/gmu
/** A small word, or a quotation, that a number touches: "Trung ương1", "“Bạn bè năm châu”2". Names of units ("m2") are shorter. */
const CALL = /(?<=[\p{Ll}]{2}|\p{Ll}\p{M}?[”)])(\d{1,2})(?=[\s.,;:)]|$)/gmu
/** The word a number touches: syllables are short. */
const WORD_BEFORE = /\p{L}+$/u
const LONGEST_SYLLABLE = 8
/** What stands above the first note of a page: nothing, or a drawn rule. */
const WHITE_OR_RULE = /^[\s_\-–—*=]*$/
/** What a note says of a source, as most do; any other words may be a heading or a task that is numbered without a stop. */
const SOURCE =
  /^[“"(]?(?:(?:Theo|Xem|Tại|Căn cứ) )?(?:(?:Nghị (?:quyết|định)|Quyết định|Kế hoạch|Chỉ thị|Thông (?:tư|báo)|Công (?:văn|điện)|Chương trình|Kết luận|Quy định|Hướng dẫn|Báo cáo|Tờ trình|Đề án) (?:số|liên tịch)|(?:Bộ )?[Ll]uật|Hiến pháp|Pháp lệnh|Điều \d|Khoản \d)/u
/** In characters: farther apart a call and a note are none of each other. */
const FARTHEST = 12_000

/**
 * A text in which foot notes whose marks came as plain digits have raised ones, at the note and where it is called; its
 * length stays. Only where both are there, the notes count from 1 and stand apart from the text above them: a digit alone may be
 * anything, and what is numbered right under running text is what that text announces.
 */
export function mendNoteMarks(text: string): string {
  if (!hasFirstNote(text)) return text
  const notes = notesApart(text)
  if (notes.length === 0) return text
  const calls = [...text.matchAll(CALL)].filter((m) => !isCounted(text, m.index)).map((m) => spot(m))
  if (calls.length === 0) return text
  const raised: Spot[] = []
  /** The calls above a note that have none yet, by their number. */
  const open = new Map<number, Spot[]>()
  let next = 0
  let expected = 1
  for (const note of notes) {
    for (; next < calls.length && calls[next]!.at < note.at; next++) {
      const call = calls[next]!
      const same = open.get(call.number)
      if (same) same.push(call)
      else open.set(call.number, [call])
    }
    // Notes are counted through a document, or anew on every page.
    if (note.number !== expected && note.number !== 1) continue
    const call = open.get(note.number)?.pop()
    if (!call || note.at - call.at > FARTHEST) continue
    raised.push(note, call)
    expected = note.number + 1
  }
  if (raised.length === 0) return text
  let out = ''
  let copied = 0
  for (const { at, digits } of raised.sort((a, b) => a.at - b.at)) {
    out += text.slice(copied, at) + [...digits].map((digit) => SUPERSCRIPT[Number(digit)]).join('')
    copied = at + digits.length
  }
  return out + text.slice(copied)
}

/**
 * The notes behind a drawn rule, those behind a blank line that tell a source, and those that follow one of them without a gap. Behind
 * a blank line only, what tells no source is a note where nothing above announces it and the text has no surer one.
 */
function notesApart(text: string): Spot[] {
  const sure: Spot[] = []
  const others: Spot[] = []
  /** Where the block of notes that is open was last looked at, and whose it is. */
  let block = -1
  let list = sure
  for (const m of text.matchAll(NOTE)) {
    const above = text.slice(text.lastIndexOf('\n', m.index - 2) + 1, Math.max(0, m.index - 1))
    const apart = WHITE_OR_RULE.test(above)
    const ruled = apart && above.trim() !== ''
    if (ruled || block < 0 || /\n[ \t]*\n/.test(text.slice(block, m.index))) {
      block = -1
      if (!apart) continue
      const said = m.index + m[0].length
      if (ruled || SOURCE.test(text.slice(said, said + 40))) list = sure
      else if (!isAnnounced(text, m.index)) list = others
      else continue
    }
    block = m.index
    list.push(spot(m))
  }
  return sure.length > 0 ? sure : others
}

/** Whether the last words above a place end in a colon: what is numbered there is what they announce. */
function isAnnounced(text: string, at: number): boolean {
  return /:\s*$/.test(text.slice(Math.max(0, at - 40), at))
}

function isCounted(text: string, at: number): boolean {
  const word = WORD_BEFORE.exec(text.slice(Math.max(0, at - LONGEST_SYLLABLE), at))
  return word !== null && isCountingWord(word[0])
}

/** Whether a line opens as the first note does. Looked for from its figure: a walk over every line costs more than all else here. */
function hasFirstNote(text: string): boolean {
  for (const { index } of text.matchAll(/1[ \t]{1,4}[\p{Lu}“"(]\p{L}/gu)) {
    if (index <= 8 ? /^[ \t]*$/.test(text.slice(0, index)) : /\n[ \t]{0,8}$/.test(text.slice(index - 9, index)))
      return true
  }
  return false
}

interface Spot {
  at: number
  digits: string
  number: number
}

function spot(match: RegExpExecArray): Spot {
  const digits = match[1]!
  return { at: match.index + match[0].indexOf(digits), digits, number: Number(digits) }
}
