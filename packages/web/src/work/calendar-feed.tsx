import { Button, Code, CopyButton, Group, Stack } from '@mantine/core'
import { IconCalendarShare } from '@tabler/icons-react'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'

/** The address of one's own calendar feed: shown once, replaced or ended at will. */
export function CalendarFeed() {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const [path, setPath] = useState<string>()
  const make = useDeed({
    run: (_: null, headers) => answer(api.POST('/api/calendar-link', { headers })),
    changes: [],
    onDone: (made) => setPath(made.path),
  })
  const end = useDeed({
    run: (_: null, headers) => answer(api.DELETE('/api/calendar-link', { headers })),
    changes: [],
    said: t('work.feedEnded'),
    onDone: () => setPath(undefined),
  })
  const address = path ? `${window.location.origin}${path}` : undefined
  const problem = make.problem ?? end.problem
  return (
    <>
      <Button
        variant="subtle"
        size="compact-md"
        mt="xs"
        leftSection={<IconCalendarShare size={17} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('work.feed')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('work.feed')}>
        <Stack>
          <p style={{ margin: 0 }}>{t('work.feedText')}</p>
          {problem && <ProblemNotice problem={problem} />}
          {address && (
            <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {address}
            </Code>
          )}
          <Group gap="xs">
            {address && (
              <CopyButton value={address}>
                {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'work.copied' : 'work.copy')}</Button>}
              </CopyButton>
            )}
            <Button variant={address ? 'default' : 'filled'} loading={make.running} onClick={() => make.start(null)}>
              {t('work.feedNew')}
            </Button>
            <Button variant="subtle" loading={end.running} onClick={() => end.start(null)}>
              {t('work.feedEnd')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  )
}
