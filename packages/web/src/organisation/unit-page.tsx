import { Alert, Button, Group, Modal, Stack, Table } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import type { paths } from '../generated/api.d.ts'
import { formatDate, formatNumber, today } from '../i18n/format.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { Facts } from '../kit/facts.tsx'
import { CheckField, DateField, NumberField, SelectField, TextAreaField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { RecordPage } from '../kit/record-page.tsx'
import { recordPath } from '../record-path.ts'
import { UnitPeople } from './unit-people.tsx'
import { kindKey } from './units-page.tsx'

export type Unit = paths['/api/units/{id}']['get']['responses'][200]['content']['application/json']

const unitQuery = (id: number) =>
  queryOptions({
    queryKey: ['unit', id],
    queryFn: () => answer(api.GET('/api/units/{id}', { params: { path: { id } } })),
  })

/** A unit: its name and place, the head of its papers, whom it stands under, teams, figures, people. */
export function UnitPage() {
  const { unitId } = useParams({ strict: false }) as { unitId: string }
  const unit = useQuery(unitQuery(Number(unitId)))
  return <Loaded query={unit}>{(data) => <UnitRecord unit={data} />}</Loaded>
}

function UnitRecord({ unit }: { unit: Unit }) {
  const t = useT()
  const [naming, setNaming] = useState(false)
  return (
    <>
      <RecordPage
        code={unit.code}
        title={unit.name}
        status={unit.validTo && unit.validTo < today() ? 'expired' : 'confirmed'}
        word={
          unit.validTo && unit.validTo < today()
            ? t('organisation.ended', { day: formatDate(unit.validTo) })
            : t('organisation.active')
        }
        back={{ to: '/units', label: t('organisation.title') }}
        secondary={unit.can.manage ? [{ label: t('organisation.change'), onPress: () => setNaming(true) }] : []}
        facts={[
          { label: t('organisation.kind'), value: t(kindKey(unit.kind)) },
          ...(unit.level ? [{ label: t('organisation.level'), value: unit.level }] : []),
          ...(unit.shortName ? [{ label: t('organisation.shortName'), value: unit.shortName }] : []),
          ...(unit.unitsBelow > 0 ? [{ label: t('organisation.below'), value: formatNumber(unit.unitsBelow) }] : []),
          ...(unit.successorId
            ? [
                {
                  label: t('organisation.successor'),
                  value: <Link to={recordPath('unit', unit.successorId)}>{unit.successorName}</Link>,
                },
              ]
            : []),
        ]}
        tabs={[
          {
            id: 'people',
            label: t('organisation.people'),
            content: () =>
              unit.can.seePeople ? (
                <UnitPeople unit={unit} />
              ) : (
                <Alert variant="outline">{t('organisation.peopleClosed')}</Alert>
              ),
          },
          { id: 'parts', label: t('organisation.parts'), content: () => <Parts unit={unit} /> },
          { id: 'letterhead', label: t('organisation.letterhead'), content: () => <Letterheads unit={unit} /> },
          { id: 'relations', label: t('organisation.relations'), content: () => <Relations unit={unit} /> },
          { id: 'figures', label: t('organisation.figures'), content: () => <Years unit={unit} /> },
        ]}
      />
      {naming && <NameDialog unit={unit} onClose={() => setNaming(false)} />}
    </>
  )
}

function NameDialog({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useT()
  const save = useDeed({
    run: (body: { version: number; name: string; shortName: string | null }, headers) =>
      answer(api.PATCH('/api/units/{id}', { params: { path: { id: unit.id } }, body, headers })),
    changes: ['unit', 'session'],
    said: t('organisation.saved'),
    onDone: onClose,
  })
  const form = useForm({
    initial: { name: unit.name, shortName: unit.shortName ?? '' },
    check: ({ name }) => (name.trim().length < 2 ? { name: t('organisation.needName') } : {}),
    submit: async ({ name, shortName }) =>
      save.start({ version: unit.version, name: name.trim(), shortName: shortName.trim() || null }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('organisation.change')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      {save.problem && <ProblemNotice problem={save.problem} />}
      <Form form={form} submit={t('organisation.save')}>
        <TextField {...form.field('name')} label={t('organisation.name')} required />
        <TextField {...form.field('shortName')} label={t('organisation.shortName')} />
      </Form>
    </Modal>
  )
}

function Parts({ unit }: { unit: Unit }) {
  const t = useT()
  const path = { path: { id: unit.id } }
  const end = useDeed({
    run: (id: number, headers) =>
      answer(api.PATCH('/api/parts/{id}', { params: { path: { id } }, body: { ended: true }, headers })),
    undo: (_, id) => answer(api.PATCH('/api/parts/{id}', { params: { path: { id } }, body: { ended: false } })),
    changes: ['unit'],
    said: t('organisation.saved'),
  })
  const form = useForm<{ kind: string | null; name: string }>({
    initial: { kind: 'team', name: '' },
    check: ({ name }) => (name.trim().length < 2 ? { name: t('organisation.needName') } : {}),
    submit: async ({ kind, name }) => {
      await answer(
        api.POST('/api/units/{id}/parts', {
          params: path,
          body: { kind: (kind ?? 'team') as 'team', name: name.trim() },
        }),
      )
      form.set({ name: '' })
      await refresh.refetch()
    },
  })
  const refresh = useQuery(unitQuery(unit.id))
  const kinds = ['team', 'party-cell', 'mass-organisation', 'parents-board']
  const word = (kind: string) => t(`organisation.partKinds.${kind}` as TextKey)
  return (
    <Stack gap="lg" maw={760}>
      <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{t('organisation.partsEmpty')}</p>
      {end.problem && <ProblemNotice problem={end.problem} />}
      {unit.parts.length > 0 && (
        <Table verticalSpacing="sm">
          <Table.Tbody>
            {unit.parts.map((part) => (
              <Table.Tr key={part.id}>
                <Table.Td>
                  <b>{part.name}</b>
                  <div style={{ color: 'var(--mantine-color-dimmed)', fontSize: '0.875rem' }}>
                    {word(part.kind)}
                    {part.kind === 'team' && ` · ${t('organisation.partPeople', { count: part.people })}`}
                  </div>
                </Table.Td>
                <Table.Td ta="end">
                  {unit.can.manage && (
                    <Button variant="default" size="compact-md" onClick={() => end.start(part.id)}>
                      {t('organisation.endPart')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {unit.can.manage && (
        <Form form={form} submit={t('organisation.addPart')}>
          <SelectField
            {...form.field('kind')}
            label={t('organisation.partKind')}
            required
            choices={kinds.map((value) => ({ value, label: word(value) }))}
          />
          <TextField {...form.field('name')} label={t('organisation.partName')} required />
        </Form>
      )}
    </Stack>
  )
}

type Setting = Unit['settings'][number]

function Span({ from, to }: { from: string | null; to: string | null }) {
  const t = useT()
  return (
    <>
      {from ? formatDate(from) : t('organisation.always')} – {to ? formatDate(to) : t('organisation.now')}
    </>
  )
}

/** The head as it prints, newest first. */
function Letterheads({ unit }: { unit: Unit }) {
  const t = useT()
  const [changing, setChanging] = useState(false)
  const current = unit.settings[0]
  return (
    <Stack gap="md">
      {unit.can.manage && current && (
        <Group>
          <Button variant="default" onClick={() => setChanging(true)}>
            {t('organisation.changeLetterhead')}
          </Button>
          <span style={{ color: 'var(--mantine-color-dimmed)' }}>{t('organisation.letterheadHint')}</span>
        </Group>
      )}
      {unit.settings.map((setting) => (
        <section
          key={setting.id}
          style={{ borderTop: '1px solid var(--mantine-color-default-border)', paddingTop: 16 }}
        >
          <div style={{ fontFamily: 'Tinos, serif', textAlign: 'center', width: 'fit-content', marginBottom: 12 }}>
            {setting.superiorLines.map((line) => (
              <div key={line}>{line}</div>
            ))}
            {setting.issuerLines.map((line) => (
              <b key={line} style={{ display: 'block' }}>
                {line}
              </b>
            ))}
          </div>
          <Facts
            facts={[
              { label: t('organisation.from'), value: <Span from={setting.from} to={setting.to} /> },
              { label: t('organisation.place'), value: setting.place },
              { label: t('organisation.symbol'), value: setting.symbol },
              { label: t('organisation.salutation'), value: setting.salutation },
              {
                label: t('organisation.headTitle'),
                value: [...setting.signAuthority, setting.headTitle].join(' / '),
              },
            ]}
          />
        </section>
      ))}
      {changing && current && <LetterheadDialog unit={unit} current={current} onClose={() => setChanging(false)} />}
    </Stack>
  )
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

function LetterheadDialog({ unit, current, onClose }: { unit: Unit; current: Setting; onClose: () => void }) {
  const t = useT()
  const refresh = useQuery(unitQuery(unit.id))
  const form = useForm({
    initial: {
      from: today() as string | null,
      superiorLines: current.superiorLines.join('\n'),
      issuerLines: current.issuerLines.join('\n'),
      place: current.place,
      symbol: current.symbol,
      salutation: current.salutation as string | null,
      signAuthority: current.signAuthority.join('\n'),
      headTitle: current.headTitle,
      deputyTitle: current.deputyTitle,
      numbersHere: current.numbersHere,
    },
    submit: (values) =>
      answer(
        api.POST('/api/units/{id}/letterheads', {
          params: { path: { id: unit.id } },
          body: {
            ...values,
            from: values.from ?? today(),
            superiorLines: lines(values.superiorLines),
            issuerLines: lines(values.issuerLines),
            signAuthority: lines(values.signAuthority),
            salutation: (values.salutation ?? 'yêu cầu') as 'yêu cầu',
          },
        }),
      ),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('organisation.letterhead')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        form={form}
        submit={t('organisation.save')}
        onSent={() => {
          void refresh.refetch()
          onClose()
        }}
      >
        <DateField {...form.field('from')} label={t('organisation.from')} required />
        <TextAreaField {...form.field('superiorLines')} label={t('organisation.superiorLines')} />
        <TextAreaField {...form.field('issuerLines')} label={t('organisation.issuerLines')} required />
        <TextField {...form.field('place')} label={t('organisation.place')} required />
        <TextField {...form.field('symbol')} label={t('organisation.symbol')} required />
        <SelectField
          {...form.field('salutation')}
          label={t('organisation.salutation')}
          hint={t('organisation.salutationHint')}
          required
          choices={[
            { value: 'đề nghị', label: 'đề nghị' },
            { value: 'yêu cầu', label: 'yêu cầu' },
          ]}
        />
        <TextAreaField {...form.field('signAuthority')} label={t('organisation.signAuthority')} />
        <TextField {...form.field('headTitle')} label={t('organisation.headTitle')} required />
        <TextField {...form.field('deputyTitle')} label={t('organisation.deputyTitle')} required />
        <CheckField
          {...form.field('numbersHere')}
          label={t('organisation.numbersHere')}
          hint={t('organisation.numbersHereHint')}
        />
      </Form>
    </Modal>
  )
}

function Relations({ unit }: { unit: Unit }) {
  const t = useT()
  return (
    <Table verticalSpacing="sm" maw={760}>
      <Table.Tbody>
        {unit.relations.map((relation) => (
          <Table.Tr key={relation.id}>
            <Table.Td>
              {t(relation.kind === 'affiliation' ? 'organisation.affiliation' : 'organisation.professional')}
            </Table.Td>
            <Table.Td>
              <Link to={recordPath('unit', relation.superiorId)}>{relation.superiorName}</Link>
              <div style={{ color: 'var(--mantine-color-dimmed)', fontSize: '0.875rem' }}>
                <Span from={relation.from} to={relation.to} />
              </div>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

interface Year {
  schoolYear: string
  pupils: number | null
  classes: number | null
  staff: number | null
}

function Years({ unit }: { unit: Unit }) {
  const t = useT()
  const refresh = useQuery(unitQuery(unit.id))
  const form = useForm<Year>({
    initial: { schoolYear: '', pupils: null, classes: null, staff: null },
    check: (values) => {
      const errors: Errors<Year> = {}
      if (!/^\d{4}-\d{4}$/.test(values.schoolYear.trim())) errors.schoolYear = t('organisation.needYear')
      for (const name of ['pupils', 'classes', 'staff'] as const)
        if (values[name] === null) errors[name] = t('organisation.needCount')
      return errors
    },
    submit: ({ schoolYear, pupils, classes, staff }) =>
      answer(
        api.PUT('/api/units/{id}/years/{schoolYear}', {
          params: { path: { id: unit.id, schoolYear: schoolYear.trim() } },
          body: { pupils: pupils ?? 0, classes: classes ?? 0, staff: staff ?? 0 },
        }),
      ),
  })
  return (
    <Stack gap="lg" maw={760}>
      {unit.years.length === 0 ? (
        <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{t('organisation.figuresEmpty')}</p>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('organisation.schoolYear')}</Table.Th>
              <Table.Th ta="end">{t('organisation.pupils')}</Table.Th>
              <Table.Th ta="end">{t('organisation.classes')}</Table.Th>
              <Table.Th ta="end">{t('organisation.staff')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {unit.years.map((year) => (
              <Table.Tr key={year.schoolYear}>
                <Table.Td>{year.schoolYear}</Table.Td>
                <Table.Td ta="end">{formatNumber(year.pupils)}</Table.Td>
                <Table.Td ta="end">{formatNumber(year.classes)}</Table.Td>
                <Table.Td ta="end">{formatNumber(year.staff)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {unit.can.manage && (
        <Form form={form} submit={t('organisation.save')} onSent={() => void refresh.refetch()}>
          <TextField
            {...form.field('schoolYear')}
            label={t('organisation.schoolYear')}
            placeholder="2026-2027"
            required
          />
          <NumberField {...form.field('pupils')} label={t('organisation.pupils')} min={0} required />
          <NumberField {...form.field('classes')} label={t('organisation.classes')} min={0} required />
          <NumberField {...form.field('staff')} label={t('organisation.staff')} min={0} required />
        </Form>
      )}
    </Stack>
  )
}
