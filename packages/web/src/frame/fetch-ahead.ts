import { useEffect } from 'react'
import type { Room } from '../rooms.ts'

/** Milliseconds after which it begins on browsers that do not tell when they are idle. */
const PAUSE = 3_000

/**
 * Fetches the code of every room a person may open once the first page stands and the browser has nothing else to do: what
 * is opened next is there at once, and without a connection too.
 */
export function useFetchAhead(rooms: readonly Room[]): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each person; the rooms do not change meanwhile
  useEffect(() => {
    const fetchAll = () =>
      void Promise.allSettled([
        import('../kit/date-box.tsx'),
        import('../remarks/thread.tsx'),
        import('./palette.tsx'),
        ...rooms.map(fetchRoom),
      ])
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(fetchAll, PAUSE)
      return () => clearTimeout(timer)
    }
    const asked = requestIdleCallback(fetchAll)
    return () => cancelIdleCallback(asked)
  }, [])
}

/** A room's own code, and that of its pages which load apart from it. */
async function fetchRoom(room: Room): Promise<void> {
  const { pages } = await room.lazy()
  await Promise.all(Object.values(pages).map((page) => (page as { preload?: () => unknown }).preload?.()))
}
