import { Button, Group, Stack } from '@mantine/core'
import { IconCamera, IconCheck, IconFile, IconFileText, IconLink } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { answer, api, uploadFile } from '../api.ts'
import { formatDate, formatDateTime, today } from '../i18n/format.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { DueDate } from '../kit/due-date.tsx'
import { TextAreaField } from '../kit/fields.tsx'
import { FileDrop } from '../kit/file-drop.tsx'
import { Form, useForm } from '../kit/form.tsx'
import { Loaded } from '../kit/loaded.tsx'
import type { Action } from '../kit/page-head.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { RecordPage } from '../kit/record-page.tsx'
import { toast } from '../kit/toast.tsx'
import { type Problem, problemOf } from '../problem.ts'
import { refreshKinds } from '../queries.ts'
import { useRemarksTab } from '../remarks/remarks-tab.tsx'
import { StatusBadge } from '../status.tsx'
import { usePathPart } from '../url.ts'
import { useAnswer } from './answer-assignment.ts'
import { ExtensionDialog, ScopeDialog, TransferDialog } from './answer-dialogs.tsx'
import classes from './work.module.css'
import { type Assignment, assignmentQuery, statusOf } from './work.ts'

/** One assignment: what is asked, what was done, with notes, pictures and links. */
export function AssignmentPage() {
  const id = Number(usePathPart('assignmentId'))
  const query = useQuery(assignmentQuery(id))
  return <Loaded query={query}>{(assignment) => <Sheet key={id} assignment={assignment} />}</Loaded>
}

function Sheet({ assignment }: { assignment: Assignment }) {
  const t = useT()
  const deed = useAnswer()
  const [asking, setAsking] = useState<'extension' | 'transfer' | 'scope' | null>(null)
  const { can, id, version, title, dueOn } = assignment
  const of = { id, version, title, dueOn }
  const remarks = useRemarksTab({ kind: 'assignment', id })
  const settled = assignment.state !== 'open' && assignment.state !== 'doing'
  const start = (kind: keyof typeof can, more: { dueOn?: string } = {}) =>
    deed.start({ id, version, title, kind, ...more })
  const mayAnswer = Object.values(can).some(Boolean)

  const deciding = can['extension-granted']
  const main: Action | undefined = deciding
    ? {
        label: t('work.grant'),
        icon: IconCheck,
        running: deed.running,
        onPress: () =>
          start('extension-granted', assignment.extensionAskedOn ? { dueOn: assignment.extensionAskedOn } : {}),
      }
    : can.done
      ? { label: t('work.done'), icon: IconCheck, running: deed.running, onPress: () => start('done') }
      : can.reopened
        ? { label: t('work.reopen'), running: deed.running, onPress: () => start('reopened') }
        : undefined
  const secondary: Action[] = [
    ...(deciding ? [{ label: t('work.refuse'), onPress: () => start('extension-refused') }] : []),
    ...(deciding && can.done ? [{ label: t('work.done'), onPress: () => start('done') }] : []),
    ...(can.nothing ? [{ label: t('work.nothing'), onPress: () => start('nothing') }] : []),
    ...(can['extension-asked'] ? [{ label: t('work.extend'), onPress: () => setAsking('extension') }] : []),
    ...(can.transferred ? [{ label: t('work.transfer'), onPress: () => setAsking('transfer') }] : []),
    ...(can['out-of-scope'] ? [{ label: t('work.outOfScope'), onPress: () => setAsking('scope') }] : []),
  ]
  const events = assignment.events.filter((event) => event.kind !== 'undone')
  return (
    <>
      <RecordPage
        code={[assignment.planNumber, `${assignment.section}.${assignment.position}`].filter(Boolean).join(' · ')}
        title={title}
        status={statusOf(assignment.state, dueOn, today())}
        also={
          assignment.extensionAskedOn && (
            <StatusBadge
              status="extension-requested"
              word={t('work.asked', { day: formatDate(assignment.extensionAskedOn) })}
            />
          )
        }
        {...(assignment.waitsFor ? { waits: t(`work.waits.${assignment.waitsFor}` as TextKey) } : {})}
        back={{ to: '/work', label: t('rooms.tasks') }}
        secondary={secondary}
        {...(main ? { action: main } : {})}
        notice={
          deed.problem ? (
            <ProblemNotice problem={deed.problem} />
          ) : mayAnswer ? undefined : (
            <p className={classes.when}>{t('work.readOnly')}</p>
          )
        }
        facts={[
          {
            label: t('work.plan'),
            value: (
              <Link to={`/plans/${assignment.planId}`}>{assignment.planNumber ?? assignment.planTitle ?? '—'}</Link>
            ),
          },
          { label: t('work.unit'), value: assignment.unitName },
          { label: t('work.due'), value: <DueDate date={dueOn} settled={settled} /> },
          { label: t('work.ownerLabel'), value: assignment.ownerName ?? assignment.partName ?? t('work.nobody') },
        ]}
        start={can.progress || events.length > 0 ? 'progress' : 'content'}
        tabs={[
          { id: 'content', label: t('work.part.content'), content: () => <Asked assignment={assignment} /> },
          {
            id: 'progress',
            label: t('work.part.progress'),
            content: () => (
              <div className={classes.record}>
                <Stack gap="md">
                  {can.progress && <ProgressForm assignment={assignment} />}
                  <Evidence assignment={assignment} />
                </Stack>
                <History assignment={assignment} />
              </div>
            ),
          },
          {
            id: 'papers',
            label: t('work.part.papers'),
            ...(assignment.files.length > 0 ? { count: assignment.files.length } : {}),
            content: () => <Papers assignment={assignment} />,
          },
          remarks,
          {
            id: 'history',
            label: t('work.part.history'),
            content: () => <History assignment={assignment} whole />,
          },
        ]}
      />
      <ExtensionDialog of={asking === 'extension' ? of : null} onClose={() => setAsking(null)} />
      <TransferDialog of={asking === 'transfer' ? of : null} onClose={() => setAsking(null)} />
      <ScopeDialog of={asking === 'scope' ? of : null} onClose={() => setAsking(null)} />
    </>
  )
}

