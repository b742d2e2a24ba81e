import { daysBetween } from '../i18n/format.ts'
import type { Translate } from '../i18n/index.ts'
import type { Tone } from '../status.tsx'

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
