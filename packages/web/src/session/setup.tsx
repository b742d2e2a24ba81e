import { useNavigate } from '@tanstack/react-router'
import { useT } from '../i18n/index.ts'
import { PasswordField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { Entrance } from './entrance.tsx'
import { useSessionDeeds } from './session.ts'

interface Entry {
  name: string
  unitName: string
  staffCode: string
  phone: string
  password: string
}

/** The first administrator of an empty system; closed as soon as one exists. */
export function SetupPage() {
  const t = useT()
  const navigate = useNavigate()
  const { setUp } = useSessionDeeds()
  const form = useForm<Entry>({
    initial: { name: '', unitName: '', staffCode: '', phone: '', password: '' },
    check: (values) => {
      const errors: Errors<Entry> = {}
      if (!values.name.trim()) errors.name = t('setup.needName')
      if (!values.staffCode.trim()) errors.staffCode = t('setup.needStaffCode')
      if (!/^0\d{9}$/.test(values.phone.replace(/[\s.-]/g, ''))) errors.phone = t('setup.needPhone')
      if (values.password.length < 10) errors.password = t('setup.needPassword')
      return errors
    },
    submit: ({ unitName, phone, ...rest }) =>
      setUp({
        ...rest,
        phone: phone.replace(/[\s.-]/g, ''),
        ...(unitName.trim() ? { unitName: unitName.trim() } : {}),
      }),
  })
  return (
    <Entrance title={t('setup.title')} lead={t('setup.lead')}>
      <Form form={form} submit={t('setup.submit')} onSent={() => void navigate({ to: '/', replace: true })}>
        <TextField {...form.field('name')} label={t('setup.name')} required autoComplete="name" />
        <TextField {...form.field('unitName')} label={t('setup.unitName')} hint={t('setup.unitHint')} />
        <TextField {...form.field('staffCode')} label={t('setup.staffCode')} required autoComplete="username" />
        <TextField {...form.field('phone')} label={t('setup.phone')} required type="tel" autoComplete="tel" />
        <PasswordField
          {...form.field('password')}
          label={t('setup.password')}
          hint={t('setup.passwordHint')}
          required
          autoComplete="new-password"
        />
      </Form>
    </Entrance>
  )
}
