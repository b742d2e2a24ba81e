import { useT } from '../i18n/index.ts'
import { type Status, StatusBadge } from '../status.tsx'
import { type Fact, Facts } from './facts.tsx'
import { type Action, PageHead } from './page-head.tsx'
import classes from './record-page.module.css'
import { type RecordTab, RecordTabs } from './record-tabs.tsx'

interface RecordPageProps {
  /** For people: `86/KH-THCS.NVT`. Never a UUID. */
  code?: string
  title: string
  status: Status
  /** Beside it: a second state, as an extension asked for. */
  also?: React.ReactNode
  /** The state from where the reader stands, where the status' own word says too little. */
  word?: string
  /** What it waits for, in words: “Hiệu trưởng duyệt”. */
  waits?: string
  /** The one next action of this person. */
  action?: Action
  secondary?: readonly Action[]
  facts: readonly Fact[]
  tabs: readonly RecordTab[]
  /** The tab that is open where the address names none; else the first. */
  start?: string
  back?: { to: string; label: string }
  /** Said where this person has no next action: whose step it is, and why not theirs. */
  who?: string | undefined
  /** A sentence or notice between the facts and the tabs: what changed, what is stale. */
  notice?: React.ReactNode
}

/** Every record of the house: code and title, state and what it waits for, the one next action, facts, tabs. */
export function RecordPage({ tabs, start, facts, status, word, waits, also, who, notice, ...head }: RecordPageProps) {
  const t = useT()
  return (
    <>
      <PageHead
        {...head}
        status={
          <>
            <StatusBadge status={status} word={word} />
            {also}
            {waits && <span className={classes.waits}>{t('record.waits', { what: waits })}</span>}
          </>
        }
      />
      <section className={classes.facts} aria-label={t('record.facts')}>
        <Facts facts={facts} />
        {who && head.action === undefined && <p className={classes.who}>{who}</p>}
      </section>
      {notice && <div className={classes.notice}>{notice}</div>}
      <RecordTabs tabs={tabs} start={start} />
    </>
  )
}
