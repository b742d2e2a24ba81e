import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let ended = false

function become(now: boolean): void {
  ended = now
  for (const listener of listeners) listener()
}

/** The server no longer knows the session: ask for the password over the page, so that what was typed stays. */
export function noteSessionEnded(): void {
  become(true)
}

export function noteSessionBack(): void {
  become(false)
}

export function useSessionEnded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => ended,
  )
}
