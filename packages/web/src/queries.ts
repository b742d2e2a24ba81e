import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem.ts'
import { noteSessionEnded } from './session/ended.ts'

function watch(thrown: unknown): void {
  if (thrown instanceof ProblemError && thrown.problem.status === 401) noteSessionEnded()
}

/** One cache for the whole page. Its keys begin with the kind of record: see `takeEvent`. */
export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (thrown, query) => {
      if (query.queryKey[0] !== 'session') watch(thrown)
    },
  }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only a lost answer or a failing server is worth asking again.
      retry: (count, thrown) => !(thrown instanceof ProblemError && thrown.problem.status < 500) && count < 2,
    },
  },
})
