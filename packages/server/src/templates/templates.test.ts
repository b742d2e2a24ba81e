import { parse, readFile, TEMPLATES, type Template, toWritten, writePdf } from '@banggiao/vanban'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { paperRoutes } from '../documents/index.ts'
import type { App } from '../platform/http.ts'
import { multipart } from '../platform/multipart.testing.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { letterPaper, letterRoutes, templateRoutes } from './index.ts'

vi.setConfig({ testTimeout: 30_000 })
let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree

beforeAll(async () => {
  services = await openTestServices()
  services.papers.letter = letterPaper
  app = await buildTestApp(services, [paperRoutes, templateRoutes, letterRoutes])
  tree = await seedSmallTree(services.database)
})
afterAll(async () => {
  await app.close()
  await services.close()
})

type Who = { 'x-person': string; 'accept-language'?: string }
const as = (
  role: 'head' | 'deputy' | 'clerk' | 'teacher' | 'administrator',
  unit: 'school' | 'otherSchool' = 'school',
): Who => ({
  'x-person': tree.people[unit][role]!.id,
})
const get = (url: string, who: Who) => app.inject({ url, headers: who })
const send = (method: 'PUT' | 'POST' | 'PATCH', url: string, who: Who, payload: object) =>
  app.inject({ method, url, headers: who, payload })

const template = async (key: string, who = as('clerk')) => (await get(`/api/templates/${key}`, who)).json()
const save = (key: string, who: Who, version: number, content: object) =>
  send('PUT', `/api/templates/${key}`, who, { version, content })

