import type { Place, Recipient } from '../document.ts'
import { fold, isUpper, startsLower } from './fold.ts'
import type { Line } from './lines.ts'
import { readPurposes } from './recipient-purposes.ts'

/** "Nơi nhận", also where a letter was lost in typing or scanning: "Noti nhận", "Nơi nhân", "Nơi nhậm". */
export const RECIPIENTS_HEAD = /^(?:n[o0][a-z]{0,3}|noi)\s?nh?[aâ][nm]\s*(?:[:;]|$|(?=\s*[-–+]))/

export interface Recipients {
  list: string[]
  entries: Recipient[]
  at: Place
  from: number
  to: number
}

/** The items under "Nơi nhận", in order, up to and with the line "Lưu". */
export function readRecipients(lines: readonly Line[], from: number): Recipients | null {
  let head = from
  while (head < lines.length && !isHead(lines[head]!)) head++
  if (head >= lines.length) return null
  const first = lines[head]!
  const label = RECIPIENTS_HEAD.exec(first.folded)![0].length
  const items: string[] = []
  const places: Place[] = []
  let end = first.start + first.text.length
  let filed = false
  const push = (line: Line, texts: readonly string[]): void => {
    let from = 0
    for (const text of texts) {
      from = Math.max(from, line.text.indexOf(text, from))
      items.push(text)
      places.push({ start: line.start + from, end: line.start + from + text.length })
      from += text.length
    }
  }
  const goOn = (line: Line, text: string): void => {
    items[items.length - 1] += ` ${text}`
    places.at(-1)!.end = line.start + line.text.indexOf(text) + text.length
  }
  const rest = leftColumn(first.text.slice(label).replace(/^\s*:\s*/, ''))
  if (/\S/.test(rest) && !isUpper(rest)) {
    const run = splitRun(rest)
    push(first, run)
    filed = run.some(isFiling)
  }
  let to = head + 1
  for (let i = head + 1; i < lines.length; i++) {
    const line = lines[i]!
    // The signature stands in another cell of the same table.
    if (line.cell && first.cell && line.cell[0] === first.cell[0] && line.cell[2] !== first.cell[2]) continue
    const text = leftColumn(line.text)
    if (text === '') continue
    const bullet = /^[-–+*•●·]\s*(?=\S)/.exec(text)
    if (bullet) {
      if (filed && !isFiling(text.slice(bullet[0].length))) break
      const run = splitRun(text)
      push(line, run)
      filed ||= run.some(isFiling)
    } else if (
      isUpper(text) &&
      !/^\(/.test(text) &&
      !(CLOSED.test(text) && items.length > 0 && OPEN.test(items.at(-1)!))
    ) {
      if (line.text !== text) continue
      break
    } else if (items.length === 0) {
      if (text.length > 120) break
      push(line, [text])
      filed ||= isFiling(text)
    } else if (/^\([^)]*\)[;.]?$/.test(text)) {
      // "(để b/c)" on a line of its own: the purpose of the group above.
      if (!/[;.]$/.test(items.at(-1)!)) goOn(line, text)
    } else if (
      startsLower(text) ||
      (isUpper(text) && CLOSED.test(text)) ||
      (!/[;.]$/.test(items.at(-1)!) && !filed) ||
      (filed && !/\.$/.test(items.at(-1)!) && line.gap === 0 && /[,;]$/.test(items.at(-1)!))
    ) {
      goOn(line, text)
    } else if (/;$/.test(text) && line.gap === 0 && !filed) {
      // Lists typed without bullets, or a second line of a long item.
      if (
        /^(?:Các phòng|Trung tâm|Phòng)/.test(text) &&
        /;$/.test(items.at(-1)!) &&
        items.length > 1 &&
        hasBullets(lines, head)
      )
        goOn(line, text)
      else push(line, [text])
    } else if (isFiling(text) && !filed) {
      push(line, [text])
      filed = true
    } else break
    end = line.start + text.length
    to = i + 1
  }
  const entries = items.flatMap((item, i): Recipient[] => {
    const text = clean(item)
    return text === '' ? [] : [{ text, ...readPurposes(text, fold(text)), confidence: 1, at: places[i]! }]
  })
  if (entries.length === 0) return null
  return { list: entries.map((e) => e.text), entries, at: { start: first.start, end }, from: head, to }
}

function isHead(line: Line): boolean {
  return RECIPIENTS_HEAD.test(line.folded) && (leftColumn(line.text).length < 40 || /[-–+]/.test(line.text))
}

/** An abbreviation that an item ends with on a line of its own: "… các Vụ: KTTH," + "QHQT;". */
const CLOSED = /^\P{Ll}{1,24}[;.]$/u
const OPEN = /[^;.]$/

function hasBullets(lines: readonly Line[], head: number): boolean {
  return /^[-–+*•]/.test(lines[head + 1]?.text ?? '')
}

function isFiling(text: string): boolean {
  return /^[-–+*•\s]*Lưu\b/i.test(text)
}

/** The left column where the signature stands beside the list. */
function leftColumn(text: string): string {
  const gap = /(?:\s{4,}|\t\s*)(?=\S)/.exec(text)
  if (!gap) return text.trim()
  const left = text.slice(0, gap.index).trim()
  return /^[-–+*•(]?\s*\p{Lu}{2,}\.?\s*\p{Lu}/u.test(left) && isUpper(left) ? '' : left
}

/** A cell that lost its line breaks: "- Như trên; - VPCP; - Lưu: VT, NC." */
function splitRun(text: string): string[] {
  return text
    .split(/(?:^|(?<=[;.)]))\s*[-–+•]\s+(?=\S)|^[-–+*•●·]\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function clean(item: string): string {
  return item
    .replace(/\s+/g, ' ')
    .replace(/^[-–+*•●·\s]+/, '')
    .replace(/[\s;.,]+$/, '')
    .trim()
}
