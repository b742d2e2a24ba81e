import { createHash } from 'node:crypto'
import type { WrittenDocument } from '@banggiao/vanban'
import { readFile, renderPage, writePdf } from '@banggiao/vanban'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { picturedPdf, pictureOf, signedLineOn } from '../../../vanban/src/read/make-pictured.testing.ts'
import { pdfOfJpegs, scannedPage } from '../../../vanban/src/read/make-scan.ts'
import { runDeed } from '../platform/deed.ts'
import type { App } from '../platform/http.ts'
import { loadActor } from '../platform/load-actor.ts'
import { multipart } from '../platform/multipart.testing.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { createPaper, documentSymbol, mustBeEditable, paperRoutes, renamePaper } from './index.ts'
import { issuePaper } from './issue-paper.ts'

vi.setConfig({ testTimeout: 30_000 })
let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree
const issued: string[] = []

beforeAll(async () => {
  services = await openTestServices()
  app = await buildTestApp(services, [paperRoutes])
  tree = await seedSmallTree(services.database)
  services.papers.plan = {
    async compose(trx, id) {
      const row = await trx.selectFrom('document').select(['title']).where('id', '=', id).executeTakeFirstOrThrow()
      return written(row.title ?? '')
    },
    async issued(_work, id) {
      issued.push(id)
    },
  }
})
afterAll(async () => {
  await app.close()
  await services.close()
})

function written(title: string): WrittenDocument {
  return {
    kind: 'Kế hoạch',
    number: '/KH-THCS.BM',
    superiorLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG HẠNH THÔNG'],
    issuerLines: ['TRƯỜNG THCS BÌNH MINH'],
    place: 'Hạnh Thông',
    date: null,
    title,
    addressees: [],
    legalBases: ['Kế hoạch số 1876/KH-SGDĐT ngày 09 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo'],
    blocks: [
      { type: 'heading', level: 1, label: 'I.', title: 'MỤC ĐÍCH' },
      { type: 'paragraph', text: 'Tổ chức cho học sinh tìm hiểu về các nước láng giềng.' },
    ],
    signer: { authority: [], position: 'HIỆU TRƯỞNG', name: 'Nguyễn Thị Thủ Trưởng' },
    recipients: ['Sở GDĐT', 'Lưu: VT'],
    draft: false,
  }
}

const as = (role: 'head' | 'deputy' | 'clerk' | 'teacher', unit: 'school' | 'otherSchool' = 'school') => ({
  'x-person': tree.people[unit][role]!.id,
})

async function draft(title: string): Promise<string> {
  const actor = (await loadActor(services.database, tree.people.school.deputy!.id, null))!
  const unit = tree.units.school
  return (
    await runDeed(services, actor, 'make-plan', null, (work) =>
      createPaper(work, {
        paper: 'plan',
        kind: 'Kế hoạch',
        title,
        unitId: unit.id,
        unitPath: unit.path,
        issuer: unit.name,
      }),
    )
  ).body
}

const step = (id: string, name: string, who: ReturnType<typeof as>, payload: object = {}) =>
  app.inject({ method: 'POST', url: `/api/documents/${id}/${name}`, headers: who, payload })

const paper = async (id: string, who: ReturnType<typeof as>) =>
  (await app.inject({ url: `/api/documents/${id}/paper`, headers: who })).json()

async function approved(title: string): Promise<string> {
  const id = await draft(title)
  await step(id, 'submit', as('deputy'))
  const { hash } = await paper(id, as('head'))
  const answer = await step(id, 'approve', as('head'), { hash })
  expect(answer.statusCode).toBe(200)
  return id
}

const issue = (id: string, fields: Record<string, string>, file?: Uint8Array, who = as('clerk')) => {
  const form = multipart(fields, file ? [{ name: 'kế hoạch đã ký.pdf', type: 'application/pdf', bytes: file }] : [])
  return app.inject({
    method: 'POST',
    url: `/api/documents/${id}/issue`,
    headers: { ...who, ...form.headers },
    payload: form.payload,
  })
}

/** The clerk has seen that the copy differs. */
const accepted = { differs: 'accept' }

