import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { assignmentRoutes } from '../assignments/index.ts'
import { awaitsInstruction, paperRoutes } from '../documents/index.ts'
import { runDeed } from '../platform/deed.ts'
import type { App } from '../platform/http.ts'
import { loadActor } from '../platform/load-actor.ts'
import { multipart } from '../platform/multipart.testing.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { carryUp, cascadePlanJob, planPaper, planRoutes } from './index.ts'
import { departmentPlanText, seedDepartmentPlan } from './seed-plan.testing.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree
let planId: string

beforeAll(async () => {
  services = await openTestServices()
  services.papers.plan = planPaper
  app = await buildTestApp(services, [planRoutes, paperRoutes, assignmentRoutes])
  tree = await seedSmallTree(services.database)
  planId = (await seedDepartmentPlan(services, tree)).planId
})
afterAll(async () => {
  await app.close()
  await services.close()
})

type SmallUnit = keyof SmallTree['units']
type RoleName = 'head' | 'deputy' | 'officer' | 'clerk' | 'teacher' | 'team-lead'
const as = (unit: SmallUnit, role: RoleName) => ({ 'x-person': tree.people[unit][role]!.id })
const get = async (unit: SmallUnit, role: RoleName, url: string) => app.inject({ url, headers: as(unit, role) })
const post = async (unit: SmallUnit, role: RoleName, url: string, payload: object = {}) =>
  app.inject({ method: 'POST', url, headers: as(unit, role), payload })
const patch = async (unit: SmallUnit, role: RoleName, url: string, payload: object) =>
  app.inject({ method: 'PATCH', url, headers: as(unit, role), payload })

const allSchools = { communeCommittees: true, levels: ['MN', 'TH', 'THCS', 'THPT'], unitIds: [] as number[] }

/** Presses the button and lets the job run at once. */
async function cascade(selection: object, tasks: { id: string; kinds: string[] | null }[] = []) {
  const answer = await post('department', 'officer', `/api/plans/${planId}/cascade`, { selection, tasks })
  expect(answer.statusCode, answer.body).toBe(202)
  const { progressId } = answer.json()
  await runCascade(progressId)
  return progressId as string
}

async function runCascade(progressId: string) {
  const { rows } = await services.database.system.query(`select data from jobs.job where data->>'progressId' = $1`, [
    progressId,
  ])
  await cascadePlanJob(services)(rows[0].data, 'job')
}

/** Who ended the waiting of an arrival for a word, as audited in its unit. */
async function settledBy(documentId: string): Promise<string[]> {
  const { rows } = await services.database.system.query<{ by: string }>(
    `select u.name || ': ' || p.name as by from audit a join unit u on u.id = a.unit_id join person p on p.id = a.person_id
      where a.deed = 'settle-arrivals' and a.record_kind = 'document' and a.record_id = $1`,
    [documentId],
  )
  return rows.map((row) => row.by)
}

/** Whether an arrival waits for the words of the head or a deputy. */
async function awaits(documentId: string): Promise<boolean> {
  const found = await services.database.asSystem('look', (trx) =>
    trx.selectFrom('document').select('id').where('id', '=', documentId).where(awaitsInstruction('document')).execute(),
  )
  return found.length > 0
}

async function counted() {
  const { rows } = await services.database.system.query(
    `select (select count(*) from plan_carrier where plan_id = $1::uuid)::int as carriers,
      (select count(*) from assignment a join plan o on o.id = a.plan_id and o.unit_id <> a.unit_id where a.plan_id = $1::uuid)::int as assignments,
      (select count(*) from participant p join plan x on p.record_id in (x.id, x.document_id) where x.id = $1::uuid)::int as participants,
      (select count(*) from notice where record_id = $1::text)::int as notices`,
    [planId],
  )
  return rows[0] as { carriers: number; assignments: number; participants: number; notices: number }
}

describe('a confirmed plan document', () => {
  it('becomes a plan whose tasks keep their place, owners and limits', async () => {
    const plan = (await get('department', 'officer', `/api/plans/${planId}`)).json()
    expect(plan).toMatchObject({
      number: '1876/KH-SGDĐT',
      year: 2026,
      open: true,
      reportDueOn: '2026-10-15',
      reportDueRecurring: '--10-15',
    })
    expect(plan.tasks.map((t: { section: string; position: number }) => `${t.section}.${t.position}`)).toEqual([
      'II.1.1',
      'II.1.2',
      'II.2.1',
      'II.2.2',
      'III.1.1',
    ])
    expect(plan.tasks[2].dueOn).toBe('2026-06-30')
    expect(plan.standing).toMatchObject({
      side: 'own',
      state: 'issued',
      can: { cascade: true, edit: false, derive: false },
    })
  })

  it('reads in the order of the paper: an item behind the numbered sentences of a section comes behind them', async () => {
    const text = departmentPlanText
      .replace('1876/KH', '777/KH')
      .replace('1. Công tác tuyên truyền\n\n- Tổ chức tuyên truyền', '1. Tổ chức tuyên truyền')
      .replace('- Chủ động hợp tác', '2. Chủ động hợp tác')
      .replace('2. Công tác đoàn ra, đoàn vào\n\n- Chỉ đạo', '- Chỉ đạo')
    const { planId: other } = await seedDepartmentPlan(services, tree, { text })
    const plan = (await get('department', 'officer', `/api/plans/${other}`)).json()
    const words = plan.tasks.map((t: { text: string }) => t.text.split(' ').slice(0, 2).join(' '))
    expect(words).toEqual(['Tổ chức', 'Chủ động', 'Chỉ đạo', 'Nâng cao', 'Xây dựng'])
  })

  it('starts in the unit itself what is not for schools, and its receivers may read it', async () => {
    const { rows } = await services.database.system.query(
      `select (select count(*) from assignment a join plan p on p.id = a.plan_id and p.unit_id = a.unit_id where p.id = $1::uuid)::int as own,
        (select count(*) from plan_report_receiver where plan_id = $1::uuid)::int as receivers,
        (select count(*) from participant where record_id = $1::uuid)::int as readers`,
      [planId],
    )
    expect(rows[0].own).toBe(4)
    expect(rows[0].readers).toBe(rows[0].receivers)
  })

  it('is made once, and cannot be seen by a unit it was not given to', async () => {
    const clerk = (await loadActor(services.database, tree.people.department.clerk!.id, null))!
    const plan = await services.database.asSystem('test', (trx) =>
      trx.selectFrom('plan').select('document_id').where('id', '=', planId).executeTakeFirstOrThrow(),
    )
    const { makePlanOfDocument } = await import('./index.ts')
    const again = await runDeed(services, clerk, 'again', null, async (work) => {
      await work.audit({ kind: 'plan', id: planId })
      return makePlanOfDocument(work, plan.document_id)
    })
    expect(again.body).toBe(planId)
    for (const url of ['', '/coverage', `/coverage/units?under=79/`, '/people'])
      expect((await get('school', 'deputy', `/api/plans/${planId}${url}`)).statusCode, url).toBe(404)
    expect((await post('school', 'deputy', `/api/plans/${planId}/derive`)).statusCode).toBe(404)
    expect((await get('school', 'deputy', '/api/plans')).json().rows).toEqual([])
  })
})

