import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renderPage, type WrittenDocument, writeDocx, writePdf, writeText } from '@banggiao/vanban'
import { unzipSync, zipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  docxOf,
  gifOf,
  odtOf,
  picturedPdf,
  pictureOf,
  rtfOf,
  SHEET_DPI,
  sheetOf,
  signedLineOn,
} from '../../../vanban/src/read/make-pictured.testing.ts'
import { pdfOfJpegs, scannedPage } from '../../../vanban/src/read/make-scan.ts'
import type { App } from '../platform/http.ts'
import { multipart } from '../platform/multipart.testing.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { documentRoutes, paperRoutes } from './index.ts'

vi.setConfig({ testTimeout: 30_000 })
let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree

beforeAll(async () => {
  services = await openTestServices()
  app = await buildTestApp(services, [documentRoutes, paperRoutes])
  tree = await seedSmallTree(services.database)
})
afterAll(async () => {
  await app.close()
  await services.close()
})

type Who = { 'x-person': string }
const as = (
  role: 'head' | 'deputy' | 'clerk' | 'teacher',
  unit: 'school' | 'otherSchool' | 'department' = 'school',
): Who => ({
  'x-person': tree.people[unit][role]!.id,
})

const planOfDepartment: WrittenDocument = {
  kind: 'Kế hoạch',
  number: '1876/KH-SGDĐT',
  superiorLines: ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HỒ CHÍ MINH'],
  issuerLines: ['SỞ GIÁO DỤC VÀ ĐÀO TẠO'],
  place: 'Thành phố Hồ Chí Minh',
  date: '2026-03-09',
  title: 'Hoạt động đối ngoại và hội nhập quốc tế ngành Giáo dục và Đào tạo năm 2026',
  addressees: [],
  legalBases: [
    'Căn cứ Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị về hội nhập quốc tế trong tình hình mới',
  ],
  blocks: [
    { type: 'heading', level: 1, label: 'I', title: 'MỤC ĐÍCH, YÊU CẦU' },
    { type: 'paragraph', text: 'Nâng cao nhận thức của cán bộ, giáo viên về hội nhập quốc tế.' },
    { type: 'heading', level: 1, label: 'II', title: 'NỘI DUNG THỰC HIỆN' },
    { type: 'heading', level: 2, label: '1', title: 'Công tác tuyên truyền' },
    {
      type: 'item',
      depth: 0,
      label: null,
      text: 'Tổ chức quán triệt Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị đến cán bộ, giáo viên.',
    },
    {
      type: 'item',
      depth: 0,
      label: null,
      text: 'Các đơn vị báo cáo kết quả thực hiện về Sở Giáo dục và Đào tạo trước ngày 15/10/2026.',
    },
    { type: 'heading', level: 1, label: 'III', title: 'TỔ CHỨC THỰC HIỆN' },
    { type: 'paragraph', text: 'Các đơn vị căn cứ Kế hoạch này tổ chức thực hiện.' },
  ],
  signer: { authority: ['KT. GIÁM ĐỐC'], position: 'PHÓ GIÁM ĐỐC', name: 'Lê Thụy Mỵ Châu' },
  recipients: ['UBND phường, xã', 'Các trường THPT', 'Lưu: VT, VP'],
  draft: false,
}

const upload = (
  files: { name: string; bytes: Uint8Array }[],
  fields: Record<string, string> = {},
  who: Who = as('clerk'),
) => {
  const form = multipart(
    fields,
    files.map((f) => ({ ...f, type: 'application/octet-stream' })),
  )
  return app.inject({
    method: 'POST',
    url: '/api/documents',
    headers: { ...who, ...form.headers },
    payload: form.payload,
  })
}
const get = async (path: string, who: Who = as('clerk')) =>
  (await app.inject({ url: `/api/documents${path}`, headers: who })).json()
const post = (path: string, payload: object, who: Who = as('clerk')) =>
  app.inject({ method: 'POST', url: `/api/documents${path}`, headers: who, payload })
const patch = (id: string, payload: object, who: Who = as('clerk')) =>
  app.inject({ method: 'PATCH', url: `/api/documents/${id}/parsed`, headers: who, payload })

async function received(
  bytes: Uint8Array,
  name: string,
  fields: Record<string, string> = {},
  who?: Who,
): Promise<string> {
  const answer = await upload([{ name, bytes }], fields, who)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json().rows[0].id
}
const text = (value: string) => new TextEncoder().encode(value)

