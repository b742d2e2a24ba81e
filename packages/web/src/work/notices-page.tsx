import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { formatDateTime } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { followsLink } from '../kit/follow-row.ts'
import { Waiting } from '../kit/loaded.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { problemOf } from '../problem.ts'
import { noticeHref, noticeWords } from './notice.ts'
import classes from './work.module.css'

/** Every notice, newest first. */
export function NoticesPage() {
  const t = useT()
  const list = useInfiniteQuery({
    queryKey: ['notice', 'all'],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/notices', {
          params: { query: { limit: 30, ...(pageParam === null ? {} : { after: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const newest = rows[0]?.id
  const read = useDeed({
    run: (upTo: number, headers) => answer(api.POST('/api/notices/read', { body: { upTo }, headers })),
    changes: ['notice'],
  })
  const unread = list.data?.pages[0]?.unread ?? 0
  return (
    <>
      <PageHead
        title={t('work.noticesTitle')}
        back={{ to: '/work', label: t('rooms.tasks') }}
        {...(unread > 0 && newest !== undefined
          ? { action: { label: t('frame.markRead'), running: read.running, onPress: () => read.start(newest) } }
          : {})}
      />
      {read.problem && <ProblemNotice problem={read.problem} />}
      {list.error && <ProblemNotice problem={problemOf(list.error)} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && <Waiting lines={6} />}
      {list.data && (
        <ul className={classes.list}>
          {rows.length === 0 && <li className={classes.empty}>{t('frame.noNotices')}</li>}
          {rows.map((notice) => (
            <li key={notice.id} className={classes.line} {...followsLink}>
              <div className={classes.words}>
                <Link
                  to={noticeHref(notice)}
                  data-row
                  className={classes.title}
                  style={notice.readAt === null ? undefined : { fontWeight: 400 }}
                >
                  {noticeWords(notice, t)}
                </Link>
                <div className={classes.meta}>{formatDateTime(notice.createdAt)}</div>
              </div>
            </li>
          ))}
          {list.hasNextPage && (
            <li className={classes.more}>
              <Button
                variant="subtle"
                fullWidth
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {t('work.more')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </>
  )
}
