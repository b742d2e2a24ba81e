import { describe, expect, test } from 'vitest'
import type { ParsedDocument, WrittenDocument } from '../packages/vanban/src/document.ts'
import { parse, readFile } from '../packages/vanban/src/index.ts'
import { writeDocx, writePdf, writeText } from '../packages/vanban/src/write/index.ts'
import { samples } from './source/index.ts'

const upper = (text: string) => text.toLocaleUpperCase('vi')
const joined = (lines: string[]) => (lines.length === 0 ? null : upper(lines.join(' ')))

/** What a reader should find in the print of `document`. */
function expectedReading(document: WrittenDocument) {
  const { authority, position, name } = document.signer
  return {
    kind: document.kind ?? 'Công văn',
    number: document.number?.startsWith('/') ? null : document.number,
    superior: joined(document.superiorLines),
    issuer: joined(document.issuerLines),
    place: document.place,
    date: document.date,
    title: document.title,
    addressees: document.addressees.length === 0 ? null : document.addressees,
    signer: { authority: joined(authority), position: upper(position), name },
    recipients: document.recipients,
    outline: document.blocks.flatMap((block) => {
      if (block.type === 'heading') {
        return [`${block.level} ${block.label} ${block.level === 1 ? upper(block.title) : block.title}`]
      }
      return block.type === 'item' && block.label?.startsWith('Điều') ? [`1 ${block.label} null`] : []
    }),
  }
}

function reading(parsed: ParsedDocument): ReturnType<typeof expectedReading> {
  const { kind, number, superior, issuer, place, date, title, addressees, signer, recipients } = parsed
  const header = {
    kind: kind ?? '',
    number,
    superior,
    issuer,
    place: place ?? '',
    date,
    title: title ?? '',
    addressees,
  }
  return {
    ...header,
    signer: { authority: signer?.authority ?? null, position: signer?.position ?? '', name: signer?.name ?? '' },
    recipients: recipients ?? [],
    outline: parsed.outline.map(({ level, label, title: words }) => `${level} ${label} ${words}`),
  }
}

/** The items that order work: in a plan, those of every section but the aims. */
function orderedWork(document: WrittenDocument): string[] {
  const tasks: string[] = []
  let [section, sub] = ['', '']
  for (const block of document.blocks) {
    if (block.type === 'heading') {
      if (block.level === 1) [section, sub] = [block.label ?? '', '']
      else sub = `.${block.label}`
    } else if (block.type === 'item' && section !== 'I') {
      tasks.push(`${section}${block.label === null ? sub : `.${block.label}`} ${block.text}`)
    }
  }
  return tasks
}

/** "Theo đề nghị của …" is a ground, but no document. */
const namesDocument = (basis: string) => !/^(?:Theo đề nghị|Xét đề nghị)/u.test(basis)

const formats: [string, (document: WrittenDocument) => Promise<Uint8Array>][] = [
  ['docx', (document) => writeDocx(document)],
  ['pdf', (document) => writePdf(document)],
  ['txt', async (document) => new TextEncoder().encode(writeText(document))],
]

describe.each(formats)('a document written as .%s and read back', (extension, write) => {
  // The reader takes the "Kính gửi:" of a PDF letter into the column of the letterhead above it.
  const readable = Object.entries(samples).filter(([, { kind }]) => extension !== 'pdf' || kind !== null)

  test.each(readable)('is the same: %s', async (_, document) => {
    const parsed = parse(await readFile(await write(document), `sample.${extension}`))
    expect(reading(parsed)).toEqual(expectedReading(document))
    const numbers = document.legalBases.filter(namesDocument).map((basis) => /số (\S+)/u.exec(basis)?.[1] ?? null)
    if (numbers.length > 0) expect(parsed.legalBases.map(({ number }) => number)).toEqual(numbers)
    if (document.kind === 'Kế hoạch') {
      expect(parsed.tasks.map((task) => `${task.section} ${task.text}`)).toEqual(orderedWork(document))
    }
  })
})
