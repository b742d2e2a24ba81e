import { type AssignmentEvent, type AssignmentFacts, allowsAssignment, applyAssignment } from '@banggiao/rules'
import { sql } from 'kysely'
import { carryUp } from '../plans/index.ts'
import { type Actor, can } from '../platform/actor.ts'
import { membershipStands } from '../platform/current-membership.ts'
import type { Trx } from '../platform/database.ts'
import type { Work } from '../platform/deed.ts'
import { type FieldError, Problem } from '../platform/problem.ts'
import { secondsToUndo } from '../platform/undo.ts'
import { type AssignmentDeed, type AssignmentRow, entitled, factsOf } from './assignment-state.ts'
import { holdAssignment, partsOf, selectAssignment, selectColleagues, selectEvidence, selectTeams } from './queries.ts'
import { readAssignment } from './read-assignment.ts'

export interface ActionInput {
  kind: AssignmentDeed
  note?: string | undefined
  links?: string[] | undefined
  fileIds?: string[] | undefined
  /** extension-asked, extension-granted: the new limit, YYYY-MM-DD */
  dueOn?: string | undefined
  /** transferred: one of the two */
  personId?: string | undefined
  partId?: number | undefined
  version: number
}

const stateWords: Record<string, { vi: string; en: string }> = {
  open: { vi: 'chưa bắt đầu', en: 'not begun' },
  doing: { vi: 'đang làm', en: 'in progress' },
  done: { vi: 'đã xong', en: 'done' },
  nothing: { vi: 'đã trả lời không phát sinh', en: 'answered as nothing to report' },
  'out-of-scope': { vi: 'đã ghi không thuộc phạm vi', en: 'marked out of scope' },
}

/**
 * Answers an assignment: appends the event and writes the row as its projection.
 * @returns the event's id, with which it can be undone
 * @throws Problem not-found, forbidden, version-conflict, state-conflict, invalid
 */
export async function takeAction(
  work: Work,
  id: number,
  input: ActionInput,
): Promise<{ eventId: number; version: number; state: string; dueOn: string | null }> {
  await readAssignment(work.actor, work.trx, id)
  await holdAssignment(work.trx, id).executeTakeFirst()
  const row = await selectAssignment(work.trx, id).executeTakeFirstOrThrow()
  if (!entitled(work.actor, row, input.kind)) throw new Problem('forbidden')
  const before = factsOf(row)
  if (row.version !== input.version)
    throw new Problem(
      'version-conflict',
      {
        vi: 'Nhiệm vụ này vừa được người khác cập nhật; xem lại rồi trả lời',
        en: 'Somebody has just updated this assignment; look again before answering',
      },
      { extra: { current: { ...before, version: row.version } } },
    )
  if (row.recalled) {
    throw new Problem('state-conflict', {
      vi: 'Kế hoạch đã được thu hồi khỏi đơn vị; nhiệm vụ này không phải trả lời nữa',
      en: 'The plan was recalled from the unit; this assignment is no longer to be answered',
    })
  }
  if (!allowsAssignment(before, input.kind)) {
    const words = stateWords[before.state] ?? { vi: before.state, en: before.state }
    throw new Problem(
      'state-conflict',
      {
        vi: `Nhiệm vụ ${words.vi}; mở lại nhiệm vụ nếu cần sửa câu trả lời`,
        en: `This assignment is ${words.en}; reopen it to change the answer`,
      },
      { extra: { state: before.state } },
    )
  }
  await mustBeWhole(work, row, input)

  const event: AssignmentEvent = { kind: input.kind, params: paramsOf(input, before) }
  const eventId = await append(work, row, event, before, input)
  const after = await project(work.trx, id, applyAssignment(before, event))
  await carryUp(work.trx, [id], { personId: work.actor.personId, name: work.actor.name })
  await work.audit({ kind: 'assignment', id }, { kind: input.kind, eventId })
  await tellOf(work, id, row, input, eventId)
  return { eventId, version: after.version, state: after.state, dueOn: after.dueOn }
}

