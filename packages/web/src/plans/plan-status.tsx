import { type TextKey, useT } from '../i18n/index.ts'
import { type Status, StatusBadge } from '../status.tsx'
import type { Standing } from './plan-queries.ts'

const looks: Record<string, Status> = {
  sent: 'waiting',
  received: 'received',
  drafting: 'in-progress',
  adopted: 'adopted',
  recalled: 'cancelled',
  draft: 'draft',
  submitted: 'submitted',
  returned: 'returned',
  approved: 'approved',
  issued: 'issued',
  filed: 'confirmed',
  ended: 'expired',
}

export function planStatus(standing: Pick<Standing, 'state'>): Status {
  return looks[standing.state] ?? 'waiting'
}

/** The state of a plan from where the reader stands, in their words. */
export function PlanBadge({ standing }: { standing: Pick<Standing, 'state'> }) {
  const t = useT()
  return <StatusBadge status={planStatus(standing)} word={t(`plans.word.${standing.state}` as TextKey)} />
}

const assignmentLooks: Record<string, Status> = {
  open: 'not-started',
  doing: 'in-progress',
  done: 'done',
  nothing: 'nothing-to-report',
  'out-of-scope': 'out-of-scope',
}

export function assignmentStatus(state: string): Status {
  return assignmentLooks[state] ?? 'not-started'
}
