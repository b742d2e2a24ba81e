import './texts.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import { useT } from '../i18n/index.ts'
import { PasswordField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { safeReturn, useUrlSearch } from '../url.ts'
import { Entrance } from './entrance.tsx'
import { changePassword, PASSWORD_LENGTH } from './password.ts'
import { type Session, sessionQuery, useSessionDeeds } from './session.ts'

interface Entry {
  current: string
  next: string
  again: string
}

/** Who came in with a printed slip chooses their own password before anything else. */
export function OwnPasswordPage() {
  const t = useT()
  const session = useQuery(sessionQuery)
  return (
    <Entrance title={t('entrance.own.title')} lead={t('entrance.own.lead')}>
      <Loaded query={session}>
        {(known) => (known ? <ChooseOwn session={known} /> : <Navigate to="/sign-in" replace />)}
      </Loaded>
    </Entrance>
  )
}

function ChooseOwn({ session }: { session: Session }) {
  const t = useT()
  const navigate = useNavigate()
  const [{ to }] = useUrlSearch()
  const { signOut, passwordIsOwn } = useSessionDeeds()
  const form = useForm<Entry>({
    initial: { current: '', next: '', again: '' },
    check: ({ current, next, again }) => {
      const errors: Errors<Entry> = {}
      if (!current) errors.current = t('entrance.own.needCurrent')
      if (next.length < PASSWORD_LENGTH) errors.next = t('entrance.own.needNext')
      else if (next !== again) errors.again = t('entrance.own.differs')
      return errors
    },
    submit: async ({ current, next }) => {
      await changePassword({ current, next })
      passwordIsOwn()
    },
  })
  if (!session.mustChangePassword && !form.sending) return <Navigate to="/" replace />
  return (
    <Form
      form={form}
      submit={t('entrance.own.submit')}
      onSent={() => void navigate({ href: safeReturn(to), replace: true })}
      secondary={
        <Button variant="subtle" onClick={() => void signOut().then(() => navigate({ to: '/sign-in', replace: true }))}>
          {t('entrance.own.signOut')}
        </Button>
      }
    >
      <p style={{ margin: 0 }}>
        <b>{session.person.name}</b> · {session.unit.name}
      </p>
      <PasswordField
        {...form.field('current')}
        label={t('entrance.own.current')}
        required
        autoComplete="current-password"
      />
      <PasswordField
        {...form.field('next')}
        label={t('entrance.own.next')}
        hint={t('entrance.own.nextHint')}
        required
        autoComplete="new-password"
      />
      <PasswordField {...form.field('again')} label={t('entrance.own.again')} required autoComplete="new-password" />
    </Form>
  )
}
