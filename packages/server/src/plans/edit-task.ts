import { sql } from 'kysely'
import { mustBeEditable } from '../documents/index.ts'
import { membershipStands } from '../platform/current-membership.ts'
import type { Work } from '../platform/deed.ts'
import { type FieldError, notFound, Problem } from '../platform/problem.ts'
import { conflict } from './edit-content.ts'
import { type PlanRow, selectPlan, selectTasks } from './queries.ts'

export interface TaskFields {
  text?: string
  scope?: 'in' | 'out'
  scopeReason?: string | null
  ownerRole?: string | null
  ownerPersonId?: string | null
  ownerPartId?: number | null
  /** YYYY-MM-DD */
  dueOn?: string | null
  section?: string
  /** 1-based place among the tasks of its section; the others move. */
  position?: number
}

/**
 * Adds a task to a draft, at a place of a section (its end by default).
 * @throws Problem not-found, forbidden, state-conflict, invalid
 */
export async function addTask(
  work: Work,
  planId: string,
  fields: TaskFields & { text: string; section: string },
): Promise<{ id: string; version: number }> {
  const plan = await selectPlan(work.trx, planId)
  await mustBeEditable(work, plan.documentId)
  await mustBeSound(work, plan, fields)
  await lockOrder(work, planId)
  const title = plan.content.sections.find((s) => s.key === fields.section)?.title ?? null
  const added = await work.trx
    .insertInto('task')
    .values({
      plan_id: planId,
      unit_id: plan.unitId,
      unit_path: plan.unitPath,
      section: fields.section,
      section_title: title,
      position: 100_000,
      ...columnsOf(fields),
      text: fields.text,
    })
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow()
  await settleOrder(work, planId, fields.section, added.id, fields.position ?? null)
  await work.audit({ kind: 'plan', id: planId }, { task: added.id, added: true })
  return added
}

/**
 * Changes one task of a draft. Moving it to another place shifts the others, whose versions stay.
 * @throws Problem not-found, forbidden, state-conflict, invalid; version-conflict with the present row
 */
export async function editTask(
  work: Work,
  planId: string,
  taskId: string,
  version: number,
  fields: TaskFields,
): Promise<{ id: string; version: number }> {
  const plan = await selectPlan(work.trx, planId)
  await mustBeEditable(work, plan.documentId)
  await mustBeSound(work, plan, fields)
  await lockOrder(work, planId)
  const before = await selectTasks(work.trx, planId).where('t.id', '=', taskId).executeTakeFirst()
  if (!before) throw notFound()
  const section = fields.section ?? before.section
  const moves = fields.section !== undefined || fields.position !== undefined
  // a task moved says the same as before: its version stays, and whoever is writing in it goes on
  const says = Object.keys(fields).some((name) => name !== 'section' && name !== 'position')
  const changed = await work.trx
    .updateTable('task')
    .set((eb) => ({
      ...columnsOf(fields),
      ...(fields.text === undefined ? {} : { text: fields.text }),
      ...(fields.section === undefined
        ? {}
        : { section, section_title: plan.content.sections.find((s) => s.key === section)?.title ?? null }),
      version: says ? eb('version', '+', 1) : eb.ref('version'),
    }))
    .where('id', '=', taskId)
    .where('plan_id', '=', planId)
    .where('version', '=', version)
    .returning(['id', 'version'])
    .executeTakeFirst()
  if (!changed) throw conflict(before, before.version)
  if (moves) {
    await settleOrder(work, planId, section, taskId, fields.position ?? null)
    if (section !== before.section) await settleOrder(work, planId, before.section, null, null)
  }
  await work.audit({ kind: 'plan', id: planId }, { task: taskId, changed: Object.keys(fields) })
  return changed
}

/**
 * Takes an added task out of a draft. A task that carries out a superior's is not removed but marked out of scope, with the reason.
 * @throws Problem not-found, forbidden, state-conflict; version-conflict
 */
