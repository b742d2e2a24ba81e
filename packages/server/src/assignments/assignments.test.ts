import { type AssignmentEvent, type AssignmentFacts, foldAssignment } from '@banggiao/rules'
import { renderPage, type WrittenDocument, writePdf } from '@banggiao/vanban'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SHEET_DPI, sheetOf, signedLineOn } from '../../../vanban/src/read/make-pictured.testing.ts'
import { pdfOfJpegs } from '../../../vanban/src/read/make-scan.ts'
import type { App } from '../platform/http.ts'
import { multipart } from '../platform/multipart.testing.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedIssuedPlan, seedSmallTree } from '../seeds/index.ts'
import { assignmentRoutes } from './index.ts'

const secretPaper: WrittenDocument = {
  kind: 'Báo cáo',
  number: '01/BC-UBND',
  superiorLines: [],
  issuerLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG GIÓ MỚI'],
  place: 'Gió Mới',
  date: '2026-03-09',
  title: 'Về một việc kín',
  circulation: 'MẬT',
  addressees: [],
  legalBases: [],
  blocks: [{ type: 'paragraph', text: 'Nội dung kín.' }],
  signer: { authority: ['TM. ỦY BAN NHÂN DÂN'], position: 'CHỦ TỊCH', name: 'Trần Thị Gió' },
  recipients: ['Lưu: VT'],
  draft: false,
}

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree
let department: Awaited<ReturnType<typeof seedIssuedPlan>>
let school: Awaited<ReturnType<typeof seedIssuedPlan>>