describe('the templates of a unit', () => {
  it('are the standard ones until it has its own', async () => {
    const { rows, can } = (await get('/api/templates', as('teacher'))).json()
    expect(rows).toHaveLength(TEMPLATES.length)
    expect(rows.every((r: { own: unknown; standard: boolean }) => r.own === null && r.standard)).toBe(true)
    expect(can).toEqual({ edit: false })
    expect(await template('invitation')).toMatchObject({
      version: 0,
      can: { edit: true, write: true },
      standardValues: { unit: tree.units.school.name, head: 'Hiệu trưởng', year: '2026' },
    })
  })

  it('are the unit’s own once saved, for its people alone', async () => {
    const { content } = await template('submission')
    const changed = {
      ...content,
      blocks: [...content.blocks, { type: 'paragraph', text: 'Kính trình {superior} xem xét.' }],
    }
    expect((await save('submission', as('clerk'), 0, changed)).json()).toMatchObject({ version: 1 })
    const mine = await template('submission', as('teacher'))
    expect(mine.own).toMatchObject({ version: 1 })
    expect(mine.content.blocks.at(-1)).toEqual({ type: 'paragraph', text: 'Kính trình {superior} xem xét.' })
    expect((await template('submission', as('clerk', 'otherSchool'))).own).toBeNull()
  })

  it('are edited by clerk, head, deputy and administrator, and read by everybody of the unit', async () => {
    const { content } = await template('notice')
    let version = 0
    for (const role of ['clerk', 'head', 'deputy', 'administrator'] as const) {
      const who = tree.people.school[role]
      if (!who) continue
      const answer = await save('notice', as(role), version, content)
      expect(answer.statusCode, role).toBe(200)
      version = answer.json().version
    }
    expect(version).toBeGreaterThanOrEqual(3)
    expect((await save('notice', as('teacher'), version, content)).statusCode).toBe(403)
    expect((await template('notice', as('teacher'))).can).toEqual({ edit: false, write: false })
  })

  it('are not overwritten by who has not seen the last change', async () => {
    const { content } = await template('directive')
    await save('directive', as('clerk'), 0, content)
    const answer = await save('directive', as('head'), 0, { ...content, title: 'Khác' })
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({
      type: '/errors/version-conflict',
      current: { version: 1, value: { title: content.title } },
    })
  })

  it('say what is wrong with an edit where it is wrong, in the reader’s language', async () => {
    const { content } = await template('plan')
    const blocks = [...content.blocks]
    blocks[0] = { type: 'paragraph', text: 'Gửi {nobody}' }
    const answer = await save('plan', as('clerk'), 0, { ...content, blocks, recipients: ['Lưu'] })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors).toEqual([
      { path: '/content/recipients/0', message: 'Dòng cuối của Nơi nhận phải là “Lưu: VT, …”.' },
      { path: '/content/blocks/0/text', message: 'Không có trường {nobody}.' },
    ])
    expect((await template('plan')).version).toBe(0)
  })

  it('keep their kind and symbol', async () => {
    const { content } = await template('report')
    expect((await save('report', as('clerk'), 0, { ...content, kind: 'Kế hoạch' })).statusCode).toBe(422)
  })

  it('end, so that the standard one stands again, and come back', async () => {
    const { content } = await template('guidelines')
    const { id } = (await save('guidelines', as('clerk'), 0, { ...content, title: 'Của trường' })).json()
    const end = (ended: boolean, who = as('clerk')) => send('PATCH', `/api/templates/own/${id}`, who, { ended })
    expect((await end(true, as('teacher'))).statusCode).toBe(403)
    expect((await end(true, as('clerk', 'otherSchool'))).statusCode).toBe(404)
    expect((await end(true)).statusCode).toBe(204)
    expect(await template('guidelines')).toMatchObject({ own: null, version: 0, content: { title: content.title } })
    expect((await end(false)).statusCode).toBe(204)
    expect(await template('guidelines')).toMatchObject({ version: 1, content: { title: 'Của trường' } })
  })

  it('are copied under another name and stand beside the standard one', async () => {
    const name = { vi: 'Giấy mời họp phụ huynh', en: 'Invitation to parents' }
    const { key } = (await send('POST', '/api/templates/invitation/copy', as('clerk'), { name })).json()
    expect(await template(key)).toMatchObject({ name, kind: 'Giấy mời', standard: false, version: 1 })
    expect((await get(`/api/templates/${key}`, as('clerk', 'otherSchool'))).statusCode).toBe(404)
  })

  it('print as a paper of the unit with gaps', async () => {
    const answer = await get('/api/templates/invitation/preview.pdf', as('teacher'))
    expect(answer.headers['content-type']).toContain('application/pdf')
    const { text } = await readFile(Uint8Array.from(answer.rawPayload), 'x.pdf')
    expect(text).toContain('GIẤY MỜI')
    expect(text).not.toMatch(/[{}]/u)
  })

  it('leave an audit row for every change', async () => {
    const rows = await services.database.asSystem('look', (trx) =>
      trx.selectFrom('audit').select('deed').distinct().where('record_kind', '=', 'template').execute(),
    )
    expect(rows.map((r) => r.deed).sort()).toEqual(['copy-template', 'end-template', 'save-template'])
  })
})

const invitation = {
  template: 'invitation',
  values: {
    subject: 'Lễ kết nghĩa với Trường Trung học Sông Xanh',
    guest: 'Ban đại diện cha mẹ học sinh',
    time: '08:30',
    day: '2026-04-04',
    venue: 'Hội trường A',
    chair: 'Hiệu trưởng',
  },
}
const write = (who: Who, body: object = invitation) => send('POST', '/api/letters', who, body)
const letter = async (id: string, who = as('clerk')) => (await get(`/api/letters/${id}`, who)).json()
const edit = (id: string, who: Who, version: number, content: object) =>
  send('PATCH', `/api/letters/${id}`, who, { version, content })