/** What is asked, in the words of the plan, and the task of the superior it carries out. */
function Asked({ assignment }: { assignment: Assignment }) {
  const t = useT()
  const { above } = assignment
  return (
    <Stack gap="md" maw={860}>
      <section className={classes.card} aria-labelledby="asked">
        <h2 id="asked">
          {t('work.section')} {assignment.section}
          {assignment.sectionTitle && `. ${assignment.sectionTitle}`}
        </h2>
        <p className={classes.asked} lang="vi">
          {assignment.position}. {assignment.title}
        </p>
        <div className={classes.when}>
          <Link to={`/plans/${assignment.planId}`}>{assignment.planNumber ?? assignment.planTitle}</Link>
          {` · ${assignment.planUnitName}`}
        </div>
      </section>
      {above && (
        <section className={classes.above} aria-labelledby="above">
          <b id="above">{t('work.above')}</b>
          <div lang="vi">{above.text}</div>
          <div className={classes.when}>
            <Link to={`/plans/${above.planId}`}>{above.planNumber ?? above.planTitle}</Link>
            {` · ${above.unitName}`}
          </div>
        </section>
      )}
    </Stack>
  )
}

/** Everything that stands behind the answer: the files, the links of the notes, the plan itself. */
function Papers({ assignment }: { assignment: Assignment }) {
  const t = useT()
  const links = [...new Set(assignment.events.filter((event) => !event.undone).flatMap((event) => event.links))]
  return (
    <section className={classes.card} aria-label={t('work.part.papers')}>
      <ul className={classes.files}>
        <li>
          <IconFileText size={18} aria-hidden />{' '}
          <Link to={`/plans/${assignment.planId}`}>
            {[assignment.planNumber, assignment.planTitle].filter(Boolean).join(' · ')}
          </Link>
        </li>
        {assignment.files.map((file) => (
          <li key={file.id}>
            <IconFile size={18} aria-hidden />{' '}
            <a href={`/api/files/${file.id}?inline=true`} target="_blank" rel="noreferrer">
              {file.name}
            </a>{' '}
            <span className={classes.when}>{formatDateTime(file.createdAt)}</span>
          </li>
        ))}
        {links.map((link) => (
          <li key={link}>
            <IconLink size={18} aria-hidden />{' '}
            <a href={link} target="_blank" rel="noreferrer noopener">
              {link}
            </a>
          </li>
        ))}
      </ul>
      {assignment.files.length + links.length === 0 && <p className={classes.when}>{t('work.papersEmpty')}</p>}
    </section>
  )
}

function ProgressForm({ assignment }: { assignment: Assignment }) {
  const t = useT()
  const deed = useAnswer()
  const form = useForm<{ note: string; links: string }>({
    initial: { note: '', links: '' },
    draftKey: `assignment.${assignment.id}`,
    check: ({ note, links }) => (note.trim() || links.trim() ? {} : { note: t('work.needLine') }),
    submit: async ({ note, links }) => {
      const { id, version, title } = assignment
      await deed.send({ id, version, title, kind: 'progress', note, links: links.split(/\s+/).filter(Boolean) })
      form.set({ note: '', links: '' })
    },
  })
  return (
    <section className={classes.card} aria-labelledby="progress">
      <h2 id="progress">{t('work.progress')}</h2>
      <Form form={form} submit={t('work.progress')} wide>
        <TextAreaField {...form.field('note')} label={t('work.note')} hint={t('work.noteHint')} rows={3} />
        <TextAreaField {...form.field('links')} label={t('work.links')} hint={t('work.linksHint')} rows={1} />
      </Form>
    </section>
  )
}

