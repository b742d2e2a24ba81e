import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runDeed } from '../platform/deed.ts'
import type { App } from '../platform/http.ts'
import { loadActor } from '../platform/load-actor.ts'
import { startProgress, withProgress } from '../platform/progress.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedIssuedPlan, seedSmallTree } from '../seeds/index.ts'
import { notifyJob, notifyRoutes, remindDueJob, remindJob } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree
let plan: Awaited<ReturnType<typeof seedIssuedPlan>>
let own: Awaited<ReturnType<typeof seedIssuedPlan>>

beforeAll(async () => {
  services = await openTestServices('2026-04-23')
  app = await buildTestApp(services, [notifyRoutes])
  tree = await seedSmallTree(services.database)
  const { units } = tree
  await services.database.asSystem('seed', async (trx) => {
    plan = await seedIssuedPlan(trx, {
      unit: units.department,
      number: '1876/KH-SGDĐT',
      title: 'Kế hoạch công tác đối ngoại năm 2026',
      tasks: [
        { section: 'II', text: 'Quán triệt các văn bản', dueOn: '2026-04-30' },
        { section: 'II', text: 'Giao lưu quốc tế', dueOn: '2026-04-20' },
      ],
      carriers: [units.school, units.otherSchool],
    })
    own = await seedIssuedPlan(trx, {
      unit: units.school,
      number: '86/KH-THCS.BM',
      title: 'Kế hoạch của trường',
      tasks: [
        {
          section: 'II',
          text: 'Sinh hoạt chuyên đề',
          dueOn: '2026-04-26',
          superiorTaskId: plan.taskIds[0] as string,
          ownerPersonId: tree.people.school.teacher!.id,
        },
        { section: 'II', text: 'Sinh hoạt tổ', dueOn: '2026-04-24', ownerPartId: tree.teamId },
        { section: 'III', text: 'Chưa đến hạn', dueOn: '2026-06-01', ownerPersonId: tree.people.school.teacher!.id },
      ],
      carriers: [units.school],
    })
  })
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const as = (id: string) => ({ 'x-person': id })
const notices = async (person: string) => (await app.inject({ url: '/api/notices', headers: as(person) })).json()
const readAll = async (person: string) => {
  const { rows } = await notices(person)
  await app.inject({
    method: 'POST',
    url: '/api/notices/read',
    headers: as(person),
    payload: rows[0] ? { upTo: rows[0].id } : { ids: [] },
  })
}

describe('a notice', () => {
  const job = (more: object = {}) => ({
    kind: 'paper-submitted',
    unitId: tree.units.school.id,
    roles: ['head'],
    personIds: [tree.people.school.teacher!.id, tree.people.school.head!.id],
    recordKind: 'plan',
    recordId: own.planId,
    params: { byPerson: tree.people.school.clerk!.id, byUnit: tree.units.school.id },
    ...more,
  })

  it('reaches those named and the holders of the role, deputies too, each once, however often the job runs', async () => {
    const run = notifyJob(services)
    await run(job(), 'job-1')
    await run(job(), 'job-1')
    for (const role of ['head', 'deputy', 'teacher'] as const) {
      const { rows, unread } = await notices(tree.people.school[role]!.id)
      expect(unread, role).toBe(1)
      expect(rows[0]).toMatchObject({
        kind: 'paper-submitted',
        title: 'Kế hoạch của trường',
        params: { by: tree.people.school.clerk!.name, number: '86/KH-THCS.BM' },
      })
    }
    expect((await notices(tree.people.school.clerk!.id)).rows).toEqual([])
    expect((await notices(tree.people.otherSchool.head!.id)).rows).toEqual([])
  })

  it('is not for who did the deed, named or as holder of the role', async () => {
    const clerk = tree.people.school.clerk!.id
    for (const to of [
      { roles: ['clerk'], personIds: [] },
      { roles: [], personIds: [clerk] },
    ])
      await notifyJob(services)(job(to), `job-of-the-clerk-${to.roles.length}`)
    expect((await notices(clerk)).rows).toEqual([])
  })

  it('names a person of the reader’s own unit, else the unit it comes from, and no record that is closed to its reader', async () => {
    const run = notifyJob(services)
    const from = { byPerson: tree.people.department.officer!.id, byUnit: tree.units.department.id }
    const reader = tree.people.otherSchool.clerk!.id
    await run(job({ roles: [], personIds: [reader], params: from }), 'job-from-above')
    const [seen] = (await notices(reader)).rows
    expect(seen).toMatchObject({ title: null, params: { by: tree.units.department.name } })
    expect(Object.keys(seen.params)).toEqual(['by', 'from'])
    const kept = await services.database.asSystem('look', (trx) => trx.selectFrom('notice').select('params').execute())
    for (const { params } of kept) expect(JSON.stringify(params)).not.toMatch(/KH-THCS|Kế hoạch|Cấp phó/)
    await readAll(reader)
  })

  it('is left out where the answer it tells of was taken back', async () => {
    const [assignmentId] = own.assignmentIds.get(tree.units.school.id) as [number]
    await services.database.asSystem('undo', (trx) =>
      sql`insert into assignment_event (assignment_id, unit_id, unit_path, kind, params, person_name)
        values (${assignmentId}, ${tree.units.school.id}, ${tree.units.school.path}, 'undone', '{"eventId": 77}', 'x')`.execute(
        trx,
      ),
    )
    const run = notifyJob(services)
    const about = {
      recordKind: 'assignment',
      recordId: String(assignmentId),
      roles: [],
      personIds: [tree.people.school.clerk!.id],
    }
    await run(job({ ...about, params: { eventId: 77 } }), 'job-2')
    expect((await notices(tree.people.school.clerk!.id)).rows).toEqual([])
    await run(job({ ...about, params: { eventId: 78 } }), 'job-3')
    expect((await notices(tree.people.school.clerk!.id)).rows).toHaveLength(1)
  })

  it('reaches nobody whose time in the unit is over, or has not begun', async () => {
    const clerk = tree.people.otherSchool.clerk!.id
    const move = (days: { started_on: string; ended_on: string | null }) =>
      services.database.asSystem('move', (trx) =>
        trx.updateTable('membership').set(days).where('person_id', '=', clerk).execute(),
      )
    const told = async (key: string) => {
      await notifyJob(services)(job({ unitId: tree.units.otherSchool.id, roles: ['clerk'], personIds: [] }), key)
      const rows = await services.database.asSystem('look', (trx) =>
        trx.selectFrom('notice').select('person_id').where('key', '=', `job:${key}`).execute(),
      )
      return rows.some((row) => row.person_id === clerk)
    }
    await move({ started_on: '2099-01-01', ended_on: null })
    expect(await told('before')).toBe(false)
    await move({ started_on: '2025-01-01', ended_on: '2099-01-01' })
    expect(await told('meanwhile')).toBe(true)
  })

  it('is marked as read by its reader, up to the one seen', async () => {
    const teacher = tree.people.school.teacher!.id
    await readAll(teacher)
    expect((await notices(teacher)).unread).toBe(0)
    expect((await notices(tree.people.school.head!.id)).unread).toBe(1)
  })
})

describe('the morning of a limit', () => {
  it('tells each person once a day how much is due in 7, 3, 1 days and overdue', async () => {
    const run = remindDueJob(services)
    await run({})
    await run({})
    const due = async (person: string) =>
      (await notices(person)).rows
        .filter((r: { kind: string }) => r.kind === 'due')
        .map((r: { params: object }) => r.params)
    expect(await due(tree.people.school.teacher!.id)).toEqual([{ in7: 0, in3: 1, in1: 1, overdue: 0 }])
    expect(await due(tree.people.school['team-lead']!.id)).toEqual([{ in7: 0, in3: 0, in1: 1, overdue: 0 }])
    // the superior's first task is carried out by the school's own; only the second names nobody
    expect(await due(tree.people.school.deputy!.id)).toEqual([{ in7: 0, in3: 0, in1: 0, overdue: 1 }])
    expect(await due(tree.people.otherSchool.head!.id)).toEqual([{ in7: 1, in3: 0, in1: 0, overdue: 1 }])
    expect(await due(tree.people.department.officer!.id)).toEqual([])
  })
})

describe('reminding from above', () => {
  it('marks carriers and assignments and tells heads, deputies and owners; a job killed half-way goes on', async () => {
    const officer = tree.people.department.officer!.id
    const actor = (await loadActor(services.database, officer, null))!
    const unitIds = [tree.units.school.id, tree.units.otherSchool.id]
    const { body: progressId } = await runDeed(services, actor, 'remind-units', null, async (work) => {
      await work.audit({ kind: 'plan', id: plan.planId })
      return startProgress(work, 'remind', plan.planId, unitIds.length)
    })
    const data = { planId: plan.planId, personId: officer, unitIds, taskIds: [], progressId }
    // the process ends after the work and before the job is marked as done
    const dying = {
      ...services,
      database: {
        ...services.database,
        asSystem: async (name: string, work: never) => {
          const result = await services.database.asSystem(name, work)
          if (name === 'remind') throw new Error('killed')
          return result
        },
      },
    } as typeof services
    await expect(remindJob(dying)(data)).rejects.toThrow('killed')
    await remindJob(services)(data)
    await remindJob(services)(data)
    const reminded = await services.database.asSystem('count', (trx) =>
      trx.selectFrom('assignment_event').select('id').where('kind', '=', 'reminded').execute(),
    )
    expect(reminded).toHaveLength(4)
    const carriers = await services.database.asSystem('count', (trx) =>
      trx.selectFrom('plan_carrier').select('reminded_at').where('reminded_at', 'is not', null).execute(),
    )
    expect(carriers).toHaveLength(2)
    const told = (await notices(tree.people.otherSchool.deputy!.id)).rows.filter(
      (r: { kind: string }) => r.kind === 'reminded',
    )
    expect(told).toMatchObject([{ params: { count: 2, ask: 'yêu cầu' }, recordId: plan.planId }])
    const [bar] = (await app.inject({ url: '/api/progress', headers: as(officer) })).json().rows
    expect(bar).toMatchObject({ id: progressId, state: 'done', done: 2, total: 2, result: { units: 2 } })
    expect((await app.inject({ url: '/api/progress', headers: as(tree.people.ward.officer!.id) })).json().rows).toEqual(
      [],
    )
  })
})

describe('the calendar feed', () => {
  const teacher = () => tree.people.school.teacher!.id
  const link = async () =>
    (await app.inject({ method: 'POST', url: '/api/calendar-link', headers: as(teacher()) })).json().path as string

  it('holds the limits of its person and nobody else, in folded lines', async () => {
    const answer = await app.inject(await link())
    expect(answer.headers['content-type']).toContain('text/calendar')
    expect(answer.body.match(/BEGIN:VEVENT/g)).toHaveLength(3)
    expect(answer.body).toContain('DTSTART;VALUE=DATE:20260426')
    for (const line of answer.body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(answer.body.replaceAll('\r\n ', '')).toContain('SUMMARY:Hạn: Sinh hoạt chuyên đề')
    expect(answer.body).not.toContain('Giao lưu quốc tế')
  })

  it('holds what is due in every unit of its person, each opening its own page', async () => {
    await services.database.asSystem('guest', (trx) =>
      trx
        .insertInto('membership')
        .values({
          person_id: teacher(),
          unit_id: tree.units.otherSchool.id,
          unit_path: tree.units.otherSchool.path,
          role: 'deputy',
          started_on: '2025-09-01',
        })
        .execute(),
    )
    services.config.publicUrl = 'https://bg.example.vn/'
    const body = (await app.inject(await link())).body.replaceAll('\r\n ', '')
    expect(body).toContain('Giao lưu quốc tế')
    const [id] = own.assignmentIds.get(tree.units.school.id) as [number]
    expect(body).toContain(`URL:https://bg.example.vn/work/${id}\r\n`)
  })

  it('ends with its address: another one is made, or none is wanted', async () => {
    const first = await link()
    const second = await link()
    expect((await app.inject(first)).statusCode).toBe(404)
    expect((await app.inject(second)).statusCode).toBe(200)
    await app.inject({ method: 'DELETE', url: '/api/calendar-link', headers: as(teacher()) })
    expect((await app.inject(second)).statusCode).toBe(404)
  })
})

describe('the stream of events', () => {
  it('carries what concerns the caller alone, and ends when the server closes', async () => {
    const own = await buildTestApp(services, [notifyRoutes])
    const address = await own.listen({ port: 0, host: '127.0.0.1' })
    const teacher = tree.people.school.teacher!.id
    const answer = await fetch(`${address}/api/events`, { headers: as(teacher) })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const run = notifyJob(services)
    const about = {
      kind: 'tasks-given',
      unitId: tree.units.school.id,
      roles: [],
      recordKind: 'plan',
      recordId: 'x',
      params: {},
    }
    await run({ ...about, recordKind: 'work', personIds: [tree.people.school.clerk!.id] }, 'job-8')
    await run({ ...about, recordKind: 'work', personIds: [teacher] }, 'job-9')
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('"kind":"notice"')) text += (await reader.read()).value ?? ''
    await own.close()
    let done = false
    while (!done) {
      const read = await reader.read()
      text += read.value ?? ''
      done = read.done
    }
    expect(text.match(/"kind":"notice"/g)).toHaveLength(1)
  })
})

describe('a progress row', () => {
  it('tells of failure in a sentence and of the attempt that succeeds', async () => {
    const officer = tree.people.department.officer!.id
    const actor = (await loadActor(services.database, officer, null))!
    const { body: id } = await runDeed(services, actor, 'test', null, async (work) => {
      await work.audit({ kind: 'plan', id: plan.planId })
      return startProgress(work, 'cascade-plan', plan.planId, 3)
    })
    const bar = async () =>
      (await app.inject({ url: '/api/progress', headers: as(officer) }))
        .json()
        .rows.find((r: { id: string }) => r.id === id)
    expect(await bar()).toMatchObject({ state: 'queued', total: 3 })
    await expect(
      withProgress(services, id, async () => {
        throw new Error('relation "secret_table" does not exist')
      }),
    ).rejects.toThrow()
    expect(await bar()).toMatchObject({ state: 'failed', problem: 'Chưa làm xong, hệ thống sẽ tự thử lại' })
    await withProgress(services, id, async (update) => {
      await update(2, 3)
      return { units: 3 }
    })
    expect(await bar()).toMatchObject({ state: 'done', done: 3, problem: null, result: { units: 3 } })
  })

  it('is not run once it was taken back, however far the queue has come', async () => {
    const actor = (await loadActor(services.database, tree.people.department.officer!.id, null))!
    const { body: id } = await runDeed(services, actor, 'test', null, async (work) => {
      await work.audit({ kind: 'plan', id: plan.planId })
      return startProgress(work, 'cascade-plan', plan.planId, 3)
    })
    await services.database.system.query(`update progress set state = 'undone' where id = $1`, [id])
    let ran = false
    await withProgress(services, id, async () => {
      ran = true
      return {}
    })
    const { rows } = await services.database.system.query('select state from progress where id = $1', [id])
    expect([ran, rows[0].state]).toEqual([false, 'undone'])
  })
})
