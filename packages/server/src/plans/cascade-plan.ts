import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { startProgress } from '../platform/progress.ts'
import { secondsToUndo } from '../platform/undo.ts'
import type { Addressed } from './addressed-kinds.ts'
import { mustCascade } from './plan-state.ts'
import { type Selection, selectPlan, selectUnitsOf } from './queries.ts'

/**
 * Triển khai đến đơn vị: gives the plan's tasks to every unit of the selection. The job inserts what is missing, so giving twice
 * does nothing twice and a forgotten unit is added by giving again.
 * @param tasks only these, each to the kinds of unit named; when empty all that stand and are in scope, each to whom the plan addresses it
 * @throws Problem not-found, forbidden, state-conflict, invalid
 */
export async function cascadePlan(
  work: Work,
  id: string,
  input: { selection: Selection; tasks: Addressed[] },
): Promise<{ progressId: string; units: number; startsInSeconds: number }> {
  const plan = await selectPlan(work.trx, id)
  mustCascade(work.actor, plan)
  const taskIds = input.tasks.map((task) => task.id)
  if (taskIds.length > 0) {
    const known = await work.trx
      .selectFrom('task')
      .select('id')
      .where('plan_id', '=', id)
      .where('id', 'in', taskIds)
      .where('ended_at', 'is', null)
      .where('scope', '=', 'in')
      .execute()
    if (known.length !== taskIds.length) {
      throw new Problem('invalid', {
        vi: 'Có nhiệm vụ không thuộc kế hoạch này; tải lại trang rồi chọn lại',
        en: 'Some of the tasks are not of this plan; reload the page and choose again',
      })
    }
  }
  const units = await selectUnitsOf(
    work.trx,
    plan,
    work.actor.reach ?? work.actor.unitPath,
    work.today,
    input.selection,
  ).execute()
  if (units.length === 0) {
    throw new Problem('invalid', {
      vi: 'Chưa chọn đơn vị nào; hãy chọn UBND cấp xã, cấp học hoặc tìm đơn vị theo tên',
      en: 'No unit is chosen; choose people’s committees, school levels, or find units by name',
    })
  }
  const unitIds = units.map((u) => u.id)
  const progressId = await startProgress(work, 'cascade-plan', id, unitIds.length)
  await work.audit({ kind: 'plan', id }, { ...input, progressId }, unitIds)
  await work.send(
    'cascade-plan',
    { planId: id, unitIds, tasks: input.tasks, personId: work.actor.personId, progressId },
    { startAfterSeconds: secondsToUndo },
  )
  return { progressId, units: unitIds.length, startsInSeconds: secondsToUndo }
}
