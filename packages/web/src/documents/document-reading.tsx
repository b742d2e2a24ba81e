import { Alert } from '@mantine/core'
import { IconCheck, IconDownload, IconFile, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { uploadFile } from '../api.ts'
import { useT } from '../i18n/index.ts'
import { FileDrop } from '../kit/file-drop.tsx'
import { ReadingPage } from '../kit/reading-page.tsx'
import { StatusBadge } from '../status.tsx'
import classes from './document.module.css'
import { type DocumentRecord, pagesOf, statusOf, wordOf } from './document.ts'
import { passagesOf, tints } from './passages.ts'
import { type Arrival, useReadingDeeds } from './reading-deeds.ts'
import { Conflict, Held, HeldDialog, Notice } from './reading-notices.tsx'
import { RegisterEntry } from './register-entry.tsx'
import { Signatures } from './signatures.tsx'
import { WhatWasRead } from './what-was-read.tsx'

/** What a stretch of the text may be said to be; `true`: seldom wanted. */
const selectionMarks = [
  ['task', 'documents.markTask'],
  ['basis', 'documents.markBasis'],
  ['deadline', 'documents.markDeadline'],
  ['title', 'documents.subject', true],
  ['number', 'documents.number', true],
  ['date', 'documents.date', true],
  ['issuer', 'documents.issuer', true],
  ['superior', 'documents.superior', true],
  ['signer', 'documents.signerName', true],
  ['addressees', 'documents.addressees', true],
  ['recipients', 'documents.recipients', true],
] as const

/** A document that came in, beside what was read of it. Nothing counts as read before Xác nhận. */
export function DocumentReading({ document }: { document: DocumentRecord }) {
  const t = useT()
  const [replacing, setReplacing] = useState(false)
  const [arrival, setArrival] = useState<Arrival>()
  const [askedAgain, setAskedAgain] = useState(false)
  const [dayUnfit, setDayUnfit] = useState<string>()
  const { id, can, parsed } = document
  const { reread, confirm, conflict, problems, refresh, ...correcting } = useReadingDeeds(document, arrival)
  if (!parsed) return null

  const open = document.findings.filter((finding) => finding.state === 'open')
  const recognising = document.state === 'reading'
  const unreadable = document.sourceText === null && !recognising
  const pages = pagesOf(document)
  const press = () => {
    // what is wrong with the day stands beside it
    if (dayUnfit !== undefined) return window.document.getElementById('entry-on')?.focus()
    if (document.duplicates.length > 0) return setAskedAgain(true)
    confirm.start(null)
  }

  return (
    <ReadingPage
      back={{ to: '/documents', label: t('documents.back') }}
      {...(document.number ? { code: document.number } : {})}
      title={document.title ?? document.file?.name ?? t('documents.noTitle')}
      status={<StatusBadge status={statusOf(document.state)} word={wordOf(document.state)} />}
      {...(can.confirm
        ? {
            action: {
              label: t('documents.confirm'),
              icon: IconCheck,
              running: confirm.running,
              onPress: press,
            },
          }
        : {})}
      secondary={[
        ...(document.file
          ? [
              {
                label: t('documents.original'),
                icon: IconFile,
                onPress: () => void window.open(`/api/documents/${id}/file`, '_blank', 'noopener'),
              },
              {
                label: t('documents.download'),
                icon: IconDownload,
                onPress: () => window.location.assign(`/api/documents/${id}/file?download=true`),
              },
            ]
          : []),
        ...(can.reread
          ? [
              { label: t('documents.reread'), icon: IconRefresh, onPress: () => reread.start(null) },
              { label: t('documents.betterFile'), icon: IconFile, onPress: () => setReplacing(true) },
            ]
          : []),
      ]}
      text={document.sourceText ?? ''}
      {...(pages ? { pages } : {})}
      {...(recognising || unreadable
        ? { noText: t(recognising ? 'documents.recognisingPane' : 'documents.unreadablePane') }
        : {})}
      unsure={document.unsure}
      passages={passagesOf(parsed, document.findings)}
      tints={tints}
      walks="finding"
      selection={
        can.correct && !unreadable && !recognising
          ? selectionMarks.map(([as, label, seldom]) => ({
              label: t(label),
              ...(seldom ? { seldom } : {}),
              onPress: ({ start, end }) => correcting.send?.({ mark: { as, start, end } }),
            }))
          : []
      }
    >
      {askedAgain && (
        <HeldDialog
          duplicates={document.duplicates}
          onConfirm={() => {
            setAskedAgain(false)
            confirm.start(null)
          }}
          onClose={() => setAskedAgain(false)}
        />
      )}
      {conflict && <Conflict {...conflict} />}
      {problems.map((problem) => (
        <Notice key={problem.type} problem={problem} />
      ))}
      {recognising && (
        <Alert variant="outline" color="var(--tone-info)" title={t('documents.recognising')} mb="sm" role="status">
          {t('documents.recognisingText')}
        </Alert>
      )}
      <Signatures signatures={document.signatures} />
      {unreadable && (
        <Alert variant="outline" color="var(--tone-bad)" title={t('documents.unreadable')} mb="sm">
          {t('documents.unreadableText')}
        </Alert>
      )}
      {!unreadable && document.state === 'unrecognised' && (
        <Alert variant="outline" color="var(--tone-wait)" mb="sm">
          {t('documents.unrecognised')}
        </Alert>
      )}
      {(replacing || unreadable) && can.reread && (
        <div className={classes.replace}>
          <FileDrop
            label={t('documents.betterFile')}
            multiple={false}
            upload={(file, onProgress) =>
              uploadFile(`/api/documents/${id}/reread`, file, { version: String(document.version) }, onProgress)
            }
            onDone={() => {
              setReplacing(false)
              refresh()
            }}
          />
        </div>
      )}
      <Held duplicates={document.duplicates} />
      {can.confirm && (
        <RegisterEntry
          document={document}
          arrival={arrival}
          onArrival={setArrival}
          onUnfit={setDayUnfit}
          onDirection={(direction) => correcting.send?.({ register: { direction } })}
        />
      )}
      {!recognising && (
        <p className={classes.where} role="status">
          {open.length > 0 ? t('documents.toLookAt', { count: open.length }) : !unreadable && t('documents.clean')}
        </p>
      )}
      {!recognising && <WhatWasRead parsed={parsed} findings={document.findings} {...correcting} />}
    </ReadingPage>
  )
}
