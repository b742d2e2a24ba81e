import { ActionIcon, Button, UnstyledButton } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { formatDate, shiftMonth, today, weeksOf } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { type Tone, toneClass } from '../status.tsx'
import classes from './calendar-strip.module.css'

interface CalendarStripProps {
  /** `2026-04`. */
  month: string
  onMonth: (month: string) => void
  /** What falls on a day (`YYYY-MM-DD`): how much, and its most pressing tone. */
  days: Record<string, { count: number; tone: Tone }>
  chosen?: string
  onChoose: (day: string) => void
  now?: string
}

/** A month at a glance under a list of work: how much falls on which day; a press shows that day's. */
export function CalendarStrip({ month, onMonth, days, chosen, onChoose, now = today() }: CalendarStripProps) {
  const t = useT()
  const [year, number] = month.split('-')
  const name = t('calendar.month', { month: `${number}/${year}` })
  const weekdays = t('calendar.weekdays').split(' ')
  return (
    <section className={classes.strip} aria-label={name}>
      <div className={classes.head}>
        <ActionIcon variant="subtle" aria-label={t('calendar.previous')} onClick={() => onMonth(shiftMonth(month, -1))}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <b>{name}</b>
        <ActionIcon variant="subtle" aria-label={t('calendar.next')} onClick={() => onMonth(shiftMonth(month, 1))}>
          <IconChevronRight size={18} />
        </ActionIcon>
        {month !== now.slice(0, 7) && (
          <Button size="compact-sm" variant="subtle" onClick={() => onMonth(now.slice(0, 7))}>
            {t('calendar.today')}
          </Button>
        )}
      </div>
      <table>
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const load = days[day]
                return (
                  <td key={day} data-other={day.slice(0, 7) !== month || undefined}>
                    <UnstyledButton
                      className={`${classes.day} ${toneClass(load?.tone ?? 'neutral')}`}
                      data-load={load ? true : undefined}
                      aria-current={day === now ? 'date' : undefined}
                      aria-pressed={day === chosen}
                      onClick={() => onChoose(day)}
                    >
                      <span>{Number(day.slice(8))}</span>
                      {load && <small>{load.count}</small>}
                      <span className="visually-hidden">
                        {t('calendar.day', { day: formatDate(day), count: load?.count ?? 0 })}
                      </span>
                    </UnstyledButton>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