describe('an outgoing paper', () => {
  it('says to each reader whose turn it is and what they may do', async () => {
    const id = await draft('Đối ngoại năm 2026')
    expect(await paper(id, as('deputy'))).toMatchObject({
      state: 'draft',
      waitsFor: 'author',
      can: { edit: true, submit: true, approve: false },
      content: { draft: true },
    })
    expect((await paper(id, as('clerk'))).can).toMatchObject({ edit: false, submit: false, issue: false })
    await step(id, 'submit', as('deputy'))
    expect(await paper(id, as('head'))).toMatchObject({
      state: 'submitted',
      waitsFor: 'head',
      can: { approve: true, return: true, edit: false },
    })
  })

  it('downloads as Word and as PDF, a draft marked so', async () => {
    const id = await draft('Tải về')
    for (const [ending, type] of [
      ['docx', 'officedocument.wordprocessingml'],
      ['pdf', 'application/pdf'],
    ] as const) {
      const answer = await app.inject({ url: `/api/documents/${id}/paper.${ending}`, headers: as('teacher') })
      expect(answer.headers['content-type'], ending).toContain(type)
      expect(decodeURIComponent(String(answer.headers['content-disposition'])), ending).toContain('(dự thảo)')
      const { text } = await readFile(Uint8Array.from(answer.rawPayload), `x.${ending}`)
      expect(text, ending).toContain('Tổ chức cho học sinh tìm hiểu')
    }
  })

  it('goes from draft to the head, back with remarks, and is approved as it was read', async () => {
    const id = await draft('Giao lưu học sinh')
    await step(id, 'submit', as('deputy'))
    const back = await step(id, 'return', as('head'), { remarks: 'Bổ sung thời gian' })
    expect(back.json()).toMatchObject({ state: 'returned', waitsFor: 'author' })
    const seen = await paper(id, as('head'))
    const actor = (await loadActor(services.database, tree.people.school.deputy!.id, null))!
    await runDeed(services, actor, 'edit-plan', null, async (work) => {
      await mustBeEditable(work, id)
      await renamePaper(work, id, 'Giao lưu học sinh tháng 4')
      await work.audit({ kind: 'document', id })
    })
    await step(id, 'submit', as('deputy'))
    const stale = await step(id, 'approve', as('head'), { hash: seen.hash })
    expect(stale.statusCode).toBe(409)
    expect(stale.json()).toMatchObject({ type: '/errors/version-conflict' })
    const now = await paper(id, as('head'))
    expect(stale.json().hash).toBe(now.hash)
    expect((await step(id, 'approve', as('head'), { hash: now.hash })).json()).toMatchObject({
      state: 'approved',
      waitsFor: 'clerk',
      stale: false,
      approvedHash: now.hash,
      content: { draft: false, title: 'Giao lưu học sinh tháng 4' },
    })
    const history = await app.inject({ url: `/api/documents/${id}/history`, headers: as('deputy') })
    expect(history.json().rows.map((r: { kind: string }) => r.kind)).toEqual([
      'created',
      'submitted',
      'returned',
      'submitted',
      'approved',
    ])
  })

  it('is saved by several people at once, each after the other', async () => {
    const id = await draft('Cùng soạn')
    const actor = (await loadActor(services.database, tree.people.school.deputy!.id, null))!
    const save = (title: string) =>
      runDeed(services, actor, 'edit-plan', null, async (work) => {
        await mustBeEditable(work, id)
        await sql`select pg_sleep(0.05)`.execute(work.trx)
        await renamePaper(work, id, title)
        await work.audit({ kind: 'document', id })
      })
    const saved = await Promise.allSettled(['Một', 'Hai', 'Ba'].map(save))
    expect(saved.map((s) => s.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  })

  it('is worked on again when the database ends one of two deeds that wait for each other', async () => {
    const ids = [await draft('Thứ nhất'), await draft('Thứ hai')]
    const actor = (await loadActor(services.database, tree.people.school.deputy!.id, null))!
    const both = (order: string[]) =>
      runDeed(services, actor, 'edit-plan', null, async (work) => {
        for (const id of order) {
          await mustBeEditable(work, id)
          await sql`select pg_sleep(0.1)`.execute(work.trx)
        }
        await work.audit({ kind: 'document', id: order[0]! })
      })
    const done = await Promise.allSettled([both(ids), both([...ids].reverse())])
    expect(done.map((d) => d.status)).toEqual(['fulfilled', 'fulfilled'])
  })

  it('is approved by the head alone, and edited only while it is a draft', async () => {
    const id = await draft('Ngày hội văn hóa')
    await step(id, 'submit', as('deputy'))
    const { hash } = await paper(id, as('deputy'))
    expect((await step(id, 'approve', as('deputy'), { hash })).statusCode).toBe(403)
    const actor = (await loadActor(services.database, tree.people.school.deputy!.id, null))!
    await expect(runDeed(services, actor, 'edit-plan', null, (work) => mustBeEditable(work, id))).rejects.toMatchObject(
      { code: 'state-conflict' },
    )
    expect((await step(id, 'withdraw', as('deputy'))).json().state).toBe('draft')
  })

  it('looks to other units as if it did not exist before it is issued', async () => {
    const id = await draft('Việc nội bộ')
    for (const url of ['paper', 'paper.docx', 'paper.pdf'])
      expect(
        (await app.inject({ url: `/api/documents/${id}/${url}`, headers: as('head', 'otherSchool') })).statusCode,
        url,
      ).toBe(404)
    expect((await step(id, 'submit', as('head', 'otherSchool'))).statusCode).toBe(404)
    expect(
      (await issue(id, { number: '1/KH', issuedOn: '2026-03-16' }, undefined, as('clerk', 'otherSchool'))).statusCode,
    ).toBe(404)
  })

  it('shows when the letterhead changed after the approval', async () => {
    const id = await approved('Đón đoàn')
    await services.database.asSystem('test', (trx) =>
      trx.updateTable('document').set({ title: 'Đón đoàn khác' }).where('id', '=', id).execute(),
    )
    const seen = await paper(id, as('clerk'))
    expect(seen.stale).toBe(true)
    expect(seen.content.title).toBe('Đón đoàn')
  })

  it('falls back to a draft when reopened, and its approval with it', async () => {
    const id = await approved('Hội thảo')
    expect((await step(id, 'reopen', as('head'), { remarks: 'Đổi ngày' })).json()).toMatchObject({
      state: 'draft',
      approvedHash: null,
      stale: false,
    })
  })

  it('becomes official with its signed copy, number and date, once', async () => {
    const id = await approved('Kế hoạch hội nhập')
    const pdf = await writePdf(written('Kế hoạch hội nhập'))
    expect((await issue(id, { number: '86/KH-THCS.BM', issuedOn: '2026-03-16' }, pdf, as('deputy'))).statusCode).toBe(
      403,
    )
    const answer = await issue(id, { number: '86/KH-THCS.BM', issuedOn: '2026-03-16' }, pdf)
    expect(answer.json()).toMatchObject({
      state: 'issued',
      number: '86/KH-THCS.BM',
      issuedOn: '2026-03-16',
      waitsFor: null,
    })
    expect(issued).toContain(id)
    expect((await issue(id, { number: '87/KH-THCS.BM', issuedOn: '2026-03-16' }, pdf)).statusCode).toBe(409)
  })

  it('shows what a wrong copy says before it is issued, and is issued on it only when that is accepted', async () => {
    const id = await approved('Kế hoạch ngoại ngữ')
    const pdf = await writePdf({
      ...written('Chăm sóc cây xanh trên địa bàn phường'),
      number: '95/KH-UBND',
      date: '2026-03-02',
    })
    const fields = { number: '88/KH-THCS.BM', issuedOn: '2026-03-16' }
    const before = issued.length
    const asked = await issue(id, fields, pdf)
    expect(asked.statusCode, asked.body).toBe(409)
    expect(asked.json()).toMatchObject({
      type: '/errors/signed-copy-differs',
      signedDiffers: { compared: true, notice: { vi: expect.stringContaining('95/KH-UBND') } },
    })
    const { changes, notice } = asked.json().signedDiffers
    expect(notice.vi).toContain('02/03/2026')
    expect(changes.length).toBeGreaterThan(0)
    expect(await paper(id, as('clerk'))).toMatchObject({ state: 'approved', signedFileId: null, can: { issue: true } })
    expect(await services.files.has(createHash('sha256').update(pdf).digest('hex'))).toBe(false)
    expect(issued.slice(before)).toEqual([])

    const answer = await issue(id, { ...fields, ...accepted }, pdf)
    expect(answer.json()).toMatchObject({ state: 'issued', signedDiffers: { notice, changes } })
    const history = await app.inject({ url: `/api/documents/${id}/history`, headers: as('clerk') })
    const differences = { differences: changes.length, otherNumber: '95/KH-UBND', otherDate: '2026-03-02' }
    expect(history.json().rows.at(-1)).toMatchObject({ kind: 'issued', params: differences })
    const audit = await services.database.system.query(
      `select params from audit where record_kind = 'document' and record_id = $1 and deed = 'issue-paper'`,
      [id],
    )
    expect(audit.rows.map((row) => row.params)).toEqual([expect.objectContaining(differences)])
  })

  describe('whose signed copy is a scan or bears pictures', () => {
    const fields = { number: '186/KH-THCS.BM', issuedOn: '2026-03-16' }
    const scanned = async (paper: WrittenDocument) =>
      scannedPage(await renderPage(await writePdf(paper), 1, { dpi: 200 }))

    it('is issued on a scan with the line of a signature, which is no text to compare', {
      timeout: 120_000,
    }, async () => {
      const title = 'Kế hoạch quét có chữ ký'
      const id = await approved(title)
      const copy = await signedLineOn(pdfOfJpegs([await scanned(written(title))]))
      const answer = await issue(id, fields, copy)
      expect(answer.statusCode, answer.body).toBe(200)
      expect(answer.json()).toMatchObject({
        state: 'issued',
        number: fields.number,
        signedDiffers: { compared: false, changes: [] },
      })
    })

    it('is refused and leaves no byte where the copy bears a mark of secrecy on any page', {
      timeout: 300_000,
    }, async () => {
      const title = 'Kế hoạch có dấu trên bản ký'
      const id = await approved(title)
      const [plain, secret] = [await scanned(written(title)), await scanned({ ...written(title), circulation: 'MẬT' })]
      const stamp = { png: await pictureOf('TỐI MẬT'), left: 90, top: 150, width: 120, height: 45 }
      for (const [name, copy] of [
        ['chữ', await writePdf({ ...written(title), circulation: 'MẬT' })],
        ['trang quét sau', pdfOfJpegs([plain, secret])],
        ['trang quét có dòng chữ ký', await signedLineOn(pdfOfJpegs([secret]))],
        ['dấu là ảnh', await picturedPdf(await writePdf(written(title)), stamp)],
      ] as const) {
        const answer = await issue(id, { ...fields, number: '187/KH-THCS.BM' }, copy)
        expect(answer.json(), name).toMatchObject({ type: '/errors/secret-document' })
        const sha256 = createHash('sha256').update(copy).digest('hex')
        expect(await services.files.has(sha256), name).toBe(false)
      }
      expect(await paper(id, as('clerk'))).toMatchObject({ state: 'approved', can: { issue: true } })
    })
  })

  it('keeps the state when number, date or file is missing or wrong, and says where', async () => {
    const id = await approved('Thiếu số')
    const pdf = await writePdf(written('Thiếu số'))
    const paths = async (fields: Record<string, string>, file?: Uint8Array) =>
      (await issue(id, fields, file)).json().errors?.map((e: { path: string }) => e.path)
    expect(await paths({}, undefined)).toEqual(['/file', '/issuedOn'])
    expect(await paths({ number: 'KH-86', issuedOn: '2026-03-17' }, pdf)).toEqual(['/issuedOn', '/number'])
    const form = await issue(id, { number: 'KH-86', issuedOn: '2026-03-16' }, pdf)
    expect(form.json().errors[0].message, 'by the unit’s own symbol').toBe('Số, ký hiệu có dạng 07/KH-THCS.BM')
    expect(await paths({ issuedOn: '2026-03-16' }, pdf)).toEqual(['/number'])
    const text = await issue(id, { number: '90/KH-THCS.BM', issuedOn: '2026-03-16' }, Buffer.from('không phải PDF'))
    expect(text.json().type).toBe('/errors/unreadable-file')
    expect((await paper(id, as('clerk'))).state).toBe('approved')
  })

  it('is not issued on a copy compared with an approval that no longer stands', async () => {
    const id = await approved('Bản duyệt cũ')
    const clerk = (await loadActor(services.database, tree.people.school.clerk!.id, null))!
    const signed = {
      bytes: Buffer.from('%PDF-1.7'),
      name: 'a.pdf',
      bears: { number: null, date: null },
      approvedHash: '1'.repeat(64),
      signatures: null,
    }
    const differs = { compared: true, notice: null, changes: [] }
    const issuing = runDeed(services, clerk, 'issue-paper', null, (work) =>
      issuePaper(work, id, {
        number: '130/KH-THCS.BM',
        issuedOn: '2026-03-16',
        differsAccepted: false,
        signed: { ...signed, differs },
      }),
    )
    await expect(issuing).rejects.toMatchObject({ code: 'version-conflict' })
    expect((await paper(id, as('clerk'))).state).toBe('approved')
  })

  it('takes no number twice in a year, however it is spaced', async () => {
    const [first, second] = [await approved('Một'), await approved('Hai')]
    const pdf = await writePdf(written('Một'))
    expect((await issue(first, { number: '120/KH-THCS.BM', issuedOn: '2026-03-16' }, pdf)).statusCode).toBe(200)
    const again = await issue(second, { number: '120/KH - THCS.BM', issuedOn: '2026-03-16' }, pdf)
    expect(again.statusCode).toBe(409)
    expect(again.json()).toMatchObject({ type: '/errors/already-exists', documentId: first })
  })
})

describe('a unit without a document system of its own', () => {
  it('numbers its papers one after the other from 01, and back in no date', async () => {
    await services.database.asSystem('test', (trx) =>
      trx.updateTable('unit_setting').set({ numbers_here: true }).where('unit_id', '=', tree.units.school.id).execute(),
    )
    const ids = [await approved('A'), await approved('B'), await approved('C')]
    const pdf = await writePdf(written('A'))
    const numbers = await Promise.all(
      ids.map(async (id) => (await issue(id, { issuedOn: '2026-03-10', ...accepted }, pdf)).json().number),
    )
    expect(numbers.sort()).toEqual(['01/KH-THCS.BM', '02/KH-THCS.BM', '03/KH-THCS.BM'])
    const late = await issue(await approved('D'), { issuedOn: '2026-03-09' }, pdf)
    expect(late.json().errors[0].path).toBe('/issuedOn')
    expect((await issue(await approved('E'), { issuedOn: '2026-03-10', ...accepted }, pdf)).json().number).toBe(
      '04/KH-THCS.BM',
    )
  })

  it('goes on past a number that was typed in, and says when the copy bears another', async () => {
    const pdf = await writePdf({ ...written('F'), number: '77/KH-THCS.BM' })
    for (const number of ['5/KH-THCS.BM', '06/KH-THCS.BM'])
      expect((await issue(await approved('F'), { number, issuedOn: '2026-03-11', ...accepted }, pdf)).statusCode).toBe(
        200,
      )
    const id = await approved('F')
    const asked = await issue(id, { issuedOn: '2026-03-11' }, pdf)
    expect(asked.json(), 'the number is given here, and all the same another').toMatchObject({
      type: '/errors/signed-copy-differs',
      signedDiffers: { changes: [] },
    })
    expect((await issue(id, { issuedOn: '2026-03-11', ...accepted }, pdf)).json().number).toBe('07/KH-THCS.BM')
    expect((await paper(id, as('clerk'))).signedDiffers.notice.vi).toContain('77/KH-THCS.BM')
    expect((await issue(await approved('G'), { issuedOn: '2026-03-11', ...accepted }, pdf)).json().number).toBe(
      '08/KH-THCS.BM',
    )
  })
})

describe('the symbol of a paper', () => {
  it('names type and body; a công văn names the body alone', () => {
    expect(documentSymbol('Kế hoạch', 'THCS.NVT')).toBe('KH-THCS.NVT')
    expect(documentSymbol(null, 'SGDĐT')).toBe('SGDĐT')
    // either spelling of the tone
    expect(documentSymbol('Giấy ủy quyền', 'SGDĐT')).toBe('GUQ-SGDĐT')
    expect(documentSymbol('Giấy uỷ quyền', 'SGDĐT')).toBe('GUQ-SGDĐT')
  })
})

describe('two at once', () => {
  const statuses = (answers: { statusCode: number }[]) => answers.map((a) => a.statusCode).sort()
  const events = async (id: string, kind: string) =>
    (
      await services.database.system.query(
        'select count(*)::int as n from document_event where document_id = $1 and kind = $2',
        [id, kind],
      )
    ).rows[0].n

  it('approving the same paper: it is approved once, and the other is told', async () => {
    const id = await draft('Duyệt cùng lúc')
    await step(id, 'submit', as('deputy'))
    const { hash } = await paper(id, as('head'))
    const answers = await Promise.all([1, 2, 3].map(() => step(id, 'approve', as('head'), { hash })))
    expect(statuses(answers)).toEqual([200, 409, 409])
    expect(await events(id, 'approved')).toBe(1)
  })

  it('approving and withdrawing: one of both stands, never both', async () => {
    const id = await draft('Duyệt và rút')
    await step(id, 'submit', as('deputy'))
    const { hash } = await paper(id, as('head'))
    const answers = await Promise.all([step(id, 'approve', as('head'), { hash }), step(id, 'withdraw', as('deputy'))])
    expect(statuses(answers)).toEqual([200, 409])
    expect((await events(id, 'approved')) + (await events(id, 'withdrawn'))).toBe(1)
  })

  it('bringing the same signed copy: it is issued once, and what the issue sets in motion happens once', async () => {
    const id = await approved('Tải lên hai lần')
    const file = await writePdf(written('Tải lên hai lần'))
    const before = issued.length
    const fields = { number: '131/KH-THCS.BM', issuedOn: '2026-03-16' }
    const answers = await Promise.all([1, 2, 3].map(() => issue(id, fields, file)))
    expect(statuses(answers)).toEqual([200, 409, 409])
    expect(issued.slice(before)).toEqual([id])
    expect(await events(id, 'issued')).toBe(1)
  }, 120_000)
})
