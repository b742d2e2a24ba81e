import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ParsedDocument, WrittenDocument } from '../document.ts'
import { parse, readFile, writeDocx, writePdf, writeText } from '../index.ts'
import { madeUpDocument } from './made-up-documents.ts'

const capitals = (text: string) => text.toLocaleUpperCase('vi')
const bare = (text: string) => text.replace(/[\s.;/]+$/u, '')

/** What a reader should find in the print of `document`. */
function written(document: WrittenDocument) {
  const { authority, position, name } = document.signer
  const texts = [...document.legalBases, ...document.blocks.map((block) => ('text' in block ? block.text : ''))]
  return {
    kind: document.kind ?? 'Công văn',
    number: document.number,
    superior: capitals(document.superiorLines.join(' ')),
    issuer: capitals(document.issuerLines.join(' ')),
    place: document.place,
    date: document.date,
    title: document.title,
    addressees: document.addressees.length === 0 ? null : document.addressees,
    bases: document.legalBases.map((basis) => /số (\S+)/u.exec(basis)?.[1] ?? null),
    citations: texts.flatMap((text) =>
      [...text.matchAll(/số (\d+[/-]\S+) ngày (\d+) tháng (\d+) năm (\d+)/gu)].map(
        ([, number, day, month, year]) => `${number} ${year}-${month!.padStart(2, '0')}-${day}`,
      ),
    ),
    outline: document.blocks.flatMap((block) => {
      if (block.type === 'heading') {
        return [`${block.level} ${block.label} ${block.level === 1 ? capitals(block.title) : block.title}`]
      }
      return block.type === 'item' && block.label?.startsWith('Điều') ? [`1 ${block.label} null`] : []
    }),
    signer: {
      authority: authority.length === 0 ? null : capitals(authority.join(' ')),
      position: capitals(position),
      name,
    },
    recipients: document.recipients,
  }
}

function reading(parsed: ParsedDocument): ReturnType<typeof written> {
  const { kind, number, superior, issuer, place, date, title, addressees, signer, recipients } = parsed
  return {
    kind: kind ?? '',
    number,
    superior: superior ?? '',
    issuer: issuer ?? '',
    place: place ?? '',
    date,
    title: title ?? '',
    addressees,
    bases: parsed.legalBases.map((each) => each.number),
    citations: parsed.citations.map((each) => `${each.number} ${each.date}`),
    outline: parsed.outline.map(({ level, label, title: words }) => `${level} ${label} ${words}`),
    signer: { authority: signer?.authority ?? null, position: signer?.position ?? '', name: signer?.name ?? '' },
    recipients: recipients ?? [],
  }
}

/** The items of a plan that order work: those of every section but the aims. */
function orders(document: WrittenDocument): string[] {
  const tasks: string[] = []
  let [section, part] = ['', '']
  for (const block of document.blocks) {
    if (block.type === 'heading') {
      if (block.level === 1) [section, part] = [block.label ?? '', '']
      else part = `.${block.label}`
    } else if (block.type === 'item' && section !== 'I') {
      tasks.push(`${section}${block.label === null ? part : `.${block.label}`} ${bare(block.text)}`)
    }
  }
  return tasks
}

const FORMATS: [string, (document: WrittenDocument) => Promise<Uint8Array>][] = [
  ['docx', (document) => writeDocx(document)],
  ['txt', async (document) => new TextEncoder().encode(writeText(document))],
  ['pdf', (document) => writePdf(document)],
]

describe.each(FORMATS)('any document written as .%s and read back', (extension, write) => {
  test('says the same', async () => {
    await fc.assert(
      fc.asyncProperty(madeUpDocument, async (document) => {
        const parsed = parse(await readFile(await write(document), `made-up.${extension}`))
        expect(reading(parsed)).toEqual(written(document))
        if (document.kind === 'Kế hoạch')
          expect(parsed.tasks.map(({ section, text }) => `${section} ${bare(text)}`)).toEqual(orders(document))
      }),
      { numRuns: 40, seed: 30_2020, interruptAfterTimeLimit: 10_000 },
    )
  })
})
