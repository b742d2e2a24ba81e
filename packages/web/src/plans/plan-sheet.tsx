import '../kit/paper-font.ts'
import { Button, Textarea, TextInput, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconDownload, IconPlus, IconSend } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { formatDate } from '../i18n/format.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { type Autosave, mustBeSaved, useAutosave } from '../kit/autosave.ts'
import { ConflictDialog } from '../kit/conflict-dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { CheckField, DateField } from '../kit/fields.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Rule } from '../kit/rule.tsx'
import { SheetPage } from '../kit/sheet-page.tsx'
import type { Problem } from '../problem.ts'
import { usePathPart } from '../url.ts'
import { type Plan, planQuery, staffQuery } from './plan-queries.ts'
import classes from './plan-sheet.module.css'
import { PlanBadge } from './plan-status.tsx'
import { Runs } from './plan-text.tsx'
import { TaskLine } from './task-line.tsx'

export function PlanSheet() {
  const t = useT()
  const id = usePathPart('planId')
  const query = useQuery(planQuery(id))
  return (
    <Loaded query={query}>
      {(plan) =>
        plan.standing.can.edit ? (
          <Sheet plan={plan} key={plan.id} />
        ) : (
          <Empty
            title={t('plans.sheet.cannotEdit', {
              state: t(`plans.word.${plan.standing.state}` as TextKey).toLowerCase(),
            })}
            text={plan.title ?? ''}
            action={{ label: t('plans.sheet.read'), to: `/plans/${id}` }}
          />
        )
      }
    </Loaded>
  )
}

interface Written {
  title: string
  reportDueOn: string | null
  bases: string[]
  opening: string
  sections: Plan['content']['sections']
  closing: string
  recipients: string[]
  signer: Plan['content']['signer']
  assignments?: boolean
}

/** How the saving of one part of the sheet stands. */
export type Saving = Pick<Autosave<unknown>, 'state' | 'savedAt' | 'problem'>