describe('a plan that comes in as a file', () => {
  it('is read from .docx and .pdf alike, and filed by one press', async () => {
    for (const [name, bytes] of [
      ['ke-hoach.docx', await writeDocx({ ...planOfDepartment, number: '1876/KH-SGDĐT' })],
      ['ke-hoach.pdf', await writePdf({ ...planOfDepartment, number: '1877/KH-SGDĐT' })],
    ] as const) {
      const id = await received(bytes, name)
      const seen = await get(`/${id}`)
      expect(seen, name).toMatchObject({
        state: 'read',
        direction: 'in',
        kind: 'Kế hoạch',
        issuedOn: '2026-03-09',
        waitsFor: 'clerk',
        can: { correct: true, confirm: true, instruct: false },
        file: { name },
      })
      expect(seen.parsed.tasks.length, name).toBeGreaterThan(0)
      expect(seen.parsed.legalBases[0].number, name).toBe('59-NQ/TW')
      for (const task of seen.parsed.tasks)
        expect(seen.sourceText.slice(task.at.start, task.at.end).replace(/\s+/g, ' '), name).toContain(
          task.text.slice(0, 15),
        )
      const confirmed = await post(`/${id}/confirm`, { version: seen.version })
      expect(confirmed.json()).toMatchObject({ arrivalNumber: seen.nextArrivalNumber })
      expect(await get(`/${id}`, as('head'))).toMatchObject({
        state: 'filed',
        waitsFor: 'head',
        can: { correct: false, confirm: false, instruct: true },
      })
      const original = await app.inject({ url: `/api/documents/${id}/file`, headers: as('head') })
      expect(Buffer.compare(original.rawPayload, Buffer.from(bytes))).toBe(0)
      expect(original.headers['content-disposition']).toContain('inline')
    }
  })

  it('names the body that issued it, and cites what it is based on, held or not', async () => {
    const id = await received(await writeDocx({ ...planOfDepartment, number: '1900/KH-SGDĐT' }), 'a.docx')
    await post(`/${id}/confirm`, { version: (await get(`/${id}`)).version })
    const { cites } = await get(`/${id}`)
    expect(cites).toEqual([
      expect.objectContaining({ number: '59-NQ/TW', state: 'placeholder', legalBasis: true, issuedOn: '2025-01-24' }),
    ])
    const issuer = await services.database.asSystem('test', (trx) =>
      trx.selectFrom('document').select('issuer_unit_id').where('id', '=', id).executeTakeFirstOrThrow(),
    )
    expect(issuer.issuer_unit_id).toBe(tree.units.department.id)
    expect((await get(`/${cites[0].id}`)).citedBy.map((d: { id: string }) => d.id)).toContain(id)
  })

  it('fills the placeholder of a paper that others cited before it came', async () => {
    const citing = await received(
      await writeDocx({
        ...planOfDepartment,
        number: '86/KH-ABC',
        legalBases: ['Căn cứ Kế hoạch số 2000/KH-SGDĐT ngày 09 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo'],
      }),
      'b.docx',
    )
    await post(`/${citing}/confirm`, { version: (await get(`/${citing}`)).version })
    const before = (await get(`/${citing}`)).cites.find((c: { number: string }) => c.number === '2000/KH-SGDĐT')
    expect(before.state).toBe('placeholder')
    const cited = await received(await writeDocx({ ...planOfDepartment, number: '2000/KH-SGDĐT' }), 'c.docx')
    await post(`/${cited}/confirm`, { version: (await get(`/${cited}`)).version })
    const after = (await get(`/${citing}`)).cites.find((c: { number: string }) => c.number === '2000/KH-SGDĐT')
    expect(after).toMatchObject({ id: cited, state: 'filed' })
    expect((await get(`/${cited}`)).citedBy.map((d: { id: string }) => d.id)).toContain(citing)
  })

  it('tells what is held already, by its number or by its bytes', async () => {
    const bytes = await writeDocx({ ...planOfDepartment, number: '3000/KH-SGDĐT' })
    const first = await received(bytes, 'd.docx')
    const second = await received(await writePdf({ ...planOfDepartment, number: '3000/KH - SGDĐT' }), 'd.pdf')
    expect((await get(`/${second}`)).duplicates.map((d: { id: string }) => d.id)).toEqual([first])
    const third = await received(bytes, 'khac.docx')
    expect((await get(`/${third}`)).duplicates.length).toBe(2)
  })

  it('sets in motion what other rooms make of a confirmed plan, in the same transaction', async () => {
    const heard: string[] = []
    services.confirmed.push(async (_work, id) => void heard.push(id))
    const id = await received(await writeDocx({ ...planOfDepartment, number: '3100/KH-SGDĐT' }), 'e.docx')
    await post(`/${id}/confirm`, { version: (await get(`/${id}`)).version })
    services.confirmed.push(async () => {
      throw new Error('the plans room breaks')
    })
    const quiet = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const failing = await received(await writeDocx({ ...planOfDepartment, number: '3101/KH-SGDĐT' }), 'f.docx')
    expect((await post(`/${failing}/confirm`, { version: (await get(`/${failing}`)).version })).statusCode).toBe(500)
    quiet.mockRestore()
    services.confirmed.length = 0
    expect(heard).toContain(id)
    expect((await get(`/${failing}`)).state).toBe('read')
  })
})

