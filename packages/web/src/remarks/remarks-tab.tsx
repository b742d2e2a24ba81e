import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useT } from '../i18n/index.ts'
import { Waiting } from '../kit/loaded.tsx'
import type { RecordTab } from '../kit/record-tabs.tsx'
import { type Discussed, remarksQuery } from './remark.ts'
import './texts.ts'

const Thread = lazy(() => import('./thread.tsx'))

/** The tab *Trao đổi* of a record, with how many remarks stand in it. */
export function useRemarksTab(of: Discussed): RecordTab {
  const t = useT()
  const { data } = useInfiniteQuery(remarksQuery(of))
  const count = data?.pages[0]?.count
  return {
    id: 'remarks',
    label: t('remarks.tab'),
    ...(count ? { count } : {}),
    content: () => (
      <Suspense fallback={<Waiting lines={4} />}>
        <Thread of={of} />
      </Suspense>
    ),
  }
}
