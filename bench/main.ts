// npm run bench [name…]: runs bench/*.bench.ts one after another and prints one table.
import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { type Bench, type Figure, holds } from './figure.ts'

const wanted = process.argv.slice(2)
const files = readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((w) => name.startsWith(w)))
  .sort()
if (files.length === 0) {
  console.error(
    `no benchmark of that name; there are: ${readdirSync(new URL('.', import.meta.url))
      .filter((n) => n.endsWith('.bench.ts'))
      .join(', ')}`,
  )
  process.exit(2)
}

const figures: Figure[] = []
for (const file of files) {
  console.error(`… ${file}`)
  const { bench } = (await import(new URL(file, import.meta.url).href)) as { bench: Bench }
  figures.push(...(await bench()))
}
console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}\n`)
console.log('| figure | measured | reference in the same run | ratio | limit | holds |')
console.log('|---|---|---|---|---|---|')
for (const f of figures) {
  const limit = `${f.limit.at === 'most' ? '≤' : '≥'} ${f.limit.figure}${f.limit.unit ? ` ${f.limit.unit}` : ' ×'}`
  console.log(
    `| ${f.name} | ${f.value} | ${f.reference} | ${f.limit.unit ? '' : f.measured.toFixed(2)} | ${limit} | ${holds(f) ? 'yes' : '**no**'}${f.notes ? ` (${f.notes})` : ''} |`,
  )
}
process.exitCode = figures.every(holds) ? 0 : 1
