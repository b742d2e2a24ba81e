import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../platform/http.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedIssuedPlan, seedSmallTree } from '../seeds/index.ts'
import { assignmentRoutes } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree

beforeAll(async () => {
  services = await openTestServices('2026-04-10')
  app = await buildTestApp(services, [assignmentRoutes])
  tree = await seedSmallTree(services.database)
  const { units, people } = tree
  await services.database.asSystem('seed', async (trx) => {
    // what the school's own plan carries out stands there once
    const department = await seedIssuedPlan(trx, {
      unit: units.department,
      number: '1876/KH-SGDĐT',
      title: 'Kế hoạch của Sở',
      tasks: [{ section: 'II', text: 'Việc của Sở mà trường đã đưa vào kế hoạch', dueOn: '2026-04-05' }],
      carriers: [units.school],
    })
    await seedIssuedPlan(trx, {
      unit: units.school,
      number: '86/KH-THCS.BM',
      title: 'Kế hoạch của trường',
      tasks: [
        {
          section: 'II',
          text: 'Việc quá hạn',
          dueOn: '2026-04-01',
          ownerPersonId: people.school.teacher!.id,
          superiorTaskId: department.taskIds[0]!,
        },
        { section: 'II', text: 'Việc sắp đến hạn', dueOn: '2026-04-20', ownerPartId: tree.teamId },
        { section: 'II', text: 'Việc còn xa', dueOn: '2026-09-01' },
        { section: 'III', text: 'Đối ngoại nhân dân', dueOn: null },
      ],
      carriers: [units.school],
    })
    await seedIssuedPlan(trx, {
      unit: units.otherSchool,
      number: '7/KH-THCSBT',
      title: 'Kế hoạch trường khác',
      tasks: [{ section: 'I', text: 'Việc của trường khác', dueOn: '2026-04-01' }],
      carriers: [units.otherSchool],
    })
  })
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const get = async (person: string, path: string) =>
  (await app.inject({ url: `/api/assignments${path}`, headers: { 'x-person': person } })).json()
const titles = async (person: string, query: string) =>
  (await get(person, query)).rows.map((row: { title: string }) => row.title)

describe('the work of a unit', () => {
  it('is all of it, whoever’s it is, nearest limit first and what has none last; another unit’s is not in it', async () => {
    const all = ['Việc quá hạn', 'Việc sắp đến hạn', 'Việc còn xa', 'Đối ngoại nhân dân']
    expect(await titles(tree.people.school.deputy!.id, '')).toEqual(all)
    expect(await titles(tree.people.school.clerk!.id, '')).toEqual(all)
    // who stands above reads it in the matrix; this is the work of the unit acted in
    expect(await titles(tree.people.department.officer!.id, '')).toEqual([])
  })

  it('is narrowed by limit, owner, day and words without accents', async () => {
    const deputy = tree.people.school.deputy!.id
    expect(await titles(deputy, '?due=overdue')).toEqual(['Việc quá hạn'])
    expect(await titles(deputy, '?due=soon')).toEqual(['Việc sắp đến hạn'])
    expect(await titles(deputy, '?due=none')).toEqual(['Đối ngoại nhân dân'])
    expect(await titles(deputy, '?owner=nobody')).toEqual(['Việc còn xa', 'Đối ngoại nhân dân'])
    expect(await titles(tree.people.school.teacher!.id, '?owner=me')).toEqual(['Việc quá hạn', 'Việc sắp đến hạn'])
    expect(await titles(deputy, '?from=2026-04-15&to=2026-04-30')).toEqual(['Việc sắp đến hạn'])
    expect(await titles(deputy, '?q=doi%20ngoai')).toEqual(['Đối ngoại nhân dân'])
    expect(await titles(deputy, '?q=100%25')).toEqual([])
  })

  it('is counted by state as it is narrowed, and paged without losing what has no limit', async () => {
    const deputy = tree.people.school.deputy!.id
    expect(await get(deputy, '/count')).toMatchObject({ total: 4, open: 4, overdue: 1 })
    expect(await get(deputy, '/count?due=overdue')).toMatchObject({ total: 1, overdue: 1 })
    const first = await get(deputy, '?limit=3')
    expect(await titles(deputy, `?limit=3&after=${first.next}`)).toEqual(['Đối ngoại nhân dân'])
  })
})
