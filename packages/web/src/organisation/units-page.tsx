import { Badge } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { answer, api } from '../api.ts'
import { formatDate } from '../i18n/format.ts'
import { type TextKey, useT } from '../i18n/index.ts'
import { ListPage } from '../kit/list-page.tsx'
import { recordPath } from '../record-path.ts'
import { useCan } from '../session/session.ts'

export const kinds = [
  'department',
  'commune-committee',
  'culture-social-division',
  'school',
  'centre',
  'provincial-committee',
  'ministry',
  'district-office',
] as const
const levels = ['MN', 'TH', 'THCS', 'THPT', 'TH-THCS', 'THCS-THPT', 'TH-THCS-THPT', 'GDTX']
export const kindKey = (kind: string) => `organisation.kinds.${kind}` as TextKey

/** The directory of public bodies and schools, in the order of the tree. */
export function UnitsPage() {
  const t = useT()
  const can = useCan()
  return (
    <ListPage
      record="unit"
      title={t('organisation.title')}
      {...(can('unit.manage')
        ? { action: { label: t('organisation.import'), icon: IconFileImport, to: '/units/import' } }
        : {})}
      filters={[
        {
          name: 'kind',
          label: t('organisation.kind'),
          kind: 'choice',
          choices: kinds.map((value) => ({ value, label: t(kindKey(value)) })),
        },
        {
          name: 'level',
          label: t('organisation.level'),
          kind: 'choice',
          choices: levels.map((value) => ({ value, label: value })),
        },
      ]}
      load={async ({ q, filters, after }) => {
        const page = await answer(
          api.GET('/api/units', {
            params: {
              query: {
                limit: 50,
                ...(q ? { q } : {}),
                ...(filters.kind?.[0] ? { kind: filters.kind[0] } : {}),
                ...(filters.level?.[0] ? { level: filters.level[0] } : {}),
                ...(after ? { after } : {}),
              },
            },
          }),
        )
        return { items: page.rows, next: page.next, previous: null }
      }}
      columns={[
        {
          id: 'name',
          label: t('organisation.name'),
          card: 'title',
          cell: (unit) => (
            <>
              {unit.name}{' '}
              {unit.invented && (
                <Badge size="sm" variant="default" tt="none">
                  {t('organisation.invented')}
                </Badge>
              )}
            </>
          ),
        },
        { id: 'kind', label: t('organisation.kind'), cell: (unit) => t(kindKey(unit.kind)), card: 'plain' },
        { id: 'level', label: t('organisation.level'), cell: (unit) => unit.level ?? '', card: 'hide' },
        { id: 'code', label: t('organisation.code'), cell: (unit) => unit.code },
        {
          id: 'state',
          label: t('organisation.to'),
          cell: (unit) => (unit.validTo ? t('organisation.ended', { day: formatDate(unit.validTo) }) : ''),
          card: 'hide',
        },
      ]}
      idOf={(unit) => String(unit.id)}
      nameOf={(unit) => unit.name}
      hrefOf={(unit) => recordPath('unit', unit.id)}
      empty={{ title: t('organisation.empty'), text: t('organisation.emptyText') }}
    />
  )
}
