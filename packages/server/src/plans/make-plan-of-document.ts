import type { ParsedDocument } from '@banggiao/vanban'
import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { matchCarrierReceivers } from './match-carrier-receivers.ts'
import { matchReportReceivers } from './match-report-receivers.ts'
import { selectBodiesAbove } from './queries.ts'
import { type ReadTask, readParsedPlan } from './read-parsed-plan.ts'
import { insertCarrierReceivers } from './set-carrier-receivers.ts'
import { insertReceivers } from './set-report-receivers.ts'
import { settleArrivals } from './settle-arrivals.ts'
import { startOwnPlan } from './start-own-plan.ts'

/** What the room does when a document has been confirmed: a Kế hoạch that gives work becomes a plan, anything else is left. */
export async function planConfirmed(work: Work, documentId: string): Promise<void> {
  const document = await work.trx
    .selectFrom('document')
    .select(['kind', 'parsed'])
    .where('id', '=', documentId)
    .executeTakeFirst()
  const parsed = document?.parsed as unknown as ParsedDocument | null
  if (document?.kind === 'Kế hoạch' && parsed && parsed.tasks.length > 0) await makePlanOfDocument(work, documentId)
}

/**
 * A confirmed Kế hoạch becomes a plan with its tasks. The unit's own plan is open to those above and below at once; a superior's
 * plan that came in on paper stays the unit's copy. Where the superior has already sent that very plan through the system,
 * no second one is made: the plan sent is marked as received and its id returned. Doing it twice does nothing twice.
 * @returns the plan's id
 * @throws Problem not-found, state-conflict when the document was not read as a plan
 */
export async function makePlanOfDocument(work: Work, documentId: string): Promise<string> {
  const { trx } = work
  const document = await trx
    .selectFrom('document')
    .select([
      'id',
      'unit_id',
      'unit_path',
      'direction',
      'state',
      'number_key',
      'issuer_unit_id',
      'issued_on',
      'parsed',
      'source_text',
    ])
    .where('id', '=', documentId)
    .executeTakeFirst()
  if (!document) throw notFound()
  const before = await trx.selectFrom('plan').select('id').where('document_id', '=', documentId).executeTakeFirst()
  if (before) return before.id
  const parsed = document.parsed as unknown as ParsedDocument | null
  if (!parsed) {
    throw new Problem('state-conflict', {
      vi: 'Văn bản này chưa được đọc nên chưa lập được kế hoạch; hãy đọc lại văn bản',
      en: 'This document has not been read, so no plan can be made of it; read it again first',
    })
  }
  const sent = await planSentToUs(trx, document)
  if (sent) {
    await trx
      .updateTable('plan_carrier')
      .set({
        received_at: sql<Date>`coalesce(received_at, now())`,
        received_by: sql<string>`coalesce(received_by, ${work.actor.personId})`,
      })
      .where('plan_id', '=', sent)
      .where('unit_id', '=', document.unit_id)
      .execute()
    await settleArrivals(trx, sent, [document.unit_id], work.actor.personId)
    await work.audit({ kind: 'plan', id: sent }, { receivedAs: documentId })
    return sent
  }

  const read = readParsedPlan(parsed, document.source_text ?? '', document.issued_on ?? work.today)
  const own = document.issuer_unit_id === document.unit_id
  const plan = await trx
    .insertInto('plan')
    .values({
      document_id: documentId,
      unit_id: document.unit_id,
      unit_path: document.unit_path,
      year: read.year,
      content: JSON.stringify(read.content),
      open: own,
      report_due_on: read.reportDueOn,
      report_due_recurring: read.reportDueRecurring,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertReadTasks(
    trx,
    { planId: plan.id, unitId: document.unit_id, unitPath: document.unit_path, open: own },
    read.tasks,
  )
  const receivers = matchReportReceivers(
    read.content.recipients,
    read.reportWords,
    await selectBodiesAbove(trx, document.unit_id, work.today).execute(),
  )
  await insertReceivers(
    trx,
    plan.id,
    document.unit_id,
    receivers.map((r) => ({ unitId: r.receiverId, role: r.role })),
  )
  if (own) {
    const issuer = await trx
      .selectFrom('unit')
      .select(['id', 'kind', 'name', 'short_name as shortName'])
      .where('id', '=', document.unit_id)
      .executeTakeFirstOrThrow()
    await insertCarrierReceivers(trx, plan.id, issuer.id, matchCarrierReceivers(read.reportWords, issuer))
  }
  // a unit's own plan, signed before it came here, is in force: it starts as one issued here does
  if (own) await startOwnPlan(trx, plan.id, work.today)
  await work.audit({ kind: 'plan', id: plan.id }, { document: documentId, tasks: read.tasks.length, own })
  return plan.id
}

async function insertReadTasks(
  trx: Trx,
  plan: { planId: string; unitId: number; unitPath: string; open: boolean },
  tasks: ReadTask[],
): Promise<void> {
  if (tasks.length === 0) return
  await trx
    .insertInto('task')
    .values(
      tasks.map((t) => ({
        plan_id: plan.planId,
        unit_id: plan.unitId,
        unit_path: plan.unitPath,
        open: plan.open,
        section: t.section,
        section_title: t.sectionTitle,
        position: t.position,
        text: t.text,
        assignees: t.assignees,
        due_on: t.dueOn,
        due_recurring: t.dueRecurring,
      })),
    )
    .execute()
}

/** A plan we carry whose document bears the same number of the same body and year. */
async function planSentToUs(
  trx: Trx,
  document: { unit_id: number; number_key: string | null; issuer_unit_id: number | null; issued_on: string | null },
): Promise<string | null> {
  if (!document.number_key || !document.issuer_unit_id || document.issuer_unit_id === document.unit_id) return null
  const row = await trx
    .selectFrom('plan_carrier as c')
    .innerJoin('plan as p', 'p.id', 'c.plan_id')
    .innerJoin('document as d', 'd.id', 'p.document_id')
    .select('p.id')
    .where('c.unit_id', '=', document.unit_id)
    .where('c.recalled_at', 'is', null)
    .where('p.unit_id', '=', document.issuer_unit_id)
    .where('d.number_key', '=', document.number_key)
    .where(
      sql<boolean>`extract(year from d.issued_on) = extract(year from coalesce(${document.issued_on}::date, d.issued_on))`,
    )
    .executeTakeFirst()
  return row?.id ?? null
}
