import type { Run } from '../document.ts'
import { assign } from './assign.ts'
import { diffText } from './diff-text.ts'
import { type Likeness, likenesses } from './likeness.ts'
import { taskWords } from './task-words.ts'

/** A task of a plan, as compared: its words and the section it stands in ("II.1"). */
export interface ComparedTask {
  id: string
  text: string
  section?: string
}

/**
 * `same` the same work in the same words; `adapted` the same work in words of its own; `partial` a part of the work;
 * `none` the left task has no counterpart; `new` the right one has none.
 */
export type TaskRelation = 'same' | 'adapted' | 'partial' | 'none' | 'new'

export interface TaskPair {
  /** Index among the left tasks; null where the relation is `new`. */
  left: number | null
  /** Index among the right tasks; null where the relation is `none`. One task may answer several (then `partial`). */
  right: number | null
  relation: TaskRelation
  /** 0 to 1; for `none` and `new` the score of the nearest task that was refused. */
  score: number
  /** The change of wording from left to right. */
  words: Run[]
}

/** Scores from which two tasks are the same, the same in other words, or the same in part; judged on the corpus. */
const SAME = 0.9
const ADAPTED = 0.35
const PARTIAL = 0.2
/** Score from which a task that found no partner of its own is held to be a part of one already paired. */
const SHARED = 0.36
/** Share of the smaller task's weight found in the other from which one is contained in the other. */
const CONTAINED = 0.5

/**
 * Which task of one plan became which of the other: superior and own plan, last year's and this year's, two sisters.
 * The pairs follow the order of the left tasks, then the new ones; every task of either side is in at least one pair.
 */
export function compareTasks(left: ComparedTask[], right: ComparedTask[]): { pairs: TaskPair[] } {
  const likeness = likenesses(
    left.map((task) => taskWords(task.text)),
    right.map((task) => taskWords(task.text)),
  )
  const gains = likeness.map((row, i) =>
    row.map(({ score, contained }, j) =>
      score >= PARTIAL || (contained >= CONTAINED && score >= PARTIAL / 2) ? score + nearness(left, right, i, j) : 0,
    ),
  )
  const chosen = assign(gains)
  const answered = new Set(chosen)
  const pairs: TaskPair[] = []
  const pair = (i: number, j: number, relation: TaskRelation) => {
    const words = diffText(left[i]!.text, right[j]!.text)
    pairs.push({ left: i, right: j, relation, score: round(likeness[i]![j]!.score), words })
  }
  left.forEach((task, i) => {
    const row = likeness[i]!
    const j = chosen[i]!
    if (j >= 0) {
      pair(i, j, relationOf(row[j]!))
      return
    }
    const host = best(row.map(asPart))
    if (host >= 0) pair(i, host, 'partial')
    else {
      const score = round(Math.max(0, ...row.map((like) => like.score)))
      pairs.push({ left: i, right: null, relation: 'none', score, words: [{ text: task.text, change: 'del' }] })
    }
  })
  right.forEach((task, j) => {
    if (answered.has(j)) return
    const column = likeness.map((row) => row[j]!)
    const host = best(column.map(asPart))
    if (host >= 0) pair(host, j, 'partial')
    else {
      const score = round(Math.max(0, ...column.map((like) => like.score)))
      pairs.push({ left: null, right: j, relation: 'new', score, words: [{ text: task.text, change: 'ins' }] })
    }
  })
  return { pairs: pairs.sort((one, other) => (one.left ?? left.length) - (other.left ?? left.length)) }
}

/** A small gain for standing at the same place: same section, same turn within the plan. It decides between equals. */
function nearness(left: ComparedTask[], right: ComparedTask[], i: number, j: number): number {
  const turn = 1 - Math.abs(i / Math.max(1, left.length - 1) - j / Math.max(1, right.length - 1))
  const [one, other] = [left[i]!.section, right[j]!.section]
  const section = one !== undefined && one === other ? 1 : one?.split('.')[0] === other?.split('.')[0] ? 0.5 : 0
  return 0.06 * turn + 0.06 * section
}

function relationOf({ score, contained, identical }: Likeness): TaskRelation {
  if (identical || score >= SAME) return 'same'
  return score >= ADAPTED || contained >= 0.8 ? 'adapted' : 'partial'
}

/** How well a task fits as a part of another that is paired already; 0 where it does not. */
function asPart({ score, contained }: Likeness): number {
  return contained >= CONTAINED || score >= SHARED ? contained + score : 0
}

function best(values: number[]): number {
  let at = -1
  values.forEach((value, index) => {
    if (value > (at < 0 ? 0 : values[at]!)) at = index
  })
  return at
}

function round(score: number): number {
  return Math.round(score * 1000) / 1000
}
