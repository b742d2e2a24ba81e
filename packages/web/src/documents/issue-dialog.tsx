import { Button, FileInput, Progress, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { uploadFile } from '../api.ts'
import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { DateField, TextField } from '../kit/fields.tsx'
import { Form, useForm } from '../kit/form.tsx'
import { toast } from '../kit/toast.tsx'
import { refreshKinds } from '../queries.ts'
import type { PaperReading, SignedDiffers } from './document.ts'
import { SignedDifferences } from './signed-differences.tsx'

/** The signed copy with the number and date of the unit's own system; what it says differently is shown at once. */
export function IssueDialog({ documentId, onClose }: { documentId: string; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [part, setPart] = useState(0)
  const [result, setResult] = useState<SignedDiffers | null>(null)
  const form = useForm({
    initial: { file: null as File | null, number: '', issuedOn: today() as string | null },
    check: (values) => (values.file ? {} : { file: t('documents.needFile') }),
    submit: async (values) => {
      if (!values.file) return
      const issued = (await uploadFile(
        `/api/documents/${documentId}/issue`,
        values.file,
        { number: values.number.trim(), issuedOn: values.issuedOn ?? '' },
        setPart,
      )) as PaperReading
      toast({ tone: 'good', text: t('documents.issued', { number: issued.number ?? '' }) })
      void refreshKinds(queries, ['document', 'plan', 'report', 'work'])
      const differs = issued.signedDiffers
      if (differs && (differs.notice || differs.changes.length > 0)) setResult(differs)
      else onClose()
    },
  })
  const file = form.field('file')
  return (
    <Dialog onClose={onClose} title={t('documents.issueTitle')} size={result ? 'xl' : 'md'}>
      {result ? (
        <Stack>
          <SignedDifferences differs={result} />
          <Button onClick={onClose}>{t('common.close')}</Button>
        </Stack>
      ) : (
        <Form form={form} submit={t('documents.issueNow')}>
          <Stack>
            <p style={{ margin: 0 }}>{t('documents.issueHelp')}</p>
            <FileInput
              id={file.id}
              name="file"
              label={t('documents.signedFile')}
              placeholder={t('documents.chooseFile')}
              accept="application/pdf,.pdf"
              withAsterisk
              value={file.value}
              onChange={file.onChange}
              error={file.error}
            />
            {form.sending && <Progress value={part * 100} aria-label={t('documents.signedFile')} />}
            <TextField
              {...form.field('number')}
              label={t('documents.issueNumber')}
              hint={t('documents.issueNumberHint')}
              placeholder="86/KH-THCS.NVT"
            />
            <DateField {...form.field('issuedOn')} label={t('documents.issueOn')} required max={today()} />
          </Stack>
        </Form>
      )}
    </Dialog>
  )
}
