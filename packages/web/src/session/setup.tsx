import './texts.ts'
import '../organisation/texts.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { answer, api } from '../api.ts'
import { byName } from '../collation.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { ChoiceField, PasswordField, SelectField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { Loaded, Waiting } from '../kit/loaded.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { LEVELS, type Level, levelKey } from '../organisation/unit.ts'
import { problemOf } from '../problem.ts'
import classes from './entrance.module.css'
import { Entrance } from './entrance.tsx'
import { PASSWORD_LENGTH } from './password.ts'
import { type SetUp, setupQuery, useSessionDeeds } from './session.ts'

const KINDS = { department: 'department', committee: 'commune-committee', school: 'school', centre: 'centre' } as const

/** Named as the server's body is, so that what it finds wrong lands at the field. */
interface Entry {
  provinceCode: string | null
  'unit.kind': string | null
  'unit.level': string | null
  /** Of a school: `committee` or `department`. */
  belongs: string | null
  'unit.communeCode': string | null
  'unit.name': string
  'unit.code': string
  'person.name': string
  'person.phone': string
  'person.staffCode': string
  'person.email': string
  password: string
  again: string
}
const EMPTY: Entry = {
  provinceCode: null,
  'unit.kind': null,
  'unit.level': null,
  belongs: null,
  'unit.communeCode': null,
  'unit.name': '',
  'unit.code': '',
  'person.name': '',
  'person.phone': '',
  'person.staffCode': '',
  'person.email': '',
  password: '',
  again: '',
}

function teaches(values: Entry): boolean {
  return values['unit.kind'] === 'school' || values['unit.kind'] === 'centre'
}
/** MN, TH, THCS belong to the commune's committee, THPT and GDTX to the department; whoever differs says so. */
function belongsTo(values: Entry): string {
  if (values.belongs) return values.belongs
  const level = values['unit.level']
  return values['unit.kind'] === 'centre' || level === 'GDTX' || level?.endsWith('THPT') ? 'department' : 'committee'
}
function needsCommune(values: Entry): boolean {
  return values['unit.kind'] === 'commune-committee' || (teaches(values) && belongsTo(values) === 'committee')
}

function bodyOf(values: Entry): SetUp {
  const communeCode = values['unit.communeCode'] ?? ''
  const kind = values['unit.kind']
  const email = values['person.email'].trim()
  const staffCode = values['person.staffCode'].trim()
  return {
    provinceCode: values.provinceCode ?? '',
    unit:
      kind === 'department'
        ? { kind }
        : kind === 'commune-committee'
          ? { kind, communeCode }
          : {
              kind: kind === 'centre' ? 'centre' : 'school',
              level: values['unit.level'] as Level,
              name: values['unit.name'].trim(),
              code: values['unit.code'].trim(),
              ...(needsCommune(values) ? { communeCode } : {}),
            },
    person: {
      name: values['person.name'].trim(),
      phone: values['person.phone'].trim(),
      ...(staffCode ? { staffCode } : {}),
      ...(email ? { email } : {}),
    },
    password: values.password,
  }
}

/** The first administrator of an empty system; closed as soon as one exists. */
export function SetupPage() {
  const t = useT()
  const setup = useQuery(setupQuery)
  if (setup.data && !setup.data.needed) {
    return (
      <Entrance title={t('entrance.first.closed')} lead={t('entrance.first.closedText')}>
        <Button renderRoot={(props) => <Link to="/sign-in" {...props} />}>{t('entrance.first.toSignIn')}</Button>
      </Entrance>
    )
  }
  return (
    <Entrance title={t('entrance.first.title')} lead={t('entrance.first.lead')}>
      <Loaded query={setup}>{({ provinces }) => <FirstAdministrator provinces={provinces} />}</Loaded>
    </Entrance>
  )
}

