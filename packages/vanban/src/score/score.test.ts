import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, plain, readText } from '../index.ts'
import { scoreDocument } from './score-document.ts'
import { figuresOf, rates, totalScore } from './total-score.ts'

const gold = {
  kind: 'Kế hoạch',
  number: '86/KH-THCS.RĐ',
  date: '2026-02-09',
  place: null,
  issuer: 'TRƯỜNG THCS RẠNG ĐÔNG',
  title: 'Hội nhập quốc tế',
  signer: { authority: 'KT. HIỆU TRƯỞNG', position: 'PHÓ HIỆU TRƯỞNG', name: 'Trần An' },
  citations: [
    { number: '59-NQ/TW', date: null },
    { number: '59-NQ/TW', date: '2025-01-24' },
  ],
  legalBases: [
    { kind: 'Luật', number: null, date: null, subject: 'Giáo dục' },
    { kind: 'Tờ trình', number: '5/TTr-VP', optional: true },
  ],
  deadlines: [
    { date: null, recurring: '--10-15' },
    { date: null, recurring: null, text: 'trong quý IV' },
  ],
  outline: [
    { label: 'I', level: 1 },
    { label: '1', level: 2 },
    { label: 'II', level: 1 },
  ],
  recipients: ['Sở GDĐT (b/c)', 'Lưu: VT'],
}

describe('a reading scored against its gold', () => {
  test('is perfect when it says the same, though written otherwise', () => {
    const read = {
      ...gold,
      number: 'Số: 86 /KH-THCS.RĐ',
      title: 'V/v  hội nhập quốc tế.',
      signer: { ...gold.signer, authority: 'KT.HIỆU TRƯỞNG', name: 'ThS. Trần An' },
      recipients: ['- Sở GDĐT (b/c);', 'Lưu: VT.'],
    }
    const score = scoreDocument(gold, read)
    expect(score.notes).toEqual([])
    expect(figuresOf(totalScore([score]))).toMatchObject({ header: 1, citations: 1, recipients: 1, invented: 0 })
  })

  test('counts what is missed, what is wrong and what is invented', () => {
    const read = {
      ...gold,
      place: 'Hà Nội',
      kind: null,
      citations: [
        { number: '59-NQ/TW', date: '2025-01-24' },
        { number: '59-NQ/TW', date: '2025-01-23' },
        { number: '86/KH-THCS.RĐ', date: null },
        { number: '12', date: null },
      ],
      legalBases: [{ kind: 'Tờ trình', number: '5/TTr-VP' }],
      deadlines: [],
      outline: [
        { label: 'II', level: 1 },
        { label: 'I', level: 1 },
      ],
    }
    const score = scoreDocument(gold, read)
    expect(score.fields).toMatchObject({ kind: false, number: true, signer: true })
    expect(score.lists).toMatchObject({
      citations: { right: 1, wrong: 1, missed: 1 },
      legalBases: { right: 0, wrong: 0, missed: 1 },
      deadlines: { right: 0, wrong: 0, missed: 1 },
      outline: { right: 1, wrong: 1, missed: 2 },
    })
    expect(score.notes.filter((line) => line.startsWith('invented'))).toEqual([
      'invented place: "hà nội"',
      'invented citation date: "59nq/tw 2025-01-23"',
    ])
  })

  test('leaves out what the gold does not score', () => {
    const score = scoreDocument({ ...gold, unscored: ['signer', 'outline'] }, { recipients: ['x'] })
    expect(score.fields.signer).toBeUndefined()
    expect(score.lists.outline).toBeUndefined()
  })

  test('a list empty on both sides is perfect, one-sided it is nothing', () => {
    expect(rates({ right: 0, wrong: 0, missed: 0 }).f1).toBe(1)
    expect(rates({ right: 0, wrong: 2, missed: 0 })).toEqual({ precision: 0, recall: 0, f1: 0 })
  })
})

/** The annotated corpus with its own scorer stands beside the repository, or where CORPUS says. */
const CORPUS = process.env.CORPUS ?? join(import.meta.dirname, '../../../../../shared/corpus')

test.skipIf(!existsSync(join(CORPUS, 'score.mjs'))).each(['.', 'composed', 'real'])(
  'gives the figures of the corpus’ own scorer: %s',
  (folder) => {
    const from = join(CORPUS, folder)
    const answers = mkdtempSync(join(tmpdir(), 'vanban-score-'))
    try {
      const scores = readdirSync(from)
        .filter((name) => name.endsWith('.txt') && existsSync(join(from, name.replace(/\.txt$/u, '.gold.json'))))
        .map((name) => {
          const read = plain(parse(readText(readFileSync(join(from, name), 'utf8'))))
          // Spoilt on purpose, so that every kind of difference is counted.
          const spoilt = {
            ...read,
            kind: read.kind === 'Công văn' ? null : read.kind,
            place: read.place ?? 'Huế',
            citations: (read.citations as object[]).slice(1),
            outline: (read.outline as object[]).toReversed(),
            recipients: [...((read.recipients as string[] | null) ?? []), 'Ai đó'],
            deadlines: [...(read.deadlines as object[]), { date: '2020-01-01' }],
            legalBases: (read.legalBases as object[]).slice(0, 2),
          }
          writeFileSync(join(answers, name), JSON.stringify(spoilt))
          const wanted = JSON.parse(readFileSync(join(from, name.replace(/\.txt$/u, '.gold.json')), 'utf8'))
          return scoreDocument(wanted, JSON.parse(JSON.stringify(spoilt)))
        })
      const script = join(answers, 'answer.sh')
      writeFileSync(script, `cat "${answers}/$(basename "$1")"\n`)
      const report = execFileSync(process.execPath, [join(CORPUS, 'score.mjs'), from, 'sh', script], {
        encoding: 'utf8',
      })
      const figures = figuresOf(totalScore(scores))
      const three = (name: string) => figures[name]!.toFixed(3)
      expect(report.trim().split('\n').at(-1)).toBe(
        `micro-F1 citations=${three('citations')} legalBases=${three('legalBases')} outline=${three('outline')} ` +
          `header-accuracy=${three('header')} deadlines=${three('deadlines')} invented=${figures.invented}`,
      )
      expect(report).toMatch(new RegExp(`^recipients .* ${three('recipients')} `, 'mu'))
    } finally {
      rmSync(answers, { recursive: true, force: true })
    }
  },
)
