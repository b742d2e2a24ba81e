import { Button } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { daysBetween, formatDate, today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { CalendarStrip } from '../kit/calendar-strip.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { ProblemNotice } from '../kit/problem-notice.tsx'
import { problemOf } from '../problem.ts'
import { useSession } from '../session/session.ts'
import type { Tone } from '../status.tsx'
import { type Answered, ExtensionDialog, TransferDialog } from './answer-dialogs.tsx'
import { CalendarFeed } from './calendar-feed.tsx'
import classes from './work.module.css'
import { dayQuery, fallsDueSoon, type ListName, listQuery, monthQuery, restOf, type Work, workQuery } from './work.ts'
import { WorkLine } from './work-line.tsx'

type Ask = (dialog: 'extension' | 'transfer', of: Answered) => void

/** Việc của tôi: three lists, answered in place, and the month under them. */
export function WorkPage() {
  const t = useT()
  const work = useQuery(workQuery)
  const [asking, setAsking] = useState<{ dialog: 'extension' | 'transfer'; of: Answered } | null>(null)
  const ask: Ask = (dialog, of) => setAsking({ dialog, of })
  const shut = () => setAsking(null)
  return (
    <>
      <PageHead
        title={t('rooms.tasks')}
        aside={
          <Button
            variant="default"
            leftSection={<IconListCheck size={18} aria-hidden />}
            renderRoot={(props: Record<string, unknown>) => <Link to="/work/unit" {...props} />}
          >
            {t('work.unitTitle')}
          </Button>
        }
      />
      <Loaded query={work} lines={10}>
        {(lists) => (
          <div className={classes.page}>
            <List name="todo" list={lists.todo} empty={t('work.todoEmpty')} onAsk={ask} />
            <List
              name="soon"
              list={lists.soon}
              empty={t(fallsDueSoon(lists.todo.rows, today()) ? 'work.soonNoMore' : 'work.soonEmpty')}
              onAsk={ask}
            />
            <List name="waiting" list={lists.waiting} empty={t('work.waitingEmpty')} onAsk={ask} />
            <Month onAsk={ask} />
          </div>
        )}
      </Loaded>
      <ExtensionDialog of={asking?.dialog === 'extension' ? asking.of : null} onClose={shut} />
      <TransferDialog of={asking?.dialog === 'transfer' ? asking.of : null} onClose={shut} />
    </>
  )
}

function List({ name, list, empty, onAsk }: { name: ListName; list: Work['todo']; empty: string; onAsk: Ask }) {
  const t = useT()
  const [limit, setLimit] = useState(0)
  const longer = useQuery(listQuery(name, limit))
  // what stood here stays while more is fetched, and where that fails
  const [held, setHeld] = useState<Work['todo']>()
  if (longer.data && longer.data !== held) setHeld(longer.data)
  const { rows, more, most } = longer.data ?? held ?? list
  const rest = restOf(name, useSession().roles)
  return (
    <section aria-labelledby={`work-${name}`} data-tour={name}>
      <h2 id={`work-${name}`} className={classes.heading}>
        {t(`work.${name}`)}
        {rows.length > 0 && <small>{more ? `${rows.length}+` : rows.length}</small>}
      </h2>
      <ul className={classes.list}>
        {rows.length === 0 && <li className={classes.empty}>{empty}</li>}
        {rows.map((line) => (
          <WorkLine key={`${line.kind} ${line.id}`} line={line} onAsk={onAsk} />
        ))}
        {more && (
          <li className={classes.more}>
            {rows.length < most ? (
              <Button
                variant="subtle"
                fullWidth
                loading={longer.isFetching && limit > rows.length}
                // as many as were asked for in vain are asked for again
                onClick={() => (longer.isError ? void longer.refetch() : setLimit(Math.min(rows.length * 2, most)))}
              >
                {t('work.more')}
              </Button>
            ) : rest ? (
              <Button
                variant="subtle"
                fullWidth
                renderRoot={(props: Record<string, unknown>) => <Link to="/work/unit" search={rest} {...props} />}
              >
                {t('work.rest', { count: most })}
              </Button>
            ) : (
              t('work.first', { count: most })
            )}
          </li>
        )}
      </ul>
      {longer.error && <ProblemNotice problem={problemOf(longer.error)} onRetry={() => void longer.refetch()} />}
    </section>
  )
}

function toneOf(day: string, now: string): Tone {
  const left = daysBetween(now, day)
  return left < 0 ? 'bad' : left <= 3 ? 'wait' : 'info'
}

function Month({ onAsk }: { onAsk: Ask }) {
  const t = useT()
  const now = today()
  const [month, setMonth] = useState(now.slice(0, 7))
  const [chosen, setChosen] = useState<string>()
  const load = useQuery(monthQuery(month))
  const days = Object.fromEntries(
    (load.data?.days ?? []).map(({ day, count }) => [day, { count, tone: toneOf(day, now) }]),
  )
  return (
    <section aria-labelledby="work-calendar" data-tour="calendar">
      <h2 id="work-calendar" className={classes.heading}>
        {t('work.calendar')}
      </h2>
      <div className={classes.month}>
        <div>
          <CalendarStrip
            month={month}
            onMonth={setMonth}
            days={days}
            onChoose={setChosen}
            now={now}
            {...(chosen ? { chosen } : {})}
          />
          <CalendarFeed />
        </div>
        {chosen && <DayList day={chosen} onAsk={onAsk} />}
      </div>
    </section>
  )
}

function DayList({ day, onAsk }: { day: string; onAsk: Ask }) {
  const t = useT()
  const lines = useQuery(dayQuery(day))
  return (
    <section aria-label={t('work.dayList', { day: formatDate(day) })} aria-live="polite">
      <h3 className={classes.heading}>{t('work.dayList', { day: formatDate(day) })}</h3>
      <Loaded query={lines} lines={3}>
        {(rows) => (
          <ul className={classes.list}>
            {rows.length === 0 && <li className={classes.empty}>{t('work.dayEmpty')}</li>}
            {rows.map((line) => (
              <WorkLine key={line.id} line={line} onAsk={onAsk} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  )
}
