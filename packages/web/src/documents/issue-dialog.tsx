import { Button, FileInput, Group, Progress, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { uploadFile } from '../api.ts'
import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { DateField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { toast } from '../kit/toast.tsx'
import { ProblemError } from '../problem.ts'
import { refreshKinds } from '../queries.ts'
import classes from './document.module.css'
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
  sending?: { title: string; submit: string; submitAnyway: string; said: string; to: React.ReactNode }
  onClose: () => void
}

/**
 * The signed copy with the number and date of the unit's own system. What it says differently is shown before the paper is
 * issued, which then waits for another file or for the word to go on.
 */
export function IssueDialog({ documentId, sending, onClose }: IssueDialogProps) {
  const t = useT()
  const queries = useQueryClient()
  const paper = useQuery(paperQuery(documentId))
  const [part, setPart] = useState(0)
  /** Why the paper is not issued yet. */
  const [asked, setAsked] = useState<Asked | null>(null)
  const notice = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (asked) notice.current?.focus()
  }, [asked])
  /** What there is to know of an issued paper whose copy could not be compared. */
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
      const fields = { number: values.number.trim(), issuedOn: values.issuedOn ?? '' }
      let issued: PaperReading
      try {
        issued = (await uploadFile(
          `/api/documents/${documentId}/issue`,
          values.file,
          asked ? { ...fields, differs: 'accept' } : fields,
          setPart,
        )) as PaperReading
      } catch (thrown) {
        const differs = differencesIn(thrown)
        if (differs) return setAsked(differs)
        // what is wrong with number or date stands at their fields
        if (thrown instanceof ProblemError && thrown.problem.errors) setAsked(null)
        throw thrown
      }
      toast({ tone: 'good', text: sending?.said ?? t('documents.issued', { number: issued.number ?? '' }) })
      void refreshKinds(queries, ['document', 'plan', 'report', 'work'])
      const differs = issued.signedDiffers
      if (differs && !differs.compared && !asked) setResult(differs)
      else onClose()
    },
  })
  const file = form.field('file')
  const otherFile = () => {
    setAsked(null)
    file.onChange(null)
  }
  const title = sending?.title ?? t('documents.issueTitle')
  if (result) {
    return (
      <Dialog onClose={onClose} title={title} size="xl">
        <Stack>
          <SignedDifferences differs={result} />
          <Button onClick={onClose}>{t('common.close')}</Button>
        </Stack>
      </Dialog>
    )
  }
  if (asked) {
    return (
      <Dialog onClose={onClose} title={title} size="xl">
        <Stack>
          {form.problem && <ProblemNotice problem={form.problem} />}
          <p ref={notice} tabIndex={-1} style={{ margin: 0, outline: 'none' }}>
            {asked.detail}
          </p>
          <SignedDifferences differs={asked.differs} />
          {form.sending && <Progress value={part * 100} aria-label={t('documents.signedFile')} />}
          <Group gap="xs" className={classes.decide}>
            <Button disabled={form.sending} onClick={otherFile}>
              {t('documents.otherFile')}
            </Button>
            <Button variant="default" loading={form.sending} onClick={() => void form.send()}>
              {sending?.submitAnyway ?? t('documents.issueAnyway')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    )
  }
  return (
    <Dialog onClose={onClose} title={title} size="md">
      <Form form={form} submit={sending?.submit ?? t('documents.issueNow')}>
        <Stack>
          {sending?.to ?? (
            <>
              <p style={{ margin: 0 }}>{t('documents.issueHelp')}</p>
              <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{t('documents.issueFinal')}</p>
            </>
          )}
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
    </Dialog>
  )
}

interface Asked {
  differs: SignedDiffers
  detail: string | undefined
}

/** What the server found different, where that is why it has not issued the paper. */
function differencesIn(thrown: unknown): Asked | null {
  if (!(thrown instanceof ProblemError) || thrown.problem.type !== '/errors/signed-copy-differs') return null
  return { differs: thrown.problem.signedDiffers as SignedDiffers, detail: thrown.problem.detail }
}
