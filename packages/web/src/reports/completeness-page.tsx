import { Button } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { trackJob } from '../jobs.ts'
import { Loaded } from '../kit/loaded.tsx'
import type { MatrixGroup } from '../kit/matrix-grid.ts'
import { MatrixPage } from '../kit/matrix-page.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { useCan } from '../session/session.ts'
import { type Status, statusSymbol } from '../status.tsx'
import { usePathPart, useUrlSearch } from '../url.ts'
import classes from './report.module.css'
import type { Completeness } from './report.ts'

type State = keyof Completeness['totals']
const states: State[] = ['sent', 'late', 'missing', 'waiting']
const looks: Record<State, Status> = { sent: 'sent', late: 'due-soon', missing: 'overdue', waiting: 'not-answered' }

/** Which units have reported on a plan: by ward, press to open the report, select to remind. */
export function CompletenessPage() {
  const planId = usePathPart('planId')
  const query = useQuery({
    queryKey: ['report', 'completeness', planId],
    queryFn: () => answer(api.GET('/api/plans/{id}/completeness', { params: { path: { id: planId }, query: {} } })),
  })
  return (
    <Loaded query={query} lines={10}>
      {(data) => <Grid planId={planId} data={data} />}
    </Loaded>
  )
}

function Grid({ planId, data }: { planId: string; data: Completeness }) {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const [search, setSearch] = useUrlSearch()
  const chosen = states.find((state) => state === search.state)
  const rows = useMemo(() => data.rows.filter((row) => !chosen || row.state === chosen), [data, chosen])
  const byId = useMemo(() => new Map(data.rows.map((row) => [String(row.unitId), row])), [data])
  const groups = useMemo(() => groupsOf(rows), [rows])
  const remind = useDeed({
    run: (unitIds: number[], headers) =>
      answer(
        api.POST('/api/plans/{id}/remind', {
          params: { path: { id: planId } },
          body: { unitIds, taskIds: [] },
          headers,
        }),
      ),
    changes: [],
    said: ({ units }) => t('reports.saidReminded', { count: units }),
    onDone: ({ progressId }) => trackJob(progressId, t('jobs.remind')),
  })
  return (
    <>
      {remind.problem && <ProblemNotice problem={remind.problem} />}
      <MatrixPage
        title={t('reports.completeness')}
        back={{ to: `/plans/${planId}`, label: t('reports.plan') }}
        groups={groups}
        columns={[{ id: 'report', label: t('reports.columnShort'), name: t('reports.column') }]}
        cell={(unitId) => {
          const row = byId.get(unitId)
          if (!row) return undefined
          const word = t(`reports.count.${row.state}`)
          return { status: looks[row.state], word: row.sentAt ? `${word} · ${formatDate(row.sentAt)}` : word }
        }}
        legend={[]}
        onOpen={(unitId) => {
          const reportId = byId.get(unitId)?.reportId
          if (reportId) void navigate({ to: `/reports/${reportId}` })
        }}
        tools={
          <div className={classes.totals}>
            {states.map((state) => (
              <Button
                key={state}
                size="compact-md"
                variant={chosen === state ? 'filled' : 'default'}
                aria-pressed={chosen === state}
                leftSection={statusSymbol(looks[state])}
                onClick={() => setSearch({ state: chosen === state ? undefined : state })}
              >
                {t(`reports.count.${state}`)}: {data.totals[state]}
              </Button>
            ))}
          </div>
        }
        bulk={
          can('assignment.remind')
            ? [
                {
                  label: t('reports.remind'),
                  icon: IconBell,
                  running: remind.running,
                  onPress: (cells) => remind.start([...new Set(cells.map((cell) => Number(cell.rowId)))]),
                },
              ]
            : []
        }
      />
    </>
  )
}

/** Units under their ward, by the second step of their path; where no ward has more than one, a plain list. */
function groupsOf(rows: Completeness['rows']): MatrixGroup[] {
  const groups = new Map<string, { id: string; label: string; rows: { id: string; label: string }[] }>()
  for (const row of rows) {
    const id = row.path.split('/').slice(0, 2).join('/')
    const group = groups.get(id) ?? { id, label: '', rows: [] }
    if (row.kind === 'commune-committee' || row.kind === 'department') group.label = row.unitName
    group.rows.push({ id: String(row.unitId), label: row.unitName })
    groups.set(id, group)
  }
  const all = [...groups.values()]
  const alone = all.filter((group) => group.rows.length === 1)
  const named = all
    .filter((group) => group.rows.length > 1)
    .map((group) => ({ ...group, label: group.label || (group.rows[0]?.label ?? '') }))
  return alone.length > 0 ? [{ id: 'alone', label: '', rows: alone.flatMap((group) => group.rows) }, ...named] : named
}
