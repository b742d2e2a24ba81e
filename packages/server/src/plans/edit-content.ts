import { likeRecurring } from '@banggiao/rules'
import { mustBeEditable, renamePaper } from '../documents/index.ts'
import type { Trx } from '../platform/database.ts'
import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import type { PlanContent } from './plan-content.ts'
import { type PlanRow, selectPlan } from './queries.ts'

export interface ContentChange extends Partial<PlanContent> {
  version: number
  title?: string
  /** YYYY-MM-DD; null for none. One that comes every month or year comes on this day from then on. */
  reportDueOn?: string | null
}

/**
 * Changes what a draft says besides its tasks.
 * @throws Problem not-found, forbidden, state-conflict, invalid; version-conflict with the present content
 */
export async function editContent(work: Work, id: string, change: ContentChange): Promise<{ version: number }> {
  const plan = await selectPlan(work.trx, id)
  await mustBeEditable(work, plan.documentId)
  const { version, title, reportDueOn, ...parts } = change
  if (parts.sections)
    await mustKeepSections(
      work,
      id,
      parts.sections.map((s) => s.key),
    )
  const content: PlanContent = { ...plan.content, ...parts }
  // what the superior wrote is no part of what may be changed
  const superiorWords = new Map(plan.content.sections.map((s) => [s.key, s.base]))
  content.sections = content.sections.map(({ base: _, ...section }) => {
    const base = superiorWords.get(section.key)
    return base ? { ...section, base } : section
  })
  const days =
    reportDueOn === undefined || reportDueOn === plan.reportDueOn
      ? {}
      : {
          report_due_on: reportDueOn,
          report_due_recurring: likeRecurring(await recurringOf(work.trx, plan), reportDueOn),
        }
  const changed = await work.trx
    .updateTable('plan')
    .set((eb) => ({
      content: JSON.stringify(content),
      ...days,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  if (!changed) throw conflict({ title: plan.title, reportDueOn: plan.reportDueOn, ...plan.content }, plan.version)
  if (title !== undefined && title !== plan.title) await renamePaper(work, plan.documentId, title)
  await work.audit({ kind: 'plan', id }, { changed: Object.keys(change).filter((k) => k !== 'version') })
  return changed
}

/** How often the plan's report comes: as the superior asks, where there is one. */
async function recurringOf(trx: Trx, plan: PlanRow): Promise<string | null> {
  if (plan.superiorPlanId === null) return plan.reportDueRecurring
  const superior = await trx
    .selectFrom('plan')
    .select('report_due_recurring as recurring')
    .where('id', '=', plan.superiorPlanId)
    .executeTakeFirst()
  return superior ? superior.recurring : plan.reportDueRecurring
}

/** Two people changed the same thing: the second is shown what stands now and chooses. */
export function conflict(value: unknown, version: number): Problem {
  return new Problem(
    'version-conflict',
    {
      vi: 'Người khác vừa sửa chỗ này. Hãy xem bản đang có rồi chọn giữ bản của bạn hay lấy bản đó',
      en: 'Somebody else has just changed this. Look at what stands now, then keep yours or take theirs',
    },
    { extra: { current: { value, version } } },
  )
}

async function mustKeepSections(work: Work, id: string, keys: string[]): Promise<void> {
  if (new Set(keys).size !== keys.length)
    throw new Problem('invalid', { vi: 'Hai đề mục trùng ký hiệu', en: 'Two sections have the same key' })
  const used = await work.trx
    .selectFrom('task')
    .select('section')
    .distinct()
    .where('plan_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  const lost = used.map((u) => u.section).filter((s) => !keys.includes(s))
  if (lost.length > 0) {
    throw new Problem('invalid', {
      vi: `Đề mục ${lost.join(', ')} còn nhiệm vụ; chuyển hoặc bỏ nhiệm vụ trước khi bỏ đề mục`,
      en: `Section ${lost.join(', ')} still has tasks; move or remove them before removing the section`,
    })
  }
}
