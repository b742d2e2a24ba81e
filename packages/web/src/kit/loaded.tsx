import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useT } from '../i18n/index.ts'
import { offline, problemOf } from '../problem.ts'
import { ProblemNotice } from './problem-notice.tsx'
import { NotFoundPage } from './problem-page.tsx'

/** Grey lines where the content will stand. */
export function Waiting({ lines = 5 }: { lines?: number }) {
  const t = useT()
  return (
    <Stack gap="sm" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <Skeleton key={line} height={20} width={`${[92, 78, 85, 64, 72][line % 5]}%`} />
      ))}
    </Stack>
  )
}

/**
 * What a query brought: skeleton first, a notice with “Thử lại” when it failed, the way out where there is no such record,
 * then the content.
 */
export function Loaded<T>({
  query,
  lines,
  part = false,
  children,
}: {
  query: UseQueryResult<T>
  lines?: number
  /** It stands inside a page or a dialog: what is not there is then told by a notice, not by a page of its own. */
  part?: boolean
  children: (data: T) => React.ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) {
    const problem = problemOf(query.error)
    // trying again finds nothing either: the way out is what helps
    if (problem.status === 404) return part ? <ProblemNotice problem={problem} /> : <NotFoundPage />
    return <ProblemNotice problem={problem} onRetry={() => void query.refetch()} />
  }
  // asked for while the connection is lost: it comes by itself with the connection, and meanwhile nobody looks at grey lines
  if (query.fetchStatus === 'paused') return <ProblemNotice problem={offline()} />
  return <Waiting lines={lines} />
}
