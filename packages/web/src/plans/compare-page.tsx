import '../kit/paper-font.ts'
import { Select, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconArrowsDiff, IconLink } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { formatNumber } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { type Status, StatusBadge } from '../status.tsx'
import { usePathPart, useUrlSearch } from '../url.ts'
import classes from './compare.module.css'
import { type Plan, planQuery } from './plan-queries.ts'
import { Runs } from './plan-text.tsx'

const compareQuery = (id: string, other: string) => ({
  queryKey: ['plan', id, 'compare', other],
  queryFn: () => answer(api.GET('/api/plans/{id}/compare', { params: { path: { id }, query: { with: other } } })),
})
type Comparison = Awaited<ReturnType<ReturnType<typeof compareQuery>['queryFn']>>
type Pair = Comparison['pairs'][number]

/** In the order of the chips: what asks for a decision comes before what does not. */
const relations = ['none', 'partial', 'adapted', 'same', 'new'] as const
const look: Record<Pair['relation'], Status> = {
  same: 'same',
  adapted: 'adapted',
  partial: 'partial',
  none: 'left-out',
  new: 'added',
}

export function ComparePage() {
  const id = usePathPart('planId')
  const query = useQuery(planQuery(id))
  return <Loaded query={query}>{(plan) => <Compare plan={plan} key={plan.id} />}</Loaded>
}

/** A plan beside another: its superior's at once, any other that the reader may see by choice. */
function Compare({ plan }: { plan: Plan }) {
  const t = useT()
  const [search, setSearch] = useUrlSearch()
  const other = typeof search.with === 'string' ? search.with : (plan.superior?.id ?? null)
  return (
    <>
      <PageHead
        title={plan.number ? t('plans.compare.title', { number: plan.number }) : t('plans.compare.titleUnnumbered')}
        back={{ to: `/plans/${plan.id}`, label: plan.number ?? t('plans.title') }}
        aside={
          <OtherPlan plan={plan} chosen={other} onChoose={(next) => setSearch({ with: next, relation: undefined })} />
        }
      />
      {other === null ? (
        <Empty icon={IconArrowsDiff} title={t('plans.compare.choose')} text={t('plans.compare.chooseText')} />
      ) : (
        <Pairs id={plan.id} other={other} />
      )}
    </>
  )
}

function OtherPlan({ plan, chosen, onChoose }: { plan: Plan; chosen: string | null; onChoose: (id: string) => void }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [words] = useDebouncedValue(typed, 250)
  const found = useQuery({
    queryKey: ['plan', 'compare-with', words],
    queryFn: () =>
      answer(api.GET('/api/plans', { params: { query: { tab: 'all', limit: 30, ...(words ? { q: words } : {}) } } })),
    placeholderData: keepPreviousData,
  })
  const labelOf = (one: { number: string | null; title: string | null }) =>
    [one.number, one.title].filter(Boolean).join(' · ') || t('plans.unnumbered')
  const choices = new Map<string, string>()
  if (plan.superior) choices.set(plan.superior.id, labelOf(plan.superior))
  for (const row of found.data?.rows ?? []) if (row.id !== plan.id) choices.set(row.id, labelOf(row))
  return (
    <Select
      className={classes.other}
      label={t('plans.compare.with')}
      placeholder={t('plans.compare.find')}
      searchable
      filter={({ options }) => options}
      data={[...choices].map(([value, label]) => ({ value, label }))}
      value={chosen !== null && choices.has(chosen) ? chosen : null}
      onSearchChange={(text) => setTyped([...choices.values()].includes(text) ? '' : text)}
      onChange={(value) => value && onChoose(value)}
    />
  )
}

function Pairs({ id, other }: { id: string; other: string }) {
  const t = useT()
  const [search, setSearch] = useUrlSearch()
  const query = useQuery(compareQuery(id, other))
  const shown = relations.find((relation) => relation === search.relation)
  return (
    <Loaded query={query}>
      {({ left, right, pairs }) => {
        const rows = pairs.filter((pair) => shown === undefined || pair.relation === shown)
        return (
          <>
            <fieldset className={classes.chips} aria-label={t('plans.compare.all')}>
              <Chip on={shown === undefined} onPress={() => setSearch({ relation: undefined })}>
                {t('plans.compare.all')} <b>{pairs.length}</b>
              </Chip>
              {relations.map((relation) => (
                <Chip
                  key={relation}
                  on={shown === relation}
                  onPress={() => setSearch({ relation: shown === relation ? undefined : relation })}
                >
                  <StatusBadge status={look[relation]} />{' '}
                  <b>{pairs.filter((pair) => pair.relation === relation).length}</b>
                </Chip>
              ))}
            </fieldset>
            <p className={classes.marks}>{t('plans.compare.marks')}</p>
            {rows.length === 0 && <p>{t('plans.compare.nothing')}</p>}
            <div className={classes.table}>
              <div className={classes.heads}>
                <Side plan={left} />
                <Side plan={right} />
              </div>
              {rows.map((pair) => (
                <Row key={`${pair.left?.id} ${pair.right?.id}`} pair={pair} />
              ))}
            </div>
          </>
        )
      }}
    </Loaded>
  )
}

function Chip({ on, onPress, children }: { on: boolean; onPress: () => void; children: React.ReactNode }) {
  return (
    <UnstyledButton className={classes.chip} aria-pressed={on} onClick={onPress}>
      {children}
    </UnstyledButton>
  )
}

function Side({ plan }: { plan: Comparison['left'] }) {
  const t = useT()
  return (
    <h2 className={classes.side}>
      {plan.number ?? t('plans.unnumbered')}
      <span>
        {plan.issuer} · {plan.year}
      </span>
    </h2>
  )
}

function Row({ pair }: { pair: Pair }) {
  const t = useT()
  const percent =
    pair.relation === 'none' || pair.relation === 'new' ? null : formatNumber(Math.round(pair.score * 100))
  return (
    <div className={classes.row}>
      <div className={classes.cell}>
        {pair.left ? (
          <>
            <Place task={pair.left} />
            <p className={classes.words}>{pair.left.text}</p>
          </>
        ) : (
          <p className={classes.none}>{t('plans.compare.ownWords')}</p>
        )}
      </div>
      <div className={classes.cell}>
        <div className={classes.relation}>
          <StatusBadge status={look[pair.relation]} />
          {percent !== null && <span>{t('plans.compare.likeness', { percent })}</span>}
          {pair.linked && (
            <span className={classes.linked}>
              <IconLink size={14} aria-hidden /> {t('plans.compare.linked')}
            </span>
          )}
          {pair.right && <Place task={pair.right} />}
        </div>
        {pair.right ? (
          <p className={classes.words}>
            {pair.left && pair.relation !== 'same' ? <Runs runs={pair.words} /> : pair.right.text}
          </p>
        ) : (
          <p className={classes.none}>{t('plans.compare.noCounterpart')}</p>
        )}
        {pair.right?.scope === 'out' && (
          <p className={classes.none}>
            {t('plans.document.out')}: {pair.right.scopeReason}
          </p>
        )}
      </div>
    </div>
  )
}

function Place({ task }: { task: NonNullable<Pair['left']> }) {
  const t = useT()
  return (
    <span className={classes.place}>{t('plans.compare.place', { place: `${task.section}.${task.position}` })}</span>
  )
}
