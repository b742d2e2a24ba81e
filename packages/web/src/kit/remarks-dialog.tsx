import { useT } from '../i18n/index.ts'
import { Dialog } from './dialog.tsx'
import { TextAreaField } from './fields.tsx'
import { Form, useForm } from './form.tsx'

interface RemarksDialogProps {
  title: string
  /** The step as a verb: “Trả lại”. */
  submit: string
  /** What is typed survives a lost connection and a closed tab: `plan.<id>.return`. */
  draftKey: string
  /** Rejects with what went wrong, which the form then shows. */
  onSend: (remarks: string) => Promise<unknown>
  onClose: () => void
}

/** Words that go with a step back: why a paper is returned or opened again, said to whoever wrote it. */
export function RemarksDialog({ title, submit, draftKey, onSend, onClose }: RemarksDialogProps) {
  const t = useT()
  const form = useForm({
    initial: { remarks: '' },
    check: ({ remarks }) => (remarks.trim() ? {} : { remarks: t('record.remarksNeeded') }),
    draftKey,
    submit: ({ remarks }) => onSend(remarks.trim()),
  })
  return (
    <Dialog onClose={onClose} title={title}>
      <Form form={form} submit={submit} onSent={onClose} wide>
        <TextAreaField {...form.field('remarks')} label={t('record.remarks')} required rows={4} />
      </Form>
    </Dialog>
  )
}
