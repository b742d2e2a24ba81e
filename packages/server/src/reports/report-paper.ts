import { addDays, nextOccurrence, todayInVietNam } from '@banggiao/rules'
import type { Block, WrittenDocument } from '@banggiao/vanban'
import { documentSymbol } from '../documents/index.ts'
import { letterheadOn } from '../organisation/index.ts'
import { gistOf, type ReportReceiverRow, selectReportReceivers } from '../plans/index.ts'
import type { Trx } from '../platform/database.ts'
import type { Work } from '../platform/deed.ts'
import type { Paper } from '../platform/papers.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { figureNames } from './figures.ts'
import { selectReport } from './queries.ts'
import type { ReportContent } from './report-content.ts'

/** A report as an outgoing paper: how it prints, and that it counts as sent once the signed copy is back. */
export const reportPaper: Paper = { compose, issued }

async function compose(trx: Trx, documentId: string): Promise<WrittenDocument> {
  const report = await reportOf(trx, documentId)
  const content = report.content as unknown as ReportContent
  const head = await letterheadOn(trx, report.unitId, report.issuedOn ?? todayInVietNam(), { orLast: true })
  return {
    kind: 'Báo cáo',
    number: report.number ?? `/${documentSymbol('Báo cáo', head.symbol)}`,
    superiorLines: head.superiorLines,
    issuerLines: head.issuerLines,
    place: head.place,
    date: report.issuedOn,
    title: report.title ?? '',
    addressees: content.addressees,
    legalBases: content.bases,
    blocks: blocksOf(content),
    signer: content.signer,
    recipients: content.recipients,
    draft: report.state !== 'approved' && report.state !== 'issued',
  }
}

const roman = ['I', 'II', 'III', 'IV']

/** Mục, khoản and items as reports have them: results by task, figures, difficulties, proposals. */
export function blocksOf(content: ReportContent): Block[] {
  const blocks: Block[] = []
  let part = 0
  const heading = (title: string) => blocks.push({ type: 'heading', level: 1, label: roman[part++]!, title })
  const paragraphs = (text: string) => {
    for (const line of text.split('\n')) if (line.trim()) blocks.push({ type: 'paragraph', text: line.trim() })
  }
  paragraphs(content.opening)
  heading('KẾT QUẢ THỰC HIỆN')
  for (const [i, section] of content.sections.entries()) {
    blocks.push({ type: 'heading', level: 2, label: String(i + 1), title: section.title })
    for (const task of section.tasks)
      blocks.push({
        type: 'item',
        depth: 0,
        label: null,
        text: `${gistOf(task.text)}: ${(task.entered ?? task.computed).trim()}`,
      })
  }
  heading('SỐ LIỆU TỔNG HỢP')
  const compared = content.figures.some((f) => f.previous !== null)
  blocks.push({
    type: 'table',
    head: ['STT', 'Nội dung', 'Kỳ này', ...(compared ? ['Kỳ trước'] : [])],
    rows: content.figures.map((f, i) => [
      String(i + 1),
      figureNames[f.key].vi + (f.entered !== null && f.reason ? ` (${f.reason})` : ''),
      String(f.entered ?? f.computed),
      ...(compared ? [f.previous === null ? '' : String(f.previous)] : []),
    ]),
    widths: compared ? [8, 56, 18, 18] : [8, 70, 22],
  })
  if (content.difficulties.trim()) {
    heading('KHÓ KHĂN, VƯỚNG MẮC')
    paragraphs(content.difficulties)
  }
  if (content.proposals.trim()) {
    heading('ĐỀ XUẤT, KIẾN NGHỊ')
    paragraphs(content.proposals)
  }
  paragraphs(content.closing)
  return blocks
}

/**
 * Only now the report counts as sent: it opens to those above and to the receivers that were approved, and they are told.
 * @throws Problem state-conflict where the plan names others by now
 */
async function issued(work: Work, documentId: string): Promise<void> {
  const { trx } = work
  const report = await reportOf(trx, documentId)
  const { receivers } = report.content as unknown as ReportContent
  mustBeSame(receivers, await selectReportReceivers(trx, report.planId, report.unitId, work.today))
  await trx
    .updateTable('report')
    .set({ open: true, sent_at: work.services.clock.now().toISOString() })
    .where('id', '=', report.id)
    .execute()
  await moveLimitOn(trx, report)
  if (receivers.length > 0)
    await trx
      .insertInto('participant')
      .values(
        receivers.flatMap((r) => [
          { record_id: report.id, record_kind: 'report', unit_id: r.unitId, role: r.role },
          { record_id: documentId, record_kind: 'document', unit_id: r.unitId, role: r.role },
        ]),
      )
      .onConflict((oc) => oc.doNothing())
      .execute()
  await work.audit(
    { kind: 'report', id: report.id },
    { sent: true },
    receivers.map((r) => r.unitId),
  )
  for (const receiver of receivers)
    await work.send('notify', {
      kind: 'report-received',
      unitId: receiver.unitId,
      roles: receiver.role === 'main' ? ['officer', 'deputy'] : ['officer'],
      personIds: [],
      recordKind: 'report',
      recordId: report.id,
      params: { byUnit: report.unitId },
    })
}

/** What was approved names its receivers; others would read what nobody approved for them. */
function mustBeSame(approved: ReportContent['receivers'], named: ReportReceiverRow[]): void {
  const keys = (list: { unitId: number; role: string }[]) =>
    list
      .map((r) => `${r.role} ${r.unitId}`)
      .sort()
      .join()
  if (keys(approved) === keys(named)) return
  const names = named.map((r) => r.name).join('; ') || '…'
  throw new Problem('state-conflict', {
    vi: `Nơi nhận báo cáo đã khác so với bản được duyệt, nay là: ${names}. Trả lại, tổng hợp lại rồi trình duyệt lại`,
    en: `The receivers differ from those approved and are now: ${names}. Return it, compile it again and have it approved again`,
  })
}

/** A report asked for every month or year falls due again: on the next such day after the one it was sent for. */
async function moveLimitOn(trx: Trx, report: { planId: string; unitId: number; dueOn: string | null }): Promise<void> {
  if (report.dueOn === null) return
  const plan = await trx
    .selectFrom('plan')
    .select('report_due_recurring as recurring')
    .where('id', '=', report.planId)
    .where('unit_id', '=', report.unitId)
    .where('report_due_on', '<=', report.dueOn)
    .executeTakeFirst()
  if (!plan?.recurring) return
  await trx
    .updateTable('plan')
    .set((eb) => ({
      report_due_on: nextOccurrence(plan.recurring!, addDays(report.dueOn!, 1)),
      report_first_due_on: eb.fn.coalesce('report_first_due_on', 'report_due_on'),
    }))
    .where('id', '=', report.planId)
    // one sent meanwhile may have moved it further
    .where('report_due_on', '<=', report.dueOn)
    .execute()
}

async function reportOf(trx: Trx, documentId: string) {
  const found = await trx.selectFrom('report').select('id').where('document_id', '=', documentId).executeTakeFirst()
  const report = found ? await selectReport(trx, found.id).executeTakeFirst() : undefined
  if (!report) throw notFound()
  return report
}