describe('what was misread', () => {
  it('is corrected in place, and two people at once get a choice', async () => {
    const id = await received(await writeDocx({ ...planOfDepartment, number: '4000/KH-SGDĐT' }), 'g.docx')
    const seen = await get(`/${id}`)
    const tasks = [...seen.parsed.tasks].reverse()
    const corrected = await patch(id, { version: seen.version, fields: { title: '  Đối ngoại   năm 2026 ', tasks } })
    expect(corrected.statusCode, corrected.body).toBe(200)
    const now = await get(`/${id}`)
    expect(now).toMatchObject({ title: 'Đối ngoại năm 2026', parsed: { title: 'Đối ngoại năm 2026' } })
    expect(now.parsed.at.title).toBeUndefined()
    const conflict = await patch(id, { version: seen.version, fields: { title: 'Khác' } })
    expect(conflict.statusCode).toBe(409)
    expect(conflict.json()).toMatchObject({ type: '/errors/version-conflict', current: now.version })
    expect((await patch(id, { version: now.version, fields: { date: '2026-02-30' } })).json().errors[0].path).toBe(
      '/fields/date',
    )
    expect((await patch(id, { version: now.version, fields: { title: 'X' } }, as('teacher'))).statusCode).toBe(403)
  })

  it('is shown by selecting it: a task, a basis, a limit', async () => {
    const id = await received(await writeDocx({ ...planOfDepartment, number: '4100/KH-SGDĐT' }), 'h.docx')
    const mark = async (as: string, words: string) => {
      const seen = await get(`/${id}`)
      const start = seen.sourceText.indexOf(words)
      expect(start).toBeGreaterThan(-1)
      return patch(id, { version: seen.version, mark: { as, start, end: start + words.length } })
    }
    expect((await mark('task', 'Nâng cao nhận thức của cán bộ, giáo viên về hội nhập quốc tế.')).statusCode).toBe(200)
    const { parsed } = await get(`/${id}`)
    expect(parsed.tasks[0]).toMatchObject({
      section: 'I',
      text: 'Nâng cao nhận thức của cán bộ, giáo viên về hội nhập quốc tế.',
    })
    expect((await mark('task', 'cán bộ, giáo viên về')).statusCode).toBe(422)
    expect((await mark('basis', 'Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị')).statusCode).toBe(
      200,
    )
    const bases = (await get(`/${id}`)).parsed.legalBases
    expect(bases.filter((b: { number: string }) => b.number === '59-NQ/TW').length).toBeGreaterThan(1)
    expect((await mark('deadline', 'Nâng cao nhận thức')).statusCode).toBe(422)
    expect((await mark('deadline', '15/10/2026')).statusCode).toBe(200)
  })

  it('is shown by selecting it: title, number, date, bodies, signer, recipients', async () => {
    const text = [
      'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
      'Số: 77/KH-SGDĐT ngày 02/3/2026',
      'V/v tuần lễ giao lưu',
      'quốc tế năm 2026',
      'Nơi nhận:',
      '- Như trên;',
      '- UBND các phường, xã;',
      '- Lưu: VT.',
      'Nguyễn Thị Bình An',
    ].join('\n')
    const id = await received(Buffer.from(text), 'mat-dau.txt')
    const mark = async (as: string, first: string, last = first) => {
      const { sourceText, version } = await get(`/${id}`)
      const start = sourceText.indexOf(first)
      return patch(id, { version, mark: { as, start, end: sourceText.indexOf(last) + last.length } })
    }
    for (const [as, first, last] of [
      ['title', 'tuần lễ', 'năm 2026'],
      ['number', 'Số: 77/KH-SGDĐT'],
      ['date', 'ngày 02/3/2026'],
      ['issuer', 'SỞ GIÁO DỤC VÀ ĐÀO TẠO'],
      ['signer', 'Nguyễn Thị Bình An'],
      ['recipients', 'Nơi nhận:', 'Lưu: VT.'],
    ] as const)
      expect((await mark(as, first, last ?? first)).statusCode).toBe(200)
    const { parsed, sourceText } = await get(`/${id}`)
    expect(parsed).toMatchObject({
      title: 'tuần lễ giao lưu quốc tế năm 2026',
      number: '77/KH-SGDĐT',
      date: '2026-03-02',
      issuer: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
      signer: { name: 'Nguyễn Thị Bình An' },
      recipients: ['Như trên', 'UBND các phường, xã', 'Lưu: VT'],
    })
    expect(sourceText.slice(parsed.at.title.start, parsed.at.title.end)).toMatch(/^tuần lễ.*năm 2026$/s)
    expect((await mark('date', 'tuần lễ')).statusCode).toBe(422)
    expect((await mark('title', 'V/v tuần lễ', 'năm 2026')).statusCode).toBe(200)
    expect((await get(`/${id}`)).title).toBe('tuần lễ giao lưu quốc tế năm 2026')
    // a label alone is no value
    for (const [as, label] of [
      ['number', 'Số:'],
      ['title', 'V/v'],
      ['recipients', 'Nơi nhận:'],
      ['task', '-'],
    ] as const)
      expect((await mark(as, label)).statusCode, label).toBe(422)
    expect((await get(`/${id}`)).parsed).toMatchObject({ number: '77/KH-SGDĐT', recipients: { length: 3 } })
  })

  it('is refused where it is longer than such a value can be, and is not taken for one by the reader', async () => {
    let seed = 1
    // letters without order, which the database cannot press together
    const anyLetter = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return 'ABCDEGHIKLMNOPQRSTUVXY'[seed % 22]
    }
    const long = Array.from({ length: 6000 }, anyLetter).join('')
    const letter = `SỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 78/KH-${long}\nKẾ HOẠCH\nGiao lưu quốc tế năm 2026\n\nCăn cứ Kế hoạch số 9/KH-${long} ngày 01/02/2026;\n\nI. MỤC TIÊU\n- Nâng cao nhận thức.\n`
    const id = await received(text(letter), 'dai.txt')
    const { sourceText, version, number } = await get(`/${id}`)
    expect(number).toBeNull()
    const start = sourceText.indexOf('78/')
    for (const as of ['number', 'issuer', 'superior', 'signer', 'title', 'recipients'])
      expect((await patch(id, { version, mark: { as, start, end: start + 5000 } })).statusCode, as).toBe(422)
    for (const field of ['kind', 'number', 'issuer', 'superior', 'place', 'title'])
      expect((await patch(id, { version, fields: { [field]: long } })).statusCode, field).toBe(422)
    expect(
      (await patch(id, { version, fields: { signer: { name: long, authority: null, position: null } } })).statusCode,
    ).toBe(422)
    expect((await post(`/${id}/confirm`, { version })).statusCode).toBe(200)
  })
})

describe('the arrival number', () => {
  it('runs by the year, is refused twice, and may be given or left to the register', async () => {
    const who = as('clerk', 'otherSchool')
    const first = await received(
      await writeDocx({ ...planOfDepartment, number: '1/KH-A' }),
      'a.docx',
      { arrivalNumber: '41', arrivalOn: '2026-03-12' },
      who,
    )
    expect((await get('/next-arrival', who)).arrivalNumber).toBe(42)
    const again = await upload(
      [{ name: 'b.docx', bytes: await writeDocx({ ...planOfDepartment, number: '2/KH-A' }) }],
      { arrivalNumber: '41' },
      who,
    )
    expect(again.statusCode).toBe(409)
    expect(again.json()).toMatchObject({ documentId: first, next: 42, errors: [{ path: '/arrivalNumber' }] })
    const second = await received(await writeDocx({ ...planOfDepartment, number: '2/KH-A' }), 'b.docx', {}, who)
    const seen = await get(`/${second}`, who)
    expect(seen.nextArrivalNumber).toBe(42)
    expect((await post(`/${second}/confirm`, { version: seen.version, arrivalNumber: 41 }, who)).statusCode).toBe(409)
    expect((await post(`/${second}/confirm`, { version: seen.version }, who)).json().arrivalNumber).toBe(42)
    expect((await get('/next-arrival?on=2025-12-31', who)).arrivalNumber).toBe(1)
    const future = await upload([{ name: 'c.txt', bytes: text('x') }], { arrivalOn: '2026-03-17' }, who)
    expect(future.json().errors[0].path).toBe('/arrivalOn')
  })
})

