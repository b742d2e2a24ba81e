import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconDownload, IconFile, IconRefresh } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { answer, api, uploadFile } from '../api.ts'
import { useDeed } from '../deed.ts'
import { formatDate, today } from '../i18n/format.ts'
import { useLocale, useT } from '../i18n/index.ts'
import { DateField, NumberField, SelectField } from '../kit/fields.tsx'
import { FileDrop } from '../kit/file-drop.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { ReadItem, ReadingPage } from '../kit/reading-page.tsx'
import { type Problem, ProblemError, problemFrom } from '../problem.ts'
import { StatusBadge } from '../status.tsx'
import classes from './document.module.css'
import {
  type Correction,
  type Direction,
  type DocumentRecord,
  type Finding,
  loadDocument,
  type Parsed,
  pagesOf,
  statusOf,
  type Task,
  wordOf,
} from './document.ts'
import { InlineField } from './inline-field.tsx'
import { entriesOf, passagesOf, type ReadEntry, tints, whereToFix } from './passages.ts'
import { Signatures } from './signatures.tsx'
import { TaskEditor } from './task-editor.tsx'

type Change = Omit<Correction, 'version'>
type Editing = { task: number; finding?: string } | { field: string; finding?: string } | null

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
const headerFields = ['kind', 'number', 'date', 'title', 'issuer', 'superior', 'place'] as const

/** A document that came in, beside what was read of it. Nothing counts as read before Xác nhận. */
export function DocumentReading({ document }: { document: DocumentRecord }) {
  const t = useT()
  const queries = useQueryClient()
  const [editing, setEditing] = useState<Editing>(null)
  const [refused, setRefused] = useState<Change | null>(null)
  const [replacing, setReplacing] = useState(false)
  const [arrival, setArrival] = useState<{ number: number | null; on: string | null }>()
  const { id, can } = document
  const parsed = document.parsed
  const refresh = () => queries.invalidateQueries({ queryKey: ['document'] })
  const inTurn = useTurns(document.version)

  const correct = useDeed({
    run: async ({ change, version }: { change: Change; version: number | undefined }, headers) => {
      const result = await inTurn((newest) =>
        answer(
          api.PATCH('/api/documents/{id}/parsed', {
            params: { path: { id } },
            body: { version: version ?? newest, ...change },
            headers,
          }),
        ),
      )
      const finding = editing?.finding
      if (finding) await settle('fix', finding)
      // whoever has gone on to another value meanwhile stays there
      setEditing((now) => (now === editing ? null : now))
      setRefused(null)
      return result
    },
    changes: ['document'],
  })
  const send = (change: Change, version?: number) => {
    setRefused(change)
    // a list is sent whole: over the version it was shown in, or what came between would be lost
    correct.start({ change, version: version ?? (change.fields?.tasks ? document.version : undefined) })
  }
  const settle = (as: 'dismiss' | 'fix', finding: string) =>
    inTurn((version) =>
      answer(
        as === 'dismiss'
          ? api.POST('/api/documents/{id}/findings/{finding}/dismiss', {
              params: { path: { id, finding } },
              body: { version },
            })
          : api.POST('/api/documents/{id}/findings/{finding}/fix', {
              params: { path: { id, finding } },
              body: { version },
            }),
      ),
    )
  const settling = useDeed({
    run: ({ as, finding }: { as: 'dismiss' | 'fix'; finding: string }) => settle(as, finding),
    changes: ['document'],
  })
  const reread = useDeed({
    run: async (_input: null) => {
      const form = new FormData()
      form.append('version', String(document.version))
      const response = await fetch(`/api/documents/${id}/reread`, { method: 'POST', body: form })
      if (!response.ok) throw new ProblemError(problemFrom(response.status, await response.json()))
    },
    changes: ['document'],
  })
  const confirm = useDeed({
    run: (_input: null, headers) =>
      inTurn((version) =>
        answer(
          api.POST('/api/documents/{id}/confirm', {
            params: { path: { id } },
            body: {
              version,
              ...(document.direction === 'in'
                ? {
                    arrivalNumber: arrival ? arrival.number : (document.arrivalNumber ?? document.nextArrivalNumber),
                    arrivalOn: arrival?.on ?? document.arrivalOn ?? today(),
                  }
                : {}),
            },
            headers,
          }),
        ),
      ),
    changes: ['document', 'plan', 'work'],
    said: (result) =>
      result.arrivalNumber === null
        ? t('documents.issuedNow')
        : t('documents.confirmed', { number: String(result.arrivalNumber) }),
  })
  if (!parsed) return null

  const open = document.findings.filter((finding) => finding.state === 'open')
  const recognising = document.state === 'reading'
  const unreadable = document.sourceText === null && !recognising
  const pages = pagesOf(document)
  const conflict = correct.problem?.type === '/errors/version-conflict'
  const actions = {
    edit: can.correct ? setEditing : undefined,
    send: can.correct ? send : undefined,
    settle: can.correct ? (as: 'dismiss' | 'fix', finding: string) => settling.start({ as, finding }) : undefined,
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
              onPress: () => confirm.start(null),
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
              onPress: ({ start, end }) => send({ mark: { as, start, end } }),
            }))
          : []
      }
    >
      {conflict ? (
        <Alert variant="outline" color="var(--tone-wait)" title={t('documents.conflict')} mb="sm" role="alert">
          {t('documents.conflictText')}
          <Group gap="xs" mt="xs">
            <Button
              size="compact-md"
              onClick={async () => {
                const fresh = await queries.fetchQuery({
                  queryKey: ['document', id],
                  queryFn: () => loadDocument(id),
                  staleTime: 0,
                })
                if (refused) send(refused, fresh.version)
              }}
            >
              {t('documents.keepMine')}
            </Button>
            <Button
              size="compact-md"
              variant="default"
              onClick={() => {
                correct.clear()
                setRefused(null)
                setEditing(null)
                void refresh()
              }}
            >
              {t('documents.takeTheirs')}
            </Button>
          </Group>
        </Alert>
      ) : (
        correct.problem && <Notice problem={correct.problem} />
      )}
      {[confirm.problem, settling.problem, reread.problem].map(
        (problem) => problem && <Notice key={problem.type} problem={problem} />,
      )}
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
              void refresh()
            }}
          />
        </div>
      )}
      {document.duplicates.length > 0 && (
        <Alert variant="outline" color="var(--tone-wait)" title={t('documents.held')} mb="sm">
          {document.duplicates.map((other) => (
            <div key={other.id}>
              <Link to={`/documents/${other.id}`}>
                {[other.number, other.title].filter(Boolean).join(' · ') || t('documents.noTitle')}
              </Link>
              {other.arrivalNumber !== null && ` · ${t('documents.arrivalNumber')} ${other.arrivalNumber}`}
            </div>
          ))}
        </Alert>
      )}
      {can.confirm && (
        <RegisterEntry
          document={document}
          arrival={arrival}
          onArrival={setArrival}
          onDirection={(direction) => send({ register: { direction } })}
        />
      )}
      {!recognising && (
        <p className={classes.where} role="status">
          {open.length > 0 ? t('documents.toLookAt', { count: open.length }) : !unreadable && t('documents.clean')}
        </p>
      )}
      {!recognising && <WhatWasRead parsed={parsed} findings={document.findings} editing={editing} {...actions} />}
    </ReadingPage>
  )
}

