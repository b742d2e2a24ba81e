import { IconBell } from '@tabler/icons-react'
import { answer, api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { trackJob } from '../jobs.ts'
import { DueDate } from '../kit/due-date.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { useCan } from '../session/session.ts'
import { type Status, StatusBadge } from '../status.tsx'
import { usePathPart } from '../url.ts'
import type { CompletenessRow } from './report.ts'

const states = ['sent', 'late', 'missing', 'waiting'] as const
const looks: Record<CompletenessRow['state'], Status> = {
  sent: 'sent',
  late: 'due-soon',
  missing: 'overdue',
  waiting: 'not-answered',
}

/** Which units have reported on a plan: figures that filter, open the report, select to remind. */
export function CompletenessPage() {
  const t = useT()
  const can = useCan()
  const planId = usePathPart('planId')
  const path = { id: planId }
  const remind = useDeed({
    run: (unitIds: number[], headers) =>
      answer(api.POST('/api/plans/{id}/remind', { params: { path }, body: { unitIds, taskIds: [] }, headers })),
    changes: [],
    said: ({ units }) => t('reports.saidReminded', { count: units }),
    onDone: ({ progressId }) => trackJob(progressId, t('jobs.remind')),
  })
  return (
    <>
      {remind.problem && <ProblemNotice problem={remind.problem} />}
      <ListPage<CompletenessRow>
        record={`report-completeness-${planId}`}
        title={t('reports.completeness')}
        back={{ to: `/plans/${planId}`, label: t('reports.plan') }}
        filters={[
          {
            name: 'state',
            label: t('reports.state'),
            kind: 'choice',
            choices: states.map((state) => ({ value: state, label: t(`reports.count.${state}`) })),
          },
        ]}
        load={async ({ filters, q, after }) => {
          const state = states.filter((one) => filters.state?.includes(one))
          const { rows, next } = await answer(
            api.GET('/api/plans/{id}/completeness', {
              params: {
                path,
                query: {
                  limit: 100,
                  ...(state.length > 0 ? { state } : {}),
                  ...(q ? { q } : {}),
                  ...(after ? { after } : {}),
                },
              },
            }),
          )
          return { items: rows, next, previous: null }
        }}
        totals={async () => {
          const totals = await answer(api.GET('/api/plans/{id}/completeness/totals', { params: { path } }))
          return states.map((state) => ({
            label: t(`reports.count.${state}`),
            count: totals[state],
            exact: true,
            filters: { state: [state] },
          }))
        }}
        idOf={(row) => String(row.unitId)}
        nameOf={(row) => row.unitName}
        hrefOf={(row) => (row.reportId ? `/reports/${row.reportId}` : undefined)}
        bulk={
          can('assignment.remind')
            ? [
                {
                  label: t('reports.remind'),
                  icon: IconBell,
                  running: remind.running,
                  onPress: (rows) => remind.start(rows.map((row) => row.unitId)),
                },
              ]
            : []
        }
        exportPath={`/api/plans/${planId}/completeness.xlsx`}
        empty={{ title: t('reports.nobodyTitle'), text: t('reports.nobodyText') }}
        columns={[
          { id: 'unit', label: t('reports.unit'), card: 'title', cell: (row) => row.unitName },
          {
            id: 'group',
            label: t('reports.commune'),
            card: 'plain',
            cell: (row) => (row.groupName === row.unitName ? '—' : (row.groupName ?? '—')),
          },
          {
            id: 'state',
            label: t('reports.state'),
            card: 'plain',
            cell: (row) => <StatusBadge status={looks[row.state]} word={t(`reports.count.${row.state}`)} />,
          },
          {
            id: 'due',
            label: t('reports.due'),
            cell: (row) => <DueDate date={row.dueOn} settled={row.sentAt !== null} />,
          },
          { id: 'sent', label: t('reports.sent'), cell: (row) => (row.sentAt ? formatDate(row.sentAt) : '—') },
        ]}
      />
    </>
  )
}
