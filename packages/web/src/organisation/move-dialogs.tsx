import { answer, api } from '../api.ts'
import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { trackJob } from '../jobs.ts'
import { Dialog } from '../kit/dialog.tsx'
import { DateField } from '../kit/fields.tsx'
import { Form, useForm } from '../kit/form.tsx'
import { type ChosenUnit, UnitField } from '../kit/unit-field.tsx'
import { recordPath } from '../record-path.ts'
import type { Unit } from './unit.ts'
import { type DialogProps, useUnitsChanged } from './unit-forms.tsx'

interface Move {
  superiorId: ChosenUnit | null
  from: string | null
}

/** Whom the unit belongs to from a day on: its place in the tree, and with it who sees its records, moves in a job. */
export function MoveUnitDialog({ unit, opened, onClose }: DialogProps & { unit: Unit }) {
  const t = useT()
  return (
    <Dialog size={592} opened={opened} onClose={onClose} title={t('organisation.move.title')}>
      <MoveForm unit={unit} onClose={onClose} />
    </Dialog>
  )
}

function MoveForm({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useT()
  const changed = useUnitsChanged()
  const form = useForm<Move>({
    initial: { superiorId: null, from: today() },
    check: ({ superiorId, from }) => ({
      ...(superiorId ? {} : { superiorId: t('organisation.form.needSuperior') }),
      ...(from ? {} : { from: t('organisation.form.needFrom') }),
    }),
    submit: async ({ superiorId, from }) => {
      const { progressId } = await answer(
        api.POST('/api/units/{id}/move', {
          params: { path: { id: unit.id } },
          body: { superiorId: superiorId?.id ?? 0, from: from ?? '' },
        }),
      )
      changed()
      trackJob(
        progressId,
        t('organisation.move.job', { name: unit.shortName ?? unit.name }),
        recordPath('unit', unit.id),
      )
    },
  })
  return (
    <Form form={form} submit={t('organisation.move.confirm')} onSent={onClose}>
      <p style={{ margin: 0 }}>{t('organisation.move.text')}</p>
      <UnitField
        {...form.field('superiorId')}
        label={t('organisation.unit.affiliation')}
        hint={t('organisation.move.superiorHint')}
        required
      />
      <DateField {...form.field('from')} label={t('organisation.form.since')} max={today()} required />
      <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{t('organisation.move.letterhead')}</p>
    </Form>
  )
}

interface Merge {
  successorId: ChosenUnit | null
  from: string | null
}

/** The unit ends and another takes over; the units that belong to it move to the other. */
export function MergeUnitDialog({ unit, opened, onClose }: DialogProps & { unit: Unit }) {
  const t = useT()
  return (
    <Dialog size={592} opened={opened} onClose={onClose} title={t('organisation.merge.title')}>
      <MergeForm unit={unit} onClose={onClose} />
    </Dialog>
  )
}

function MergeForm({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useT()
  const changed = useUnitsChanged()
  const form = useForm<Merge>({
    initial: { successorId: null, from: today() },
    check: ({ successorId, from }) => ({
      ...(successorId ? {} : { successorId: t('organisation.merge.needSuccessor') }),
      ...(from ? {} : { from: t('organisation.form.needFrom') }),
    }),
    submit: async ({ successorId, from }) => {
      const { progressId } = await answer(
        api.POST('/api/units/{id}/merge', {
          params: { path: { id: unit.id } },
          body: { successorId: successorId?.id ?? 0, from: from ?? '' },
        }),
      )
      changed()
      trackJob(
        progressId,
        t('organisation.merge.job', { name: unit.shortName ?? unit.name }),
        recordPath('unit', unit.id),
      )
    },
  })
  return (
    <Form form={form} submit={t('organisation.merge.confirm')} onSent={onClose}>
      <p style={{ margin: 0 }}>
        {unit.unitsBelow > 0
          ? t('organisation.merge.text', { count: unit.unitsBelow })
          : t('organisation.merge.textAlone')}
      </p>
      <UnitField {...form.field('successorId')} label={t('organisation.form.successor')} required />
      <DateField
        {...form.field('from')}
        label={t('organisation.form.since')}
        hint={t('organisation.merge.fromHint')}
        max={today()}
        required
      />
    </Form>
  )
}
