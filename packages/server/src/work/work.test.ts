import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../platform/http.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedIssuedPlan, seedSmallTree } from '../seeds/index.ts'
import { workRoutes } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree

beforeAll(async () => {
  services = await openTestServices('2026-04-10')
  app = await buildTestApp(services, [workRoutes])
  tree = await seedSmallTree(services.database)
  const { units, people } = tree
  await services.database.asSystem('seed', async (trx) => {
    await seedIssuedPlan(trx, {
      unit: units.department,
      number: '1876/KH-SGDĐT',
      title: 'Kế hoạch của Sở',
      reportDueOn: '2026-10-15',
      tasks: [{ section: 'II', text: 'Quán triệt các văn bản', dueOn: '2026-04-30' }],
      carriers: [units.school],
    })
    const own = await seedIssuedPlan(trx, {
      unit: units.school,
      number: '86/KH-THCS.BM',
      title: 'Kế hoạch của trường',
      reportDueOn: '2026-05-01',
      receivers: [{ unitId: units.department.id, role: 'main' }],
      tasks: [
        ...Array.from({ length: 13 }, (_, i) => ({
          section: 'II',
          text: `Việc của giáo viên ${i + 1}`,
          dueOn: i < 12 ? `2026-04-${String(8 + i).padStart(2, '0')}` : null,
          ownerPersonId: people.school.teacher!.id,
        })),
        { section: 'III', text: 'Việc của cấp phó', dueOn: '2026-04-12', ownerPersonId: people.school.deputy!.id },
        { section: 'III', text: 'Việc xa của thủ trưởng', dueOn: '2031-01-01', ownerPersonId: people.school.head!.id },
      ],
      carriers: [units.school],
    })
    const paper = (state: string, by: string, title: string) =>
      trx
        .insertInto('document')
        .values({
          unit_id: units.school.id,
          unit_path: units.school.path,
          direction: 'out',
          state,
          paper: 'plan',
          kind: 'Kế hoạch',
          title,
          created_by: by,
          ...(state === 'approved' ? { approved_hash: 'a'.repeat(64) } : {}),
        })
        .execute()
    await paper('submitted', people.school.deputy!.id, 'Kế hoạch chờ duyệt')
    await paper('approved', people.school.deputy!.id, 'Kế hoạch chờ ký')
    await paper('returned', people.school.deputy!.id, 'Kế hoạch bị trả lại')
    await trx
      .insertInto('instruction')
      .values({
        document_id: own.documentId,
        unit_id: units.school.id,
        unit_path: units.school.path,
        from_person_id: people.school.head!.id,
        to_person_id: people.school.deputy!.id,
        text: 'Đ/c tham mưu',
        due_on: '2026-04-11',
      })
      .execute()
    await sql`update assignment set extension_asked_on = '2026-05-30' where unit_id = ${units.school.id}
      and task_id in (select id from task where text = 'Quán triệt các văn bản')`.execute(trx)
  })
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const work = async (person: string) => (await app.inject({ url: '/api/work', headers: { 'x-person': person } })).json()
const list = async (person: string, name: string, limit: number) =>
  (await app.inject({ url: `/api/work/${name}?limit=${limit}`, headers: { 'x-person': person } })).json()
const kinds = (list: { rows: { kind: string }[] }) => list.rows.map((r) => r.kind)

describe('my work', () => {
  it('of a teacher is what names the teacher, nearest limit first, ten lines and the way to the rest', async () => {
    const teacher = tree.people.school.teacher!.id
    const { todo, soon, waiting } = await work(teacher)
    expect(todo.rows.map((r: { title: string }) => r.title)).toEqual(
      Array.from({ length: 10 }, (_, i) => `Việc của giáo viên ${i + 1}`),
    )
    expect(todo.rows[0]).toMatchObject({ from: '86/KH-THCS.BM', can: { done: true, transferred: true }, version: 1 })
    expect(todo.more).toBe(true)
    // all that is on screen is asked for as a whole: what has come and gone in between leaves no gap and stands nowhere twice
    const asked = await list(teacher, 'todo', 20)
    expect(asked.rows.map((r: { title: string }) => r.title)).toEqual(
      Array.from({ length: 13 }, (_, i) => `Việc của giáo viên ${i + 1}`),
    )
    expect(asked.more).toBe(false)
    expect(await list(teacher, 'todo', 12)).toMatchObject({ rows: { length: 12 }, more: true })
    // a list says how far it goes, and goes no further
    const { most } = asked
    expect(await list(teacher, 'todo', most)).toMatchObject({ more: false, most })
    expect(await list(teacher, 'todo', most + 1)).toMatchObject({ status: 422 })
    // what is on the first list is not repeated on the second
    expect(soon.rows.map((r: { title: string }) => r.title)).toEqual(['Việc của giáo viên 11', 'Việc của giáo viên 12'])
    expect(await list(teacher, 'soon', 20)).toEqual(soon)
    expect(waiting.rows).toEqual([])
  })

  it('of a teacher tells which lines are of the whole tổ', async () => {
    const teacher = tree.people.school.teacher!.id
    const notes = async () => (await list(teacher, 'todo', 3)).rows.map((r: { note: string | null }) => r.note)
    expect(await notes()).toEqual([null, null, null])
    const given = (ofTeam: boolean) =>
      services.database.asSystem('seed', (trx) =>
        sql`update assignment a set
            owner_person_id = case when ${ofTeam} then null else ${teacher}::uuid end,
            owner_part_id = case when ${ofTeam} then (select part_id from membership where person_id = ${teacher}::uuid) end
          from task t where t.id = a.task_id and t.text = 'Việc của giáo viên 2'`.execute(trx),
      )
    await given(true)
    expect(await notes()).toEqual([null, expect.stringMatching(/^Tổ /), null])
    await given(false)
  })

  it('of a deputy: the instruction, own work, the returned paper, the report due, the plan received', async () => {
    const { todo, soon, waiting } = await work(tree.people.school.deputy!.id)
    expect(kinds(todo)).toEqual([
      'instruction',
      'assignment',
      // one line for the superior's plan, by the first limit in it, not one for each of its tasks
      'plan-received',
      'report-due',
      'paper-returned',
    ])
    expect(kinds(waiting)).toEqual(['extension-asked', 'paper-submitted', 'paper-approved'])
    // the deputy leads the unit and sees what of its people falls due
    expect(soon.rows.every((r: { note: string | null }) => r.note !== null)).toBe(true)
    expect(soon.rows.length).toBe(10)
  })

  it('a report of every month is work to do from the day on which it can be met; one begun for a later day is the one that opens', async () => {
    const deputy = tree.people.school.deputy!.id
    const line = async () =>
      (await list(deputy, 'todo', 50)).rows.find((r: { kind: string }) => r.kind === 'report-due')
    const { clock } = services
    const { rows } = await services.database.system.query<{ id: string }>(
      `update plan set report_due_recurring = '---01' where report_due_on = '2026-05-01' returning id`,
    )
    const { id: planId } = rows[0]!
    expect(await line()).toBeUndefined()
    const stood = { ...clock }
    Object.assign(clock, { today: () => '2026-04-21' })
    expect(await line()).toMatchObject({ dueOn: '2026-05-01', state: 'missing', recordId: planId })
    const reportId = await services.database.asSystem('seed', async (trx) => {
      const paper = await trx
        .insertInto('document')
        .values({
          unit_id: tree.units.school.id,
          unit_path: tree.units.school.path,
          direction: 'out',
          state: 'draft',
          paper: 'report',
          kind: 'Báo cáo',
          title: 'Báo cáo',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const report = await trx
        .insertInto('report')
        .values({
          document_id: paper.id,
          plan_id: planId,
          unit_id: tree.units.school.id,
          unit_path: tree.units.school.path,
          period_from: '2026-01-01',
          period_to: '2026-05-31',
          due_on: '2026-06-01',
          content: '{}',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return report.id
    })
    expect(await line()).toMatchObject({ dueOn: '2026-05-01', state: 'begun', recordId: reportId })
    Object.assign(clock, stood)
    await services.database.system.query(`update plan set report_due_recurring = null where id = $1`, [planId])
    await services.database.system.query(`delete from report where id = $1`, [reportId])
  })

  it('a plan of the superior that the unit writes its own of is told from one that nobody has begun', async () => {
    const stateOf = async () => {
      const { todo } = await work(tree.people.school.deputy!.id)
      return todo.rows.find((row: { kind: string }) => row.kind === 'plan-received').state
    }
    expect(await stateOf()).toBe('sent')
    await services.database.asSystem('seed', (trx) =>
      sql`with paper as (
          insert into document (unit_id, unit_path, direction, state, paper, kind, title, created_by)
          values (${tree.units.school.id}, ${tree.units.school.path}, 'out', 'draft', 'plan', 'Kế hoạch', 'Đang soạn',
            ${tree.people.school.deputy!.id}) returning id)
        insert into plan (document_id, unit_id, unit_path, year, superior_plan_id, content)
        select paper.id, ${tree.units.school.id}, ${tree.units.school.path}, 2026, p.id, '{}'
        from paper, plan p where p.unit_id = ${tree.units.department.id}`.execute(trx),
    )
    expect(await stateOf()).toBe('drafting')
  })

  it('of a head: the paper to approve; of a clerk: the paper to issue', async () => {
    const head = await work(tree.people.school.head!.id)
    expect(kinds(head.todo)).toContain('paper-to-approve')
    expect(kinds(head.waiting)).toContain('instruction-given')
    // it holds up others: what has no limit, or a later one, does not stand before it
    const order = kinds(head.todo)
    expect(order.indexOf('paper-to-approve')).toBeLessThan(order.lastIndexOf('assignment'))
    expect(head.todo.rows.at(-1)).toMatchObject({ title: 'Việc xa của thủ trưởng' })
    const clerk = await work(tree.people.school.clerk!.id)
    expect(kinds(clerk.todo)).toEqual(['paper-to-issue'])
  })

  it('of the superior: the extension to decide; of a stranger: nothing', async () => {
    const { todo } = await work(tree.people.department.officer!.id)
    expect(todo.rows).toMatchObject([
      { kind: 'extension-to-decide', fromUnit: tree.units.school.name, note: '2026-05-30', recordKind: 'assignment' },
    ])
    const stranger = await work(tree.people.otherSchool.deputy!.id)
    expect(stranger).toMatchObject({ todo: { rows: [] }, soon: { rows: [] }, waiting: { rows: [] } })
  })

  it('of who may instruct: the arrivals filed and not yet given to anybody, for a month after they came', async () => {
    const { units, people } = tree
    const arrived = (title: string, on: string, state: string, more: object = {}) =>
      services.database.asSystem('seed', async (trx) => {
        const paper = { direction: 'in', state, kind: 'Công văn', title, number: `1/${title}`, arrival_on: on }
        const row = { unit_id: units.school.id, unit_path: units.school.path, ...paper, ...more }
        const { id } = await trx.insertInto('document').values(row).returning('id').executeTakeFirstOrThrow()
        return id
      })
    await arrived('Đến hôm qua', '2026-04-09', 'filed', { issuer: 'Sở Giáo dục và Đào tạo' })
    await arrived('Đến hôm kia', '2026-04-08', 'filed')
    await arrived('Chưa vào sổ', '2026-04-09', 'read')
    await arrived('Đã từ lâu', '2026-03-11', 'filed')
    await arrived('Đã cho ý kiến', '2026-04-09', 'filed', { instructed_at: '2026-04-09T03:00:00Z' })
    await arrived('Văn bản nội bộ', '2026-04-09', 'filed', { direction: 'internal' })
    const taken = await arrived('Kế hoạch đã được lập theo', '2026-04-09', 'filed', { kind: 'Kế hoạch' })
    await services.database.asSystem('seed', (trx) =>
      sql`with came as (
          insert into plan (document_id, unit_id, unit_path, year, content)
          values (${taken}, ${units.school.id}, ${units.school.path}, 2026, '{}') returning id),
        paper as (
          insert into document (unit_id, unit_path, direction, state, paper, kind, title)
          values (${units.school.id}, ${units.school.path}, 'out', 'draft', 'plan', 'Kế hoạch', 'Kế hoạch của trường')
          returning id)
        insert into plan (document_id, unit_id, unit_path, year, superior_plan_id, content)
        select paper.id, ${units.school.id}, ${units.school.path}, 2026, came.id, '{}' from came, paper`.execute(trx),
    )
    const lines = async (person: string) =>
      (await work(person)).todo.rows.filter((row: { kind: string }) => row.kind === 'document-to-instruct')
    expect(await lines(people.school.head!.id)).toMatchObject([
      { title: 'Đến hôm kia', dueOn: null, recordKind: 'document' },
      { title: 'Đến hôm qua', from: '1/Đến hôm qua', fromUnit: 'Sở Giáo dục và Đào tạo' },
    ])
    expect(await lines(people.school.deputy!.id)).toHaveLength(2)
    expect(await lines(people.school.clerk!.id)).toEqual([])
    expect(await lines(people.otherSchool.head!.id)).toEqual([])
  })

  it('counts the limits of a month by day', async () => {
    const answer = await app.inject({
      url: '/api/work/calendar?month=2026-04',
      headers: { 'x-person': tree.people.school.teacher!.id },
    })
    expect(answer.json().days).toHaveLength(12)
    expect(answer.json().days[0]).toEqual({ day: '2026-04-08', count: 1 })
  })
})
