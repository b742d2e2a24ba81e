/**
 * Prints the gzip size of every chunk of the build and of the start page after sign-in, and fails over its budget.
 * Start page = entry, frame and the first room with everything they import at once (design: under 250 kB of JavaScript).
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET = 250_000
const dist = new URL('./dist/', import.meta.url)
interface Chunk {
  file: string
  src?: string
  imports?: string[]
  css?: string[]
}
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Chunk>
const gzipped = (file: string): number => gzipSync(readFileSync(new URL(file, dist))).length

function whole(name: string, found: Set<string> = new Set()): Set<string> {
  const chunk = manifest[name]
  if (!chunk || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const css of chunk.css ?? []) found.add(css)
  for (const other of chunk.imports ?? []) whole(other, found)
  return found
}

/** The room a person starts in: the first of `src/rooms.ts`. */
const firstRoom = /import\('\.\/([^']+)'\)/.exec(
  readFileSync(new URL('./src/rooms.ts', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''),
)?.[1]
const start = new Set<string>()
for (const name of ['index.html', 'src/frame/frame.tsx', ...(firstRoom ? [`src/${firstRoom}`] : [])]) whole(name, start)

const scripts = Object.values(manifest)
  .filter((chunk) => chunk.file.endsWith('.js'))
  .map((chunk) => ({ name: chunk.src ?? chunk.file, size: gzipped(chunk.file), first: start.has(chunk.file) }))
  .sort((one, other) => other.size - one.size)
for (const { name, size, first } of scripts) console.log(`${String(size).padStart(8)} ${first ? '*' : ' '} ${name}`)

const total = (end: string): number =>
  [...start].filter((file) => file.endsWith(end)).reduce((sum, file) => sum + gzipped(file), 0)
console.log(`Start page (*): ${total('.js')} bytes of JavaScript, ${total('.css')} of CSS, gzip; budget ${BUDGET}.`)
if (total('.js') > BUDGET) throw new Error('The start page is over its budget')
