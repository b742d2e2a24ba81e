import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../check/check.ts'
import type { Place } from '../document.ts'
import { plain } from '../plain.ts'
import { readText } from '../read/read-text.ts'
import { parse } from './parse.ts'
import { DECISION, LETTER, NEWS, SCHOOL_PLAN } from './sample-documents.ts'

const SAMPLES = [SCHOOL_PLAN, DECISION, LETTER, NEWS]
const bare = (text: string): string => text.replace(/[\s–-]/g, '')

/** A sample with some edits: pieces cut out, doubled, swapped, strange characters put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...SAMPLES),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        size: fc.nat(80),
        deed: fc.constantFrom('cut', 'double', 'upper', 'break', 'insert'),
        text: fc.oneof(
          fc.string(),
          fc.constantFrom(
            'Điều 1.',
            '1. ',
            'I. ',
            '12/',
            '-',
            '“',
            'ngày 31/02/2024',
            '\u0000',
            'Số:',
            '|',
            '<p>',
            '**',
            '\ud800',
          ),
        ),
      }),
      { maxLength: 12 },
    ),
  )
  .map(([sample, edits]) => {
    let text = sample
    for (const { at, size, deed, text: piece } of edits) {
      const from = Math.floor(at * text.length)
      const part = text.slice(from, from + size)
      const put =
        deed === 'cut'
          ? ''
          : deed === 'double'
            ? part + part
            : deed === 'upper'
              ? part.toUpperCase()
              : deed === 'break'
                ? part.replace(/ /g, '\n')
                : piece + part
      text = text.slice(0, from) + put + text.slice(from + size)
    }
    return text
  })

describe('laws of parse', () => {
  it('never throws, and every place lies in the text and shows its value', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const source = readText(text)
        const parsed = parse(source)
        const inside = (at: Place): boolean => at.start >= 0 && at.start <= at.end && at.end <= source.text.length
        for (const c of parsed.citations) {
          expect(inside(c.at)).toBe(true)
          expect(bare(source.text.slice(c.at.start, c.at.end))).toContain(bare(c.number!))
        }
        for (const t of parsed.tasks) {
          expect(inside(t.at)).toBe(true)
          expect(bare(source.text.slice(t.at.start, t.at.end))).toContain(bare(t.text.slice(0, 30)))
        }
        for (const o of parsed.outline) expect(inside(o.at)).toBe(true)
        for (const d of parsed.deadlines) expect(bare(source.text.slice(d.at.start, d.at.end))).toContain(bare(d.text))
        for (const at of Object.values(parsed.at)) expect(inside(at)).toBe(true)
        for (const f of check(source, parsed)) if (f.at) expect(inside(f.at)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the normal form or the line ends of the file', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const plainOf = (variant: string): unknown => plain(parse(readText(variant)))
        const expected = plainOf(text.normalize('NFC'))
        expect(plainOf(text.normalize('NFC').normalize('NFD'))).toEqual(expected)
        expect(plainOf(text.normalize('NFC').replace(/\r/g, '').replace(/\n/g, '\r\n'))).toEqual(
          plainOf(text.normalize('NFC').replace(/\r/g, '')),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('header places hold what they name', () => {
    const source = readText(SCHOOL_PLAN)
    const { at, ...parsed } = parse(source)
    const shown = (key: keyof typeof at): string => source.text.slice(at[key]!.start, at[key]!.end)
    expect(shown('number')).toBe(parsed.number)
    expect(shown('issuer')).toBe(parsed.issuer)
    expect(shown('superior')).toBe(parsed.superior)
    expect(shown('place')).toBe(parsed.place)
    expect(shown('title')).toBe(parsed.title)
    expect(shown('kind')).toBe('KẾ HOẠCH')
    expect(shown('date')).toContain('ngày 12 tháng 3 năm 2026')
    expect(shown('signer')).toContain('Lý Thu An')
    expect(shown('recipients')).toMatch(/^Nơi nhận[\s\S]*Lưu: VT\.$/)
  })
})
