import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ParsedDocument } from '../document.ts'
import { parse, readFile, readText, toWritten, writeDocx, writePdf, writeText } from '../index.ts'

/** Real and composed documents stand beside the repository, or where CORPUS says; our own samples are always here. */
const CORPUS = process.env.CORPUS ?? join(import.meta.dirname, '../../../../../shared/corpus')
const SAMPLES = join(import.meta.dirname, '../../../../samples')

const texts = [SAMPLES, CORPUS, join(CORPUS, 'composed'), join(CORPUS, 'real')]
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((file) => file.endsWith('.txt'))
  .map((file) => readText(readFileSync(file, 'utf8')))
  .map((source) => ({ source, parsed: parse(source) }))
  .filter(({ parsed }) => parsed.recognised)

const capitals = (text: string | null | undefined) =>
  text
    ?.toLocaleUpperCase('vi')
    .replace(/[\s.;:]+$/u, '')
    .replace(/\s+/gu, ' ')

/** What a document says, without how it is laid out: capitals, closing marks. */
function structure({ signer, ...parsed }: ParsedDocument) {
  return {
    kind: parsed.kind,
    number: parsed.number,
    superior: capitals(parsed.superior),
    issuer: capitals(parsed.issuer),
    place: parsed.place,
    date: parsed.date,
    title: capitals(parsed.title),
    addressees: parsed.addressees,
    bases: parsed.legalBases.map(({ kind, number, date }) => number ?? `${kind} ${date}`),
    // the note under an annex names the document itself
    citations: parsed.citations
      .filter(({ number }) => number !== parsed.number)
      .map(({ kind, number, date }) => `${kind} ${number} ${date}`),
    outline: parsed.outline.map(({ label, level, title }) => `${level} ${label} ${capitals(title)}`),
    // The end mark of the decree is no task.
    tasks: parsed.tasks
      .map(({ section, text }) => `${section} ${text.replace(/[\s./;:]+$/u, '')}`)
      .filter((task) => !task.endsWith(' ')),
    deadlines: parsed.deadlines.map(({ date, recurring }) => date ?? recurring),
    signer: signer && [signer.authority, signer.position, signer.name].map(capitals),
    recipients: parsed.recipients,
    tables: (parsed.tables ?? []).map(({ rows }) =>
      rows.map(({ cells }) => cells.map((cell) => cell.text.replaceAll('\n', ' '))),
    ),
  }
}

describe('a document read, written and read again', () => {
  test('finds documents to read', () => {
    expect(texts.length).toBeGreaterThanOrEqual(8)
  })

  test.each(texts)('says the same: $parsed.kind $parsed.number $parsed.title', async ({ source, parsed }) => {
    const document = toWritten(source, parsed)
    const [fromText, fromWord, fromPdf] = [
      parse(readText(writeText(document))),
      parse(await readFile(await writeDocx(document), 'lai.docx')),
      parse(await readFile(await writePdf(document), 'lai.pdf')),
    ]
    expect(structure(fromText)).toEqual(structure(parsed))
    expect(structure(fromWord)).toEqual(structure(parsed))
    expect(structure(fromPdf)).toEqual(structure(parsed))
  })
})
