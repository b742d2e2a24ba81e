import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { daysBetween, formatDate, today } from '../i18n/format.ts'
import { type Translate, useT } from '../i18n/index.ts'
import { type Tone, toneClass } from '../status.tsx'
import classes from './due-date.module.css'

/** Days before a deadline from which it is shown as near. */
const NEAR = 3

/** How far away `due` is, in words and tone. Both days `YYYY-MM-DD`. */
export function dueIn(due: string, now: string, t: Translate): { words: string; tone: Tone } {
  const days = daysBetween(now, due)
  if (days < 0) return { words: t('due.overdue', { count: -days }), tone: 'bad' }
  if (days === 0) return { words: t('due.today'), tone: 'wait' }
  if (days === 1) return { words: t('due.tomorrow'), tone: 'wait' }
  return { words: t('due.inDays', { count: days }), tone: days <= NEAR ? 'wait' : 'neutral' }
}

/** `30/04/2026 · còn 3 ngày`. With `settled` the day stands alone: what is done is never overdue. */
export function DueDate({ date, settled = false, now }: { date: string | null; settled?: boolean; now?: string }) {
  const t = useT()
  if (date === null) return <span className={classes.none}>{t('due.none')}</span>
  if (settled) return <span className={classes.due}>{formatDate(date)}</span>
  const { words, tone } = dueIn(date, now ?? today(), t)
  return (
    <span className={classes.due}>
      {formatDate(date)}{' '}
      <span className={`${classes.left} ${toneClass(tone)}`}>
        {tone === 'bad' && <IconAlertTriangle size={15} aria-hidden />}
        {tone === 'wait' && <IconClock size={15} aria-hidden />}
        {words}
      </span>
    </span>
  )
}
