import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentRoutes } from '../documents/index.ts'
import { planRoutes, selectReportReceivers } from '../plans/index.ts'
import { runDeed, type Work } from '../platform/deed.ts'
import { stalledMoves } from '../platform/health/stalled-moves.ts'
import type { App } from '../platform/http.ts'
import { loadActor } from '../platform/load-actor.ts'
import { placedTables } from '../platform/placed-tables.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type OneOfEverything, type SmallTree, seedOneOfEverything, seedPerson, seedSmallTree } from '../seeds/index.ts'
import { moveUnitJob, peopleRoutes, resumeMoves, unitRoutes } from './index.ts'
import { moveUnit } from './move-unit.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree
let rows: OneOfEverything
let oldPath: string

beforeAll(async () => {
  services = await openTestServices()
  app = await buildTestApp(services, [unitRoutes, peopleRoutes, planRoutes, documentRoutes])
  tree = await seedSmallTree(services.database)
  oldPath = tree.units.school.path
  rows = await services.database.asSystem('seed', (trx) =>
    seedOneOfEverything(trx, {
      unit: tree.units.school,
      superiorId: tree.units.department.id,
      mark: 'ChuyenDi',
      firstId: 700_000_001,
    }),
  )
})
afterAll(async () => {
  await app.close()
  await services.close()
})

type Unit = keyof SmallTree['units']
const post = (unit: Unit, role: 'administrator' | 'officer', url: string, payload: object) =>
  app.inject({ method: 'POST', url, headers: { 'x-person': tree.people[unit][role]!.id }, payload })
const planId = () => rows.records.filter((r) => r.table === 'plan' && !r.closed)[0]!.id as string
/** Who reads the school's issued plan and its people. */
async function readers(): Promise<Record<string, boolean>> {
  const seen: Record<string, boolean> = {}
  for (const [unit, role] of [
    ['ward', 'officer'],
    ['otherWard', 'officer'],
    ['department', 'officer'],
    ['school', 'deputy'],
  ] as const) {
    const person = tree.people[unit][role]!.id
    const plan = await app.inject({ url: `/api/plans/${planId()}`, headers: { 'x-person': person } })
    const people = await app.inject({
      url: `/api/units/${tree.units.school.id}/people`,
      headers: { 'x-person': person },
    })
    const named = people.statusCode === 200 && people.body.includes('ChuyenDi')
    expect(named, `${unit}: plan and people are seen alike`).toBe(plan.statusCode === 200)
    seen[unit] = named
  }
  return seen
}
const jobOf = async (progressId: string) =>
  (await services.database.system.query(`select data from jobs.job where data->>'progressId' = $1`, [progressId]))
    .rows[0].data as { moveIds: string[]; progressId: string }