describe('a unit’s own signed plan', () => {
  it('is issued by its confirmation under the number and date it bears', async () => {
    const who = as('clerk', 'department')
    const id = await received(await writePdf(planOfDepartment), 'ky.pdf', { direction: 'out' }, who)
    expect((await post(`/${id}/confirm`, { version: (await get(`/${id}`, who)).version }, who)).statusCode).toBe(200)
    expect(await get(`/${id}`, who)).toMatchObject({ state: 'issued', number: '1876/KH-SGDĐT', arrivalNumber: null })
    const twice = await received(
      await writePdf({ ...planOfDepartment, title: 'Kế hoạch khác' }),
      'ky2.pdf',
      { direction: 'out' },
      who,
    )
    expect((await post(`/${twice}/confirm`, { version: (await get(`/${twice}`, who)).version }, who)).statusCode).toBe(
      409,
    )
    const unnumbered = await received(text('KẾ HOẠCH\nThử\n'), 'thu.txt', { direction: 'out' }, who)
    const answer = await post(`/${unnumbered}/confirm`, { version: (await get(`/${unnumbered}`, who)).version }, who)
    expect(answer.json().errors.map((e: { path: string }) => e.path)).toContain('/number')
  })
})

describe('bút phê', () => {
  it('tells that the same was given, and gives it twice only where that is said', async () => {
    const id = await received(await writeDocx({ ...planOfDepartment, number: '5100/KH-SGDĐT' }), 'hai-lan.docx')
    await post(`/${id}/confirm`, { version: (await get(`/${id}`)).version })
    const order = { toPersonId: tree.people.school.deputy!.id, text: 'Tham mưu kế hoạch.', dueOn: '2026-03-25' }
    const give = (more: object = {}) => post(`/${id}/instructions`, { ...order, ...more }, as('head'))
    const first = await give()
    expect(first.statusCode).toBe(201)
    const same = await give({ text: '  Tham mưu  kế hoạch ' })
    expect(same.statusCode).toBe(409)
    expect(same.json()).toMatchObject({
      type: '/errors/already-given',
      detail: expect.stringContaining(tree.people.school.deputy!.name),
    })
    for (const other of [
      { dueOn: '2026-03-26' },
      { dueOn: null },
      { text: 'Soạn báo cáo' },
      { toPersonId: tree.people.school.clerk!.id },
      { again: true },
    ])
      expect((await give(other)).statusCode, JSON.stringify(other)).toBe(201)
    expect((await get(`/${id}`)).instructions).toHaveLength(6)
  })

  it('gives again without a question what was reported done', async () => {
    const id = await received(await writeDocx({ ...planOfDepartment, number: '5200/KH-SGDĐT' }), 'xong-roi.docx')
    await post(`/${id}/confirm`, { version: (await get(`/${id}`)).version })
    const order = { toPersonId: tree.people.school.deputy!.id, text: 'Tham mưu kế hoạch' }
    const given = await post(`/${id}/instructions`, order, as('head'))
    const done = { method: 'POST', url: `/api/instructions/${given.json().id}/done`, payload: {} } as const
    await app.inject({ ...done, headers: as('deputy') })
    expect((await post(`/${id}/instructions`, order, as('head'))).statusCode).toBe(201)
  })

  it('gives a filed paper to somebody of the unit, who reports it done', async () => {
    const id = await received(await writeDocx({ ...planOfDepartment, number: '5000/KH-SGDĐT' }), 'i.docx')
    const order = {
      toPersonId: tree.people.school.deputy!.id,
      text: 'Tham mưu kế hoạch của trường',
      dueOn: '2026-03-25',
    }
    expect((await post(`/${id}/instructions`, order, as('head'))).statusCode).toBe(409)
    await post(`/${id}/confirm`, { version: (await get(`/${id}`)).version })
    expect((await post(`/${id}/instructions`, order)).statusCode).toBe(403)
    const stranger = { ...order, toPersonId: tree.people.otherSchool.deputy!.id, dueOn: '2026-03-01' }
    expect(
      (await post(`/${id}/instructions`, stranger, as('head'))).json().errors.map((e: { path: string }) => e.path),
    ).toEqual(['/toPersonId', '/dueOn'])
    const given = await post(`/${id}/instructions`, order, as('head'))
    expect(given.statusCode).toBe(201)
    const seen = await get(`/${id}`, as('deputy'))
    expect(seen).toMatchObject({
      waitsFor: null,
      instructions: [{ text: order.text, dueOn: '2026-03-25', doneAt: null, can: { finish: true } }],
    })
    const done = (who: Who) =>
      app.inject({ method: 'POST', url: `/api/instructions/${given.json().id}/done`, headers: who, payload: {} })
    expect((await done(as('teacher'))).statusCode).toBe(403)
    expect((await done(as('head', 'otherSchool'))).statusCode).toBe(404)
    expect((await done(as('deputy'))).statusCode).toBe(200)
    expect((await done(as('deputy'))).statusCode).toBe(409)
    expect((await get(`/${id}/takers`, as('head'))).rows.length).toBe(6)
    const notices = await services.database.asSystem('test', async (trx) =>
      trx.selectFrom('audit').select('deed').where('record_id', '=', id).orderBy('id').execute(),
    )
    expect(notices.map((n) => n.deed)).toEqual([
      'register-document',
      'confirm-document',
      'instruct',
      'finish-instruction',
    ])
  })

  it('is not waited for where the unit writes its own plan by the paper: nobody takes note of it then', async () => {
    const id = await received(await writeDocx({ ...planOfDepartment, number: '5003/KH-SGDĐT' }), 'o.docx')
    await post(`/${id}/confirm`, { version: (await get(`/${id}`)).version })
    const { id: unitId, path } = tree.units.school
    await services.database.asSystem('seed', (trx) =>
      sql`with came as (
          insert into plan (document_id, unit_id, unit_path, year, content) values (${id}, ${unitId}, ${path}, 2026, '{}') returning id),
        paper as (
          insert into document (unit_id, unit_path, direction, state, paper, kind, title)
          values (${unitId}, ${path}, 'out', 'draft', 'plan', 'Kế hoạch', 'Kế hoạch của trường') returning id)
        insert into plan (document_id, unit_id, unit_path, year, superior_plan_id, content)
        select paper.id, ${unitId}, ${path}, 2026, came.id, '{}' from came, paper`.execute(trx),
    )
    expect(await get(`/${id}`, as('head'))).toMatchObject({ waitsFor: null, can: { note: false, instruct: true } })
    expect((await post(`/${id}/noted`, {}, as('head'))).statusCode).toBe(409)
  })

  it('is not needed where the head or a deputy takes note of the paper, and may still be given after', async () => {
    const id = await received(await writeDocx({ ...planOfDepartment, number: '5002/KH-SGDĐT' }), 'n.docx')
    expect((await post(`/${id}/noted`, {}, as('head'))).statusCode).toBe(409)
    await post(`/${id}/confirm`, { version: (await get(`/${id}`)).version })
    expect(await get(`/${id}`, as('deputy'))).toMatchObject({ waitsFor: 'head', can: { note: true } })
    expect((await post(`/${id}/noted`, {})).statusCode).toBe(403)
    expect((await post(`/${id}/noted`, {}, as('head', 'otherSchool'))).statusCode).toBe(404)
    expect((await post(`/${id}/noted`, {}, as('deputy'))).statusCode).toBe(200)
    expect(await get(`/${id}`, as('head'))).toMatchObject({ waitsFor: null, can: { note: false, instruct: true } })
    expect((await post(`/${id}/noted`, {}, as('head'))).statusCode).toBe(409)
    const history = await get(`/${id}/history`, as('head'))
    expect(history.rows.map((step: { kind: string }) => step.kind)).toContain('noted')
    const order = { toPersonId: tree.people.school.deputy!.id, text: 'Nghiên cứu thêm' }
    expect((await post(`/${id}/instructions`, order, as('head'))).statusCode).toBe(201)
  })
})

