import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { compareInWorker, readInWorker } from '../documents/index.ts'
import type { App } from '../platform/http.ts'
import type { Services } from '../platform/services.ts'
import { type Teller, tellerFor } from './teller.ts'

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../../../samples/${name}`, import.meta.url)))
const pdf = 'application/pdf'

/**
 * What has happened before a visitor comes in: the department registers its plan and sends it to communes and schools, units answer,
 * one school has its own plan issued and carried out, its neighbour's waits for the head. The lower secondary school has not begun:
 * its journey is the visitor's. All of it through the same routes that screens use.
 */
export async function tellStory(
  services: Services,
  app: App,
  work: (queue: 'cascade-plan' | 'compile-report', data: object) => Promise<void>,
): Promise<void> {
  const people = await staff(services)
  const as = (code: string): Teller => {
    const id = people.get(code)
    if (!id) throw new Error(`nobody has the staff code ${code}`)
    return tellerFor(app, id)
  }

  const send = async (
    planId: string,
    selection: { communeCommittees: boolean; levels: string[]; unitIds: number[] },
    chosen: string,
  ) => {
    const { progressId } = await as('so.chuyenvien').post(`/api/plans/${planId}/cascade`, { selection })
    const units = await selected(services, chosen)
    // the queued job would begin in ten seconds and then find everything done
    await work('cascade-plan', {
      tasks: [],
      planId,
      unitIds: units.map((u) => u.id),
      personId: people.get('so.chuyenvien')!,
      progressId,
    })
    return units.filter((u) => !shown.has(u.id)).map((u) => u.id)
  }
  const shownUnits = await selected(
    services,
    `name in ('Trường THCS Gió Mới', 'Trường Mầm non Mây Trắng', 'Trường THPT Chân Trời')`,
  )
  const shown = new Set(shownUnits.map((u) => u.id))
  const unitOf = async (name: string) => (await selected(services, `name = '${name}'`))[0]!.id
  const preschool = await unitOf('Trường Mầm non Mây Trắng')
  const secondary = await unitOf('Trường THCS Gió Mới')
  const upperSecondary = await unitOf('Trường THPT Chân Trời')

  const planBefore = await registerPlan(as('so.vanthu'), 'department-plan-2026.pdf')

  /** The year that ends: carried out, and reported by the upper secondary school. */
  const lastYear = async () => {
    const others = await send(
      planBefore,
      { communeCommittees: true, levels: ['GDTX'], unitIds: [upperSecondary] },
      `path like '79/%' and (kind = 'commune-committee' or level = 'GDTX' or id = ${upperSecondary})`,
    )
    const ownYear = async () => {
      const own = await issueOwnPlan(as, 'thpt', planBefore, '12/KH-THPT.CT', '2026-03-18')
      await carryOut(services, as, own)
      await sendReport(as, 'thpt', own, work, people.get('thpt.pho')!)
    }
    await Promise.all([answerBroadly(services, planBefore, others, { share: 96, days: 95 }), ownYear()])
  }

  /** The year that begins: the department's plan is on its way. */
  const thisYear = async () => {
    const planNow = await registerPlan(as('so.vanthu'), 'department-plan-2027.pdf')
    const others = await send(
      planNow,
      { communeCommittees: true, levels: ['THPT'], unitIds: [preschool, secondary] },
      `path like '79/%' and (kind = 'commune-committee' or level = 'THPT' or id in (${preschool}, ${secondary}))`,
    )
    await Promise.all([
      answerBroadly(services, planNow, others, { share: 12, days: 12 }),
      deriveAndSubmit(as, 'mn', planNow),
    ])
  }

  await Promise.all([lastYear(), thisYear()])
}

/** Reads a sample in vain, then compares a line: what the first of a thread waits for, libraries and word lists, is then there. */
export async function rehearseReading(): Promise<void> {
  const name = 'department-plan-2026.pdf'
  await readInWorker(sample(name), name, null, console.error)
  const text = 'Kế hoạch'
  await compareInWorker(
    {
      kind: text,
      number: null,
      superiorLines: [],
      issuerLines: [],
      place: '',
      date: null,
      title: text,
      addressees: [],
      legalBases: [],
      blocks: [{ type: 'paragraph', text }],
      signer: { authority: [], position: '', name: '' },
      recipients: [],
      draft: false,
    },
    text,
    { number: null, issuedOn: '2026-01-01' },
    console.error,
  )
}

/** The signed plan as it came from the department's own document system: read, confirmed, a plan with its tasks. */
async function registerPlan(clerk: Teller, name: string): Promise<string> {
  const { rows } = await clerk.send('/api/documents', { direction: 'out' }, { name, type: pdf, bytes: sample(name) })
  const [{ id }] = rows
  const document = await clerk.get(`/api/documents/${id}`)
  await clerk.post(`/api/documents/${id}/confirm`, { version: document.version })
  return (await clerk.get(`/api/documents/${id}`)).planId
}

async function deriveAndSubmit(
  as: (code: string) => Teller,
  key: string,
  planId: string,
): Promise<{ id: string; documentId: string }> {
  const deputy = as(`${key}.pho`)
  const made = await deputy.post(`/api/plans/${planId}/derive`)
  const plan = await deputy.get(`/api/plans/${made.id}`)
  // what a school of this level has no part in is said, with the reason
  const beyond = plan.tasks.find((task: { text: string }) =>
    /liên kết đào tạo|cơ sở giáo dục có vốn đầu tư/i.test(task.text),
  )
  if (beyond) {
    await deputy.patch(`/api/plans/${made.id}/tasks/${beyond.id}`, {
      version: beyond.version,
      scope: 'out',
      scopeReason: 'Nhà trường không có chương trình liên kết với nước ngoài.',
    })
  }
  await deputy.post(`/api/documents/${made.documentId}/submit`, {
    remarks: 'Kính trình Hiệu trưởng xem xét, phê duyệt.',
  })
  return made
}

async function issueOwnPlan(
  as: (code: string) => Teller,
  key: string,
  planId: string,
  number: string,
  issuedOn: string,
): Promise<string> {
  const made = await deriveAndSubmit(as, key, planId)
  const head = as(`${key}.hieutruong`)
  const paper = await head.get(`/api/documents/${made.documentId}/paper`)
  await head.post(`/api/documents/${made.documentId}/approve`, { hash: paper.hash })
  const signed = await head.bytes(`/api/documents/${made.documentId}/paper.pdf`)
  await as(`${key}.vanthu`).send(
    `/api/documents/${made.documentId}/issue`,
    { number, issuedOn },
    { name: `${number.replace('/', '-')}.pdf`, type: pdf, bytes: signed },
  )
  return made.id
}

/** The year's report: filled from the record, approved, back with its signature, and so with the department. */
async function sendReport(
  as: (code: string) => Teller,
  key: string,
  planId: string,
  work: (queue: 'compile-report', data: object) => Promise<void>,
  personId: string,
): Promise<void> {
  const deputy = as(`${key}.pho`)
  const made = await deputy.post(`/api/plans/${planId}/reports`, { periodFrom: '2026-01-01', periodTo: '2026-09-30' })
  await work('compile-report', { reportId: made.id, personId, progressId: made.progressId })
  await deputy.post(`/api/documents/${made.documentId}/submit`, {})
  const head = as(`${key}.hieutruong`)
  const paper = await head.get(`/api/documents/${made.documentId}/paper`)
  await head.post(`/api/documents/${made.documentId}/approve`, { hash: paper.hash })
  const signed = await head.bytes(`/api/documents/${made.documentId}/paper.pdf`)
  await as(`${key}.vanthu`).send(
    `/api/documents/${made.documentId}/issue`,
    { number: '57/BC-THPT.CT', issuedOn: '2026-10-09' },
    { name: '57-BC-THPT.CT.pdf', type: pdf, bytes: signed },
  )
}

/** Half a year at a school: most tasks answered by those they were given to, some open, one extension asked for. */
async function carryOut(services: Services, as: (code: string) => Teller, planId: string): Promise<void> {
  const rows = await services.database.asSystem('demo-story', (trx) =>
    trx
      .selectFrom('assignment')
      .innerJoin('task', 'task.id', 'assignment.task_id')
      .select(['assignment.id', 'assignment.version', 'task.section', 'task.position'])
      .where('assignment.plan_id', '=', planId)
      .orderBy('task.section')
      .orderBy('task.position')
      .execute(),
  )
  const deputy = as('thpt.pho')
  const done = [
    'Đã phổ biến trong phiên họp Hội đồng sư phạm; toàn bộ cán bộ, giáo viên, nhân viên tham dự.',
    'Đã thực hiện 02 chuyên đề trong sinh hoạt dưới cờ, có video trên trang của trường.',
    'Đã rà soát, cập nhật và niêm yết tại phòng Hội đồng.',
    'Câu lạc bộ Tiếng Anh sinh hoạt hằng tuần, 64 học sinh tham gia.',
    'Đã cử giáo viên dự tập huấn và báo cáo lại tại tổ chuyên môn.',
  ]
  for (const [i, row] of rows.entries()) {
    const url = `/api/assignments/${row.id}/actions`
    if (i % 7 === 6) continue
    if (i % 7 === 5)
      await deputy.post(url, { kind: 'nothing', note: 'Trong kỳ không phát sinh.', version: row.version })
    else if (i % 7 === 4)
      await deputy.post(url, {
        kind: 'progress',
        note: 'Đang thực hiện theo tiến độ của tổ chuyên môn.',
        version: row.version,
      })
    else
      await deputy.post(url, {
        kind: 'done',
        note: done[i % done.length],
        links: i % 3 === 0 ? ['https://example.edu.vn/tin-tuc/hoat-dong-doi-ngoai'] : [],
        version: row.version,
      })
  }
}

/**
 * Answers of the many units nobody signs in for: the same events a person's answers leave, set-wise.
 * @param told `share`: of a hundred tasks, how many are answered at most; `days`: how long ago the plan was sent, more than five.
 * Nobody receives or answers it before that, or in days to come.
 */
async function answerBroadly(
  services: Services,
  planId: string,
  unitIds: number[],
  { share, days }: { share: number; days: number },
): Promise<void> {
  await services.database.asSystem('demo-answers', async (trx) => {
    const { rows: carriers } = await sql<{ id: number; received: boolean }>`
      update plan_carrier set sent_at = now() - interval '1 day' * ${days}::int,
        received_at = case when unit_id % 6 <> 0 then now() - interval '1 day' * (${days}::int - unit_id % 5) end
      where plan_id = ${planId} and unit_id = any(${unitIds})
      returning unit_id as id, received_at is not null as received`.execute(trx)
    const received = carriers.filter((carrier) => carrier.received).map((carrier) => carrier.id)
    await sql`
      with answered as (
        select a.id, a.unit_id, a.unit_path,
          case when h < ${share} * 0.7 then 'done' when h < ${share} * 0.85 then 'nothing' else 'progress' end as kind
        from assignment a
        cross join lateral (select abs(hashtext(a.task_id::text || a.unit_id)) % 100 as h) x
        where a.plan_id = ${planId} and a.unit_id = any(${received}) and h < ${share} * (1 - (a.unit_id % 9) * 0.06)
      ), told as (
        insert into assignment_event (assignment_id, unit_id, unit_path, kind, note, person_name, at)
        select id, unit_id, unit_path, kind,
          case kind when 'nothing' then 'Trong kỳ không phát sinh.' when 'done' then 'Đã hoàn thành, có hồ sơ lưu tại đơn vị.' else 'Đang thực hiện.' end,
          'Đơn vị (dữ liệu minh hoạ)', now() - interval '1 day' * (id % (${days}::int - 4))
        from answered
      )
      update assignment a set state = case n.kind when 'progress' then 'doing' else n.kind end, version = a.version + 1,
        changed_at = now() - interval '1 day' * (a.id % (${days}::int - 4))
      from answered n where n.id = a.id`.execute(trx)
  })
}

async function staff(services: Services): Promise<Map<string, string>> {
  const rows = await services.database.asSystem('demo-staff', (trx) =>
    trx.selectFrom('person').select(['id', 'staff_code']).where('staff_code', 'is not', null).execute(),
  )
  return new Map(rows.map((row) => [row.staff_code!, row.id]))
}

/** Units by a condition of our own writing. */
async function selected(services: Services, condition: string): Promise<{ id: number }[]> {
  return services.database.asSystem('demo-units', async (trx) => {
    const found = await sql<{ id: number }>`select id from unit where ${sql.raw(condition)} order by path`.execute(trx)
    return found.rows
  })
}