function FirstAdministrator({ provinces }: { provinces: { code: string; name: string }[] }) {
  const t = useT()
  const navigate = useNavigate()
  const { setUp } = useSessionDeeds()
  const form = useForm<Entry>({
    initial: EMPTY,
    check: (values) => {
      const errors: Errors<Entry> = {}
      const need = (name: keyof Entry, missing: boolean, text: TextKey) => {
        if (missing) errors[name] = t(text)
      }
      need('provinceCode', !values.provinceCode, 'entrance.first.needProvince')
      need('unit.kind', !values['unit.kind'], 'entrance.first.needKind')
      if (teaches(values)) {
        need('unit.level', !values['unit.level'], 'entrance.first.needLevel')
        need('unit.name', values['unit.name'].trim().length < 2, 'entrance.first.needUnitName')
        need('unit.code', !/[0-9A-Za-z]/.test(values['unit.code']), 'entrance.first.needUnitCode')
      }
      if (needsCommune(values)) need('unit.communeCode', !values['unit.communeCode'], 'entrance.first.needCommune')
      need('person.name', !values['person.name'].trim(), 'entrance.first.needName')
      need(
        'person.phone',
        !/^\+?\d{8,15}$/.test(values['person.phone'].replace(/[\s.()-]/g, '')),
        'entrance.first.needPhone',
      )
      need('password', values.password.length < PASSWORD_LENGTH, 'entrance.own.needNext')
      need('again', values.password !== values.again, 'entrance.own.differs')
      return errors
    },
    submit: (values) => setUp(bodyOf(values)),
  })
  const { values } = form
  const province = values.provinceCode
  const communes = useQuery({
    queryKey: ['setup', 'communes', province],
    queryFn: () => answer(api.GET('/api/setup/communes', { params: { query: { province: province ?? '' } } })),
    enabled: province !== null && needsCommune(values),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const byCode = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name })
  const kind = form.field('unit.kind')
  const provinceField = form.field('provinceCode')
  return (
    <Form form={form} submit={t('entrance.first.submit')} onSent={() => void navigate({ to: '/', replace: true })}>
      <h2 className={classes.part}>{t('entrance.first.unit')}</h2>
      <SelectField
        {...provinceField}
        onChange={(next) => {
          form.set({ provinceCode: next, 'unit.communeCode': null })
        }}
        label={t('entrance.first.province')}
        hint={t('entrance.first.provinceHint')}
        required
        choices={[...provinces].sort(byName((one) => one.name)).map(byCode)}
      />
      <ChoiceField
        {...kind}
        onChange={(next) => form.set({ 'unit.kind': next, belongs: null })}
        label={t('entrance.first.kind')}
        required
        choices={(Object.keys(KINDS) as (keyof typeof KINDS)[]).map((word) => ({
          value: KINDS[word],
          label: t(`entrance.first.${word}`),
        }))}
      />
      {teaches(values) && (
        <>
          <SelectField
            {...form.field('unit.level')}
            label={t('entrance.first.level')}
            required
            choices={LEVELS.map((level) => ({ value: level, label: t(levelKey(level)) }))}
          />
          <ChoiceField
            {...form.field('belongs')}
            value={belongsTo(values)}
            label={t('entrance.first.belongs')}
            hint={t('entrance.first.belongsHint')}
            choices={[
              { value: 'committee', label: t('entrance.first.toCommittee') },
              { value: 'department', label: t('entrance.first.toDepartment') },
            ]}
          />
        </>
      )}
      {needsCommune(values) && province && (
        <>
          {communes.error && (
            <ProblemNotice problem={problemOf(communes.error)} onRetry={() => void communes.refetch()} />
          )}
          {!communes.data && !communes.error && <Waiting lines={1} />}
          {communes.data && (
            <SelectField
              {...form.field('unit.communeCode')}
              label={t('entrance.first.commune')}
              required
              choices={[...communes.data.rows].sort(byName((one) => one.name)).map(byCode)}
            />
          )}
        </>
      )}
      {teaches(values) && (
        <>
          <TextField
            {...form.field('unit.name')}
            label={t('entrance.first.unitName')}
            hint={t('entrance.first.unitNameHint')}
            required
            autoComplete="organization"
            maxLength={300}
          />
          <TextField
            {...form.field('unit.code')}
            label={t('entrance.first.unitCode')}
            hint={t('entrance.first.unitCodeHint')}
            required
            maxLength={60}
          />
        </>
      )}
      <h2 className={classes.part}>{t('entrance.first.person')}</h2>
      <TextField {...form.field('person.name')} label={t('entrance.first.name')} required autoComplete="name" />
      <TextField
        {...form.field('person.phone')}
        label={t('entrance.first.phone')}
        hint={t('entrance.first.phoneHint')}
        required
        type="tel"
        autoComplete="tel"
      />
      <TextField {...form.field('person.staffCode')} label={t('entrance.first.staffCode')} />
      <TextField {...form.field('person.email')} label={t('entrance.first.email')} type="email" autoComplete="email" />
      <PasswordField
        {...form.field('password')}
        label={t('entrance.first.password')}
        hint={t('entrance.own.nextHint')}
        required
        autoComplete="new-password"
      />
      <PasswordField {...form.field('again')} label={t('entrance.first.again')} required autoComplete="new-password" />
    </Form>
  )
}
