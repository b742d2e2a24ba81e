import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { answer, api } from '../api.ts'
import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { DateField, SelectField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { toast } from '../kit/toast.tsx'
import { type ChosenUnit, UnitField, UnitsField } from '../kit/unit-field.tsx'
import { recordPath } from '../record-path.ts'
import { useSession } from '../session/session.ts'
import { kindKey, LEVELS, type Level, levelKey, NEW_KINDS, teaches, type Unit } from './unit.ts'

export interface DialogProps {
  opened: boolean
  onClose: () => void
}

/** Refreshes everything that shows units. */
export function useUnitsChanged(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ queryKey: ['unit'] })
}

interface NewUnit {
  kind: string | null
  level: string | null
  name: string
  shortName: string
  code: string
  superiorId: ChosenUnit | null
  professionalId: ChosenUnit | null
  validFrom: string | null
}

/** A unit under one that the person manages. */
export function NewUnitDialog({ opened, onClose, under }: DialogProps & { under?: ChosenUnit }) {
  const t = useT()
  return (
    <Dialog
      size={592}
      opened={opened}
      onClose={onClose}
      title={t(under ? 'organisation.unit.addBelow' : 'organisation.list.add')}
    >
      <NewUnitForm onClose={onClose} {...(under ? { under } : {})} />
    </Dialog>
  )
}

function NewUnitForm({ onClose, under }: { onClose: () => void; under?: ChosenUnit }) {
  const t = useT()
  const navigate = useNavigate()
  const changed = useUnitsChanged()
  const { unit: own } = useSession()
  const form = useForm<NewUnit>({
    initial: {
      kind: 'school',
      level: null,
      name: '',
      shortName: '',
      code: '',
      superiorId: under ?? { id: own.id, name: own.name },
      professionalId: null,
      validFrom: today(),
    },
    draftKey: `unit.new.${under?.id ?? own.id}`,
    check: (values) => {
      const errors: Errors<NewUnit> = {}
      if (!values.kind) errors.kind = t('organisation.form.needKind')
      if (teaches(values.kind) && !values.level) errors.level = t('organisation.form.needLevel')
      if (values.name.trim().length < 2) errors.name = t('organisation.form.needName')
      if (!/[0-9A-Za-z]/.test(values.code)) errors.code = t('organisation.form.needCode')
      if (!values.superiorId) errors.superiorId = t('organisation.form.needSuperior')
      return errors
    },
    submit: async (values) => {
      const { id } = await answer(
        api.POST('/api/units', {
          body: {
            kind: values.kind as (typeof NEW_KINDS)[number],
            level: teaches(values.kind) ? (values.level as Level) : null,
            code: values.code.trim(),
            name: values.name.trim(),
            shortName: values.shortName.trim() || null,
            superiorId: values.superiorId?.id ?? 0,
            ...(values.professionalId ? { professionalId: values.professionalId.id } : {}),
            ...(values.validFrom ? { validFrom: values.validFrom } : {}),
          },
        }),
      )
      changed()
      toast({ tone: 'good', text: t('organisation.unit.added', { name: values.name.trim() }) })
      await navigate({ to: recordPath('unit', id) })
    },
  })
  return (
    <Form form={form} submit={t('organisation.list.add')} onSent={onClose}>
      <SelectField
        {...form.field('kind')}
        label={t('organisation.form.kind')}
        required
        choices={NEW_KINDS.map((kind) => ({ value: kind, label: t(kindKey(kind)) }))}
      />
      {teaches(form.values.kind) && (
        <SelectField
          {...form.field('level')}
          label={t('organisation.form.level')}
          required
          choices={LEVELS.map((level) => ({ value: level, label: t(levelKey(level)) }))}
        />
      )}
      <TextField {...form.field('name')} label={t('organisation.form.name')} required maxLength={300} />
      <TextField
        {...form.field('shortName')}
        label={t('organisation.form.shortName')}
        hint={t('organisation.form.shortNameHint')}
        maxLength={100}
      />
      <TextField {...form.field('code')} label={t('organisation.form.code')} required maxLength={60} />
      <UnitField {...form.field('superiorId')} label={t('organisation.form.superior')} required />
      <UnitField
        {...form.field('professionalId')}
        label={t('organisation.form.professional')}
        hint={t('organisation.form.professionalHint')}
      />
      <DateField {...form.field('validFrom')} label={t('organisation.form.from')} />
    </Form>
  )
}

