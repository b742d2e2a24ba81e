import { compareTasks } from '@banggiao/vanban'
import type { Trx } from '../platform/database.ts'
import { Problem } from '../platform/problem.ts'
import { inPrintedOrder } from './plan-content.ts'
import { type PlanRow, selectPlan, selectTasks } from './queries.ts'

/** Tasks on either side beyond which two plans are not compared while somebody waits: the work grows with their product. */
const mostTasks = 400

/**
 * Which task of one plan became which of another: superior and own, last year's and this year's, two sisters. Where the
 * right plan says which task of the left one a task carries out, `linked` tells whether the words bear it out.
 * @throws Problem not-found where the reader sees either plan not; invalid where they are too long
 */
export async function comparePlans(trx: Trx, leftId: string, rightId: string) {
  const [left, right] = [await sideOf(trx, leftId), await sideOf(trx, rightId)]
  if (left.tasks.length > mostTasks || right.tasks.length > mostTasks)
    throw new Problem('invalid', {
      vi: `Chỉ đối chiếu được kế hoạch có tối đa ${mostTasks} nhiệm vụ`,
      en: `Plans of at most ${mostTasks} tasks can be compared`,
    })
  const { pairs } = compareTasks(left.tasks, right.tasks)
  return {
    left: left.plan,
    right: right.plan,
    pairs: pairs.map((pair) => {
      const [one, other] = [
        pair.left === null ? null : left.tasks[pair.left]!,
        pair.right === null ? null : right.tasks[pair.right]!,
      ]
      return {
        relation: pair.relation,
        score: pair.score,
        left: one && placed(one),
        right: other && placed(other),
        words: pair.words,
        linked: one !== null && other !== null && other.superiorTaskId === one.id,
      }
    }),
  }
}

type Side = Awaited<ReturnType<typeof sideOf>>

async function sideOf(trx: Trx, id: string) {
  const plan = await selectPlan(trx, id)
  return { plan: namesOf(plan), tasks: inPrintedOrder(await selectTasks(trx, id).execute(), plan.content.sections) }
}

function namesOf({ id, number, title, year, unitName, unitShortName, issuedOn }: PlanRow) {
  return { id, number, title, year, unitName: unitShortName ?? unitName, issuedOn }
}

function placed({ id, section, position, text, scope, scopeReason }: Side['tasks'][number]) {
  return { id, section, position, text, scope: scope as 'in' | 'out', scopeReason }
}
