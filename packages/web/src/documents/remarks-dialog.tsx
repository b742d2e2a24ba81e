import { Modal } from '@mantine/core'
import { useT } from '../i18n/index.ts'
import { TextAreaField } from '../kit/fields.tsx'
import { Form, useForm } from '../kit/form.tsx'

/** Words that go with a step: why a paper is returned or reopened. */
export function RemarksDialog({
  title,
  draftKey,
  onSend,
  onClose,
}: {
  title: string
  draftKey: string
  onSend: (remarks: string) => Promise<unknown>
  onClose: () => void
}) {
  const t = useT()
  const form = useForm({
    initial: { remarks: '' },
    check: (values) => (values.remarks.trim() ? {} : { remarks: t('documents.remarks') }),
    draftKey,
    submit: (values) => onSend(values.remarks.trim()),
  })
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Form form={form} submit={title} onSent={onClose}>
        <TextAreaField {...form.field('remarks')} label={t('documents.remarks')} required />
      </Form>
    </Modal>
  )
}
