import { IconInbox, IconPencil, IconQuote, IconTemplate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answer, api } from '../api.ts'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { DueDate } from '../kit/due-date.tsx'
import { type Column, ListPage } from '../kit/list-page.tsx'
import type { Filter, ListQuery } from '../kit/list-state.ts'
import { useCan } from '../session/session.ts'
import { StatusBadge } from '../status.tsx'
import { useUrlSearch } from '../url.ts'
import { type Direction, type DocumentRow, statusOf, wordOf } from './document.ts'
import { ReceiveDialog } from './receive-dialog.tsx'

function directionOf(value: string | string[] | undefined): Direction {
  const one = Array.isArray(value) ? value[0] : value
  return one === 'out' || one === 'internal' ? one : 'in'
}

function filterOf(query: ListQuery) {
  const { direction, state, kind, issuer, from, to } = query.filters
  return {
    direction: directionOf(direction),
    ...(state ? { state } : {}),
    ...(kind ? { kind } : {}),
    ...(issuer ? { issuer } : {}),
    ...(from?.[0] ? { from: from[0] } : {}),
    ...(to?.[0] ? { to: to[0] } : {}),
    ...(query.q ? { q: query.q } : {}),
  }
}

/** The registers: arrivals, departures, internal papers. Files dropped anywhere on it are taken in. */
export function DocumentsPage() {
  const t = useT()
  const can = useCan()
  const [search] = useUrlSearch()
  const direction = directionOf(search.direction)
  const [receiving, setReceiving] = useState(false)
  const mayRegister = can('document.register')

  useEffect(() => {
    if (!mayRegister) return
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) setReceiving(true)
    }
    window.addEventListener('dragenter', over)
    return () => window.removeEventListener('dragenter', over)
  }, [mayRegister])

  const facets = useQuery({
    queryKey: ['document', 'facets', direction],
    queryFn: () => answer(api.GET('/api/documents/facets', { params: { query: { direction } } })),
  })
  const choices = (list: { value: string | null }[] | undefined) =>
    (list ?? []).flatMap(({ value }) => (value === null ? [] : { value, label: value }))
  const states: Record<Direction, string[]> = {
    in: ['read', 'unrecognised', 'filed', 'placeholder'],
    out: ['draft', 'submitted', 'returned', 'approved', 'issued', 'read', 'unrecognised'],
    internal: ['read', 'unrecognised', 'filed'],
  }
  const filters: Filter[] = [
    {
      name: 'direction',
      byTabs: true,
      label: t('documents.register'),
      kind: 'choice',
      choices: (['in', 'out', 'internal'] as const).map((value) => ({ value, label: t(`documents.${value}`) })),
    },
    {
      name: 'state',
      label: t('documents.state'),
      kind: 'choice',
      choices: states[direction].map((value) => ({
        value,
        label: wordOf(value) ?? t(`status.${statusOf(value)}`),
      })),
    },
    { name: 'kind', label: t('documents.kind'), kind: 'choice', choices: choices(facets.data?.kinds) },
    { name: 'issuer', label: t('documents.author'), kind: 'choice', choices: choices(facets.data?.issuers) },
    { name: 'from', label: t('documents.from'), kind: 'day' },
    { name: 'to', label: t('documents.to'), kind: 'day' },
  ]
  const subject: Column<DocumentRow> = {
    id: 'title',
    label: t('documents.subject'),
    card: 'title',
    cell: (row) => [row.kind, row.title ?? row.fileName ?? t('documents.noTitle')].filter(Boolean).join(' · '),
  }
  const state: Column<DocumentRow> = {
    id: 'state',
    label: t('documents.state'),
    width: 170,
    card: 'plain',
    cell: (row) => (
      <>
        <StatusBadge status={statusOf(row.state)} word={wordOf(row.state)} />
        {row.findings > 0 && (row.state === 'read' || row.state === 'unrecognised') && (
          <div style={{ fontSize: '0.8125rem' }}>{t('documents.findings', { count: row.findings })}</div>
        )}
      </>
    ),
  }
  const number: Column<DocumentRow> = {
    id: 'number',
    label: t('documents.number'),
    width: 150,
    card: 'plain',
    cell: (row) => row.number ?? '—',
  }
  const date: Column<DocumentRow> = {
    id: 'date',
    label: t('documents.date'),
    width: 120,
    cell: (row) => (row.issuedOn ? formatDate(row.issuedOn) : '—'),
  }
  const columns: Record<Direction, Column<DocumentRow>[]> = {
    in: [
      {
        id: 'arrival',
        label: t('documents.arrivalNumber'),
        width: 80,
        cell: (row) => (row.arrivalNumber === null ? '—' : <b>{row.arrivalNumber}</b>),
      },
      {
        id: 'arrivalOn',
        label: t('documents.arrivalOn'),
        width: 105,
        cell: (row) => (row.arrivalOn ? formatDate(row.arrivalOn) : '—'),
      },
      number,
      subject,
      { id: 'issuer', label: t('documents.author'), width: 170, cell: (row) => row.issuer ?? '—' },
      state,
      {
        id: 'givenTo',
        label: t('documents.givenTo'),
        width: 170,
        cell: (row) =>
          row.givenTo === null ? (
            '—'
          ) : (
            <>
              {row.givenTo}
              {row.dueOn && <DueDate date={row.dueOn} />}
            </>
          ),
      },
    ],
    out: [
      number,
      date,
      subject,
      { id: 'signer', label: t('documents.signer'), width: 180, cell: (row) => row.signer ?? '—' },
      state,
    ],
    internal: [number, date, subject, state],
  }
  const action = mayRegister
    ? { label: t('documents.receive'), icon: IconInbox, onPress: () => setReceiving(true) }
    : undefined

  return (
    <>
      <ListPage<DocumentRow>
        record="document"
        title={t('documents.title')}
        {...(action ? { action } : {})}
        secondary={[
          ...(can('letter.edit') ? [{ label: t('templates.write'), icon: IconPencil, to: '/documents/write' }] : []),
          { label: t('templates.title'), icon: IconTemplate, to: '/documents/templates' },
          { label: t('documents.cited.title'), icon: IconQuote, to: '/documents/cited' },
        ]}
        views={[
          { label: t('documents.in'), filters: {} },
          { label: t('documents.out'), filters: { direction: ['out'] } },
          { label: t('documents.internal'), filters: { direction: ['internal'] } },
        ]}
        filters={filters}
        columns={columns[direction]}
        load={async (query) => {
          const page = await answer(
            api.GET('/api/documents', {
              params: {
                query: {
                  ...filterOf(query),
                  limit: query.shape === 'table' ? 30 : 100,
                  ...(query.after ? { after: query.after } : {}),
                  ...(query.before ? { before: query.before } : {}),
                },
              },
            }),
          )
          return { items: page.rows, next: page.next, previous: page.previous }
        }}
        totals={async (query) => {
          const total = await answer(api.GET('/api/documents/count', { params: { query: filterOf(query) } }))
          return [{ label: t('documents.count'), ...total }]
        }}
        {...(direction === 'in' ? { byDay: { dayOf: (row: DocumentRow) => row.dueOn } } : {})}
        idOf={(row) => row.id}
        nameOf={(row) => [row.number, row.title].filter(Boolean).join(' ')}
        hrefOf={(row) => `/documents/${row.id}`}
        exportPath="/api/documents/export"
        empty={{
          title: t('documents.emptyTitle'),
          text: t('documents.emptyText'),
          ...(action ? { action } : {}),
        }}
      />
      {receiving && <ReceiveDialog direction={direction} onClose={() => setReceiving(false)} />}
    </>
  )
}