interface Change {
  name: string
  shortName: string
  validTo: string | null
  successorIds: ChosenUnit[]
}

/** Name, end and successors. Somebody else's save in between is told, nothing is overwritten. */
export function EditUnitDialog({ unit, opened, onClose }: DialogProps & { unit: Unit }) {
  const t = useT()
  return (
    <Dialog size={592} opened={opened} onClose={onClose} title={t('organisation.unit.edit')}>
      <EditUnitForm unit={unit} onClose={onClose} />
    </Dialog>
  )
}

function EditUnitForm({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useT()
  const changed = useUnitsChanged()
  const form = useForm<Change>({
    initial: {
      name: unit.name,
      shortName: unit.shortName ?? '',
      validTo: unit.validTo,
      successorIds: unit.successors,
    },
    check: ({ name }) => (name.trim().length < 2 ? { name: t('organisation.form.needName') } : {}),
    submit: async ({ name, shortName, validTo, successorIds }) => {
      const ids = successorIds.map(({ id }) => id)
      const same = ids.length === unit.successors.length && unit.successors.every(({ id }) => ids.includes(id))
      await answer(
        api.PATCH('/api/units/{id}', {
          params: { path: { id: unit.id } },
          body: {
            version: unit.version,
            // only what changed: the history names these fields
            ...(name.trim() === unit.name ? {} : { name: name.trim() }),
            ...(shortName.trim() === (unit.shortName ?? '') ? {} : { shortName: shortName.trim() || null }),
            ...(validTo === unit.validTo ? {} : { validTo }),
            ...(same ? {} : { successorIds: ids }),
          },
        }),
      )
      changed()
      toast({ tone: 'good', text: t('organisation.unit.saved') })
    },
  })
  return (
    <Form form={form} submit={t('common.save')} onSent={onClose}>
      <TextField {...form.field('name')} label={t('organisation.form.name')} required maxLength={300} />
      <TextField
        {...form.field('shortName')}
        label={t('organisation.form.shortName')}
        hint={t('organisation.form.shortNameHint')}
        maxLength={100}
      />
      <DateField
        {...form.field('validTo')}
        label={t('organisation.form.validTo')}
        hint={t('organisation.form.validToHint')}
        min={unit.validFrom}
      />
      {form.values.validTo && (
        <UnitsField
          {...form.field('successorIds')}
          label={t('organisation.form.successor')}
          hint={t('organisation.form.successorsHint')}
        />
      )}
    </Form>
  )
}

interface Guide {
  superiorId: ChosenUnit | null
  from: string | null
}

/** Who guides the unit professionally, from a day on. Whom it belongs to is its place in the tree: see `MoveUnitDialog`. */
export function ChangeGuideDialog({ unit, opened, onClose }: DialogProps & { unit: Unit }) {
  const t = useT()
  return (
    <Dialog size={592} opened={opened} onClose={onClose} title={t('organisation.unit.changeGuide')}>
      <ChangeGuideForm unit={unit} onClose={onClose} />
    </Dialog>
  )
}

function ChangeGuideForm({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useT()
  const changed = useUnitsChanged()
  const form = useForm<Guide>({
    initial: { superiorId: null, from: today() },
    check: ({ superiorId, from }) => ({
      ...(superiorId ? {} : { superiorId: t('organisation.form.needSuperior') }),
      ...(from ? {} : { from: t('organisation.form.needFrom') }),
    }),
    submit: async ({ superiorId, from }) => {
      await answer(
        api.POST('/api/units/{id}/professional', {
          params: { path: { id: unit.id } },
          body: { superiorId: superiorId?.id ?? 0, from: from ?? '' },
        }),
      )
      changed()
      toast({ tone: 'good', text: t('organisation.form.guideChanged') })
    },
  })
  return (
    <Form form={form} submit={t('common.save')} onSent={onClose}>
      <UnitField {...form.field('superiorId')} label={t('organisation.form.professional')} required />
      <DateField
        {...form.field('from')}
        label={t('organisation.form.since')}
        hint={t('organisation.form.changeGuideText')}
        required
      />
    </Form>
  )
}
