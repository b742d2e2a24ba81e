import { Button, FileInput, Progress, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { uploadFile } from '../api.ts'
import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { DateField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { toast } from '../kit/toast.tsx'
import { refreshKinds } from '../queries.ts'
import { exampleNumber, type PaperReading, paperQuery, type SignedDiffers } from './document.ts'
import { SignedDifferences } from './signed-differences.tsx'

interface Entry {
  file: File | null
  number: string
  issuedOn: string | null
}

interface IssueDialogProps {
  documentId: string
  /** Where the paper goes at once to others: the words for that, and who they are. */
  sending?: { title: string; submit: string; said: string; to: React.ReactNode }
  onClose: () => void
}

/** The signed copy with the number and date of the unit's own system; what it says differently is shown at once. */
export function IssueDialog({ documentId, sending, onClose }: IssueDialogProps) {
  const t = useT()
  const queries = useQueryClient()
  const paper = useQuery(paperQuery(documentId))
  const [part, setPart] = useState(0)
  const [result, setResult] = useState<SignedDiffers | null>(null)
  const form = useForm<Entry>({
    initial: { file: null, number: '', issuedOn: today() },
    check: ({ file, issuedOn }) => {
      const errors: Errors<Entry> = {}
      if (!file) errors.file = t('documents.needFile')
      if (!issuedOn) errors.issuedOn = t('documents.needDay')
      return errors
    },
    submit: async (values) => {
      if (!values.file) return
      const issued = (await uploadFile(
        `/api/documents/${documentId}/issue`,
        values.file,
        { number: values.number.trim(), issuedOn: values.issuedOn ?? '' },
        setPart,
      )) as PaperReading
      toast({ tone: 'good', text: sending?.said ?? t('documents.issued', { number: issued.number ?? '' }) })
      void refreshKinds(queries, ['document', 'plan', 'report', 'work'])
      const differs = issued.signedDiffers
      if (differs && (differs.notice || differs.changes.length > 0)) setResult(differs)
      else onClose()
    },
  })
  const file = form.field('file')
  return (
    <Dialog onClose={onClose} title={sending?.title ?? t('documents.issueTitle')} size={result ? 'xl' : 'md'}>
      {result ? (
        <Stack>
          <SignedDifferences differs={result} />
          <Button onClick={onClose}>{t('common.close')}</Button>
        </Stack>
      ) : (
        <Form form={form} submit={sending?.submit ?? t('documents.issueNow')}>
          <Stack>
            {sending?.to ?? <p style={{ margin: 0 }}>{t('documents.issueHelp')}</p>}
            <FileInput
              id={file.id}
              name="file"
              label={t('documents.signedFile')}
              placeholder={t('documents.chooseFile')}
              accept="application/pdf,.pdf"
              withAsterisk
              clearable
              clearButtonProps={{ 'aria-label': t('common.remove') }}
              value={file.value}
              onChange={file.onChange}
              error={file.error}
            />
            {form.sending && <Progress value={part * 100} aria-label={t('documents.signedFile')} />}
            <TextField
              {...form.field('number')}
              label={t('documents.issueNumber')}
              hint={t('documents.issueNumberHint')}
              placeholder={exampleNumber(paper.data?.content.number)}
            />
            <DateField {...form.field('issuedOn')} label={t('documents.issueOn')} required max={today()} />
          </Stack>
        </Form>
      )}
    </Dialog>
  )
}
