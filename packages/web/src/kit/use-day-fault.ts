import { useEffect, useState } from 'react'
import { formatDate, today } from '../i18n/format.ts'
import { type Translate, useT } from '../i18n/index.ts'
import { type DayRange, dayFault } from './day.ts'
import type { FieldProps } from './form.tsx'

/** The sentence for words that are no day the field takes. */
function sentenceOf(text: string, range: DayRange, t: Translate): string | undefined {
  const now = today()
  const fault = dayFault(text, Number(now.slice(0, 4)), range)
  if (fault === undefined) return undefined
  if (fault.reason === 'no-such-day') return t('form.noSuchDay')
  const day = formatDate(fault.limit)
  if (fault.reason === 'too-early') return t(fault.limit === now ? 'form.fromToday' : 'form.fromDay', { day })
  return t(fault.limit === now ? 'form.upToToday' : 'form.upToDay', { day })
}

/**
 * What is wrong with the words in a date box. The form is told at once; beside the box it stands when one has gone on, for half
 * a day is no mistake.
 * @param said what the form says of the field
 */
export function useDayFault<E>(said: E, range: DayRange, onUnfit: FieldProps<unknown>['onUnfit']) {
  const t = useT()
  const [text, setText] = useState('')
  const [left, setLeft] = useState(false)
  const sentence = sentenceOf(text, range, t)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form's ear is a new one at every turn
  useEffect(() => {
    onUnfit?.(sentence)
    return () => onUnfit?.(undefined)
  }, [sentence])
  return {
    error: (left && sentence) || said,
    unfit: sentence !== undefined,
    hear: (typed: string) => {
      setText(typed)
      if (sentenceOf(typed, range, t) === undefined) setLeft(false)
    },
    leave: () => setLeft(true),
  }
}