/** The plan as the paper it becomes: everything is written where it will stand, and saves itself. */
function Sheet({ plan }: { plan: Plan }) {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const path = { path: { id: plan.id } }
  const staff = useQuery(staffQuery(plan.id))
  const refresh = () => queries.invalidateQueries({ queryKey: ['plan', plan.id], exact: true })
  const paper = useAutosave<Written>({
    key: `plan.${plan.id}`,
    value: { title: plan.title ?? '', reportDueOn: plan.reportDueOn, ...plan.content },
    version: plan.version,
    save: async (value, version) => {
      const saved = await answer(api.PATCH('/api/plans/{id}/content', { params: path, body: { version, ...value } }))
      void refresh()
      return saved
    },
  })
  const [savings, setSavings] = useState<Record<string, Saving>>({})
  const flushes = useRef(new Map<string, () => Promise<boolean>>())
  const { value } = paper
  const set = (change: Partial<Written>) => paper.change({ ...value, ...change })

  const add = useDeed({
    run: (input: { section: string; text: string }, headers) =>
      answer(api.POST('/api/plans/{id}/tasks', { params: path, body: input, headers })),
    changes: ['plan'],
    said: t('plans.sheet.added'),
  })
  const move = useDeed({
    run: (to: { taskId: string; version: number; section: string; position: number }, headers) =>
      answer(
        api.PATCH('/api/plans/{id}/tasks/{taskId}', {
          params: { path: { id: plan.id, taskId: to.taskId } },
          body: { version: to.version, section: to.section, position: to.position },
          headers,
        }),
      ),
    changes: ['plan'],
  })
  const submit = useDeed({
    run: async (_: null, headers) => {
      mustBeSaved(await Promise.all([paper.flush(), ...[...flushes.current.values()].map((flush) => flush())]))
      return answer(
        api.POST('/api/documents/{id}/submit', { params: { path: { id: plan.documentId } }, body: {}, headers }),
      )
    },
    changes: ['plan', 'document', 'work'],
    said: t('plans.said.submitted'),
    onDone: () => void navigate({ to: `/plans/${plan.id}` }),
  })

  const whole = overall(paper, savings)
  const problem: Problem | undefined = submit.problem ?? add.problem ?? move.problem ?? whole.problem
  const sections = value.sections
  const target = (taskId: string) => plan.tasks.find((task) => task.id === taskId)
  const drop = (taskId: string, section: string, position: number) => {
    const task = target(taskId)
    if (task && (task.section !== section || task.position !== position))
      move.start({ taskId, version: task.version, section, position })
  }

  return (
    <>
      <SheetPage
        code={plan.number ?? t('plans.unnumbered')}
        title={value.title}
        status={<PlanBadge standing={plan.standing} />}
        back={{ to: `/plans/${plan.id}`, label: t('plans.title') }}
        action={{
          label: t('plans.act.submit'),
          icon: IconSend,
          running: submit.running,
          onPress: () => submit.start(null),
        }}
        secondary={[
          {
            label: t('plans.act.docx'),
            icon: IconDownload,
            onPress: () => window.location.assign(`/api/documents/${plan.documentId}/paper.docx`),
          },
          {
            label: t('plans.act.pdf'),
            icon: IconDownload,
            onPress: () => window.open(`/api/documents/${plan.documentId}/paper.pdf`, '_blank', 'noopener'),
          },
        ]}
        writing
        sections={[
          {
            id: 'part-head',
            label: t('plans.sheet.bases'),
            done: value.bases.filter(Boolean).length > 0 ? 1 : 0,
            total: 1,
          },
          ...sections
            .filter((s) => s.level === 1 || plan.tasks.some((task) => task.section === s.key))
            .map((s) => {
              const tasks = plan.tasks.filter((task) => task.section === s.key)
              const given = tasks.filter(
                (task) => task.scope === 'out' || task.ownerPersonId || task.ownerPartId || task.ownerRole,
              )
              return {
                id: `part-${s.key}`,
                label: `${s.level === 1 ? s.label : s.key}. ${s.title}`,
                done: tasks.length > 0 ? given.length : 1,
                total: Math.max(1, tasks.length),
              }
            }),
          { id: 'part-foot', label: t('plans.sheet.recipients'), done: value.recipients.length > 0 ? 1 : 0, total: 1 },
        ]}
        state={whole.state}
        savedAt={whole.savedAt}
        problem={problem}
        behind={(field) => <Behind field={field} plan={plan} />}
      >
        <div className={classes.paper} lang="vi">
          <section id="part-head" className={classes.part}>
            <p className={classes.kind}>{(plan.kind ?? 'Kế hoạch').toUpperCase()}</p>
            <Textarea
              className={`${classes.write} ${classes.title}`}
              aria-label={t('plans.sheet.head')}
              data-field="title"
              autosize
              value={value.title}
              onChange={(event) => set({ title: event.currentTarget.value })}
            />
            <Lines
              className={`${classes.write} ${classes.italic}`}
              label={t('plans.sheet.bases')}
              field="bases"
              lines={value.bases}
              onChange={(bases) => set({ bases })}
            />
            <Textarea
              className={classes.write}
              aria-label={t('plans.sheet.opening')}
              data-field="opening"
              autosize
              value={value.opening}
              onChange={(event) => set({ opening: event.currentTarget.value })}
            />
          </section>
          {sections.map((section, at) => {
            const tasks = plan.tasks.filter((task) => task.section === section.key)
            const saved = plan.content.sections.find((s) => s.key === section.key)
            const wording = plan.wording.find((w) => w.key === section.key)
            const edit = (change: Partial<typeof section>) =>
              set({ sections: sections.map((s, n) => (n === at ? { ...s, ...change } : s)) })
            return (
              <section key={section.key} id={`part-${section.key}`} className={classes.part}>
                <div className={classes.heading} style={{ paddingInlineStart: (section.level - 1) * 16 }}>
                  <span>{section.label}.</span>
                  <Textarea
                    autosize
                    className={classes.write}
                    aria-label={t('plans.sheet.sectionTitle', { section: section.key })}
                    data-field={`section.${section.key}`}
                    value={section.title}
                    onChange={(event) => edit({ title: event.currentTarget.value })}
                  />
                </div>
                {(section.paragraphs.length > 0 || isLeaf(section.key, sections, tasks.length)) && (
                  <Lines
                    className={classes.write}
                    label={t('plans.sheet.sectionText', { section: section.key })}
                    hideLabel
                    field={`section.${section.key}`}
                    lines={section.paragraphs}
                    // the server's comparison holds for the words it has
                    tracked={sameLines(section.paragraphs, saved?.paragraphs) ? wording?.paragraphs : null}
                    onChange={(paragraphs) => edit({ paragraphs })}
                  />
                )}
                {tasks.length > 0 && (
                  <ul className={classes.tasks}>
                    {tasks.map((task) => (
                      <TaskLine
                        key={task.id}
                        planId={plan.id}
                        task={task}
                        place={`${section.key}.${task.position}`}
                        last={task.position === tasks.length}
                        sections={sections.filter(
                          (s) => s.key !== section.key && plan.tasks.some((x) => x.section === s.key),
                        )}
                        staff={staff.data}
                        onMove={(to, position) => drop(task.id, to, position)}
                        onDropBefore={(taskId) => drop(taskId, section.key, task.position)}
                        onSaving={(saving) => setSavings((before) => ({ ...before, [task.id]: saving }))}
                        flushes={flushes.current}
                      />
                    ))}
                  </ul>
                )}
                {(tasks.length > 0 || (section.level > 1 && section.paragraphs.length === 0)) && (
                  <AddTask onAdd={(text) => add.start({ section: section.key, text })} running={add.running} />
                )}
              </section>
            )
          })}
          <section id="part-foot" className={classes.part}>
            <Textarea
              className={classes.write}
              label={t('plans.sheet.closing')}
              data-field="closing"
              autosize
              value={value.closing}
              onChange={(event) => set({ closing: event.currentTarget.value })}
            />
            <div data-field="reportDueOn" style={{ maxWidth: 240, margin: '10px 8px' }}>
              <DateField
                id={`report-due-${plan.id}`}
                name="reportDueOn"
                error={undefined}
                label={t('plans.reportDue')}
                value={value.reportDueOn}
                onChange={(reportDueOn) => set({ reportDueOn })}
              />
            </div>
            <div data-field="assignments" style={{ margin: '10px 8px' }}>
              <CheckField
                id={`assignments-${plan.id}`}
                name="assignments"
                error={undefined}
                label={t('plans.sheet.assignments')}
                hint={t('plans.sheet.assignmentsHint')}
                value={value.assignments === true}
                onChange={(assignments) => set({ assignments })}
              />
            </div>
            <Lines
              className={classes.write}
              label={t('plans.sheet.recipients')}
              field="recipients"
              lines={value.recipients}
              onChange={(recipients) => set({ recipients })}
            />
            <Lines
              className={classes.write}
              label={t('plans.sheet.authority')}
              field="signer"
              lines={value.signer.authority}
              onChange={(authority) => set({ signer: { ...value.signer, authority } })}
            />
            <TextInput
              className={classes.write}
              label={t('plans.sheet.position')}
              data-field="signer"
              value={value.signer.position}
              onChange={(event) => set({ signer: { ...value.signer, position: event.currentTarget.value } })}
            />
            <TextInput
              className={classes.write}
              label={t('plans.sheet.signerName')}
              data-field="signer"
              value={value.signer.name}
              onChange={(event) => set({ signer: { ...value.signer, name: event.currentTarget.value } })}
            />
          </section>
        </div>
      </SheetPage>
      <ConflictDialog
        conflict={paper.conflict}
        onKeepMine={() => void paper.keepMine()}
        onTakeTheirs={() => {
          paper.takeTheirs()
          void refresh()
        }}
        nameOf={(at) => partName(at, t)}
      />
    </>
  )
}

