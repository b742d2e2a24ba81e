import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawTornPdf, TORN } from './draw-torn-pdf.testing.ts'
import { joinTornRuns } from './join-torn-runs.ts'
import { readFile } from './read-file.ts'

const SAMPLES = join(import.meta.dirname, '../../../../samples')
const CORPUS = process.env.CORPUS ?? join(import.meta.dirname, '../../../../../shared/corpus')
const textsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    : []
/** Lines of prose in letters that fonts of Latin and Vietnamese have. */
const PROSE = [SAMPLES, CORPUS, join(CORPUS, 'real')]
  .flatMap(textsIn)
  .flatMap((text) => text.normalize('NFC').split('\n'))
  .map((line) => line.replace(/\s+/gu, ' ').trim())
  .filter((line) => line.length > 40 && /^[\p{Script=Latin}\d .,;:()/“”–-]+$/u.test(line))

const words = (text: string): string => text.replace(/\s+/gu, ' ').trim()

describe('a PDF whose font lacks Vietnamese letters', () => {
  it.each(TORN)('says what was written: %s', { timeout: 60_000 }, async (torn) => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(PROSE, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(9, 11, 13, 14, 20),
        async (lines, size) => {
          const source = await readFile(await drawTornPdf(lines, torn, size), 'a.pdf')
          expect(words(source.text)).toBe(words(lines.join(' ')))
        },
      ),
      { numRuns: 8 },
    )
  })

  it('knows where each word stands', async () => {
    const source = await readFile(await drawTornPdf(['Hội nghị được tổ chức tại phường'], 'after', 14), 'a.pdf')
    const lefts = source.words!.map(({ start, end, box }) => [source.text.slice(start, end), box[0]] as const)
    expect(lefts.map(([word]) => word).join(' ')).toBe('Hội nghị được tổ chức tại phường')
    expect(lefts.map(([, left]) => left)).toEqual([...lefts].map(([, left]) => left).sort((a, b) => a - b))
  })
})

describe('runs whose glyphs are not told', () => {
  it('stay as they are', () => {
    const run = { str: 'hội', transform: [14, 0, 0, 14, 72, 700], width: 20, font: 'own' }
    expect(joinTornRuns([run], [])).toEqual([run])
  })
})