describe('what looks wrong in a paper that came', () => {
  const faulty: WrittenDocument = {
    ...planOfDepartment,
    number: '1877/KH-SGDĐT',
    blocks: [
      { type: 'heading', level: 1, label: 'I', title: 'NHIỆM VỤ' },
      {
        type: 'item',
        depth: 0,
        label: '1',
        text: 'Đẩy mạnh chuyển đối số, mở chuyên mục “Trường bạn và “Ngày hội ngoại ngữ.',
      },
      { type: 'item', depth: 0, label: '2', text: 'Rà soát, cập nhật Website.... của nhà trường.' },
      { type: 'item', depth: 0, label: '3', text: 'Báo cáo kết quả về Sở trước ngày 15/10/2026' },
    ],
  }
  const tasksOf = async (id: string) => (await get(`/${id}`)).parsed.tasks.map((task: { text: string }) => task.text)
  const settle = async (id: string, code: string, as: 'fix' | 'dismiss') => {
    const { findings, version } = await get(`/${id}`)
    const { id: finding } = findings.find((f: { code: string }) => f.code === code)
    return post(`/${id}/findings/${finding}/${as}`, { version })
  }

  it('is set right by one press where a replacement is safe, in what was read and not in the paper', async () => {
    const id = await received(text(writeText(faulty)), 'sai.txt')
    expect((await settle(id, 'spelling', 'fix')).statusCode).toBe(200)
    expect((await tasksOf(id))[0]).toContain('Đẩy mạnh chuyển đổi số,')
    const seen = await get(`/${id}`)
    expect(seen.findings.find((f: { code: string }) => f.code === 'spelling')).toMatchObject({ state: 'fixed' })
    expect(seen.sourceText).toContain('chuyển đối số')
  })

  it('is set right in all its places where one finding gathers several', async () => {
    const id = await received(text(writeText(faulty)), 'sai-nhieu.txt')
    const { findings } = await get(`/${id}`)
    const gathered = findings.find((f: { code: string }) => f.code === 'punctuation')
    expect(gathered.parts.filter((part: { fix?: string }) => part.fix !== undefined).length).toBeGreaterThan(0)
    expect((await settle(id, 'punctuation', 'fix')).statusCode).toBe(200)
    expect((await tasksOf(id)).join('\n')).toContain('Website... của nhà trường')
    const left = (await get(`/${id}`)).findings.find((f: { code: string }) => f.code === 'punctuation')
    expect(left).toMatchObject({ state: 'open', parts: [{ code: 'punctuation-quote' }] })
    expect(left.vi).not.toContain('Dấu chấm lửng')
  })

  it('stays as it is where a person says so', async () => {
    const id = await received(text(writeText(faulty)), 'de-nguyen.txt')
    expect((await settle(id, 'spelling', 'dismiss')).statusCode).toBe(200)
    expect((await tasksOf(id))[0]).toContain('chuyển đối số')
    const stale = await post(`/${id}/findings/none/fix`, { version: 1 })
    expect(stale.statusCode).toBe(404)
  })
})

/** A .docx under a password: what Word encrypts stands as one stream in a compound file, whose place a .doc's takes here. */
function lockedDocx(): Uint8Array {
  const file = readFileSync(new URL('../../../vanban/src/read/fixtures/numbered.doc', import.meta.url))
  const entry = file.indexOf(Buffer.from('WordDocument\0', 'utf16le'))
  Buffer.from('EncryptedPackage\0', 'utf16le').copy(file, entry)
  file.writeUInt16LE(34, entry + 64)
  return new Uint8Array(file)
}

