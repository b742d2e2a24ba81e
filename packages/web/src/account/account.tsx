import './texts.ts'
import '../session/texts.ts'
import '../work/texts.ts'
import { Button, Paper, SegmentedControl, Stack, Switch, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
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
import { changePassword, PASSWORD_LENGTH } from '../session/password.ts'
import { setupQuery, useSession, useSessionDeeds } from '../session/session.ts'
import { CalendarFeed } from '../work/calendar-feed.tsx'
import classes from './account.module.css'
import { deviceOf } from './device.ts'
import { roleName } from './role-names.ts'

const sessionsQuery = queryOptions({
  queryKey: ['open-session'],
  queryFn: () => answer(api.GET('/api/sessions')),
})

/** What a person would call the device: “Chrome trên Windows”. */
function useDeviceWords(): (userAgent: string) => string {
  const t = useT()
  return (userAgent) => {
    const device = deviceOf(userAgent)
    if (!device) return t('mine.unknownDevice')
    const system =
      device.system === 'android-phone'
        ? t('mine.phone')
        : device.system === 'android-tablet'
          ? t('mine.tablet')
          : device.system
    return t('mine.device', { browser: device.browser ?? t('mine.otherBrowser'), system })
  }
}

function OpenSessions() {
  const t = useT()
  const words = useDeviceWords()
  const sessions = useQuery(sessionsQuery)
  const endOne = (id: string, headers: Record<string, string>) =>
    answer(api.DELETE('/api/sessions/{id}', { params: { path: { id } }, headers }))
  const end = useDeed({ run: endOne, changes: ['open-session'], said: t('account.ended') })
  const endAll = useDeed({
    run: (ids: string[]) => Promise.all(ids.map((id) => endOne(id, {}))),
    changes: ['open-session'],
    said: t('mine.othersEnded'),
  })
  const problem = end.problem ?? endAll.problem
  return (
    <Stack gap="sm">
      {problem && <ProblemNotice problem={problem} />}
      <Loaded query={sessions}>
        {({ rows }) => {
          const others = rows.filter((session) => !session.current)
          return (
            <>
              <ul className={classes.sessions}>
                {rows.map((session) => {
                  const system = deviceOf(session.userAgent)?.system
                  const Icon = system === 'iPhone' || system === 'android-phone' ? IconDeviceMobile : IconDeviceDesktop
                  return (
                    <li key={session.id}>
                      <Icon size={22} stroke={1.5} aria-hidden />
                      <div className={classes.words}>
                        <b>{words(session.userAgent)}</b>
                        {session.current && <span className={classes.here}>{t('account.thisSession')}</span>}
                        <small>
                          {session.shared && `${t('account.sharedSession')} · `}
                          {t('account.lastSeen', { time: formatDateTime(session.lastSeenAt) })} ·{' '}
                          {t('mine.since', { time: formatDateTime(session.createdAt) })}
                          {session.address && ` · ${t('mine.from', { address: session.address })}`}
                        </small>
                      </div>
                      {!session.current && (
                        <Button
                          variant="default"
                          size="compact-md"
                          loading={end.running}
                          onClick={() => end.start(session.id)}
                        >
                          {t('account.end')}
                        </Button>
                      )}
                    </li>
                  )
                })}
              </ul>
              {others.length === 0 && <p className={classes.dim}>{t('mine.onlyThis')}</p>}
              {others.length > 1 && (
                <Button
                  variant="default"
                  style={{ alignSelf: 'flex-start' }}
                  loading={endAll.running}
                  onClick={() => endAll.start(others.map((session) => session.id))}
                >
                  {t('mine.endOthers')}
                </Button>
              )}
            </>
          )
        }}
      </Loaded>
    </Stack>
  )
}

/** By e-mail or not; the bell always tells. */
function NoticeChoice() {
  const t = useT()
  const { person } = useSession()
  const { rememberPreferences } = useSessionDeeds()
  const setup = useQuery(setupQuery)
  const choose = useDeed({
    run: (mail: boolean) => rememberPreferences({ mail }),
    changes: [],
    said: t('mine.kept'),
  })
  return (
    <Stack gap="sm">
      <p className={classes.text}>{t('mine.noticesText')}</p>
      {choose.problem && <ProblemNotice problem={choose.problem} />}
      <Loaded query={setup} lines={1}>
        {({ mail }) =>
          mail ? (
            <Switch
              label={t('mine.mail')}
              description={t('mine.mailHint')}
              checked={person.preferences.mail !== false}
              disabled={choose.running}
              onChange={(event) => choose.start(event.currentTarget.checked)}
            />
          ) : (
            <p className={classes.dim}>{t('mine.noMail')}</p>
          )
        }
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
      if (next.length < PASSWORD_LENGTH) errors.next = t('entrance.own.needNext')
      else if (next !== again) errors.again = t('account.differs')
      return errors
    },
    submit: ({ current, next }) => changePassword({ current, next }),
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
        hint={t('entrance.own.nextHint')}
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
              {
                label: t('account.roles'),
                value: session.roles.map((role) => roleName(role, locale)).join(', ') || t('common.none'),
              },
              ...(session.title ? [{ label: t('mine.title'), value: session.title }] : []),
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
        <Part title={t('mine.notices')}>
          <NoticeChoice />
        </Part>
        <Part title={t('mine.calendar')}>
          <p className={classes.text}>{t('mine.calendarText')}</p>
          <CalendarFeed />
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
