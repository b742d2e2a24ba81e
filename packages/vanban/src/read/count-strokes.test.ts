import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { Line, Word } from 'tesseract.js'
import { describe, expect, it } from 'vitest'
import { tinosFaces } from '../write/tinos.ts'
import { countStrokesOfLabels } from './count-strokes.ts'

for (const face of tinosFaces()) GlobalFonts.register(face, 'Tinos')

/** A heading as it is printed at 300 dpi, 14 points bold, and what recognition made of its label. */
function heading(printed: string, read: string, title = 'NHIỆM'): { text: string; confidence: number } {
  const canvas = createCanvas(700, 120)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 700, 120)
  context.fillStyle = '#000'
  context.font = 'bold 58px Tinos'
  context.fillText(printed, 30, 80)
  const width = context.measureText(printed).width
  context.fillText(title, 30 + width + 20, 80)
  const { data } = context.getImageData(0, 0, 700, 120)
  const grey = Uint8Array.from({ length: 700 * 120 }, (_, i) => data[i * 4]!)
  // the box of the letters alone: a stop that was not read lies outside it
  const bare = context.measureText(printed.replace(/\.$/, '')).width
  const word = (text: string, x0: number, x1: number, confidence: number): Word =>
    ({ text, confidence, bbox: { x0, y0: 80 - 38, x1, y1: 81 } }) as Word
  const words = [word(read, 31, 29 + (/\.$/.test(read) ? width : bare), 87), word(title, 30 + width + 20, 690, 96)]
  const [line] = countStrokesOfLabels([{ words } as Line], { width: 700, height: 120, grey })
  const { text, confidence } = line!.words[0]!
  return { text, confidence }
}

describe('a Roman numeral before a heading', () => {
  it.each([
    ['II.', 'I.'],
    ['III.', 'II.'],
    ['III.', 'I.'],
    ['VIII.', 'VII.'],
    ['VII.', 'VI.'],
    ['XII.', 'XI.'],
    ['II.', 'I1.'],
    ['II.', 'II'],
    ['III.', 'II'],
  ])('%s that was read "%s" gets the strokes that are on the page, and counts as unsure', (printed, read) => {
    expect(heading(printed, read)).toEqual({ text: printed, confidence: 50 })
  })

  it.each(['I.', 'II.', 'III.', 'IV.', 'V.', 'VI.', 'VIII.', 'IX.', 'X.', 'XI.', 'XIV.'])(
    '%s that was read right stays as sure as it was',
    (label) => {
      expect(heading(label, label)).toEqual({ text: label, confidence: 87 })
    },
  )

  it('has no stop where none is printed', () => {
    expect(heading('II', 'II').text).toBe('II')
    expect(heading('IX', 'IX').text).toBe('IX')
  })

  it('is looked for before a heading alone, and no other letter becomes one', () => {
    expect(heading('II.', 'I.', 'của').text).toBe('I.')
    expect(heading('1.', '1.').text).toBe('1.')
    expect(heading('11.', '11.').text).toBe('11.')
    expect(heading('II.', 'V.').text).toBe('V.')
    expect(heading('Bộ', 'Bộ').text).toBe('Bộ')
  })
})
