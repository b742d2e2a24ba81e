import { constants, inflateRawSync } from 'node:zlib'
import { UnreadableFile } from './unreadable-file.ts'

interface Entry {
  name: string
  method: number
  flags: number
  size: number
  offset: number
}

export interface Zip {
  has(name: string): boolean
  names: string[]
  /** Null where the archive has no part of that name. */
  read(name: string): Uint8Array | null
  /** How a part begins, without unfolding the rest; null where the archive has no part of that name. */
  begin(name: string): Uint8Array | null
}

/** Most bytes that one part may unfold to, and all parts read together, where the caller names no other bound. */
const MAX_PART = 64 * 1024 * 1024
const MAX_ENTRIES = 20_000
/** So many packed bytes tell how a part begins; deflate makes at most a megabyte of them. */
const BEGIN = 1024

/**
 * The central directory of a zip archive; parts are unfolded one by one, on request, and never beyond a bound,
 * whatever sizes the archive claims. `most` bounds all parts read together, in bytes. Names are keys only: nothing is written to a path.
 * @throws {UnreadableFile} `unreadable` for a broken archive, `encrypted` for a part with a password
 */
export function openZip(bytes: Uint8Array, most = MAX_PART): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = -1
  for (let i = bytes.length - 22; i >= 0 && i >= bytes.length - 65_600; i--) {
    if (view.getUint32(i, true) === 0x06054b50) {
      end = i
      break
    }
  }
  if (end < 0) throw new UnreadableFile('unreadable')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > MAX_ENTRIES) throw new UnreadableFile('too-large')
  const entries = new Map<string, Entry>()
  const decoder = new TextDecoder()
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new UnreadableFile('unreadable')
    const nameLength = view.getUint16(at + 28, true)
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.set(name, {
      name,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  const packedOf = (name: string): { packed: Uint8Array; stored: boolean } | null => {
    const entry = entries.get(name)
    if (!entry) return null
    if (entry.flags & 1) throw new UnreadableFile('encrypted')
    const { offset } = entry
    if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50)
      throw new UnreadableFile('unreadable')
    if (entry.method !== 0 && entry.method !== 8) throw new UnreadableFile('unreadable')
    const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
    return { packed: bytes.subarray(from, from + entry.size), stored: entry.method === 0 }
  }
  let total = 0
  const read = (name: string): Uint8Array | null => {
    const part = packedOf(name)
    if (part === null) return null
    if (part.stored) return part.packed
    if (total >= most) throw new UnreadableFile('too-large')
    const unfolded = unfold(part.packed, most - total)
    total += unfolded.length
    return unfolded
  }
  const begin = (name: string): Uint8Array | null => {
    const part = packedOf(name)
    if (part === null) return null
    const first = part.packed.subarray(0, BEGIN)
    return part.stored ? first : unfold(first, MAX_PART, constants.Z_SYNC_FLUSH)
  }
  return { has: (name) => entries.has(name), names: [...entries.keys()], read, begin }
}

function unfold(packed: Uint8Array, limit: number, finishFlush = constants.Z_FINISH): Uint8Array {
  if (packed.length === 0) return new Uint8Array(0)
  try {
    return inflateRawSync(packed, { maxOutputLength: limit, finishFlush })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    throw new UnreadableFile(code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'unreadable', undefined, error)
  }
}