export async function endTask(work: Work, planId: string, taskId: string, version: number): Promise<{ id: string }> {
  const plan = await selectPlan(work.trx, planId)
  await mustBeEditable(work, plan.documentId)
  await lockOrder(work, planId)
  const before = await selectTasks(work.trx, planId).where('t.id', '=', taskId).executeTakeFirst()
  if (!before) throw notFound()
  if (before.superiorTaskId !== null) {
    const twin = await selectTasks(work.trx, planId)
      .where('t.superior_task_id', '=', before.superiorTaskId)
      .where('t.id', '<>', taskId)
      .executeTakeFirst()
    if (!twin) {
      throw new Problem('state-conflict', {
        vi: 'Nhiệm vụ này do cấp trên giao nên không bỏ được; hãy đánh dấu "không thuộc phạm vi đơn vị" và ghi lý do',
        en: 'This task comes from the superior and cannot be removed; mark it as outside your unit’s scope, with the reason',
      })
    }
  }
  const ended = await work.trx
    .updateTable('task')
    .set((eb) => ({ ended_at: sql<Date>`now()`, version: eb('version', '+', 1) }))
    .where('id', '=', taskId)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw conflict(before, before.version)
  await settleOrder(work, planId, before.section, null, null)
  await work.audit({ kind: 'plan', id: planId }, { task: taskId, ended: true })
  return ended
}

function columnsOf(f: TaskFields) {
  return {
    ...(f.scope === undefined
      ? {}
      : { scope: f.scope, scope_reason: f.scope === 'out' ? (f.scopeReason ?? null) : null }),
    ...(f.scope === undefined && f.scopeReason !== undefined ? { scope_reason: f.scopeReason } : {}),
    ...(f.ownerRole === undefined ? {} : { owner_role: f.ownerRole }),
    ...(f.ownerPersonId === undefined ? {} : { owner_person_id: f.ownerPersonId }),
    ...(f.ownerPartId === undefined ? {} : { owner_part_id: f.ownerPartId }),
    ...(f.dueOn === undefined ? {} : { due_on: f.dueOn, due_recurring: null }),
  }
}

async function mustBeSound(work: Work, plan: PlanRow, f: TaskFields): Promise<void> {
  const errors: FieldError[] = []
  if (f.text !== undefined && f.text.trim() === '')
    errors.push({ path: '/text', message: { vi: 'Nhiệm vụ chưa có nội dung', en: 'The task has no text' } })
  if (f.scope === 'out' && !f.scopeReason?.trim())
    errors.push({
      path: '/scopeReason',
      message: { vi: 'Cần ghi lý do không thuộc phạm vi đơn vị', en: 'Say why it is out of the unit’s scope' },
    })
  if (f.section !== undefined && !plan.content.sections.some((s) => s.key === f.section))
    errors.push({
      path: '/section',
      message: { vi: 'Không có đề mục này trong kế hoạch', en: 'The plan has no such section' },
    })
  if (f.ownerPersonId) {
    const person = await work.trx
      .selectFrom('membership')
      .select('id')
      .where('person_id', '=', f.ownerPersonId)
      .where('unit_id', '=', plan.unitId)
      .where(membershipStands('membership'))
      .executeTakeFirst()
    if (!person)
      errors.push({
        path: '/ownerPersonId',
        message: { vi: 'Người này không thuộc đơn vị', en: 'This person does not belong to the unit' },
      })
  }
  if (f.ownerPartId) {
    const part = await work.trx
      .selectFrom('unit_part')
      .select('id')
      .where('id', '=', f.ownerPartId)
      .where('unit_id', '=', plan.unitId)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (!part)
      errors.push({
        path: '/ownerPartId',
        message: { vi: 'Tổ này không thuộc đơn vị', en: 'This team does not belong to the unit' },
      })
  }
  if (errors.length > 0) throw new Problem('invalid', undefined, { errors })
}

/** Places are given one writer at a time, so that two moves never leave two tasks in one place. */
async function lockOrder(work: Work, planId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`task order ${planId}`}, 0))`.execute(work.trx)
}

/** Numbers the tasks of a section 1, 2, 3 … with `taskId` at `position`. */
async function settleOrder(
  work: Work,
  planId: string,
  section: string,
  taskId: string | null,
  position: number | null,
): Promise<void> {
  const rows = await work.trx
    .selectFrom('task')
    .select(['id', 'position'])
    .where('plan_id', '=', planId)
    .where('section', '=', section)
    .where('ended_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const ids = rows.map((r) => r.id).filter((id) => id !== taskId)
  if (taskId !== null) ids.splice(position === null ? ids.length : Math.max(0, position - 1), 0, taskId)
  await sql`update task t set position = o.n from unnest(${ids}::uuid[]) with ordinality o(id, n)
    where t.id = o.id and t.position <> o.n`.execute(work.trx)
}
