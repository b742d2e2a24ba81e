import { useRef } from 'react'

/**
 * One save after the other, each over the version the one before made: a person who answers faster than the page is
 * fetched again has no conflict with herself. Somebody else's save in between is still refused by the server.
 */
export function useTurns(shown: number) {
  const newest = useRef(shown)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  newest.current = Math.max(newest.current, shown)
  return <R extends { version: number }>(save: (version: number) => Promise<R>): Promise<R> => {
    const turn = last.current.then(async () => {
      const result = await save(newest.current)
      newest.current = result.version
      return result
    })
    last.current = turn.catch(() => undefined)
    return turn
  }
}
