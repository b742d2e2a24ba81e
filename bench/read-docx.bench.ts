import { readdirSync, readFileSync } from 'node:fs'
import { readFile, type WrittenDocument, writeDocx } from '@banggiao/vanban'
import mammoth from 'mammoth'
import { samples as documents } from '../samples/source/index.ts'
import { type Bench, type Figure, inTurn } from './figure.ts'

const samples = new URL('../samples/', import.meta.url)

/** A sample whose items are said over and over, as in a plan with long annexes. */
function longer(document: WrittenDocument, times: number): WrittenDocument {
  return { ...document, blocks: Array.from({ length: times }, () => document.blocks).flat() }
}

/** Reading .docx with numbers, tables and notes, against mammoth's raw text of the same files. */
export async function measureDocx(rounds: number, times: number): Promise<Figure[]> {
  const names = readdirSync(samples).filter((name) => name.endsWith('.docx'))
  const short = names.map((name) => readFileSync(new URL(name, samples)))
  const long = Buffer.from(await writeDocx(longer(documents['department-plan-2026']!, times)))
  const figures: Figure[] = []
  for (const [name, files] of [
    [`read .docx, ${short.length} samples`, short],
    [`read .docx of ${(long.length / 1024).toFixed(0)} KB`, [long]],
  ] as const) {
    const ours = async (): Promise<void> => {
      for (const file of files) await readFile(file, 'a.docx')
    }
    const theirs = async (): Promise<void> => {
      for (const file of files) await mammoth.extractRawText({ buffer: file })
    }
    await ours()
    await theirs()
    const { a, b } = await inTurn(rounds, ours, theirs)
    figures.push({
      name,
      value: `${a.toFixed(1)} ms`,
      reference: `mammoth, raw text, ${b.toFixed(1)} ms`,
      measured: a / b,
      limit: { at: 'most', figure: 2, unit: '' },
    })
  }
  return figures
}

export const bench: Bench = () => measureDocx(7, 40)
