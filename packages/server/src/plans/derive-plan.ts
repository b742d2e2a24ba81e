import { planTemplateFor } from '@banggiao/catalogue'
import type { Footnote } from '@banggiao/vanban'
import { sql } from 'kysely'
import { createPaper } from '../documents/index.ts'
import { letterheadOn, salutationsBelow, selectStaff } from '../organisation/index.ts'
import { mustBeAble } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import type { Work } from '../platform/deed.ts'
import { notFound, Problem } from '../platform/problem.ts'
import { type DraftingUnit, draftPlan } from './draft-plan.ts'
import { findLoweredMarks } from './find-lowered-marks.ts'
import { firstDay } from './limits.ts'
import { matchReportReceivers } from './match-report-receivers.ts'
import { selectBodiesAbove, selectCarrier, selectParts, selectPlan, selectTasks, withPlaces } from './queries.ts'
import { type ReportReceiverRow, selectCarrierReceivers, selectReportReceivers } from './report-receivers.ts'
import { insertReceivers } from './set-report-receivers.ts'
import { settleArrivals } from './settle-arrivals.ts'

/**
 * Lập kế hoạch của đơn vị: the draft of the actor's unit's own plan under a superior's. A second call returns the draft there is.
 * @param daysBefore days between own dates and the superior's; the template's when absent
 * @returns id of the own plan and whether it was made now
 * @throws Problem not-found, forbidden, state-conflict
 */
