import { createHash, randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

/** Contents by their SHA-256: written once, before the row that names them; orphans are swept after a day. */
export interface FileStore {
  /** Returns the SHA-256, 64 hex characters. */
  put(bytes: Uint8Array): Promise<string>
  get(sha256: string): Promise<Uint8Array>
  stream(sha256: string): Promise<Readable>
  has(sha256: string): Promise<boolean>
  remove(sha256: string): Promise<void>
  /** Every content held, with the time it was written. */
  list(): AsyncIterable<{ sha256: string; writtenAt: Date }>
}

export const mostFileBytes = 50 * 1024 * 1024

export function openFileStore(dataDir: string): FileStore {
  const disk = new Disk(new FSDriver({ location: resolve(dataDir, 'files'), visibility: 'private' }))
  const key = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256')
    return `${sha256.slice(0, 2)}/${sha256}`
  }
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (await disk.exists(key(sha256))) return sha256
      // under another name first: what bears the final name is whole, also after a crash
      const arriving = `arriving/${randomUUID()}`
      await disk.put(arriving, bytes)
      await disk.move(arriving, key(sha256))
      return sha256
    },
    get: async (sha256) => disk.getBytes(key(sha256)),
    stream: async (sha256) => disk.getStream(key(sha256)),
    has: (sha256) => disk.exists(key(sha256)),
    remove: (sha256) => disk.delete(key(sha256)),
    async *list() {
      let paginationToken: string | undefined
      do {
        const page = await disk.listAll('', { recursive: true, ...(paginationToken ? { paginationToken } : {}) })
        for (const object of page.objects) {
          if (!object.isFile) continue
          const meta = await disk.getMetaData(object.key)
          yield { sha256: object.name, writtenAt: meta.lastModified }
        }
        paginationToken = page.paginationToken
      } while (paginationToken)
    },
  }
}
