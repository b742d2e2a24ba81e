import { UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useT } from '../i18n/index.ts'
import type { Search } from '../url.ts'
import { type ListQuery, listParams } from './list-state.ts'
import classes from './totals.module.css'

export interface Total {
  label: string
  count: number
  /** False: counting stopped there, shown as “hơn 10.000”. */
  exact: boolean
  /** What pressing it filters by; without it the figure is the list itself. */
  filters?: Record<string, string[]>
}

/** Figures over a list that open the rows behind them. They load after the rows and never hold them up. */
export function Totals({
  record,
  query,
  load,
  onChoose,
}: {
  record: string
  query: ListQuery
  load: (query: ListQuery) => Promise<Total[]>
  onChoose: (change: Search) => void
}) {
  const t = useT()
  const { after: _, before: __, ...rest } = listParams(query)
  const { data } = useQuery({ queryKey: [record, 'totals', rest], queryFn: () => load(query) })
  if (!data) return <div className={classes.totals} aria-hidden />
  return (
    <ul className={classes.totals} aria-label={t('list.totals')}>
      {data.map((total) => {
        const figure = t(total.exact ? 'list.total' : 'list.overTotal', { count: total.count })
        const { filters } = total
        return (
          <li key={total.label}>
            {filters ? (
              <UnstyledButton
                className={classes.total}
                onClick={() => onChoose({ ...filters, after: undefined, before: undefined })}
              >
                {total.label}: <b>{figure}</b>
              </UnstyledButton>
            ) : (
              <span>
                {total.label}: <b>{figure}</b>
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
