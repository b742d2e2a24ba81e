import type { PaperState } from '@banggiao/rules'
import { type PaperStanding, paperState } from '../documents/index.ts'
import { type Actor, can } from '../platform/actor.ts'
import { Problem } from '../platform/problem.ts'
import type { PlanRow } from './queries.ts'

export interface CarrierRow {
  receivedAt: Date | string | null
  adoptedPlanId: string | null
  adoptedAt: Date | string | null
  recalledAt: Date | string | null
}

/** How the plan stands to the reader's unit. */
export type PlanSide = 'own' | 'carried' | 'copy' | 'below'

export interface PlanStanding {
  side: PlanSide
  /**
   * own: draft, submitted, returned, approved, issued · carried: sent, received, drafting, adopted, recalled · copy: received ·
   * below: issued
   */
  state: string
  waitsFor: PaperStanding['waitsFor']
  can: Record<PaperAction | 'cascade' | 'derive' | 'receive' | 'watch' | 'remind', boolean>
}
type PaperAction = keyof PaperStanding['can']

const nothing: PaperStanding['can'] = {
  edit: false,
  submit: false,
  withdraw: false,
  return: false,
  approve: false,
  issue: false,
  reopen: false,
}

/**
 * Where a plan stands for this reader and what they may do with it now; the deeds ask the same function.
 * @param carrier the reader's unit's own row of plan_carrier
 * @param ownPlanId the plan the reader's unit has made of this one, drafted or issued
 */
export function planState(
  actor: Actor,
  plan: Pick<PlanRow, 'unitId' | 'unitPath' | 'direction' | 'paper' | 'state' | 'open' | 'closedAt'>,
  carrier: CarrierRow | null,
  ownPlanId: string | null,
): PlanStanding {
  const here = { unitId: actor.unitId, unitPath: actor.unitPath }
  const own = plan.unitId === actor.unitId && plan.direction === 'out'
  const copy = plan.unitId === actor.unitId && plan.direction !== 'out'
  const carried = carrier !== null && carrier.recalledAt === null
  const paper =
    plan.paper === 'plan'
      ? paperState(actor, {
          paper: 'plan',
          unitId: plan.unitId,
          unitPath: plan.unitPath,
          state: plan.state as PaperState,
        })
      : null
  const side: PlanSide = own ? 'own' : carrier !== null ? 'carried' : copy ? 'copy' : 'below'
  return {
    side,
    state:
      side === 'carried'
        ? carrierState(carrier!, ownPlanId)
        : side === 'copy'
          ? ownPlanId
            ? 'drafting'
            : 'received'
          : plan.state,
    waitsFor: own ? (paper?.waitsFor ?? null) : null,
    can: {
      ...(paper?.can ?? nothing),
      cascade: plan.open && plan.closedAt === null && mayGiveOut(actor, plan),
      derive: (carried || copy) && can(actor, 'plan.edit', here),
      receive: carried && carrier.receivedAt === null && mayReceive(actor),
      watch: can(actor, 'plan.watch') && plan.open,
      remind: plan.open && can(actor, 'assignment.remind'),
    },
  }
}

/** Only the unit that issued a plan gives it out, however far the reader's rights reach: a superior has a plan of its own. */
function mayGiveOut(actor: Actor, plan: Pick<PlanRow, 'unitId' | 'unitPath' | 'direction'>): boolean {
  return plan.unitId === actor.unitId && plan.direction === 'out' && can(actor, 'plan.cascade', plan)
}

/**
 * The condition behind "Triển khai đến đơn vị" and everything that follows from it: counting, recalling.
 * @throws Problem forbidden, state-conflict
 */
export function mustCascade(
  actor: Actor,
  plan: Pick<PlanRow, 'unitId' | 'unitPath' | 'direction' | 'open' | 'closedAt'>,
): void {
  if (!mayGiveOut(actor, plan)) {
    throw new Problem('forbidden', {
      vi: 'Chỉ đơn vị ban hành kế hoạch mới triển khai hoặc thu hồi kế hoạch đó',
      en: 'Only the unit that issued the plan gives it out or recalls it',
    })
  }
  if (!plan.open) {
    throw new Problem('state-conflict', {
      vi: 'Chỉ triển khai được kế hoạch đã ban hành',
      en: 'Only an issued plan can be given to units',
    })
  }
  if (plan.closedAt !== null) {
    throw new Problem('state-conflict', { vi: 'Kế hoạch này đã kết thúc', en: 'This plan is closed' })
  }
}

function carrierState(carrier: CarrierRow, ownPlanId: string | null): string {
  if (carrier.recalledAt !== null) return 'recalled'
  if (carrier.adoptedAt !== null) return 'adopted'
  if (ownPlanId !== null) return 'drafting'
  return carrier.receivedAt !== null ? 'received' : 'sent'
}

/** Who takes a plan in for the unit: the registrar, or those who draft what follows of it. */
export function mayReceive(actor: Actor): boolean {
  const unit = { unitId: actor.unitId, unitPath: actor.unitPath }
  return can(actor, 'document.register', unit) || can(actor, 'plan.edit', unit)
}
