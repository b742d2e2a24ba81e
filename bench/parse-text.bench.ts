import { readdirSync, readFileSync } from 'node:fs'
import { parse, readText } from '@banggiao/vanban'
import { type Bench, type Figure, median } from './figure.ts'

const samples = new URL('../samples/', import.meta.url)

/**
 * One document of about `size` characters: head and end of the first sample that has both, and between them the bodies of all
 * samples again and again, their figures and dates varied.
 */
function composeText(size: number): string {
  const texts = readdirSync(samples)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(new URL(name, samples), 'utf8'))
  const pieces = texts.flatMap((text) => {
    const from = /^I\. /m.exec(text)?.index ?? -1
    const to = /^(?:Trên đây|Nơi nhận)/m.exec(text)?.index ?? -1
    return from >= 0 && to > from
      ? [{ head: text.slice(0, from), body: text.slice(from, to), end: text.slice(to) }]
      : []
  })
  const first = pieces[0]
  if (!first) throw new Error('no sample has sections and recipients')
  const parts = [first.head]
  let length = first.head.length + first.end.length
  for (let round = 0; length < size; round++) {
    const body = pieces[round % pieces.length]!.body.replace(/\d{2,3}/g, (figure) =>
      String(((Number(figure) * 7 + round * 13) % 28) + 1).padStart(figure.length, '0'),
    )
    parts.push(body)
    length += body.length
  }
  return [...parts, first.end].join('')
}

/** W8: text into structure, in megabytes (UTF-8) a second, and how time grows with ten times the text. */
export async function measureParse(small: number, large: number, rounds: number): Promise<Figure[]> {
  const texts = [small, large].map(composeText)
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++)
    for (const [i, text] of texts.entries()) {
      const begun = performance.now()
      const parsed = parse(readText(text))
      times[i]!.push(performance.now() - begun)
      if (parsed.tasks.length * 2000 < text.length) throw new Error(`only ${parsed.tasks.length} tasks read`)
    }
  const [brief, long] = times.map(median) as [number, number]
  const speed = Buffer.byteLength(texts[1]!) / 1e6 / (long / 1000)
  return [
    {
      name: 'text into structure',
      value: `${speed.toFixed(1)} MB/s`,
      reference: `one document of ${(Buffer.byteLength(texts[1]!) / 1e6).toFixed(1)} MB`,
      measured: speed,
      limit: { at: 'least', figure: 10, unit: 'MB/s' },
    },
    {
      name: 'text into structure, ten times the text',
      value: `${long.toFixed(0)} ms`,
      reference: `a tenth of it ${brief.toFixed(0)} ms`,
      measured: long / brief,
      limit: { at: 'most', figure: 11, unit: '' },
    },
  ]
}

export const bench: Bench = () => measureParse(500_000, 5_000_000, 5)
