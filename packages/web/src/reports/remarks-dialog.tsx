import { Modal } from '@mantine/core'
import { useT } from '../i18n/index.ts'
import { TextAreaField } from '../kit/fields.tsx'
import { Form, useForm } from '../kit/form.tsx'

/** What is to be changed, said to whoever wrote the paper. */
export function RemarksDialog({
  opened,
  title,
  submit,
  onClose,
}: {
  opened: boolean
  title: string
  submit: (remarks: string) => Promise<unknown>
  onClose: () => void
}) {
  const t = useT()
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <RemarksForm title={title} submit={submit} onSent={onClose} />
    </Modal>
  )
}

function RemarksForm({
  title,
  submit,
  onSent,
}: {
  title: string
  submit: (remarks: string) => Promise<unknown>
  onSent: () => void
}) {
  const t = useT()
  const form = useForm<{ remarks: string }>({
    initial: { remarks: '' },
    check: ({ remarks }) => (remarks.trim() ? {} : { remarks: t('reports.needRemarks') }),
    submit: ({ remarks }) => submit(remarks),
  })
  return (
    <Form form={form} submit={title} onSent={onSent} wide>
      <TextAreaField {...form.field('remarks')} label={t('reports.remarks')} required />
    </Form>
  )
}
