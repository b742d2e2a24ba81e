import '../kit/paper-font.ts'
import { foldText } from '@banggiao/rules'
import { Anchor, Button, Drawer, Stack, Textarea, TextInput } from '@mantine/core'
import { IconBell, IconDownload, IconSearch, IconSitemap } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { formatDateTime } from '../i18n/format.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { trackJob } from '../jobs.ts'
import { DueDate } from '../kit/due-date.tsx'
import { Empty } from '../kit/empty.tsx'
import { Facts } from '../kit/facts.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { MatrixPage } from '../kit/matrix-page.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { useCan } from '../session/session.ts'
import { type Status, StatusBadge } from '../status.tsx'
import { usePathPart } from '../url.ts'
import { CascadeDialog } from './cascade-dialog.tsx'
import classes from './coverage.module.css'
import { type Coverage, coverageQuery, type Plan, planQuery } from './plan-queries.ts'
import { assignmentStatus } from './plan-status.tsx'

const letters: Record<string, Status | undefined> = {
  o: 'not-started',
  l: 'overdue',
  p: 'in-progress',
  d: 'done',
  n: 'nothing-to-report',
  s: 'out-of-scope',
}

const unitsQuery = (id: string, under: string) => ({
  queryKey: ['plan', id, 'units', under],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    answer(
      api.GET('/api/plans/{id}/coverage/units', {
        params: { path: { id }, query: { under, limit: 500, ...(pageParam ? { after: pageParam } : {}) } },
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
})

export function CoveragePage() {
  const id = usePathPart('planId')
  const plan = useQuery(planQuery(id))
  const coverage = useQuery(coverageQuery(id))
  return (
    <Loaded query={plan}>{(p) => <Loaded query={coverage}>{(c) => <Matrix plan={p} coverage={c} />}</Loaded>}</Loaded>
  )
}

/** Units down by ward, tasks across; the totals stand at once, the units come in parts. */
function Matrix({ plan, coverage }: { plan: Plan; coverage: Coverage }) {
  const t = useT()
  const can = useCan()
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState<{ unitId: number; taskId: string | undefined }>()
  const [giving, setGiving] = useState(false)
  const province = `${coverage.groups[0]?.path.split('/')[0] ?? '0'}/`
  const loaded = useInfiniteQuery({ ...unitsQuery(plan.id, province), enabled: coverage.totals.units > 0 })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = loaded
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const units = useMemo(
    () => (loaded.data?.pages ?? []).flatMap((page) => page.rows).filter((u) => !u.recalledAt),
    [loaded.data],
  )
  const byId = useMemo(() => new Map(units.map((u) => [String(u.id), u])), [units])
  const columnOf = useMemo(() => new Map(coverage.tasks.map((task, at) => [task.id, at])), [coverage.tasks])
  const groups = useMemo(() => {
    const words = foldText(typed).split(/\s+/).filter(Boolean)
    const fits = (name: string) => words.every((word) => foldText(name).includes(word))
    return coverage.groups
      .map((group) => ({
        id: group.path,
        label: t('plans.coverage.group', {
          name: wardName(group.name),
          settled: group.done + group.nothing + group.outOfScope,
          total: group.open + group.doing + group.done + group.nothing + group.outOfScope,
        }),
        rows: units
          .filter((u) => u.path.startsWith(group.path) && (fits(u.name) || fits(group.name)))
          .map((u) => ({ id: String(u.id), label: shortName(u.name) })),
      }))
      .filter((group) => group.rows.length > 0 || (words.length === 0 && units.length === 0))
  }, [coverage.groups, units, typed, t])

  const statusAt = (unitId: string, taskId: string): Status | undefined =>
    letters[byId.get(unitId)?.cells[columnOf.get(taskId) ?? -1] ?? '-']

  const remind = useDeed({
    run: (cells: { rowId: string; columnId: string }[], headers) =>
      answer(
        api.POST('/api/plans/{id}/remind', {
          params: { path: { id: plan.id } },
          body: {
            unitIds: [...new Set(cells.map((cell) => Number(cell.rowId)))],
            taskIds: [...new Set(cells.map((cell) => cell.columnId))],
          },
          headers,
        }),
      ),
    changes: ['plan'],
    said: (made) => t('plans.said.reminded', { count: made.units }),
    onDone: (made) => trackJob(made.progressId, t('plans.coverage.remind'), `/plans/${plan.id}/coverage`),
  })

  const { totals } = coverage
  const settled = totals.done + totals.nothing + totals.outOfScope
  const all = settled + totals.open + totals.doing
  const title = t('plans.coverage.title', { number: plan.number ?? plan.title ?? '' })
  if (totals.units === 0) {
    return (
      <>
        <PageHead title={title} back={{ to: `/plans/${plan.id}`, label: plan.number ?? t('plans.title') }} />
        <Empty
          icon={IconSitemap}
          title={t('plans.coverage.empty')}
          text={t('plans.coverage.emptyText')}
          action={
            plan.standing.can.cascade ? { label: t('plans.act.cascade'), onPress: () => setGiving(true) } : undefined
          }
        />
        {giving && <CascadeDialog plan={plan} onClose={() => setGiving(false)} />}
      </>
    )
  }
  return (
    <>
      {remind.problem && <ProblemNotice problem={remind.problem} />}
      <MatrixPage
        title={title}
        back={{ to: `/plans/${plan.id}`, label: plan.number ?? t('plans.title') }}
        action={
          plan.standing.can.cascade
            ? { label: t('plans.act.cascade'), icon: IconSitemap, onPress: () => setGiving(true) }
            : undefined
        }
        secondary={[
          {
            label: t('plans.coverage.export'),
            icon: IconDownload,
            onPress: () => window.location.assign(`/api/plans/${plan.id}/coverage.xlsx`),
          },
        ]}
        legend={['not-started', 'in-progress', 'done', 'nothing-to-report', 'out-of-scope', 'overdue']}
        tools={
          <div style={{ width: '100%' }}>
            <dl className={classes.totals}>
              <Total label={t('plans.coverage.received')} done={totals.received} total={totals.units} />
              <Total label={t('plans.coverage.adopted')} done={totals.adopted} total={totals.units} />
              <Total
                label={t('plans.coverage.settled')}
                hint={t('plans.coverage.settledHint')}
                done={settled}
                total={all}
              />
            </dl>
            <TextInput
              leftSection={<IconSearch size={17} aria-hidden />}
              aria-label={t('plans.coverage.find')}
              placeholder={t('plans.coverage.find')}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              maw={360}
            />
            {units.length < totals.units && (
              <p role="status" className={classes.dim}>
                {t('plans.coverage.loading', { done: units.length, total: totals.units })}
              </p>
            )}
          </div>
        }
        groups={groups}
        columns={coverage.tasks.map((task) => ({
          id: task.id,
          label: `${task.section}.${task.position}`,
          name: task.text,
        }))}
        cell={(rowId, columnId) => {
          const status = statusAt(rowId, columnId)
          return status && { status }
        }}
        onOpen={(rowId, columnId) => setOpened({ unitId: Number(rowId), taskId: columnId })}
        bulk={
          can('assignment.remind')
            ? [
                {
                  label: t('plans.coverage.remind'),
                  icon: IconBell,
                  running: remind.running,
                  onPress: (cells) => remind.start(cells),
                },
              ]
            : []
        }
      />
      {giving && <CascadeDialog plan={plan} onClose={() => setGiving(false)} />}
      <Drawer
        opened={opened !== undefined}
        onClose={() => setOpened(undefined)}
        position="right"
        size="md"
        title={byId.get(String(opened?.unitId))?.name ?? t('plans.coverage.behind')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {opened?.taskId && <Cell plan={plan} unitId={opened.unitId} taskId={opened.taskId} />}
        {opened?.taskId && can('assignment.remind') && !isSettled(statusAt(String(opened.unitId), opened.taskId)) && (
          <Button
            mt="md"
            leftSection={<IconBell size={18} aria-hidden />}
            loading={remind.running}
            onClick={() => remind.start([{ rowId: String(opened.unitId), columnId: opened.taskId! }])}
          >
            {t('plans.coverage.remindOne')}
          </Button>
        )}
        {opened && <UnitCard plan={plan} unit={byId.get(String(opened.unitId))} onDone={() => setOpened(undefined)} />}
      </Drawer>
    </>
  )
}

/** Nobody is reminded of what is answered, or was not given. */
function isSettled(status: Status | undefined): boolean {
  return status === undefined || status === 'done' || status === 'nothing-to-report' || status === 'out-of-scope'
}

/** "UBND phường Hạnh Thông": the words every commune-level body begins with leave no room for its name. */
function shortName(name: string): string {
  return name.replace(/^Ủy ban nhân dân /u, 'UBND ')
}
function wardName(name: string): string {
  const bare = name.replace(/^Ủy ban nhân dân /u, '')
  return bare.charAt(0).toUpperCase() + bare.slice(1)
}

function Total({ label, hint, done, total }: { label: string; hint?: string; done: number; total: number }) {
  const t = useT()
  const part = total === 0 ? 0 : done / total
  return (
    <div className={classes.total} title={hint}>
      <dt>{label}</dt>
      <dd>{t('plans.coverage.of', { done, total })}</dd>
      <div className={classes.bar} aria-hidden>
        <span style={{ width: `${part * 100}%` }} />
      </div>
    </div>
  )
}

type UnitRow = Awaited<ReturnType<ReturnType<typeof unitsQuery>['queryFn']>>['rows'][number]

function UnitCard({ plan, unit, onDone }: { plan: Plan; unit: UnitRow | undefined; onDone: () => void }) {
  const t = useT()
  const [reason, setReason] = useState<string>()
  const recall = useDeed({
    run: (why: string, headers) =>
      answer(
        api.POST('/api/plans/{id}/carriers/{unitId}/recall', {
          params: { path: { id: plan.id, unitId: unit?.id ?? 0 } },
          body: { reason: why },
          headers,
        }),
      ),
    changes: ['plan'],
    said: t('plans.said.recalled'),
    onDone,
  })
  if (!unit) return null
  return (
    <Stack mt="lg" gap="sm">
      <Facts
        facts={[
          { label: t('plans.coverage.sentAt'), value: at(unit.sentAt) ?? '' },
          { label: t('plans.coverage.receivedAt'), value: at(unit.receivedAt) ?? t('plans.coverage.notYet') },
          { label: t('plans.coverage.adopted'), value: at(unit.adoptedAt) ?? t('plans.coverage.notYet') },
        ]}
      />
      {unit.adoptedPlanId && (
        <Anchor renderRoot={(props) => <Link to={`/plans/${unit.adoptedPlanId}`} {...props} />}>
          {t('plans.coverage.openPlan')}
        </Anchor>
      )}
      {recall.problem && <ProblemNotice problem={recall.problem} />}
      {plan.standing.can.cascade && !unit.adoptedAt && reason === undefined && (
        <Button variant="default" size="compact-md" onClick={() => setReason('')} style={{ alignSelf: 'flex-start' }}>
          {t('plans.coverage.recall')}
        </Button>
      )}
      {reason !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim().length > 2) recall.start(reason.trim())
          }}
        >
          <Textarea
            autoFocus
            autosize
            minRows={2}
            label={t('plans.coverage.recallReason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            mb={8}
          />
          <Button type="submit" size="compact-md" loading={recall.running} disabled={reason.trim().length < 3}>
            {t('plans.coverage.recall')}
          </Button>
        </form>
      )}
    </Stack>
  )
}

/** The rows behind one cell: the assignment, what happened, the evidence, the unit's own tasks. */
function Cell({ plan, unitId, taskId }: { plan: Plan; unitId: number; taskId: string }) {
  const t = useT()
  const query = useQuery({
    queryKey: ['plan', plan.id, 'cell', unitId, taskId],
    queryFn: () =>
      answer(api.GET('/api/plans/{id}/cells', { params: { path: { id: plan.id }, query: { unitId, taskId } } })),
  })
  return (
    <Loaded query={query} lines={4} part>
      {({ assignment, own, events, files }) => (
        <Stack gap="sm">
          <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap' }}>
            <b>
              {assignment.section}.{assignment.position}
            </b>
            <StatusBadge status={assignmentStatus(assignment.state)} />
            <DueDate date={assignment.dueOn} settled={assignment.state !== 'open' && assignment.state !== 'doing'} />
          </div>
          <p className={classes.text} style={{ margin: 0 }}>
            {assignment.text}
          </p>
          {own.length > 0 && (
            <section>
              <h3 style={{ fontSize: '1rem', margin: '8px 0 4px' }}>{t('plans.coverage.own')}</h3>
              {own.map((task) => (
                <div key={task.taskId} className={classes.event}>
                  <StatusBadge
                    status={task.scope === 'out' ? 'out-of-scope' : assignmentStatus(task.state ?? 'open')}
                  />{' '}
                  {task.ownerPersonName && <span className={classes.dim}>{task.ownerPersonName}</span>}
                  <div>{task.text}</div>
                  {task.scopeReason && <div className={classes.dim}>{task.scopeReason}</div>}
                </div>
              ))}
            </section>
          )}
          <section>
            <h3 style={{ fontSize: '1rem', margin: '8px 0 4px' }}>{t('plans.coverage.events')}</h3>
            {events.length === 0 && <p className={classes.dim}>{t('plans.coverage.noAnswer')}</p>}
            {events.map((event) => (
              <div key={event.id} className={classes.event}>
                <b>{t(`plans.coverage.event.${event.kind}` as TextKey)}</b>{' '}
                <span className={classes.dim}>
                  {event.personName} · {at(event.at)}
                </span>
                {event.note && <div>{event.note}</div>}
                {event.links.map((link) => (
                  <div key={link}>
                    <Anchor href={link} rel="noreferrer" target="_blank">
                      {link}
                    </Anchor>
                  </div>
                ))}
              </div>
            ))}
          </section>
          {files.length > 0 && (
            <section>
              <h3 style={{ fontSize: '1rem', margin: '8px 0 4px' }}>{t('plans.coverage.files')}</h3>
              {files.map((file) => (
                <div key={file.id}>
                  <Anchor href={`/api/files/${file.id}`} download>
                    {file.name}
                  </Anchor>
                </div>
              ))}
            </section>
          )}
        </Stack>
      )}
    </Loaded>
  )
}

function at(instant: unknown): string | undefined {
  return typeof instant === 'string' ? formatDateTime(instant) : undefined
}
