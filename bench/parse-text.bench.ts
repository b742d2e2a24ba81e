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

/** As many rounds pass before those that count, so that the code is compiled as in a worker that has read before. */
const WARM_UP = 3

/**
 * W8: text into structure, in megabytes (UTF-8) a second, and how time grows with ten times the text: ten small documents
 * against one that is as long as they are together. What a process that has read nothing takes is told beside it.
 */
export async function measureParse(small: number, large: number, rounds: number): Promise<Figure[]> {
  const [brief, long] = [composeText(small), composeText(large)]
  const times = Array.from({ length: WARM_UP + rounds }, () => ({ brief: timeOf(brief, 10), long: timeOf(long, 1) }))
  const counted = times.slice(WARM_UP)
  const [tenBrief, oneLong] = [median(counted.map((one) => one.brief)), median(counted.map((one) => one.long))]
  const megabytes = Buffer.byteLength(long) / 1e6
  const speed = (milliseconds: number): number => megabytes / (milliseconds / 1000)
  return [
    {
      name: 'text into structure',
      value: `${speed(oneLong).toFixed(1)} MB/s`,
      reference: `one document of ${megabytes.toFixed(1)} MB`,
      measured: speed(oneLong),
      limit: { at: 'least', figure: 10, unit: 'MB/s' },
      notes: `the first of the process ${speed(times[0]!.long).toFixed(1)} MB/s`,
    },
    {
      name: 'text into structure, ten times the text',
      value: `${oneLong.toFixed(0)} ms`,
      reference: `a tenth of it ${(tenBrief / 10).toFixed(0)} ms`,
      measured: oneLong / (tenBrief / 10),
      limit: { at: 'most', figure: 11, unit: '' },
    },
  ]
}

/** Milliseconds to read `text` so many times. */
function timeOf(text: string, times: number): number {
  const begun = performance.now()
  for (let time = 0; time < times; time++) {
    const parsed = parse(readText(text))
    if (parsed.tasks.length * 2000 < text.length) throw new Error(`only ${parsed.tasks.length} tasks read`)
  }
  return performance.now() - begun
}

export const bench: Bench = () => measureParse(500_000, 5_000_000, 9)
