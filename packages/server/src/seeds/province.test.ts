import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServices } from '../platform/testing.ts'
import { schoolsPerCommune, seedProvince, sizes } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
beforeAll(async () => {
  services = await openTestServices()
})
afterAll(() => services.close())

it('spreads 3 517 schools over 168 communes, 2 to 29 each', () => {
  const counts = schoolsPerCommune()
  expect(counts).toHaveLength(sizes.communes)
  expect(counts.reduce((a, b) => a + b, 0)).toBe(sizes.schools)
  expect(Math.min(...counts)).toBe(2)
  expect(Math.max(...counts)).toBe(29)
})

it('sets up TP.HCM whole: upper secondary schools stand under the Sở, the others under their commune', async () => {
  const province = await services.database.asSystem('test', (trx) =>
    seedProvince(trx, { code: '79', schools: sizes.schools }),
  )
  expect(province.communes).toHaveLength(168)
  expect(province.schools).toHaveLength(3517)
  for (const school of province.schools) {
    const underSo = school.level === 'THPT' || school.level === 'GDTX'
    expect(school.path.startsWith(underSo ? '79/so/' : `79/${school.communeCode}/`)).toBe(true)
  }
  const relations = await services.database.asSystem('test', (trx) =>
    trx
      .selectFrom('unit_relation')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  )
  // communes and the former district one each; Sở, divisions, the district's office and schools two each
  expect(relations.n).toBe(168 + 1 + 2 + 2 * 168 + 2 + 2 * 3517)
})
