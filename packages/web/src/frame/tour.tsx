import { Button, Group } from '@mantine/core'
import { useLayoutEffect, useState } from 'react'
import { type TextKey, useT } from '../i18n/index.ts'
import classes from './tour.module.css'
import type { TourRole } from './use-tour.ts'
import './tour-texts.ts'

/** Values of `data-tour` the three steps of each role point at: a room's entry by its path, the rest by name. */
const targets: Record<TourRole, readonly [string, string, string]> = {
  head: ['todo', '/documents', '/plans'],
  deputy: ['todo', '/plans', '/reports'],
  officer: ['/plans', '/reports', 'search'],
  clerk: ['/documents', 'todo', 'search'],
  'team-lead': ['todo', '/plans', 'notices'],
  teacher: ['todo', 'todo', 'calendar'],
  inspector: ['/plans', '/reports', 'search'],
  administrator: ['/units', '/units', 'account'],
}
const steps = ['one', 'two', 'three'] as const
const CARD = { width: 360, height: 260, gap: 14 }

/** The one of several marked alike that is on screen: the rail on a desk, the bar at the bottom of a phone. */
function find(target: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(`[data-tour="${CSS.escape(target)}"]`)].find(
    (element) => element.getClientRects().length > 0,
  )
}

/** Beside what it points at, where there is room; on a phone the style sheet puts it over the bar at the bottom. */
function place(target: HTMLElement | undefined): React.CSSProperties | undefined {
  if (!target || window.innerWidth < 768) return undefined
  const box = target.getBoundingClientRect()
  const right = box.right + CARD.gap
  const beside = right + CARD.width < window.innerWidth
  const left = beside ? right : Math.max(CARD.gap, Math.min(box.left, window.innerWidth - CARD.width - 2 * CARD.gap))
  const below = beside ? box.top : box.bottom + CARD.gap
  if (!beside && below + CARD.height > window.innerHeight) return undefined
  return {
    left,
    top: Math.max(CARD.gap, Math.min(below, window.innerHeight - CARD.height)),
    right: 'auto',
    bottom: 'auto',
  }
}

/** What this role does first, in three steps that point at the real thing; the page stays usable beside it. */
export default function Tour({ role, onEnd }: { role: TourRole; onEnd: () => void }) {
  const t = useT()
  const [step, setStep] = useState(0)
  const [style, setStyle] = useState<React.CSSProperties>()
  const name = steps[step] ?? 'one'
  const target = targets[role][step] ?? 'todo'
  useLayoutEffect(() => {
    const mark = classes.pointed ?? 'pointed'
    let element: HTMLElement | undefined
    const point = () => {
      element = find(target)
      if (!element) return setStyle(undefined)
      element.classList.add(mark)
      // a long list is shown from its head
      if (element.getBoundingClientRect().top > window.innerHeight - 120) element.scrollIntoView({ block: 'start' })
      setStyle(place(element))
    }
    point()
    // what the step points at may still be on its way from the server
    const watch = new MutationObserver(() => {
      if (!element?.isConnected) point()
    })
    watch.observe(document.body, { childList: true, subtree: true })
    const move = () => setStyle(place(element))
    window.addEventListener('resize', move)
    return () => {
      watch.disconnect()
      element?.classList.remove(mark)
      window.removeEventListener('resize', move)
    }
  }, [target])

  const isLast = step === steps.length - 1
  return (
    <section
      className={classes.card}
      style={style}
      aria-labelledby="tour-title"
      aria-live="polite"
      onKeyDown={(event) => event.key === 'Escape' && onEnd()}
    >
      <div className={classes.count}>{t('tour.step', { step: step + 1, total: steps.length })}</div>
      <h2 id="tour-title">{t(`tour.${role}.${name}` as TextKey)}</h2>
      <p>{t(`tour.${role}.${name}Text` as TextKey)}</p>
      {isLast && <p className={classes.count}>{t('tour.again')}</p>}
      <Group justify="space-between" gap="xs">
        <Button variant="subtle" size="compact-md" onClick={onEnd}>
          {t('tour.skip')}
        </Button>
        <Group gap="xs">
          {step > 0 && (
            <Button variant="default" size="compact-md" onClick={() => setStep(step - 1)}>
              {t('tour.previous')}
            </Button>
          )}
          <Button size="compact-md" onClick={isLast ? onEnd : () => setStep(step + 1)}>
            {isLast ? t('tour.finish') : t('tour.next')}
          </Button>
        </Group>
      </Group>
    </section>
  )
}
