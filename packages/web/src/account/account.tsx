import { Button, Paper, SegmentedControl, Stack, Table, useMantineColorScheme } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { formatDateTime } from '../i18n/format.ts'
import { type Locale, useLocale, useT } from '../i18n/index.ts'
import { Facts } from '../kit/facts.tsx'
import { PasswordField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { toast } from '../kit/toast.tsx'
import { problemOf } from '../problem.ts'
import { useSession, useSessionDeeds } from '../session/session.ts'

const sessionsQuery = queryOptions({
  queryKey: ['open-session'],
  queryFn: () => answer(api.GET('/api/sessions')),
})

function OpenSessions() {
  const t = useT()
  const sessions = useQuery(sessionsQuery)
  const end = useDeed({
    run: (id: string, headers) => answer(api.DELETE('/api/sessions/{id}', { params: { path: { id } }, headers })),
    changes: ['open-session'],
    said: t('account.ended'),
  })
  return (
    <Stack gap="sm">
      {end.problem && <ProblemNotice problem={end.problem} />}
      <Loaded query={sessions}>
        {({ rows }) => (
          <Table verticalSpacing="sm">
            <Table.Tbody>
              {rows.map((session) => (
                <Table.Tr key={session.id}>
                  <Table.Td>
                    <b>{session.userAgent}</b>
                    <div style={{ color: 'var(--mantine-color-dimmed)', fontSize: '0.875rem' }}>
                      {session.shared && `${t('account.sharedSession')} · `}
                      {t('account.lastSeen', { time: formatDateTime(session.lastSeenAt) })}
                    </div>
                  </Table.Td>
                  <Table.Td ta="end">
                    {session.current ? (
                      t('account.thisSession')
                    ) : (
                      <Button
                        variant="default"
                        size="compact-md"
                        loading={end.running}
                        onClick={() => end.start(session.id)}
                      >
                        {t('account.end')}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
    </Stack>
  )
}

interface Entry {
  current: string
  next: string
  again: string
}
const EMPTY: Entry = { current: '', next: '', again: '' }

function ChangePassword() {
  const t = useT()
  const form = useForm<Entry>({
    initial: EMPTY,
    check: ({ current, next, again }) => {
      const errors: Errors<Entry> = {}
      if (!current) errors.current = t('account.needCurrent')
      if (next.length < 10) errors.next = t('setup.needPassword')
      else if (next !== again) errors.again = t('account.differs')
      return errors
    },
    submit: ({ current, next }) => answer(api.POST('/api/me/password', { body: { current, next } })),
  })
  return (
    <Form
      form={form}
      submit={t('account.change')}
      onSent={() => {
        form.set(EMPTY)
        toast({ tone: 'good', text: t('account.changed') })
      }}
    >
      <PasswordField {...form.field('current')} label={t('account.current')} autoComplete="current-password" />
      <PasswordField
        {...form.field('next')}
        label={t('account.next')}
        hint={t('setup.passwordHint')}
        autoComplete="new-password"
      />
      <PasswordField {...form.field('again')} label={t('account.again')} autoComplete="new-password" />
    </Form>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Paper withBorder radius="lg" p="lg">
      <h2 style={{ margin: '0 0 12px', fontSize: '1.0625rem' }}>{title}</h2>
      {children}
    </Paper>
  )
}

/** What a person may change about themselves; everything else belongs to the unit's administrator. */
export function AccountPage() {
  const t = useT()
  const locale = useLocale()
  const session = useSession()
  const { rememberLocale } = useSessionDeeds()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const choose = (next: Locale) =>
    rememberLocale(next).catch((thrown: unknown) => toast({ tone: 'bad', text: problemOf(thrown).title }))
  return (
    <>
      <PageHead title={t('account.title')} />
      <Stack gap="md" maw={760}>
        {session.rights.length === 0 && (
          <Part title={t('frame.nothingYet')}>
            <p style={{ margin: 0 }}>{t('frame.nothingYetText')}</p>
          </Part>
        )}
        <Part title={t('account.person')}>
          <Facts
            facts={[
              { label: t('account.name'), value: session.person.name },
              { label: t('account.unit'), value: session.unit?.name ?? t('common.none') },
              { label: t('account.roles'), value: session.roles.join(', ') || t('common.none') },
            ]}
          />
        </Part>
        <Part title={t('account.language')}>
          <SegmentedControl
            aria-label={t('account.language')}
            value={locale}
            onChange={(value) => void choose(value === 'en' ? 'en' : 'vi')}
            data={[
              { value: 'vi', label: 'Tiếng Việt' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Part>
        <Part title={t('account.appearance')}>
          <SegmentedControl
            aria-label={t('account.appearance')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
            data={[
              { value: 'auto', label: t('account.system') },
              { value: 'light', label: t('frame.light') },
              { value: 'dark', label: t('frame.dark') },
            ]}
          />
        </Part>
        <Part title={t('account.password')}>
          <ChangePassword />
        </Part>
        <Part title={t('account.sessions')}>
          <OpenSessions />
        </Part>
      </Stack>
    </>
  )
}
