import { IconCheck, IconCircleMinus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api, IDEMPOTENCY } from '../api.ts'
import { today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { DueDate } from '../kit/due-date.tsx'
import { type BulkAction, ListPage } from '../kit/list-page.tsx'
import type { Filter, ListQuery } from '../kit/list-state.ts'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { toast } from '../kit/toast.tsx'
import type { Total } from '../kit/totals.tsx'
import { type Problem, problemOf } from '../problem.ts'
import { StatusBadge } from '../status.tsx'
import { statusOf } from './work.ts'

const states = ['open', 'doing', 'done', 'nothing', 'out-of-scope'] as const
const dues = ['overdue', 'soon', 'none'] as const
const owners = ['me', 'somebody', 'nobody'] as const

function filterOf({ q, filters }: ListQuery) {
  const due = dues.find((value) => value === filters.due?.[0])
  const owner = owners.find((value) => value === filters.owner?.[0])
  const state = states.filter((value) => filters.state?.includes(value))
  return {
    ...(q ? { q } : {}),
    ...(state.length > 0 ? { state } : {}),
    ...(due ? { due } : {}),
    ...(owner ? { owner } : {}),
    ...(filters.from?.[0] ? { from: filters.from[0] } : {}),
    ...(filters.to?.[0] ? { to: filters.to[0] } : {}),
  }
}

async function load(query: ListQuery) {
  const page = await answer(
    api.GET('/api/assignments', {
      params: {
        query: {
          ...filterOf(query),
          limit: query.shape === 'table' ? 30 : 200,
          ...(query.after ? { after: query.after } : {}),
        },
      },
    }),
  )
  return { items: page.rows, next: page.next, previous: null }
}
type Row = Awaited<ReturnType<typeof load>>['items'][number]

/** Everything the unit has to carry out, whoever's it is: as a table, by state, by month. */
export function UnitWorkPage() {
  const t = useT()
  const { bulk, problem } = useBulk()
  const now = today()
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('work.state'),
      kind: 'choice',
      choices: states.map((value) => ({ value, label: t(`status.${statusOf(value, null, now)}`) })),
    },
    {
      name: 'due',
      label: t('work.due'),
      kind: 'choice',
      choices: dues.map((value) => ({ value, label: t(`work.dueIs.${value}`) })),
    },
    {
      name: 'owner',
      label: t('work.ownerLabel'),
      kind: 'choice',
      choices: owners.map((value) => ({ value, label: t(`work.ownerIs.${value}`) })),
    },
    { name: 'from', label: t('list.from'), kind: 'day' },
    { name: 'to', label: t('list.to'), kind: 'day' },
  ]
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <ListPage<Row>
        record="assignment"
        title={t('work.unitTitle')}
        views={[
          { label: t('work.view.all'), filters: {} },
          { label: t('work.view.unsettled'), filters: { state: ['open', 'doing'] } },
          { label: t('status.overdue'), filters: { due: ['overdue'] } },
          { label: t('work.view.nobody'), filters: { state: ['open', 'doing'], owner: ['nobody'] } },
        ]}
        filters={filters}
        load={load}
        totals={async (query) => {
          const counted = await answer(api.GET('/api/assignments/count', { params: { query: filterOf(query) } }))
          const figure = (label: string, count: number, chosen: Record<string, string[]>): Total => ({
            label,
            count,
            exact: true,
            filters: chosen,
          })
          return [
            { label: t('work.totalAll'), count: counted.total, exact: true },
            figure(t('status.overdue'), counted.overdue, { due: ['overdue'] }),
            figure(t('status.not-started'), counted.open, { state: ['open'] }),
            figure(t('status.in-progress'), counted.doing, { state: ['doing'] }),
            figure(t('status.done'), counted.done, { state: ['done'] }),
            figure(t('status.nothing-to-report'), counted.nothing, { state: ['nothing'] }),
          ].filter((total) => total.count > 0)
        }}
        board={{
          columns: states.map((state) => ({ id: state, status: statusOf(state, null, now) })),
          of: (row) => row.state,
        }}
        byDay={{ dayOf: (row) => row.dueOn, settled: (row) => row.state !== 'open' && row.state !== 'doing' }}
        idOf={(row) => String(row.id)}
        nameOf={(row) => row.title}
        hrefOf={(row) => `/work/${row.id}`}
        bulk={bulk}
        columns={[
          { id: 'title', label: t('work.task'), card: 'title', cell: (row) => row.title },
          {
            id: 'plan',
            label: t('work.plan'),
            width: 190,
            card: 'plain',
            cell: (row) =>
              [row.planNumber ?? row.planTitle, `${row.section}.${row.position}`].filter(Boolean).join(' · '),
          },
          {
            id: 'owner',
            label: t('work.ownerLabel'),
            width: 170,
            cell: (row) => row.ownerName ?? row.partName ?? t('work.nobody'),
          },
          {
            id: 'due',
            label: t('work.due'),
            width: 150,
            card: 'plain',
            cell: (row) => <DueDate date={row.dueOn} settled={row.state !== 'open' && row.state !== 'doing'} />,
          },
          {
            id: 'state',
            label: t('work.state'),
            width: 160,
            card: 'plain',
            cell: (row) => <StatusBadge status={statusOf(row.state, row.dueOn, now)} />,
          },
        ]}
        empty={{ title: t('work.unitEmpty'), text: t('work.unitEmptyText') }}
      />
    </>
  )
}

/** The same answer to every row selected that admits it; taken back together. */
function useBulk(): { bulk: BulkAction<Row>[]; problem: Problem | undefined } {
  const t = useT()
  const queries = useQueryClient()
  const [running, setRunning] = useState<'done' | 'nothing'>()
  const [problem, setProblem] = useState<Problem>()
  const refresh = () =>
    Promise.all(['work', 'assignment'].map((record) => queries.invalidateQueries({ queryKey: [record] })))
  const give = async (kind: 'done' | 'nothing', rows: Row[]) => {
    const admitting = rows.filter((row) => row.can[kind])
    setProblem(undefined)
    if (admitting.length === 0) {
      toast({ tone: 'wait', text: t('work.bulkNone') })
      return
    }
    setRunning(kind)
    const given: { id: number; eventId: number }[] = []
    try {
      for (const { id, version } of admitting) {
        const { eventId } = await answer(
          api.POST('/api/assignments/{id}/actions', {
            params: { path: { id } },
            body: { kind, version },
            headers: { [IDEMPOTENCY]: crypto.randomUUID() },
          }),
        )
        given.push({ id, eventId })
      }
    } catch (thrown) {
      setProblem(problemOf(thrown))
    } finally {
      setRunning(undefined)
      void refresh()
    }
    if (given.length === 0) return
    toast({
      tone: 'good',
      text: t(kind === 'done' ? 'work.bulkDone' : 'work.bulkNothing', { count: given.length, of: rows.length }),
      undo: async () => {
        for (const { id, eventId } of given)
          await answer(api.POST('/api/assignments/{id}/undo', { params: { path: { id } }, body: { eventId } }))
        await refresh()
      },
    })
  }
  return {
    problem,
    bulk: [
      {
        label: t('work.done'),
        icon: IconCheck,
        running: running === 'done',
        onPress: (rows) => void give('done', rows),
      },
      {
        label: t('work.nothing'),
        icon: IconCircleMinus,
        running: running === 'nothing',
        onPress: (rows) => void give('nothing', rows),
      },
    ],
  }
}
