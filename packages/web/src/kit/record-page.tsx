import { Tabs } from '@mantine/core'
import { useT } from '../i18n/index.ts'
import { type Status, StatusBadge } from '../status.tsx'
import { useUrlSearch } from '../url.ts'
import { type Fact, Facts } from './facts.tsx'
import { type Action, PageHead } from './page-head.tsx'
import classes from './record-page.module.css'

export interface RecordTab {
  /** Stands in the address as `?tab=`. */
  id: string
  label: string
  count?: number
  /** Made only when the tab is open. */
  content: () => React.ReactNode
}

interface RecordPageProps {
  /** For people: `86/KH-THCS.NVT`. Never a UUID. */
  code: string
  title: string
  status: Status
  /** The state from where the reader stands, where the status' own word says too little. */
  word?: string
  /** What it waits for, in words: “Hiệu trưởng duyệt”. */
  waits?: string
  /** The one next action of this person. */
  action?: Action
  secondary?: readonly Action[]
  facts: readonly Fact[]
  tabs: readonly RecordTab[]
  back?: { to: string; label: string }
  /** A sentence or notice between the facts and the tabs: what changed, what is stale. */
  notice?: React.ReactNode
}

/** Every record of the house: code and title, state and what it waits for, the one next action, facts, tabs. */
export function RecordPage({ tabs, facts, status, word, waits, notice, ...head }: RecordPageProps) {
  const t = useT()
  const [search, setSearch] = useUrlSearch()
  const current = tabs.find((tab) => tab.id === search.tab) ?? tabs[0]
  return (
    <>
      <PageHead
        {...head}
        status={
          <>
            <StatusBadge status={status} word={word} />
            {waits && <span className={classes.waits}>{t('record.waits', { what: waits })}</span>}
          </>
        }
      />
      <section className={classes.facts} aria-label={t('record.facts')}>
        <Facts facts={facts} />
      </section>
      {notice && <div className={classes.notice}>{notice}</div>}
      <Tabs
        value={current?.id ?? null}
        onChange={(tab) => setSearch({ tab: tab === tabs[0]?.id ? undefined : (tab ?? undefined) }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabs} aria-label={t('record.tabs')}>
          {tabs.map((tab) => (
            <Tabs.Tab key={tab.id} value={tab.id} className={classes.tab}>
              {tab.label}
              {tab.count !== undefined && <span className={classes.count}> {tab.count}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((tab) => (
          <Tabs.Panel key={tab.id} value={tab.id} pt="md">
            {tab === current && tab.content()}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  )
}
