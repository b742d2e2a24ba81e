import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../platform/http.ts'
import { multipart } from '../platform/multipart.testing.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { citedRoutes, documentRoutes } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree

const as = (unit: 'school' | 'otherSchool') => ({ 'x-person': tree.people[unit].clerk!.id })
const list = async (query = '', unit: 'school' | 'otherSchool' = 'school') =>
  (await app.inject({ url: `/api/cited-documents${query}`, headers: as(unit) })).json()
const numbers = (answer: { rows: { number: string }[] }) => answer.rows.map(({ number }) => number)

const paper = (number: string, bases: string[]) => `SỞ GIÁO DỤC VÀ ĐÀO TẠO        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                      Độc lập - Tự do - Hạnh phúc
Số: ${number}                      Thành phố Hồ Chí Minh, ngày 10 tháng 01 năm 2026

KẾ HOẠCH
Hội nhập quốc tế năm 2026

${bases.map((basis) => `Căn cứ ${basis};`).join('\n')}

I. MỤC ĐÍCH
- Nâng cao nhận thức về hội nhập quốc tế.
II. NỘI DUNG
- Các trường tổ chức thực hiện.

Nơi nhận:                                     GIÁM ĐỐC
- Lưu: VT.
                                              Nguyễn Văn Minh Hoạ`

const RESOLUTION = 'Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị về hội nhập quốc tế'
const AID = 'Nghị định số 80/2020/NĐ-CP ngày 08 tháng 7 năm 2020 của Chính phủ về viện trợ không hoàn lại'
const EARLIER = 'Kế hoạch số 5/KH-SGDĐT ngày 10 tháng 01 năm 2026 của Sở Giáo dục và Đào tạo về hội nhập quốc tế'

async function file(name: string, text: string) {
  const form = multipart({}, [{ name, bytes: new TextEncoder().encode(text), type: 'text/plain' }])
  const received = await app.inject({
    method: 'POST',
    url: '/api/documents',
    headers: { ...as('school'), ...form.headers },
    payload: form.payload,
  })
  const { id } = received.json().rows[0]
  const { version } = (await app.inject({ url: `/api/documents/${id}`, headers: as('school') })).json()
  const confirmed = await app.inject({
    method: 'POST',
    url: `/api/documents/${id}/confirm`,
    headers: as('school'),
    payload: { version },
  })
  expect(confirmed.statusCode, confirmed.body).toBe(200)
}

beforeAll(async () => {
  services = await openTestServices()
  app = await buildTestApp(services, [documentRoutes, citedRoutes])
  tree = await seedSmallTree(services.database)
  await file('a.txt', paper('5/KH-SGDĐT', [RESOLUTION, AID]))
  await file('b.txt', paper('6/KH-SGDĐT', [RESOLUTION, EARLIER]))
})
afterAll(async () => {
  await app.close()
  await services.close()
})

describe('the register of cited documents', () => {
  it('has each once, the most cited first, with who cites it and whether the unit holds it', async () => {
    const { rows, next } = await list()
    expect(next).toBeNull()
    expect(rows[0]).toMatchObject({ number: '59-NQ/TW', citers: 2, asBasis: 2, held: false })
    expect(rows[0].citedBy.map((one: { number: string }) => one.number).sort()).toEqual(['5/KH-SGDĐT', '6/KH-SGDĐT'])
    expect(rows.find((row: { number: string }) => row.number === '5/KH-SGDĐT')).toMatchObject({ held: true, citers: 1 })
    expect(rows).toHaveLength(3)
  })

  it('tells what no longer applies today and what replaced it', async () => {
    const ended = await list('?ended=true')
    expect(ended.rows).toHaveLength(1)
    expect(ended.rows[0]).toMatchObject({
      number: '80/2020/NĐ-CP',
      force: { state: 'ended', until: '2025-12-08', replacedBy: '313/2025/NĐ-CP' },
    })
  })

  it('filters by what is held, and by words without accents', async () => {
    expect(numbers(await list('?held=true'))).toEqual(['5/KH-SGDĐT'])
    expect(numbers(await list('?held=false')).sort()).toEqual(['59-NQ/TW', '80/2020/NĐ-CP'])
    expect(numbers(await list('?q=vien%20tro'))).toEqual(['80/2020/NĐ-CP'])
    const count = await app.inject({ url: '/api/cited-documents/count?held=false', headers: as('school') })
    expect(count.json()).toEqual({ count: 2 })
  })

  it('pages without losing or doubling a row', async () => {
    const seen: string[] = []
    let after = ''
    do {
      const page = await list(`?limit=1${after}`)
      seen.push(...numbers(page))
      after = page.next ? `&after=${encodeURIComponent(page.next)}` : ''
    } while (after)
    expect(seen).toEqual(numbers(await list()))
  })

  it('is each unit’s own', async () => {
    expect((await list('', 'otherSchool')).rows).toEqual([])
  })
})
