import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticate, sessionRoutes } from '../platform/auth/index.ts'
import { type App, buildApp } from '../platform/http.ts'
import { openTestServices } from '../platform/testing.ts'
import { setUpRoutes } from './set-up-routes.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App

beforeAll(async () => {
  services = await openTestServices()
  app = await buildApp({ services, rooms: [sessionRoutes, setUpRoutes], authenticate: createAuthenticate(services) })
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const first = (phone: string) => ({
  provinceCode: '79',
  unit: { kind: 'school', level: 'THCS', name: 'Trường THCS Bình Minh', code: 'BM-01', communeCode: '26890' },
  person: { name: 'Nguyễn Thị Lan', phone },
  password: 'bat-dau-2026',
})
const setUp = (payload: object) => app.inject({ method: 'POST', url: '/api/setup', payload })

describe('an empty installation', () => {
  it('asks for its first administrator and offers the real provinces and communes', async () => {
    const setup = (await app.inject('/api/setup')).json()
    expect(setup).toMatchObject({ needed: true, mail: false })
    expect(setup.provinces).toHaveLength(34)
    const communes = (await app.inject('/api/setup/communes?province=79')).json().rows
    expect(communes).toHaveLength(168)
    expect(communes).toContainEqual({ code: '26890', name: 'Phường Hạnh Thông' })
  })

  it('says what is wrong at the field', async () => {
    const answer = await setUp({ ...first('0912345678'), provinceCode: '99' })
    expect(answer.json().errors[0].path).toBe('/provinceCode')
    expect((await setUp(first('không có'))).json().errors[0].path).toBe('/person/phone')
  })

  it('takes one of several who come at once, with the province’s bodies around the first unit', async () => {
    const answers = await Promise.all(['0912345678', '0912345679', '0912345670'].map((phone) => setUp(first(phone))))
    expect(answers.map((a) => a.statusCode).sort()).toEqual([200, 409, 409])
    const winner = answers.find((a) => a.statusCode === 200)!
    expect(winner.json()).toMatchObject({
      unit: { name: 'Trường THCS Bình Minh', path: '79/26890/bm01/' },
      roles: ['head', 'administrator'],
    })
    const cookie = { cookie: `banggiao=${winner.cookies[0]!.value}` }
    expect((await app.inject({ url: '/api/session', headers: cookie })).statusCode).toBe(200)
    expect((await app.inject('/api/setup')).json()).toMatchObject({ needed: false, provinces: [] })
    expect((await app.inject('/api/setup/communes?province=79')).statusCode).toBe(404)
    const counts = await services.database.asSystem('test', (trx) =>
      trx
        .selectFrom('unit')
        .select(['kind', (eb) => eb.fn.countAll<number>().as('count')])
        .groupBy('kind')
        .execute(),
    )
    expect(Object.fromEntries(counts.map((c) => [c.kind, c.count]))).toEqual({
      ministry: 1,
      'provincial-committee': 1,
      department: 1,
      'commune-committee': 168,
      'culture-social-division': 168,
      school: 1,
      'district-committee': 1,
      'district-office': 1,
    })
    const superiors = await services.database.asSystem('test', (trx) =>
      trx
        .selectFrom('unit_relation as r')
        .innerJoin('unit as u', 'u.id', 'r.unit_id')
        .innerJoin('unit as s', 's.id', 'r.superior_id')
        .select(['r.kind', 's.path'])
        .where('u.code', '=', 'BM-01')
        .orderBy('r.kind')
        .execute(),
    )
    expect(superiors).toEqual([
      { kind: 'affiliation', path: '79/26890/' },
      { kind: 'professional', path: '79/so/' },
    ])
  })
})
