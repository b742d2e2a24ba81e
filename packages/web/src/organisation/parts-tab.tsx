import { Button } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { SelectField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { toast } from '../kit/toast.tsx'
import classes from './organisation.module.css'
import type { Unit } from './unit.ts'
import { useUnitsChanged } from './unit-forms.tsx'

const KINDS = ['team', 'party-cell', 'mass-organisation', 'parents-board'] as const
type PartKind = (typeof KINDS)[number]
type Part = Unit['parts'][number]

/** Tổ chuyên môn with their people; bodies that only receive papers. */
export function PartsTab({ unit }: { unit: Unit }) {
  const t = useT()
  const [open, setOpen] = useState<Part | 'new' | null>(null)
  const shut = () => setOpen(null)
  const change = (part: Part, ended: boolean, headers?: Record<string, string>) =>
    answer(
      api.PATCH('/api/parts/{id}', {
        params: { path: { id: part.id } },
        body: { ended },
        ...(headers ? { headers } : {}),
      }),
    )
  const end = useDeed({
    run: (part: Part, headers) => change(part, true, headers),
    changes: ['unit'],
    said: (_, part) => t('organisation.parts.ended', { name: part.name }),
    undo: (_, part) => change(part, false),
  })
  const order = (part: Part) => KINDS.indexOf(part.kind as PartKind)
  const parts = [...unit.parts].sort((a, b) => order(a) - order(b))
  const add = { label: t('organisation.parts.add'), icon: IconPlus, onPress: () => setOpen('new') }
  return (
    <div className={classes.stack}>
      {end.problem && <ProblemNotice problem={end.problem} />}
      {unit.parts.length === 0 && (
        <Empty
          icon={IconUsersGroup}
          title={t('organisation.parts.emptyTitle')}
          text={t('organisation.parts.emptyText')}
          {...(unit.can.manage ? { action: add } : {})}
        />
      )}
      {unit.parts.length > 0 && (
        <ul className={classes.rows}>
          {parts.map((part) => (
            <li key={part.id}>
              <div className={classes.main}>
                <b>{part.name}</b>
                <small>
                  {t(`organisation.parts.${part.kind as PartKind}`)} ·{' '}
                  {part.kind === 'team'
                    ? t('organisation.parts.people', { count: part.people })
                    : t('organisation.parts.noAccount')}
                </small>
              </div>
              {unit.can.manage && (
                <div className={classes.deeds}>
                  <Button variant="subtle" size="compact-md" onClick={() => setOpen(part)}>
                    {t('organisation.parts.rename')}
                    <span className="visually-hidden"> {part.name}</span>
                  </Button>
                  <Button variant="subtle" size="compact-md" loading={end.running} onClick={() => end.start(part)}>
                    {t('organisation.parts.end')}
                    <span className="visually-hidden"> {part.name}</span>
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {unit.can.manage && unit.parts.length > 0 && (
        <div>
          <Button variant="default" leftSection={<IconPlus size={17} aria-hidden />} onClick={add.onPress}>
            {add.label}
          </Button>
        </div>
      )}
      <Dialog
        size={592}
        opened={open !== null}
        onClose={shut}
        title={t(open === 'new' ? 'organisation.parts.add' : 'organisation.parts.rename')}
      >
        {open && <PartForm unit={unit} part={open === 'new' ? null : open} onClose={shut} />}
      </Dialog>
    </div>
  )
}

interface Entry {
  kind: string | null
  name: string
}

function PartForm({ unit, part, onClose }: { unit: Unit; part: Part | null; onClose: () => void }) {
  const t = useT()
  const changed = useUnitsChanged()
  const form = useForm<Entry>({
    initial: { kind: part?.kind ?? 'team', name: part?.name ?? '' },
    check: ({ kind, name }) => {
      const errors: Errors<Entry> = {}
      if (!kind) errors.kind = t('organisation.parts.needKind')
      if (name.trim().length < 2) errors.name = t('organisation.parts.needName')
      return errors
    },
    submit: async ({ kind, name }) => {
      if (part)
        await answer(api.PATCH('/api/parts/{id}', { params: { path: { id: part.id } }, body: { name: name.trim() } }))
      else
        await answer(
          api.POST('/api/units/{id}/parts', {
            params: { path: { id: unit.id } },
            body: { kind: kind as PartKind, name: name.trim() },
          }),
        )
      changed()
      toast({
        tone: 'good',
        text: part ? t('organisation.parts.saved') : t('organisation.parts.added', { name: name.trim() }),
      })
    },
  })
  return (
    <Form form={form} submit={t('common.save')} onSent={onClose}>
      {!part && (
        <SelectField
          {...form.field('kind')}
          label={t('organisation.parts.kind')}
          required
          choices={KINDS.map((kind) => ({ value: kind, label: t(`organisation.parts.${kind}`) }))}
        />
      )}
      <TextField
        {...form.field('name')}
        label={t('organisation.parts.name')}
        placeholder={t('organisation.parts.namePlace')}
        required
        maxLength={200}
      />
    </Form>
  )
}
