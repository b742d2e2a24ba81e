import { reportDay } from '@banggiao/rules'
import { createPaper, mustBeEditable } from '../documents/index.ts'
import { printedDay } from '../plans/index.ts'
import { mustBeAble } from '../platform/actor.ts'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { startProgress } from '../platform/progress.ts'
import { readReport } from './read-report.ts'
import { emptyContent } from './report-content.ts'
import { selectStandingDay } from './report-day.ts'

export interface NewReport {
  /** YYYY-MM-DD, both included */
  periodFrom: string
  periodTo: string
}

/**
 * Lập báo cáo: a draft on how the unit carried a plan out, its own or one sent to it, that a job then fills from the record.
 * @throws Problem not-found, forbidden, invalid, state-conflict, already-exists with the id of the report of that period
 */
export async function createReport(
  work: Work,
  planId: string,
  input: NewReport,
): Promise<{ id: string; documentId: string; progressId: string }> {
  const { trx, actor } = work
  const plan = await trx
    .selectFrom('plan as p')
    .innerJoin('document as d', 'd.id', 'p.document_id')
    .select(['p.id', 'p.unit_id as unitId', 'p.open', 'd.number', 'd.title'])
    .where('p.id', '=', planId)
    .executeTakeFirst()
  if (!plan) throw notFound()
  mustBeAble(actor, 'report.edit', { unitId: actor.unitId, unitPath: actor.unitPath })
  if (plan.unitId !== actor.unitId) {
    const carrier = await trx
      .selectFrom('plan_carrier')
      .select('unit_id')
      .where('plan_id', '=', planId)
      .where('unit_id', '=', actor.unitId)
      .where('recalled_at', 'is', null)
      .executeTakeFirst()
    if (!carrier) throw new Problem('forbidden')
  }
  if (!plan.open)
    throw new Problem('state-conflict', {
      vi: 'Kế hoạch chưa ban hành nên chưa có gì để báo cáo',
      en: 'The plan has not been issued, so there is nothing to report on',
    })
  if (input.periodTo < input.periodFrom)
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/periodTo',
          message: { vi: 'Ngày kết thúc kỳ báo cáo trước ngày bắt đầu', en: 'The period ends before it begins' },
        },
      ],
    })
  const before = await trx
    .selectFrom('report')
    .select('id')
    .where('plan_id', '=', planId)
    .where('unit_id', '=', actor.unitId)
    .where('period_to', '=', input.periodTo)
    .executeTakeFirst()
  if (before)
    throw new Problem(
      'already-exists',
      {
        vi: 'Đã có báo cáo đến ngày này; mở báo cáo đó để sửa',
        en: 'There is a report up to this day already; open it instead',
      },
      { extra: { id: before.id } },
    )
  const unit = await trx.selectFrom('unit').select('name').where('id', '=', actor.unitId).executeTakeFirstOrThrow()
  const documentId = await createPaper(work, {
    paper: 'report',
    kind: 'Báo cáo',
    title: `Kết quả thực hiện Kế hoạch số ${plan.number ?? '…'} (từ ngày ${printedDay(input.periodFrom)} đến ngày ${printedDay(input.periodTo)})`,
    unitId: actor.unitId,
    unitPath: actor.unitPath,
    issuer: unit.name,
  })
  const standing = await selectStandingDay(trx, planId, actor.unitId)
  const { id } = await trx
    .insertInto('report')
    .values({
      document_id: documentId,
      plan_id: planId,
      unit_id: actor.unitId,
      unit_path: actor.unitPath,
      period_from: input.periodFrom,
      period_to: input.periodTo,
      due_on: standing && reportDay(standing.dueOn, standing.recurring, input.periodTo, work.today),
      content: JSON.stringify(emptyContent),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.audit({ kind: 'report', id }, { planId, ...input })
  return { id, documentId, progressId: await queueCompilation(work, id) }
}

/** Has the computed side of a draft renewed; what was typed stays. */
export async function recompileReport(work: Work, id: string): Promise<{ progressId: string }> {
  const report = await readReport(work.actor, work.trx, id)
  await mustBeEditable(work, report.documentId)
  await work.audit({ kind: 'report', id })
  return { progressId: await queueCompilation(work, id) }
}

async function queueCompilation(work: Work, reportId: string): Promise<string> {
  const progressId = await startProgress(work, 'compile-report', reportId)
  await work.send('compile-report', { reportId, personId: work.actor.personId, progressId })
  return progressId
}
