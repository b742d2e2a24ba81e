import { mustBeAble } from '../platform/actor.ts'
import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { startProgress } from '../platform/progress.ts'
import { selectUnitsToRemind } from './coverage-queries.ts'
import { selectPlan } from './queries.ts'

/**
 * Reminds, in one press, those of the chosen units that have something unsettled. The job begins after the time for undo.
 * @throws Problem not-found, forbidden, invalid where nothing is unsettled
 */
export async function remindUnits(
  work: Work,
  id: string,
  input: { unitIds: number[]; taskIds: string[] },
): Promise<{ progressId: string; units: number }> {
  await selectPlan(work.trx, id)
  mustBeAble(work.actor, 'assignment.remind')
  const waiting = await selectUnitsToRemind(work.trx, id, input.unitIds, input.taskIds).execute()
  if (waiting.length === 0) {
    throw new Problem('invalid', {
      vi: 'Các đơn vị đã chọn không còn việc chưa xong, không cần nhắc',
      en: 'The chosen units have nothing unsettled; there is nothing to remind them of',
    })
  }
  const unitIds = waiting.map((w) => w.unitId)
  const progressId = await startProgress(work, 'remind', id, unitIds.length)
  await work.audit({ kind: 'plan', id }, { taskIds: input.taskIds, progressId }, unitIds)
  await work.send('remind', { planId: id, personId: work.actor.personId, unitIds, taskIds: input.taskIds, progressId })
  return { progressId, units: unitIds.length }
}