function isLeaf(key: string, sections: readonly { key: string }[], tasks: number): boolean {
  return tasks === 0 && !sections.some((s) => s.key.startsWith(`${key}.`))
}

function partName(at: string, t: ReturnType<typeof useT>): string {
  const [part = ''] = at.split('.')
  const names: Record<string, TextKey> = {
    title: 'plans.sheet.head',
    bases: 'plans.sheet.bases',
    opening: 'plans.sheet.opening',
    closing: 'plans.sheet.closing',
    recipients: 'plans.sheet.recipients',
    signer: 'plans.sheet.signer',
    reportDueOn: 'plans.reportDue',
    assignments: 'plans.sheet.assignments',
    sections: 'plans.part.content',
  }
  const key = names[part]
  return key ? t(key) : at
}

/** The worst of the parts' states is the sheet's: refused before unsaved before saved. */
function overall(paper: Saving, savings: Record<string, Saving>): Saving {
  const all = [paper, ...Object.values(savings)]
  const order = ['refused', 'kept', 'saving', 'unsaved'] as const
  const state = order.find((s) => all.some((one) => one.state === s)) ?? 'saved'
  const savedAt = all
    .map((one) => one.savedAt)
    .filter((at) => at !== undefined)
    .sort()
    .at(-1)
  return { state, savedAt, problem: all.find((one) => one.problem)?.problem }
}

function sameLines(lines: readonly string[], saved: readonly string[] | undefined): boolean {
  return saved !== undefined && lines.join('\n') === saved.join('\n')
}

/**
 * Several lines of the paper in one box, one item a line; where words of the superior's were changed, tracked until it is
 * written in.
 */