describe('a file that cannot be read', () => {
  it('gets a sentence that says so, and is kept for a second try', async () => {
    const good = await writeDocx(planOfDepartment)
    for (const [name, bytes, reason] of [
      ['rong.txt', new Uint8Array(), 'empty'],
      ['sai.pdf', text('Đây là chữ thường'), 'mislabelled'],
      ['hong.docx', good.slice(0, good.length / 2), 'unreadable'],
      ['anh.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'unreadable'],
      ['bang.xlsx', new Uint8Array([1, 2, 3]), 'unsupported'],
      // with a password to open it, as LibreOffice writes one
      ['khoa.pdf', readFileSync(new URL('./locked.testing.pdf', import.meta.url)), 'encrypted'],
      ['khoa.docx', lockedDocx(), 'encrypted'],
    ] as const) {
      const answer = await upload([{ name, bytes }])
      expect(answer.statusCode, name).toBe(201)
      const [row] = answer.json().rows
      expect(row, name).toMatchObject({ state: 'unrecognised', problem: { type: '/errors/unreadable-file', reason } })
      expect(row.problem.detail.length, name).toBeGreaterThan(10)
      const seen = await get(`/${row.id}`)
      expect(seen.parsed, name).toMatchObject({ kind: null, number: null, title: null, tasks: [] })
      expect(seen.findings[0], name).toMatchObject({ severity: 'error', state: 'open' })
      const kept = await app.inject({ url: `/api/documents/${row.id}/file`, headers: as('clerk') })
      expect(Buffer.compare(kept.rawPayload, Buffer.from(bytes)), name).toBe(0)
    }
    // the register names it by its file, having nothing else
    const { rows } = (await app.inject({ url: '/api/documents?direction=in', headers: as('clerk') })).json()
    expect(rows[0]).toMatchObject({ title: null, fileName: 'khoa.docx' })
  })

  it('under a password is told to be opened first, stays as it came while it still is, and is read without it', async () => {
    const locked = lockedDocx()
    const [row] = (await upload([{ name: 'khoa.docx', bytes: locked }])).json().rows
    expect(row.problem.detail).toBe('Tệp đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi tải lại.')
    const reread = async (name: string, bytes: Uint8Array, version: string) => {
      const form = multipart({ version }, [{ name, type: '', bytes }])
      return app.inject({
        method: 'POST',
        url: `/api/documents/${row.id}/reread`,
        headers: { ...as('clerk'), ...form.headers },
        payload: form.payload,
      })
    }
    const again = await reread('van-khoa.docx', locked, '1')
    expect(again.json().state, again.body).toBe('unrecognised')
    const kept = await app.inject({ url: `/api/documents/${row.id}/file`, headers: as('clerk') })
    expect(Buffer.compare(kept.rawPayload, Buffer.from(locked))).toBe(0)
    const { version } = await get(`/${row.id}`)
    const opened = await reread(
      'mo-khoa.docx',
      await writeDocx({ ...planOfDepartment, number: '6001/KH-SGDĐT' }),
      String(version),
    )
    expect(opened.json().state, opened.body).toBe('read')
    expect(await get(`/${row.id}`)).toMatchObject({ number: '6001/KH-SGDĐT', file: { name: 'mo-khoa.docx' } })
  })

  it('is read again when a better file takes its place', async () => {
    const answer = await upload([{ name: 'hong.docx', bytes: text('PK\u0003\u0004 hỏng') }])
    const { id } = answer.json().rows[0]
    const form = multipart({ version: '1' }, [
      { name: 'lanh.docx', type: '', bytes: await writeDocx({ ...planOfDepartment, number: '6000/KH-SGDĐT' }) },
    ])
    const again = await app.inject({
      method: 'POST',
      url: `/api/documents/${id}/reread`,
      headers: { ...as('clerk'), ...form.headers },
      payload: form.payload,
    })
    expect(again.json()).toEqual({ state: 'read', progressId: null })
    expect(await get(`/${id}`)).toMatchObject({ number: '6000/KH-SGDĐT', file: { name: 'lanh.docx' }, version: 2 })
  })

  it('is refused over 50 MB while it is still coming in', async () => {
    const answer = await upload([{ name: 'lon.pdf', bytes: new Uint8Array(50 * 1024 * 1024 + 10) }])
    expect(answer.statusCode).toBe(413)
    expect(answer.json().type).toBe('/errors/too-large')
  })

  it('does not hold up the others of the same hand', async () => {
    const answer = await upload([
      { name: 'trang.txt', bytes: text('') },
      { name: 'tot.docx', bytes: await writeDocx({ ...planOfDepartment, number: '7000/KH-SGDĐT' }) },
    ])
    expect(answer.json().rows.map((r: { state: string }) => r.state)).toEqual(['unrecognised', 'read'])
  })

  it('is filed as unrecognised, with nothing guessed, when it is no administrative document', async () => {
    const id = await received(
      text('Sáng nay trời đẹp, học sinh đi tham quan bảo tàng.\nCác em rất vui.\n'),
      'bai-viet.txt',
    )
    expect(await get(`/${id}`)).toMatchObject({
      state: 'unrecognised',
      kind: null,
      number: null,
      issuer: null,
      title: null,
      parsed: { recognised: false, tasks: [], legalBases: [], signer: null },
    })
  })
})

describe('a paper marked secret', () => {
  it('leaves no byte in files, tables, jobs or logs, whatever it is called', { timeout: 300_000 }, async () => {
    const marker = 'thuyền trưởng Quang Trung đốt đèn biển số bốn mươi hai'
    const secret = `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nTỐI MẬT\n\nKẾ HOẠCH\n${marker}\n`
    const docx = await writeDocx({ ...planOfDepartment, circulation: 'TUYỆT MẬT', title: marker })
    const pdf = await writePdf({ ...planOfDepartment, circulation: 'MẬT', title: marker })
    // a short paper: every line of a picture costs time
    const brief = { ...planOfDepartment, legalBases: [], blocks: planOfDepartment.blocks.slice(0, 2) }
    const page = await renderPage(await writePdf({ ...brief, circulation: 'MẬT', title: marker }), 1, { dpi: 110 })
    const scan = pdfOfJpegs([await scannedPage(page)], 110)
    const stamp = await pictureOf('TỐI MẬT')
    const lines = ['TRƯỜNG THCS GIÓ MỚI', 'KẾ HOẠCH', marker]
    const pictured = {
      'anh-va-chu.docx': await docxOf(await pictureOf('MẬT', '#111'), lines),
      'chi-anh.docx': await docxOf(stamp),
      'chi-anh.odt': odtOf(stamp),
      'chi-anh.rtf': rtfOf(stamp),
      'khung-hinh.gif': gifOf('KẾ HOẠCH', 'TUYỆT MẬT'),
      // read by nobody, so by no job later
      'hai-trang.docx': pdfOfJpegs([sheetOf('KẾ HOẠCH', 0.1), sheetOf('TUYỆT MẬT', 0.8)], SHEET_DPI),
      'quet-ky-so.pdf': await signedLineOn(scan),
      'dau-la-anh.pdf': await picturedPdf(await writePdf({ ...brief, title: marker }), {
        png: stamp,
        left: 90,
        top: 150,
        width: 120,
        height: 45,
      }),
      'kho.zip': zipSync({ 'mat.txt': text(secret) }),
      'kho-quet.zip': zipSync({ 'quet.pdf': scan }),
    }
    const said: unknown[] = []
    const spies = (['log', 'warn', 'error', 'info'] as const).map((m) =>
      vi.spyOn(console, m).mockImplementation((...a) => void said.push(a)),
    )
    const temporary = new Set(readdirSync(tmpdir()))
    const auditsBefore = await audits()
    for (const [name, bytes] of [
      ['mat.txt', text(secret)],
      ['mat.docx', docx],
      ['mat.pdf', pdf],
      ['doi-ten.pdf', text(secret)],
      ['doi-ten.docx', pdf],
      ['doi-ten.zip', docx],
      ['quet.pdf', scan],
      ['chup.png', page],
      ['doi-ten.docx', page],
      ...Object.entries(pictured),
    ] as const) {
      const answer = await upload([{ name, bytes: Uint8Array.from(bytes) }])
      expect(answer.statusCode, name).toBe(422)
      expect(answer.json(), name).toMatchObject({ type: '/errors/secret-document' })
      expect(answer.json().detail, name).toContain('quy trình văn bản mật')
      expect(answer.body, name).not.toContain(marker)
    }
    for (const spy of spies) spy.mockRestore()
    expect(JSON.stringify(said)).not.toContain('Quang Trung')
    const written = await audits()
    expect(written.length - auditsBefore.length).toBe(9 + Object.keys(pictured).length)
    expect(written.at(-1)).toMatchObject({ deed: 'refuse-secret-document', record_id: 'none', params: {} })
    // every row of every table, jobs included, as text
    const needles = [marker, 'mat.docx', 'doi-ten.pdf', 'quet.pdf', 'chup.png', ...Object.keys(pictured)]
    const { rows } = await services.database.system.query(
      `select c.oid::regclass::text as name from pg_class c where c.relkind in ('r', 'p') and c.relnamespace in ('public'::regnamespace, 'jobs'::regnamespace)`,
    )
    for (const { name } of rows)
      for (const needle of needles) {
        const found = await services.database.system.query(
          `select count(*)::int as n from ${name} t where t::text like $1`,
          [`%${needle}%`],
        )
        expect(found.rows[0].n, `${needle} in ${name}`).toBe(0)
      }
    const kept = filesUnder(services.config.dataDir)
    for (const path of kept) {
      const content = readFileSync(path)
      for (const bytes of [text(secret), docx, pdf, scan, page, ...Object.values(pictured)])
        expect(Buffer.compare(content, Buffer.from(bytes)), path).not.toBe(0)
      expect(content.includes(marker), path).toBe(false)
    }
    for (const name of readdirSync(tmpdir()).filter((name) => !temporary.has(name))) {
      const path = join(tmpdir(), name)
      if (statSync(path, { throwIfNoEntry: false })?.isFile())
        expect(readFileSync(path).includes(marker), path).toBe(false)
    }
  })

  it('is no reason to refuse a paper with a logo, nor one of pictures alone, which gets a sentence', async () => {
    const logo = await pictureOf('GIÓ MỚI')
    const plan = await docxOf(logo, ['TRƯỜNG THCS GIÓ MỚI', 'Số: 9100/KH-THCS.GM', 'KẾ HOẠCH', 'Về bảo mật thông tin'])
    const emf = Buffer.concat([Buffer.from([1, 0, 0, 0]), Buffer.alloc(36), Buffer.from(' EMF'), Buffer.alloc(40)])
    const drawn = zipSync({ ...unzipSync(plan), 'word/media/bieu-trung.emf': emf })
    for (const [name, bytes] of [
      ['bieu-trung.docx', plan],
      ['hinh-ve.docx', drawn],
    ] as const) {
      const answer = await upload([{ name, bytes }])
      expect(answer.json().rows[0], name).toMatchObject({ state: 'read', problem: null })
    }
    const alone = await upload([{ name: 'anh.docx', bytes: await docxOf(logo) }])
    expect(alone.json().rows[0]).toMatchObject({
      state: 'unrecognised',
      progressId: null,
      problem: { type: '/errors/unreadable-file', reason: 'scanned' },
    })
    // where nothing is said but by pictures, each must be seen
    const unseen = await upload([
      { name: 'ban-ve.docx', bytes: zipSync({ ...unzipSync(await docxOf(logo)), 'word/media/a.emf': emf }) },
    ])
    expect(unseen.json()).toMatchObject({ type: '/errors/unreadable-file', detail: expect.stringContaining('EMF') })
  })

  it('cannot be told from a file that the reader does not get through: that is not kept, and the sentence says what to do', async () => {
    const warn = vi.fn()
    // roots that are no text break what reads a PDF, in its thread
    const config = { ...services.config, signatureRoots: 5 as never }
    const breaking = await buildTestApp({ ...services, config, log: { ...services.log, warn } }, [documentRoutes])
    const kept = filesUnder(services.config.dataDir)
    const bytes = await writePdf({ ...planOfDepartment, number: '9107/KH-SGDĐT' })
    const form = multipart({}, [{ name: 'do-dang.pdf', bytes, type: 'application/pdf' }])
    const headers = { ...as('clerk'), ...form.headers }
    const answer = await breaking.inject({ method: 'POST', url: '/api/documents', headers, payload: form.payload })
    await breaking.close()
    expect([answer.statusCode, answer.json().type]).toEqual([422, '/errors/unreadable-file'])
    expect(answer.json().detail).toMatch(/do-dang\.pdf đến hết.*không nhận.*PDF.*\.txt.*nhỏ hơn/)
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('reading a file broke'))
    expect(filesUnder(services.config.dataDir)).toEqual(kept)
    const { rows } = await services.database.system.query("select 1 from file where name = 'do-dang.pdf'")
    expect(rows).toEqual([])
  })

  it('found only when the kept file is read again leaves nothing behind either', async () => {
    const marker = 'hải đăng phía đông bảy ngọn nến'
    const id = await received(text(`TRƯỜNG THCS BÌNH MINH\nKẾ HOẠCH\n${marker}\n`), `${marker}.txt`)
    const sha256 = await services.files.put(text(`TỐI MẬT\n\nKẾ HOẠCH\n${marker}\n`))
    await services.database.asSystem('test', (trx) =>
      trx
        .updateTable('file')
        .set({ sha256 })
        .where('id', '=', (eb) => eb.selectFrom('document').select('file_id').where('id', '=', id))
        .execute(),
    )
    const form = multipart({ version: '1' }, [])
    const answer = await app.inject({
      method: 'POST',
      url: `/api/documents/${id}/reread`,
      headers: { ...as('clerk'), ...form.headers },
      payload: form.payload,
    })
    expect(answer.json().type).toBe('/errors/secret-document')
    expect(await services.files.has(sha256)).toBe(false)
    for (const table of ['document', 'document_event', 'file', 'citation', 'audit']) {
      const found = await services.database.system.query(
        `select count(*)::int as n from ${table} t where t::text like $1`,
        [`%${marker}%`],
      )
      expect(found.rows[0].n, table).toBe(0)
    }
    const { rows } = await services.database.system.query('select state from document where id = $1', [id])
    expect(rows).toEqual([{ state: 'ended' }])
  })

  const audits = () =>
    services.database.asSystem('test', (trx) =>
      trx.selectFrom('audit').selectAll().where('deed', '=', 'refuse-secret-document').orderBy('id').execute(),
    )
})

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

