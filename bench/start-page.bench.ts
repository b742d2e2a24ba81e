import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Bench } from './figure.ts'

const dist = new URL('../packages/web/dist/', import.meta.url)

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
  src?: string
}

/** JavaScript that the start page (Việc của tôi) needs after sign-in: the entry, the frame, its room, and what they import at once. */
export const bench: Bench = async () => {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Chunk>
  const needed = new Set<string>()
  const need = (key: string) => {
    if (needed.has(key)) return
    needed.add(key)
    for (const next of manifest[key]!.imports ?? []) need(next)
  }
  for (const [key, chunk] of Object.entries(manifest))
    if (chunk.isEntry || chunk.src === 'src/frame/frame.tsx' || chunk.src === 'src/work/routes.tsx') need(key)
  const bytes = [...needed]
    .filter((key) => manifest[key]!.file.endsWith('.js'))
    .reduce((sum, key) => sum + gzipSync(readFileSync(new URL(manifest[key]!.file, dist))).length, 0)
  const all = readdirSync(new URL('assets/', dist)).filter((name) => name.endsWith('.js')).length
  return [
    {
      name: 'start page after sign-in',
      value: `${(bytes / 1000).toFixed(0)} kB gzip JavaScript`,
      reference: `${needed.size} of ${all} chunks`,
      measured: bytes / 1000,
      limit: { at: 'most', figure: 250, unit: 'kB' },
    },
  ]
}
