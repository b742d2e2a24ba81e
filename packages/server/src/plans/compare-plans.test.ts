import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../platform/http.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { compareRoutes, planPaper, planRoutes } from './index.ts'
import { departmentPlanText, seedDepartmentPlan } from './seed-plan.testing.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree
let superior: string
let own: { id: string; tasks: { id: string; superiorTaskId: string | null; text: string }[] }

const as = (unit: 'school' | 'otherSchool' | 'department', role: 'deputy' | 'head' | 'officer') => ({
  'x-person': tree.people[unit][role]!.id,
})
const compare = (right: string, left: string, who = as('school', 'deputy')) =>
  app.inject({ url: `/api/plans/${right}/compare?with=${left}`, headers: who })

beforeAll(async () => {
  services = await openTestServices()
  services.papers.plan = planPaper
  app = await buildTestApp(services, [planRoutes, compareRoutes])
  tree = await seedSmallTree(services.database)
  superior = (await seedDepartmentPlan(services, tree, { unit: 'school' })).planId
  const derived = await app.inject({
    method: 'POST',
    url: `/api/plans/${superior}/derive`,
    headers: as('school', 'deputy'),
    payload: {},
  })
  own = (
    await app.inject({ url: `/api/plans/${derived.json().id}`, headers: as('school', 'deputy') })
  ).json() as typeof own
})
afterAll(async () => {
  await app.close()
  await services.close()
})

describe('a plan beside its superior', () => {
  it('shows which task became which, what changed in the words, and that the link is borne out', async () => {
    const answer = await compare(own.id, superior)
    expect(answer.statusCode, answer.body).toBe(200)
    const { left, right, pairs } = answer.json()
    expect(left).toMatchObject({ id: superior, number: '1876/KH-SGDĐT', year: 2026 })
    // the copy the school holds is still the department's plan
    expect(left.issuer).toMatch(/sở giáo dục và đào tạo/i)
    expect(right).toMatchObject({ id: own.id })
    expect(right.issuer).toBe('THCS Bình Minh')
    const linked = pairs.filter((pair: { linked: boolean }) => pair.linked)
    expect(linked).toHaveLength(own.tasks.filter((task) => task.superiorTaskId).length)
    for (const { left: one, right: other, words } of linked) {
      const text = (change: 'ins' | 'del') =>
        words
          .filter((run: { change?: string }) => run.change === undefined || run.change === change)
          .map((run: { text: string }) => run.text)
          .join('')
      expect(text('del')).toBe(one.text)
      expect(text('ins')).toBe(other.text)
    }
  })

  it('tells what was left out and what is new', async () => {
    const [gone] = own.tasks
    const kept = departmentPlanText.split('\n').filter((line) => !line.includes(gone!.text.slice(5, 40)))
    const sister = await seedDepartmentPlan(services, tree, {
      unit: 'school',
      text: kept.join('\n').replace('1876/KH', '1880/KH'),
    })
    const { pairs } = (await compare(sister.planId, superior)).json()
    expect(pairs.filter((pair: { relation: string }) => pair.relation === 'none')).toHaveLength(1)
    const turned = (await compare(superior, sister.planId)).json().pairs
    expect(turned.filter((pair: { relation: string }) => pair.relation === 'new')).toHaveLength(1)
  })

  it('is for those who may see both', async () => {
    const hidden = (await seedDepartmentPlan(services, tree)).planId
    expect((await compare(own.id, hidden)).statusCode).toBe(404)
    expect((await compare(hidden, own.id)).statusCode).toBe(404)
    expect((await compare(own.id, superior, as('otherSchool', 'head'))).statusCode).toBe(404)
  })
})