describe('a paper written from a template', () => {
  it('asks only what the unit does not know', async () => {
    const { id } = (await write(as('clerk'))).json()
    const { paper, content, can } = await letter(id)
    expect(paper).toMatchObject({
      kind: 'Giấy mời',
      number: '/GM-THCS.BM',
      title: 'Lễ kết nghĩa với Trường Trung học Sông Xanh',
      signer: { position: 'HIỆU TRƯỞNG' },
      draft: true,
    })
    expect(paper.issuerLines.length).toBeGreaterThan(0)
    expect(content.blocks.map((b: { text: string }) => b.text)).toContain(
      'Thời gian: 08 giờ 30, ngày 04 tháng 4 năm 2026.',
    )
    expect(content.recipients.at(-1)).toBe('Lưu: VT')
    expect(can).toMatchObject({ edit: true, submit: true, approve: false })
  })

  it('names the drafting part where it is given, in number and recipients', async () => {
    const body = { template: 'letter', values: { subject: 'Phối hợp đón đoàn', receiver: 'Uỷ ban', office: 'VP' } }
    const { id } = (await write(as('deputy'), body)).json()
    expect((await letter(id)).paper).toMatchObject({
      kind: null,
      number: '/THCS.BM-VP',
      recipients: ['Như trên', 'Lưu: VT, VP'],
    })
  })

  it('is refused with an answer that does not fit, or to a question that was not put', async () => {
    const wrong = await write(as('clerk'), { ...invitation, values: { time: '8h', signer: 'Ai đó' } })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.json().errors).toEqual([{ path: '/values/signer', message: 'Mẫu không hỏi {signer}' }])
    const unfit = await write(as('clerk'), { ...invitation, values: { time: '8h' } })
    expect(unfit.json().errors).toMatchObject([{ path: '/values/time' }])
    expect((await write(as('teacher'))).statusCode).toBe(403)
    expect((await write(as('clerk'), { ...invitation, template: 'khong-co' })).statusCode).toBe(404)
  })

  it('is edited with a version check, and its title in the register follows', async () => {
    const { id } = (await write(as('clerk'))).json()
    const { content, version } = await letter(id)
    const next = {
      ...content,
      title: 'Lễ kết nghĩa',
      blocks: [...content.blocks, { type: 'item', depth: 0, label: null, text: 'Có xe đón' }],
    }
    expect((await edit(id, as('deputy'), version, next)).json()).toEqual({ version: 2 })
    expect((await letter(id)).paper).toMatchObject({ title: 'Lễ kết nghĩa' })
    const late = await edit(id, as('clerk'), version, content)
    expect(late.statusCode).toBe(409)
    expect(late.json().current).toMatchObject({ version: 2, value: { title: 'Lễ kết nghĩa' } })
    const empty = await edit(id, as('clerk'), 2, { ...next, blocks: [{ type: 'paragraph', text: '' }] })
    expect(empty.json().errors).toEqual([{ path: '/content/blocks/0/text', message: 'Phần này chưa có nội dung.' }])
  })

  it('does not exist for other units', async () => {
    const { id } = (await write(as('clerk'))).json()
    expect((await get(`/api/letters/${id}`, as('clerk', 'otherSchool'))).statusCode).toBe(404)
    const { content } = await letter(id)
    expect((await edit(id, as('clerk', 'otherSchool'), 1, content)).statusCode).toBe(404)
  })

  it('keeps the attached quy chế and the two-language table through reading and saving', async () => {
    for (const key of ['decision-with-statute', 'memorandum']) {
      const { id } = (await write(as('clerk'), { template: key, values: {} })).json()
      const { content } = await letter(id)
      const standard: Template = TEMPLATES.find((one) => one.id === key)!
      expect(content.attachments?.length, key).toBe(standard.attachments?.length)
      expect(
        content.blocks.map((b: { parallel?: boolean }) => b.parallel),
        key,
      ).toEqual(standard.blocks.map((b) => (b.type === 'table' ? b.parallel : undefined)))
      expect((await edit(id, as('clerk'), 1, content)).statusCode, key).toBe(200)
      expect((await letter(id)).content, key).toEqual(content)
      expect((await get(`/api/documents/${id}/paper`, as('clerk'))).json().content.attachments, key).toEqual(
        content.attachments,
      )
    }
  })

  it('has annexes and texts issued with it, printed and read back the same', { timeout: 60_000 }, async () => {
    const { id } = (await write(as('clerk'), { template: 'decision', values: {} })).json()
    const { content } = await letter(id)
    const words = (text: string): object => ({ type: 'paragraph', text })
    const attachments = [
      {
        kind: 'Quy chế',
        title: 'Tiếp khách nước ngoài tại trường',
        blocks: [
          { type: 'heading', level: 3, label: 'Điều 1', title: 'Phạm vi áp dụng' },
          words('Quy chế này áp dụng cho mọi cuộc tiếp khách nước ngoài tại trường.'),
        ],
      },
    ]
    const annexes = [
      {
        title: 'DANH MỤC VIỆC CẦN LÀM',
        blocks: [
          { type: 'heading', level: 1, label: 'I', title: 'TRƯỚC KHI ĐÓN KHÁCH' },
          {
            type: 'table',
            head: ['STT', 'Nhiệm vụ', 'Đơn vị chủ trì', 'Thời hạn'],
            rows: [['1', 'Báo cáo phường', 'Văn phòng', '05 ngày làm việc trước khi đón khách']],
          },
        ],
        landscape: true,
      },
      { title: 'MẪU BÁO CÁO', blocks: [words('Kết quả tiếp khách, kiến nghị nếu có.')] },
    ]
    const next = {
      ...content,
      title: 'Về việc ban hành Quy chế tiếp khách nước ngoài',
      blocks: [words('Ban hành kèm theo Quyết định này Quy chế tiếp khách nước ngoài.')],
      attachments,
      annexes,
    }
    expect((await edit(id, as('clerk'), 1, next)).json()).toEqual({ version: 2 })
    expect((await letter(id)).content).toEqual(next)
    const printed = await get(`/api/documents/${id}/paper.docx`, as('clerk'))
    const source = await readFile(Uint8Array.from(printed.rawPayload), 'van-ban.docx')
    const again = toWritten(source, parse(source))
    expect(again.attachments).toMatchObject([{ kind: 'Quy chế', title: attachments[0]!.title }])
    expect(again.annexes?.map(({ title }) => title)).toEqual(annexes.map(({ title }) => title))
    expect(again.annexes?.[0]?.blocks).toContainEqual(annexes[0]!.blocks[1])
    const pdf = await get(`/api/documents/${id}/paper.pdf`, as('clerk'))
    const { text } = await readFile(Uint8Array.from(pdf.rawPayload), 'van-ban.pdf')
    for (const { title } of [...attachments, ...annexes]) expect(text).toContain(title)
  })

  it('goes the way of every paper: submitted, approved by its hash, issued with the signed copy', async () => {
    const { id } = (await write(as('clerk'))).json()
    const step = (name: string, who: Who, payload: object = {}) =>
      send('POST', `/api/documents/${id}/${name}`, who, payload)
    expect((await step('submit', as('clerk'))).statusCode).toBe(200)
    expect((await edit(id, as('clerk'), 1, (await letter(id)).content)).statusCode).toBe(409)
    const read = (await get(`/api/documents/${id}/paper`, as('head'))).json()
    expect((await step('approve', as('clerk'), { hash: read.hash })).statusCode).toBe(403)
    expect((await step('approve', as('head'), { hash: read.hash })).json()).toMatchObject({ state: 'approved' })
    const form = multipart({ number: '15/GM-THCS.BM', issuedOn: '2026-03-16' }, [
      {
        name: 'giay-moi.pdf',
        type: 'application/pdf',
        bytes: await writePdf({ ...read.content, number: '15/GM-THCS.BM', date: '2026-03-16', draft: false }),
      },
    ])
    const issued = await app.inject({
      method: 'POST',
      url: `/api/documents/${id}/issue`,
      headers: { ...as('clerk'), ...form.headers },
      payload: form.payload,
    })
    expect(issued.json()).toMatchObject({ state: 'issued', number: '15/GM-THCS.BM', signedDiffers: { changes: [] } })
    const docx = await get(`/api/documents/${id}/paper.docx`, as('teacher'))
    const { text } = await readFile(Uint8Array.from(docx.rawPayload), 'x.docx')
    expect(text).toContain('15/GM-THCS.BM')
    expect(text).toContain('Thời gian: 08 giờ 30, ngày 04 tháng 4 năm 2026.')
  })
})
