import '../kit/paper-font.ts'
import { Alert, Button, SegmentedControl } from '@mantine/core'
import {
  IconCheck,
  IconDownload,
  IconEye,
  IconFile,
  IconListCheck,
  IconPencil,
  IconRubberStamp,
  IconSend,
  IconUserShare,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { formatDate, formatDateTime } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Loaded } from '../kit/loaded.tsx'
import type { Action } from '../kit/page-head.tsx'
import { PlainPages } from '../kit/page-images.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { RecordPage } from '../kit/record-page.tsx'
import type { RecordTab } from '../kit/record-tabs.tsx'
import { RemarksDialog } from '../kit/remarks-dialog.tsx'
import { toast } from '../kit/toast.tsx'
import { refreshKinds } from '../queries.ts'
import { useRemarksTab } from '../remarks/remarks-tab.tsx'
import { StatusBadge } from '../status.tsx'
import { useNoteDocument } from '../work/note-document.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import classes from './document.module.css'
import {
  type DocumentRecord,
  type PaperReading,
  pagesOf,
  paperQuery,
  statusOf,
  waitsOf,
  whoActs,
  wordOf,
} from './document.ts'
import { InstructDialog } from './instruct-dialog.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { PaperHistory } from './paper-history.tsx'
import { Signatures } from './signatures.tsx'
import { SignedDifferences } from './signed-differences.tsx'
import { WrittenPaper } from './written-paper.tsx'

type Dialog = 'instruct' | 'approve' | 'issue' | 'return' | 'reopen' | null
type Cited = DocumentRecord['citedBy'][number]

