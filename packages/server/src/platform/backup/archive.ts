import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { createGunzip, createGzip } from 'node:zlib'

/*
 * A gzipped tar (POSIX ustar): any system can look into it. Entries are written whole, so nothing larger than one part of a
 * table or one file is in memory.
 */

const block = 512

function header(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`name too long for the archive: ${name}`)
  const bytes = Buffer.alloc(block)
  bytes.write(name, 0)
  bytes.write('0000600\0', 100)
  bytes.write('0000000\0', 108)
  bytes.write('0000000\0', 116)
  bytes.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  bytes.write('00000000000\0', 136)
  bytes.write('        ', 148)
  bytes.write('0', 156)
  bytes.write('ustar\u000000', 257)
  const sum = bytes.reduce((a, b) => a + b, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}

/** The file is no archive of ours, or was cut off or changed. */
export class DamagedArchive extends Error {}

export interface ArchiveWriter {
  add(name: string, bytes: Uint8Array | string): Promise<void>
  close(): Promise<void>
}

/** @param path a file that only its owner may read: the archive holds the keys */
export function writeArchive(path: string): ArchiveWriter {
  const file = createWriteStream(path, { mode: 0o600, flags: 'wx' })
  const gzip = createGzip({ level: 6 })
  gzip.pipe(file)
  const failed = Promise.race([once(file, 'error'), once(gzip, 'error')]).then(([error]) => {
    throw error
  })
  failed.catch(() => {})
  const put = async (bytes: Uint8Array) => {
    if (!gzip.write(bytes)) await Promise.race([once(gzip, 'drain'), failed])
  }
  return {
    async add(name, content) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      await put(header(name, bytes.length))
      await put(bytes)
      const rest = bytes.length % block
      if (rest > 0) await put(Buffer.alloc(block - rest))
    },
    async close() {
      gzip.end(Buffer.alloc(2 * block))
      await Promise.race([once(file, 'close'), failed])
    },
  }
}

/** Entries in the order they were written. @throws DamagedArchive */
export async function* readArchive(path: string): AsyncGenerator<{ name: string; bytes: Buffer }> {
  const source = createReadStream(path).pipe(createGunzip())
  let held: Buffer = Buffer.alloc(0)
  const chunks = source[Symbol.asyncIterator]()
  const take = async (size: number): Promise<Buffer> => {
    const parts: Buffer[] = [held]
    let length = held.length
    while (length < size) {
      const next = await chunks.next().catch((error: NodeJS.ErrnoException) => {
        // zlib's word for bytes that are not gzipped, or are no longer
        throw error.code?.startsWith('Z_') ? new DamagedArchive(error.message, { cause: error }) : error
      })
      if (next.done) throw new DamagedArchive('it ends too early')
      parts.push(next.value as Buffer)
      length += (next.value as Buffer).length
    }
    const all = parts.length === 1 ? held : Buffer.concat(parts)
    held = all.subarray(size)
    return all.subarray(0, size)
  }
  for (;;) {
    const head = await take(block)
    if (head.every((byte) => byte === 0)) return
    const text = (from: number, to: number) => head.toString('utf8', from, to).replace(/\0.*$/, '')
    if (text(257, 262) !== 'ustar') throw new DamagedArchive('its parts are not those of a backup')
    const size = Number.parseInt(text(124, 136), 8)
    const bytes = await take(Math.ceil(size / block) * block)
    yield { name: text(0, 100), bytes: Buffer.from(bytes.subarray(0, size)) }
  }
}