describe('triển khai đến đơn vị', () => {
  it('counts the selection before it is given', async () => {
    const answer = await post('department', 'officer', `/api/plans/${planId}/carriers/count`, { selection: allSchools })
    const counted = answer.json()
    expect(counted).toMatchObject({
      total: 6,
      given: 0,
      communeCommittees: 2,
      byLevel: { MN: 1, THCS: 2, THPT: 1 },
      other: 0,
      kinds: { school: 4, 'commune-committee': 2 },
    })
    // whom the plan's words address, task by task, before anything is given
    expect(counted.tasks.map((t: { section: string; kinds: string[] | null }) => [t.section, t.kinds])).toEqual([
      ['II.1', null],
      ['II.1', null],
      ['II.2', null],
      ['II.2', null],
      ['III.1', ['school', 'centre']],
    ])
    expect(counted.tasks[0].given).toEqual({})
    const under = { ...allSchools, under: '79/26890/', exclude: [tree.units.kindergarten.id] }
    expect(
      (await post('department', 'officer', `/api/plans/${planId}/carriers/count`, { selection: under })).json().total,
    ).toBe(2)
    expect(
      (await post('department', 'clerk', `/api/plans/${planId}/carriers/count`, { selection: under })).statusCode,
    ).toBe(403)
  })

  it('can be taken back before it begins, and not after', async () => {
    const { progressId } = (
      await post('department', 'officer', `/api/plans/${planId}/cascade`, { selection: allSchools })
    ).json()
    expect((await post('department', 'officer', `/api/plans/${planId}/cascade/${progressId}/undo`)).statusCode).toBe(
      200,
    )
    await runCascade(progressId)
    expect((await counted()).carriers).toBe(0)
    expect((await post('department', 'officer', `/api/plans/${planId}/cascade/${progressId}/undo`)).statusCode).toBe(
      409,
    )
  })

  it('done twice does nothing twice; a unit forgotten is added later', async () => {
    const forgotten = { ...allSchools, exclude: [tree.units.highSchool.id] }
    await cascade(forgotten)
    const once = await counted()
    // "1. Các cơ sở giáo dục" is for schools: the two people's committees do not get it
    const given = await services.database.system.query(
      `select u.kind, count(*)::int as n from assignment a join task t on t.id = a.task_id join unit u on u.id = a.unit_id
        where a.plan_id = $1 and t.section = 'III.1' group by 1`,
      [planId],
    )
    expect(given.rows).toEqual([{ kind: 'school', n: 3 }])
    expect(once).toMatchObject({ carriers: 5, assignments: 23, participants: 10 })
    const progressId = await cascade(forgotten)
    expect(await counted()).toEqual(once)
    await runCascade(progressId)
    expect(await counted()).toEqual(once)
    await cascade(allSchools)
    const whole = await counted()
    expect(whole).toMatchObject({ carriers: 6, assignments: 28 })
    expect(whole.notices).toBeGreaterThan(once.notices)
    const audit = await services.database.system.query(
      `select count, ids_hash from audit where deed = 'cascade-plan' order by id desc limit 1`,
    )
    expect(audit.rows[0]).toMatchObject({ count: 6, ids_hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  it('tells what each task adds: nothing where all have it', async () => {
    const { tasks } = (
      await post('department', 'officer', `/api/plans/${planId}/carriers/count`, { selection: allSchools })
    ).json()
    expect(tasks.map((t: { given: object }) => t.given)).toEqual([
      ...Array(4).fill({ school: 4, 'commune-committee': 2 }),
      { school: 4 },
    ])
  })

  it('any order of selections ends in the same rows as all at once', async () => {
    const units = [tree.units.ward, tree.units.school, tree.units.kindergarten, tree.units.highSchool].map((u) => u.id)
    const before = await counted()
    await fc.assert(
      fc.asyncProperty(fc.subarray(units, { minLength: 1 }), async (unitIds) => {
        await cascade({ communeCommittees: false, levels: [], unitIds })
        expect(await counted()).toEqual(before)
      }),
      { numRuns: 4 },
    )
  })

  it('a unit that has not adopted can be taken off, and given again', async () => {
    const unitId = tree.units.otherSchool.id
    const url = `/api/plans/${planId}/carriers/${unitId}/recall`
    expect((await post('ward', 'officer', url, { reason: 'Nhầm đơn vị' })).statusCode).toBe(403)
    expect((await post('department', 'officer', url, { reason: 'Nhầm đơn vị' })).json()).toEqual({ assignments: 5 })
    expect((await get('otherSchool', 'deputy', '/api/plans?tab=received')).json().rows).toEqual([])
    expect((await post('otherSchool', 'deputy', `/api/plans/${planId}/derive`)).statusCode).toBe(409)
    // what was taken back counts nowhere, and nothing of it can be answered
    const kept = (await get('department', 'officer', `/api/plans/${planId}/coverage`)).json()
    expect(kept.totals).toMatchObject({ units: 5, open: 23, outOfScope: 0 })
    const { rows: taken } = await services.database.system.query(
      'select id, version from assignment where unit_id = $1 limit 1',
      [unitId],
    )
    const reopened = await post('otherSchool', 'deputy', `/api/assignments/${taken[0].id}/actions`, {
      kind: 'reopened',
      version: taken[0].version,
    })
    expect(reopened.statusCode, reopened.body).toBe(409)
    const { rows: given } = await services.database.system.query(
      `select data->>'progressId' as id from jobs.job where data->>'planId' = $1
        and data->'unitIds' @> $2::text::jsonb order by created_on desc limit 1`,
      [planId, String(unitId)],
    )
    // the job of before is tried once more after a hard end: the unit was recalled since
    await services.database.system.query(`update progress set state = 'running' where id = $1`, [given[0].id])
    await runCascade(given[0].id)
    expect((await get('otherSchool', 'deputy', '/api/plans?tab=received')).json().rows).toEqual([])
    await cascade({ communeCommittees: false, levels: [], unitIds: [unitId] })
    const states = await services.database.system.query('select distinct state from assignment where unit_id = $1', [
      unitId,
    ])
    expect(states.rows).toEqual([{ state: 'open' }])
    expect((await get('otherSchool', 'deputy', '/api/plans?tab=received')).json().rows).toHaveLength(1)
    expect((await get('department', 'officer', `/api/plans/${planId}/coverage`)).json().totals.open).toBe(28)
  })
})

describe('lập kế hoạch của trường', () => {
  let own: string
  const plan = async () => (await get('school', 'deputy', `/api/plans/${own}`)).json()

  it('is waited for, and drafts once', async () => {
    const waiting = (await get('school', 'deputy', '/api/plans?tab=waiting')).json().rows
    expect(waiting).toMatchObject([
      { id: planId, standing: { side: 'carried', state: 'sent', can: { derive: true, receive: true } } },
    ])
    expect((await post('school', 'teacher', `/api/plans/${planId}/receive`)).statusCode).toBe(403)
    await post('school', 'deputy', `/api/plans/${planId}/receive`)
    expect((await post('school', 'teacher', `/api/plans/${planId}/derive`)).statusCode).toBe(403)
    const made = (await post('school', 'deputy', `/api/plans/${planId}/derive`)).json()
    expect(made.created).toBe(true)
    own = made.id
    expect((await post('school', 'head', `/api/plans/${planId}/derive`)).json()).toMatchObject({
      id: own,
      created: false,
    })
    expect((await get('school', 'deputy', `/api/plans/${planId}`)).json().standing.state).toBe('drafting')
  })

  it('shows every word put in the place of the superior’s, on screen and in Word', async () => {
    const p = await plan()
    const aims = p.wording.find((w: { key: string }) => w.key === 'I.1')
    expect(aims.paragraphs[0]).toEqual(expect.arrayContaining([{ text: 'nhà trường', change: 'ins' }]))
    const docx = async (query: string) => {
      const answer = await get('school', 'deputy', `/api/documents/${p.documentId}/paper.docx${query}`)
      return strFromU8(unzipSync(new Uint8Array(answer.rawPayload))['word/document.xml']!)
    }
    const marked = await docx('?changes=true')
    expect(marked).toMatch(/<w:del [^>]*>.*?các cơ sở giáo dục trên địa bàn Thành phố/su)
    expect(marked.match(/<w:del /gu)!.length).toBeGreaterThanOrEqual(4)
    expect(await docx('')).not.toMatch(/<w:(?:ins|del) /u)
  })

  it('cites the superior plan first and in full, in the unit’s own words, dates before the superior’s', async () => {
    const p = await plan()
    expect(p.content.bases[0]).toBe(
      'Căn cứ Kế hoạch số 1876/KH-SGDĐT ngày 09 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh về hoạt động đối ngoại và hội nhập quốc tế ngành Giáo dục và Đào tạo Thành phố Hồ Chí Minh năm 2026',
    )
    expect(p.title).toMatch(/^Triển khai thực hiện Kế hoạch hoạt động đối ngoại/)
    expect(p.reportDueOn).toBe('2026-10-10')
    const [first, second, third] = p.tasks
    expect(first.baseText).toContain('tại các cơ sở giáo dục trên địa bàn Thành phố')
    expect(first.text).toBe('Tổ chức tuyên truyền về hội nhập quốc tế tại nhà trường.')
    const join = (skip: string) =>
      first.runs
        .filter((r: { change?: string }) => r.change !== skip)
        .map((r: { text: string }) => r.text)
        .join('')
    expect(join('ins')).toBe(first.baseText)
    expect(join('del')).toBe(first.text)
    expect(second.runs).toBeNull()
    expect(third).toMatchObject({
      dueOn: '2026-06-25',
      ownerRole: 'head',
      ownerPersonName: tree.people.school.head!.name,
    })
    expect(p.tasks[3]).toMatchObject({ ownerRole: 'team-lead', ownerPartName: 'Tổ Ngoại ngữ' })
    // whoever approves what is shown reads of the annex that prints with it, as the paper says it itself
    expect(p.annexReference).toBe('(Người thực hiện và thời hạn của từng nhiệm vụ: tại Phụ lục kèm theo)')
    const docx = await get('school', 'deputy', `/api/documents/${p.documentId}/paper.docx`)
    expect(strFromU8(unzipSync(new Uint8Array(docx.rawPayload))['word/document.xml']!)).toContain(p.annexReference)
    expect(p.content.sections.map((s: { key: string; title: string }) => `${s.key} ${s.title}`).slice(0, 6)).toEqual([
      'I Mục đích, yêu cầu',
      'I.1 Mục đích',
      'I.2 Yêu cầu',
      'II Nội dung thực hiện',
      'II.1 Công tác tuyên truyền',
      'II.2 Công tác đoàn ra, đoàn vào',
    ])
    expect(p.content.recipients).toEqual(
      expect.arrayContaining(['Sở GD&ĐT TP.HCM (để báo cáo)', 'UBND phường Hạnh Thông (để báo cáo)', 'Tổ Ngoại ngữ']),
    )
    expect(p.content.recipients.at(-1)).toBe('Lưu: VT')
    expect(p.receivers).toMatchObject([
      { unitId: tree.units.department.id, role: 'main' },
      { unitId: tree.units.ward.id, role: 'copy' },
    ])
  })

  it('is edited by version: the second of two editors is shown what stands', async () => {
    const p = await plan()
    const task = p.tasks[0]
    const url = `/api/plans/${own}/tasks/${task.id}`
    expect((await patch('school', 'deputy', url, { version: task.version, dueOn: '2026-05-30' })).statusCode).toBe(200)
    const late = await patch('school', 'head', url, { version: task.version, text: 'Khác' })
    expect(late.statusCode).toBe(409)
    expect(late.json()).toMatchObject({
      type: '/errors/version-conflict',
      current: { value: { dueOn: '2026-05-30' }, version: task.version + 1 },
    })
    // empty means empty, in both directions: never a 0 or an empty text
    const emptied = { ownerRole: null, ownerPersonId: null, ownerPartId: null, scopeReason: null }
    const cleared = await patch('school', 'deputy', url, { version: task.version + 1, ...emptied })
    expect(cleared.statusCode, cleared.body).toBe(200)
    expect((await plan()).tasks[0]).toMatchObject({ ...emptied, assignmentId: null })
    const content = `/api/plans/${own}/content`
    const sections = p.content.sections.map((s: object) => ({ ...s, evil: 'x' }))
    const said = { version: p.version, closing: 'Trên đây là Kế hoạch', sections, evil: 'x' }
    expect((await patch('school', 'deputy', content, said)).json()).toEqual({ version: p.version + 1 })
    expect(JSON.stringify((await plan()).content)).not.toContain('evil')
    expect(
      (await patch('school', 'head', content, { version: p.version, closing: 'x' })).json().current.value.closing,
    ).toBe('Trên đây là Kế hoạch')
    expect((await patch('otherSchool', 'deputy', url, { version: task.version, text: 'x' })).statusCode).toBe(404)
  })

  it('orders, adds and marks tasks; what the superior gave is never just dropped', async () => {
    const p = await plan()
    const texts = async () =>
      (await plan()).tasks.filter((t: { section: string }) => t.section === 'II.1').map((t: { text: string }) => t.text)
    const [a, b] = await texts()
    await patch('school', 'deputy', `/api/plans/${own}/tasks/${p.tasks[1].id}`, {
      version: p.tasks[1].version,
      position: 1,
    })
    expect(await texts()).toEqual([b, a])
    const added = await post('school', 'deputy', `/api/plans/${own}/tasks`, {
      section: 'II.1',
      position: 2,
      text: 'Lập góc sách song ngữ.',
    })
    expect(added.statusCode).toBe(201)
    expect(await texts()).toEqual([b, 'Lập góc sách song ngữ.', a])
    expect(
      (await post('school', 'deputy', `/api/plans/${own}/tasks/${added.json().id}/end`, { version: 1 })).statusCode,
    ).toBe(200)
    expect(await texts()).toEqual([b, a])
    const superior = (await plan()).tasks[0]
    expect(
      (await post('school', 'deputy', `/api/plans/${own}/tasks/${superior.id}/end`, { version: superior.version }))
        .statusCode,
    ).toBe(409)
    const url = `/api/plans/${own}/tasks/${superior.id}`
    expect(
      (await patch('school', 'deputy', url, { version: superior.version, scope: 'out' })).json().errors[0].path,
    ).toBe('/scopeReason')
    expect(
      (
        await patch('school', 'deputy', url, {
          version: superior.version,
          scope: 'out',
          scopeReason: 'Trường không có đối tác nước ngoài',
        })
      ).statusCode,
    ).toBe(200)
    const sections = (await plan()).content.sections.filter((s: { key: string }) => s.key !== 'II.1')
    expect(
      (await patch('school', 'deputy', `/api/plans/${own}/content`, { version: (await plan()).version, sections }))
        .statusCode,
    ).toBe(422)
  })

  it('when issued opens, starts its assignments, is adopted, and settles what is out of scope with the reason', async () => {
    const p = await plan()
    const outOf = p.tasks.find((t: { scope: string }) => t.scope === 'out')
    const preview = await app.inject({ url: `/api/documents/${p.documentId}/paper`, headers: as('school', 'deputy') })
    expect(preview.statusCode, preview.body).toBe(200)
    await services.database.asSystem('sign', (trx) =>
      trx
        .updateTable('document')
        .set({ state: 'issued', number: '86/KH-THCS.BM', issued_on: '2026-03-16', approved_hash: 'x' })
        .where('id', '=', p.documentId)
        .execute(),
    )
    const clerk = (await loadActor(services.database, tree.people.school.clerk!.id, null))!
    await runDeed(services, clerk, 'issue-paper', null, (work) => planPaper.issued(work, p.documentId))
    expect((await get('school', 'deputy', `/api/plans/${planId}`)).json().standing.state).toBe('adopted')
    expect((await get('ward', 'officer', `/api/plans/${own}`)).statusCode).toBe(200)
    const cell = (
      await get(
        'department',
        'officer',
        `/api/plans/${planId}/cells?unitId=${tree.units.school.id}&taskId=${outOf.superiorTaskId}`,
      )
    ).json()
    expect(cell.assignment.state).toBe('out-of-scope')
    expect(cell.events[0]).toMatchObject({ kind: 'carried', note: 'Trường không có đối tác nước ngoài' })
    expect(cell.own).toMatchObject([{ scope: 'out' }])
    expect(
      (await patch('school', 'deputy', `/api/plans/${own}/tasks/${outOf.id}`, { version: outOf.version, text: 'Muộn' }))
        .statusCode,
    ).toBe(409)
    const teacherSees = (await get('school', 'teacher', `/api/plans/${own}`)).json()
    expect(teacherSees.standing.can).toMatchObject({ edit: false, cascade: false })
  })

  it('carries what was done up to the superior', async () => {
    const p = await plan()
    const task = p.tasks.find(
      (t: { scope: string; superiorTaskId: string | null }) => t.scope === 'in' && t.superiorTaskId,
    )
    const deputy = (await loadActor(services.database, tree.people.school.deputy!.id, null))!
    for (const [state, expected] of [
      ['doing', 'doing'],
      ['done', 'done'],
      ['doing', 'doing'],
    ] as const) {
      await services.database.withActor(deputy, async (trx) => {
        const row = await trx
          .updateTable('assignment')
          .set({ state })
          .where('task_id', '=', task.id)
          .returning('id')
          .executeTakeFirstOrThrow()
        expect(await carryUp(trx, [row.id])).toHaveLength(1)
        expect(await carryUp(trx, [row.id])).toHaveLength(0)
      })
      const cell = (
        await get(
          'department',
          'officer',
          `/api/plans/${planId}/cells?unitId=${tree.units.school.id}&taskId=${task.superiorTaskId}`,
        )
      ).json()
      expect(cell.assignment.state).toBe(expected)
    }
  })

  it('shows the superior the evidence of its tasks, whether or not an answer names it', async () => {
    const task = (await plan()).tasks.find(
      (t: { scope: string; superiorTaskId: string | null }) => t.scope === 'in' && t.superiorTaskId,
    )
    const { headers, payload } = multipart({}, [
      { name: 'ảnh chụp.jpg', type: 'image/jpeg', bytes: Buffer.from([255, 216, 255, 224]) },
    ])
    await services.database.system.query(`update assignment set state = 'doing' where id = $1`, [task.assignmentId])
    const kept = await app.inject({
      method: 'POST',
      url: `/api/assignments/${task.assignmentId}/files`,
      headers: { ...as('school', 'deputy'), ...headers },
      payload,
    })
    expect(kept.statusCode, kept.body).toBe(201)
    for (const unit of ['department', 'ward'] as const) {
      const url = `/api/plans/${planId}/cells?unitId=${tree.units.school.id}&taskId=${task.superiorTaskId}`
      const { files } = (await get(unit, 'officer', url)).json()
      expect(files).toMatchObject([{ id: kept.json().id, name: 'ảnh chụp.jpg' }])
      expect((await get(unit, 'officer', `/api/files/${files[0].id}`)).statusCode, unit).toBe(200)
    }
  })
})

describe('coverage', () => {
  it('is what counting the rows one by one gives, for the department and for a ward', async () => {
    await services.database.asSystem('test', (trx) =>
      sql`update assignment set state = (array['open','doing','done','nothing','out-of-scope'])[1 + (id + id / 5) % 5] where plan_id = ${planId}`.execute(
        trx,
      ),
    )
    for (const [unit, prefix] of [
      ['department', '79/'],
      ['ward', '79/26890/'],
      ['school', '79/26890/v0002/'],
    ] as const) {
      const answer = (await get(unit, unit === 'school' ? 'deputy' : 'officer', `/api/plans/${planId}/coverage`)).json()
      const { rows } = await services.database.system.query(
        `select substring(unit_path from '^[^/]+/[^/]+/') as ward, task_id, state, count(*)::int as n from assignment
          where plan_id = $1 and unit_path like $2 and unit_id <> $3 group by 1, 2, 3`,
        [planId, `${prefix}%`, tree.units.department.id],
      )
      const total = (state: string) => rows.filter((r) => r.state === state).reduce((n, r) => n + r.n, 0)
      expect(answer.totals).toMatchObject({
        open: total('open'),
        doing: total('doing'),
        done: total('done'),
        nothing: total('nothing'),
        outOfScope: total('out-of-scope'),
      })
      for (const group of answer.groups) {
        answer.tasks.forEach((task: { id: string }, n: number) => {
          const mine = rows.filter((r) => r.ward === group.path && r.task_id === task.id)
          const settled = mine.filter((r) => r.state !== 'open' && r.state !== 'doing')
          const sum = (list: { n: number }[]) => list.reduce((k, r) => k + r.n, 0)
          expect(group.tasks[n]).toEqual([sum(mine), sum(settled)])
        })
      }
      const units = (
        await get(unit, unit === 'school' ? 'deputy' : 'officer', `/api/plans/${planId}/coverage/units?under=${prefix}`)
      ).json().rows
      expect(units).toHaveLength(answer.totals.units)
      const file = await get(unit, unit === 'school' ? 'deputy' : 'officer', `/api/plans/${planId}/coverage.xlsx`)
      expect(file.headers['content-type']).toContain('spreadsheetml')
    }
  })

  it('reminds only units in one’s own reach, and says when nothing is left to remind of', async () => {
    const everyone = [tree.units.school.id, tree.units.otherSchool.id, tree.units.kindergarten.id]
    const answer = await post('ward', 'officer', `/api/plans/${planId}/remind`, { unitIds: everyone })
    expect(answer.statusCode, answer.body).toBe(202)
    expect(answer.json().units).toBe(2)
    expect(
      (await post('otherWard', 'officer', `/api/plans/${planId}/remind`, { unitIds: [tree.units.school.id] }))
        .statusCode,
    ).toBe(422)
  })
})

describe('a plan of a unit below', () => {
  it('is given out by that unit alone, however far a superior’s rights reach', async () => {
    const { id: schools } = await services.database.asSystem('test', (trx) =>
      trx
        .selectFrom('plan')
        .select('id')
        .where('unit_id', '=', tree.units.school.id)
        .where('open', '=', true)
        .executeTakeFirstOrThrow(),
    )
    const selection = { communeCommittees: false, levels: [], unitIds: [tree.units.otherSchool.id] }
    expect((await get('department', 'officer', `/api/plans/${schools}`)).json().standing.can.cascade).toBe(false)
    for (const [url, body] of [
      ['/cascade', { selection }],
      ['/carriers/count', { selection }],
      [`/carriers/${tree.units.otherSchool.id}/recall`, { reason: 'Nhầm' }],
    ] as const)
      expect((await post('department', 'officer', `/api/plans/${schools}${url}`, body)).statusCode, url).toBe(403)
  })
})

describe('a superior’s plan that came in on paper', () => {
  it('is the plan already sent, when it bears the same number', async () => {
    expect((await seedDepartmentPlan(services, tree, { unit: 'school' })).planId).toBe(planId)
  })

  it('is the unit’s own copy otherwise, and a plan can be made of it', async () => {
    const text = departmentPlanText.replace('1876/KH', '999/KH')
    const copy = await seedDepartmentPlan(services, tree, { unit: 'school', text })
    const seen = (await get('school', 'deputy', `/api/plans/${copy.planId}`)).json()
    expect(seen.standing).toMatchObject({ side: 'copy', state: 'received', can: { derive: true, cascade: false } })
    expect((await get('department', 'officer', `/api/plans/${copy.planId}`)).statusCode).toBe(404)
    const own = (await post('school', 'deputy', `/api/plans/${copy.planId}/derive`)).json()
    const p = (await get('school', 'deputy', `/api/plans/${own.id}`)).json()
    expect(p.content.bases[0]).toContain('số 999/KH-SGDĐT')
    expect(p.tasks.filter((t: { superiorTaskId: string | null }) => t.superiorTaskId)).toHaveLength(5)
  })

  it('is reported on to whom it names above the unit; to the bodies above where it is another school’s', async () => {
    const peers = departmentPlanText
      .replace('1876/KH-SGDĐT', '86/KH-THCS.KB')
      .replace('ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH\nSỞ GIÁO DỤC VÀ ĐÀO TẠO', 'TRƯỜNG THCS KHÔNG BIẾT')
    const { department, ward } = tree.units
    for (const [text, wanted] of [
      [peers.replace('UBND Thành phố (để', `${ward.name} (để`), [department, ward]],
      [peers.replace('86/', '87/').replace(' về Sở Giáo dục và Đào tạo trước', ' trước'), [department, ward]],
      [peers.replace('86/', '89/').replace(' về Sở Giáo dục và Đào tạo trước', ` về ${ward.name} trước`), [ward]],
    ] as const) {
      const copy = await seedDepartmentPlan(services, tree, { unit: 'school', text, issuedHere: false })
      const own = (await post('school', 'deputy', `/api/plans/${copy.planId}/derive`)).json()
      const p = (await get('school', 'deputy', `/api/plans/${own.id}`)).json()
      expect(p.receivers.map((r: { unitId: number }) => r.unitId)).toEqual(wanted.map((unit) => unit.id))
      expect(p.content.recipients.filter((r: string) => r.endsWith('(để báo cáo)'))).toHaveLength(wanted.length)
      expect(p.content.recipients.join()).not.toContain('Không Biết')
      const reports = p.tasks.find((t: { text: string }) => t.text.includes('tham mưu Hiệu trưởng báo cáo'))
      expect(reports.text).toContain(`gửi ${wanted[0].name} trước`)
      // what another school wrote is in the words of a school
      expect(p.tasks[0].text).toContain('tại các cơ sở giáo dục trên địa bàn Thành phố')
    }
  })

  it('sent through the system later takes over what the unit made of its copy', async () => {
    const text = departmentPlanText.replace('1876/KH', '555/KH')
    const copy = await seedDepartmentPlan(services, tree, { unit: 'school', text })
    const own = (await post('school', 'deputy', `/api/plans/${copy.planId}/derive`)).json()
    const sent = await seedDepartmentPlan(services, tree, { text })
    const selection = { communeCommittees: false, levels: [], unitIds: [tree.units.school.id] }
    const asked = await post('department', 'officer', `/api/plans/${sent.planId}/cascade`, { selection })
    let heard = 0
    const stop = services.events.subscribe((event) => {
      if (event.kind === 'notice' && event.personId === tree.people.school.deputy!.id) heard++
    })
    await runCascade(asked.json().progressId)
    await vi.waitFor(() => expect(heard).toBe(1))
    stop()
    expect((await post('school', 'deputy', `/api/plans/${sent.planId}/derive`)).json()).toMatchObject({
      id: own.id,
      created: false,
    })
    const p = (await get('school', 'deputy', `/api/plans/${own.id}`)).json()
    expect(p.superior.id).toBe(sent.planId)
    const theirs = (await get('school', 'deputy', `/api/plans/${sent.planId}`))
      .json()
      .tasks.map((t: { id: string }) => t.id)
    const links = p.tasks.map((t: { superiorTaskId: string | null }) => t.superiorTaskId).filter(Boolean)
    expect(links).toHaveLength(5)
    expect(theirs).toEqual(expect.arrayContaining(links))
    expect(await awaits(copy.documentId)).toBe(false)
    const { units, people } = tree
    expect(await settledBy(copy.documentId)).toEqual([`${units.school.name}: ${people.department.officer!.name}`])
  })

  it('waits for nobody’s word once the unit writes its plan by the one sent, whichever came first', async () => {
    const text = (await import('./seed-plan.testing.ts')).departmentPlanText.replace('1876/KH', '556/KH')
    const sent = await seedDepartmentPlan(services, tree, { text })
    const selection = { communeCommittees: false, levels: ['THCS', 'MN'], unitIds: [] }
    const asked = await post('department', 'officer', `/api/plans/${sent.planId}/cascade`, { selection })
    await runCascade(asked.json().progressId)
    const before = await seedDepartmentPlan(services, tree, { unit: 'school', text })
    expect(before.planId).toBe(sent.planId)
    expect(await awaits(before.documentId)).toBe(true)
    expect(await settledBy(before.documentId)).toEqual([])
    await post('school', 'deputy', `/api/plans/${sent.planId}/derive`)
    expect(await awaits(before.documentId)).toBe(false)
    const [{ name }, people] = [tree.units.school, tree.people.school]
    expect(await settledBy(before.documentId)).toEqual([`${name}: ${people.deputy!.name}`])
    const after = await seedDepartmentPlan(services, tree, { unit: 'school', text })
    expect(await awaits(after.documentId)).toBe(false)
    expect(await settledBy(after.documentId)).toEqual([`${name}: ${people.clerk!.name}`])
  })
})

describe('tasks chosen and addressees changed', () => {
  it('gives the tasks chosen to the kinds of unit chosen; what was left out is added later, and nothing twice', async () => {
    const { planId: other } = await seedDepartmentPlan(services, tree, {
      text: departmentPlanText.replace('1876/KH', '1877/KH'),
    })
    const tasks = (await get('department', 'officer', `/api/plans/${other}`)).json().tasks as { id: string }[]
    const give = async (chosen: { id: string; kinds: string[] | null }[]) => {
      const answer = await post('department', 'officer', `/api/plans/${other}/cascade`, {
        selection: allSchools,
        tasks: chosen,
      })
      expect(answer.statusCode, answer.body).toBe(202)
      await runCascade(answer.json().progressId)
      const { rows } = await services.database.system.query(
        `select t.section || '.' || t.position as task, u.kind, count(*)::int as units from assignment a
          join task t on t.id = a.task_id join unit u on u.id = a.unit_id
          where a.plan_id = $1 and a.unit_id <> $2 group by 1, 2 order by 1, 2`,
        [other, tree.units.department.id],
      )
      return rows.map((r) => `${r.task} ${r.kind} ${r.units}`)
    }
    // two tasks only; the one for schools goes to the communes as well this time
    const two = [
      { id: tasks[0]!.id, kinds: ['school'] },
      { id: tasks[4]!.id, kinds: ['school', 'commune-committee'] },
    ]
    const first = ['II.1.1 school 4', 'III.1.1 commune-committee 2', 'III.1.1 school 4']
    expect(await give(two)).toEqual(first)
    expect(await give(two)).toEqual(first)
    expect(await give([{ id: tasks[0]!.id, kinds: null }])).toEqual(['II.1.1 commune-committee 2', ...first])
    const { tasks: known } = (
      await post('department', 'officer', `/api/plans/${other}/carriers/count`, { selection: allSchools })
    ).json()
    expect(known.map((t: { given: object }) => t.given)).toEqual([
      { school: 4, 'commune-committee': 2 },
      {},
      {},
      {},
      { school: 4, 'commune-committee': 2 },
    ])
    // a unit's draft holds what it was given, and keeps it in scope whatever the words of the plan
    const own = (await post('ward', 'deputy', `/api/plans/${other}/derive`)).json()
    const drafted = (await get('ward', 'deputy', `/api/plans/${own.id}`)).json().tasks
    expect(
      drafted
        .filter((t: { superiorTaskId: string | null }) => t.superiorTaskId)
        .map((t: { superiorTaskId: string; scope: string }) => [t.superiorTaskId, t.scope]),
    ).toEqual([
      [tasks[0]!.id, 'in'],
      [tasks[4]!.id, 'in'],
    ])
    // taken back, then given again without one of its tasks: that one stays taken back until it is chosen
    const unitId = tree.units.highSchool.id
    await post('department', 'officer', `/api/plans/${other}/carriers/${unitId}/recall`, { reason: 'Nhầm đơn vị' })
    const standing = async () =>
      (
        await services.database.system.query(
          `select count(*) filter (where not recalled and state = 'open')::int as open,
            count(*) filter (where recalled)::int as recalled from assignment where plan_id = $1 and unit_id = $2`,
          [other, unitId],
        )
      ).rows[0]
    expect(await standing()).toEqual({ open: 0, recalled: 2 })
    await give([{ id: tasks[0]!.id, kinds: null }])
    expect(await standing()).toEqual({ open: 1, recalled: 1 })
    await give([{ id: tasks[4]!.id, kinds: ['school'] }])
    expect(await standing()).toEqual({ open: 2, recalled: 0 })
    const foreign = await post('department', 'officer', `/api/plans/${other}/cascade`, {
      selection: allSchools,
      tasks: [{ id: (await get('department', 'officer', `/api/plans/${planId}`)).json().tasks[0].id, kinds: null }],
    })
    expect(foreign.statusCode).toBe(422)
    const unknown = await post('department', 'officer', `/api/plans/${other}/cascade`, {
      selection: allSchools,
      tasks: [{ id: tasks[0]!.id, kinds: ['ai-do'] }],
    })
    expect(unknown.statusCode).toBe(422)
  })
})

describe('nơi nhận báo cáo', () => {
  let sent: string
  const put = async (unit: SmallUnit, role: RoleName, url: string, payload: object) =>
    app.inject({ method: 'PUT', url, headers: as(unit, role), payload })
  const seen = async (unit: SmallUnit, id: string) => (await get(unit, 'deputy', `/api/plans/${id}`)).json()

  it('of the units that carry a plan out is read from its document', async () => {
    const text = departmentPlanText
      .replace('1876/KH', '1880/KH')
      .replace(/(báo cáo[^.]*về Sở[^.;]*)/iu, '$1, đồng gửi UBND phường, xã, đặc khu')
    sent = (await seedDepartmentPlan(services, tree, { text })).planId
    expect((await seen('department', sent)).carrierReceivers).toMatchObject([
      { role: 'main', unitId: tree.units.department.id, through: null },
      { role: 'copy', unitId: null, through: 'commune' },
    ])
  })

  it('is for each carrier its own commune, by its relation of the day', async () => {
    const answer = await post('department', 'officer', `/api/plans/${sent}/cascade`, { selection: allSchools })
    await runCascade(answer.json().progressId)
    const receivers = async (unit: SmallUnit) =>
      (await seen(unit, sent)).receivers.map((r: { unitId: number; role: string }) => [r.role, r.unitId])
    const main = ['main', tree.units.department.id]
    expect(await receivers('school')).toEqual([main, ['copy', tree.units.ward.id]])
    expect(await receivers('otherSchool')).toEqual([main, ['copy', tree.units.otherWard.id]])
    // an upper secondary school belongs to the department, a committee to the province's: no commune above them
    expect(await receivers('highSchool')).toEqual([main])
    expect(await receivers('ward')).toEqual([main])
  })

  it('is changed by the issuer alone, one main and nobody twice', async () => {
    const url = `/api/plans/${sent}/carrier-receivers`
    const copy = { role: 'copy', unitId: tree.units.committee.id, through: null }
    for (const [unit, role] of [
      ['ward', 'officer'],
      ['school', 'deputy'],
      ['department', 'clerk'],
    ] as const)
      expect((await put(unit, role, url, { receivers: [copy] })).statusCode, `${unit} ${role}`).toBe(403)
    expect(
      (await put('otherWard', 'officer', `/api/plans/${planId}/carrier-receivers`, { receivers: [] })).statusCode,
    ).toBe(403)
    for (const receivers of [
      [copy, copy],
      [
        { ...copy, role: 'main' },
        { role: 'main', unitId: null, through: 'commune' },
      ],
      [{ role: 'copy', unitId: null, through: null }],
      [{ role: 'copy', unitId: tree.units.ward.id, through: 'commune' }],
    ])
      expect((await put('department', 'officer', url, { receivers })).statusCode, JSON.stringify(receivers)).toBe(422)
    const wanted = { receivers: [{ role: 'main', unitId: null, through: 'commune' }, copy] }
    expect((await put('department', 'officer', url, wanted)).json()).toEqual({ count: 2 })
    expect((await seen('school', sent)).receivers).toMatchObject([
      { unitId: tree.units.ward.id, role: 'main' },
      { unitId: tree.units.committee.id, role: 'copy' },
    ])
    // a unit without such a body reports to the issuer
    expect((await seen('highSchool', sent)).receivers[0]).toMatchObject({
      unitId: tree.units.department.id,
      role: 'main',
    })
  })

  it('is proposed in a unit’s own plan, printed among its recipients, and changed there by the unit', async () => {
    const { id } = (await post('school', 'deputy', `/api/plans/${sent}/derive`)).json()
    const plan = await seen('school', id)
    expect(plan.receivers.map((r: { unitId: number }) => r.unitId)).toEqual([
      tree.units.ward.id,
      tree.units.committee.id,
    ])
    expect(plan.content.recipients.slice(0, 2)).toEqual([
      'UBND phường Hạnh Thông (để báo cáo)',
      'UBND TP.HCM (để báo cáo)',
    ])
    expect(plan.standing.can.setReceivers).toBe(true)
    const url = `/api/plans/${id}/report-receivers`
    const receivers = [
      { unitId: tree.units.department.id, role: 'main' },
      { unitId: tree.units.otherWard.id, role: 'copy' },
    ]
    expect((await put('school', 'teacher', url, { receivers })).statusCode).toBe(403)
    expect((await put('otherSchool', 'deputy', url, { receivers })).statusCode).toBe(404)
    expect((await put('school', 'deputy', url, { receivers })).json()).toEqual({ count: 2 })
    // a plan not issued is nobody's to read yet
    expect((await get('otherWard', 'officer', `/api/plans/${id}`)).statusCode).toBe(404)
  })

  it('of a plan in force may be put right: who is named reads the plan, who is no longer does not', async () => {
    const { id } = await services.database.asSystem('test', (trx) =>
      trx
        .selectFrom('plan')
        .select('id')
        .where('unit_id', '=', tree.units.school.id)
        .where('open', '=', true)
        .executeTakeFirstOrThrow(),
    )
    const url = `/api/plans/${id}/report-receivers`
    const before = (await seen('school', id)).receivers
    const reads = async () => (await get('otherWard', 'officer', `/api/plans/${id}`)).statusCode
    expect(await reads()).toBe(404)
    const copy = { unitId: tree.units.otherWard.id, role: 'copy' }
    expect((await put('school', 'deputy', url, { receivers: [...before, copy] })).statusCode).toBe(200)
    expect(await reads()).toBe(200)
    expect((await put('school', 'deputy', url, { receivers: before })).statusCode).toBe(200)
    expect(await reads()).toBe(404)
    // above it everybody may read it, and nobody may change whom it names
    expect((await put('department', 'deputy', url, { receivers: [] })).statusCode).toBe(403)
  })
})

describe('a limit that comes every month', () => {
  it('begins for a unit with its first day after the plan is given; a limit of one day stands', async () => {
    const text = departmentPlanText.replace('1876/KH', '1893/KH')
    const { planId: other } = await seedDepartmentPlan(services, tree, { text })
    expect(services.clock.today()).toBe('2026-03-16')
    const { system } = services.database
    await system.query(`update plan set report_due_on = '2026-03-10', report_due_recurring = '---10' where id = $1`, [
      other,
    ])
    const tasks = (await get('department', 'officer', `/api/plans/${other}`)).json().tasks as {
      id: string
      scope: string
    }[]
    const [monthly, once, none] = tasks.map((task) => task.id)
    const chosen = [monthly, once, none].map((id) => ({ id: id!, kinds: null }))
    for (const [id, dueOn, recurring] of [
      [monthly, '2026-03-12', '---12'],
      [once, '2026-03-12', null],
      [none, null, null],
    ])
      await system.query('update task set due_on = $2, due_recurring = $3 where id = $1', [id, dueOn, recurring])
    const selection = { communeCommittees: false, levels: [], unitIds: [tree.units.school.id] }
    const asked = await post('department', 'officer', `/api/plans/${other}/cascade`, { selection, tasks: chosen })
    expect(asked.statusCode, asked.body).toBe(202)
    await runCascade(asked.json().progressId)
    const { rows } = await system.query<{ id: string; due: string }>(
      `select task_id as id, due_on::text as due from assignment where plan_id = $1 and unit_id = $2`,
      [other, tree.units.school.id],
    )
    expect(new Map(rows.map((row) => [row.id, row.due]))).toEqual(
      new Map([
        [monthly, '2026-04-12'],
        [once, '2026-03-12'],
        [none, '2026-04-10'],
      ]),
    )
    const own = (await post('school', 'deputy', `/api/plans/${other}/derive`)).json()
    const drafted = (await get('school', 'deputy', `/api/plans/${own.id}`)).json()
    const due = drafted.tasks.find((t: { superiorTaskId: string | null }) => t.superiorTaskId === monthly).dueOn
    for (const day of [due, drafted.reportDueOn]) expect(day >= '2026-03-16' && day <= '2026-04-12', day).toBe(true)
  })

  it('begins with its first day to come where the unit registers its own signed plan later', async () => {
    const text = (await import('./seed-plan.testing.ts')).departmentPlanText
      .replace('1876/KH', '1895/KH')
      .replace('ngày 15 tháng 10 hằng năm', 'ngày 10 hằng tháng')
    const { planId: other } = await seedDepartmentPlan(services, tree, { text })
    expect((await get('department', 'officer', `/api/plans/${other}`)).json()).toMatchObject({
      reportDueOn: '2026-04-10',
      reportDueRecurring: '---10',
    })
    const { rows } = await services.database.system.query<{ due: string }>(
      'select distinct due_on::text as due from assignment where plan_id = $1 order by due',
      [other],
    )
    expect(rows.map(({ due }) => due)).toEqual(['2026-04-10', '2026-06-30'])
  })

  it('begins anew for a unit that was recalled and is given the plan again; a limit that was extended stands', async () => {
    const text = (await import('./seed-plan.testing.ts')).departmentPlanText.replace('1876/KH', '1896/KH')
    const { planId: other } = await seedDepartmentPlan(services, tree, { text })
    const { system } = services.database
    await system.query(`update task set due_on = '2026-02-12', due_recurring = '---12' where plan_id = $1`, [other])
    const unitId = tree.units.school.id
    const give = async () => {
      const selection = { communeCommittees: false, levels: [], unitIds: [unitId] }
      const asked = await post('department', 'officer', `/api/plans/${other}/cascade`, { selection, tasks: [] })
      await runCascade(asked.json().progressId)
    }
    const limits = async () => {
      const { rows } = await system.query<{ due: string }>(
        'select due_on::text as due from assignment where plan_id = $1 and unit_id = $2 order by id',
        [other, unitId],
      )
      return rows.map(({ due }) => due)
    }
    await give()
    const [first, ...rest] = await limits()
    expect([first, ...rest].every((due) => due === '2026-04-12')).toBe(true)
    // given in February first, and one of its limits extended since
    await system.query(`update assignment set due_on = '2026-02-12' where plan_id = $1 and unit_id = $2`, [
      other,
      unitId,
    ])
    await system.query(
      `update assignment set due_on = '2026-06-01' where id = (select min(id) from assignment where plan_id = $1 and unit_id = $2)`,
      [other, unitId],
    )
    await post('department', 'officer', `/api/plans/${other}/carriers/${unitId}/recall`, { reason: 'Nhầm đơn vị' })
    await give()
    expect(await limits()).toEqual(['2026-06-01', ...rest])
  })

  it('comes for the unit on the day before the superior’s, or on the one it sets, every time', async () => {
    const text = (await import('./seed-plan.testing.ts')).departmentPlanText.replace('1876/KH', '1894/KH')
    const { planId: other } = await seedDepartmentPlan(services, tree, { text })
    const { system } = services.database
    await system.query(`update plan set report_due_on = '2026-03-18', report_due_recurring = '---18' where id = $1`, [
      other,
    ])
    const selection = { communeCommittees: false, levels: [], unitIds: [tree.units.school.id] }
    const asked = await post('department', 'officer', `/api/plans/${other}/cascade`, { selection, tasks: [] })
    await runCascade(asked.json().progressId)
    const { id } = (await post('school', 'deputy', `/api/plans/${other}/derive`)).json()
    const own = async () => (await get('school', 'deputy', `/api/plans/${id}`)).json()
    // five days before is past by now: the first falls today, every other on its day
    expect(await own()).toMatchObject({ reportDueOn: '2026-03-16', reportDueRecurring: '---13' })
    const set = async (reportDueOn: string | null) => {
      const { version } = await own()
      const set = await patch('school', 'deputy', `/api/plans/${id}/content`, { version, reportDueOn })
      expect(set.statusCode, set.body).toBe(200)
      const { reportDueRecurring } = await own()
      return reportDueRecurring
    }
    expect(await set('2026-03-16')).toBe('---13')
    expect(await set('2026-04-08')).toBe('---08')
    expect(await set(null)).toBeNull()
    expect(await set('2026-04-09')).toBe('---09')
  })
})

describe('the annex of assignments', () => {
  it('says by when what the issue then sets in motion, and no day for what is not the unit’s own', async () => {
    const text = departmentPlanText.replace('1876/KH', '1889/KH')
    const { planId: other } = await seedDepartmentPlan(services, tree, { text })
    const selection = { communeCommittees: false, levels: [], unitIds: [tree.units.school.id] }
    const asked = await post('department', 'officer', `/api/plans/${other}/cascade`, { selection, tasks: [] })
    await runCascade(asked.json().progressId)
    const { id, documentId } = (await post('school', 'deputy', `/api/plans/${other}/derive`)).json()
    const { system } = services.database
    await system.query(
      `update plan set content = content || '{"assignments": true}', report_due_on = '2026-03-10', report_due_recurring = '---10'
        where id = $1`,
      [id],
    )
    // one task is for others alone; of the rest one has a day of its own that comes every month and is past
    const { rows: tasks } = await system.query<{ id: string }>(
      `update task set due_on = null, due_recurring = null where plan_id = $1 and scope = 'in' returning id`,
      [id],
    )
    const [monthly, theirs] = [tasks[0]!.id, tasks.at(-1)!.id]
    await system.query(`update task set due_on = '2026-03-12', due_recurring = '---12' where id = $1`, [monthly])
    await system.query(
      `update task set superior_task_id = null, assignees = '{"Ủy ban nhân dân phường, xã, đặc khu"}' where id = $1`,
      [theirs],
    )
    await system.query(`update document set issued_on = '2026-03-16' where id = $1`, [documentId])
    const paper = await services.database.asSystem('print', (trx) => planPaper.compose(trx, documentId))
    const [table] = paper.annexes![0]!.blocks
    const printed = (table as { rows: string[][] }).rows.map((row) => row[4]!)
    const clerk = (await loadActor(services.database, tree.people.school.clerk!.id, null))!
    await runDeed(services, clerk, 'issue-paper', null, (work) => planPaper.issued(work, documentId))
    const { rows: set } = await system.query<{ day: string }>(
      `select coalesce(to_char(a.due_on, 'FMDD/FMMM/YYYY'), '') as day from task t left join assignment a on a.task_id = t.id
        where t.plan_id = $1 and t.scope = 'in'`,
      [id],
    )
    expect(printed.sort()).toEqual(set.map(({ day }) => day).sort())
    expect(new Set(printed)).toEqual(new Set(['', '10/4/2026', '12/4/2026']))
  })
})

describe('the day a superior has moved on as it reported', () => {
  /** Given to the school on 16 March 2026, after the department sent its own report. */
  const given = async (number: string, first: string, recurring: string, movedTo: string) => {
    const text = departmentPlanText.replace('1876/KH', `${number}/KH`)
    const { planId: other } = await seedDepartmentPlan(services, tree, { text })
    const { system } = services.database
    await system.query(
      `update plan set report_due_on = $2, report_first_due_on = $3, report_due_recurring = $4 where id = $1`,
      [other, movedTo, first, recurring],
    )
    await system.query('update task set due_on = null, due_recurring = null where plan_id = $1', [other])
    const give = async () => {
      const selection = { communeCommittees: false, levels: [], unitIds: [tree.units.school.id] }
      const asked = await post('department', 'officer', `/api/plans/${other}/cascade`, { selection, tasks: [] })
      await runCascade(asked.json().progressId)
    }
    await give()
    const limits = async () => {
      const { rows } = await system.query<{ due: string }>(
        'select distinct due_on::text as due from assignment where plan_id = $1 and unit_id = $2',
        [other, tree.units.school.id],
      )
      return rows.map(({ due }) => due)
    }
    /** The report's day on the plan's page and in the list, in that order. */
    const shown = async (unit: 'school' | 'department') => {
      const reader = unit === 'school' ? 'deputy' : 'officer'
      const page = (await get(unit, reader, `/api/plans/${other}`)).json()
      const { rows } = (await get(unit, reader, `/api/plans?q=${number}`)).json() as {
        rows: { id: string; reportDueOn: string }[]
      }
      return [page.reportDueOn, rows.find((row) => row.id === other)?.reportDueOn]
    }
    return { other, give, limits, shown }
  }

  it('is still the first for a unit given the plan then: its tasks, its draft, what stands behind that, its tasks given anew', async () => {
    const { other, give, limits } = await given('1897', '2026-12-15', '--12-15', '2027-12-15')
    expect(await limits()).toEqual(['2026-12-15'])
    const { id } = (await post('school', 'deputy', `/api/plans/${other}/derive`)).json()
    const own = (await get('school', 'deputy', `/api/plans/${id}`)).json()
    expect(own).toMatchObject({ reportDueOn: '2026-12-10', superior: { reportDueOn: '2026-12-15' } })
    const url = `/api/plans/${other}/carriers/${tree.units.school.id}/recall`
    expect((await post('department', 'officer', url, { reason: 'Nhầm đơn vị' })).statusCode).toBe(200)
    await give()
    expect(await limits()).toEqual(['2026-12-15'])
  })

  it('is for such a unit the next from the day it gets the plan where it comes every month', async () => {
    const { other, limits } = await given('1898', '2026-01-20', '---20', '2026-04-20')
    expect(await limits()).toEqual(['2026-03-20'])
    const { id } = (await post('school', 'deputy', `/api/plans/${other}/derive`)).json()
    const own = (await get('school', 'deputy', `/api/plans/${id}`)).json()
    expect(own).toMatchObject({ reportDueOn: '2026-03-16', superior: { reportDueOn: '2026-03-20' } })
  })

  it('is on page and list alike the day its units are asked for, to them and to the superior itself', async () => {
    const yearly = await given('1899', '2026-12-15', '--12-15', '2027-12-15')
    expect(await yearly.shown('school')).toEqual(['2026-12-15', '2026-12-15'])
    expect(await yearly.shown('department')).toEqual(['2026-12-15', '2026-12-15'])
    const monthly = await given('1900', '2026-01-15', '---15', '2026-04-15')
    const since = (day: string) =>
      services.database.system.query('update plan_carrier set sent_at = $2 where plan_id = $1', [
        monthly.other,
        `${day}T02:00:00Z`,
      ])
    // missed by who has it; still to come for who got it after
    await since('2026-02-02')
    expect(await monthly.shown('school')).toEqual(['2026-03-15', '2026-03-15'])
    await since('2026-03-16')
    expect(await monthly.shown('school')).toEqual(['2026-04-15', '2026-04-15'])
  })
})

describe('two at once', () => {
  it('giving the same plan to the same units: every unit and task once, told once', async () => {
    const text = departmentPlanText.replace('1876/KH', '1890/KH')
    const { planId: other } = await seedDepartmentPlan(services, tree, { text })
    const asked = await Promise.all(
      [1, 2, 3].map(() =>
        post('department', 'officer', `/api/plans/${other}/cascade`, { selection: allSchools }).then((a) => a.json()),
      ),
    )
    // the queue may hand one job to two workers as well, when the first was taken for dead
    await Promise.all([...asked, asked[0]].map(({ progressId }) => runCascade(progressId)))
    const { rows } = await services.database.system.query(
      `select (select count(*) from plan_carrier where plan_id = $1::uuid)::int as carriers,
        (select count(*) from assignment a join plan p on p.id = a.plan_id and p.unit_id <> a.unit_id where p.id = $1::uuid)::int as given,
        (select sum(open) from plan_count where plan_id = $1::uuid)::int as counted,
        (select count(*) - count(distinct person_id) from notice where record_id = $1::text and kind = 'plan-received')::int as again`,
      [other],
    )
    expect(rows).toEqual([{ carriers: 6, given: 28, counted: 28, again: 0 }])
  })

  it('giving and recalling: a unit carries the plan with its tasks, or neither', async () => {
    const text = departmentPlanText.replace('1876/KH', '1891/KH')
    const { planId: other } = await seedDepartmentPlan(services, tree, { text })
    const selection = { communeCommittees: false, levels: [], unitIds: [tree.units.highSchool.id] }
    const give = async () =>
      (await post('department', 'officer', `/api/plans/${other}/cascade`, { selection })).json().progressId as string
    await runCascade(await give())
    const again = await give()
    await Promise.all([
      runCascade(again),
      post('department', 'officer', `/api/plans/${other}/carriers/${tree.units.highSchool.id}/recall`, {
        reason: 'Nhầm đơn vị',
      }),
    ])
    const { rows } = await services.database.system.query(
      `select c.recalled_at is not null as recalled, bool_and(a.recalled = (c.recalled_at is not null)) as alike
        from plan_carrier c join assignment a on a.plan_id = c.plan_id and a.unit_id = c.unit_id
        where c.plan_id = $1 group by 1`,
      [other],
    )
    expect(rows).toEqual([{ recalled: true, alike: true }])
  })

  it('drafting the own plan: one draft', async () => {
    const text = departmentPlanText.replace('1876/KH', '1892/KH')
    const { planId: other } = await seedDepartmentPlan(services, tree, { text })
    const selection = { communeCommittees: false, levels: [], unitIds: [tree.units.school.id] }
    const answer = await post('department', 'officer', `/api/plans/${other}/cascade`, { selection })
    await runCascade(answer.json().progressId)
    const made = await Promise.all(
      (['deputy', 'head', 'deputy'] as const).map(async (role) =>
        (await post('school', role, `/api/plans/${other}/derive`)).json(),
      ),
    )
    expect(new Set(made.map((m) => m.id)).size).toBe(1)
    expect(made.filter((m) => m.created)).toHaveLength(1)
  })
})
