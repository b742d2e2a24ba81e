import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../platform/http.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { organisationRoutes } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree

beforeAll(async () => {
  services = await openTestServices()
  app = await buildTestApp(services, [organisationRoutes])
  tree = await seedSmallTree(services.database)
})
afterAll(async () => {
  await app.close()
  await services.close()
})

describe('the directory of units', () => {
  const as = (id: string) => ({ 'x-person': id })

  it('is for whoever has signed in, and nobody else', async () => {
    expect((await app.inject('/api/units')).statusCode).toBe(401)
    const answer = await app.inject({ url: '/api/units', headers: as(tree.people.school.teacher!.id) })
    expect(answer.statusCode).toBe(200)
    expect(answer.json().rows).toHaveLength(9)
  })

  it('finds without accents, in any of their spellings', async () => {
    for (const q of ['thcs binh', 'Hạnh Thông', 'BINH MINH', 'rang dong'.normalize('NFD')]) {
      const answer = await app.inject({ url: '/api/units', query: { q }, headers: as(tree.people.school.teacher!.id) })
      expect(answer.json().rows.length, q).toBeGreaterThan(0)
    }
  })

  it('pages by key and ends', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const answer = (
        await app.inject({
          url: '/api/units',
          query: { limit: '4', ...(after ? { after } : {}) },
          headers: as(tree.people.department.officer!.id),
        })
      ).json()
      seen.push(...answer.rows.map((r: { path: string }) => r.path))
      after = answer.next ?? undefined
    } while (after)
    expect(seen).toEqual([...seen].sort())
    expect(new Set(seen).size).toBe(9)
  })
})
