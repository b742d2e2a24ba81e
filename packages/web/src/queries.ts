import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem.ts'

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
