import { UnreadableFile } from './unreadable-file.ts'

const FREE = 0xfffffffa
const NONE = 0xffffffff

/**
 * The streams at the top of a compound file ([MS-CFB]), in which Word 97-2003 and files with a password are kept.
 * Every chain of sectors is followed no further than the file is long.
 * @throws {UnreadableFile} `unreadable`
 */
export function openOle(bytes: Uint8Array): { has(name: string): boolean; read(name: string): Uint8Array | null } {
  if (bytes.length < 512) throw new UnreadableFile('unreadable')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sectorSize = 1 << view.getUint16(30, true)
  if (sectorSize !== 512 && sectorSize !== 4096) throw new UnreadableFile('unreadable')
  const most = Math.ceil(bytes.length / sectorSize)
  const at = (sector: number): number => (sector + 1) * sectorSize
  const word = (offset: number): number => (offset + 4 <= bytes.length ? view.getUint32(offset, true) : NONE)

  const fatSectors: number[] = []
  for (let i = 0; i < 109; i++) fatSectors.push(word(76 + i * 4))
  let more = word(68)
  while (more < FREE && fatSectors.length <= most) {
    const from = at(more)
    for (let j = 0; j < sectorSize / 4 - 1; j++) fatSectors.push(word(from + j * 4))
    more = word(from + sectorSize - 4)
  }
  const perSector = sectorSize / 4
  const next = (sector: number): number => {
    const fat = fatSectors[Math.floor(sector / perSector)]
    return fat === undefined || fat >= FREE ? NONE : word(at(fat) + (sector % perSector) * 4)
  }
  const chain = (start: number): Uint8Array => {
    const parts: Uint8Array[] = []
    for (let sector = start; sector < FREE; sector = next(sector)) {
      if (parts.length >= most) throw new UnreadableFile('unreadable')
      parts.push(bytes.subarray(Math.min(at(sector), bytes.length), at(sector) + sectorSize))
    }
    return Buffer.concat(parts)
  }

  const directory = chain(word(48))
  const entries = new DataView(directory.buffer, directory.byteOffset, directory.byteLength)
  const entry = (
    id: number,
  ): { name: string; left: number; right: number; child: number; start: number; size: number } | null => {
    const from = id * 128
    if (from + 128 > directory.length) return null
    const length = Math.min(64, entries.getUint16(from + 64, true))
    const name = new TextDecoder('utf-16le').decode(directory.subarray(from, from + Math.max(0, length - 2)))
    const field = (offset: number): number => entries.getUint32(from + offset, true)
    return { name, left: field(68), right: field(72), child: field(76), start: field(116), size: field(120) }
  }
  const root = entry(0)
  if (!root) throw new UnreadableFile('unreadable')
  const streams = new Map<string, { start: number; size: number }>()
  const waiting = [root.child]
  const seen = new Set<number>()
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const found = seen.has(id) ? null : entry(id)
    seen.add(id)
    if (!found) continue
    streams.set(found.name, found)
    waiting.push(found.left, found.right)
  }

  const cutoff = word(56)
  let small: { container: Uint8Array; fat: DataView } | null = null
  const smallChain = (start: number): Uint8Array => {
    if (!small) {
      const fat = chain(word(60))
      small = { container: chain(root.start), fat: new DataView(fat.buffer, fat.byteOffset, fat.byteLength) }
    }
    const { container, fat } = small
    const parts: Uint8Array[] = []
    for (
      let sector = start;
      sector < FREE && sector * 4 + 4 <= fat.byteLength;
      sector = fat.getUint32(sector * 4, true)
    ) {
      if (parts.length > container.length / 64) throw new UnreadableFile('unreadable')
      parts.push(container.subarray(sector * 64, sector * 64 + 64))
    }
    return Buffer.concat(parts)
  }
  return {
    has: (name) => streams.has(name),
    read(name) {
      const stream = streams.get(name)
      if (!stream) return null
      return (stream.size < cutoff ? smallChain(stream.start) : chain(stream.start)).subarray(0, stream.size)
    },
  }
}
