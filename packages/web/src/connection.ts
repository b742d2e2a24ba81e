import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

const PAUSE = 4_000
const listeners = new Set<() => void>()
let reachable = globalThis.navigator?.onLine ?? true
let asking: ReturnType<typeof setTimeout> | undefined

function become(now: boolean): void {
  if (reachable === now) return
  reachable = now
  onlineManager.setOnline(now)
  for (const listener of listeners) listener()
}

/** Asks the server until it answers: the browser's own `online` event also fires for a network without the server. */
function askAgain(): void {
  clearTimeout(asking)
  asking = setTimeout(() => {
    fetch('/api/setup', { cache: 'no-store' }).then(reportAnswered, askAgain)
  }, PAUSE)
}

/** Some request was answered, whatever the answer. */
export function reportAnswered(): void {
  clearTimeout(asking)
  become(true)
}

/** Some request was not answered. */
export function reportUnanswered(): void {
  become(false)
  askAgain()
}

/** Follows the browser's network events. Called once at start. */
export function watchConnection(): void {
  window.addEventListener('offline', () => become(false))
  window.addEventListener('online', () => {
    fetch('/api/setup', { cache: 'no-store' }).then(reportAnswered, reportUnanswered)
  })
}

export function isReachable(): boolean {
  return reachable
}

export function subscribeConnection(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the server could be reached last time. */
export function useReachable(): boolean {
  return useSyncExternalStore(subscribeConnection, isReachable)
}
