import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../check/check.ts'
import type { Place } from '../document.ts'
import { plain } from '../plain.ts'
import { readText } from '../read/read-text.ts'
import { parse } from './parse.ts'
import { DECISION, LETTER, NEWS, PROVINCE_PLAN, SCHOOL_PLAN, SITE_PLAN } from './sample-documents.ts'

const SAMPLES = [SCHOOL_PLAN, DECISION, LETTER, NEWS, PROVINCE_PLAN, SITE_PLAN]
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

/** Long lines broken at spaces, as a printer or a mail program does. */
function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('|')) return line
      let out = ''
      let length = 0
      for (const word of line.split(' ')) {
        if (length > 0 && length + 1 + word.length > width) {
          out += `\n${word}`
          length = word.length
        } else {
          out += length > 0 ? ` ${word}` : word
          length += word.length + (length > 0 ? 1 : 0)
        }
      }
      return out
    })
    .join('\n')
}

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
          // the number of a page that stands between its lines is no part of a task
          const shown = source.text.slice(t.at.start, t.at.end)
          const unnumbered = shown.replace(/^\s*\d{1,4}\s*$/gm, '')
          expect([shown, unnumbered].map(bare).join('\n')).toContain(bare(t.text.slice(0, 30)))
        }
        for (const o of parsed.outline) expect(inside(o.at)).toBe(true)
        for (const d of parsed.deadlines) expect(bare(source.text.slice(d.at.start, d.at.end))).toContain(bare(d.text))
        for (const at of Object.values(parsed.at)) expect(inside(at)).toBe(true)
        for (const list of [
          parsed.references,
          parsed.amendments,
          parsed.targets,
          parsed.footnotes,
          parsed.tables,
          parsed.others,
        ])
          for (const { at, confidence } of list) {
            expect(inside(at)).toBe(true)
            expect(confidence).toBeGreaterThanOrEqual(0)
            expect(confidence).toBeLessThanOrEqual(1)
          }
        for (const r of parsed.recipientPurposes ?? []) expect(inside(r.at)).toBe(true)
        for (const { to } of [...parsed.references, ...parsed.amendments])
          if (to !== null) expect(parsed.citations[to]).toBeDefined()
        for (const f of check(source, parsed)) if (f.at) expect(inside(f.at)).toBe(true)
      }),
      { numRuns: 200 },
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

  it('does not depend on trailing spaces, the form of dashes and quotation marks, or page numbers between paragraphs', () => {
    const shown = (text: string): unknown => {
      const { outline, citations, deadlines, tasks, ...rest } = parse(readText(text))
      return {
        number: rest.number,
        date: rest.date,
        recipients: rest.recipients,
        signer: rest.signer?.name,
        outline: outline.map((o) => [o.label, o.level]),
        citations: citations.map((c) => [c.number?.replace(/–/g, '-'), c.date]),
        deadlines: deadlines.map((d) => d.date ?? d.recurring),
        tasks: tasks.map((t) => [t.section, t.position]),
      }
    }
    const variants: ((text: string, every: number) => string)[] = [
      (text) => text.replace(/\n/g, '  \t\n'),
      (text) => text.replace(/ - /g, ' – ').replace(/["“”]/g, '"'),
      (text, every) =>
        text
          .split('\n')
          .map((line, i) => (/[.;:]$/.test(line) && i > 20 && i % every === 0 ? `${line}\n\n${i}\n` : line))
          .join('\n'),
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(SCHOOL_PLAN, DECISION, LETTER, PROVINCE_PLAN, SITE_PLAN),
        fc.constantFrom(...variants),
        fc.integer({ min: 1, max: 5 }),
        (text, vary, every) => {
          expect(shown(vary(text, every))).toEqual(shown(text))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('finds the same citations and sections in a text wrapped to any usual width', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(SCHOOL_PLAN, DECISION, PROVINCE_PLAN),
        fc.integer({ min: 68, max: 110 }),
        (text, width) => {
          const of = (variant: string) => {
            const { citations, outline } = parse(readText(variant))
            return { citations: citations.map((c) => [c.number, c.date]), labels: outline.map((o) => o.label) }
          }
          expect(of(wrapped(text, width))).toEqual(of(text))
        },
      ),
      { numRuns: 30 },
    )
  })

  it('takes time in proportion to the text, whatever it repeats', () => {
    const pieces = [
      'Căn cứ ',
      '(',
      '12 ',
      'số ',
      '“a) ',
      '1/2025/NĐ-CP, ',
      'I. A\n',
      './.\n',
      'a | b |\n',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n',
    ]
    for (const piece of pieces) {
      const once = (size: number): number => {
        const source = readText(piece.repeat(Math.ceil(size / piece.length)))
        // Processor time of this thread: what else the machine does is no matter of the text.
        const begun = process.threadCpuUsage()
        parse(source)
        const { user, system } = process.threadCpuUsage(begun)
        return (user + system) / 1000
      }
      // The first run of a length pays for compiling what it meets; the second is the text's own.
      const time = (size: number): number => Math.min(once(size), once(size))
      time(20_000)
      // Sixteen times the text in 60 times the time at most, caches and collector allowed for: a square would take 256.
      expect(time(320_000), piece).toBeLessThan(60 * Math.max(time(20_000), 8))
    }
    // The machine may be busy: the wall clock judges nothing here.
  }, 120_000)

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