async function placesLeft(prefix: string): Promise<Record<string, number>> {
  return services.database.asSystem('look', async (trx) => {
    const left: Record<string, number> = {}
    for (const table of await placedTables(trx)) {
      const {
        rows: [row],
      } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(table)} where starts_with(unit_path, ${prefix})`.execute(trx)
      if (row!.n > 0) left[table] = row!.n
    }
    return left
  })
}

describe('a unit that moves to another superior', () => {
  let progressId: string
  const move = (unit: Unit, superior: Unit, from = '2026-02-01') =>
    post(unit, 'administrator', `/api/units/${tree.units.school.id}/move`, {
      superiorId: tree.units[superior].id,
      from,
    })

  it('is moved by whoever manages both places, and by nobody else', async () => {
    expect(
      (
        await post('department', 'officer', `/api/units/${tree.units.school.id}/move`, {
          superiorId: 1,
          from: '2026-02-01',
        })
      ).statusCode,
    ).toBe(403)
    expect((await move('ward', 'otherWard')).statusCode).toBe(403)
    expect((await move('otherWard', 'otherWard')).statusCode).toBe(403)
    expect((await move('department', 'ward')).statusCode).toBe(409)
    expect((await move('department', 'kindergarten')).statusCode).toBe(422)
    expect((await move('department', 'otherWard', '2999-01-01')).json().errors[0].path).toBe('/from')
    expect(await readers()).toEqual({ ward: true, otherWard: false, department: true, school: true })
  })

  it('is read by neither superior until the job has ended, and goes on reading itself', async () => {
    const answer = await move('department', 'otherWard')
    expect(answer.statusCode, answer.body).toBe(202)
    progressId = answer.json().progressId
    expect(answer.json().units).toBe(1)
    expect(await readers()).toEqual({ ward: false, otherWard: false, department: false, school: true })
    // a second move does not cross the first
    expect((await move('department', 'department')).statusCode).toBe(409)
  })

  it('killed in the middle has opened nothing, and done again ends', async () => {
    const { moveIds } = await jobOf(progressId)
    // as a job that died after some tables
    await services.database.asSystem('half', async (trx) => {
      for (const table of (await placedTables(trx)).slice(0, 6))
        await sql`update ${sql.table(table)} set unit_path = (select to_path from unit_move where id = ${moveIds[0]!}::uuid)
          where unit_path = ${oldPath}`.execute(trx)
    })
    expect(await readers()).toEqual({ ward: false, otherWard: false, department: false, school: true })
    const before = await placesLeft(oldPath)
    expect(Object.keys(before).length).toBeGreaterThan(5)
    const data = await jobOf(progressId)
    await moveUnitJob(services)(data, 'job')
    await moveUnitJob(services)(data, 'job')
    expect(await placesLeft(oldPath)).toEqual({})
    expect(await readers()).toEqual({ ward: false, otherWard: true, department: true, school: true })
    const moved = await placesLeft(`${tree.units.otherWard.path}v0002/`)
    // every table that bears a place had a row of the school, and none was forgotten
    expect(Object.keys(moved)).toEqual(await services.database.asSystem('look', placedTables))
    const audit = await services.database.system.query(`select count from audit where deed = 'move-unit'`)
    expect(audit.rows).toEqual([{ count: 1 }])
  })

  it('refuses what a request that began before would write under the old place', async () => {
    await services.database.system.query(
      `update unit_move set finished_at = now() where finished_at is not null and unit_id = $1`,
      [tree.units.school.id],
    )
    const stale = await services.database
      .withActor(
        {
          personId: tree.people.school.deputy!.id,
          name: '',
          locale: 'vi',
          unitId: tree.units.school.id,
          unitPath: oldPath,
          memberships: [],
          units: [tree.units.school.id],
          reach: oldPath,
          writeReach: null,
        },
        (trx) =>
          trx
            .insertInto('unit_part')
            .values({ unit_id: tree.units.school.id, unit_path: oldPath, kind: 'team', name: 'Tổ muộn' })
            .execute()
            .then(
              () => 'written',
              (error: { code?: string; message: string }) =>
                `${error.code} ${/"unit_part_moving"/.test(error.message)}`,
            ),
      )
      .catch((error: Error) => error.message)
    expect(stale).toBe('42501 true')
  })

  it('is dated: papers and reports of a day go to whom it belonged to that day', async () => {
    await services.database.asSystem('name', (trx) =>
      trx
        .insertInto('plan_carrier_receiver')
        .values({ plan_id: planId(), unit_id: tree.units.school.id, through: 'commune', role: 'copy' })
        .execute(),
    )
    const copyOn = (day: string) =>
      services.database.asSystem('look', async (trx) => {
        // as a plan of the department would name it: asked for the kindergarten's neighbour that moved
        await sql`update plan set unit_id = ${tree.units.department.id} where id = ${planId()}`.execute(trx)
        const all = await selectReportReceivers(trx, planId(), tree.units.school.id, day)
        await sql`update plan set unit_id = ${tree.units.school.id} where id = ${planId()}`.execute(trx)
        return all.filter((r) => r.role === 'copy').map((r) => r.unitId)
      })
    expect(await copyOn('2026-01-31')).toEqual([tree.units.ward.id])
    expect(await copyOn('2026-02-01')).toEqual([tree.units.otherWard.id])
    const unit = (
      await app.inject({
        url: `/api/units/${tree.units.school.id}`,
        headers: { 'x-person': tree.people.school.deputy!.id },
      })
    ).json()
    const held = unit.relations.filter((r: { kind: string }) => r.kind === 'affiliation')
    expect(held.map((r: { superiorId: number; from: string; to: string | null }) => [r.superiorId, r.to])).toEqual([
      [tree.units.otherWard.id, null],
      [tree.units.ward.id, '2026-01-31'],
    ])
  })
})

describe('a unit merged into another', () => {
  it('ends, and those below it belong to its successor; its own division ends with it', async () => {
    const { ward, otherWard, kindergarten, division } = tree.units
    const url = `/api/units/${ward.id}/merge`
    expect(
      (await post('ward', 'administrator', url, { successorId: otherWard.id, from: '2026-03-01' })).statusCode,
    ).toBe(403)
    expect(
      (await post('department', 'administrator', url, { successorId: kindergarten.id, from: '2026-03-01' })).statusCode,
    ).toBe(422)
    await services.database.system.query('insert into unit_successor (unit_id, successor_id) values ($1, $2)', [
      ward.id,
      division.id,
    ])
    const answer = await post('department', 'administrator', url, { successorId: otherWard.id, from: '2026-03-01' })
    expect(answer.statusCode, answer.body).toBe(202)
    const { rows: audits } = await services.database.system.query(
      `select params from audit where deed = 'merge-unit' and record_id = $1`,
      [String(ward.id)],
    )
    expect(audits).toMatchObject([{ params: { 'merge-unit': otherWard.id, before: { successorIds: [division.id] } } }])
    await moveUnitJob(services)(await jobOf(answer.json().progressId), 'job')
    const { rows: units } = await services.database.system.query(
      `select id, path, valid_to::text as until, (select x.successor_id from unit_successor x where x.unit_id = id) as successor from unit where id = any($1) order by id`,
      [[ward.id, division.id, kindergarten.id]],
    )
    expect(units).toEqual(
      [
        { id: ward.id, path: ward.path, until: '2026-02-28', successor: otherWard.id },
        { id: division.id, path: division.path, until: '2026-02-28', successor: null },
        { id: kindergarten.id, path: `${otherWard.path}v0001/`, until: null, successor: null },
      ].sort((a, b) => a.id - b.id),
    )
    expect(await placesLeft(kindergarten.path)).toEqual({})
  })
})

describe('two moves at once', () => {
  it('do not cross: one is done, the other is told to wait', async () => {
    const url = `/api/units/${tree.units.otherSchool.id}/move`
    const answers = await Promise.all(
      [tree.units.department.id, tree.units.department.id].map((superiorId) =>
        post('department', 'administrator', url, { superiorId, from: '2026-02-01' }),
      ),
    )
    expect(answers.map((a) => a.statusCode).sort()).toEqual([202, 409])
    const data = await jobOf(answers.find((a) => a.statusCode === 202)!.json().progressId)
    // the same job in two workers
    await Promise.all([moveUnitJob(services)(data, 'job'), moveUnitJob(services)(data, 'job')])
    expect(await placesLeft(tree.units.otherSchool.path)).toEqual({})
  })
})

describe('a move whose job gave up', () => {
  it('is taken up again, once, under the same bar', async () => {
    const url = `/api/units/${tree.units.highSchool.id}/move`
    const answer = await post('department', 'administrator', url, {
      superiorId: tree.units.otherWard.id,
      from: '2026-02-01',
    })
    expect(answer.statusCode, answer.body).toBe(202)
    const { progressId } = answer.json()
    const stalled = async () =>
      (await services.database.asSystem('look', (trx) => stalledMoves.find(trx, services))).examples
    const live = async () =>
      (
        await services.database.system.query(
          `select data from jobs.job where data->>'progressId' = $1 and state in ('created', 'retry', 'active')`,
          [progressId],
        )
      ).rows.map((row) => row.data as { moveIds: string[]; progressId: string })
    const [asked] = await live()
    await resumeMoves(services)
    expect(await live()).toEqual([asked])
    expect(await stalled()).toEqual([])

    await services.database.system.query(`update jobs.job set state = 'failed' where data->>'progressId' = $1`, [
      progressId,
    ])
    await services.database.system.query(`delete from progress where id = $1`, [progressId])
    expect(await stalled()).toEqual([tree.units.highSchool.name])
    await resumeMoves(services)
    await resumeMoves(services)
    expect(await live()).toEqual([asked])
    expect(await stalled()).toEqual([])
    await moveUnitJob(services)(asked!, 'job')
    const { rows } = await services.database.system.query(
      `select state, (select count(*)::int from unit_move where finished_at is null and unit_id = $2) as open
        from progress where id = $1`,
      [progressId, tree.units.highSchool.id],
    )
    expect(rows).toEqual([{ state: 'done', open: 0 }])
  })
})

describe('what has ended', () => {
  const end = (unit: Unit, day: string | null) =>
    services.database.system.query(`update unit set valid_to = $2 where id = $1`, [tree.units[unit].id, day])
  const said = async (url: string, payload: object) => {
    const answer = await post('department', 'administrator', url, payload)
    return [answer.statusCode, answer.json().errors?.[0]?.path]
  }
  const from = '2026-03-10'

  it('neither moves nor takes over', async () => {
    const { ward, otherWard, highSchool, otherSchool } = tree.units
    // the ward has ended in the merger above
    expect(await said(`/api/units/${highSchool.id}/move`, { superiorId: ward.id, from })).toEqual([422, '/superiorId'])
    expect(await said(`/api/units/${otherWard.id}/merge`, { successorId: ward.id, from })).toEqual([
      422,
      '/successorId',
    ])
    await end('otherSchool', '2026-03-01')
    expect(await said(`/api/units/${otherSchool.id}/move`, { superiorId: otherWard.id, from })).toEqual([
      409,
      undefined,
    ])
    await end('otherSchool', null)
  })

  it('with its end still to come, and what joined lately, is not left behind by a merger', async () => {
    const { ward, otherWard, school, kindergarten, highSchool } = tree.units
    await end('ward', null)
    await end('school', '2026-06-30')
    const url = `/api/units/${otherWard.id}/merge`
    await services.database.system.query(
      `update unit_relation set valid = daterange('2026-03-12', null) where unit_id = $1 and superior_id = $2 and upper(valid) is null`,
      [highSchool.id, otherWard.id],
    )
    const answer = await post('department', 'administrator', url, { successorId: ward.id, from })
    expect(answer.statusCode, answer.body).toBe(202)
    await moveUnitJob(services)(await jobOf(answer.json().progressId), 'job')
    const { rows: held } = await services.database.system.query(
      `select u.id, starts_with(u.path, $2) as there, lower(r.valid)::text as since from unit u
        join unit_relation r on r.unit_id = u.id and r.kind = 'affiliation' and r.superior_id = $3 and upper(r.valid) is null
        where u.id = any($1) order by lower(r.valid), u.id`,
      [[school.id, kindergarten.id, highSchool.id], ward.path, ward.id],
    )
    expect(held).toEqual([
      { id: kindergarten.id, there: true, since: from },
      { id: school.id, there: true, since: from },
      { id: highSchool.id, there: true, since: '2026-03-12' },
    ])
  })
})

describe('a unit founded while its superior moves', () => {
  it('stands where the superior stands then', async () => {
    const client = await services.database.system.connect()
    try {
      await client.query('begin')
      await client.query(`select pg_advisory_xact_lock(hashtextextended('move-unit', 0))`)
      const founding = app.inject({
        method: 'POST',
        url: '/api/units',
        headers: { 'x-person': tree.people.department.administrator!.id },
        payload: {
          kind: 'school',
          level: 'TH',
          code: 'v0099',
          name: 'Trường Tiểu học Bình Minh',
          superiorId: tree.units.ward.id,
        },
      })
      const first = await Promise.race([founding, new Promise((go) => setTimeout(go, 500, 'waits'))])
      expect(first).toBe('waits')
      // what the move writes of the superior itself
      await client.query(`update unit set path = '79/26891/' where id = $1`, [tree.units.ward.id])
      await client.query('commit')
      const answer = await founding
      expect(answer.statusCode, answer.body).toBe(201)
      const { rows } = await services.database.system.query(`select path from unit where id = $1`, [answer.json().id])
      expect(rows).toEqual([{ path: '79/26891/v0099/' }])
      await services.database.system.query(`update unit set path = $1 where id = $2`, [
        tree.units.ward.path,
        tree.units.ward.id,
      ])
    } finally {
      client.release(true)
    }
  })
})

describe('a department that moves to another province', () => {
  it('looks into that province, not into the old one', async () => {
    await services.database.asSystem('seed', async (trx) => {
      await sql`insert into unit (kind, code_scheme, code, name, path, reach, valid_from)
        values ('provincial-committee', 'gso', '74', 'Ủy ban nhân dân tỉnh Bình Dương', '74/', '74/', '2020-01-01')`.execute(
        trx,
      )
    })
    const { rows } = await services.database.system.query(`select id from unit where path = '74/'`)
    // as whoever sets the country up: both provinces are theirs to manage
    const actor = (await loadActor(services.database, tree.people.committee.head!.id, tree.units.committee.id))!
    const memberships = actor.memberships.map((m) => ({ ...m, role: 'administrator' as const, reach: '' }))
    const country = { ...actor, memberships, reach: '', writeReach: '' }
    const work = (deed: (work: Work) => Promise<unknown>) => runDeed(services, country, 'move-unit', null, deed)
    await work((w) => moveUnit(w, tree.units.department.id, { superiorId: rows[0].id, from: '2026-03-14' }))
    const { rows: units } = await services.database.system.query(`select path, reach from unit where id = $1`, [
      tree.units.department.id,
    ])
    expect(units).toEqual([{ path: '74/so/', reach: '74/' }])
  })
})

describe('the very unit one acts in', () => {
  it('moves, and its move stands on record where it went', async () => {
    const { kindergarten, committee } = tree.units
    await services.database.system.query(`update unit_move set finished_at = now() - interval '2 minutes'`)
    // a unit that keeps the directory of its province
    await services.database.system.query(`update unit set reach = '79/' where id = $1`, [kindergarten.id])
    const { rows: before } = await services.database.system.query<{ path: string }>(
      `select path from unit where id = $1`,
      [kindergarten.id],
    )
    const person = await services.database.asSystem('seed', (trx) =>
      seedPerson(trx, {
        name: 'Quản Trị Danh Bạ',
        unitId: kindergarten.id,
        unitPath: before[0]!.path,
        roles: ['administrator'],
      }),
    )
    const answer = await app.inject({
      method: 'POST',
      url: `/api/units/${kindergarten.id}/move`,
      headers: { 'x-person': person },
      payload: { superiorId: committee.id, from: '2026-03-14' },
    })
    expect(answer.statusCode, answer.body).toBe(202)
    const { rows: audit } = await services.database.system.query(
      `select unit_path from audit where deed = 'move-unit' and person_id = $1`,
      [person],
    )
    expect(audit).toEqual([{ unit_path: '79/v0001/' }])
    await moveUnitJob(services)(await jobOf(answer.json().progressId), 'job')
    expect(await placesLeft(before[0]!.path)).toEqual({})
  })

  it('that stands in its place without the relation gets it, and nothing moves', async () => {
    const { kindergarten, committee } = tree.units
    await services.database.system.query(`delete from unit_relation where unit_id = $1 and kind = 'affiliation'`, [
      kindergarten.id,
    ])
    const { rows } = await services.database.system.query<{ person_id: string }>(
      `select person_id from membership where unit_id = $1 and role = 'administrator' order by id desc limit 1`,
      [kindergarten.id],
    )
    const answer = await app.inject({
      method: 'POST',
      url: `/api/units/${kindergarten.id}/move`,
      headers: { 'x-person': rows[0]!.person_id },
      payload: { superiorId: committee.id, from: '2026-03-14' },
    })
    expect(answer.statusCode, answer.body).toBe(202)
    expect(answer.json().units).toBe(0)
    await moveUnitJob(services)(await jobOf(answer.json().progressId), 'job')
    const { rows: bars } = await services.database.system.query(`select state from progress where id = $1`, [
      answer.json().progressId,
    ])
    expect(bars).toEqual([{ state: 'done' }])
  })
})

describe('the counts of a commune', () => {
  it('are read by nobody while the commune itself moves', async () => {
    const actor = (await loadActor(services.database, tree.people.otherWard.officer!.id, null))!
    const counts = () =>
      services.database.withActor(actor, (trx) => trx.selectFrom('plan_count').select('ward_path').execute())
    await services.database.system.query(`update plan_count set ward_path = $1`, [tree.units.otherWard.path])
    expect(await counts()).not.toEqual([])
    const { rows } = await services.database.system.query(
      `insert into unit_move (unit_id, from_path, to_path, superior_id, person_id, progress_id)
        values ($1, $2, '79/26741/', $3, $4, $4) returning id`,
      [tree.units.otherWard.id, tree.units.otherWard.path, tree.units.committee.id, actor.personId],
    )
    expect(await counts()).toEqual([])
    await services.database.system.query(`delete from unit_move where id = $1`, [rows[0].id])
  })
})

describe('every table whose rows bear a place', () => {
  it('is closed while its unit moves: a new table gets its policy', async () => {
    const { rows: open } = await services.database.system.query(`
      select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'unit_path' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and not exists (select 1 from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polname = c.relname || '_moving')`)
    expect(open).toEqual([])
  })

  it('names it unit_path: no other column holds a place by another name', async () => {
    const { rows: others } = await services.database.system.query(`
      select c.relname || '.' || a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname ~ '(^|_)(path|reach)$' and a.attname <> 'unit_path' order by 1`)
    // the units themselves, the counts that triggers keep, the moves
    expect(others.map((o) => o.column)).toEqual([
      'plan_count.ward_path',
      'unit.path',
      'unit.reach',
      'unit_move.from_path',
      'unit_move.to_path',
    ])
  })
})
