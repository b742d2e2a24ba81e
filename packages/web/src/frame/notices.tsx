import { Button, Popover, UnstyledButton } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { formatDateTime } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { problemOf } from '../problem.ts'
import { noticeHref, noticeWords } from '../work/notice.ts'
import classes from './frame.module.css'

export const noticesQuery = queryOptions({
  queryKey: ['notice'],
  queryFn: () => answer(api.GET('/api/notices', { params: { query: { limit: 30 } } })),
})

export function Notices() {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const { data, error, refetch } = useQuery(noticesQuery)
  const markRead = useDeed({
    run: (_: null, headers) => answer(api.POST('/api/notices/read', { headers, body: {} })),
    changes: ['notice'],
  })
  const unread = data?.unread ?? 0
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withinPortal trapFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          className={classes.icon}
          data-tour="notices"
          aria-label={unread > 0 ? t('frame.noticesCount', { count: unread }) : t('frame.notices')}
          onClick={() => setOpened(!opened)}
        >
          <IconBell size={21} stroke={1.75} aria-hidden />
          {unread > 0 && <span className={classes.count}>{unread > 99 ? '99+' : unread}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={6} className={classes.notices} maw="min(420px, calc(100vw - 16px))">
        {error && <ProblemNotice problem={problemOf(error)} onRetry={() => void refetch()} />}
        {data?.rows.length === 0 && <p style={{ margin: 12 }}>{t('frame.noNotices')}</p>}
        {data?.rows.map((notice) => (
          <Link
            key={notice.id}
            to={noticeHref(notice)}
            className={`${classes.notice} ${notice.readAt ? '' : classes.unread}`}
            onClick={() => setOpened(false)}
          >
            {noticeWords(notice, t)}
            <div className={classes.when}>{formatDateTime(notice.createdAt)}</div>
          </Link>
        ))}
        {unread > 0 && (
          <Button variant="subtle" fullWidth loading={markRead.running} onClick={() => markRead.start(null)}>
            {t('frame.markRead')}
          </Button>
        )}
        <Button
          variant="subtle"
          fullWidth
          renderRoot={(props: Record<string, unknown>) => <Link to="/work/notices" {...props} />}
          onClick={() => setOpened(false)}
        >
          {t('work.noticesAll')}
        </Button>
        {markRead.problem && <ProblemNotice problem={markRead.problem} />}
      </Popover.Dropdown>
    </Popover>
  )
}
