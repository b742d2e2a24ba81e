import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { answer, api } from '../api.ts'
import { formatDate, formatNumber, today } from '../i18n/format.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { Facts } from '../kit/facts.tsx'
import { Waiting } from '../kit/loaded.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { problemOf } from '../problem.ts'
import { StatusBadge } from '../status.tsx'
import { hrefOf, statusOf } from '../work/work.ts'
import classes from './report.module.css'
import type { Figure, Report, ReportTask } from './report.ts'

/** What stands behind the field in focus. */
export function Behind({
  report,
  field,
  onTake,
}: {
  report: Report
  field: string
  /** Gives the typed text of a task up for the computed one; undefined where nothing was typed. */
  onTake: ((taskId: string) => void) | undefined
}) {
  const t = useT()
  const [kind, key = ''] = field.split('.')
  if (kind === 'figure') {
    const figure = report.content.figures.find((f) => f.key === key)
    return figure ? <FigureRows report={report} figure={figure} key={key} /> : null
  }
  const task = report.content.sections.flatMap((s) => s.tasks).find((one) => one.taskId === key)
  if (kind === 'task' && task) return <TaskRecord task={task} onTake={onTake} />
  return (
    <>
      <Facts
        facts={[
          { label: t('reports.plan'), value: report.planNumber ?? report.planTitle ?? '—' },
          {
            label: t('reports.period'),
            value: t('reports.periodOf', { from: formatDate(report.periodFrom), to: formatDate(report.periodTo) }),
          },
        ]}
      />
      <p className={classes.hint}>{t('reports.rule')}</p>
    </>
  )
}

function TaskRecord({ task, onTake }: { task: ReportTask; onTake: ((taskId: string) => void) | undefined }) {
  const t = useT()
  return (
    <>
      <StatusBadge status={statusOf(task.state, task.dueOn, today())} />
      <p>{task.text}</p>
      <Facts
        facts={[
          { label: t('work.due'), value: task.dueOn ? formatDate(task.dueOn) : t('due.none') },
          { label: t('work.files'), value: formatNumber(task.evidence) },
        ]}
      />
      <h3>{t('reports.computed')}</h3>
      <p className={classes.computed}>{task.computed}</p>
      {onTake && task.entered !== null && (
        <Button variant="default" size="compact-md" onClick={() => onTake(task.taskId)}>
          {t('reports.takeComputed')}
        </Button>
      )}
      {task.assignmentId !== null && (
        <p>
          <Link to={`/work/${task.assignmentId}`}>{t('reports.openTask')}</Link>
        </p>
      )}
    </>
  )
}

/** Every figure opens its rows. */
function FigureRows({ report, figure }: { report: Report; figure: Figure }) {
  const t = useT()
  const rows = useInfiniteQuery({
    queryKey: ['report', report.id, 'figure', figure.key],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/reports/{id}/figures/{key}/rows', {
          params: {
            path: { id: report.id, key: figure.key },
            query: { limit: 50, ...(pageParam === null ? {} : { after: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
  })
  const all = rows.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <b>{t(`reports.figures.${figure.key}` as TextKey)}</b>
      <Facts
        facts={[
          { label: t('reports.computed'), value: figure.computed },
          ...(figure.previous === null ? [] : [{ label: t('reports.before'), value: figure.previous }]),
        ]}
      />
      <h3>{t('reports.rowsOf')}</h3>
      {rows.error && <ProblemNotice problem={problemOf(rows.error)} onRetry={() => void rows.refetch()} />}
      {rows.isPending && <Waiting lines={3} />}
      {rows.data && !rows.hasNextPage && all.length !== figure.computed && (
        <p className={classes.hint}>{t('reports.changedSince')}</p>
      )}
      {rows.data && all.length === 0 && <p className={classes.hint}>{t('reports.noRows')}</p>}
      <ul className={classes.rows}>
        {all.map((row) => (
          <li key={row.id}>
            <Link to={hrefOf({ recordKind: row.recordKind as 'assignment' | 'plan', recordId: row.recordId })}>
              {row.title}
            </Link>
            <div className={classes.hint}>
              {row.unitName !== row.title && row.unitName}
              {row.dueOn && ` · ${formatDate(row.dueOn)}`}
            </div>
          </li>
        ))}
      </ul>
      {rows.hasNextPage && (
        <Button variant="subtle" fullWidth loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t('reports.moreRows')}
        </Button>
      )}
    </>
  )
}
