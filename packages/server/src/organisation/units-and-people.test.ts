import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticate, sessionRoutes } from '../platform/auth/index.ts'
import { type App, buildApp } from '../platform/http.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { letterheadOn, organisationRoutes } from './index.ts'
import { peopleRoutes } from './people-routes.ts'
import { unitRoutes } from './unit-routes.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let door: App
let tree: SmallTree
let school: number

beforeAll(async () => {
  services = await openTestServices()
  app = await buildTestApp(services, [organisationRoutes, unitRoutes, peopleRoutes])
  door = await buildApp({ services, rooms: [sessionRoutes], authenticate: createAuthenticate(services) })
  tree = await seedSmallTree(services.database)
  school = tree.units.school.id
})
afterAll(async () => {
  await app.close()
  await door.close()
  await services.close()
})

type Who = [keyof SmallTree['people'], 'head' | 'administrator' | 'teacher' | 'officer']
const by = ([unit, role]: Who) => ({ 'x-person': tree.people[unit][role]!.id })
const admin: Who = ['school', 'administrator']
const wardAdmin: Who = ['ward', 'administrator']
const teacher: Who = ['school', 'teacher']
const otherAdmin: Who = ['otherWard', 'administrator']
const get = async (url: string, who: Who) => (await app.inject({ url, headers: by(who) })).json()
const send = (method: 'POST' | 'PATCH' | 'PUT', url: string, who: Who, payload: object = {}) =>
  app.inject({ method, url, headers: by(who), payload })

const letterhead = {
  superiorLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG HẠNH THÔNG'],
  issuerLines: ['TRƯỜNG THCS BÌNH MINH'],
  place: 'Hạnh Thông',
  symbol: 'THCSBM',
  salutation: 'yêu cầu',
  signAuthority: [],
  headTitle: 'HIỆU TRƯỞNG',
  deputyTitle: 'PHÓ HIỆU TRƯỞNG',
  numbersHere: false,
}

