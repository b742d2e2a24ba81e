import { getResolvedPDFJS } from 'unpdf'
import type { Pdf } from './open-pdf.ts'

/** A glyph of a page in the order in which the file draws them. */
export interface PlacedGlyph {
  /** What it says: a letter, a ligature, a mark. */
  unicode: string
  /** Of its origin, as `TextItem.transform` of pdf.js has it. */
  transform: number[]
  /** Advance, along its line. */
  width: number
}

export type Matrix = readonly [number, number, number, number, number, number]
type Page = Awaited<ReturnType<Pdf['getPage']>>

interface GraphicsState {
  ctm: Matrix
  fontMatrix: Matrix
  size: number
  charSpacing: number
  wordSpacing: number
  /** As a factor. */
  stretch: number
  leading: number
  rise: number
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]
const FONT_MATRIX: Matrix = [0.001, 0, 0, 0.001, 0, 0]

/** Both transformations, the second one first. */
export const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
]

/**
 * Every glyph of a page where it stands (ISO 32000-1, 9.4.4). pdf.js gives text in runs, and what happens within a run is
 * not told; the operators that draw the page tell it. Slow beside `getTextContent`: for pages that need it.
 */
export async function placeGlyphs(page: Page): Promise<PlacedGlyph[]> {
  const { OPS } = await getResolvedPDFJS()
  const { fnArray, argsArray } = await page.getOperatorList()
  const glyphs: PlacedGlyph[] = []
  const kept: GraphicsState[] = []
  let state: GraphicsState = {
    ctm: IDENTITY,
    fontMatrix: FONT_MATRIX,
    size: 0,
    charSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
  }
  let line = IDENTITY
  let text = IDENTITY
  const moveTo = (x: number, y: number): void => {
    line = times(line, [1, 0, 0, 1, x, y])
    text = line
  }
  const show = (shown: readonly (DrawnGlyph | number | null)[]): void => {
    const scale = state.size * state.fontMatrix[0]
    for (const glyph of shown) {
      if (glyph === null) continue
      let step: number
      if (typeof glyph === 'number') step = (-glyph / 1000) * state.size * state.stretch
      else {
        const transform = times(
          state.ctm,
          times(text, [state.size * state.stretch, 0, 0, state.size, 0, state.rise] as const),
        )
        const advance = glyph.width * scale * state.stretch
        const along = Math.hypot(state.ctm[0], state.ctm[1]) * Math.hypot(text[0], text[1])
        glyphs.push({ unicode: glyph.unicode, transform: [...transform], width: Math.abs(advance * along) })
        step = advance + (state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)) * state.stretch
      }
      text = times(text, [1, 0, 0, 1, step, 0])
    }
  }
  fnArray.forEach((operator: number, i: number) => {
    const given = argsArray[i] as unknown[] | null
    const args = given?.flatMap((arg) => (isList(arg) ? [...arg] : arg)) as number[]
    switch (operator) {
      case OPS.save:
      case OPS.paintFormXObjectBegin:
        kept.push({ ...state })
        if (operator === OPS.paintFormXObjectBegin && given?.[0])
          state.ctm = times(state.ctm, args.slice(0, 6) as unknown as Matrix)
        break
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        state = kept.pop() ?? state
        break
      case OPS.transform:
        state.ctm = times(state.ctm, args as unknown as Matrix)
        break
      case OPS.beginText:
        line = text = IDENTITY
        break
      case OPS.setFont: {
        const [font, size] = given as [string, number]
        state.size = size
        state.fontMatrix = page.commonObjs.has(font)
          ? (page.commonObjs.get(font)?.fontMatrix ?? FONT_MATRIX)
          : FONT_MATRIX
        break
      }
      case OPS.setCharSpacing:
        state.charSpacing = args[0]!
        break
      case OPS.setWordSpacing:
        state.wordSpacing = args[0]!
        break
      case OPS.setHScale:
        state.stretch = args[0]! / 100
        break
      case OPS.setLeading:
        state.leading = -args[0]!
        break
      case OPS.setTextRise:
        state.rise = args[0]!
        break
      case OPS.moveText:
        moveTo(args[0]!, args[1]!)
        break
      case OPS.setLeadingMoveText:
        state.leading = args[1]!
        moveTo(args[0]!, args[1]!)
        break
      case OPS.nextLine:
        moveTo(0, state.leading)
        break
      case OPS.setTextMatrix:
        line = text = args as unknown as Matrix
        break
      case OPS.showText:
        show(given![0] as (DrawnGlyph | number | null)[])
        break
    }
  })
  return glyphs
}

interface DrawnGlyph {
  unicode: string
  width: number
  isSpace: boolean
}

const isList = (value: unknown): value is Iterable<number> => Array.isArray(value) || value instanceof Float32Array
