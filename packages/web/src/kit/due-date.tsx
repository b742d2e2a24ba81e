import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { formatDate, today } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { toneClass } from '../status.tsx'
import { dueIn } from './due.ts'
import classes from './due-date.module.css'

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
