import { ActionIcon, Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconClock, IconInfoCircle, IconX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useT } from '../i18n/index.ts'
import { problemOf } from '../problem.ts'
import { type Tone, toneClass } from '../status.tsx'
import classes from './toast.module.css'

interface Toast {
  tone: Tone
  text: string
  /** Takes the deed back. With it the toast is an undo toast. */
  undo?: () => Promise<void>
}
interface Shown extends Toast {
  id: number
}

/** Time to change one's mind, as design.md §6; the server starts notices and jobs only after it. */
const STAYS = 10_000
const ICONS = {
  neutral: IconInfoCircle,
  info: IconInfoCircle,
  wait: IconClock,
  good: IconCheck,
  bad: IconAlertTriangle,
}

const listeners = new Set<() => void>()
let shown: readonly Shown[] = []
let last = 0

function change(next: readonly Shown[]): void {
  shown = next
  for (const listener of listeners) listener()
}

/** Says something at the edge of the screen for ten seconds, with “Hoàn tác” when it can be taken back. */
export function toast(message: Toast): void {
  last += 1
  change([...shown.slice(-2), { ...message, id: last }])
}

function close(id: number): void {
  change(shown.filter((other) => other.id !== id))
}

function ToastCard({ toast: { id, tone, text, undo } }: { toast: Shown }) {
  const t = useT()
  const [held, setHeld] = useState(false)
  const [undoing, setUndoing] = useState(false)
  const Icon = ICONS[tone]
  useEffect(() => {
    // A pointer or the keyboard on it stops the clock (WCAG 2.2.1).
    if (held || undoing) return
    const timer = setTimeout(() => close(id), STAYS)
    return () => clearTimeout(timer)
  }, [id, held, undoing])

  const takeBack = async () => {
    if (!undo) return
    setUndoing(true)
    try {
      await undo()
      toast({ tone: 'neutral', text: t('common.undone') })
    } catch (thrown) {
      const problem = problemOf(thrown)
      toast({ tone: 'bad', text: problem.detail ?? problem.title })
    } finally {
      close(id)
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holding the clock is a help, not an action
    <div
      className={`${classes.toast} ${toneClass(tone)}`}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={20} aria-hidden />
      <div className={classes.text}>{text}</div>
      {undo && (
        <Button size="compact-sm" variant="subtle" loading={undoing} onClick={takeBack}>
          {t('common.undo')}
        </Button>
      )}
      <ActionIcon variant="subtle" color="gray" onClick={() => close(id)} aria-label={t('common.close')}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}

/** The place where toasts stand. Once, in the frame. */
export function Toasts() {
  const list = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
  return (
    <div className={classes.place} role="status" aria-live="polite">
      {list.map((one) => (
        <ToastCard key={one.id} toast={one} />
      ))}
    </div>
  )
}
