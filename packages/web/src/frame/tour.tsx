import { Button, Group } from '@mantine/core'
import { useEffect, useState } from 'react'
import { type TextKey, useT } from '../i18n/index.ts'
import { keep, kept } from '../keep.ts'
import classes from './tour.module.css'

interface Step {
  /** Value of the `data-tour` attribute the step points at; on a phone it may not be on screen, then it points at nothing. */
  at: string
  title: TextKey
  text: TextKey
}

const STEPS: readonly Step[] = [
  { at: 'rail', title: 'tour.workTitle', text: 'tour.workText' },
  { at: 'search', title: 'tour.searchTitle', text: 'tour.searchText' },
  { at: 'account', title: 'tour.accountTitle', text: 'tour.accountText' },
]

export interface TourState {
  step: number | undefined
  go: (step: number) => void
  start: () => void
  end: () => void
}

/** Begins by itself once per person and device; `start` shows it again. */
export function useTour(personId: string): TourState {
  const [step, setStep] = useState<number | undefined>(() => (kept(`tour.${personId}`) ? undefined : 0))
  return {
    step,
    go: setStep,
    start: () => setStep(0),
    end: () => {
      keep(`tour.${personId}`, true)
      setStep(undefined)
    },
  }
}

export function Tour({ tour: { step, go, end } }: { tour: TourState }) {
  const t = useT()
  const current = step === undefined ? undefined : STEPS[step]
  useEffect(() => {
    const target = current && document.querySelector(`[data-tour="${current.at}"]`)
    const mark = classes.pointed ?? 'pointed'
    target?.classList.add(mark)
    return () => target?.classList.remove(mark)
  }, [current])

  if (current === undefined || step === undefined) return null
  const isLast = step === STEPS.length - 1
  return (
    // A guide beside the work, not a wall before it: the page stays usable.
    <section
      className={classes.card}
      aria-labelledby="tour-title"
      onKeyDown={(event) => event.key === 'Escape' && end()}
    >
      <div className={classes.count}>{t('tour.step', { step: step + 1, total: STEPS.length })}</div>
      <h2 id="tour-title">{t(current.title)}</h2>
      <p>{t(current.text)}</p>
      {isLast && <p className={classes.count}>{t('tour.again')}</p>}
      <Group justify="space-between" gap="xs">
        <Button variant="subtle" size="compact-md" onClick={end}>
          {t('tour.skip')}
        </Button>
        <Group gap="xs">
          {step > 0 && (
            <Button variant="default" size="compact-md" onClick={() => go(step - 1)}>
              {t('tour.previous')}
            </Button>
          )}
          <Button size="compact-md" onClick={isLast ? end : () => go(step + 1)}>
            {isLast ? t('tour.finish') : t('tour.next')}
          </Button>
        </Group>
      </Group>
    </section>
  )
}