function Lines(props: {
  className: string | undefined
  label: string
  hideLabel?: boolean
  field: string
  lines: readonly string[]
  tracked?: Plan['wording'][number]['paragraphs'] | undefined
  onChange: (lines: string[]) => void
}) {
  const t = useT()
  const [writing, setWriting] = useState(false)
  if (props.tracked && !writing)
    return (
      <UnstyledButton className={classes.text} data-field={props.field} onClick={() => setWriting(true)}>
        <VisuallyHidden>{props.label}: </VisuallyHidden>
        {props.tracked.map((runs, n) => (
          // two paragraphs may say the same
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its place
          <span key={n} style={{ display: 'block' }}>
            <Runs runs={runs} />
          </span>
        ))}
      </UnstyledButton>
    )
  return (
    <Textarea
      className={props.className}
      autoFocus={writing}
      // the first words saved may bring the tracked view: not into the box that is being written in
      onFocus={() => setWriting(true)}
      onBlur={() => setWriting(false)}
      {...(props.hideLabel ? { 'aria-label': props.label } : { label: props.label })}
      placeholder={props.hideLabel ? t('plans.sheet.sectionHint') : t('plans.sheet.onePerLine')}
      data-field={props.field}
      autosize
      value={props.lines.join('\n')}
      onChange={(event) =>
        props.onChange(event.currentTarget.value === '' ? [] : event.currentTarget.value.split('\n'))
      }
    />
  )
}

function AddTask({ onAdd, running }: { onAdd: (text: string) => void; running: boolean }) {
  const t = useT()
  const [text, setText] = useState<string>()
  if (text === undefined) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setText('')}
      >
        {t('plans.sheet.addTask')}
      </Button>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!text.trim()) return
        onAdd(text.trim())
        setText(undefined)
      }}
    >
      <Textarea
        autoFocus
        autosize
        aria-label={t('plans.sheet.newTask')}
        placeholder={t('plans.sheet.newTask')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText(undefined)}
        mb={6}
      />
      <Button type="submit" size="compact-sm" loading={running}>
        {t('plans.sheet.addTask')}
      </Button>{' '}
      <Button variant="subtle" size="compact-sm" onClick={() => setText(undefined)}>
        {t('common.cancel')}
      </Button>
    </form>
  )
}

/** What stands behind the line in focus: the superior's own words, or the rule of its form. */
function Behind({ field, plan }: { field: string; plan: Plan }) {
  const t = useT()
  const superior = useQuery({ ...planQuery(plan.superiorPlanId ?? ''), enabled: plan.superiorPlanId !== null })
  if (field === 'bases') return <Rule clause={t('plans.sheet.ruleBases')} source={t('plans.sheet.ruleSource')} />
  if (field === 'recipients')
    return <Rule clause={t('plans.sheet.ruleRecipients')} source={t('plans.sheet.ruleRecipientsSource')} />
  if (field === 'reportDueOn' && plan.superior?.reportDueOn)
    return <p>{t('plans.sheet.reportBehind', { date: formatDate(plan.superior.reportDueOn) })}</p>
  const section = plan.content.sections.find((one) => `section.${one.key}` === field)
  if (section?.base)
    return (
      <>
        <p style={{ margin: '0 0 4px', fontWeight: 600 }}>{t('plans.sheet.superiorText')}</p>
        <blockquote className={classes.quote}>
          {[section.base.title, ...section.base.paragraphs].map((text) => (
            <p key={text}>{text}</p>
          ))}
        </blockquote>
        <p style={{ color: 'var(--mantine-color-dimmed)' }}>{t('plans.sheet.changed')}</p>
      </>
    )
  if (!field.startsWith('task.'))
    return <p>{plan.superior ? `${plan.superior.number ?? ''} · ${plan.superior.title ?? ''}` : ''}</p>
  const task = plan.tasks.find((one) => `task.${one.id}` === field)
  if (!task?.superiorTaskId) return <p>{t('plans.sheet.ownTask')}</p>
  const theirs = superior.data?.tasks.find((one) => one.id === task.superiorTaskId)
  return (
    <>
      <p style={{ margin: '0 0 4px', fontWeight: 600 }}>{t('plans.sheet.superiorText')}</p>
      <blockquote className={classes.quote}>{task.baseText}</blockquote>
      {theirs && <p>{t('plans.sheet.superiorPlace', { place: `${theirs.section}.${theirs.position}` })}</p>}
      {theirs?.dueOn && (
        <p>
          {t('plans.sheet.superiorDue')}: {formatDate(theirs.dueOn)}
        </p>
      )}
      {task.runs && <p style={{ color: 'var(--mantine-color-dimmed)' }}>{t('plans.sheet.changed')}</p>}
    </>
  )
}
