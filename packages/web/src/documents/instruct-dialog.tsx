import { Button, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { answer, api } from '../api.ts'
import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { DateField, SelectField, TextAreaField } from '../kit/fields.tsx'
import { Form, useForm } from '../kit/form.tsx'
import { toast } from '../kit/toast.tsx'
import { refreshKinds } from '../queries.ts'

/** Bút phê: to whom, with what words, by when. */
export function InstructDialog({ documentId, onClose }: { documentId: string; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const people = useQuery({
    queryKey: ['document', documentId, 'takers'],
    queryFn: () => answer(api.GET('/api/documents/{id}/takers', { params: { path: { id: documentId } } })),
  })
  const again = useRef(false)
  const form = useForm({
    initial: { toPersonId: null as string | null, text: '', dueOn: null as string | null },
    check: (values) => ({
      ...(values.toPersonId ? {} : { toPersonId: t('documents.needTaker') }),
      ...(values.text.trim() ? {} : { text: t('documents.needInstruction') }),
    }),
    draftKey: `document.${documentId}.instruction`,
    submit: async (values) => {
      await answer(
        api.POST('/api/documents/{id}/instructions', {
          params: { path: { id: documentId } },
          body: {
            toPersonId: values.toPersonId ?? '',
            text: values.text.trim(),
            dueOn: values.dueOn,
            again: again.current,
          },
        }),
      )
      const name = people.data?.rows.find((person) => person.id === values.toPersonId)?.name ?? ''
      toast({ tone: 'good', text: t('documents.given', { name }) })
      void refreshKinds(queries, ['document', 'work'])
    },
  })
  const giveAgain = async () => {
    again.current = true
    const sent = await form.send()
    again.current = false
    if (sent) onClose()
  }
  return (
    <Dialog onClose={onClose} title={t('documents.instructTitle')}>
      <Form
        form={form}
        submit={t('documents.give')}
        onSent={onClose}
        leadOn={(problem) =>
          problem.type === '/errors/already-given' && (
            <Button variant="default" size="compact-md" loading={form.sending} onClick={giveAgain}>
              {t('documents.giveAgain')}
            </Button>
          )
        }
      >
        <Stack>
          <SelectField
            {...form.field('toPersonId')}
            label={t('documents.instructTo')}
            required
            choices={(people.data?.rows ?? []).map((person) => ({
              value: person.id,
              label: person.title ? `${person.name} · ${person.title}` : person.name,
            }))}
          />
          <TextAreaField {...form.field('text')} label={t('documents.instructText')} required />
          <DateField {...form.field('dueOn')} label={t('documents.instructDue')} min={today()} />
        </Stack>
      </Form>
    </Dialog>
  )
}
