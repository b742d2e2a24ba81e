import { IconFilePlus } from '@tabler/icons-react'
import { answer, api } from '../api.ts'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { DueDate } from '../kit/due-date.tsx'
import { ListPage } from '../kit/list-page.tsx'
import type { Filter } from '../kit/list-state.ts'
import { useCan } from '../session/session.ts'
import { type Status, StatusBadge } from '../status.tsx'
import type { ReportRow } from './report.ts'

const states = ['draft', 'submitted', 'returned', 'approved', 'issued'] as const

/** Reports of the unit, and those others sent it. */
export function ReportsPage() {
  const t = useT()
  const can = useCan()
  const filters: Filter[] = [
    {
      name: 'box',
      byTabs: true,
      label: t('reports.box'),
      kind: 'choice',
      choices: [
        { value: 'mine', label: t('reports.mine') },
        { value: 'received', label: t('reports.received') },
      ],
    },
    {
      name: 'state',
      label: t('reports.state'),
      kind: 'choice',
      choices: states.map((state) => ({ value: state, label: t(`status.${state}`) })),
    },
    {
      name: 'timing',
      label: t('reports.timing'),
      kind: 'choice',
      choices: [
        { value: 'on-time', label: t('reports.onTime') },
        { value: 'late', label: t('reports.late') },
      ],
    },
  ]
  return (
    <ListPage<ReportRow>
      record="report"
      title={t('reports.title')}
      {...(can('report.edit') ? { action: { label: t('reports.make'), icon: IconFilePlus, to: '/reports/new' } } : {})}
      views={[
        { label: t('reports.mine'), filters: {} },
        { label: t('reports.received'), filters: { box: ['received'] } },
      ]}
      filters={filters}
      searchable={false}
      load={async ({ filters: chosen, after, shape }) => {
        const one = (name: string) => chosen[name]?.[0]
        const state = states.find((s) => s === one('state'))
        const timing = (['on-time', 'late'] as const).find((value) => value === one('timing'))
        const { rows, next } = await answer(
          api.GET('/api/reports', {
            params: {
              query: {
                box: one('box') === 'received' ? 'received' : 'mine',
                limit: shape === 'table' ? 50 : 100,
                ...(state ? { state } : {}),
                ...(timing ? { timing } : {}),
                ...(after ? { after } : {}),
              },
            },
          }),
        )
        return { items: rows, next, previous: null }
      }}
      board={{
        columns: states.map((state) => ({ id: state, status: state === 'issued' ? 'sent' : state })),
        of: (row) => row.state,
      }}
      byDay={{ dayOf: (row) => row.dueOn, settled: (row) => row.sentAt !== null }}
      idOf={(row) => row.id}
      nameOf={(row) => row.number ?? row.title ?? ''}
      hrefOf={(row) => `/reports/${row.id}`}
      exportPath="/api/reports/export.xlsx"
      empty={{ title: t('reports.emptyTitle'), text: t('reports.emptyText') }}
      columns={[
        {
          id: 'title',
          label: t('reports.name'),
          card: 'title',
          cell: (row) => (row.number ? `${row.number} · ${row.title ?? ''}` : (row.title ?? '')),
        },
        { id: 'unit', label: t('reports.unit'), card: 'plain', cell: (row) => row.unitName },
        { id: 'plan', label: t('reports.plan'), cell: (row) => row.planNumber ?? row.planTitle ?? '' },
        {
          id: 'period',
          label: t('reports.period'),
          cell: (row) => t('reports.periodOf', { from: formatDate(row.periodFrom), to: formatDate(row.periodTo) }),
        },
        {
          id: 'due',
          label: t('reports.due'),
          cell: (row) => <DueDate date={row.dueOn} settled={row.sentAt !== null} />,
        },
        {
          id: 'sent',
          label: t('reports.sent'),
          cell: (row) =>
            row.sentAt ? `${formatDate(row.sentAt)}${row.timing === 'late' ? ` · ${t('reports.late')}` : ''}` : '—',
        },
        {
          id: 'state',
          label: t('reports.state'),
          card: 'plain',
          cell: (row) => <StatusBadge status={(row.state === 'issued' ? 'sent' : row.state) as Status} />,
        },
      ]}
    />
  )
}