/** A document that is filed, or an outgoing paper on its way: what it says, what it cites, who was given it, what happened. */
export function DocumentRecordPage({ document }: { document: DocumentRecord }) {
  const t = useT()
  const queries = useQueryClient()
  const [dialog, setDialog] = useState<Dialog>(null)
  const { id } = document
  const paper = useQuery({ ...paperQuery(id), enabled: document.paper !== null })
  // a paper that is a plan or a report is talked about in one place, whichever page of it is open
  const remarks = useRemarksTab(
    document.planId
      ? { kind: 'plan', id: document.planId }
      : document.reportId
        ? { kind: 'report', id: document.reportId }
        : { kind: 'document', id },
  )
  const changes = ['document', 'plan', 'report', 'work']
  const path = { params: { path: { id } } }
  const submit = useDeed({
    run: (_: null, headers) => answer(api.POST('/api/documents/{id}/submit', { ...path, body: {}, headers })),
    changes,
    said: t('documents.submitted'),
    undo: () => answer(api.POST('/api/documents/{id}/withdraw', { ...path, body: {} })),
  })
  const withdraw = useDeed({
    run: (_: null, headers) => answer(api.POST('/api/documents/{id}/withdraw', { ...path, body: {}, headers })),
    changes,
    said: t('documents.withdrawn'),
  })
  const note = useNoteDocument()
  const withRemarks = async (step: 'return' | 'reopen', remarks: string) => {
    await answer(
      step === 'return'
        ? api.POST('/api/documents/{id}/return', { ...path, body: { remarks } })
        : api.POST('/api/documents/{id}/reopen', { ...path, body: { remarks } }),
    )
    toast({ tone: 'good', text: t(step === 'return' ? 'documents.returned' : 'documents.reopened') })
    void refreshKinds(queries, changes)
  }

  const can = paper.data?.can
  const next = nextAction()
  function nextAction(): Action | undefined {
    if (can?.approve) return { label: t('documents.approve'), icon: IconCheck, onPress: () => setDialog('approve') }
    if (can?.issue) return { label: t('documents.issue'), icon: IconRubberStamp, onPress: () => setDialog('issue') }
    if (can?.submit)
      return {
        label: t('documents.submit'),
        icon: IconSend,
        running: submit.running,
        onPress: () => submit.start(null),
      }
    // whom a plan was given to goes on to the plan; who gives it out finds bút phê first while nobody has it
    const plan = document.planId && {
      label: t('documents.openPlan'),
      icon: IconListCheck,
      to: `/plans/${document.planId}`,
    }
    if (plan && document.instructions.length > 0) return plan
    if (document.can.instruct && document.direction !== 'out')
      return { label: t('documents.instruct'), icon: IconUserShare, onPress: () => setDialog('instruct') }
    return plan || undefined
  }
  const open = (address: string) => () => void window.open(address, '_blank', 'noopener')
  const secondary: Action[] = [
    ...(document.paper === 'letter' && can?.edit
      ? [{ label: t('templates.edit'), icon: IconPencil, to: `/documents/${id}/edit` }]
      : []),
    ...(document.planId && next?.label !== t('documents.openPlan')
      ? [{ label: t('documents.openPlan'), to: `/plans/${document.planId}` }]
      : []),
    ...(document.reportId ? [{ label: t('documents.openReport'), to: `/reports/${document.reportId}` }] : []),
    ...(can?.return ? [{ label: t('documents.return'), onPress: () => setDialog('return') }] : []),
    ...(can?.withdraw ? [{ label: t('documents.withdraw'), onPress: () => withdraw.start(null) }] : []),
    ...(can?.reopen ? [{ label: t('documents.reopen'), onPress: () => setDialog('reopen') }] : []),
    ...(document.paper
      ? [
          {
            label: t('documents.docx'),
            icon: IconDownload,
            onPress: () => window.location.assign(`/api/documents/${id}/paper.docx`),
          },
          { label: t('documents.pdf'), icon: IconFile, onPress: open(`/api/documents/${id}/paper.pdf`) },
        ]
      : []),
    ...(document.file
      ? [{ label: t('documents.original'), icon: IconFile, onPress: open(`/api/documents/${id}/file`) }]
      : []),
    ...(document.paper && document.signedFile
      ? [{ label: t('documents.openSigned'), icon: IconFile, onPress: open(`/api/documents/${id}/file?signed=true`) }]
      : []),
    ...(document.can.note
      ? [{ label: t('work.noteDocument'), icon: IconEye, onPress: () => note.start(id), running: note.running }]
      : []),
    ...(document.can.instruct && next?.label !== t('documents.instruct')
      ? [{ label: t('documents.instruct'), icon: IconUserShare, onPress: () => setDialog('instruct') }]
      : []),
  ]
  const tabs: RecordTab[] = [
    { id: 'content', label: t('documents.content'), content: () => <Content document={document} paper={paper} /> },
    {
      id: 'related',
      label: t('documents.related'),
      count: document.cites.length + document.citedBy.length,
      content: () => <Related document={document} />,
    },
    ...(document.paper === null
      ? [
          {
            id: 'instructions',
            label: t('documents.instructions'),
            count: document.instructions.length,
            content: () => <Instructions document={document} />,
          },
        ]
      : []),
    ...(document.signedDiffers
      ? [
          {
            id: 'signed',
            label: t('documents.signedCopy'),
            count: document.signedDiffers.changes.length,
            content: () =>
              document.signedDiffers && (
                <>
                  <Signatures signatures={document.signedSignatures} none />
                  <SignedDifferences differs={document.signedDiffers} />
                </>
              ),
          },
        ]
      : []),
    remarks,
    {
      id: 'history',
      label: t('documents.history'),
      content: () => <PaperHistory documentId={id} own={document.own} />,
    },
  ]
  const waits = waitsOf(document.waitsFor)
  const problem = submit.problem ?? withdraw.problem ?? note.problem
  return (
    <>
      <RecordPage
        back={{ to: '/documents', label: t('documents.back') }}
        code={document.number ?? document.kind ?? t('documents.draft')}
        title={document.title ?? t('documents.noTitle')}
        status={statusOf(document.state)}
        word={wordOf(document.state)}
        {...(waits ? { waits } : {})}
        {...(next ? { action: next } : {})}
        secondary={secondary}
        who={whoActs(document.state)}
        facts={[
          { label: t('documents.kind'), value: document.kind ?? '—' },
          { label: t('documents.author'), value: document.issuer ?? '—' },
          { label: t('documents.date'), value: document.issuedOn ? formatDate(document.issuedOn) : '—' },
          ...(document.arrivalNumber !== null
            ? [
                {
                  label: t('documents.arrivalNumber'),
                  value: `${document.arrivalNumber} · ${document.arrivalOn ? formatDate(document.arrivalOn) : ''}`,
                },
              ]
            : []),
          ...(paper.data ? [{ label: t('documents.hash'), value: <code>{paper.data.hash.slice(0, 12)}</code> }] : []),
        ]}
        notice={
          problem ? (
            <ProblemNotice
              problem={problem}
              onRetry={() => void queries.invalidateQueries({ queryKey: ['document'] })}
            />
          ) : paper.data?.stale ? (
            <Alert variant="outline" color="var(--tone-bad)">
              {t('documents.stale')}
            </Alert>
          ) : undefined
        }
        tabs={tabs}
      />
      {dialog === 'instruct' && <InstructDialog documentId={id} onClose={() => setDialog(null)} />}
      {dialog === 'approve' && (
        <ApproveDialog
          documentId={id}
          paper={document.planId ? 'plan' : document.reportId ? 'report' : 'letter'}
          facts={[{ label: t('documents.subject'), value: document.title ?? t('documents.noTitle') }]}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'issue' && <IssueDialog documentId={id} onClose={() => setDialog(null)} />}
      {(dialog === 'return' || dialog === 'reopen') && (
        <RemarksDialog
          title={t(dialog === 'return' ? 'documents.return' : 'documents.reopen')}
          submit={t(dialog === 'return' ? 'documents.return' : 'documents.reopen')}
          draftKey={`document.${id}.${dialog}`}
          onSend={(remarks) => withRemarks(dialog, remarks)}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}

function Content({ document, paper }: { document: DocumentRecord; paper: ReturnType<typeof useQuery<PaperReading>> }) {
  if (document.paper !== null)
    return (
      <Loaded query={paper} part>
        {(read) => <WrittenPaper paper={read.content} />}
      </Loaded>
    )
  return (
    <>
      <Signatures signatures={document.signatures} />
      <Original document={document} />
    </>
  )
}

/** The pages as they came where they can be shown; the words as read where not, or where somebody wants to copy them. */
function Original({ document }: { document: DocumentRecord }) {
  const t = useT()
  const pages = pagesOf(document)
  const [view, setView] = useState<'pages' | 'text'>('pages')
  if (!pages && document.sourceText === null) return <p>{t('documents.none')}</p>
  return (
    <div className={classes.original}>
      {pages && document.sourceText !== null && (
        <SegmentedControl
          size="sm"
          value={view}
          onChange={(value) => setView(value === 'text' ? 'text' : 'pages')}
          data={[
            { value: 'pages', label: t('reading.pages') },
            { value: 'text', label: t('reading.text') },
          ]}
        />
      )}
      {pages && (view === 'pages' || document.sourceText === null) ? (
        <PlainPages source={pages} />
      ) : (
        <article className={classes.text} lang="vi">
          {document.sourceText}
        </article>
      )}
    </div>
  )
}

function DocumentLinks({ links }: { links: readonly (Cited & { legalBasis?: boolean })[] }) {
  const t = useT()
  if (links.length === 0) return <p>{t('documents.none')}</p>
  return (
    <ul className={classes.links}>
      {links.map((link) => (
        <li key={link.id}>
          <Link to={`/documents/${link.id}`}>
            <b>{[link.kind, link.number].filter(Boolean).join(' ')}</b>
            {link.title && ` · ${link.title}`}
          </Link>
          <div className={classes.where}>
            {[link.issuer, link.issuedOn && formatDate(link.issuedOn), link.legalBasis ? t('documents.basis') : null]
              .filter(Boolean)
              .join(' · ')}{' '}
            <StatusBadge status={statusOf(link.state)} word={wordOf(link.state)} />
          </div>
        </li>
      ))}
    </ul>
  )
}

function Related({ document }: { document: DocumentRecord }) {
  const t = useT()
  return (
    <>
      <h2 className={classes.heading}>{t('documents.cites')}</h2>
      <DocumentLinks links={document.cites} />
      <h2 className={classes.heading}>{t('documents.citedBy')}</h2>
      <DocumentLinks links={document.citedBy} />
    </>
  )
}

function Instructions({ document }: { document: DocumentRecord }) {
  const t = useT()
  const finish = useDeed({
    run: (instruction: number, headers) =>
      answer(api.POST('/api/instructions/{id}/done', { params: { path: { id: instruction } }, body: {}, headers })),
    changes: ['document', 'work'],
  })
  if (document.instructions.length === 0) return <p>{t('documents.none')}</p>
  return (
    <>
      {finish.problem && <ProblemNotice problem={finish.problem} />}
      <ul className={classes.links}>
        {document.instructions.map((one) => (
          <li key={one.id}>
            <b>{one.text}</b>
            <div className={classes.where}>
              {t('documents.by', { from: one.fromName, to: one.toName })} · {formatDateTime(one.createdAt)}
              {one.dueOn && ` · ${t('documents.due')} ${formatDate(one.dueOn)}`}
              {one.doneAt && ` · ${t('documents.doneAt', { time: formatDateTime(one.doneAt) })}`}
            </div>
            {one.can.finish && (
              <Button size="compact-md" mt="xs" loading={finish.running} onClick={() => finish.start(one.id)}>
                {t('documents.done')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
