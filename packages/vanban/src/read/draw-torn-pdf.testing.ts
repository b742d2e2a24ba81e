import { PDFDocument, PDFName, type PDFRef } from '@cantoo/pdf-lib'
import { textWidth } from '../write/tinos.ts'

/**
 * How letters that a font lacks reach the page: each from another font and after the rest of the line (LibreOffice), in
 * the order of the line (Word), their whole words, from a font of another size and baseline; or as letters with marks
 * drawn apart: behind them, after the line, over them, before the letter as accents with a width of their own.
 */
export const TORN = [
  'after',
  'in order',
  'words',
  'shifted',
  'marks behind',
  'marks after',
  'marks over',
  'accents',
] as const

interface Drawn {
  text: string
  x: number
  y: number
  font: 'own' | 'other'
  size: number
}

const A4 = { width: 595, height: 842 }
const MARGIN = 72
/** What the first font can draw. */
const OWN = /^[\u0020-\u00ff\u0110\u0111“”–]$/u
const ACCENTS: Record<string, string> = {
  '\u0300': '\u02cb',
  '\u0301': '\u00b4',
  '\u0302': '\u02c6',
  '\u0303': '\u02dc',
  '\u0306': '\u02d8',
}

/** Paragraphs set in lines on as many pages as they need, in two fonts, torn as told. */
export async function drawTornPdf(
  paragraphs: readonly string[],
  torn: (typeof TORN)[number],
  size: number,
): Promise<Uint8Array> {
  const pages: Drawn[][] = [[]]
  let y = A4.height - MARGIN
  for (const line of paragraphs.flatMap((text) => wrapped(text, size))) {
    if (y < MARGIN) {
      pages.push([])
      y = A4.height - MARGIN
    }
    pages.at(-1)!.push(...drawnLine(line, MARGIN, y, size, torn))
    y -= size * 1.4
  }
  return assembled(pages)
}

function wrapped(text: string, size: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.normalize('NFC').split(/\s+/u)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer, size) > A4.width - 2 * MARGIN) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

const widthOf = (text: string, size: number): number => textWidth(text, 'regular', size)

function drawnLine(line: string, left: number, y: number, size: number, torn: (typeof TORN)[number]): Drawn[] {
  const own: Drawn[] = []
  const after: Drawn[] = []
  let x = left
  const put = (text: string, font: Drawn['font'], into: Drawn[], at = x, up = 0, scale = 1): void => {
    const last = into.at(-1)
    const whole =
      last &&
      last.font === font &&
      up === 0 &&
      !MARK.test(text) &&
      Math.abs(last.x + widthOf(last.text, last.size) - at) < 0.001
    if (whole) last.text += text
    else into.push({ text, x: at, y: y + up, font, size: size * scale })
  }
  for (const word of line.split(/(?<= )|(?= )/u)) {
    const foreign = [...word].some((letter) => !OWN.test(letter))
    for (const letter of word) {
      const [base, ...marks] = [...letter.normalize('NFD')] as [string, ...string[]]
      const width = widthOf(letter, size)
      const lacks = torn === 'words' ? foreign : !OWN.test(letter)
      const apart = torn.startsWith('marks')
        ? marks.length > 0
        : torn === 'accents' && marks.length > 0 && marks.every((mark) => ACCENTS[mark])
      if (apart && torn === 'accents') {
        for (const mark of marks) {
          const accent = ACCENTS[mark]!
          put(accent, 'own', own, x + (width - widthOf(accent, size)) / 2)
        }
        put(base, 'own', own)
      } else if (apart) {
        put(base, 'own', own)
        for (const mark of marks) {
          if (torn === 'marks over')
            put(mark, 'other', after, x + width / 2, base === base.toUpperCase() ? size * 0.2 : 0)
          else put(mark, 'other', torn === 'marks behind' ? own : after, x + width)
        }
      } else if (!lacks) put(letter, 'own', own)
      else if (torn === 'shifted') put(letter, 'other', after, x, size * 0.04, 0.94)
      else put(letter, 'other', torn === 'in order' ? own : after)
      x += width
    }
  }
  return [...own, ...after]
}

const MARK = /^\p{M}$/u

/** A file of these pages; the fonts are named and not embedded, and say what each code means and how wide it is. */
async function assembled(pages: readonly (readonly Drawn[])[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const { context } = pdf
  const fontOf = (font: Drawn['font'], name: string): PDFRef => {
    const used = new Set(pages.flat().flatMap((drawn) => (drawn.font === font ? [...drawn.text] : [])))
    const widths = [...used].flatMap((letter) => [
      letter.codePointAt(0)!,
      [MARK.test(letter) ? 0 : Math.round(widthOf(letter, 1000))],
    ])
    const descriptor = context.register(
      context.obj({
        Type: 'FontDescriptor',
        FontName: name,
        Flags: 4,
        FontBBox: [0, -250, 1000, 1000],
        ItalicAngle: 0,
        Ascent: 900,
        Descent: -250,
        CapHeight: 700,
        StemV: 80,
      }),
    )
    const system = { Registry: context.obj('Adobe'), Ordering: context.obj('Identity'), Supplement: 0 }
    const descendant = context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: name,
        CIDSystemInfo: system,
        FontDescriptor: descriptor,
        DW: 500,
        W: widths,
      }),
    )
    return context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: name,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: PDFName.of('Identity-H'),
      }),
    )
  }
  const fonts = { own: fontOf('own', 'Tinos'), other: fontOf('other', 'Fallback') }
  for (const drawn of pages) {
    const page = pdf.addPage([A4.width, A4.height])
    page.node.setFontDictionary(PDFName.of('own'), fonts.own)
    page.node.setFontDictionary(PDFName.of('other'), fonts.other)
    const shown = drawn.map(({ text, x, y, font, size }) => {
      const codes = [...text].map((letter) => letter.codePointAt(0)!.toString(16).padStart(4, '0')).join('')
      return `BT /${font} ${size} Tf 1 0 0 1 ${x.toFixed(3)} ${y.toFixed(3)} Tm <${codes}> Tj ET`
    })
    page.node.set(PDFName.of('Contents'), context.register(context.flateStream(shown.join('\n'))))
  }
  return pdf.save()
}
