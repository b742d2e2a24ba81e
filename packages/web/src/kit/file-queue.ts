import { problemOf } from '../problem.ts'

export interface QueuedFile {
  id: number
  file: File
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'refused'
  /** Sent so far, 0 to 1. */
  part: number
  /** Why not. */
  why?: string | undefined
  /** What the server answered. */
  answer?: unknown
}

/** Files on their way to the server, one after another. It belongs to nobody's screen: what was begun goes on without one. */
export interface FileQueue {
  now(): readonly QueuedFile[]
  subscribe(listener: () => void): () => void
  /** A file with a fault is listed as refused and never sent. */
  add(files: readonly { file: File; fault: string | undefined }[], only?: boolean): void
  retry(id: number): void
  remove(id: number): void
  /** Forgets all of them; what is on its way still arrives. */
  clear(): void
}

/** How one file is sent; `why` turns what was thrown into words. */
export interface Sending {
  upload: (file: File, onProgress: (part: number) => void) => Promise<unknown>
  onDone?: ((file: File, answer: unknown) => void) | undefined
  failed: (sentence: string) => string
}

let last = 0

/** @param sending read anew for each file, so that it is the screen's newest */
export function openFileQueue(sending: () => Sending): FileQueue {
  const listeners = new Set<() => void>()
  let files: readonly QueuedFile[] = []
  const put = (next: readonly QueuedFile[]) => {
    files = next
    for (const listener of listeners) listener()
  }
  const change = (id: number, part: Partial<QueuedFile>) =>
    put(files.map((one) => (one.id === id ? { ...one, ...part } : one)))

  async function send(): Promise<void> {
    const next = files.find((one) => one.state === 'waiting')
    if (!next || files.some((one) => one.state === 'sending')) return
    const { upload, onDone, failed } = sending()
    change(next.id, { state: 'sending', part: 0, why: undefined })
    try {
      const answer = await upload(next.file, (part) => change(next.id, { part }))
      change(next.id, { state: 'sent', part: 1, answer })
      onDone?.(next.file, answer)
    } catch (thrown) {
      const problem = problemOf(thrown)
      const why = `${problem.detail ?? problem.title}.`.replace(/([.!?])\.$/, '$1')
      // a secret paper is refused for good: neither kept nor offered for another try
      if (problem.type === '/errors/secret-document') change(next.id, { state: 'refused', why })
      else change(next.id, { state: 'failed', why: failed(why) })
    }
    void send()
  }

  return {
    now: () => files,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(added, only = false) {
      const entries = (only ? added.slice(0, 1) : added).map(({ file, fault }): QueuedFile => {
        last += 1
        return fault
          ? { id: last, file, state: 'refused', part: 0, why: fault }
          : { id: last, file, state: 'waiting', part: 0 }
      })
      put(only ? entries : [...files, ...entries])
      void send()
    },
    retry(id) {
      change(id, { state: 'waiting' })
      void send()
    },
    remove: (id) => put(files.filter((one) => one.id !== id)),
    clear: () => put([]),
  }
}
