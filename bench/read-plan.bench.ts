import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parse, readText } from '@banggiao/vanban'
import { type Bench, median } from './figure.ts'

const corpus = new URL(`${process.env.CORPUS ?? '../../shared/corpus'}/`, import.meta.url)
const samples = new URL('../samples/', import.meta.url)

/** W8, first floor: one plan from text to tasks, the slowest of those at hand. */
export const bench: Bench = async () => {
  const folder = existsSync(corpus) ? corpus : samples
  const plans = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  let slowest = { name: '', ms: 0 }
  for (const name of plans) {
    const text = readFileSync(new URL(name, folder), 'utf8')
    for (let warm = 0; warm < 50; warm++) parse(readText(text))
    const times = Array.from({ length: 250 }, () => {
      const begun = performance.now()
      parse(readText(text))
      return performance.now() - begun
    })
    if (median(times) > slowest.ms) slowest = { name, ms: median(times) }
  }
  return [
    {
      name: 'read a plan from text',
      value: `${slowest.ms.toFixed(2)} ms`,
      reference: `slowest of ${plans.length} texts`,
      measured: slowest.ms,
      limit: { at: 'most', figure: 5, unit: 'ms' },
    },
  ]
}
