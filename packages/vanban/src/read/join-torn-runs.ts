import type { PlacedGlyph } from './place-glyphs.ts'

/** A run of text as pdf.js gives it. */
export interface Run {
  str: string
  transform: readonly number[]
  width: number
  font: string
}

/** A letter and where it stands, in points. */
interface Letter {
  text: string
  left: number
  right: number
  y: number
  size: number
  /** Index of its run. */
  run: number
  glyph: PlacedGlyph
}

/** In ems: gaps as narrow as this are none, for no letter is so narrow. */
const NO_GAP = 0.1
/** In ems: rows may be so far apart and still be one, with a fallback font's own baseline. */
const ONE_ROW = 0.45
/** In ems: a mark may stand so far above or below the baseline of its letter. */
const RAISED = 0.7

/** Accents that stand for themselves, as the combining marks they are where they stand over a letter. */
const ACCENTS = new Map([
  ['`', '\u0300'],
  ['\u02cb', '\u0300'],
  ['\u00b4', '\u0301'],
  ['\u02ca', '\u0301'],
  ['^', '\u0302'],
  ['\u02c6', '\u0302'],
  ['~', '\u0303'],
  ['\u02dc', '\u0303'],
  ['\u02d8', '\u0306'],
])
const MARK = /^\p{M}+$/u
/** Circumflex, breve and horn make a letter of its own, to which the tone is added. */
const OF_THE_LETTER = /[\u0302\u0306\u031b]/

/**
 * Whether letters of a line are drawn in passes: those that a font lacks come from another one, and are told after the
 * rest of the line ("h i ngh" and "ộị" for "hội nghị"), or their marks are.
 */
export function isTorn(runs: readonly Run[]): boolean {
  const level = runs.filter((run) => run.str.trim() !== '' && isLevel(run.transform))
  if (level.some(({ str }) => /^\p{M}/u.test(str))) return true
  const sorted = [...level].sort((a, b) => b.transform[5]! - a.transform[5]! || a.transform[4]! - b.transform[4]!)
  for (let i = 0; i < sorted.length; i++) {
    const run = sorted[i]!
    const size = sizeOf(run.transform)
    // Runs of one row stand together in this order, up to small steps of the baseline.
    for (let j = i + 1; j < sorted.length && j <= i + MOST_LOOKED_AT; j++) {
      const other = sorted[j]!
      if (run.transform[5]! - other.transform[5]! > size * ONE_ROW) break
      if (run.font === other.font) continue
      const [left, right] = [run, other].map(({ transform }) => transform[4]!) as [number, number]
      if (Math.min(left + run.width, right + other.width) - Math.max(left, right) > size * NO_GAP) return true
    }
  }
  return false
}

/** Runs beside which one row's others are looked for. */
const MOST_LOOKED_AT = 200

/**
 * The runs cut where letters of another run stand in them, and marks drawn apart put on the letters under them. `glyphs`
 * are those of the same page; where they cannot be told to be those of the runs, the runs stay as they are.
 */
export function joinTornRuns<R extends Run>(runs: readonly R[], glyphs: readonly PlacedGlyph[]): R[] {
  const letters = lettersOf(runs, glyphs)
  if (letters === null) return [...runs]
  const whole = withMarks(letters)
  const parts = new Map<number, Letter[][]>()
  let last: Letter | null = null
  for (const letter of whole) {
    const own = parts.get(letter.run) ?? []
    parts.set(letter.run, own)
    const goesOn =
      last?.run === letter.run &&
      Math.abs(letter.left - last.right) <= letter.size * NO_GAP &&
      Math.abs(letter.y - last.y) <= letter.size * NO_GAP
    if (goesOn) own.at(-1)!.push(letter)
    else own.push([letter])
    last = letter
  }
  return runs.flatMap((run, i) => {
    const own = parts.get(i)
    // What is not level, or says nothing, stands as it came.
    if (own === undefined) return run.str.trim() === '' || !isLevel(run.transform) ? [run] : []
    return own.map((part) => ({
      ...run,
      str: part.map(({ text }) => text).join(''),
      transform: part[0]!.glyph.transform,
      width: part.at(-1)!.right - part[0]!.left,
    }))
  })
}

function isLevel([a, b]: readonly number[]): boolean {
  return Math.abs(b!) <= Math.abs(a!) * 0.01
}

function sizeOf([a, b]: readonly number[]): number {
  return Math.hypot(a!, b!)
}

