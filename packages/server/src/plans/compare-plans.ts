import type { ComparedTask, compareTasks } from '@banggiao/vanban'
import type { Trx } from '../platform/database.ts'
import { Problem } from '../platform/problem.ts'
import { workerPool } from '../platform/worker-pool.ts'
import { inPrintedOrder } from './plan-content.ts'
import { type PlanRow, selectPlan, selectTasks } from './queries.ts'

/** What a thread is asked: the tasks of both plans. */
export interface CompareTask {
  left: ComparedTask[]
  right: ComparedTask[]
}

/** The work grows with the product of the tasks: two plans of a hundred take a second or two, in a thread apart. */
const pool = workerPool<CompareTask>(new URL('./compare-worker.ts', import.meta.url), 'comparing plans', {
  mostMs: 20_000,
  mostHeapMb: 256,
  mostAtOnce: 1,
  mostWaiting: 20,
  busy: {
    vi: 'Nhiều kế hoạch đang được đối chiếu cùng lúc; thử lại sau ít phút',
    en: 'Many plans are being compared just now; try again in a few minutes',
  },
  idleMs: 5_000,
})
/** Tasks on either side beyond which two plans are not compared while somebody waits. */
const mostTasks = 400

/**
 * The two plans to be compared, as the reader may see them.
 * @throws Problem not-found where the reader sees either plan not; invalid where they are too long
 */
export async function readSides(trx: Trx, leftId: string, rightId: string) {
  const [left, right] = [await sideOf(trx, leftId), await sideOf(trx, rightId)]
  if (left.tasks.length > mostTasks || right.tasks.length > mostTasks) throw tooLong()
  return { left, right }
}

/**
 * Which task of one plan became which of another: superior and own, last year's and this year's, two sisters. Where the
 * right plan says which task of the left one a task carries out, `linked` tells whether the words bear it out.
 * @throws Problem invalid where the comparison takes too long
 */
export async function comparePlans(
  { left, right }: Awaited<ReturnType<typeof readSides>>,
  log: (message: string) => void,
) {
  const words = ({ tasks }: Side): ComparedTask[] => tasks.map(({ id, text, section }) => ({ id, text, section }))
  const compared = await pool.run<ReturnType<typeof compareTasks> | null>(
    { left: words(left), right: words(right) },
    { log, onFailure: () => null },
  )
  if (!compared) throw tooLong()
  return {
    left: left.plan,
    right: right.plan,
    pairs: compared.pairs.map((pair) => {
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

function tooLong(): Problem {
  return new Problem('invalid', {
    vi: 'Hai kế hoạch này quá dài, chưa đối chiếu được',
    en: 'These two plans are too long to be compared',
  })
}

type Side = Awaited<ReturnType<typeof sideOf>>

async function sideOf(trx: Trx, id: string) {
  const plan = await selectPlan(trx, id)
  return { plan: namesOf(plan), tasks: inPrintedOrder(await selectTasks(trx, id).execute(), plan.content.sections) }
}

/** A plan that came on paper is its issuer's, whoever holds the copy. */
function namesOf({ id, number, title, year, direction, issuer, unitName, unitShortName, issuedOn }: PlanRow) {
  const own = unitShortName ?? unitName
  return { id, number, title, year, issuer: direction === 'in' ? (issuer ?? own) : own, issuedOn }
}

function placed({ id, section, position, text, scope, scopeReason }: Side['tasks'][number]) {
  return { id, section, position, text, scope: scope as 'in' | 'out', scopeReason }
}
