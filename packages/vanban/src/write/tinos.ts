import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Tinos has the advance widths of Times New Roman, so it both draws the PDF and measures the .docx. */
const FACES = {
  regular: '400Regular/Tinos_400Regular.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
}

type Face = keyof typeof FACES

const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))

/** The four faces as TrueType files. */
export function tinosFaces(): Buffer[] {
  return Object.values(FACES).map((file) => readFileSync(join(folder, file)))
}

const widths = new Map<Face, (code: number) => number>()

/** Width of `text` in points, on one line, without kerning (Word's default). */
export function textWidth(text: string, face: Face, size: number): number {
  let advance = widths.get(face)
  if (advance === undefined) {
    advance = advanceWidths(readFileSync(join(folder, FACES[face])))
    widths.set(face, advance)
  }
  let em = 0
  for (const character of text) em += advance(character.codePointAt(0)!)
  return em * size
}

/** Whether the regular face can draw a character (white space needs no glyph). */
export function hasGlyph(character: string): boolean {
  regularGlyphs ??= glyphsOf(readFileSync(join(folder, FACES.regular)))
  return /\s/u.test(character) || regularGlyphs(character.codePointAt(0)!) !== 0
}

let regularGlyphs: ((code: number) => number) | undefined

/** Advance of a character in em, from the `cmap` (format 4) and `hmtx` tables of a TrueType file. */
function advanceWidths(font: Buffer): (code: number) => number {
  const tables = tablesOf(font)
  const unitsPerEm = font.readUInt16BE(tables.get('head')! + 18)
  const longMetrics = font.readUInt16BE(tables.get('hhea')! + 34)
  const hmtx = tables.get('hmtx')!
  const glyph = glyphsOf(font)
  return (code) => font.readUInt16BE(hmtx + Math.min(glyph(code), longMetrics - 1) * 4) / unitsPerEm
}

function tablesOf(font: Buffer): Map<string, number> {
  const tables = new Map<string, number>()
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const record = 12 + i * 16
    tables.set(font.toString('latin1', record, record + 4), font.readUInt32BE(record + 8))
  }
  return tables
}

function glyphsOf(font: Buffer): (code: number) => number {
  const cmap = tablesOf(font).get('cmap')!
  let table = -1
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const offset = cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4)
    if (font.readUInt16BE(offset) === 4) table = offset
  }
  if (table < 0) throw new Error('The Tinos font file has no cmap of format 4')
  const double = font.readUInt16BE(table + 6)
  const [ends, starts] = [table + 14, table + 16 + double]
  const [deltas, ranges] = [starts + double, starts + double * 2]
  return (code) => {
    for (let i = 0; i < double; i += 2) {
      if (font.readUInt16BE(ends + i) < code) continue
      const start = font.readUInt16BE(starts + i)
      if (start > code) return 0
      const range = font.readUInt16BE(ranges + i)
      const delta = font.readUInt16BE(deltas + i)
      if (range === 0) return (code + delta) & 0xffff
      const index = font.readUInt16BE(ranges + i + range + (code - start) * 2)
      return index === 0 ? 0 : (index + delta) & 0xffff
    }
    return 0
  }
}
