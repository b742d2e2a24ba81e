/**
 * What this browser keeps for the person who is signed in: drafts and requests waiting to be sent.
 * Entries carry the person's id, so that the next person at the same machine never meets them; on a
 * shared machine they live in the tab only and end with it.
 */
let owner = 'nobody'
let store: Storage | undefined = globalThis.localStorage

/** Says whose entries are read and written from now on. */
export function keepFor(personId: string, shared: boolean): void {
  owner = personId
  store = shared ? globalThis.sessionStorage : globalThis.localStorage
}

function nameOf(key: string): string {
  return `bg.${owner}.${key}`
}

/** The value kept under `key`, or undefined. An entry that is no longer readable is dropped. */
export function kept<T>(key: string): T | undefined {
  const text = store?.getItem(nameOf(key))
  if (text == null) return undefined
  try {
    return JSON.parse(text) as T
  } catch {
    store?.removeItem(nameOf(key))
    return undefined
  }
}

/** Keeps `value`; false when the browser has no room or forbids it, so that the screen can say so. */
export function keep(key: string, value: unknown): boolean {
  if (!store) return false
  try {
    store.setItem(nameOf(key), JSON.stringify(value))
    return true
  } catch (thrown) {
    if (thrown instanceof DOMException) return false
    throw thrown
  }
}

export function forget(key: string): void {
  store?.removeItem(nameOf(key))
}

/** Drops everything kept for this person: at sign-out. */
export function forgetAll(): void {
  const current = store
  if (!current) return
  const mine = Array.from({ length: current.length }, (_, at) => current.key(at)).filter((name) =>
    name?.startsWith(`bg.${owner}.`),
  )
  for (const name of mine) if (name) current.removeItem(name)
}
