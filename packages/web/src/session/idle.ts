import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isShared, useSessionDeeds } from './session.ts'

/** Issue 2, part A: a *máy dùng chung* session ends after ten idle minutes. The server ends it too; this clears the screen. */
const IDLE = 10 * 60_000
const LOOK = 15_000

/** On a shared machine, signs out whoever walked away, so that the next person finds an empty screen. */
export function useIdleSignOut(): void {
  const navigate = useNavigate()
  const { leave } = useSessionDeeds()
  // biome-ignore lint/correctness/useExhaustiveDependencies: one watch for as long as the frame stands
  useEffect(() => {
    if (!isShared()) return
    let last = Date.now()
    const note = () => {
      last = Date.now()
    }
    const timer = setInterval(() => {
      if (Date.now() - last < IDLE) return
      clearInterval(timer)
      void leave().finally(() => navigate({ to: '/sign-in' }))
    }, LOOK)
    window.addEventListener('pointerdown', note)
    window.addEventListener('keydown', note)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pointerdown', note)
      window.removeEventListener('keydown', note)
    }
  }, [])
}
