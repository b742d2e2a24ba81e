import type { AssignmentFacts } from '@banggiao/rules'
import { sql } from 'kysely'
import { carryUp } from '../plans/index.ts'
import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { secondsToUndo } from '../platform/undo.ts'
import { deeds, factsOf } from './assignment-state.ts'
import { holdAssignment, selectAssignment } from './queries.ts'
import { readAssignment } from './read-assignment.ts'
import { append, project } from './take-action.ts'

/** On top of the ten seconds the screen counts: the way there and back. */
const graceSeconds = 5

/**
 * Takes back the caller's own last answer, within ten seconds, by an event that restores what was before it.
 * @throws Problem not-found, state-conflict
 */
export async function undoAction(work: Work, id: number, eventId: number): Promise<{ version: number; state: string }> {
  await readAssignment(work.actor, work.trx, id)
  await holdAssignment(work.trx, id).executeTakeFirst()
  const row = await selectAssignment(work.trx, id).executeTakeFirstOrThrow()
  const last = await work.trx
    .selectFrom('assignment_event')
    .select(['id', 'kind', 'person_id as personId', 'params'])
    .select(sql<boolean>`at > now() - make_interval(secs => ${secondsToUndo + graceSeconds})`.as('fresh'))
    .where('assignment_id', '=', id)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (last?.id !== eventId || last.personId !== work.actor.personId || !canBeTakenBack(last) || !last.fresh)
    throw new Problem('state-conflict', {
      vi: 'Chỉ hoàn tác được câu trả lời cuối của chính mình trong mười giây; sau đó hãy mở lại nhiệm vụ',
      en: 'Only your own last answer can be undone, within ten seconds; after that reopen the assignment',
    })
  const before = (last.params as unknown as { before: AssignmentFacts }).before
  await append(work, row, { kind: 'undone', params: { eventId, before } }, factsOf(row))
  const after = await project(work.trx, id, before)
  await carryUp(work.trx, [id], { personId: work.actor.personId, name: work.actor.name })
  await work.audit({ kind: 'assignment', id }, { eventId })
  return { version: after.version, state: after.state }
}

/** What a person answered; what followed of it elsewhere (carried up, recalled) and reminders are not theirs to take back. */
function canBeTakenBack(event: { kind: string; params: unknown }): boolean {
  return (
    (deeds as readonly string[]).includes(event.kind) && (event.params as { recalled?: unknown }).recalled === undefined
  )
}
