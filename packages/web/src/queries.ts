import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem.ts'

/**
 * After one's own deed nothing is shown as it was before it: what is on screen of these kinds is fetched again, and pages
 * opened later begin afresh.
 */
export async function refreshKinds(queries: QueryClient, kinds: readonly string[]): Promise<void> {
  for (const kind of kinds) queries.removeQueries({ queryKey: [kind], type: 'inactive' })
  await Promise.all(kinds.map((kind) => queries.invalidateQueries({ queryKey: [kind] })))
}

/** One cache for the whole page. Its keys begin with the kind of record: see `takeEvent`. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only a lost answer or a failing server is worth asking again.
      retry: (count, thrown) => !(thrown instanceof ProblemError && thrown.problem.status < 500) && count < 2,
    },
  },
})