describe('the registers', () => {
  it('show a unit its own papers, found without accents, page by page', async () => {
    const all: string[] = []
    let after: string | null = null
    do {
      const page = await get(`?direction=in&limit=5${after ? `&after=${after}` : ''}`)
      all.push(...page.rows.map((r: { id: string }) => r.id))
      after = page.next
    } while (after)
    expect(new Set(all).size).toBe(all.length)
    expect((await get('/count?direction=in')).count).toBe(all.length)
    const second = await get(`?direction=in&limit=5&after=${all[4]}`)
    const back = await get(`?direction=in&limit=5&before=${second.previous}`)
    expect(back.rows.map((r: { id: string }) => r.id)).toEqual(all.slice(0, 5))
    expect(back.previous).toBeNull()
    const found = await get('?direction=in&q=doi ngoai 3000')
    expect(found.rows.length).toBeGreaterThan(0)
    for (const row of found.rows) expect(row.number).toContain('3000')
    expect((await get('?direction=in&state=unrecognised&state=read')).rows.length).toBeLessThan(all.length)
    expect(
      (await get('?direction=in&state=placeholder')).rows.every((r: { state: string }) => r.state === 'placeholder'),
    ).toBe(true)
    expect((await get('/facets?direction=in')).kinds[0].value).toBe('Kế hoạch')
  })

  it('export exactly what is shown, in the columns of the law', async () => {
    const csv = await app.inject({ url: '/api/documents/export?direction=in&format=csv&q=3000', headers: as('clerk') })
    const lines = csv.body.trim().split('\r\n')
    expect(lines[0]).toContain('"Ngày đến","Số đến","Tác giả"')
    expect(lines.length - 1).toBe((await get('?direction=in&q=3000')).rows.length)
    const xlsx = await app.inject({ url: '/api/documents/export?direction=out', headers: as('clerk', 'department') })
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(
      xlsx.rawPayload.buffer.slice(
        xlsx.rawPayload.byteOffset,
        xlsx.rawPayload.byteOffset + xlsx.rawPayload.length,
      ) as ArrayBuffer,
    )
    const sheet = book.worksheets[0]!
    expect(sheet.getRow(2).getCell(1).value).toBe('Số, ký hiệu văn bản')
    expect(sheet.getRow(4).getCell(1).value).toBe('1876/KH-SGDĐT')
  })

  it('hide from others what is not theirs: read, file, list, history, correction', async () => {
    const id = await received(await writeDocx({ ...planOfDepartment, number: '8000/KH-SGDĐT' }), 'k.docx')
    for (const who of [as('clerk', 'otherSchool'), as('head', 'department')]) {
      for (const path of ['', '/file', '/paper', '/history'])
        expect((await app.inject({ url: `/api/documents/${id}${path}`, headers: who })).statusCode, path).toBe(404)
      expect((await get('?direction=in&q=8000', who)).rows).toEqual([])
    }
    expect((await patch(id, { version: 1, fields: { title: 'x' } }, as('clerk', 'otherSchool'))).statusCode).toBe(404)
    expect((await post(`/${id}/confirm`, { version: 1 }, as('clerk', 'otherSchool'))).statusCode).toBe(404)
  })
})

/** The annotated corpus stands beside the repository, or where CORPUS says. */
const corpus = process.env.CORPUS ?? join(import.meta.dirname, '../../../../../shared/corpus')
describe.runIf(existsSync(corpus))('the corpus', () => {
  it('goes through the register text by text', async () => {
    const names = readdirSync(corpus).filter((name) => name.endsWith('.txt'))
    for (const name of names) {
      const gold = JSON.parse(readFileSync(join(corpus, name.replace('.txt', '.gold.json')), 'utf8'))
      const id = await received(readFileSync(join(corpus, name)), name)
      const seen = await get(`/${id}`)
      expect(seen.state, name).toBe(gold.kind === null ? 'unrecognised' : 'read')
      expect([seen.kind, seen.number, seen.issuedOn], name).toEqual([gold.kind, gold.number, gold.date])
    }
  })
})
