import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { toast } from '../kit/toast.tsx'
import { problemOf } from '../problem.ts'
import { type Session, useSessionDeeds } from '../session/session.ts'

export type TourRole = Session['roles'][number]

/** Who holds several roles is shown what the first of these does. */
const order: readonly TourRole[] = [
  'head',
  'deputy',
  'officer',
  'clerk',
  'team-lead',
  'teacher',
  'inspector',
  'administrator',
]

export interface TourState {
  /** Whose tour is on screen. */
  role: TourRole | undefined
  start: () => void
  end: () => void
}

const keyOf = (role: TourRole) => `tour.${role}`

/** Begins by itself at a person's first sign-in in a role; that it was seen is kept with the person. `start` shows it again. */
export function useTour({ roles, person }: Pick<Session, 'roles' | 'person'>): TourState {
  const role = order.find((one) => roles.includes(one))
  const { rememberPreferences } = useSessionDeeds()
  const navigate = useNavigate()
  const [running, setRunning] = useState<boolean>()
  const seen = role === undefined || person.preferences[keyOf(role)] === true
  const shown = running ?? !seen
  return {
    role: shown ? role : undefined,
    start: () => {
      // its steps point at the start page
      void navigate({ to: '/work' }).then(() => setRunning(true))
    },
    end: () => {
      setRunning(false)
      if (role && !seen)
        rememberPreferences({ [keyOf(role)]: true }).catch((thrown) => {
          const problem = problemOf(thrown)
          toast({ tone: 'bad', text: problem.detail ?? problem.title })
        })
    },
  }
}
