import { useCallback, useEffect, useRef, useState } from 'react'
import { forget, keep, kept } from './keep.ts'

interface Draft<T> {
  value: T
  at: string
}

/** Pause after the last keystroke before a draft is written. */
const PAUSE = 400

export interface DraftState {
  /** When the restored draft was written, if one was found. */
  restoredAt: string | undefined
  /** False when this browser cannot keep drafts: say so, do not lose input silently. */
  canKeep: boolean
  /** Drops the draft: after it was sent, or when the person throws it away. */
  drop: () => void
}

export function readDraft<T>(key: string): Draft<T> | undefined {
  return kept<Draft<T>>(`draft.${key}`)
}

export function writeDraft(key: string, value: unknown, now: Date = new Date()): boolean {
  return keep(`draft.${key}`, { value, at: now.toISOString() })
}

export function dropDraft(key: string): void {
  forget(`draft.${key}`)
}

/**
 * State that survives a closed tab, a lost connection and a failed submit.
 * `key` names the form and its record: `plan.3f0c….task`. Like useState, with the draft's fate as third.
 */
export function useDraft<T>(key: string, initial: T): [T, (value: T) => void, DraftState] {
  const [found] = useState(() => readDraft<T>(key))
  const [value, setValue] = useState<T>(found ? found.value : initial)
  const [restoredAt, setRestoredAt] = useState(found?.at)
  const [canKeep, setCanKeep] = useState(true)
  const pending = useRef<{ timer: ReturnType<typeof setTimeout>; write: () => void } | undefined>(undefined)

  const change = useCallback(
    (next: T) => {
      setValue(next)
      clearTimeout(pending.current?.timer)
      const write = () => {
        pending.current = undefined
        setCanKeep(writeDraft(key, next))
      }
      pending.current = { timer: setTimeout(write, PAUSE), write }
    },
    [key],
  )

  const drop = useCallback(() => {
    clearTimeout(pending.current?.timer)
    pending.current = undefined
    dropDraft(key)
    setRestoredAt(undefined)
  }, [key])

  useEffect(() => {
    const flush = () => {
      clearTimeout(pending.current?.timer)
      pending.current?.write()
    }
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [])

  return [value, change, { restoredAt, canKeep, drop }]
}
