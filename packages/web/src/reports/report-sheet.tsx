import '../kit/paper-font.ts'
import { Alert, NumberInput, Textarea, TextInput } from '@mantine/core'
import { IconCheck, IconLoader2 } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { ApproveDialog } from '../documents/approve-dialog.tsx'
import { whoActs } from '../documents/document.ts'
import { IssueDialog } from '../documents/issue-dialog.tsx'
import { PaperHistory } from '../documents/paper-history.tsx'
import { formatDate, formatDateTime } from '../i18n/format.ts'
import { type TextKey, type Translate, useT } from '../i18n/index.ts'
import { trackJob } from '../jobs.ts'
import { mustBeSaved, useAutosave } from '../kit/autosave.ts'
import { ConflictDialog } from '../kit/conflict-dialog.tsx'
import { Loaded } from '../kit/loaded.tsx'
import type { Action } from '../kit/page-head.tsx'
import { RemarksDialog } from '../kit/remarks-dialog.tsx'
import { SheetPage, SheetPart, type SheetSection } from '../kit/sheet-page.tsx'
import { refreshKinds } from '../queries.ts'
import { useRemarksTab } from '../remarks/remarks-tab.tsx'
import { useSession } from '../session/session.ts'
import { type Status, StatusBadge } from '../status.tsx'
import { usePathPart } from '../url.ts'
import classes from './report.module.css'
import { draftOf, type Report, type ReportDraft, reportQuery, saveDraft } from './report.ts'
import { Behind } from './report-behind.tsx'
import { Papers, Receivers } from './report-papers.tsx'

/** A report as the paper it becomes; it saves itself while it may be edited. */
export function ReportSheetPage() {
  const id = usePathPart('reportId')
  const query = useQuery(reportQuery(id))
  // compiled anew, or moved on by somebody else: the sheet begins again from what the server holds
  return (
    <Loaded query={query} lines={12}>
      {(report) => <Sheet key={`${id} ${report.content.compiledAt} ${report.state}`} report={report} />}
    </Loaded>
  )
}

