import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import { addDays, today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { DateField, SelectField, TextAreaField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { useAnswer } from './answer-assignment.ts'

export interface Answered {
  id: number
  version: number
  title: string
  dueOn: string | null
}

interface DialogProps {
  /** The assignment to answer; null keeps the dialog shut. */
  of: Answered | null
  onClose: () => void
}

export function ExtensionDialog({ of, onClose }: DialogProps) {
  const t = useT()
  return (
    <Dialog opened={of !== null} onClose={onClose} title={t('work.extend')}>
      {of && <ExtensionForm of={of} onSent={onClose} />}
    </Dialog>
  )
}

function ExtensionForm({ of, onSent }: { of: Answered; onSent: () => void }) {
  const t = useT()
  const { id, version, title } = of
  const deed = useAnswer()
  const now = today()
  const earliest = addDays(of.dueOn !== null && of.dueOn > now ? of.dueOn : now, 1)
  const form = useForm<{ dueOn: string | null; note: string }>({
    initial: { dueOn: null, note: '' },
    draftKey: `assignment.${id}.extension`,
    check: ({ dueOn }) => (dueOn ? {} : { dueOn: t('work.needDay') }),
    submit: ({ dueOn, note }) =>
      deed.send({
        id,
        version,
        title,
        kind: 'extension-asked',
        dueOn: dueOn ?? '',
        ...(note.trim() ? { note } : {}),
      }),
  })
  return (
    <Form form={form} submit={t('work.send')} onSent={onSent}>
      <p style={{ margin: 0 }}>{of.title}</p>
      <DateField {...form.field('dueOn')} label={t('work.newDay')} required min={earliest} />
      <TextAreaField {...form.field('note')} label={t('work.why')} hint={t('work.whyHint')} rows={2} />
    </Form>
  )
}

export function ScopeDialog({ of, onClose }: DialogProps) {
  const t = useT()
  return (
    <Dialog opened={of !== null} onClose={onClose} title={t('work.outOfScope')}>
      {of && <ScopeForm of={of} onSent={onClose} />}
    </Dialog>
  )
}

function ScopeForm({ of, onSent }: { of: Answered; onSent: () => void }) {
  const t = useT()
  const { id, version, title } = of
  const deed = useAnswer()
  const form = useForm<{ note: string }>({
    initial: { note: '' },
    draftKey: `assignment.${id}.scope`,
    check: ({ note }) => (note.trim() ? {} : { note: t('work.needWhy') }),
    submit: ({ note }) => deed.send({ id, version, title, kind: 'out-of-scope', note }),
  })
  return (
    <Form form={form} submit={t('work.send')} onSent={onSent}>
      <p style={{ margin: 0 }}>{of.title}</p>
      <TextAreaField {...form.field('note')} label={t('work.why')} required rows={2} />
    </Form>
  )
}

export function TransferDialog({ of, onClose }: DialogProps) {
  const t = useT()
  return (
    <Dialog opened={of !== null} onClose={onClose} title={t('work.transfer')}>
      {of && <TransferForm of={of} onSent={onClose} />}
    </Dialog>
  )
}

function TransferForm({ of, onSent }: { of: Answered; onSent: () => void }) {
  const t = useT()
  const { id, version, title } = of
  const deed = useAnswer()
  const colleagues = useQuery({
    queryKey: ['assignment', of.id, 'colleagues'],
    queryFn: () => answer(api.GET('/api/assignments/{id}/colleagues', { params: { path: { id: of.id } } })),
  })
  const form = useForm<{ personId: string | null; note: string }>({
    initial: { personId: null, note: '' },
    draftKey: `assignment.${id}.transfer`,
    check: ({ personId }): Errors<{ personId: string | null }> => (personId ? {} : { personId: t('work.needPerson') }),
    submit: ({ personId, note }) => {
      const [to, toId = ''] = (personId ?? '').split(':')
      return deed.send({
        id,
        version,
        title,
        kind: 'transferred',
        ...(to === 'team' ? { partId: Number(toId) } : { personId: toId }),
        ...(note.trim() ? { note } : {}),
      })
    },
  })
  return (
    <Loaded query={colleagues} lines={3} part>
      {({ people, teams }) => (
        <Form form={form} submit={t('work.send')} onSent={onSent}>
          <p style={{ margin: 0 }}>{of.title}</p>
          <SelectField
            {...form.field('personId')}
            label={t('work.receiver')}
            required
            choices={[
              ...teams.map((team) => ({ value: `team:${team.id}`, label: team.name })),
              ...people.map((person) => ({ value: `person:${person.id}`, label: person.name })),
            ]}
          />
          <TextAreaField {...form.field('note')} label={t('work.note')} rows={2} />
        </Form>
      )}
    </Loaded>
  )
}
