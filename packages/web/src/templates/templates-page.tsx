import { IconPencil } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { fits } from '../collation.ts'
import { formatDateTime } from '../i18n/format.ts'
import { useLocale, useT } from '../i18n/index.ts'
import { type Column, ListPage } from '../kit/list-page.tsx'
import type { Filter } from '../kit/list-state.ts'
import { useCan } from '../session/session.ts'
import { type TemplateRow, templatesQuery } from './template.ts'

/** Mẫu văn bản: the standard templates and the unit's own. */
export function TemplatesPage() {
  const t = useT()
  const can = useCan()
  const locale = useLocale()
  const queries = useQueryClient()
  const filters: Filter[] = [
    {
      name: 'from',
      label: t('templates.from'),
      kind: 'choice',
      choices: [
        { value: 'own', label: t('templates.own') },
        { value: 'standard', label: t('templates.standard') },
      ],
    },
  ]
  const columns: Column<TemplateRow>[] = [
    { id: 'name', label: t('templates.name'), card: 'title', cell: (row) => row.name[locale] },
    {
      id: 'kind',
      label: t('templates.kind'),
      width: 220,
      card: 'hide',
      cell: (row) => row.kind ?? t('templates.letter'),
    },
    {
      id: 'from',
      label: t('templates.from'),
      width: 300,
      card: 'plain',
      cell: (row) =>
        row.own ? (
          <b>{t('templates.ownSince', { time: formatDateTime(row.own.changedAt) })}</b>
        ) : (
          t('templates.standard')
        ),
    },
  ]
  return (
    <ListPage<TemplateRow>
      record="template"
      title={t('templates.title')}
      back={{ to: '/documents', label: t('documents.back') }}
      {...(can('letter.edit')
        ? { action: { label: t('templates.write'), icon: IconPencil, to: '/documents/write' } }
        : {})}
      filters={filters}
      columns={columns}
      load={async ({ q, filters: { from } }) => {
        const { rows } = await queries.fetchQuery(templatesQuery)
        const items = rows
          .filter((row) => !from || from.includes(row.own ? 'own' : 'standard'))
          .filter((row) => fits(`${row.name[locale]} ${row.kind ?? t('templates.letter')}`, q))
        return { items, next: null, previous: null }
      }}
      idOf={(row) => row.key}
      nameOf={(row) => row.name[locale]}
      hrefOf={(row) => `/documents/templates/${row.key}`}
      empty={{ title: t('templates.emptyTitle'), text: t('templates.emptyText') }}
    />
  )
}
