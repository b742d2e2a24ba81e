import { useSyncExternalStore } from 'react'
import { keep, kept } from './keep.ts'
import { OFFLINE, type Problem, problemOf } from './problem.ts'

/** A request that could not be sent yet. Its key makes sending it twice harmless. */
export interface Waiting {
  key: string
  /** What the person did, in their words: “Xong: Nghiên cứu, quán triệt…”. */
  label: string
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  body: unknown
  at: string
  /** Set when the server answered no: it is shown and never sent again by itself. */
  refused?: Problem
}

export type Send = (waiting: Waiting) => Promise<void>

const listeners = new Set<() => void>()
const NOTHING: readonly Waiting[] = []
let list: readonly Waiting[] = NOTHING

function change(next: readonly Waiting[]): boolean {
  list = next
  const written = keep('outbox', next)
  for (const listener of listeners) listener()
  return written
}

/** Reads what waits for the person who signed in. Call after `keepFor`. */
export function openOutbox(): void {
  list = kept<Waiting[]>('outbox') ?? NOTHING
  for (const listener of listeners) listener()
}

/** Puts a request at the end of the queue. False when the browser could not keep it beyond this page. */
export function sendLater(request: Omit<Waiting, 'at' | 'refused'>): boolean {
  return change([...list, { ...request, at: new Date().toISOString() }])
}

/** Takes one entry away, for a person who no longer wants it. */
export function dropWaiting(key: string): void {
  change(list.filter((waiting) => waiting.key !== key))
}

/**
 * Sends what waits, oldest first. Stops when the connection is gone again; an entry the server refuses stays, marked.
 * Returns how many were sent.
 */
export async function sendWaiting(send: Send): Promise<number> {
  let sent = 0
  for (const waiting of list.filter((entry) => !entry.refused)) {
    try {
      await send(waiting)
      dropWaiting(waiting.key)
      sent += 1
    } catch (thrown) {
      const problem = problemOf(thrown)
      // 5xx and 401 are not the entry's fault: it waits on.
      if (problem.type === OFFLINE || problem.status >= 500 || problem.status === 401) return sent
      change(list.map((entry) => (entry.key === waiting.key ? { ...entry, refused: problem } : entry)))
    }
  }
  return sent
}

export function waitingNow(): readonly Waiting[] {
  return list
}

export function subscribeOutbox(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useOutbox(): readonly Waiting[] {
  return useSyncExternalStore(subscribeOutbox, waitingNow)
}