function Sheet({ report }: { report: Report }) {
  const t = useT()
  const queries = useQueryClient()
  const { id, content, can } = report
  const editable = can.edit === true && content.compiledAt !== null
  const saving = useAutosave<ReportDraft>({
    // what may not be edited has no draft
    key: editable ? `report.${id}` : `report.${id}.read`,
    value: draftOf(report),
    version: report.version,
    save: async (value, version) => {
      const saved = await saveDraft(id, value, version)
      void queries.invalidateQueries({ queryKey: ['document', report.documentId, 'paper'] })
      return saved
    },
  })
  const draft = saving.value
  const change = (part: Partial<ReportDraft>) => saving.change({ ...draft, ...part })
  const deeds = useReportDeeds(report, saving.flush)
  const [asking, setAsking] = useState<Asking | null>(null)

  const session = useSession()
  const remarks = useRemarksTab({ kind: 'report', id })
  const sections = sectionsOf(report, draft, t)
  return (
    <>
      <SheetPage
        title={draft.title || (report.title ?? '')}
        {...(report.number ? { code: report.number } : {})}
        status={
          <>
            <StatusBadge status={(report.state === 'issued' ? 'sent' : report.state) as Status} />
            {report.interim && <span className={classes.hint}>{t('reports.interim')}</span>}
            {report.waitsFor && (
              <span className={classes.hint}>
                {t('record.waits', { what: t(`reports.waits.${report.waitsFor}` as TextKey) })}
              </span>
            )}
          </>
        }
        back={{ to: '/reports', label: t('reports.title') }}
        {...(deeds.main(setAsking) ? { action: deeds.main(setAsking) as Action } : {})}
        secondary={deeds.others(setAsking)}
        who={whoActs(report.state)}
        sections={sections}
        writing={editable}
        tabs={[
          { id: 'papers', label: t('reports.papers'), content: () => <Papers report={report} /> },
          remarks,
          {
            id: 'history',
            label: t('reports.history'),
            content: () => <PaperHistory documentId={report.documentId} own={report.unitId === session.unit.id} />,
          },
        ]}
        state={saving.state}
        savedAt={saving.savedAt}
        {...((saving.problem ?? deeds.problem) ? { problem: (saving.problem ?? deeds.problem) as never } : {})}
        behind={(field) => (
          <Behind
            report={report}
            field={field}
            onTake={editable ? (taskId) => change({ tasks: { ...draft.tasks, [taskId]: null } }) : undefined}
          />
        )}
      >
        {content.compiledAt === null && (
          <Alert variant="outline" color="var(--tone-info)" icon={<IconLoader2 size={20} aria-hidden />}>
            {t('reports.compiling')}
          </Alert>
        )}
        <div className={classes.serif}>
          <SheetPart id="head" title={t('reports.parts.head')}>
            <Text
              field="title"
              label={t('reports.field.title')}
              value={draft.title}
              editable={editable}
              onChange={(title) => change({ title })}
            />
            {content.addressees.length > 0 && (
              <p>
                {t('reports.addressed')}: {content.addressees.join('; ')}
              </p>
            )}
            {content.bases.map((basis) => (
              <p key={basis}>
                <i>{basis};</i>
              </p>
            ))}
            <Text
              field="opening"
              label={t('reports.field.opening')}
              value={draft.opening}
              editable={editable}
              onChange={(opening) => change({ opening })}
            />
          </SheetPart>
          <SheetPart id="results" title={t('reports.parts.results')}>
            {content.sections.map((section, at) => (
              <section key={section.key} id={`section-${at}`} tabIndex={-1}>
                <h3>
                  {at + 1}. {section.title}
                </h3>
                {section.tasks.map((task) => (
                  <div key={task.taskId} className={classes.task}>
                    <div className={classes.asked}>- {task.text}</div>
                    <Text
                      field={`task.${task.taskId}`}
                      label={t('reports.field.task', { task: task.text })}
                      hideLabel
                      value={draft.tasks[task.taskId] ?? task.computed}
                      editable={editable}
                      onChange={(text) =>
                        change({ tasks: { ...draft.tasks, [task.taskId]: text === task.computed ? null : text } })
                      }
                    />
                  </div>
                ))}
              </section>
            ))}
          </SheetPart>
          <SheetPart id="figures" title={t('reports.parts.figures')}>
            <Figures report={report} draft={draft} editable={editable} onChange={(figures) => change({ figures })} />
            {content.compiledAt && (
              <p className={classes.hint}>{t('reports.compiled', { time: formatDateTime(content.compiledAt) })}</p>
            )}
          </SheetPart>
          <SheetPart id="difficulties" title={t('reports.parts.difficulties')}>
            <Text
              field="difficulties"
              label={t('reports.field.difficulties')}
              hint={t('reports.difficultiesHint')}
              hideLabel
              value={draft.difficulties}
              editable={editable}
              onChange={(difficulties) => change({ difficulties })}
            />
          </SheetPart>
          <SheetPart id="proposals" title={t('reports.parts.proposals')}>
            <Text
              field="proposals"
              label={t('reports.field.proposals')}
              hint={t('reports.proposalsHint')}
              hideLabel
              value={draft.proposals}
              editable={editable}
              onChange={(proposals) => change({ proposals })}
            />
          </SheetPart>
          <SheetPart id="closing" title={t('reports.parts.closing')}>
            <Text
              field="closing"
              label={t('reports.field.closing')}
              value={draft.closing}
              editable={editable}
              onChange={(closing) => change({ closing })}
            />
            <div className={classes.foot}>
              <div>
                <b>{t('reports.recipients')}</b>
                {content.recipients.map((recipient) => (
                  <div key={recipient}>- {recipient};</div>
                ))}
                {report.receivers.length === 0 && <p className={classes.warn}>{t('reports.noReceivers')}</p>}
              </div>
              <div className={classes.signer}>
                {content.signer.authority.map((line) => (
                  <div key={line}>{line}</div>
                ))}
                <div>{content.signer.position}</div>
                <div className={classes.signed}>{content.signer.name}</div>
              </div>
            </div>
            <p className={classes.hint}>
              {t('reports.period')}:{' '}
              {t('reports.periodOf', { from: formatDate(report.periodFrom), to: formatDate(report.periodTo) })}
            </p>
          </SheetPart>
        </div>
      </SheetPage>
      <ConflictDialog
        conflict={saving.conflict}
        onKeepMine={() => void saving.keepMine()}
        onTakeTheirs={saving.takeTheirs}
        nameOf={(path) => nameOf(path, report, t)}
      />
      {(asking === 'return' || asking === 'reopen') && (
        <RemarksDialog
          title={t(asking === 'reopen' ? 'reports.reopen' : 'reports.giveBack')}
          submit={t(asking === 'reopen' ? 'reports.reopen' : 'reports.giveBack')}
          draftKey={`report.${report.id}.${asking}`}
          onSend={asking === 'reopen' ? deeds.reopen : deeds.giveBack}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'approve' && (
        <ApproveDialog
          documentId={report.documentId}
          paper="report"
          facts={[
            { label: t('reports.field.title'), value: report.title ?? '' },
            { label: t('outgoing.to'), value: report.receivers.map(({ name }) => name).join('; ') || '—' },
          ]}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'issue' && (
        <IssueDialog
          documentId={report.documentId}
          sending={{
            title: t('reports.sendTitle'),
            submit: t('reports.send'),
            submitAnyway: t('reports.sendAnyway'),
            said: t('reports.saidSent'),
            to: <SentTo report={report} />,
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}

type Asking = 'approve' | 'return' | 'reopen' | 'issue'

/** Who gets the report, and that it leaves the house: said before it does. */
function SentTo({ report }: { report: Report }) {
  const t = useT()
  const id = useId()
  return (
    <>
      <section aria-labelledby={id}>
        <b id={id}>{t('outgoing.to')}</b>
        <Receivers of={report} />
      </section>
      <p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{t('outgoing.warning')}</p>
    </>
  )
}

/** The steps of the paper's life this person may take now. */
function useReportDeeds(report: Report, flush: () => Promise<boolean>) {
  const t = useT()
  const queries = useQueryClient()
  const { can, documentId } = report
  const path = { id: documentId }
  const changes = ['report', 'document', 'work']
  const refresh = () => refreshKinds(queries, changes)
  const submit = useDeed({
    run: async (_: null, headers) => {
      mustBeSaved([await flush()])
      return answer(api.POST('/api/documents/{id}/submit', { params: { path }, body: {}, headers }))
    },
    changes,
    said: t('reports.saidSubmitted'),
    undo: () => answer(api.POST('/api/documents/{id}/withdraw', { params: { path }, body: {} })),
  })
  const withdraw = useDeed({
    run: (_: null, headers) =>
      answer(api.POST('/api/documents/{id}/withdraw', { params: { path }, body: {}, headers })),
    changes,
    said: t('reports.saidWithdrawn'),
  })
  const compile = useDeed({
    run: async (_: null, headers) => {
      mustBeSaved([await flush()])
      return answer(api.POST('/api/reports/{id}/compile', { params: { path: { id: report.id } }, headers }))
    },
    changes: [],
    onDone: ({ progressId }) => trackJob(progressId, t('jobs.compile'), `/reports/${report.id}`),
  })
  const main = (ask: (what: Asking) => void): Action | undefined => {
    if (can.submit)
      return {
        label: t('reports.submit'),
        running: submit.running,
        onPress: () => submit.start(null),
        ...(report.content.compiledAt === null ? { cannot: t('reports.compiling') } : {}),
      }
    if (can.approve) return { label: t('documents.approve'), icon: IconCheck, onPress: () => ask('approve') }
    if (can.issue) return { label: t('reports.upload'), onPress: () => ask('issue') }
    return undefined
  }
  const others = (ask: (what: Asking) => void): Action[] => [
    ...(can.return ? [{ label: t('reports.giveBack'), onPress: () => ask('return') }] : []),
    ...(can.withdraw ? [{ label: t('reports.withdraw'), onPress: () => withdraw.start(null) }] : []),
    ...(can.edit ? [{ label: t('reports.compileAgain'), onPress: () => compile.start(null) }] : []),
    ...(can.reopen ? [{ label: t('reports.reopen'), onPress: () => ask('reopen') }] : []),
    { label: t('reports.download'), onPress: () => window.location.assign(`/api/documents/${documentId}/paper.docx`) },
    {
      label: t('reports.downloadPdf'),
      onPress: () => window.location.assign(`/api/documents/${documentId}/paper.pdf`),
    },
  ]
  return {
    main,
    others,
    problem: submit.problem ?? withdraw.problem ?? compile.problem,
    giveBack: async (remarks: string) => {
      await answer(api.POST('/api/documents/{id}/return', { params: { path }, body: { remarks } }))
      await refresh()
    },
    reopen: async (remarks: string) => {
      await answer(api.POST('/api/documents/{id}/reopen', { params: { path }, body: { remarks } }))
      await refresh()
    },
  }
}

interface TextProps {
  field: string
  label: string
  hideLabel?: boolean
  hint?: string
  value: string
  editable: boolean
  onChange: (text: string) => void
}

/** A passage of the paper: typed where it may be, plain where not. */
function Text({ field, label, hideLabel, hint, value, editable, onChange }: TextProps) {
  if (!editable)
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: focus shows what stands behind the passage
      <p data-field={field} tabIndex={0} className={classes.read}>
        {value}
      </p>
    )
  return (
    <div data-field={field} className={classes.field}>
      <Textarea
        autosize
        minRows={1}
        maxRows={14}
        variant="unstyled"
        classNames={{ input: classes.input ?? '', label: classes.label ?? '' }}
        {...(hideLabel ? { 'aria-label': label } : { label })}
        {...(hint ? { placeholder: hint } : {})}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}

function Figures({
  report,
  draft,
  editable,
  onChange,
}: {
  report: Report
  draft: ReportDraft
  editable: boolean
  onChange: (figures: ReportDraft['figures']) => void
}) {
  const t = useT()
  const { figures } = report.content
  const compared = figures.some((f) => f.previous !== null)
  return (
    <table className={classes.figures}>
      <thead>
        <tr>
          <th scope="col">{t('reports.content')}</th>
          <th scope="col">{t('reports.now')}</th>
          {compared && <th scope="col">{t('reports.before')}</th>}
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => {
          const name = t(`reports.figures.${figure.key}` as TextKey)
          const typed = draft.figures[figure.key] ?? { entered: null, reason: null }
          const value = typed.entered ?? figure.computed
          const differs = typed.entered !== null && typed.entered !== figure.computed
          const set = (part: Partial<typeof typed>) =>
            onChange({ ...draft.figures, [figure.key]: { ...typed, ...part } })
          return (
            <tr key={figure.key} data-field={`figure.${figure.key}`}>
              <th scope="row">
                {name}
                {differs && (
                  <>
                    <div className={classes.hint}>{t('reports.differs', { computed: figure.computed })}</div>
                    {editable && (
                      <TextInput
                        size="xs"
                        aria-label={t('reports.field.reason')}
                        placeholder={t('reports.field.reason')}
                        value={typed.reason ?? ''}
                        onChange={(event) => set({ reason: event.currentTarget.value })}
                      />
                    )}
                    {!editable && typed.reason}
                  </>
                )}
              </th>
              <td>
                {editable ? (
                  <NumberInput
                    variant="unstyled"
                    hideControls
                    min={0}
                    thousandSeparator="."
                    decimalSeparator=","
                    decimalScale={0}
                    aria-label={t('reports.field.figure', { name })}
                    classNames={{ input: classes.number ?? '' }}
                    value={value}
                    onChange={(next) =>
                      set({ entered: typeof next === 'number' && next !== figure.computed ? next : null })
                    }
                  />
                ) : (
                  // biome-ignore lint/a11y/noNoninteractiveTabindex: focus shows the rows of the figure
                  <span tabIndex={0} className={classes.number}>
                    {value}
                  </span>
                )}
              </td>
              {compared && <td className={classes.number}>{figure.previous ?? ''}</td>}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Sections with how much of each is there. */
function sectionsOf(report: Report, draft: ReportDraft, t: Translate): SheetSection[] {
  const { content } = report
  const one = (id: string, label: TextKey, text: string): SheetSection => ({
    id,
    label: t(label),
    done: text.trim() ? 1 : 0,
    total: 1,
  })
  return [
    one('head', 'reports.parts.head', draft.title && draft.opening),
    ...content.sections.map((section, at) => ({
      id: `section-${at}`,
      label: `I.${at + 1}. ${section.title}`,
      done: section.tasks.filter((task) => draft.tasks[task.taskId] || task.state !== 'open').length,
      total: section.tasks.length,
    })),
    {
      id: 'figures',
      label: t('reports.parts.figures'),
      done: content.figures.filter((f) => !draft.figures[f.key]?.entered || draft.figures[f.key]?.reason?.trim())
        .length,
      total: content.figures.length,
    },
    one('difficulties', 'reports.parts.difficulties', draft.difficulties),
    one('proposals', 'reports.parts.proposals', draft.proposals),
    one('closing', 'reports.parts.closing', draft.closing),
  ]
}

function nameOf(path: string, report: Report, t: Translate): string {
  const [kind = '', key = ''] = path.split('.')
  if (kind === 'tasks') {
    const task = report.content.sections.flatMap((s) => s.tasks).find((one) => one.taskId === key)
    return t('reports.field.task', { task: task?.text ?? '' })
  }
  if (kind === 'figures') return t('reports.field.figure', { name: t(`reports.figures.${key}` as TextKey) })
  return t(`reports.field.${kind}` as TextKey)
}