export async function derivePlan(
  work: Work,
  superiorId: string,
  input: { daysBefore?: number | undefined } = {},
): Promise<{ id: string; documentId: string; created: boolean }> {
  const { trx, actor } = work
  const superior = await selectPlan(trx, superiorId)
  mustBeAble(actor, 'plan.edit', { unitId: actor.unitId, unitPath: actor.unitPath })
  const carrier = await selectCarrier(trx, superiorId, actor.unitId).executeTakeFirst()
  const copy = superior.unitId === actor.unitId && superior.direction !== 'out'
  if (!copy && (!carrier || carrier.recalledAt !== null)) {
    throw new Problem('state-conflict', {
      vi: 'Kế hoạch này không được triển khai đến đơn vị bạn nên không lập được kế hoạch của đơn vị từ đó',
      en: 'This plan was not given to your unit, so your unit’s plan cannot be made from it',
    })
  }
  // two people pressing at once get one draft
  await sql`select pg_advisory_xact_lock(hashtextextended(${`derive ${superiorId} ${actor.unitId}`}, 0))`.execute(trx)
  const before = await trx
    .selectFrom('plan as p')
    .innerJoin('document as d', 'd.id', 'p.document_id')
    .select(['p.id', 'p.document_id as documentId'])
    .where('p.superior_plan_id', '=', superiorId)
    .where('p.unit_id', '=', actor.unitId)
    .where('d.state', '<>', 'ended')
    .executeTakeFirst()
  if (before) {
    await work.audit({ kind: 'plan', id: before.id }, { superiorId, again: true })
    return { ...before, created: false }
  }

  const issuer = await issuerOf(trx, superior.issuerUnitId ?? (copy ? null : superior.unitId))
  const issuerKind = issuer?.kind ?? guessKind(superior.issuer)
  const named = (await selectCarrierReceivers(trx, superiorId).execute()).length > 0
  const reportsTo = copy
    ? await receiversOfCopy(work, superiorId, { unitId: issuer?.id ?? null, kind: issuerKind })
    : named
      ? await selectReportReceivers(trx, superiorId, actor.unitId, work.today)
      : null
  const unit = { ...(await draftingUnit(trx, actor.unitId, work.today)), reportsTo }
  const template = planTemplateFor(unit)
  const tasks = await tasksForUnit(trx, superior, copy ? null : actor.unitId)
  const draft = draftPlan(
    {
      kind: superior.kind,
      number: superior.number,
      issuedOn: superior.issuedOn,
      title: superior.title ?? '',
      issuer: issuer?.name ?? superior.issuer ?? superior.unitName,
      issuerKind,
      issuerShortName: issuer?.shortName ?? null,
      year: superior.year,
      reportDueOn: firstDay(superior),
      reportDueRecurring: superior.reportDueRecurring,
      content: superior.content,
      loweredMarks: await loweredMarksOf(trx, superior.documentId),
    },
    tasks,
    unit,
    template,
    input.daysBefore ?? template.reportDaysBefore,
    work.today,
  )

  const documentId = await createPaper(work, {
    paper: 'plan',
    kind: 'Kế hoạch',
    title: draft.title,
    unitId: actor.unitId,
    unitPath: actor.unitPath,
    issuer: unit.name,
  })
  const { id } = await trx
    .insertInto('plan')
    .values({
      document_id: documentId,
      unit_id: actor.unitId,
      unit_path: actor.unitPath,
      year: draft.year,
      superior_plan_id: superiorId,
      content: JSON.stringify(draft.content),
      report_due_on: draft.reportDueOn,
      report_due_recurring: draft.reportDueRecurring,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (draft.tasks.length > 0) {
    await trx
      .insertInto('task')
      .values(
        draft.tasks.map((t) => ({
          plan_id: id,
          unit_id: actor.unitId,
          unit_path: actor.unitPath,
          section: t.section,
          section_title: t.sectionTitle,
          position: t.position,
          text: t.text,
          base_text: t.baseText,
          superior_task_id: t.superiorTaskId,
          scope: t.scope,
          scope_reason: t.scopeReason,
          owner_role: t.ownerRole,
          owner_person_id: t.ownerPersonId,
          owner_part_id: t.ownerPartId,
          due_on: t.dueOn,
        })),
      )
      .execute()
  }
  if (reportsTo) await insertReceivers(trx, id, actor.unitId, reportsTo)
  else await proposeReceivers(work, id, draft.content.recipients, issuer?.id ?? null)
  if (carrier && carrier.receivedAt === null) {
    await trx
      .updateTable('plan_carrier')
      .set({ received_at: sql<Date>`now()`, received_by: actor.personId })
      .where('plan_id', '=', superiorId)
      .where('unit_id', '=', actor.unitId)
      .execute()
  }
  await settleArrivals(trx, superiorId, [actor.unitId], actor.personId)
  await work.audit({ kind: 'plan', id }, { superiorId, tasks: draft.tasks.length })
  return { id, documentId, created: true }
}

/** The tasks given to the unit; all that stand when the superior's plan is a copy on paper. */
async function tasksForUnit(trx: Trx, plan: { id: string; documentId: string }, unitId: number | null) {
  const all = await withPlaces(
    trx,
    plan.documentId,
    await selectTasks(trx, plan.id).where('t.scope', '=', 'in').execute(),
  )
  if (unitId === null) return all.map((t) => ({ ...t, given: false }))
  const given = await trx
    .selectFrom('assignment')
    .select('task_id')
    .where('plan_id', '=', plan.id)
    .where('unit_id', '=', unitId)
    .where('recalled', '=', false)
    .execute()
  const ids = new Set(given.map((g) => g.task_id))
  return all.filter((t) => ids.has(t.id)).map((t) => ({ ...t, given: true }))
}

/** None where the plan was composed here. */
async function loweredMarksOf(trx: Trx, documentId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ text: string; footnotes: Footnote[] }>`
    select source_text as text, parsed -> 'footnotes' as footnotes
    from document
    where id = ${documentId} and source_text is not null and jsonb_typeof(parsed -> 'footnotes') = 'array'`.execute(trx)
  return rows[0] ? findLoweredMarks(rows[0].text, rows[0].footnotes) : new Set()
}

async function draftingUnit(trx: Trx, unitId: number, today: string): Promise<Omit<DraftingUnit, 'reportsTo'>> {
  const unit = await trx
    .selectFrom('unit')
    .select(['kind', 'level', 'name'])
    .where('id', '=', unitId)
    .executeTakeFirst()
  if (!unit) throw notFound()
  const head = await letterheadOn(trx, unitId, today)
  const above = await selectBodiesAbove(trx, unitId, today).execute()
  const affiliation = above.find((b) => b.relation === 'affiliation') ?? null
  const communeName =
    unit.kind === 'commune-committee' ? unit.name : affiliation?.kind === 'commune-committee' ? affiliation.name : null
  return {
    ...unit,
    area: areaOf(communeName),
    affiliation,
    parts: await selectParts(trx, unitId).execute(),
    staff: await selectStaff(trx, unitId).execute(),
    signAuthority: head.signAuthority,
    headTitle: head.headTitle,
    asks: await salutationsBelow(trx, unitId, today),
  }
}

/** phường, xã or đặc khu, as the name of the people's committee says it. */
function areaOf(name: string | null): string | null {
  return name
    ? (['phường', 'xã', 'đặc khu'].find((area) => ` ${name.toLowerCase()} `.includes(` ${area} `)) ?? null)
    : null
}

async function issuerOf(trx: Trx, unitId: number | null) {
  if (unitId === null) return null
  return (
    (await trx
      .selectFrom('unit')
      .select(['id', 'kind', 'name', 'short_name as shortName'])
      .where('id', '=', unitId)
      .executeTakeFirst()) ?? null
  )
}

/** The kind of a body that is no unit here, by the first words of its name. */
function guessKind(issuer: string | null): string | null {
  const name = issuer?.toLowerCase() ?? ''
  if (name.startsWith('trường ')) return 'school'
  if (name.startsWith('trung tâm ')) return 'centre'
  if (/^phòng\s+(?:giáo dục|gd)/u.test(name)) return 'district-office'
  if (name.startsWith('sở ')) return 'department'
  if (name.startsWith('bộ ')) return 'ministry'
  if (name.startsWith('ủy ban nhân dân') || name.startsWith('ubnd'))
    return /phường|xã|đặc khu/u.test(name) ? 'commune-committee' : 'provincial-committee'
  return null
}

/**
 * Whom the unit reports to on a plan it holds on paper: the bodies above it that the plan's own words name, and its issuer where
 * that is one of them. A plan of another school orders no report to itself: the bodies above the unit are proposed, the one that
 * guides it professionally first. Null where only a body is meant that is no unit here.
 */
async function receiversOfCopy(
  work: Work,
  planId: string,
  issuer: { unitId: number | null; kind: string | null },
): Promise<ReportReceiverRow[] | null> {
  const { trx, actor, today } = work
  const above = (await selectBodiesAbove(trx, actor.unitId, today).execute())
    .sort((a, b) => (a.relation < b.relation ? 1 : a.relation > b.relation ? -1 : 0))
    .filter((body, n, all) => all.findIndex((other) => other.id === body.id) === n)
    .map((body) => ({ unitId: body.id, name: body.name, shortName: body.shortName }))
  const named = await selectReportReceivers(trx, planId, actor.unitId, today)
  const main = named.some((r) => r.role === 'main')
  const theirs = above.find((body) => body.unitId === issuer.unitId && !named.some((r) => r.unitId === body.unitId))
  const all = theirs ? [...named, { ...theirs, role: main ? ('copy' as const) : ('main' as const) }] : named
  if (all.length > 0) return all.sort((a, b) => (a.role < b.role ? 1 : a.role > b.role ? -1 : 0))
  if (issuer.kind !== 'school' && issuer.kind !== 'centre') return null
  return above.map((body, n) => ({ ...body, role: n === 0 ? 'main' : 'copy' }))
}

/** The superior is the main receiver of the report; the other bodies marked "(để báo cáo)" get a copy. */
async function proposeReceivers(
  work: Work,
  planId: string,
  recipients: string[],
  superiorUnitId: number | null,
): Promise<void> {
  const above = await selectBodiesAbove(work.trx, work.actor.unitId, work.today).execute()
  const proposed = new Map<number, 'main' | 'copy'>()
  if (superiorUnitId !== null) proposed.set(superiorUnitId, 'main')
  for (const r of matchReportReceivers(recipients, null, above)) {
    if (!proposed.has(r.receiverId)) proposed.set(r.receiverId, proposed.size > 0 ? 'copy' : r.role)
  }
  await insertReceivers(
    work.trx,
    planId,
    work.actor.unitId,
    [...proposed].map(([unitId, role]) => ({ unitId, role })),
  )
}
