import { FileInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { uploadFile } from '../api.ts'
import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Dialog } from '../kit/dialog.tsx'
import { DateField, TextField } from '../kit/fields.tsx'
import { type Errors, Form, useForm } from '../kit/form.tsx'
import { toast } from '../kit/toast.tsx'
import { refreshKinds } from '../queries.ts'
import type { Report } from './report.ts'

interface Entry {
  file: File | null
  number: string
  issuedOn: string | null
}

/** The signed copy with its number and date: what is asked before the report leaves the house. */
export function IssueDialog({ report, opened, onClose }: { report: Report; opened: boolean; onClose: () => void }) {
  const t = useT()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('reports.sendTitle')}>
      <IssueForm report={report} onSent={onClose} />
    </Dialog>
  )
}

function IssueForm({ report, onSent }: { report: Report; onSent: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const form = useForm<Entry>({
    initial: { file: null, number: '', issuedOn: today() },
    check: ({ file, issuedOn }) => {
      const errors: Errors<Entry> = {}
      if (!file) errors.file = t('reports.needFile')
      if (!issuedOn) errors.issuedOn = t('reports.needDay')
      return errors
    },
    submit: async ({ file, number, issuedOn }) => {
      if (!file) return
      const fields = { issuedOn: issuedOn ?? '', ...(number.trim() ? { number: number.trim() } : {}) }
      await uploadFile(`/api/documents/${report.documentId}/issue`, file, fields, () => {})
      await refreshKinds(queries, ['report', 'document', 'work'])
      toast({ tone: 'good', text: t('reports.saidSent') })
    },
  })
  const file = form.field('file')
  const to = useId()
  return (
    <Form form={form} submit={t('reports.send')} onSent={onSent} wide>
      <section aria-labelledby={to}>
        <b id={to}>{t('outgoing.to')}</b>
        {report.receivers.length === 0 && <p style={{ margin: '4px 0 0' }}>{t('reports.noReceivers')}</p>}
        <ul style={{ margin: '4px 0 0', paddingInlineStart: 20 }}>
          {report.receivers.map((receiver) => (
            <li key={receiver.unitId}>
              {receiver.name} · {t(receiver.role === 'main' ? 'reports.mainReceiver' : 'reports.copyReceiver')}
            </li>
          ))}
        </ul>
      </section>
      <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{t('outgoing.warning')}</p>
      <FileInput
        id={file.id}
        label={t('reports.signedFile')}
        withAsterisk
        accept="application/pdf"
        value={file.value}
        onChange={file.onChange}
        error={file.error}
        placeholder={t('file.choose')}
        clearable
        clearButtonProps={{ 'aria-label': t('common.remove') }}
      />
      <TextField {...form.field('number')} label={t('reports.number')} hint={t('reports.numberHint')} />
      <DateField {...form.field('issuedOn')} label={t('reports.issuedOn')} required max={today()} />
    </Form>
  )
}
