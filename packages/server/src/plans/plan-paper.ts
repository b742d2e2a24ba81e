import type { Block, Run, WrittenDocument } from '@banggiao/vanban'
import { sql } from 'kysely'
import { documentSymbol } from '../documents/index.ts'
import { letterheadOn } from '../organisation/index.ts'
import type { Trx } from '../platform/database.ts'
import type { Work } from '../platform/deed.ts'
import type { Paper } from '../platform/papers.ts'
import { notFound } from '../platform/problem.ts'
import { secondsToUndo } from '../platform/undo.ts'
import { annexOf, annexReference } from './assignment-annex.ts'
import { carryUpTasks } from './carry-up.ts'
import { inPrintedOrder } from './plan-content.ts'
import { selectPlan, selectTasks } from './queries.ts'
import { startOwnPlan } from './start-own-plan.ts'
import { trackedTask, trackedWording } from './tracked-wording.ts'

/** A plan as an outgoing paper: how it prints, and what its issue sets in motion. */
export const planPaper: Paper = {
  compose: (trx, id) => compose(trx, id, false),
  composeMarked: (trx, id) => compose(trx, id, true),
  issued,
}

async function compose(trx: Trx, documentId: string, marked: boolean): Promise<WrittenDocument> {
  const plan = await planOf(trx, documentId)
  const today =
    plan.issuedOn ??
    (await sql<{ day: string }>`select (now() at time zone 'Asia/Ho_Chi_Minh')::date::text as day`.execute(trx))
      .rows[0]!.day
  const head = await letterheadOn(trx, plan.unitId, today, { orLast: true })
  const tasks = inPrintedOrder(
    await selectTasks(trx, plan.id).where('t.scope', '=', 'in').execute(),
    plan.content.sections,
  )
  const wording = new Map(marked ? trackedWording(plan.content.sections).map((w) => [w.key, w]) : [])
  const tracked = (task: (typeof tasks)[number]) => {
    const runs = marked ? trackedTask(task) : null
    return runs ? { runs } : {}
  }
  const blocks: Block[] = []
  if (plan.content.opening) blocks.push({ type: 'paragraph', text: plan.content.opening })
  for (const section of plan.content.sections) {
    const own = tasks.filter((t) => t.section === section.key)
    if (section.title === '' && section.paragraphs.length === 0) {
      // a numbered sentence: its number is the item's own label
      for (const task of own)
        blocks.push({ type: 'item', depth: 0, label: section.label, text: task.text, ...tracked(task) })
      continue
    }
    const { title, paragraphs } = wording.get(section.key) ?? { title: null, paragraphs: null }
    const heading = { type: 'heading', level: section.level, label: section.label, title: section.title } as const
    blocks.push(title ? { ...heading, runs: title } : heading)
    if (paragraphs)
      for (const runs of paragraphs) blocks.push({ type: 'item', depth: 0, label: null, text: words(runs), runs })
    else for (const text of section.paragraphs) blocks.push({ type: 'item', depth: 0, label: null, text })
    for (const task of own) blocks.push({ type: 'item', depth: 0, label: null, text: task.text, ...tracked(task) })
  }
  const annex = annexOf(plan, tasks, today)
  if (annex) blocks.push({ type: 'paragraph', text: annexReference })
  if (plan.content.closing) blocks.push({ type: 'paragraph', text: plan.content.closing })
  return {
    kind: plan.kind ?? 'Kế hoạch',
    number: plan.number ?? `/${documentSymbol(plan.kind ?? 'Kế hoạch', head.symbol)}`,
    superiorLines: head.superiorLines,
    issuerLines: head.issuerLines,
    place: head.place,
    date: plan.issuedOn,
    title: plan.title ?? '',
    addressees: [],
    legalBases: plan.content.bases,
    blocks,
    signer: plan.content.signer,
    recipients: plan.content.recipients,
    draft: plan.state !== 'approved' && plan.state !== 'issued',
    ...(annex ? { annexes: [annex], issuerName: head.name } : {}),
  }
}

function words(runs: readonly Run[]): string {
  return runs
    .filter((run) => run.change !== 'del')
    .map((run) => run.text)
    .join('')
}

/**
 * Ban hành: the plan opens to those above, its report receivers are named, its own assignments start, the superior sees the unit
 * as having adopted, and tasks marked out of scope settle the superior's assignment with the reason.
 */
async function issued(work: Work, documentId: string): Promise<void> {
  const { trx, actor } = work
  const plan = await planOf(trx, documentId)
  await trx.updateTable('plan').set({ open: true }).where('id', '=', plan.id).execute()
  await trx
    .updateTable('task')
    .set({ open: true })
    .where('plan_id', '=', plan.id)
    .where('ended_at', 'is', null)
    .execute()
  const started = await startOwnPlan(trx, plan.id, work.today)
  if (plan.superiorPlanId !== null) {
    await trx
      .updateTable('plan_carrier')
      .set({
        adopted_plan_id: plan.id,
        adopted_at: sql<Date>`now()`,
        received_at: sql<Date>`coalesce(received_at, now())`,
      })
      .where('plan_id', '=', plan.superiorPlanId)
      .where('unit_id', '=', plan.unitId)
      .where('recalled_at', 'is', null)
      .execute()
    const linked = await trx
      .selectFrom('task')
      .select('superior_task_id as id')
      .where('plan_id', '=', plan.id)
      .where('ended_at', 'is', null)
      .where('superior_task_id', 'is not', null)
      .execute()
    await carryUpTasks(trx, plan.unitId, [...new Set(linked.map((l) => l.id!))], {
      personId: actor.personId,
      name: actor.name,
    })
  }
  await work.audit({ kind: 'plan', id: plan.id }, { issued: true }, started)
  const owners = await trx
    .selectFrom('assignment')
    .select('owner_person_id as id')
    .distinct()
    .where('plan_id', '=', plan.id)
    .where('unit_id', '=', plan.unitId)
    .where('owner_person_id', 'is not', null)
    .execute()
  if (owners.length > 0) {
    await work.send(
      'notify',
      {
        kind: 'tasks-given',
        unitId: plan.unitId,
        roles: [],
        personIds: owners.map((o) => o.id!),
        recordKind: 'plan',
        recordId: plan.id,
        params: { byPerson: actor.personId, byUnit: actor.unitId },
      },
      { startAfterSeconds: secondsToUndo },
    )
  }
}

async function planOf(trx: Trx, documentId: string) {
  const row = await trx.selectFrom('plan').select('id').where('document_id', '=', documentId).executeTakeFirst()
  if (!row) throw notFound()
  return selectPlan(trx, row.id)
}
