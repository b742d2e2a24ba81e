import { answer, api } from '../api.ts'
import { formatDate } from '../i18n/format.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { DueDate } from '../kit/due-date.tsx'
import { ListPage } from '../kit/list-page.tsx'
import type { ListQuery } from '../kit/list-state.ts'
import { useCan } from '../session/session.ts'
import { PlanBadge } from './plan-status.tsx'

const tabs = ['all', 'waiting', 'received', 'mine', 'below'] as const

async function load(query: ListQuery) {
  const page = await answer(
    api.GET('/api/plans', {
      params: {
        query: {
          tab: (query.filters.tab?.[0] ?? 'all') as (typeof tabs)[number],
          q: query.q || undefined,
          year: query.filters.year?.[0] ? Number(query.filters.year[0]) : undefined,
          after: query.after,
          limit: query.shape === 'table' ? 30 : 100,
        },
      },
    }),
  )
  return { items: page.rows, next: page.next, previous: null }
}
type Row = Awaited<ReturnType<typeof load>>['items'][number]

export function PlanList() {
  const t = useT()
  const can = useCan()
  const year = new Date().getFullYear()
  return (
    <ListPage<Row>
      record="plan"
      title={t('plans.title')}
      views={tabs
        .filter((tab) => tab !== 'below' || can('plan.cascade'))
        .map((tab) => ({
          label: t(`plans.tabs.${tab}` as TextKey),
          filters: (tab === 'all' ? {} : { tab: [tab] }) as Record<string, string[]>,
        }))}
      filters={[
        {
          name: 'tab',
          byTabs: true,
          label: t('plans.tab'),
          kind: 'choice',
          choices: tabs
            .filter((tab) => tab !== 'all')
            .map((tab) => ({ value: tab, label: t(`plans.tabs.${tab}` as TextKey) })),
        },
        {
          name: 'year',
          label: t('plans.year'),
          kind: 'choice',
          choices: [year + 1, year, year - 1, year - 2].map((y) => ({ value: String(y), label: String(y) })),
        },
      ]}
      load={load}
      board={{
        columns: [
          { id: 'received', status: 'received', word: t('plans.board.received') },
          { id: 'drafting', status: 'draft' },
          { id: 'submitted', status: 'submitted' },
          { id: 'returned', status: 'returned' },
          { id: 'approved', status: 'approved' },
          { id: 'issued', status: 'issued' },
        ],
        of: ({ standing: { state } }) => stages[state] ?? 'issued',
      }}
      byDay={{ dayOf: (row) => row.reportDueOn, settled: (row) => row.standing.side === 'below' }}
      idOf={(row) => row.id}
      nameOf={(row) => row.number ?? row.title ?? ''}
      hrefOf={(row) => `/plans/${row.id}`}
      columns={[
        { id: 'number', label: t('plans.number'), width: 150, cell: (row) => row.number ?? t('plans.unnumbered') },
        { id: 'title', label: t('plans.name'), card: 'title', cell: (row) => row.title ?? row.number ?? '' },
        { id: 'issuer', label: t('plans.issuer'), width: 170, card: 'plain', cell: (row) => issuerOf(row) },
        {
          id: 'issuedOn',
          label: t('plans.issuedOn'),
          width: 120,
          cell: (row) => (row.issuedOn ? formatDate(row.issuedOn) : ''),
        },
        {
          id: 'due',
          label: t('plans.reportDue'),
          width: 150,
          cell: (row) =>
            row.reportDueOn ? <DueDate date={row.reportDueOn} settled={row.standing.side === 'below'} /> : '',
        },
        {
          id: 'state',
          label: t('plans.state'),
          width: 190,
          card: 'plain',
          cell: (row) => <PlanBadge standing={row.standing} />,
        },
      ]}
      empty={{ title: t('plans.empty'), text: t('plans.emptyText') }}
    />
  )
}

/** Where each state stands on the way from the superior's plan to one's own. */
const stages: Record<string, string> = {
  sent: 'received',
  received: 'received',
  drafting: 'drafting',
  draft: 'drafting',
  submitted: 'submitted',
  returned: 'returned',
  approved: 'approved',
  issued: 'issued',
  adopted: 'issued',
}

/** The unit's own name is mixed case; the letterhead of a paper that came in is capitals. */
function issuerOf(row: Row): string {
  return row.standing.side === 'copy' ? (row.issuer ?? '') : (row.unitShortName ?? row.unitName)
}
