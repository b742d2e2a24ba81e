import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plain } from '../plain.ts'
import { readText } from '../read/read-text.ts'
import { parse } from './parse.ts'

/** The annotated corpus stands beside the repository, or where CORPUS says; its own scorer judges. */
const CORPUS = process.env.CORPUS ?? join(import.meta.dirname, '../../../../../shared/corpus')

const LEAST = 'citations=1,legalBases=1,outline=1,deadlines=1,recipients=1,header=1,title=1,invented=0,failures=0'
const SETS: [folder: string, least: string][] = [
  ['.', `${LEAST},tasks=1`],
  ['composed', LEAST],
  ['real', LEAST],
]

describe('the annotated corpus', () => {
  for (const [folder, least] of existsSync(join(CORPUS, 'score.mjs')) ? SETS : [])
    it(`${folder} is read at least as well as before`, () => {
      const gold = join(CORPUS, folder)
      const out = mkdtempSync(join(tmpdir(), 'vanban-score-'))
      try {
        for (const name of readdirSync(gold).filter((f) => f.endsWith('.txt')))
          writeFileSync(join(out, name), JSON.stringify(plain(parse(readText(readFileSync(join(gold, name), 'utf8'))))))
        const script = join(out, 'answer.sh')
        writeFileSync(script, `cat "${out}/$(basename "$1")"\n`)
        // The scorer leaves with 1, and says which, when a figure is below its least.
        const report = execFileSync(process.execPath, [join(CORPUS, 'score.mjs'), '--min', least, gold, 'sh', script], {
          encoding: 'utf8',
        })
        expect(report).not.toMatch(/^BELOW|^ABOVE/m)
      } finally {
        rmSync(out, { recursive: true, force: true })
      }
    })

  it('is looked for beside the repository', () => {
    expect(CORPUS).toMatch(/corpus$/)
  })
})
