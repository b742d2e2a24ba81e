import './texts.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useT } from '../i18n/index.ts'
import { PasswordField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { useUrlSearch } from '../url.ts'
import { Entrance } from './entrance.tsx'
import { PASSWORD_LENGTH } from './password.ts'
import { setupQuery } from './session.ts'

function ToSignIn({ label }: { label: string }) {
  return (
    <Button variant="subtle" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
      {label}
    </Button>
  )
}

/** Asks for the letter, and takes the link out of it: `/reset-password?token=`. */
export function ResetPasswordPage() {
  const [{ token }] = useUrlSearch()
  return typeof token === 'string' && token ? <Choose token={token} /> : <Ask />
}

function Ask() {
  const t = useT()
  const setup = useQuery(setupQuery)
  const [asked, setAsked] = useState(false)
  const form = useForm<{ identifier: string }>({
    initial: { identifier: '' },
    check: ({ identifier }) => (identifier.trim() ? {} : { identifier: t('signIn.needIdentifier') }),
    submit: ({ identifier }) => answer(api.POST('/api/session/reset', { body: { identifier: identifier.trim() } })),
  })
  const back = <ToSignIn label={t('entrance.reset.back')} />
  if (setup.data && !setup.data.mail)
    return (
      <Entrance title={t('entrance.reset.noMail')} lead={t('entrance.reset.noMailText')}>
        {back}
      </Entrance>
    )
  if (asked)
    return (
      <Entrance title={t('entrance.reset.sent')} lead={t('entrance.reset.sentText')}>
        {back}
      </Entrance>
    )
  return (
    <Entrance title={t('entrance.reset.title')} lead={t('entrance.reset.lead')}>
      <Form form={form} submit={t('entrance.reset.ask')} onSent={() => setAsked(true)} secondary={back}>
        <TextField
          {...form.field('identifier')}
          label={t('entrance.reset.identifier')}
          required
          autoComplete="username"
        />
      </Form>
    </Entrance>
  )
}

interface Entry {
  password: string
  again: string
}

function Choose({ token }: { token: string }) {
  const t = useT()
  const [done, setDone] = useState(false)
  const form = useForm<Entry>({
    initial: { password: '', again: '' },
    check: ({ password, again }) => {
      const errors: Errors<Entry> = {}
      if (password.length < PASSWORD_LENGTH) errors.password = t('entrance.own.needNext')
      else if (password !== again) errors.again = t('entrance.own.differs')
      return errors
    },
    submit: ({ password }) => answer(api.PUT('/api/session/reset', { body: { token, password } })),
  })
  if (done)
    return (
      <Entrance title={t('entrance.reset.done')} lead={t('entrance.reset.doneText')}>
        <ToSignIn label={t('entrance.first.toSignIn')} />
      </Entrance>
    )
  return (
    <Entrance title={t('entrance.reset.choose')} lead={t('entrance.reset.chooseLead')}>
      <Form
        form={form}
        submit={t('entrance.reset.submit')}
        onSent={() => setDone(true)}
        secondary={
          form.problem && (
            <Button variant="subtle" renderRoot={(props) => <Link to="/reset-password" {...props} />}>
              {t('entrance.reset.again')}
            </Button>
          )
        }
      >
        <PasswordField
          {...form.field('password')}
          label={t('entrance.own.next')}
          hint={t('entrance.own.nextHint')}
          required
          autoComplete="new-password"
        />
        <PasswordField {...form.field('again')} label={t('entrance.own.again')} required autoComplete="new-password" />
      </Form>
    </Entrance>
  )
}