/** Files of the assignment; a phone's camera is one press away. A file uploaded is recorded as progress. */
function Evidence({ assignment }: { assignment: Assignment }) {
  const t = useT()
  const queries = useQueryClient()
  const camera = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<Problem>()
  const [sending, setSending] = useState(false)
  const send = async (file: File, onProgress: (part: number) => void = () => {}) => {
    const path = { id: assignment.id }
    const kept = (await uploadFile(`/api/assignments/${assignment.id}/files`, file, {}, onProgress)) as { id: string }
    // several files come one after another: each is recorded over the version of its moment
    const { version } = await answer(api.GET('/api/assignments/{id}', { params: { path } }))
    await answer(
      api.POST('/api/assignments/{id}/actions', {
        params: { path },
        body: { kind: 'progress', fileIds: [kept.id], version },
      }),
    )
    await refreshKinds(queries, ['work', 'assignment'])
  }
  const photograph = async (file: File) => {
    setSending(true)
    setProblem(undefined)
    try {
      await send(file)
      toast({ tone: 'good', text: t('work.fileAdded') })
    } catch (thrown) {
      setProblem(problemOf(thrown))
    } finally {
      setSending(false)
    }
  }
  if (!assignment.can.progress && assignment.files.length === 0) return null
  return (
    <section className={classes.card} aria-labelledby="evidence">
      <h2 id="evidence">{t('work.files')}</h2>
      <ul className={classes.files}>
        {assignment.files.map((file) => (
          <li key={file.id}>
            <Group gap={6} wrap="nowrap">
              <IconFile size={18} aria-hidden />
              <a href={`/api/files/${file.id}?inline=true`} target="_blank" rel="noreferrer">
                {file.name}
              </a>
            </Group>
          </li>
        ))}
      </ul>
      {assignment.can.progress && (
        <Stack gap="sm">
          <Button
            variant="light"
            hiddenFrom="sm"
            loading={sending}
            leftSection={<IconCamera size={18} aria-hidden />}
            onClick={() => camera.current?.click()}
          >
            {t('work.takePhoto')}
          </Button>
          <input
            ref={camera}
            type="file"
            // a telephone that keeps its photos as HEIC hands over a JPEG where that alone is asked for
            accept="image/jpeg"
            capture="environment"
            hidden
            aria-label={t('work.takePhoto')}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              if (file) void photograph(file)
            }}
          />
          {problem && <ProblemNotice problem={problem} />}
          <FileDrop label={t('work.addFile')} upload={send} />
        </Stack>
      )}
    </section>
  )
}

/** What was answered, newest first; `whole` shows what was taken back too. */
function History({ assignment, whole = false }: { assignment: Assignment; whole?: boolean }) {
  const t = useT()
  const names = new Map(assignment.files.map((file) => [file.id, file.name]))
  const events = assignment.events.filter((event) => event.kind !== 'undone' && (whole || !event.undone)).reverse()
  return (
    <section className={classes.card} aria-labelledby="history" style={whole ? { maxWidth: 860 } : undefined}>
      <h2 id="history">{t('work.history')}</h2>
      {events.length === 0 && <p className={classes.when}>{t('work.historyEmpty')}</p>}
      <ol className={classes.events}>
        {events.map((event) => (
          <li key={event.id} className={classes.event} data-undone={event.undone || undefined}>
            <div>
              <b>{event.personName}</b> {t(`work.event.${event.kind}` as TextKey)}
              {typeof event.params.dueOn === 'string' && ` · ${formatDate(event.params.dueOn)}`}
              {event.undone && ` · ${t('work.undoneMark')}`}
            </div>
            {event.note && <p>{event.note}</p>}
            {event.links.map((link) => (
              <div key={link}>
                <IconLink size={15} aria-hidden />{' '}
                <a href={link} target="_blank" rel="noreferrer noopener">
                  {link}
                </a>
              </div>
            ))}
            {event.fileIds.map((file) => (
              <div key={file}>
                <IconFile size={15} aria-hidden />{' '}
                <a href={`/api/files/${file}?inline=true`} target="_blank" rel="noreferrer">
                  {names.get(file) ?? t('work.files')}
                </a>
              </div>
            ))}
            <div className={classes.when}>{formatDateTime(event.at)}</div>
          </li>
        ))}
      </ol>
    </section>
  )
}