function paramsOf(input: ActionInput, before: AssignmentFacts): AssignmentEvent['params'] {
  switch (input.kind) {
    case 'extension-asked':
      return input.dueOn ? { dueOn: input.dueOn } : {}
    case 'extension-granted': {
      const dueOn = input.dueOn ?? before.extensionAskedOn
      return dueOn ? { dueOn } : {}
    }
    case 'transferred':
      return {
        ...(input.personId ? { personId: input.personId } : {}),
        ...(input.partId ? { partId: input.partId } : {}),
      }
    default:
      return {}
  }
}

/** Every event keeps what the assignment was before it: from there it can be undone and the history folded. */
export async function append(
  work: Work,
  row: AssignmentRow & { id: number },
  event: AssignmentEvent,
  before: AssignmentFacts,
  said: { note?: string | undefined; links?: string[] | undefined; fileIds?: string[] | undefined } = {},
): Promise<number> {
  const { id } = await work.trx
    .insertInto('assignment_event')
    .values({
      assignment_id: row.id,
      unit_id: row.unitId,
      unit_path: row.unitPath,
      kind: event.kind,
      note: said.note?.trim().normalize('NFC') || null,
      links: said.links ?? [],
      file_ids: said.fileIds ?? [],
      params: JSON.stringify({ before, ...event.params }),
      person_id: work.actor.personId,
      person_name: work.actor.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes the row as what its events add up to. */
export function project(trx: Trx, id: number, facts: AssignmentFacts) {
  return trx
    .updateTable('assignment')
    .set((eb) => ({
      state: facts.state,
      due_on: facts.dueOn,
      owner_person_id: facts.ownerPersonId,
      owner_part_id: facts.ownerPartId,
      extension_asked_on: facts.extensionAskedOn,
      version: eb('version', '+', 1),
      changed_at: sql<Date>`now()`,
    }))
    .where('id', '=', id)
    .returning(['version', 'state', 'due_on as dueOn'])
    .executeTakeFirstOrThrow()
}

async function mustBeWhole(work: Work, row: AssignmentRow & { id: number }, input: ActionInput): Promise<void> {
  const errors: FieldError[] = []
  const say = (path: string, vi: string, en: string) => errors.push({ path, message: { vi, en } })

  if (input.kind === 'out-of-scope' && !input.note?.trim())
    say('/note', 'Ghi lý do không thuộc phạm vi đơn vị', 'Say why this is out of scope for the unit')
  if (input.kind === 'progress' && !input.note?.trim() && !input.links?.length && !input.fileIds?.length)
    say('/note', 'Ghi ít nhất một dòng', 'Write at least one line')
  for (const [i, link] of (input.links ?? []).entries())
    if (!/^https?:\/\/\S+$/i.test(link))
      say(`/links/${i}`, 'Liên kết bắt đầu bằng http:// hoặc https://', 'A link begins with http:// or https://')
  if (input.kind === 'extension-asked') {
    if (!input.dueOn) say('/dueOn', 'Chọn hạn mới', 'Choose the new date')
    else if (input.dueOn <= (row.dueOn ?? work.today) || input.dueOn <= work.today)
      say(
        '/dueOn',
        'Hạn mới phải sau hạn hiện tại và sau hôm nay',
        'The new date must be after the present one and today',
      )
  }
  if (input.kind === 'extension-granted' && input.dueOn && input.dueOn <= (row.dueOn ?? work.today))
    say('/dueOn', 'Hạn mới phải sau hạn hiện tại', 'The new date must be after the present one')
  if (input.fileIds?.length) {
    const held = new Set((await selectEvidence(work.trx, row.id).execute()).map((f) => f.id))
    for (const [i, fileId] of input.fileIds.entries())
      if (!held.has(fileId))
        say(`/fileIds/${i}`, 'Tệp chưa được tải lên cho nhiệm vụ này', 'This file was not uploaded for this assignment')
  }
  if (input.kind === 'transferred') await mustBeReachable(work, row, input, say)
  if (errors.length > 0) throw new Problem('invalid', undefined, { errors })
}

/** Whom this actor can give the assignment to: anybody of the unit, or those of one's own tổ for who only leads or sits in one. */
export async function selectTakers(trx: Trx, actor: Actor, row: AssignmentRow) {
  const wholeUnit = can(actor, 'assignment.transfer', { unitId: row.unitId, unitPath: row.unitPath })
  const parts = partsOf(actor)
  const [people, teams] = await Promise.all([
    selectColleagues(trx, row.unitId).execute(),
    selectTeams(trx, row.unitId).execute(),
  ])
  return {
    people: people.filter(({ partIds }) => wholeUnit || partIds.some((part) => parts.includes(part))),
    teams: teams.filter(({ id }) => wholeUnit || parts.includes(id)),
  }
}

/** Work is given to one person or one tổ of the same unit; a tổ trưởng gives it within the tổ. */
async function mustBeReachable(
  work: Work,
  row: AssignmentRow,
  input: ActionInput,
  say: (path: string, vi: string, en: string) => void,
): Promise<void> {
  if ((input.personId === undefined) === (input.partId === undefined))
    return say('/personId', 'Chọn một người hoặc một tổ', 'Choose one person or one team')
  const { people, teams } = await selectTakers(work.trx, work.actor, row)
  if (input.personId !== undefined) {
    const colleague = (await selectColleagues(work.trx, row.unitId).execute()).find((c) => c.id === input.personId)
    if (!colleague) say('/personId', 'Người này không thuộc đơn vị', 'This person does not belong to the unit')
    else if (!people.some((person) => person.id === colleague.id))
      say('/personId', 'Tổ trưởng giao việc trong tổ của mình', 'A team lead gives work within the team')
  } else if (!teams.some((team) => team.id === input.partId))
    say('/partId', 'Không giao được cho tổ này', 'The work cannot be given to this team')
}

/** Whoever has to act next is told, once the time to undo is over. */
async function tellOf(
  work: Work,
  id: number,
  row: AssignmentRow & { title: string },
  input: ActionInput,
  eventId: number,
): Promise<void> {
  const to = await nextToAct(work, row, input)
  if (!to) return
  await work.send(
    'notify',
    {
      kind: input.kind,
      recordKind: 'assignment',
      recordId: String(id),
      params: {
        byPerson: work.actor.personId,
        byUnit: work.actor.unitId,
        eventId,
        ...(input.dueOn ? { dueOn: input.dueOn } : {}),
      },
      ...to,
    },
    { startAfterSeconds: secondsToUndo },
  )
}

async function nextToAct(
  work: Work,
  row: AssignmentRow,
  input: ActionInput,
): Promise<{ unitId: number; roles: string[]; personIds: string[] } | null> {
  switch (input.kind) {
    case 'extension-asked':
      return row.planUnitId === row.unitId
        ? { unitId: row.unitId, roles: ['head'], personIds: [] }
        : { unitId: row.planUnitId, roles: ['officer'], personIds: [] }
    case 'extension-granted':
    case 'extension-refused':
      return row.ownerPersonId
        ? { unitId: row.unitId, roles: [], personIds: [row.ownerPersonId] }
        : { unitId: row.unitId, roles: ['deputy'], personIds: await teamOf(work.trx, row.ownerPartId) }
    case 'transferred':
      return {
        unitId: row.unitId,
        roles: [],
        personIds: input.personId ? [input.personId] : await teamOf(work.trx, input.partId ?? null),
      }
    default:
      return null
  }
}

async function teamOf(trx: Trx, partId: number | null): Promise<string[]> {
  if (partId === null) return []
  const members = await trx
    .selectFrom('membership')
    .select('person_id as id')
    .distinct()
    .where('part_id', '=', partId)
    .where(membershipStands('membership'))
    .execute()
  return members.map((m) => m.id)
}
