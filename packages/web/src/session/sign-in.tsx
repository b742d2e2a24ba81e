import './texts.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useT } from '../i18n/index.ts'
import { CheckField, PasswordField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { safeReturn, useUrlSearch } from '../url.ts'
import classes from './entrance.module.css'
import { Entrance } from './entrance.tsx'
import { setupQuery, useSessionDeeds } from './session.ts'

interface Entry {
  identifier: string
  password: string
  shared: boolean
}

export function SignInForm({ onDone, keepPage = false }: { onDone: () => void; keepPage?: boolean }) {
  const t = useT()
  const { signIn } = useSessionDeeds()
  const form = useForm<Entry>({
    initial: { identifier: '', password: '', shared: false },
    check: ({ identifier, password }) => {
      const errors: Errors<Entry> = {}
      if (!identifier.trim()) errors.identifier = t('signIn.needIdentifier')
      if (!password) errors.password = t('signIn.needPassword')
      return errors
    },
    submit: ({ identifier, ...rest }) => signIn({ identifier: identifier.trim(), ...rest }, { keepPage }),
  })
  return (
    <Form form={form} submit={t('signIn.submit')} onSent={onDone}>
      <TextField {...form.field('identifier')} label={t('signIn.identifier')} autoComplete="username" />
      <PasswordField {...form.field('password')} label={t('signIn.password')} autoComplete="current-password" />
      <CheckField {...form.field('shared')} label={t('signIn.shared')} hint={t('signIn.sharedHint')} />
    </Form>
  )
}

export function SignInPage() {
  const t = useT()
  const navigate = useNavigate()
  const [{ to }] = useUrlSearch()
  const setup = useQuery(setupQuery).data
  const setupNeeded = setup?.needed
  useEffect(() => {
    if (setupNeeded) void navigate({ to: '/setup', replace: true })
  }, [setupNeeded, navigate])
  return (
    <Entrance title={t('signIn.title')} lead={t('signIn.lead')}>
      <SignInForm onDone={() => void navigate({ href: safeReturn(to), replace: true })} />
      <p className={classes.forgot}>
        {setup?.mail ? <Link to="/reset-password">{t('entrance.reset.link')}</Link> : t('signIn.forgot')}
      </p>
    </Entrance>
  )
}