/** The glyphs of level runs, each with its run; null where the two do not say the same. */
function lettersOf(runs: readonly Run[], glyphs: readonly PlacedGlyph[]): Letter[] | null {
  const letters: Letter[] = []
  let next = 0
  for (const [at, { str, transform }] of runs.entries()) {
    const said = str.replace(/\s+/gu, '')
    let told = 0
    while (told < said.length) {
      const glyph = glyphs[next++]
      if (glyph === undefined) return null
      const says = glyph.unicode.replace(/\s+/gu, '')
      // A space between two letters of a run is one of its own; so is what stands beside the page, which no run tells.
      if (says === '') {
        if (told > 0 && isLevel(transform)) letters.push(letterOf(glyph, ' ', at))
        continue
      }
      if (!said.startsWith(says, told)) continue
      told += says.length
      if (isLevel(transform)) letters.push(letterOf(glyph, says, at))
    }
  }
  return letters
}

function letterOf(glyph: PlacedGlyph, text: string, run: number): Letter {
  const { transform, width } = glyph
  const left = transform[4]!
  return { text, left, right: left + width, y: transform[5]!, size: sizeOf(transform), run, glyph }
}

/** Marks that are glyphs of their own go to their letters. */
function withMarks(letters: readonly Letter[]): Letter[] {
  const marks = letters.filter(({ text }) => MARK.test(text) || ACCENTS.has(text))
  if (marks.length === 0) return [...letters]
  const rows = new Map<number, Letter[]>()
  for (const letter of letters) {
    if (!/^\p{L}\p{M}*$/u.test(letter.text)) continue
    const row = rows.get(Math.round(letter.y / ROW)) ?? []
    rows.set(Math.round(letter.y / ROW), row)
    row.push(letter)
  }
  for (const row of rows.values()) row.sort((a, b) => a.left - b.left)
  const put = new Set<Letter>()
  for (const mark of marks) {
    const base = baseOf(mark, rows)
    if (!base) continue
    base.text = composed(base.text, ACCENTS.get(mark.text) ?? mark.text)
    put.add(mark)
  }
  return letters.filter((letter) => !put.has(letter))
}

/** Height of the rows in which letters are looked for, in points: that of small print. */
const ROW = 4

/** The letter on which a mark stands. */
function baseOf(mark: Letter, rows: ReadonlyMap<number, readonly Letter[]>): Letter | null {
  const accent = ACCENTS.get(mark.text)
  let best: Letter | null = null
  let least = Infinity
  const reach = Math.ceil((mark.size * RAISED) / ROW)
  for (let row = Math.round(mark.y / ROW) - reach; row <= Math.round(mark.y / ROW) + reach; row++) {
    for (const letter of around(rows.get(row) ?? [], mark)) {
      if (Math.abs(letter.y - mark.y) > Math.max(mark.size, letter.size) * RAISED) continue
      if (!takes(letter.text, accent ?? mark.text)) continue
      const off = accent === undefined ? offOfMark(mark, letter) : offOfAccent(mark, letter)
      const distance = off + Math.abs(letter.y - mark.y) * 0.1
      if (off <= letter.size * REACH && distance < least) {
        least = distance
        best = letter
      }
    }
  }
  return best
}

/** In ems: a mark may miss its letter by so much. */
const REACH = 0.12

/** How far a combining mark stands beside a letter. Its pen stands over the letter, or at its end, from where it reaches back. */
function offOfMark(mark: Letter, { left, right, size }: Letter): number {
  const pen = (mark.left + mark.right) / 2
  if (pen > left + size * AT_EDGE && pen < right + size * AT_EDGE) return 0
  return Math.min(Math.abs(pen - right), Math.abs(pen - left) + size * NO_GAP)
}

/** In ems: so near to the edge between two letters a pen stands at it. */
const AT_EDGE = 0.05

/** The same for an accent with a width of its own, which must stand over the letter. */
function offOfAccent(mark: Letter, { left, right }: Letter): number {
  const shared = Math.min(mark.right, right) - Math.max(mark.left, left)
  if (shared < (mark.right - mark.left) * 0.5) return Infinity
  return Math.abs((mark.left + mark.right) / 2 - (left + right) / 2) * 0.3
}

/** Some letters of a row on either side of a mark. */
function around(row: readonly Letter[], { left }: Letter): readonly Letter[] {
  let [low, high] = [0, row.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (row[middle]!.left < left) low = middle + 1
    else high = middle
  }
  return row.slice(Math.max(0, low - 3), low + 2)
}

function takes(letter: string, mark: string): boolean {
  return [...composed(letter, mark)].length === 1
}

function composed(letter: string, mark: string): string {
  if (!OF_THE_LETTER.test(mark)) return (letter + mark).normalize('NFC')
  const [base, ...tones] = [...letter.normalize('NFD')]
  return (base! + mark + tones.join('')).normalize('NFC')
}