/**
 * One save after the other, each over the version the one before made: a person who answers faster than the page is
 * fetched again has no conflict with herself. Somebody else's save in between is still refused by the server.
 */
function useTurns(shown: number) {
  const newest = useRef(shown)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  newest.current = Math.max(newest.current, shown)
  return <R extends { version: number }>(save: (version: number) => Promise<R>): Promise<R> => {
    const turn = last.current.then(async () => {
      const result = await save(newest.current)
      newest.current = result.version
      return result
    })
    last.current = turn.catch(() => undefined)
    return turn
  }
}

/** Stands at the top of what was read, and comes into sight where that was scrolled away. */
function Notice({ problem }: { problem: Problem }) {
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a second refusal is shown as the first was
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [problem])
  return (
    <div style={{ marginBottom: 12 }} ref={place}>
      <ProblemNotice problem={problem} />
    </div>
  )
}

function RegisterEntry({
  document,
  arrival,
  onArrival,
  onDirection,
}: {
  document: DocumentRecord
  arrival: { number: number | null; on: string | null } | undefined
  onArrival: (arrival: { number: number | null; on: string | null }) => void
  onDirection: (direction: Direction) => void
}) {
  const t = useT()
  const number = arrival ? arrival.number : (document.arrivalNumber ?? document.nextArrivalNumber)
  const on = arrival ? arrival.on : (document.arrivalOn ?? today())
  return (
    <div className={classes.register}>
      <SelectField
        id="entry-direction"
        name="direction"
        label={t('documents.direction')}
        required
        value={document.direction}
        onChange={(value) => onDirection((value as Direction | null) ?? 'in')}
        error={undefined}
        choices={(['in', 'out', 'internal'] as const).map((value) => ({ value, label: t(`documents.${value}`) }))}
      />
      {document.direction === 'in' && (
        <>
          <div style={{ width: 110 }}>
            <NumberField
              id="entry-number"
              name="arrivalNumber"
              label={t('documents.arrivalNumber')}
              value={number}
              onChange={(next) => onArrival({ number: next, on })}
              error={undefined}
              min={1}
            />
          </div>
          <div style={{ width: 160 }}>
            <DateField
              id="entry-on"
              name="arrivalOn"
              label={t('documents.arrivalOn')}
              value={on}
              onChange={(next) => onArrival({ number, on: next })}
              error={undefined}
              max={today()}
            />
          </div>
        </>
      )}
    </div>
  )
}

