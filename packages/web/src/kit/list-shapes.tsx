import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { daysBetween, formatDate, today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { type Status, StatusBadge, type Tone } from '../status.tsx'
import { CalendarStrip } from './calendar-strip.tsx'
import { followsLink } from './follow-row.ts'
import type { Column } from './list-page.tsx'
import classes from './list-shapes.module.css'

/** A list as columns of cards by one of its states. */
export interface Board<Row> {
  columns: readonly { id: string; status: Status; word?: string }[]
  /** The `id` of the column a row stands in. */
  of: (row: Row) => string
}

/** A list as a month: where each row falls. */
export interface ByDay<Row> {
  dayOf: (row: Row) => string | null
  /** What is settled no longer presses. */
  settled?: (row: Row) => boolean
}

interface ShapeProps<Row> {
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  idOf: (row: Row) => string
  /** Where a row leads; nowhere yet for what has not been made. */
  hrefOf: (row: Row) => string | undefined
}

/** What of a row stands on its card. A dash holds a table's place; a card has no place to hold. */
export function onCard<Row>(columns: readonly Column<Row>[], row: Row) {
  return columns
    .filter((column) => column.card !== 'hide')
    .map((column) => ({ column, content: column.cell(row) }))
    .filter(({ content }) => content !== '—' && content !== '')
}

function CardTitle({ to, children }: { to: string | undefined; children: React.ReactNode }) {
  return to === undefined ? (
    <span className={classes.link}>{children}</span>
  ) : (
    <Link to={to} className={classes.link} data-row>
      {children}
    </Link>
  )
}

function Cards<Row>({ rows, columns, idOf, hrefOf, but }: ShapeProps<Row> & { but?: string }) {
  const title = columns.find((column) => column.card === 'title') ?? columns[0]
  return (
    <ul>
      {rows.map((row) => (
        <li key={idOf(row)} className={classes.card} {...followsLink}>
          <CardTitle to={hrefOf(row)}>{title?.cell(row)}</CardTitle>
          {onCard(columns, row)
            .filter(({ column }) => column !== title && column.id !== but)
            .map(({ column, content }) => (
              <div key={column.id}>
                {column.card !== 'plain' && <span className={classes.label}>{column.label}</span>}
                {content}
              </div>
            ))}
        </li>
      ))}
    </ul>
  )
}

export function BoardShape<Row>({ board, ...props }: ShapeProps<Row> & { board: Board<Row> }) {
  const t = useT()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard too
    <section className={classes.board} aria-label={t('list.board')} tabIndex={0}>
      {board.columns.map(({ id, status, word }) => {
        const rows = props.rows.filter((row) => board.of(row) === id)
        return (
          <div key={id} className={classes.column} data-empty={rows.length === 0 || undefined}>
            <h2>
              <StatusBadge status={status} {...(word ? { word } : {})} />
              <small>{rows.length}</small>
            </h2>
            {rows.length > 0 && <Cards {...props} rows={rows} but="state" />}
          </div>
        )
      })}
    </section>
  )
}

export function CalendarShape<Row>({ byDay, ...props }: ShapeProps<Row> & { byDay: ByDay<Row> }) {
  const t = useT()
  const now = today()
  const dated = props.rows.filter((row) => byDay.dayOf(row) !== null)
  // the day nearest to today that has rows, gone by or to come
  const days = dated.map((row) => byDay.dayOf(row) ?? '')
  const away = (day: string) => Math.abs(daysBetween(now, day))
  const first = days.reduce((near, day) => (away(day) < away(near) ? day : near), days[0] ?? now)
  const [chosen, setChosen] = useState(first)
  const [month, setMonth] = useState(first.slice(0, 7))
  const load: Record<string, { count: number; tone: Tone }> = {}
  for (const row of dated) {
    const day = byDay.dayOf(row) ?? ''
    const left = daysBetween(now, day)
    const tone: Tone = byDay.settled?.(row) ? 'good' : left < 0 ? 'bad' : left <= 7 ? 'wait' : 'info'
    const before = load[day]
    load[day] = {
      count: (before?.count ?? 0) + 1,
      // what presses shows over what is settled
      tone: before && before.tone !== 'good' ? before.tone : tone,
    }
  }
  const rows = dated.filter((row) => byDay.dayOf(row) === chosen)
  return (
    <>
      <div className={classes.calendar}>
        <CalendarStrip month={month} onMonth={setMonth} days={load} chosen={chosen} onChoose={setChosen} now={now} />
        <section className={classes.day} aria-live="polite">
          <h2>{t('list.calendarMore', { day: formatDate(chosen) })}</h2>
          {rows.length === 0 ? (
            <p className={classes.note}>{t('list.boardEmpty')}</p>
          ) : (
            <Cards {...props} rows={rows} />
          )}
        </section>
      </div>
      {dated.length < props.rows.length && (
        <p className={classes.note}>{t('list.calendarNone', { count: props.rows.length - dated.length })}</p>
      )}
    </>
  )
}
