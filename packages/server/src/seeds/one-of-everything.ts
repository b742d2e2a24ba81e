import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Trx } from '../platform/database.ts'
import type { DB } from '../platform/generated/db.ts'

/** A record of the set: `closed` ones are for the unit alone, whatever stands above it. */
export interface SeededRecord {
  table: keyof DB
  id: string | number
  closed: boolean
}

export interface OneOfEverything {
  unit: { id: number; path: string }
  /** A person of the unit, whose name carries the mark. */
  personId: string
  records: SeededRecord[]
}

/**
 * One row of every table in one unit, by plain inserts: what the tests of rights look for and must not find. Every text carries
 * `mark`; ids that are numbers begin at `firstId`, so that none of them is also the id of something else.
 * A new table gets its line here; a test fails for a table without one.
 */
export async function seedOneOfEverything(
  trx: Trx,
  input: { unit: { id: number; path: string }; superiorId: number; mark: string; firstId: number },
): Promise<OneOfEverything> {
  const { unit, mark } = input
  const records: SeededRecord[] = []
  let next = input.firstId
  const placed = { unit_id: unit.id, unit_path: unit.path }

  const uuid = async <T extends 'person' | 'file' | 'document' | 'plan' | 'task' | 'report' | 'template'>(
    table: T,
    closed: boolean,
    values: Insertable<DB[T]>,
  ): Promise<string> => {
    const row = await trx
      .insertInto(table)
      .values(values as never)
      .returning('id')
      .executeTakeFirstOrThrow()
    const id = (row as { id: string }).id
    records.push({ table, id, closed })
    return id
  }
  const numbered = async <
    T extends
      | 'unit_part'
      | 'membership'
      | 'instruction'
      | 'assignment'
      | 'assignment_event'
      | 'document_event'
      | 'notice'
      | 'citation'
      | 'calendar_token'
      | 'audit'
      | 'remark'
      | 'remark_wording'
      | 'saved_view',
  >(
    table: T,
    closed: boolean,
    values: Omit<Insertable<DB[T]>, 'id'>,
  ): Promise<number> => {
    const id = next++
    await trx
      .insertInto(table)
      .values({ ...values, id } as never)
      .execute()
    records.push({ table, id, closed })
    return id
  }

  const partId = await numbered('unit_part', false, { ...placed, kind: 'team', name: `Tổ ${mark}` })
  const personId = await uuid('person', false, { ...placed, name: `Người ${mark}`, staff_code: `MA-${mark}` })
  await numbered('membership', false, {
    ...placed,
    person_id: personId,
    role: 'teacher',
    part_id: partId,
    title: `Chức vụ ${mark}`,
    started_on: '2025-09-01',
  })
  await trx
    .insertInto('unit_year')
    .values({ ...placed, school_year: '2025-2026', pupils: 7_654_321, classes: 7_654_322, staff: 7_654_323 })
    .execute()

  const file = (open: boolean, name: string) =>
    uuid('file', !open, {
      ...placed,
      sha256: sha256(mark + name),
      size: 1,
      media_type: 'text/plain',
      name: `${name} ${mark}.txt`,
      open_above: open,
      created_by: personId,
    })
  const originalId = await file(false, 'Bản gốc')
  await file(true, 'Minh chứng')

  const document = (closed: boolean, values: Omit<Insertable<DB['document']>, 'unit_id' | 'unit_path'>) =>
    uuid('document', closed, {
      ...placed,
      title: `Trích yếu ${mark}`,
      kind: 'Kế hoạch',
      issuer: `Cơ quan ${mark}`,
      created_by: personId,
      ...values,
    })
  const incomingId = await document(true, {
    direction: 'in',
    state: 'filed',
    number: `1/KH-${mark}`,
    issued_on: '2026-03-01',
    arrival_number: 1,
    arrival_on: '2026-03-02',
    file_id: originalId,
    source_text: mark,
  })
  const citedId = await document(true, { direction: 'in', state: 'placeholder', number: `2/KH-${mark}` })
  await numbered('citation', true, {
    document_id: incomingId,
    unit_id: unit.id,
    position: 0,
    legal_basis: true,
    cited_id: citedId,
  })
  await trx
    .insertInto('document_words')
    .values({
      ...placed,
      document_id: incomingId,
      words: JSON.stringify([[[0, mark.length, 1000, 1000, 7_654, 1200]]]),
    })
    .execute()
  await numbered('document_event', true, {
    ...placed,
    document_id: incomingId,
    kind: 'received',
    remarks: mark,
    person_id: personId,
    person_name: `Người ${mark}`,
  })
  await numbered('instruction', true, {
    ...placed,
    document_id: incomingId,
    from_person_id: personId,
    to_person_id: personId,
    text: `Bút phê ${mark}`,
    due_on: '2026-03-30',
  })
  await trx
    .insertInto('document_series')
    .values({ ...placed, year: 2026, last_number: 7_654_324, last_on: '2026-03-01' })
    .execute()

  const content = {
    bases: [`Căn cứ ${mark}`],
    opening: mark,
    sections: [{ key: 'I', label: 'I.', title: mark, level: 1, paragraphs: [mark] }],
    closing: mark,
    recipients: [mark],
    signer: { authority: [], position: 'HIỆU TRƯỞNG', name: mark },
  }
  const plan = async (open: boolean) => {
    const documentId = await document(!open, {
      direction: 'out',
      state: open ? 'issued' : 'draft',
      paper: 'plan',
      ...(open ? { number: `3/KH-${mark}`, issued_on: '2026-03-05' } : {}),
    })
    const planId = await uuid('plan', !open, {
      ...placed,
      document_id: documentId,
      year: 2026,
      content: JSON.stringify(content),
      open,
      report_due_on: '2026-10-15',
    })
    const taskId = await uuid('task', !open, {
      ...placed,
      plan_id: planId,
      open,
      section: 'I',
      section_title: mark,
      position: 1,
      text: `Nhiệm vụ ${mark}`,
      assignees: [mark],
      due_on: '2026-03-31',
    })
    return { documentId, planId, taskId }
  }
  await plan(false)
  const issued = await plan(true)
  await trx
    .insertInto('plan_carrier')
    .values({ ...placed, plan_id: issued.planId })
    .execute()
  await trx
    .insertInto('plan_report_receiver')
    .values({ plan_id: issued.planId, unit_id: unit.id, receiver_id: input.superiorId, role: 'main' })
    .execute()
  await trx
    .insertInto('plan_carrier_receiver')
    .values({ plan_id: issued.planId, unit_id: unit.id, receiver_id: input.superiorId, role: 'main' })
    .execute()
  await trx
    .insertInto('participant')
    .values({ record_id: issued.planId, record_kind: 'plan', unit_id: unit.id, role: 'carrier' })
    .execute()
  await trx
    .insertInto('plan_count')
    .values({ plan_id: issued.planId, ward_path: unit.path, task_id: issued.taskId, done: 7_654_325 })
    .execute()
  const assignmentId = await numbered('assignment', false, {
    ...placed,
    plan_id: issued.planId,
    task_id: issued.taskId,
    due_on: '2026-03-31',
    owner_person_id: personId,
  })
  await numbered('assignment_event', false, {
    ...placed,
    assignment_id: assignmentId,
    kind: 'progress',
    note: `Ghi chú ${mark}`,
    person_id: personId,
    person_name: `Người ${mark}`,
  })

  const reportDocumentId = await document(true, { direction: 'out', state: 'draft', paper: 'report', kind: 'Báo cáo' })
  await uuid('report', true, {
    ...placed,
    document_id: reportDocumentId,
    plan_id: issued.planId,
    period_from: '2026-01-01',
    period_to: '2026-10-15',
    content: JSON.stringify({
      compiledAt: null,
      bases: [mark],
      opening: mark,
      sections: [],
      figures: [],
      difficulties: mark,
      proposals: mark,
      closing: mark,
      addressees: [mark],
      recipients: [mark],
      receivers: [],
      signer: { authority: [], position: 'HIỆU TRƯỞNG', name: mark },
    }),
  })

  await uuid('template', true, {
    ...placed,
    key: 'notice',
    content: JSON.stringify({
      id: 'notice',
      name: { vi: `Mẫu ${mark}`, en: mark },
      kind: 'Thông báo',
      number: '{number}/TB-{symbol}',
      fields: [],
      title: mark,
      addressees: [mark],
      legalBases: [],
      blocks: [{ type: 'paragraph', text: mark }],
      recipients: [`Lưu: VT, ${mark}`],
    }),
    created_by: personId,
  })
  const letterId = await document(true, { direction: 'out', state: 'draft', paper: 'letter', kind: 'Thông báo' })
  await trx
    .insertInto('letter')
    .values({
      ...placed,
      document_id: letterId,
      template_key: 'notice',
      content: JSON.stringify({
        kind: 'Thông báo',
        number: `/TB-${mark}`,
        title: mark,
        addressees: [],
        legalBases: [],
        blocks: [{ type: 'paragraph', text: mark }],
        signer: { authority: [], position: 'HIỆU TRƯỞNG', name: mark },
        recipients: [mark],
      }),
    })
    .execute()

  // for everybody who sees the issued plan, and kept within the unit
  for (const audience of ['record', 'unit']) {
    const remarkId = await numbered('remark', audience === 'unit', {
      ...placed,
      plan_id: issued.planId,
      audience,
      text: `Trao đổi ${mark}`,
      person_id: personId,
      person_name: `Người ${mark}`,
    })
    await numbered('remark_wording', audience === 'unit', {
      remark_id: remarkId,
      unit_id: unit.id,
      text: `Lời trước ${mark}`,
      written_at: '2026-03-10T02:00:00Z',
    })
  }
  await numbered('saved_view', true, {
    unit_id: unit.id,
    list: 'plan',
    name: `Cách xem ${mark}`,
    query: JSON.stringify({ filters: {}, q: mark }),
    position: 1,
    created_by: personId,
  })

  await numbered('notice', true, {
    person_id: personId,
    unit_id: unit.id,
    kind: 'due',
    record_kind: 'plan',
    record_id: issued.planId,
    params: JSON.stringify({ title: mark }),
  })
  await trx
    .insertInto('progress')
    .values({ id: personId, kind: 'cascade-plan', person_id: personId, record_id: issued.planId, problem: mark })
    .execute()
  records.push({ table: 'progress', id: personId, closed: true })
  await trx
    .insertInto('idempotency')
    .values({ person_id: personId, key: `khoa-${mark}`, deed: 'make-plan', status: 200, body: JSON.stringify(mark) })
    .execute()
  await trx
    .insertInto('unit_move')
    .values({
      unit_id: unit.id,
      from_path: `zz/${unit.id}/`,
      to_path: unit.path,
      superior_id: input.superiorId,
      person_id: personId,
      progress_id: personId,
      finished_at: '2026-01-01T00:00:00Z',
    })
    .execute()
  await numbered('calendar_token', true, {
    person_id: personId,
    hash: sha256(mark),
  })
  await numbered('audit', false, {
    ...placed,
    person_id: personId,
    deed: 'make-plan',
    record_kind: 'plan',
    record_id: issued.planId,
    params: JSON.stringify({ title: mark }),
  })
  return { unit, personId, records }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