interface ReadProps {
  parsed: Parsed
  findings: readonly Finding[]
  editing: Editing
  edit: ((editing: Editing) => void) | undefined
  send: ((change: Change) => void) | undefined
  settle: ((as: 'dismiss' | 'fix', finding: string) => void) | undefined
}

function WhatWasRead({ parsed, findings, editing, edit, send, settle }: ReadProps) {
  const t = useT()
  const { head, body } = entriesOf(parsed, findings)
  const field = (name: string) => editing !== null && 'field' in editing && editing.field === name
  const inline = (
    name: string,
    label: string,
    value: string | null,
    kind: 'line' | 'text' | 'day',
    toChange: (value: string | null) => Change,
  ) => (
    <ReadItem key={name} id={`header-${name}`} className={classes.field}>
      <InlineField
        label={label}
        value={value}
        kind={kind}
        editing={field(name)}
        onEdit={(on) => edit?.(on ? { field: name } : null)}
        {...(send ? { onSave: (next: string | null) => send(toChange(next)) } : {})}
      />
    </ReadItem>
  )
  const labels = {
    kind: t('documents.kind'),
    number: t('documents.number'),
    date: t('documents.date'),
    title: t('documents.subject'),
    issuer: t('documents.issuer'),
    superior: t('documents.superior'),
    place: t('documents.place'),
  }
  const list = (value: string | null) =>
    value === null
      ? null
      : value
          .split(/\n|;/)
          .map((line) => line.trim())
          .filter((line) => line !== '')
  const signer = parsed.signer ?? { authority: null, position: null, name: null }
  const row = (entry: ReadEntry) =>
    entry.type === 'finding' ? (
      <FindingItem key={entry.id} entry={entry} parsed={parsed} edit={edit} settle={settle} />
    ) : (
      <TaskItem
        key={entry.id}
        id={entry.id}
        task={parsed.tasks[entry.index]!}
        editing={editing !== null && 'task' in editing && editing.task === entry.index}
        onEdit={edit ? (on) => edit(on ? { task: entry.index } : null) : undefined}
        onSave={(task) =>
          send?.({ fields: { tasks: parsed.tasks.flatMap((one, at) => (at === entry.index ? (task ?? []) : one)) } })
        }
      />
    )

  return (
    <>
      {head.map(row)}
      <dl className={classes.fields}>
        {headerFields.map((name) =>
          inline(
            name,
            labels[name],
            parsed[name],
            name === 'date' ? 'day' : name === 'title' ? 'text' : 'line',
            (next) => ({ fields: { [name]: next } }),
          ),
        )}
        {inline('signer', t('documents.signerName'), signer.name, 'line', (name) => ({
          fields: { signer: { ...signer, name } },
        }))}
        {inline('signerPosition', t('documents.signerPosition'), signer.position, 'line', (position) => ({
          fields: { signer: { ...signer, position } },
        }))}
        {inline('addressees', t('documents.addressees'), parsed.addressees?.join('; ') ?? null, 'text', (next) => ({
          fields: { addressees: list(next) },
        }))}
        {inline('recipients', t('documents.recipients'), parsed.recipients?.join('; ') ?? null, 'text', (next) => ({
          fields: { recipients: list(next) },
        }))}
      </dl>
      <details className={classes.section} open={parsed.legalBases.length <= 4}>
        <summary>{t('documents.bases', { count: parsed.legalBases.length })}</summary>
        {parsed.legalBases.map((basis, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bases are named by their place
          <ReadItem key={at} id={`basis-${at}`} tone="info">
            <div className={classes.itemRow}>
              <div className={classes.itemWords}>
                <b>{[basis.kind, basis.number].filter(Boolean).join(' ')}</b>
                {basis.date && ` · ${formatDate(basis.date)}`}
                {basis.issuer && ` · ${basis.issuer}`}
                {basis.subject && <div className={classes.where}>{basis.subject}</div>}
              </div>
              {send && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => send({ fields: { legalBases: parsed.legalBases.filter((_, other) => other !== at) } })}
                >
                  {t('common.remove')}
                </Button>
              )}
            </div>
          </ReadItem>
        ))}
      </details>
      <details className={classes.section} open>
        <summary>{t('documents.tasks', { count: parsed.tasks.length })}</summary>
        {body.map(row)}
      </details>
      <details className={classes.section}>
        <summary>{t('documents.outline', { count: parsed.outline.length })}</summary>
        {parsed.outline.map((entry) => (
          <div key={`${entry.at.start}`} style={{ paddingInlineStart: (entry.level - 1) * 16 }}>
            {entry.label} {entry.title}
          </div>
        ))}
      </details>
      <details className={classes.section}>
        <summary>{t('documents.citations', { count: parsed.citations.length })}</summary>
        {parsed.citations.map((citation, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: citations are named by their place
          <ReadItem key={at} id={`citation-${at}`} tone="info">
            {[citation.kind, citation.number].filter(Boolean).join(' ')}
            {citation.date && ` · ${formatDate(citation.date)}`}
            {citation.issuer && ` · ${citation.issuer}`}
          </ReadItem>
        ))}
      </details>
    </>
  )
}