beforeAll(async () => {
  services = await openTestServices('2026-03-16')
  app = await buildTestApp(services, [assignmentRoutes])
  tree = await seedSmallTree(services.database)
  await services.database.asSystem('seed', async (trx) => {
    const { units } = tree
    department = await seedIssuedPlan(trx, {
      unit: units.department,
      number: '1876/KH-SGDĐT',
      title: 'Kế hoạch công tác đối ngoại năm 2026',
      tasks: [
        { section: 'II', text: 'Tổ chức quán triệt các văn bản về đối ngoại', dueOn: '2026-04-30' },
        { section: 'II', text: 'Giao lưu với trường nước ngoài', dueOn: '2026-09-30' },
      ],
      carriers: [units.ward, units.school, units.otherSchool, units.highSchool],
    })
    school = await seedIssuedPlan(trx, {
      unit: units.school,
      number: '86/KH-THCS.BM',
      title: 'Kế hoạch đối ngoại của trường năm 2026',
      superiorPlanId: department.planId,
      tasks: [
        {
          section: 'II',
          text: 'Quán triệt văn bản trong hội đồng sư phạm',
          dueOn: '2026-04-15',
          superiorTaskId: department.taskIds[0] as string,
          ownerPersonId: tree.people.school.teacher!.id,
        },
        {
          section: 'II',
          text: 'Đưa nội dung đối ngoại vào sinh hoạt tổ',
          dueOn: '2026-04-20',
          superiorTaskId: department.taskIds[0] as string,
          ownerPartId: tree.teamId,
        },
        { section: 'III', text: 'Viết bài giới thiệu trường bằng tiếng Anh', dueOn: null },
      ],
      carriers: [units.school],
    })
  })
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const as = (id: string) => ({ 'x-person': id })
const get = async (url: string, person: string) => app.inject({ url, headers: as(person) })
const post = async (url: string, person: string, payload: object) =>
  app.inject({ method: 'POST', url, headers: as(person), payload })
const ofSchool = (i: number) => school.assignmentIds.get(tree.units.school.id)![i] as number
const fromDepartment = (unit: 'school' | 'otherSchool', i: number) =>
  department.assignmentIds.get(tree.units[unit].id)![i] as number
const act = async (id: number, person: string, kind: string, more: object = {}) => {
  const { version } = (await get(`/api/assignments/${id}`, person)).json()
  return post(`/api/assignments/${id}/actions`, person, { kind, version, ...more })
}

describe('an assignment', () => {
  it('is listed for its owner, the people of its tổ, and what names nobody for those who lead', async () => {
    const mine = async (person: string) =>
      (await get('/api/assignments/mine', person)).json().rows.map((r: { id: number }) => r.id)
    const { teacher, deputy, head } = tree.people.school
    expect(await mine(teacher!.id)).toEqual([ofSchool(0), ofSchool(1)])
    // the superior's first task is carried out by own tasks; the second has none and waits for the school's leaders
    expect(await mine(deputy!.id)).toEqual([fromDepartment('school', 1), ofSchool(2)])
    expect(await mine(head!.id)).toEqual(await mine(deputy!.id))
    expect(await mine(tree.people.otherSchool.teacher!.id)).toEqual([])
    expect(await mine(tree.people.otherSchool.deputy!.id)).toEqual([
      fromDepartment('otherSchool', 0),
      fromDepartment('otherSchool', 1),
    ])
  })

  it('pages by limit and id, those without a limit last', async () => {
    const deputy = tree.people.school.deputy!.id
    const first = (await get('/api/assignments/mine?limit=1', deputy)).json()
    expect(first.next).toBe(`2026-09-30_${fromDepartment('school', 1)}`)
    const second = (await get(`/api/assignments/mine?limit=1&after=${first.next}`, deputy)).json()
    expect(second.rows.map((r: { id: number }) => r.id)).toEqual([ofSchool(2)])
    expect(second.next).toBeNull()
  })

  it('does not exist for another branch, by reading or by answering', async () => {
    const stranger = tree.people.otherSchool.head!.id
    expect((await get(`/api/assignments/${ofSchool(0)}`, stranger)).statusCode).toBe(404)
    const answer = await post(`/api/assignments/${ofSchool(0)}/actions`, stranger, { kind: 'done', version: 1 })
    expect(answer.statusCode).toBe(404)
    expect((await get(`/api/assignments/${ofSchool(0)}`, tree.people.ward.officer!.id)).statusCode).toBe(200)
  })

  it('does not exist for roles above that do not watch over units', async () => {
    for (const person of [tree.people.department.clerk!.id, tree.people.department.administrator!.id]) {
      expect((await get(`/api/assignments/${ofSchool(0)}`, person)).statusCode).toBe(404)
      const answer = await post(`/api/assignments/${ofSchool(0)}/actions`, person, { kind: 'done', version: 1 })
      expect(answer.statusCode).toBe(404)
    }
    expect((await get(`/api/assignments/${ofSchool(0)}`, tree.people.school.clerk!.id)).statusCode).toBe(200)
  })

  it('is answered by its owner; the same answer to an old version, or to a settled one, is refused', async () => {
    const teacher = tree.people.school.teacher!.id
    const answer = await post(`/api/assignments/${ofSchool(0)}/actions`, teacher, {
      kind: 'done',
      note: 'Đã sinh hoạt ngày 12/3',
      links: ['https://example.vn/bai-viet'],
      version: 1,
    })
    expect(answer.json()).toMatchObject({ state: 'done', version: 2 })
    const again = await post(`/api/assignments/${ofSchool(0)}/actions`, teacher, { kind: 'done', version: 1 })
    expect(again.json()).toMatchObject({ type: '/errors/version-conflict', current: { state: 'done', version: 2 } })
    const settled = await act(ofSchool(0), teacher, 'done')
    expect(settled.json()).toMatchObject({ type: '/errors/state-conflict', state: 'done' })
    const whole = (await get(`/api/assignments/${ofSchool(0)}`, teacher)).json()
    expect(whole.can).toMatchObject({ done: false, reopened: true, transferred: false })
    expect(whole.above).toMatchObject({ planNumber: '1876/KH-SGDĐT' })
    expect(whole.events).toHaveLength(1)
  })

  it('carries its state up to the superior task: begun by one, done by all', async () => {
    const superior = async () =>
      (await get(`/api/assignments/${fromDepartment('school', 0)}`, tree.people.department.officer!.id)).json().state
    expect(await superior()).toBe('doing')
    const { json } = await act(ofSchool(1), tree.people.school['team-lead']!.id, 'nothing')
    expect(json().state).toBe('nothing')
    expect(await superior()).toBe('done')
  })

  it('is taken back by its actor within ten seconds, as if never answered, and the superior task with it', async () => {
    const lead = tree.people.school['team-lead']!.id
    const whole = (await get(`/api/assignments/${ofSchool(1)}`, lead)).json()
    const eventId = whole.events.at(-1).id
    const other = await post(`/api/assignments/${ofSchool(1)}/undo`, tree.people.school.teacher!.id, { eventId })
    expect(other.statusCode).toBe(409)
    const undone = await post(`/api/assignments/${ofSchool(1)}/undo`, lead, { eventId })
    expect(undone.json()).toMatchObject({ state: 'open' })
    expect((await post(`/api/assignments/${ofSchool(1)}/undo`, lead, { eventId })).statusCode).toBe(409)
    const after = (await get(`/api/assignments/${ofSchool(1)}`, lead)).json()
    expect(after.events.map((e: { kind: string; undone: boolean }) => [e.kind, e.undone])).toEqual([
      ['nothing', true],
      ['undone', false],
    ])
    const above = await get(`/api/assignments/${fromDepartment('school', 0)}`, tree.people.department.officer!.id)
    expect(above.json().state).toBe('doing')
  })

  it('is told nothing by a progress of no words, no link and no file', async () => {
    const teacher = tree.people.school.teacher!.id
    const before = (await get(`/api/assignments/${ofSchool(1)}`, teacher)).json()
    for (const blank of [{}, { note: '  ' }, { note: '', links: [], fileIds: [] }]) {
      const refused = await act(ofSchool(1), teacher, 'progress', blank)
      expect(refused.statusCode).toBe(422)
      expect(refused.json()).toMatchObject({
        type: '/errors/invalid',
        errors: [{ path: '/note', message: 'Ghi ít nhất một dòng' }],
      })
    }
    const after = (await get(`/api/assignments/${ofSchool(1)}`, teacher)).json()
    expect([after.version, after.events.length]).toEqual([before.version, before.events.length])
  })

  it('is not taken back after the ten seconds', async () => {
    const teacher = tree.people.school.teacher!.id
    const { eventId } = (await act(ofSchool(1), teacher, 'progress', { note: 'Đang soạn' })).json()
    await services.database.asSystem('age', (trx) =>
      sql`update assignment_event set at = at - interval '1 minute' where id = ${eventId}`.execute(trx),
    )
    expect((await post(`/api/assignments/${ofSchool(1)}/undo`, teacher, { eventId })).statusCode).toBe(409)
  })

  it('gets a later limit only from the superior whose plan orders it', async () => {
    const id = fromDepartment('school', 1)
    const deputy = tree.people.school.deputy!.id
    const early = await act(id, deputy, 'extension-asked', { dueOn: '2026-09-01' })
    expect(early.json()).toMatchObject({ type: '/errors/invalid', errors: [{ path: '/dueOn' }] })
    expect((await act(id, deputy, 'extension-asked', { dueOn: '2026-10-31' })).statusCode).toBe(200)
    expect((await act(id, deputy, 'extension-granted')).statusCode).toBe(403)
    // the ward sees it, but the plan is the department's
    expect((await act(id, tree.people.ward.officer!.id, 'extension-granted')).statusCode).toBe(403)
    const granted = await act(id, tree.people.department.officer!.id, 'extension-granted')
    expect(granted.json()).toMatchObject({ dueOn: '2026-10-31' })
    const twice = await act(id, tree.people.department.officer!.id, 'extension-granted')
    expect(twice.json().type).toBe('/errors/state-conflict')
  })

  it('is given to a colleague, and not to a stranger', async () => {
    const id = ofSchool(2)
    const { deputy, teacher } = tree.people.school
    const stranger = await act(id, deputy!.id, 'transferred', { personId: tree.people.otherSchool.teacher!.id })
    expect(stranger.json()).toMatchObject({ errors: [{ path: '/personId' }] })
    expect((await act(id, teacher!.id, 'transferred', { personId: teacher!.id })).statusCode).toBe(403)
    expect((await act(id, deputy!.id, 'transferred', { personId: teacher!.id })).statusCode).toBe(200)
    const mine = (await get('/api/assignments/mine', teacher!.id)).json()
    expect(mine.rows.map((r: { id: number }) => r.id)).toContain(id)
  })

  it('is offered to a tổ trưởng for the own tổ alone, to the deputy for the whole school', async () => {
    const offered = async (person: string) => (await get(`/api/assignments/${ofSchool(1)}/colleagues`, person)).json()
    const { deputy, 'team-lead': lead } = tree.people.school
    const [own, whole] = [await offered(lead!.id), await offered(deputy!.id)]
    expect(own.people.length).toBeLessThan(whole.people.length)
    for (const team of own.teams) expect(whole.teams).toContainEqual(team)
    expect(own.people.map((p: { id: string }) => p.id)).not.toContain(deputy!.id)
  })

  it('out of scope needs its reason', async () => {
    const refused = await act(ofSchool(2), tree.people.school.teacher!.id, 'out-of-scope', { note: '  ' })
    expect(refused.json()).toMatchObject({ errors: [{ path: '/note' }] })
  })

  describe('evidence', () => {
    const upload = (person: string, name: string, type: string, bytes: Uint8Array, id = ofSchool(0)) => {
      const { headers, payload } = multipart({}, [{ name, type, bytes }])
      return app.inject({
        method: 'POST',
        url: `/api/assignments/${id}/files`,
        headers: { ...as(person), ...headers },
        payload,
      })
    }
    const picture = Buffer.from('\xff\xd8\xff\xe0ảnh', 'latin1')

    it('is seen with its assignment by those above, and by no other branch', async () => {
      const teacher = tree.people.school.teacher!.id
      const kept = await upload(teacher, 'sinh hoạt.jpg', 'image/jpeg', picture)
      expect(kept.statusCode, kept.body).toBe(201)
      const { id } = kept.json()
      const seen = await get(`/api/files/${id}?inline=true`, tree.people.ward.officer!.id)
      expect(seen.statusCode).toBe(200)
      expect(seen.headers['content-disposition']).toContain("inline; filename*=UTF-8''sinh%20ho%E1%BA%A1t.jpg")
      expect(seen.rawPayload.equals(picture)).toBe(true)
      expect((await get(`/api/files/${id}`, tree.people.otherSchool.head!.id)).statusCode).toBe(404)
      const stranger = await upload(tree.people.otherSchool.teacher!.id, 'x.jpg', 'image/jpeg', picture)
      expect(stranger.statusCode).toBe(404)
    })

    it('belongs to the one assignment: another cannot show it', async () => {
      const lead = tree.people.school['team-lead']!.id
      const { id } = (await upload(lead, 'a.jpg', 'image/jpeg', picture, ofSchool(1))).json()
      const wrong = await act(ofSchool(2), tree.people.school.teacher!.id, 'progress', { fileIds: [id] })
      expect(wrong.json()).toMatchObject({ errors: [{ path: '/fileIds/0' }] })
    })

    it('with a mark of secrecy is refused, and nothing of it is kept', async () => {
      const teacher = tree.people.school.teacher!.id
      const bytes = Buffer.from('TUYỆT MẬT\nỦY BAN NHÂN DÂN\nSố: 01/BC-UBND\nBÁO CÁO\nnội dung kín 4711\n')
      const files = async () =>
        (await services.database.asSystem('files', (trx) => trx.selectFrom('file').select('id').execute())).length
      const before = await files()
      const refused = await upload(teacher, 'bao-cao.txt', 'text/plain', bytes)
      expect(refused.json().type).toBe('/errors/secret-document')
      expect(await files()).toBe(before)
      for await (const { sha256 } of services.files.list())
        expect(Buffer.from(await services.files.get(sha256)).includes('4711')).toBe(false)
    })

    it('photographed with a stamp of secrecy is refused too', async () => {
      const paper = await renderPage(await writePdf(secretPaper), 1, { dpi: 150 })
      const refused = await upload(tree.people.school.teacher!.id, 'IMG_2041.png', 'image/png', paper)
      expect(refused.json().type).toBe('/errors/secret-document')
      for await (const { sha256 } of services.files.list())
        expect(Buffer.from(await services.files.get(sha256)).equals(paper)).toBe(false)
    }, 60_000)

    it('with a stamp on a later page, or in the lower part of it, is refused: nothing looks at evidence again', async () => {
      const pages = [sheetOf('KẾ HOẠCH', 0.1), sheetOf('TUYỆT MẬT', 0.8)]
      const scan = pdfOfJpegs(pages, SHEET_DPI)
      for (const bytes of [scan, await signedLineOn(scan)]) {
        const refused = await upload(tree.people.school.teacher!.id, 'quet.pdf', 'application/pdf', Buffer.from(bytes))
        expect(refused.json().type).toBe('/errors/secret-document')
      }
    }, 60_000)

    it('in a kind of picture that nothing here opens is refused, with the kinds that are taken, and not kept', async () => {
      const photo = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic ảnh điện thoại', 'latin1')
      for (const name of ['IMG_2042.HEIC', 'IMG_2042.jpg']) {
        const refused = await upload(tree.people.school.teacher!.id, name, 'image/heic', photo)
        expect(refused.json()).toMatchObject({
          type: '/errors/unreadable-file',
          detail: expect.stringMatching(/HEIC.*\.jpg, \.png, \.webp/),
        })
      }
      for await (const { sha256 } of services.files.list())
        expect(Buffer.from(await services.files.get(sha256)).equals(photo)).toBe(false)
    })

    it('that is empty is refused in a sentence', async () => {
      const empty = await upload(tree.people.school.teacher!.id, 'trống.pdf', 'application/pdf', new Uint8Array())
      expect(empty.json()).toMatchObject({ type: '/errors/unreadable-file' })
    })
  })

  it('is at every moment what its events add up to', async () => {
    const people = ['teacher', 'deputy', 'head', 'team-lead'] as const
    const kinds = [
      'progress',
      'done',
      'nothing',
      'out-of-scope',
      'reopened',
      'transferred',
      'extension-asked',
      'extension-granted',
      'extension-refused',
      'undo',
    ] as const
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            who: fc.constantFrom(...people),
            kind: fc.constantFrom(...kinds),
            day: fc.integer({ min: 1, max: 28 }),
          }),
          { minLength: 3, maxLength: 12 },
        ),
        async (steps) => {
          const id = ofSchool(1)
          for (const { who, kind, day } of steps) {
            const person = tree.people.school[who]!.id
            if (kind === 'undo') {
              const last = (await get(`/api/assignments/${id}`, person)).json().events.at(-1)
              await post(`/api/assignments/${id}/undo`, person, { eventId: last.id })
            } else
              await act(id, person, kind, {
                note: 'lý do',
                ...(kind === 'extension-asked' ? { dueOn: `2027-0${(day % 9) + 1}-15` } : {}),
                ...(kind === 'transferred' ? { personId: tree.people.school.teacher!.id } : {}),
              })
          }
          await expectFolded(id)
          await expectFolded(fromDepartment('school', 0))
        },
      ),
      { numRuns: 8 },
    )
  })
})

async function expectFolded(id: number): Promise<void> {
  const { row, events } = await services.database.asSystem('fold', async (trx) => ({
    row: await trx
      .selectFrom('assignment')
      .select([
        'state',
        'due_on as dueOn',
        'owner_person_id as ownerPersonId',
        'owner_part_id as ownerPartId',
        'extension_asked_on as extensionAskedOn',
      ])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
    events: await trx
      .selectFrom('assignment_event')
      .select(['kind', 'params'])
      .where('assignment_id', '=', id)
      .orderBy('id')
      .execute(),
  }))
  const typed = events as unknown as (AssignmentEvent & { params: { before: AssignmentFacts } })[]
  if (typed.length === 0) return
  const start = typed[0]!.params.before
  expect(foldAssignment(start, typed)).toEqual(row)
}
