import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentRoutes } from '../documents/index.ts'
import { planRoutes } from '../plans/index.ts'
import type { App } from '../platform/http.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { searchRoutes } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree

beforeAll(async () => {
  services = await openTestServices()
  app = await buildTestApp(services, [searchRoutes, documentRoutes, planRoutes])
  tree = await seedSmallTree(services.database)
  await services.database.asSystem('test', async (trx) => {
    for (const [unit, title] of [
      ['school', 'Đối ngoại và hội nhập quốc tế của trường'],
      ['otherSchool', 'Đối ngoại nơi khác'],
    ] as const) {
      const document = await trx
        .insertInto('document')
        .values({
          unit_id: tree.units[unit].id,
          unit_path: tree.units[unit].path,
          direction: 'out',
          state: 'draft',
          paper: 'plan',
          title,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const plan = await trx
        .insertInto('plan')
        .values({
          document_id: document.id,
          unit_id: tree.units[unit].id,
          unit_path: tree.units[unit].path,
          year: 2026,
          content: '{}',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await trx
        .insertInto('task')
        .values({
          plan_id: plan.id,
          unit_id: tree.units[unit].id,
          unit_path: tree.units[unit].path,
          section: 'II',
          position: 1,
          text: `Tuyên truyền đối ngoại tại ${unit}`,
        })
        .execute()
    }
  })
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const search = async (q: string, person: string) => {
  const answer = await app.inject({ url: '/api/search', query: { q }, headers: { 'x-person': person } })
  const groups = answer.json().groups as { kind: string; items: { title: string; href: string }[] }[]
  return Object.fromEntries(groups.map((g) => [g.kind, g.items.map((i) => i.title)]))
}

describe('one box for everything', () => {
  it('finds without accents, by kind, and only what the searcher may read', async () => {
    const teacher = tree.people.school.teacher!.id
    expect(await search('doi ngoai', teacher)).toEqual({
      plan: ['Đối ngoại và hội nhập quốc tế của trường'],
      task: ['Tuyên truyền đối ngoại tại school'],
      document: ['Đối ngoại và hội nhập quốc tế của trường'],
    })
    expect((await search('ĐỐI NGOẠI nơi khác', teacher)).document).toBeUndefined()
    expect((await search('Bình Minh', teacher)).unit).toEqual(['Trường THCS Bình Minh'])
    expect((await search('giao vien', teacher)).person).toEqual([tree.people.school.teacher!.name])
    expect(await search('không có chữ này', teacher)).toEqual({})
  })

  it('takes signs of a pattern for what they are', async () => {
    expect(await search('%%%', tree.people.school.teacher!.id)).toEqual({})
  })
})

describe('search inside a list', () => {
  it('finds the list’s own rows, however much else of the same words the reader may see', async () => {
    const { department, school } = tree.units
    await services.database.system.query(
      `with own as (
          insert into document (unit_id, unit_path, direction, state, paper, title, created_at)
          values ($1, $2, 'out', 'draft', 'plan', 'Trao đổi học sinh', now() - interval '1 day') returning id, unit_id, unit_path),
        others as (
          insert into document (unit_id, unit_path, direction, state, paper, title, number, issued_on)
          select $3::int, $4, 'out', 'issued', 'plan', 'Trao đổi học sinh', n || '/KH-X', date '2026-03-01'
          from generate_series(1, 210) n returning id, unit_id, unit_path)
        insert into plan (document_id, unit_id, unit_path, year, content, open, created_at)
        select id, unit_id, unit_path, 2026, '{"sections":[]}'::jsonb, false, now() - interval '1 day' from own union all
        select id, unit_id, unit_path, 2026, '{"sections":[]}'::jsonb, true, now() from others`,
      [department.id, department.path, school.id, school.path],
    )
    const officer = { 'x-person': tree.people.department.officer!.id }
    const rows = async (url: string) => (await app.inject({ url, headers: officer })).json()
    expect((await rows('/api/documents?direction=out&q=trao%20doi')).rows).toHaveLength(1)
    expect(await rows('/api/documents/count?direction=out&q=trao%20doi')).toEqual({ count: 1, exact: true })
    expect((await rows('/api/plans?tab=mine&q=trao%20doi')).rows).toHaveLength(1)
    expect((await rows('/api/plans?tab=below&q=trao%20doi')).rows.length).toBeGreaterThan(1)
    const elsewhere = { 'x-person': tree.people.otherSchool.deputy!.id }
    expect(
      (await app.inject({ url: '/api/documents?direction=out&q=trao%20doi', headers: elsewhere })).json().rows,
    ).toEqual([])
  })
})