describe('a unit', () => {
  it('shows its letterhead, relations by name, and to its own people its parts and figures', async () => {
    expect(
      (await send('PUT', `/api/units/${school}/years/2025-2026`, admin, { pupils: 900, classes: 22, staff: 51 }))
        .statusCode,
    ).toBe(204)
    const mine = await get(`/api/units/${school}`, teacher)
    expect(mine).toMatchObject({
      name: 'Trường THCS Bình Minh',
      relations: [
        { kind: 'affiliation', superiorName: 'Ủy ban nhân dân phường Hạnh Thông', to: null },
        { kind: 'professional', superiorName: 'Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh' },
      ],
      parts: [{ name: 'Tổ Ngoại ngữ', people: 2 }],
      years: [{ schoolYear: '2025-2026', pupils: 900 }],
      can: { manage: false, managePeople: false, seePeople: true },
    })
    const theirs = await get(`/api/units/${school}`, otherAdmin)
    expect(theirs).toMatchObject({ parts: [], years: [], can: { manage: false, seePeople: false } })
    expect((await get(`/api/units/${tree.units.ward.id}`, teacher)).unitsBelow).toBe(3)
  })

  it('gets a letterhead from a day on, and papers of the day before keep theirs', async () => {
    const path = `/api/units/${school}/letterheads`
    expect((await send('POST', path, admin, { from: '2026-04-01', ...letterhead })).statusCode).toBe(204)
    // the same day again corrects it
    await send('POST', path, admin, { from: '2026-04-01', ...letterhead, symbol: 'THCS.BMINH' })
    expect((await send('POST', path, admin, { from: '2026-01-01', ...letterhead })).json().type).toBe(
      '/errors/state-conflict',
    )
    expect((await get(`/api/units/${school}`, teacher)).settings).toMatchObject([
      { from: '2026-04-01', to: null, symbol: 'THCS.BMINH' },
      { from: '2025-07-01', to: '2026-03-31', symbol: 'THCS.BM' },
    ])
  })

  it('is changed by its administrator and those above, with the version they saw', async () => {
    const change = (who: Who, version: number) =>
      send('PATCH', `/api/units/${school}`, who, { version, shortName: 'THCS Bình Minh' })
    expect((await change(teacher, 1)).statusCode).toBe(403)
    expect((await change(otherAdmin, 1)).statusCode).toBe(403)
    expect((await change(wardAdmin, 1)).json()).toEqual({ version: 2 })
    const late = await change(admin, 1)
    expect(late.statusCode).toBe(409)
    expect(late.json().current.version).toBe(2)
  })

  it('is changed by one of several at once, and so is a person; the others are shown what stands', async () => {
    for (const path of [
      `/api/units/${tree.units.otherSchool.id}`,
      `/api/people/${tree.people.otherSchool.teacher!.id}`,
    ]) {
      const { version, name } = await get(path, otherAdmin)
      const named = [1, 2, 3, 4].map((n) => `${name} ${n}`)
      const answers = await Promise.all(
        named.map((wanted) => send('PATCH', path, otherAdmin, { version, name: wanted })),
      )
      expect(answers.map((one) => one.statusCode).sort(), path).toEqual([200, 409, 409, 409])
      const stands = await get(path, otherAdmin)
      expect(stands).toMatchObject({
        name: named[answers.findIndex((one) => one.statusCode === 200)],
        version: version + 1,
      })
      for (const refused of answers.filter((one) => one.statusCode === 409))
        expect(refused.json().current).toMatchObject({ name: stands.name, version: version + 1 })
      await send('PATCH', path, otherAdmin, { version: version + 1, name })
    }
  })

  it('is made under one’s own, with the head of its kind', async () => {
    const unit = {
      kind: 'school',
      level: 'TH',
      code: 'TH-Moi.1',
      name: 'Trường Tiểu học Nắng Mới',
      superiorId: tree.units.ward.id,
      professionalId: tree.units.department.id,
    }
    expect((await send('POST', '/api/units', otherAdmin, unit)).statusCode).toBe(403)
    const made = await send('POST', '/api/units', wardAdmin, unit)
    expect(made.statusCode).toBe(201)
    expect(await get(`/api/units/${made.json().id}`, teacher)).toMatchObject({
      path: '79/26890/thmoi1/',
      settings: [{ superiorLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG HẠNH THÔNG'], symbol: 'TH.NM', from: '2026-03-16' }],
      relations: [{ kind: 'affiliation' }, { kind: 'professional' }],
    })
    expect((await send('POST', '/api/units', wardAdmin, unit)).json().type).toBe('/errors/already-exists')
    expect(
      (await send('POST', '/api/units', wardAdmin, { ...unit, code: 'x2', level: null })).json().errors[0].path,
    ).toBe('/level')
  })

  it('is guided by another body from a day on', async () => {
    const answer = await send('POST', `/api/units/${school}/professional`, wardAdmin, {
      superiorId: tree.units.ward.id,
      from: '2026-09-01',
    })
    expect(answer.statusCode).toBe(204)
    const { relations } = await get(`/api/units/${school}`, teacher)
    expect(relations.filter((r: { kind: string }) => r.kind === 'professional')).toMatchObject([
      { superiorId: tree.units.ward.id, from: '2026-09-01', to: null },
      { superiorId: tree.units.department.id, to: '2026-08-31' },
    ])
  })

  it('ends with its relations and its letterhead, and goes on with them where its end is taken back', async () => {
    const unit = { kind: 'school', level: 'TH', code: 'TH-Cuoi', name: 'Trường Tiểu học Cuối Cùng' }
    const { id } = (
      await send('POST', '/api/units', wardAdmin, {
        ...unit,
        superiorId: tree.units.ward.id,
        professionalId: tree.units.department.id,
        validFrom: '2025-09-01',
      })
    ).json()
    const end = async (validTo: string | null) => {
      const { version } = await get(`/api/units/${id}`, teacher)
      const answer = await send('PATCH', `/api/units/${id}`, wardAdmin, { version, validTo })
      expect(answer.statusCode, answer.body).toBe(200)
      const { relations, settings } = await get(`/api/units/${id}`, teacher)
      return [...relations, ...settings].map((row: { to: string | null }) => row.to)
    }
    expect(await end('2026-02-28')).toEqual(['2026-02-28', '2026-02-28', '2026-02-28'])
    expect(await end('2026-06-30')).toEqual(['2026-06-30', '2026-06-30', '2026-06-30'])
    expect(await end('2026-01-31')).toEqual(['2026-01-31', '2026-01-31', '2026-01-31'])
    const guided = await send('POST', `/api/units/${id}/professional`, wardAdmin, {
      superiorId: tree.units.ward.id,
      from: '2026-03-01',
    })
    expect(guided.json().detail).toBe('Đơn vị này đã chấm dứt trước ngày đó')
    expect(await end(null)).toEqual([null, null, null])
  })

  it('does not end over the heads of those that belong to it; a commune’s own division ends with it', async () => {
    const departmentAdmin: Who = ['department', 'administrator']
    const ward = tree.units.ward.id
    const { version } = await get(`/api/units/${ward}`, teacher)
    const refused = await send('PATCH', `/api/units/${ward}`, departmentAdmin, { version, validTo: '2026-06-30' })
    expect(refused.statusCode).toBe(409)
    expect(refused.json().detail).toContain('Trường Mầm non Hoa Phượng, … (4)')
    expect(refused.json().detail).toContain('Sáp nhập đơn vị này vào đơn vị khác, hoặc chuyển các đơn vị đó trước')

    const empty = (
      await send('POST', '/api/units', departmentAdmin, {
        ...{ kind: 'commune-committee', level: null, code: '26999', name: 'Ủy ban nhân dân xã Không Trường' },
        ...{ superiorId: tree.units.committee.id, validFrom: '2025-07-01' },
      })
    ).json().id
    const division = (
      await send('POST', '/api/units', departmentAdmin, {
        ...{ kind: 'culture-social-division', level: null, code: '26999-vhxh', superiorId: empty },
        ...{ name: 'Phòng Văn hóa - Xã hội xã Không Trường', validFrom: '2025-07-01' },
      })
    ).json().id
    expect(
      (await send('PATCH', `/api/units/${empty}`, departmentAdmin, { version: 1, validTo: '2026-06-30' })).statusCode,
    ).toBe(200)
    expect(await get(`/api/units/${division}`, teacher)).toMatchObject({
      validTo: '2026-06-30',
      relations: [{ to: '2026-06-30' }],
      settings: [{ to: '2026-06-30' }],
    })
    const otherWard = tree.units.otherWard.id
    const succeeded = async (version: number, successorIds: number[]) => {
      const path = `/api/units/${empty}`
      expect((await send('PATCH', path, departmentAdmin, { version, successorIds })).statusCode).toBe(200)
    }
    await succeeded(2, [ward, otherWard])
    await succeeded(3, [otherWard])
    const { rows: audits } = await services.database.system.query(
      `select params from audit where deed = 'change-unit' and record_id = $1 order by id`,
      [String(empty)],
    )
    expect(audits.map((row) => row.params)).toEqual([
      { validTo: '2026-06-30', before: { validTo: null } },
      { successorIds: [ward, otherWard], before: { successorIds: [] } },
      {
        successorIds: [otherWard],
        before: { successorIds: [ward, otherWard].sort((a, b) => a - b) },
      },
    ])
    // a paper that outlives its unit still has the head the unit had
    const lastHead = await services.database.asSystem('test', (trx) =>
      letterheadOn(trx, empty, '2026-09-01', { orLast: true }),
    )
    expect(lastHead.name).toBe('Ủy ban nhân dân xã Không Trường')

    expect(
      (await send('PATCH', `/api/units/${empty}`, departmentAdmin, { version: 4, validTo: null })).statusCode,
    ).toBe(200)
    // a unit that goes on is succeeded by nobody
    expect((await get(`/api/units/${empty}`, departmentAdmin)).successors).toEqual([])
    const { rows: last } = await services.database.system.query(
      `select params from audit where deed = 'change-unit' and record_id = $1 order by id desc limit 1`,
      [String(empty)],
    )
    expect(last[0].params).toEqual({
      validTo: null,
      successorIds: [],
      before: { validTo: '2026-06-30', successorIds: [otherWard] },
    })
    expect(await get(`/api/units/${division}`, teacher)).toMatchObject({
      validTo: null,
      relations: [{ to: null }],
      settings: [{ to: null }],
    })
  })

  it('stands under a body of the right kind, and under none to beyond the day that one ends', async () => {
    const departmentAdmin: Who = ['department', 'administrator']
    const make = async (unit: object) => {
      const answer = await send('POST', '/api/units', departmentAdmin, { validFrom: '2025-07-01', ...unit })
      return answer.json().id ?? answer.json().errors.map((e: { path: string }) => e.path)
    }
    const end = async (id: number, validTo: string | null) => {
      const { version } = await get(`/api/units/${id}`, teacher)
      return send('PATCH', `/api/units/${id}`, departmentAdmin, { version, validTo })
    }
    const committee = { kind: 'commune-committee', level: null, superiorId: tree.units.committee.id }
    const aSchool = { kind: 'school', level: 'TH', name: 'Trường Tiểu học Xã Cũ' }
    const old = await make({ ...committee, code: '26998', name: 'Ủy ban nhân dân xã Cũ' })
    const its = await make({ ...aSchool, code: 'TH-Cu', superiorId: old })
    expect(await make({ ...aSchool, code: 'TH-Sai', superiorId: its })).toEqual(['/superiorId'])
    const second = await make({
      ...{ kind: 'department', level: null, code: '79-so2', name: 'Sở Giáo dục và Đào tạo thứ hai' },
      superiorId: tree.units.committee.id,
    })
    const { rows } = await services.database.system.query('select reach from unit where id = $1', [second])
    expect(rows).toEqual([{ reach: '79/' }])

    for (const id of [its, old]) expect((await end(id, '2026-01-31')).statusCode).toBe(200)
    expect(await make({ ...aSchool, code: 'TH-Muon', superiorId: old })).toEqual(['/superiorId'])
    const guided = { ...aSchool, code: 'TH-Muon', superiorId: tree.units.ward.id, professionalId: old }
    expect(await make(guided)).toEqual(['/professionalId'])
    const guide = { superiorId: old, from: '2026-01-01' }
    const { otherSchool } = tree.units
    expect((await send('POST', `/api/units/${otherSchool.id}/professional`, departmentAdmin, guide)).statusCode).toBe(
      422,
    )
    // from a day on which it still stood, but for good
    const moved = await send('POST', `/api/units/${otherSchool.id}/move`, departmentAdmin, guide)
    expect(moved.json().errors?.[0]).toMatchObject({
      path: '/superiorId',
      message: 'Ủy ban nhân dân xã Cũ đã chấm dứt ngày 31/01/2026',
    })
    const reopened = await end(its, null)
    expect(reopened.statusCode).toBe(409)
    expect(reopened.json().detail).toContain('Ủy ban nhân dân xã Cũ đã chấm dứt ngày 31/01/2026')
    expect((await end(its, '2026-01-15')).statusCode).toBe(200)
    for (const id of [old, its]) expect((await end(id, null)).statusCode).toBe(200)
  })

  it('is told of a day that no calendar has, at its field', async () => {
    const answer = await send('POST', `/api/units/${school}/professional`, wardAdmin, {
      superiorId: tree.units.ward.id,
      from: '2026-02-31',
    })
    expect(answer.statusCode, answer.body).toBe(422)
    expect(answer.json().errors).toEqual([{ path: '/from', message: 'Không có ngày này; ghi theo năm-tháng-ngày' }])
  })

  it('has parts that end and are offered no more', async () => {
    const made = await send('POST', `/api/units/${school}/parts`, admin, { kind: 'party-cell', name: 'Chi bộ' })
    const { id } = made.json()
    expect((await send('POST', `/api/units/${school}/parts`, admin, { kind: 'team', name: 'Chi bộ' })).statusCode).toBe(
      409,
    )
    expect((await send('PATCH', `/api/parts/${id}`, otherAdmin, { ended: true })).statusCode).toBe(404)
    expect((await send('PATCH', `/api/parts/${id}`, admin, { ended: true })).statusCode).toBe(204)
    expect((await get(`/api/units/${school}`, teacher)).parts.map((p: { name: string }) => p.name)).toEqual([
      'Tổ Ngoại ngữ',
    ])
  })
})

describe('people', () => {
  const an = {
    name: 'Đỗ Thị Ân',
    phone: '0903 111 222',
    staffCode: 'GV-77',
    memberships: [{ role: 'teacher', title: 'Giáo viên Tiếng Anh' }],
  }
  let id: string

  it('are added by the unit’s administrator or one above, and stand in Vietnamese order', async () => {
    expect((await send('POST', `/api/units/${school}/people`, teacher, an)).statusCode).toBe(403)
    expect((await send('POST', `/api/units/${school}/people`, otherAdmin, an)).statusCode).toBe(403)
    const made = await send('POST', `/api/units/${school}/people`, admin, {
      ...an,
      memberships: [{ ...an.memberships[0], partId: tree.teamId }],
    })
    expect(made.statusCode).toBe(201)
    id = made.json().id
    for (const name of ['An', 'Ăn', 'Dân', 'Bắc', 'Đông'])
      await send('POST', `/api/units/${school}/people`, wardAdmin, { name, memberships: [{ role: 'teacher' }] })
    const { rows } = await get(`/api/units/${school}/people?limit=200`, teacher)
    const names = rows.map((r: { name: string }) => r.name)
    expect(names.filter((n: string) => n.length < 5)).toEqual(['An', 'Ăn', 'Bắc', 'Dân', 'Đông'])
    expect(rows.find((r: { id: string }) => r.id === id)).toMatchObject({
      phone: '0903111222',
      hasAccount: false,
      memberships: [{ role: 'teacher', part: 'Tổ Ngoại ngữ' }],
    })
  })

  it('page by key and are found without accents', async () => {
    const seen: string[] = []
    let after: string | null = null
    do {
      const page: { rows: { id: string }[]; next: string | null } = await get(
        `/api/units/${school}/people?limit=3${after ? `&after=${encodeURIComponent(after)}` : ''}`,
        admin,
      )
      seen.push(...page.rows.map((r) => r.id))
      after = page.next
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(12)
    expect((await get(`/api/units/${school}/people?q=do thi an`, admin)).rows.map((r: { id: string }) => r.id)).toEqual(
      [id],
    )
    expect((await get(`/api/units/${school}/people`, otherAdmin)).rows).toEqual([])
  })

  it('join a second unit by number and name, and are not taken by a wrong name', async () => {
    const join = (name: string) =>
      send('POST', `/api/units/${tree.units.otherSchool.id}/people`, otherAdmin, {
        name,
        phone: '+84 903 111 222',
        memberships: [{ role: 'clerk' }],
      })
    expect((await join('Người Khác')).json().type).toBe('/errors/already-exists')
    expect((await join('Đỗ thị ân')).json()).toEqual({ id, joined: true })
    const person = await get(`/api/people/${id}`, otherAdmin)
    expect(person.memberships.map((m: { unitName: string }) => m.unitName)).toContain('Trường THCS Bến Thành')
    // the record stays with the unit that keeps it
    expect(person.can.change).toBe(false)
    expect((await send('PATCH', `/api/people/${id}`, otherAdmin, { version: 1, phone: '0909999999' })).statusCode).toBe(
      403,
    )
    expect((await send('POST', '/api/password-slips', otherAdmin, { personIds: [id] })).statusCode).toBe(403)
  })

  it('get a printed password once, sign in with it and must choose their own', async () => {
    const slips = await send('POST', '/api/password-slips', admin, { personIds: [id] })
    expect(slips.statusCode).toBe(200)
    const [slip] = slips.json().rows
    expect(slip).toMatchObject({ name: 'Đỗ Thị Ân', identifiers: ['0903111222', 'GV-77'] })
    expect(slip.password).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
    const signIn = await door.inject({
      method: 'POST',
      url: '/api/session',
      payload: { identifier: 'gv-77', password: slip.password },
    })
    expect(signIn.json()).toMatchObject({ mustChangePassword: true, units: [{}, {}] })
    const kept = await services.database.asSystem('look', (trx) =>
      trx.selectFrom('idempotency').select('body').where('deed', '=', 'issue-password-slips').execute(),
    )
    expect(kept).toEqual([])
    const nothing = await send('POST', '/api/password-slips', admin, { personIds: [tree.people.school.teacher!.id] })
    expect(nothing.json().detail).toContain('chưa có số điện thoại')
  })

  it('change posts; a post that ended gives no rights, at once', async () => {
    const { memberships } = await get(`/api/people/${id}`, admin)
    const here = memberships.find((m: { unitId: number }) => m.unitId === school)
    const path = `/api/memberships/${here.id}`
    expect((await send('PATCH', path, admin, { title: 'Tổ phó' })).statusCode).toBe(204)
    expect((await send('PATCH', path, admin, { endedOn: '2020-01-01' })).json().errors[0].path).toBe('/endedOn')
    const more = await send('POST', `/api/people/${id}/memberships`, admin, { unitId: school, role: 'team-lead' })
    expect(more.statusCode).toBe(201)
    expect(
      (await send('POST', `/api/people/${id}/memberships`, admin, { unitId: school, role: 'team-lead' })).statusCode,
    ).toBe(409)
  })

  it('leave: their posts end everywhere, and they cannot sign in', async () => {
    const [slip] = (await send('POST', '/api/password-slips', admin, { personIds: [id] })).json().rows
    expect((await send('POST', `/api/people/${tree.people.school.administrator!.id}/end`, admin)).statusCode).toBe(409)
    expect((await send('POST', `/api/people/${id}/end`, admin)).statusCode).toBe(204)
    const signIn = await door.inject({
      method: 'POST',
      url: '/api/session',
      payload: { identifier: 'gv-77', password: slip.password },
    })
    expect(signIn.statusCode).toBe(401)
    expect(
      (await get(`/api/units/${tree.units.otherSchool.id}/people`, otherAdmin)).rows.map((r: { id: string }) => r.id),
    ).not.toContain(id)
  })
})
