import { type Reach, type Role, roleRights, type Verb } from '@banggiao/catalogue'
import { Problem } from './problem.ts'

export interface Membership {
  unitId: number
  unitPath: string
  /** Prefix of paths this membership looks into. */
  reach: string
  role: Role
  partId: number | null
  title: string
}

/** A person acting in one of their units. Rights come from the memberships in that unit; own units from all of them. */
export interface Actor {
  personId: string
  name: string
  locale: 'vi' | 'en'
  unitId: number
  unitPath: string
  /** Memberships of the unit acted in. */
  memberships: Membership[]
  /** Ids of every unit this person belongs to, ascending. */
  units: number[]
  /** Prefix of paths read; null reads no further than the own units. */
  reach: string | null
  /** Prefix of paths written besides the own units; null for most people. */
  writeReach: string | null
}

// A list asks for nine rights a row, and an actor lives for many requests.
const worked = new WeakMap<Membership[], Map<Verb, Set<Reach>>>()

export function rightsOf(actor: Actor): Map<Verb, Set<Reach>> {
  const known = worked.get(actor.memberships)
  if (known) return known
  const rights = new Map<Verb, Set<Reach>>()
  worked.set(actor.memberships, rights)
  for (const membership of actor.memberships) {
    for (const right of roleRights[membership.role]) {
      const [verb, reach] = right.split('@') as [Verb, Reach]
      if (!rights.has(verb)) rights.set(verb, new Set())
      rights.get(verb)?.add(reach)
    }
  }
  return rights
}

export interface Target {
  unitId: number
  unitPath: string
  /** The person the row names, for rights with reach `own`. */
  personId?: string | null
  /** The tổ the row names. */
  partId?: number | null
}

/** Whether the actor holds the verb over the target; without a target, whether over anything at all. */
export function can(actor: Actor, verb: Verb, target?: Target): boolean {
  const reaches = rightsOf(actor).get(verb)
  if (!reaches) return false
  if (!target) return true
  if (
    reaches.has('subtree') &&
    (target.unitId === actor.unitId || actor.memberships.some((m) => target.unitPath.startsWith(m.reach)))
  )
    return true
  if (reaches.has('unit') && target.unitId === actor.unitId) return true
  if (!reaches.has('own') || target.unitId !== actor.unitId) return false
  const parts = actor.memberships.map((m) => m.partId).filter((id) => id !== null)
  return target.personId === actor.personId || (target.partId != null && parts.includes(target.partId))
}

/** @throws Problem forbidden */
export function mustBeAble(actor: Actor, verb: Verb, target?: Target): void {
  if (!can(actor, verb, target)) throw new Problem('forbidden')
}

/** Upper bound of the paths that start with `prefix` (bytewise order): '0' follows '/'. */
export function pathUpperBound(prefix: string): string {
  return prefix === '' ? 'zz' : `${prefix.slice(0, -1)}0`
}
