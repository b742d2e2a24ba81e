import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../platform/http.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { viewRoutes } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree

beforeAll(async () => {
  services = await openTestServices()
  app = await buildTestApp(services, [viewRoutes])
  tree = await seedSmallTree(services.database)
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const send = (person: string, method: 'POST' | 'PATCH' | 'PUT', url: string, payload: object) =>
  app.inject({ method, url, payload, headers: { 'x-person': person } })
const save = async (person: string, name: string, more: object = {}) => {
  const query = { filters: { state: ['overdue'] }, q: 'đối ngoại', shape: 'board' }
  const answer = await send(person, 'POST', '/api/views', { list: 'plan', name, query, ...more })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json().id as number
}
const names = async (person: string, list = 'plan') =>
  (await app.inject({ url: `/api/views?list=${list}`, headers: { 'x-person': person } }))
    .json()
    .rows.map((row: { name: string }) => row.name)

describe('saved views', () => {
  it('are one’s own on every machine, in the order given to them, and on their own list only', async () => {
    const teacher = tree.people.school.teacher!.id
    const ids = [await save(teacher, 'Quá hạn'), await save(teacher, 'Tháng này'), await save(teacher, 'Của tổ')]
    expect(await names(teacher)).toEqual(['Quá hạn', 'Tháng này', 'Của tổ'])
    expect(await names(teacher, 'document')).toEqual([])
    expect(await names(tree.people.school.head!.id)).toEqual([])
    await send(teacher, 'PUT', '/api/views/order', { list: 'plan', ids: [ids[2], ids[0], ids[1]] })
    expect(await names(teacher)).toEqual(['Của tổ', 'Quá hạn', 'Tháng này'])
  })

  it('are renamed, ended and brought back by their owner, and by nobody else', async () => {
    const clerk = tree.people.school.clerk!.id
    const id = await save(clerk, 'Chờ vào sổ')
    const change = (person: string, payload: object) => send(person, 'PATCH', `/api/views/${id}`, payload)
    expect((await change(tree.people.school.head!.id, { version: 1, name: 'Của tôi' })).statusCode).toBe(404)
    expect((await change(clerk, { version: 1, name: 'Chưa vào sổ' })).json()).toEqual({ version: 2 })
    expect(await names(clerk)).toEqual(['Chưa vào sổ'])
    await change(clerk, { version: 2, ended: true })
    expect(await names(clerk)).toEqual([])
    await change(clerk, { version: 3, ended: false })
    expect(await names(clerk)).toEqual(['Chưa vào sổ'])
  })

  it('changed in two windows are overwritten by neither: the second is told what the first left', async () => {
    const head = tree.people.otherSchool.head!.id
    const deputy = tree.people.otherSchool.deputy!.id
    const id = await save(head, 'Sắp đến hạn', { shared: true })
    const change = (person: string, payload: object) => send(person, 'PATCH', `/api/views/${id}`, payload)
    const query = { filters: { state: ['doing'] } }
    const [first, second] = await Promise.all([
      change(head, { version: 1, name: 'Tuần này' }),
      change(deputy, { version: 1, query }),
    ])
    expect([first.statusCode, second.statusCode].sort()).toEqual([200, 409])
    const refused = first.statusCode === 409 ? first : second
    expect(refused.json()).toMatchObject({ type: '/errors/version-conflict', current: { version: 2, ended: false } })
    expect((await change(deputy, { version: 2, ended: true })).statusCode).toBe(200)
    const late = await change(head, { version: 2, name: 'Tháng này' })
    expect(late.statusCode).toBe(409)
    expect(late.json().detail).toMatch(/^Cách xem “(Tuần này|Sắp đến hạn)” vừa được xoá ở cửa sổ khác$/u)
  })

  it('of a unit are made by those who draft its plans, seen by everybody in it and by nobody outside', async () => {
    const { school, otherSchool } = tree.people
    const shared = { shared: true }
    const refused = await send(school.teacher!.id, 'POST', '/api/views', {
      list: 'report',
      name: 'Cả trường',
      query: { filters: {} },
      ...shared,
    })
    expect(refused.statusCode).toBe(403)
    const id = await save(school.deputy!.id, 'Cả trường', { list: 'report', ...shared })
    expect(await names(school.clerk!.id, 'report')).toEqual(['Cả trường'])
    expect(await names(otherSchool.deputy!.id, 'report')).toEqual([])
    expect((await send(school.clerk!.id, 'PATCH', `/api/views/${id}`, { version: 1, ended: true })).statusCode).toBe(
      403,
    )
    expect(
      (await send(otherSchool.deputy!.id, 'PATCH', `/api/views/${id}`, { version: 1, ended: true })).statusCode,
    ).toBe(404)
  })
})
