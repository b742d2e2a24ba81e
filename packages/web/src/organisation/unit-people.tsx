import { Badge, Button, Checkbox, Group, Modal, Stack, Table, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPrinter, IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import type { paths } from '../generated/api.d.ts'
import { useT } from '../i18n/index.ts'
import { SelectField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { Waiting } from '../kit/loaded.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { toast } from '../kit/toast.tsx'
import { problemOf } from '../problem.ts'
import { type PasswordSlip, PasswordSlips } from './password-slips.tsx'
import { roleName, roles } from './role-names.ts'
import type { Unit } from './unit-page.tsx'

type NewPerson = NonNullable<paths['/api/units/{id}/people']['post']['requestBody']>['content']['application/json']
type Role = NewPerson['memberships'][number]['role']

/** Who holds a post in the unit; its administrator adds people and prints their passwords. */
export function UnitPeople({ unit }: { unit: Unit }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 300)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [adding, setAdding] = useState(false)
  const [asking, setAsking] = useState(false)
  const [slips, setSlips] = useState<PasswordSlip[]>()
  const people = useInfiniteQuery({
    queryKey: ['person', 'of', unit.id, q],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/units/{id}/people', {
          params: {
            path: { id: unit.id },
            query: { limit: 50, ...(q ? { q } : {}), ...(pageParam === null ? {} : { after: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
  })
  const make = useDeed({
    run: (personIds: string[], headers) => answer(api.POST('/api/password-slips', { body: { personIds }, headers })),
    changes: ['person'],
    onDone: ({ rows }) => {
      setAsking(false)
      setChosen(new Set())
      setSlips(rows)
    },
  })
  const rows = people.data?.pages.flatMap((page) => page.rows) ?? []
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <Stack gap="md">
      <Group>
        <TextInput
          type="search"
          aria-label={t('organisation.search')}
          placeholder={t('organisation.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {unit.can.managePeople && (
          <>
            <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
              {t('organisation.addPerson')}
            </Button>
            {chosen.size > 0 && (
              <Button
                variant="default"
                leftSection={<IconPrinter size={18} aria-hidden />}
                onClick={() => setAsking(true)}
              >
                {t('organisation.slips', { count: chosen.size })}
              </Button>
            )}
          </>
        )}
      </Group>
      {people.error && <ProblemNotice problem={problemOf(people.error)} onRetry={() => void people.refetch()} />}
      {!people.data && !people.error && <Waiting lines={6} />}
      {rows.length > 0 && (
        <Table verticalSpacing="sm">
          <Table.Tbody>
            {rows.map((person) => (
              <Table.Tr key={person.id}>
                {unit.can.managePeople && (
                  <Table.Td w={40}>
                    <Checkbox
                      aria-label={t('organisation.choose', { name: person.name })}
                      checked={chosen.has(person.id)}
                      disabled={person.homeUnitId !== unit.id}
                      onChange={() => toggle(person.id)}
                    />
                  </Table.Td>
                )}
                <Table.Td>
                  <b>{person.name}</b>
                  <div style={{ color: 'var(--mantine-color-dimmed)', fontSize: '0.875rem' }}>
                    {person.memberships
                      .map((post) => [post.title || roleName(post.role, t), post.part].filter(Boolean).join(', '))
                      .join(' · ')}
                  </div>
                </Table.Td>
                <Table.Td>
                  <div>{person.staffCode}</div>
                  <div>{person.phone}</div>
                </Table.Td>
                <Table.Td ta="end">
                  {!person.hasAccount && (
                    <Badge variant="default" tt="none">
                      {t('organisation.account')}: {t('organisation.noAccount')}
                    </Badge>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {people.hasNextPage && (
        <Button variant="default" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          {t('organisation.more')}
        </Button>
      )}
      {adding && <AddPerson unit={unit} onClose={() => setAdding(false)} />}
      {asking && (
        <Modal
          opened
          onClose={() => setAsking(false)}
          title={t('organisation.slips', { count: chosen.size })}
          closeButtonProps={{ 'aria-label': t('common.close') }}
          centered
        >
          <Stack>
            {make.problem && <ProblemNotice problem={make.problem} />}
            <p style={{ margin: 0 }}>{t('organisation.slipsAsk')}</p>
            <Button loading={make.running} onClick={() => make.start([...chosen])}>
              {t('organisation.slipsMake')}
            </Button>
          </Stack>
        </Modal>
      )}
      {slips && <PasswordSlips slips={slips} onClose={() => setSlips(undefined)} />}
    </Stack>
  )
}

interface Entry {
  name: string
  phone: string
  staffCode: string
  email: string
  role: string | null
  title: string
  partId: string | null
}

function AddPerson({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const form = useForm<Entry>({
    initial: { name: '', phone: '', staffCode: '', email: '', role: 'teacher', title: '', partId: null },
    check: (values) => {
      const errors: Errors<Entry> = {}
      if (!values.name.trim()) errors.name = t('organisation.needName')
      if (!values.phone.trim() && !values.staffCode.trim() && !values.email.trim())
        errors.phone = t('organisation.personHint')
      return errors
    },
    submit: async ({ name, phone, staffCode, email, role, title, partId }) => {
      const made = await answer(
        api.POST('/api/units/{id}/people', {
          params: { path: { id: unit.id } },
          body: {
            name: name.trim(),
            phone: phone.trim() || null,
            staffCode: staffCode.trim() || null,
            email: email.trim() || null,
            memberships: [
              {
                role: (role ?? 'teacher') as Role,
                title: title.trim(),
                partId: partId === null ? null : Number(partId),
              },
            ],
          },
        }),
      )
      toast({
        tone: 'good',
        text: made.joined ? t('organisation.joined') : t('organisation.personAdded', { name: name.trim() }),
      })
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('organisation.addPerson')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        form={form}
        submit={t('organisation.save')}
        onSent={() => {
          void queries.invalidateQueries({ queryKey: ['person'] })
          onClose()
        }}
      >
        <TextField {...form.field('name')} label={t('organisation.personName')} required />
        <TextField
          {...form.field('phone')}
          label={t('organisation.phone')}
          hint={t('organisation.personHint')}
          type="tel"
        />
        <TextField {...form.field('staffCode')} label={t('organisation.staffCode')} />
        <TextField {...form.field('email')} label={t('organisation.email')} type="email" />
        <SelectField
          {...form.field('role')}
          label={t('organisation.role')}
          required
          choices={roles.map((value) => ({ value, label: roleName(value, t) }))}
        />
        <TextField {...form.field('title')} label={t('organisation.personTitle')} />
        <SelectField
          {...form.field('partId')}
          label={t('organisation.part')}
          choices={unit.parts
            .filter((part) => part.kind === 'team')
            .map((part) => ({ value: String(part.id), label: part.name }))}
        />
      </Form>
    </Modal>
  )
}
