import { type Role, roleNames } from '@banggiao/catalogue'
import type { Annex } from '@banggiao/vanban'
import { gistOf } from './gist-of-task.ts'
import { printedDay } from './printed-day.ts'

interface Assigned {
  text: string
  ownerRole: string | null
  ownerPersonName: string | null
  ownerPartName: string | null
  /** YYYY-MM-DD */
  dueOn: string | null
}

/** Said in the plan itself where it has the annex: a document with an annex refers to it (NĐ 30/2020, Phụ lục I, III.1). */
export const annexReference = '(Người thực hiện và thời hạn của từng nhiệm vụ: tại Phụ lục kèm theo)'

/**
 * Phụ lục phân công: who carries out each task by when, the tasks by their first sentence, for the plan says the rest.
 * @param tasks in the order they print
 * @returns null where nobody and no day is named
 */
export function assignmentAnnex(tasks: readonly Assigned[]): Annex | null {
  const rows = tasks.map((task, at) => [
    String(at + 1),
    gistOf(task.text),
    holderOf(task),
    task.dueOn === null ? '' : printedDay(task.dueOn),
  ])
  if (rows.every(([, , holder, day]) => holder === '' && day === '')) return null
  return {
    title: 'Phân công thực hiện nhiệm vụ',
    blocks: [
      {
        type: 'table',
        head: ['STT', 'Nhiệm vụ', 'Người, bộ phận thực hiện', 'Thời hạn'],
        rows,
        widths: [8, 50, 26, 16],
      },
    ],
  }
}

/** "Đỗ Phương Hòa (Tổ Ngoại ngữ)"; the role where nobody is named yet. */
function holderOf({ ownerPersonName, ownerPartName, ownerRole }: Assigned): string {
  if (ownerPersonName && ownerPartName) return `${ownerPersonName} (${ownerPartName})`
  return ownerPersonName ?? ownerPartName ?? (ownerRole === null ? '' : roleNames[ownerRole as Role].vi)
}
