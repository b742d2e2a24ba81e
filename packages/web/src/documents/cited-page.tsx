import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { type Column, ListPage } from '../kit/list-page.tsx'
import type { ListQuery } from '../kit/list-state.ts'
import { type Status, StatusBadge } from '../status.tsx'
import classes from './cited.module.css'

type Cited = Awaited<ReturnType<typeof loadCited>>['rows'][number]

function loadCited(query: ListQuery) {
  return answer(
    api.GET('/api/cited-documents', {
      params: { query: { ...filterOf(query), limit: 30, ...(query.after ? { after: query.after } : {}) } },
    }),
  )
}

function filterOf({ q, filters }: ListQuery) {
  return {
    ...(q ? { q } : {}),
    ...(filters.held?.[0] ? { held: filters.held[0] === 'yes' } : {}),
    ...(filters.force?.[0] === 'ended' ? { ended: true } : {}),
  }
}

const look: Record<Exclude<Cited['force']['state'], 'unknown'>, Status> = {
  'in-force': 'in-force',
  amended: 'amended',
  ended: 'lapsed',
  'not-yet': 'not-yet-in-force',
}

/** Every document that the unit's papers cite: by whom, whether it is held, whether it is in force. */
export function CitedPage() {
  const t = useT()
  const [compared, setCompared] = useState<string>()
  const columns: Column<Cited>[] = [
    {
      id: 'subject',
      label: t('documents.cited.subject'),
      card: 'title',
      cell: (row) => (
        <>
          <b>{[row.kind, row.number].filter(Boolean).join(' ') || t('documents.noTitle')}</b>
          {row.issuedOn && ` · ${formatDate(row.issuedOn)}`}
          {(row.title ?? row.force.subject) && <div className={classes.subject}>{row.title ?? row.force.subject}</div>}
          {row.issuer && <div className={classes.dim}>{row.issuer}</div>}
        </>
      ),
    },
    {
      id: 'citers',
      label: t('documents.cited.citers'),
      width: 280,
      cell: (row) => (
        <>
          {t('documents.cited.times', { count: row.citers })}
          {row.asBasis > 0 && `, ${t('documents.cited.basis', { count: row.asBasis })}`}
          <ul className={classes.citers}>
            {row.citedBy.map((one) => (
              <li key={one.id}>
                <Link to={`/documents/${one.id}`}>{one.number ?? one.title ?? t('documents.noTitle')}</Link>
              </li>
            ))}
            {row.citers > row.citedBy.length && (
              <li>{t('documents.cited.more', { count: row.citers - row.citedBy.length })}</li>
            )}
          </ul>
        </>
      ),
    },
    { id: 'force', label: t('documents.cited.force'), width: 260, cell: (row) => <Force force={row.force} /> },
    {
      id: 'held',
      label: t('documents.cited.held'),
      width: 110,
      cell: (row) => t(row.held ? 'documents.cited.isHeld' : 'documents.cited.notHeld'),
    },
  ]
  return (
    <>
      <ListPage<Cited>
        record="document"
        title={t('documents.cited.title')}
        back={{ to: '/documents', label: t('documents.back') }}
        filters={[
          {
            name: 'held',
            label: t('documents.cited.held'),
            kind: 'choice',
            choices: [
              { value: 'yes', label: t('documents.cited.isHeld') },
              { value: 'no', label: t('documents.cited.notHeld') },
            ],
          },
          {
            name: 'force',
            label: t('documents.cited.force'),
            kind: 'choice',
            choices: [{ value: 'ended', label: t('documents.cited.ended') }],
          },
        ]}
        columns={columns}
        load={async (query) => {
          const { rows, next, registerDate } = await loadCited(query)
          setCompared(registerDate)
          return { items: rows, next, previous: null }
        }}
        totals={async (query) => {
          const { count } = await answer(api.GET('/api/cited-documents/count', { params: { query: filterOf(query) } }))
          return [{ label: t('documents.cited.title'), count, exact: true }]
        }}
        idOf={(row) => row.id}
        nameOf={(row) => [row.kind, row.number].filter(Boolean).join(' ')}
        hrefOf={(row) => `/documents/${row.id}`}
        empty={{ title: t('documents.cited.emptyTitle'), text: t('documents.cited.emptyText') }}
      />
      {compared && <p className={classes.dim}>{t('documents.cited.compared', { date: formatDate(compared) })}</p>}
    </>
  )
}

function Force({ force }: { force: Cited['force'] }) {
  const t = useT()
  if (force.state === 'unknown') return <span className={classes.dim}>{t('documents.cited.unknown')}</span>
  const words = [
    force.note,
    !force.note && force.state === 'ended' && force.replacedBy && force.until
      ? t('documents.cited.replaced', { number: force.replacedBy, date: formatDate(force.until) })
      : null,
    force.state === 'amended' ? t('documents.cited.amended', { numbers: force.amendedBy.join(', ') }) : null,
  ].filter(Boolean)
  return (
    <>
      <StatusBadge status={look[force.state]} />
      {words.map((line) => (
        <div key={line} className={classes.line}>
          {line}
        </div>
      ))}
      {force.source && <div className={classes.dim}>{t('documents.cited.source', { source: force.source })}</div>}
    </>
  )
}
