import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../platform/http.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedIssuedPlan, seedSmallTree } from '../seeds/index.ts'
import { remarkRoutes, tellOfRemarkJob } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree
/** The department's plan, given to `school` and to nobody else. */
let plan: Awaited<ReturnType<typeof seedIssuedPlan>>
/** A draft of the school's. */
let draftId: string

beforeAll(async () => {
  services = await openTestServices('2026-04-10')
  app = await buildTestApp(services, [remarkRoutes])
  tree = await seedSmallTree(services.database)
  const { units, people } = tree
  await services.database.asSystem('seed', async (trx) => {
    plan = await seedIssuedPlan(trx, {
      unit: units.department,
      number: '1876/KH-SGDĐT',
      title: 'Kế hoạch của Sở',
      tasks: [{ section: 'II', text: 'Quán triệt các văn bản', dueOn: '2026-04-30' }],
      carriers: [units.school],
    })
    const { id } = await trx
      .insertInto('document')
      .values({
        unit_id: units.school.id,
        unit_path: units.school.path,
        direction: 'out',
        state: 'draft',
        paper: 'plan',
        kind: 'Kế hoạch',
        title: 'Dự thảo của trường',
        created_by: people.school.deputy!.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    draftId = id
  })
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const ask = async (person: string, url: string) => {
  const answer = await app.inject({ url, headers: { 'x-person': person } })
  return { status: answer.statusCode, body: answer.json() }
}
const send = async (person: string, method: 'POST' | 'PATCH', url: string, payload: object) => {
  const answer = await app.inject({ method, url, payload, headers: { 'x-person': person } })
  return { status: answer.statusCode, body: answer.json() }
}
const onPlan = () => `/api/plans/${plan.planId}/remarks`
const onDraft = () => `/api/documents/${draftId}/remarks`
const say = async (person: string, url: string, text: string, more: object = {}) => {
  const { status, body } = await send(person, 'POST', url, { text, audience: 'record', ...more })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id as number
}
const texts = async (person: string, url: string) =>
  (await ask(person, url)).body.rows.map((row: { text: string | null }) => row.text)
const told = (person: string) =>
  services.database.asSystem('look', (trx) =>
    trx.selectFrom('notice').select(['kind', 'record_kind as recordKind']).where('person_id', '=', person).execute(),
  )

describe('remarks on a plan given to a school', () => {
  it('are read by the department and by the school, and by nobody who may not see the plan', async () => {
    const { department, school, otherSchool, ward } = tree.people
    await say(department.officer!.id, onPlan(), 'Trường gửi danh sách trước ngày 20/4 giúp Sở.')
    await say(school.deputy!.id, onPlan(), 'Trường đã nhận, xin gửi ngày 18/4.')
    const both = ['Trường gửi danh sách trước ngày 20/4 giúp Sở.', 'Trường đã nhận, xin gửi ngày 18/4.']
    expect(await texts(department.officer!.id, onPlan())).toEqual(both)
    expect(await texts(school.teacher!.id, onPlan())).toEqual(both)
    for (const stranger of [otherSchool.head!, ward.officer!]) {
      expect((await ask(stranger.id, onPlan())).status).toBe(404)
      expect((await send(stranger.id, 'POST', onPlan(), { text: 'x', audience: 'record' })).status).toBe(404)
    }
  })

  it('stay within the writer’s unit when they are written for it', async () => {
    const { department, school } = tree.people
    const kept = 'Cô Lan soạn trước phần mục II giúp nhé.'
    await say(school.deputy!.id, onPlan(), kept, { audience: 'unit' })
    expect(await texts(school.teacher!.id, onPlan())).toContain(kept)
    expect(await texts(department.officer!.id, onPlan())).not.toContain(kept)
    // neither counted nor found through the database itself
    const seen = (await ask(department.officer!.id, onPlan())).body
    expect(seen.count).toBe(seen.rows.length)
  })

  it('offer the school to talk with the department first, the department to keep a word to itself first', async () => {
    expect((await ask(tree.people.school.deputy!.id, onPlan())).body.audiences).toEqual(['record', 'unit'])
    expect((await ask(tree.people.department.officer!.id, onPlan())).body.audiences).toEqual(['unit', 'record'])
  })
})

describe('remarks on a draft', () => {
  it('are the unit’s own: the department, which will see the plan when it is issued, sees nothing', async () => {
    const { school, department } = tree.people
    expect((await ask(school.deputy!.id, onDraft())).body.audiences).toEqual(['unit'])
    expect((await send(school.deputy!.id, 'POST', onDraft(), { text: 'Ai soạn?', audience: 'record' })).status).toBe(
      422,
    )
    await say(school.deputy!.id, onDraft(), 'Mục III ai soạn?', { audience: 'unit' })
    expect((await ask(department.officer!.id, onDraft())).status).toBe(404)
    const issue = (state: string) =>
      services.database.asSystem('seed', (trx) =>
        trx
          .updateTable('document')
          .set(state === 'issued' ? { state, number: '9/KH', issued_on: '2026-04-01' } : { state, number: null })
          .where('id', '=', draftId)
          .execute(),
      )
    await issue('issued')
    expect(await texts(department.officer!.id, onDraft())).toEqual([])
    await issue('draft')
  })
})

describe('a remark', () => {
  it('is worded anew by its writer alone, and what it said before is shown', async () => {
    const { school } = tree.people
    const id = await say(school.deputy!.id, onDraft(), 'Hạn ngày 20/4.', { audience: 'unit' })
    const url = `/api/remarks/${id}`
    expect((await send(school.teacher!.id, 'PATCH', url, { text: 'Sai', version: 1 })).status).toBe(403)
    expect((await send(school.deputy!.id, 'PATCH', url, { text: 'Hạn ngày 22/4.', version: 7 })).status).toBe(409)
    expect((await send(school.deputy!.id, 'PATCH', url, { text: 'Hạn ngày 22/4.', version: 1 })).status).toBe(200)
    const row = (await ask(school.teacher!.id, onDraft())).body.rows.find((r: { id: number }) => r.id === id)
    expect(row).toMatchObject({ text: 'Hạn ngày 22/4.', earlier: [{ text: 'Hạn ngày 20/4.' }], can: { edit: false } })
    expect(row.editedAt).not.toBeNull()
  })

  it('is taken back visibly: its place stays, its words are shown to nobody, and it counts no more', async () => {
    const { school } = tree.people
    const id = await say(school.deputy!.id, onDraft(), 'Viết nhầm chỗ.', { audience: 'unit' })
    const before = (await ask(school.teacher!.id, onDraft())).body.count
    const withdraw = (person: string, withdrawn: boolean) =>
      send(person, 'POST', `/api/remarks/${id}/withdrawal`, { withdrawn })
    expect((await withdraw(school.teacher!.id, true)).status).toBe(403)
    await withdraw(school.deputy!.id, true)
    const after = (await ask(school.teacher!.id, onDraft())).body
    expect(after.count).toBe(before - 1)
    expect(after.rows.find((r: { id: number }) => r.id === id)).toMatchObject({ text: null, mentions: [], earlier: [] })
    expect(JSON.stringify(after)).not.toContain('Viết nhầm chỗ')
    await withdraw(school.deputy!.id, false)
    expect(await texts(school.teacher!.id, onDraft())).toContain('Viết nhầm chỗ.')
  })

  it('leaves an audit row on its record', async () => {
    const id = await say(tree.people.school.deputy!.id, onDraft(), 'Có dấu vết.', { audience: 'unit' })
    const rows = await services.database.asSystem('look', (trx) =>
      trx
        .selectFrom('audit')
        .select('params')
        .where('deed', '=', 'write-remark')
        .where('record_id', '=', draftId)
        .execute(),
    )
    expect(rows.map((row) => (row.params as { remarkId: number }).remarkId)).toContain(id)
  })
})

describe('a draft of one’s own unit, seen from another unit of one’s own', () => {
  it('is talked about within a unit alone', async () => {
    const { id, unitId } = tree.people.school.deputy!
    // the deputy works for the ward's committee as well
    await services.database.system.query(
      `insert into membership (person_id, unit_id, unit_path, role, started_on) values ($1, $2, $3, 'officer', '2026-01-01')`,
      [id, tree.units.otherWard.id, tree.units.otherWard.path],
    )
    const headers = { 'x-person': id, 'x-unit': String(tree.units.otherWard.id) }
    const answer = await app.inject({ url: onDraft(), headers })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json().audiences).toEqual(['unit'])
    const payload = { text: 'Ai soạn?', audience: 'record' }
    expect((await app.inject({ method: 'POST', url: onDraft(), headers, payload })).statusCode).toBe(422)
    await services.database.system.query(
      `update membership set ended_on = '2026-01-02' where person_id = $1 and unit_id <> $2`,
      [id, unitId],
    )
  })
})

describe('who can be named', () => {
  it('are those who see the remark themselves, by part of the name without accents', async () => {
    const { school } = tree.people
    const found = async (person: string, url: string, q: string, audience: string) =>
      (await ask(person, `${url}/people?q=${encodeURIComponent(q)}&audience=${audience}`)).body.people.map(
        (p: { id: string }) => p.id,
      )
    expect(await found(school.deputy!.id, onDraft(), 'giao vien', 'unit')).toEqual([school.teacher!.id])
    // the officer has written on the plan: the school knows the name from there, and only where others read along
    expect(await found(school.deputy!.id, onPlan(), 'chuyen vien', 'record')).toEqual([
      tree.people.department.officer!.id,
    ])
    expect(await found(school.deputy!.id, onPlan(), 'chuyen vien', 'unit')).toEqual([])
  })

  it('is nobody else: naming who cannot see it is refused, as naming nobody is', async () => {
    const { school, otherSchool } = tree.people
    const name = (id: string) =>
      send(school.deputy!.id, 'POST', onDraft(), { text: '@ai đó', audience: 'unit', mentionIds: [id] })
    const absent = await name('0badc0de-0000-4000-8000-000000000000')
    expect(absent.status).toBe(422)
    expect(await name(otherSchool.head!.id)).toEqual(absent)
  })
})

describe('the word of a remark', () => {
  it('reaches who is named and who takes part, once, and nobody who does not see it', async () => {
    const { school, department, otherSchool } = tree.people
    const job = tellOfRemarkJob(services)
    const id = await say(school.head!.id, onPlan(), `@${school.clerk!.name} theo dõi giúp.`, {
      mentionIds: [school.clerk!.id],
    })
    await job({ remarkId: id }, 'job')
    await job({ remarkId: id }, 'job')
    expect(await told(school.clerk!.id)).toEqual([{ kind: 'remark-mentioned', recordKind: 'plan' }])
    // they wrote before
    expect(await told(school.deputy!.id)).toEqual([{ kind: 'remark-written', recordKind: 'plan' }])
    expect(await told(department.officer!.id)).toEqual([{ kind: 'remark-written', recordKind: 'plan' }])
    expect(await told(school.head!.id)).toEqual([])
    expect(await told(otherSchool.head!.id)).toEqual([])
  })

  it('does not leave the unit with a remark kept within it, and stays unsaid when it was taken back in time', async () => {
    const { school, department } = tree.people
    const before = (await told(department.officer!.id)).length
    const job = tellOfRemarkJob(services)
    const kept = await say(school.head!.id, onPlan(), 'Nội bộ trường.', { audience: 'unit' })
    await job({ remarkId: kept }, 'job')
    expect(await told(department.officer!.id)).toHaveLength(before)
    const gone = await say(school.head!.id, onPlan(), 'Gửi nhầm.')
    await send(school.head!.id, 'POST', `/api/remarks/${gone}/withdrawal`, { withdrawn: true })
    await job({ remarkId: gone }, 'job')
    expect(await told(department.officer!.id)).toHaveLength(before)
  })
})

describe('a remark taken back and put back within its ten seconds', () => {
  it('is told once more it stands', async () => {
    const { school } = tree.people
    const id = await say(school.head!.id, onPlan(), 'Rút rồi gửi lại.')
    const queued = async () =>
      (
        await services.database.system.query(
          `select count(*)::int as n from jobs.job where name = 'tell-of-remark' and (data->>'remarkId')::int = $1`,
          [id],
        )
      ).rows[0].n
    const withdraw = (withdrawn: boolean) =>
      send(school.head!.id, 'POST', `/api/remarks/${id}/withdrawal`, { withdrawn })
    await withdraw(true)
    expect(await queued()).toBe(1)
    await withdraw(false)
    expect(await queued()).toBe(2)
    await withdraw(false)
    expect(await queued()).toBe(2)
  })
})

describe('a remark whose writer sees the record no longer', () => {
  it('is told to those who still see it, without an attempt that fails', async () => {
    const { school, department } = tree.people
    const id = await say(school.head!.id, onPlan(), 'Trường đã xong phần này.')
    const before = (await told(department.officer!.id)).length
    await services.database.system.query(`update participant set unit_id = $2 where unit_id = $1`, [
      tree.units.school.id,
      tree.units.otherSchool.id,
    ])
    await tellOfRemarkJob(services)({ remarkId: id }, 'job')
    expect(await told(department.officer!.id)).toHaveLength(before + 1)
    await services.database.system.query(`update participant set unit_id = $2 where unit_id = $1`, [
      tree.units.otherSchool.id,
      tree.units.school.id,
    ])
  })
})

describe('two wordings of one remark at once', () => {
  it('are not both saved: the second is told what stands', async () => {
    const { school } = tree.people
    const id = await say(school.head!.id, onPlan(), 'Bản đầu.', { audience: 'unit' })
    const answers = await Promise.all(
      ['Bản hai.', 'Bản ba.'].map((text) => send(school.head!.id, 'PATCH', `/api/remarks/${id}`, { text, version: 1 })),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409])
    expect(answers.find((a) => a.status === 409)!.body.current).toMatchObject({ version: 2 })
  })
})

describe('an assignment', () => {
  it('is talked about by its unit and those who watch over it; another school finds nothing', async () => {
    const id = plan.assignmentIds.get(tree.units.school.id)![0]
    const url = `/api/assignments/${id}/remarks`
    await say(tree.people.department.officer!.id, url, 'Gửi minh chứng giúp.')
    expect(await texts(tree.people.school.teacher!.id, url)).toEqual(['Gửi minh chứng giúp.'])
    expect((await ask(tree.people.otherSchool.deputy!.id, url)).status).toBe(404)
    // above, but in a role that does not watch
    expect((await ask(tree.people.department.clerk!.id, url)).status).toBe(404)
  })
})
