import { type Role, roleNames } from '@banggiao/catalogue'
import type { Annex } from '@banggiao/vanban'
import { gistOf } from './gist-of-task.ts'
import { limitsFrom } from './limits.ts'
import { printedDay } from './printed-day.ts'
import type { PlanRow } from './queries.ts'
import { ownTasks } from './start-own-plan.ts'

interface Assigned {
  /** Key of the section it stands in: "II.1", "III(2)" for the second of two sections III. */
  section: string
  text: string
  ownerRole: string | null
  ownerPersonName: string | null
  ownerPartName: string | null
  /** YYYY-MM-DD */
  dueOn: string | null
}

/** Said in the plan itself where it has the annex: a document with an annex refers to it (NĐ 30/2020, Phụ lục I, III.1). */
export const annexReference = '(Người thực hiện và thời hạn của từng nhiệm vụ: tại Phụ lục kèm theo)'

/** In characters: three lines of the column. The plan has the whole sentence, in the section named beside it. */
const LONGEST = 120

/**
 * Phụ lục phân công: who carries out each task by when, the tasks by their section and first words, for the plan says the rest.
 * @param tasks in the order they print
 * @returns null where nobody and no day is named
 */
export function assignmentAnnex(tasks: readonly Assigned[]): Annex | null {
  const rows = tasks.map((task, at) => [
    String(at + 1),
    task.section.replace(/\(\d+\)$/, ''),
    firstWords(gistOf(task.text)),
    holderOf(task),
    task.dueOn === null ? '' : printedDay(task.dueOn),
  ])
  if (rows.every(([, , , holder, day]) => holder === '' && day === '')) return null
  return {
    title: 'Phân công thực hiện nhiệm vụ',
    blocks: [
      {
        type: 'table',
        head: ['STT', 'Mục', 'Nhiệm vụ', 'Người, bộ phận thực hiện', 'Thời hạn'],
        rows,
        widths: [7, 9, 44, 24, 16],
      },
    ],
  }
}

/** By what its limit is told. */
interface Limited {
  id: string
  assignees: string[]
  superiorTaskId: string | null
  dueRecurring: string | null
}

/**
 * The annex a plan prints, each task with the limit that its assignment gets at issue: null where the plan wants none, or would
 * have nothing to say in it.
 * @param tasks in scope, in the order they print
 * @param today YYYY-MM-DD, of its issue once it is issued
 */
export function annexOf<T extends Assigned & Limited>(plan: PlanRow, tasks: readonly T[], today: string): Annex | null {
  if (!plan.content.assignments) return null
  const { ofTask } = limitsFrom(plan, ownTasks(plan, tasks), today)
  return assignmentAnnex(tasks.map((task) => ({ ...task, dueOn: ofTask.get(task.id) ?? task.dueOn })))
}

/** Up to where a clause ends if one does in the second half, else up to a word. */
function firstWords(text: string): string {
  if (text.length <= LONGEST) return text
  const room = text.slice(0, LONGEST)
  const clause = Math.max(room.lastIndexOf('; '), room.lastIndexOf(', '))
  return `${room.slice(0, clause > LONGEST / 2 ? clause : room.lastIndexOf(' '))}…`
}

/** "Đỗ Phương Hòa (Tổ Ngoại ngữ)"; the role where nobody is named yet. */
function holderOf({ ownerPersonName, ownerPartName, ownerRole }: Assigned): string {
  if (ownerPersonName && ownerPartName) return `${ownerPersonName} (${ownerPartName})`
  return ownerPersonName ?? ownerPartName ?? (ownerRole === null ? '' : roleNames[ownerRole as Role].vi)
}
