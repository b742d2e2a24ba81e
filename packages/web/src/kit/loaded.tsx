import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useT } from '../i18n/index.ts'
import { problemOf } from '../problem.ts'
import { ProblemNotice } from './problem-notice.tsx'

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

/** What a query brought: skeleton first, a notice with “Thử lại” when it failed, then the content. */
export function Loaded<T>({
  query,
  lines,
  children,
}: {
  query: UseQueryResult<T>
  lines?: number
  children: (data: T) => React.ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ProblemNotice problem={problemOf(query.error)} onRetry={() => void query.refetch()} />
  return <Waiting lines={lines} />
}
