const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** A note at the foot of a page whose mark lost its raising: "1 Nghị quyết số …". A label has a stop or a bracket behind it. */
const NOTE = /^[ \t]{0,8}(\d{1,2})[ \t]{1,4}(?=[\p{Lu}“"(]\p{L})/gmu
/** A small word, or a quotation, that a number touches: "Trung ương1", "“Bạn bè năm châu”2". Names of units ("m2") are shorter. */
const CALL = /(?<=[\p{Ll}]{2}|\p{Ll}\p{M}?[”)])(\d{1,2})(?=[\s.,;:)]|$)/gmu
/** In characters: farther apart a call and a note are none of each other. */
const FARTHEST = 12_000

/**
 * A text in which foot notes whose marks came as plain digits have raised ones, at the note and where it is called; its
 * length stays. Only where both are there and the notes count from 1: a digit alone may be anything.
 */
export function mendNoteMarks(text: string): string {
  if (!hasFirstNote(text)) return text
  const notes = [...text.matchAll(NOTE)].map((m) => spot(m))
  const calls = [...text.matchAll(CALL)].map((m) => spot(m))
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
