import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDate } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { type Column, ListPage } from '../kit/list-page.tsx'
import { recordPath } from '../record-path.ts'
import { useCan, useSession } from '../session/session.ts'
import { loadUnits } from './load-units.ts'
import classes from './organisation.module.css'
import { committeesQuery, KINDS, kindKey, LEVELS, levelKey, type UnitRow, unitQuery } from './unit.ts'
import { NewUnitDialog } from './unit-forms.tsx'
import { UnitLinks } from './unit-links.tsx'

/** What became of a unit that ended; asked for ended rows only. */
function Ended({ unit }: { unit: UnitRow }) {
  const t = useT()
  const { data } = useQuery({ ...unitQuery(unit.id), staleTime: 10 * 60_000 })
  return (
    <span className={classes.ended}>
      {t('organisation.list.endedOn', { date: formatDate(unit.validTo ?? '') })}
      {data && data.successors.length > 0 && (
        <>
          {'. '}
          {t('organisation.list.successor')} <UnitLinks units={data.successors} />
        </>
      )}
    </span>
  )
}

export function Invented() {
  const t = useT()
  return (
    <span className={classes.invented} title={t('organisation.list.inventedText')}>
      {t('organisation.list.invented')}
    </span>
  )
}

/** The directory of units, open to everybody. */
export function UnitList() {
  const t = useT()
  const can = useCan()
  const { unit: own } = useSession()
  const [adding, setAdding] = useState(false)
  const committees = useQuery(committeesQuery)
  const manages = can('unit.manage')
  // a department looks over its province, a division over its commune: the place above their own (design.md §5, reach)
  const over = ['department', 'culture-social-division'].includes(own.kind)
    ? own.path.replace(/[^/]+\/$/, '')
    : own.path
  const columns: Column<UnitRow>[] = [
    {
      id: 'name',
      label: t('organisation.list.name'),
      card: 'title',
      cell: (unit) => unit.name,
    },
    {
      id: 'kind',
      label: t('organisation.kind.label'),
      card: 'plain',
      cell: (unit) => (
        <>
          {t(kindKey(unit.kind))}
          {unit.level && ` · ${t(levelKey(unit.level))}`}
          {unit.invented && <Invented />}
          {unit.validTo && <Ended unit={unit} />}
        </>
      ),
    },
    { id: 'short', label: t('organisation.unit.shortName'), card: 'hide', cell: (unit) => unit.shortName ?? '' },
    {
      id: 'code',
      label: t('organisation.list.code'),
      width: 150,
      cell: (unit) => <span className={classes.code}>{unit.code}</span>,
    },
  ]
  // a ward is chosen by name; its path stands in the address
  const places = [
    { value: over, label: t('organisation.list.mine') },
    ...(committees.data ?? [])
      .filter((unit) => unit.path !== over && unit.validTo === null)
      .map((unit) => ({ value: unit.path, label: unit.name })),
  ]
  return (
    <>
      <ListPage<UnitRow>
        record="unit"
        title={t('organisation.title')}
        {...(manages
          ? {
              action: { label: t('organisation.list.add'), icon: IconPlus, onPress: () => setAdding(true) },
              secondary: [
                {
                  label: t('organisation.list.importUnits'),
                  icon: IconFileImport,
                  to: '/units/import',
                },
              ],
            }
          : {})}
        views={[
          { label: t('organisation.list.all'), filters: {} },
          { label: t('organisation.list.mine'), filters: { under: [over] } },
          { label: t('organisation.list.committees'), filters: { kind: ['commune-committee'] } },
          { label: t('organisation.list.schools'), filters: { kind: ['school', 'centre'] } },
        ]}
        filters={[
          {
            name: 'kind',
            label: t('organisation.kind.label'),
            kind: 'choice',
            choices: KINDS.map((kind) => ({ value: kind, label: t(kindKey(kind)) })),
          },
          {
            name: 'level',
            label: t('organisation.level.label'),
            kind: 'choice',
            choices: LEVELS.map((level) => ({ value: level, label: t(levelKey(level)) })),
          },
          { name: 'under', label: t('organisation.list.under'), kind: 'choice', choices: places },
        ]}
        columns={columns}
        load={(query) => loadUnits(query)}
        idOf={(unit) => String(unit.id)}
        nameOf={(unit) => unit.name}
        hrefOf={(unit) => recordPath('unit', unit.id)}
        empty={{ title: t('organisation.list.emptyTitle'), text: t('organisation.list.emptyText') }}
      />
      {manages && <NewUnitDialog opened={adding} onClose={() => setAdding(false)} />}
    </>
  )
}
