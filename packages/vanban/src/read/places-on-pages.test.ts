import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Source } from '../document.ts'
import { parse } from '../parse/parse.ts'
import { linesOfPage, NOTHING_CARRIED, type PdfItem } from './pdf-lines.ts'
import { INVISIBLE, placeWords } from './place-words.ts'
import { placesOnPages } from './places-on-pages.ts'
import { readFile } from './read-file.ts'
import { sourceOfLines } from './read-text.ts'

const FRAME = { left: 0, bottom: 0, width: 600, height: 800 }

/** A source as `readPdf` makes it, from the runs of one page. */
function sourceOf(items: PdfItem[]): Source {
  const { lines } = linesOfPage(items, 1, NOTHING_CARRIED)
  const source = sourceOfLines(
    lines.map((line) => ({ ...line, text: line.text.normalize('NFC').replace(INVISIBLE, '') })),
    'pdf',
  )
  return { ...source, words: placeWords(source, lines, [FRAME]) }
}

const run = fc.record({
  str: fc
    .array(
      fc.constantFrom(
        'Kế',
        'hoạch',
        'a\u0301',
        'e\u0302\u0323',
        ' ',
        '   ',
        '\ufeff',
        '\u00ad',
        '\u200b',
        'số 5',
        '\u00a0',
        '12',
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((parts) => parts.join('')),
  x: fc.integer({ min: 40, max: 500 }),
  y: fc.integer({ min: 1, max: 40 }).map((row) => row * 18),
  width: fc.integer({ min: 5, max: 90 }),
  fontSize: fc.constantFrom(8, 13, 14),
})

describe('the words of a page', () => {
  it('are exactly what is no white space, each in its place on the page', () => {
    fc.assert(
      fc.property(fc.array(run, { maxLength: 40 }), (items) => {
        const { text, words } = sourceOf(items)
        expect(words!.map((w) => text.slice(w.start, w.end))).toEqual(text.match(/\S+/g) ?? [])
        for (const { box, page } of words!) {
          expect(page).toBe(1)
          expect(box[0]).toBeLessThanOrEqual(box[2])
          expect(box[1]).toBeLessThan(box[3])
          for (const part of box) expect(part >= 0 && part <= 1).toBe(true)
        }
      }),
    )
  })

  it('stand where their run stands', () => {
    const { text, words } = sourceOf([{ str: 'Kế hoạch năm', x: 60, y: 400, width: 120, fontSize: 10 }])
    const at = (word: string): [number, number, number, number] =>
      words!.find((w) => text.slice(w.start, w.end) === word)!.box
    expect(at('Kế')[0]).toBeCloseTo(0.1, 3)
    expect(at('năm')[2]).toBeCloseTo(0.3, 3)
    expect(at('Kế')[2]).toBeLessThan(at('hoạch')[0])
    expect(at('hoạch')[2]).toBeLessThan(at('năm')[0])
    // the baseline, 400 of 800 points, lies in the box, nearer its foot
    expect(at('hoạch')[1]).toBeLessThan(0.495)
    expect(at('hoạch')[3]).toBeGreaterThan(0.5)
    expect(at('hoạch')[3]).toBeLessThan(0.504)
  })
})

describe('a place of the text on its pages', async () => {
  const bytes = readFileSync(new URL('../../../../samples/department-plan-2026.pdf', import.meta.url))
  const source = await readFile(new Uint8Array(bytes), 'a.pdf')
  const { text } = source

  it('covers every range that holds a letter, and nothing where there is white space alone', () => {
    const offset = fc.integer({ min: 0, max: text.length })
    fc.assert(
      fc.property(offset, offset, (a, b) => {
        const place = { start: Math.min(a, b), end: Math.max(a, b) }
        const found = placesOnPages(source, place)
        expect(found.length > 0).toBe(text.slice(place.start, place.end).trim() !== '')
        for (const { page, box } of found) {
          expect(page >= 1 && page <= source.pages!.length).toBe(true)
          expect(box[0]).toBeLessThanOrEqual(box[2])
          expect(box[1]).toBeLessThan(box[3])
        }
      }),
    )
  })

  it('is nowhere where it is empty, within a word too', () => {
    const within = text.indexOf('Căn cứ') + 1
    expect(placesOnPages(source, { start: within, end: within })).toEqual([])
  })

  it('lies within the place of any range around it', () => {
    const offset = fc.integer({ min: 0, max: text.length })
    fc.assert(
      fc.property(fc.uniqueArray(offset, { minLength: 4, maxLength: 4 }), (offsets) => {
        const [a, b, c, d] = offsets.sort((x, y) => x - y) as [number, number, number, number]
        const around = placesOnPages(source, { start: a, end: d })
        for (const { page, box } of placesOnPages(source, { start: b, end: c }))
          expect(
            around.some(
              (o) =>
                o.page === page && o.box[0] <= box[0] && o.box[1] <= box[1] && o.box[2] >= box[2] && o.box[3] >= box[3],
            ),
          ).toBe(true)
      }),
    )
  })

  it('is one rectangle a printed line: number and motto of one height stay apart, a long basis takes several lines', () => {
    const parsed = parse(source)
    expect(placesOnPages(source, parsed.at.number!)).toHaveLength(1)
    const number = placesOnPages(source, parsed.at.number!)[0]!
    expect(number.page).toBe(1)
    // the left column of the letterhead, in the upper fifth of the page
    expect(number.box[2]).toBeLessThan(0.5)
    expect(number.box[3]).toBeLessThan(0.2)
    const task = parsed.tasks.find((t) => t.text.length > 250)!
    const rows = placesOnPages(source, task.at)
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.length).toBeLessThan(task.text.length / 40)
  })

  it('is nowhere where it holds nothing, in the middle of a word as well', () => {
    const { start, end } = source.words!.find((word) => word.end - word.start > 2)!
    for (let at = start; at <= end; at++) expect(placesOnPages(source, { start: at, end: at })).toEqual([])
  })

  it('is nowhere in a source without pages', () => {
    expect(placesOnPages(sourceOfLines([{ text: 'Kế hoạch' }], 'txt'), { start: 0, end: 8 })).toEqual([])
  })
})