function FindingItem({
  entry,
  parsed,
  edit,
  settle,
}: {
  entry: Extract<ReadEntry, { type: 'finding' }>
} & Pick<ReadProps, 'parsed' | 'edit' | 'settle'>) {
  const t = useT()
  const locale = useLocale()
  const { finding } = entry
  const place = whereToFix(parsed, finding)
  const replacements = [...new Set((finding.parts ?? [finding]).flatMap(({ fix }) => (fix ? [fix] : [])))]
  const fixable = (finding.parts ?? [finding]).some(({ fix }) => fix !== undefined)
  return (
    <ReadItem id={entry.id} tone={finding.severity === 'error' ? 'bad' : 'wait'}>
      <div className={classes.itemRow}>
        <IconAlertTriangle size={18} aria-hidden />
        <div className={classes.itemWords}>
          {finding[locale]}
          {replacements.length > 0 && (
            <div className={classes.where}>{t('documents.suggestion', { words: replacements.join('; ') })}</div>
          )}
        </div>
        {settle && (
          <Group gap={4} wrap="nowrap">
            <Button size="compact-sm" variant="default" onClick={() => settle('dismiss', finding.id)}>
              {t('documents.dismiss')}
            </Button>
            {(fixable || place !== null) && (
              <Button
                size="compact-sm"
                variant="light"
                onClick={() =>
                  fixable ? settle('fix', finding.id) : place && edit?.({ ...place, finding: finding.id })
                }
              >
                {t('documents.fix')}
              </Button>
            )}
          </Group>
        )}
      </div>
    </ReadItem>
  )
}

function TaskItem({
  id,
  task,
  editing,
  onEdit,
  onSave,
}: {
  id: string
  task: Task
  editing: boolean
  onEdit: ((editing: boolean) => void) | undefined
  onSave: (task: Task | null) => void
}) {
  const t = useT()
  const due = task.deadlines.map((deadline) => (deadline.date ? formatDate(deadline.date) : deadline.text))
  return (
    <ReadItem id={id} tone="good">
      {editing ? (
        <TaskEditor task={task} onSave={onSave} onRemove={() => onSave(null)} onLeave={() => onEdit?.(false)} />
      ) : (
        <div className={classes.itemRow}>
          <div className={classes.itemWords}>
            <div className={classes.where}>
              {t('documents.section', { section: task.section || '—', position: String(task.position) })}
              {task.assignees.length > 0 && ` · ${task.assignees.join('; ')}`}
              {due.length > 0 && (
                <>
                  {' · '}
                  <b>{due.join('; ')}</b>
                </>
              )}
            </div>
            <div className={classes.clamped}>{task.text}</div>
          </div>
          {onEdit && (
            <Button size="compact-sm" variant="subtle" onClick={() => onEdit(true)}>
              {t('documents.fix')}
            </Button>
          )}
        </div>
      )}
    </ReadItem>
  )
}
