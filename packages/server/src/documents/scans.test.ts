import { readFileSync } from 'node:fs'
import { openPkcs12, renderPage, signPdf, type WrittenDocument, writePdf } from '@banggiao/vanban'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { signedLineOn } from '../../../vanban/src/read/make-pictured.testing.ts'
import { pdfOfJpegs, scannedPage } from '../../../vanban/src/read/make-scan.ts'
import type { App } from '../platform/http.ts'
import { multipart } from '../platform/multipart.testing.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { type SmallTree, seedSmallTree } from '../seeds/index.ts'
import { documentRoutes, recogniseDocumentJob } from './index.ts'

vi.setConfig({ testTimeout: 300_000 })
let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree

beforeAll(async () => {
  services = await openTestServices()
  app = await buildTestApp(services, [documentRoutes])
  tree = await seedSmallTree(services.database)
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const as = (role: 'head' | 'clerk', unit: 'school' | 'otherSchool' = 'school') => ({
  'x-person': tree.people[unit][role]!.id,
})
const letter: WrittenDocument = {
  kind: 'Thông báo',
  number: '42/TB-THCS.GM',
  superiorLines: ['ỦY BAN NHÂN DÂN PHƯỜNG GIÓ MỚI'],
  issuerLines: ['TRƯỜNG THCS GIÓ MỚI'],
  place: 'Gió Mới',
  date: '2026-03-09',
  title: 'Về việc đón đoàn giáo viên của trường kết nghĩa',
  addressees: [],
  legalBases: [],
  blocks: [
    { type: 'heading', level: 1, label: '1', title: 'Nội dung' },
    { type: 'item', depth: 0, label: null, text: 'Tổ Ngoại ngữ chuẩn bị chương trình giao lưu trước ngày 20/3/2026.' },
    { type: 'item', depth: 0, label: null, text: 'Văn phòng chuẩn bị phòng họp và tài liệu giới thiệu nhà trường.' },
  ],
  signer: { authority: [], position: 'HIỆU TRƯỞNG', name: 'Trần Thị Gió' },
  recipients: ['Các tổ chuyên môn', 'Lưu: VT'],
  draft: false,
}
const pageOf = async (paper: WrittenDocument) => renderPage(await writePdf(paper), 1, { dpi: 200 })
const scanOf = async (...papers: WrittenDocument[]) => {
  const jpegs = []
  for (const paper of papers) jpegs.push(await scannedPage(await pageOf(paper)))
  return pdfOfJpegs(jpegs)
}

async function received(name: string, bytes: Uint8Array, key?: string) {
  const form = multipart({}, [{ name, bytes, type: 'application/octet-stream' }])
  const answer = await app.inject({
    method: 'POST',
    url: '/api/documents',
    headers: { ...as('clerk'), ...form.headers, ...(key ? { 'idempotency-key': key } : {}) },
    payload: form.payload,
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json().rows[0] as { id: string; state: string; progressId: string | null; problem: unknown }
}
const get = (path: string, headers: Record<string, string> = as('clerk')) =>
  app.inject({ url: `/api/documents/${path}`, headers })
const recognise = (row: { id: string; progressId: string | null }) =>
  recogniseDocumentJob(services)({ documentId: row.id, progressId: row.progressId! })

describe('files of every format', () => {
  it('are read as what they are, and a page never opens under this address', async () => {
    const fixtures = new URL('../../../vanban/src/read/fixtures/', import.meta.url)
    for (const [ending, mediaType] of [
      ['doc', 'application/msword'],
      ['odt', 'application/vnd.oasis.opendocument.text'],
      ['rtf', 'application/rtf'],
      ['html', 'application/octet-stream'],
      ['mht', 'application/octet-stream'],
    ]) {
      const row = await received(
        `ke-hoach.${ending}`,
        new Uint8Array(readFileSync(new URL(`preschool-plan-2026.${ending}`, fixtures))),
      )
      expect(row, ending).toMatchObject({ state: 'read', progressId: null, problem: null })
      const file = await get(`${row.id}/file`)
      expect(file.headers['content-type'], ending).toBe(mediaType)
      expect(file.headers['x-content-type-options']).toBe('nosniff')
      expect((await get(`${row.id}/pages/1.png`)).statusCode, ending).toBe(404)
      expect((await get(row.id)).json().pages, ending).toBeNull()
    }
  })
})

describe('a folder dropped again', () => {
  it('enters nothing twice: the same files bear the same keys', async () => {
    const drop = async () =>
      Promise.all(
        ['mot', 'hai'].map((word) =>
          received(`${word}.txt`, new TextEncoder().encode(`THÔNG BÁO\nLần ${word}\n`), `tep-in-9-9-${word}`),
        ),
      )
    expect(await drop()).toEqual(await drop())
  })
})

describe('the pages of a PDF', () => {
  it('are drawn, with the place of every word, for those who may read the file', async () => {
    const { id } = await received('thong-bao.pdf', await writePdf(letter))
    const seen = (await get(id)).json()
    expect(seen.pages).toEqual([{ width: expect.any(Number), height: expect.any(Number), text: expect.anything() }])
    const drawn = await get(`${id}/pages/1.png`)
    expect(drawn.statusCode).toBe(200)
    expect(drawn.headers['content-type']).toBe('image/png')
    expect(drawn.rawPayload.subarray(1, 4).toString()).toBe('PNG')
    const tag = String(drawn.headers.etag)
    expect((await get(`${id}/pages/1.png`, { ...as('clerk'), 'if-none-match': tag })).statusCode).toBe(304)
    const { words } = (await get(`${id}/words?page=1`)).json()
    const { start, end } = seen.parsed.at.number
    const number = words.find((word: number[]) => word[0]! < end && word[1]! > start)
    // number and symbol stand in the left half, in the upper fifth (NĐ 30/2020, Phụ lục I, mục IV)
    expect(number[4]).toBeLessThan(5000)
    expect(number[5]).toBeLessThan(2000)
    for (const path of ['pages/1.png', 'words?page=1']) {
      expect((await get(`${id}/${path}`, as('clerk', 'otherSchool'))).statusCode, path).toBe(404)
      expect((await get(`${id}/${path}`, { ...as('clerk', 'otherSchool'), 'if-none-match': tag })).statusCode).toBe(404)
      expect((await get(`${id}/${path.replace('1', '2')}`)).statusCode, path).toBe(404)
    }
  })
})

describe('a scan', () => {
  it('is kept unread, recognised by a job that may run twice, and told of', async () => {
    const row = await received('quet.pdf', await scanOf(letter))
    expect(row).toMatchObject({ state: 'reading', problem: null, progressId: expect.any(String) })
    expect((await get(`${row.id}/pages/1.png`)).statusCode).toBe(200)
    expect((await get(row.id)).json()).toMatchObject({
      state: 'reading',
      sourceText: null,
      pages: [{ text: null }],
      can: { confirm: false, reread: true },
    })
    await recognise(row)
    const seen = (await get(row.id)).json()
    expect(seen).toMatchObject({ state: 'read', kind: 'Thông báo', number: '42/TB-THCS.GM', issuedOn: '2026-03-09' })
    expect(seen.sourceText).toContain('giao lưu')
    const { words } = (await get(`${row.id}/words?page=1`)).json()
    expect(words.length).toBeGreaterThan(60)
    for (const { start, end } of seen.unsure) expect(seen.sourceText.slice(start, end)).toMatch(/\S/)
    await recognise(row)
    expect((await get(row.id)).json().version).toBe(seen.version)
    const { rows } = await services.database.system.query(
      `select data->'personIds' as told from jobs.job where name = 'notify' and data->>'recordId' = $1`,
      [row.id],
    )
    expect(rows).toEqual([{ told: [as('clerk')['x-person']] }])
    const bar = await services.database.system.query('select state, done, total from progress where id = $1', [
      row.progressId,
    ])
    expect(bar.rows).toEqual([{ state: 'done', done: 1, total: 1 }])
  })

  it('that bears the line of a signature is read as the paper it shows, not as that line', async () => {
    const row = await received(
      'quet-ky-so.pdf',
      await signedLineOn(await scanOf({ ...letter, number: '44/TB-THCS.GM' })),
    )
    expect(row).toMatchObject({ state: 'reading', problem: null, progressId: expect.any(String) })
    expect((await get(row.id)).json()).toMatchObject({ sourceText: null, pages: [{ text: null }] })
    await recognise(row)
    const seen = (await get(row.id)).json()
    expect(seen).toMatchObject({ state: 'read', kind: 'Thông báo', number: '44/TB-THCS.GM', issuedOn: '2026-03-09' })
    expect(seen.sourceText).toContain('giao lưu')
  })

  it('is wiped where a later page bears a mark of secrecy', async () => {
    const name = 'hai-trang-bien-xanh.pdf'
    const marker = 'bến cảng mười ba ngọn đèn'
    const bytes = await scanOf({ ...letter, title: marker }, { ...letter, title: marker, circulation: 'TỐI MẬT' })
    const row = await received(name, bytes)
    expect(row.state).toBe('reading')
    const kept = await services.database.system.query(
      'select sha256 from file join document on document.file_id = file.id where document.id = $1',
      [row.id],
    )
    await recognise(row)
    expect((await get(row.id)).statusCode).toBe(404)
    expect((await get(`${row.id}/pages/1.png`)).statusCode).toBe(404)
    expect(await services.files.has(kept.rows[0].sha256)).toBe(false)
    const told = await services.database.system.query(
      `select data->>'kind' as kind, data->'personIds' as people from jobs.job where data->>'recordId' = $1 and name = 'notify'`,
      [row.id],
    )
    expect(told.rows).toEqual([{ kind: 'document-refused', people: [as('clerk')['x-person']] }])
    for (const table of ['document', 'document_words', 'document_event', 'file', 'audit', 'progress']) {
      const found = await services.database.system.query(
        `select count(*)::int as n from ${table} t where t::text like $1 or t::text like $2`,
        [`%${name}%`, `%${marker}%`],
      )
      expect(found.rows[0].n, table).toBe(0)
    }
  })
})

describe('the signatures of a PDF', () => {
  it('are verified when it comes in: intact, or changed since', async () => {
    const key = await openPkcs12(
      new Uint8Array(readFileSync(new URL('../../../vanban/src/sign/fixtures/invented-school.p12', import.meta.url))),
      'banggiao',
    )
    const signed = await signPdf(await writePdf({ ...letter, number: '43/TB-THCS.GM' }), key, {
      at: new Date('2030-01-01T08:00:00Z'),
    })
    const whole = (await get((await received('ky-so.pdf', signed)).id)).json()
    expect(whole.signatures).toEqual([
      expect.objectContaining({ kind: 'signature', intact: true, addition: 'none', trust: 'unknown', fault: null }),
    ])
    const changed = Uint8Array.from(signed)
    const at = Buffer.from(changed).indexOf('/Type')
    changed[at + 1] = 'U'.charCodeAt(0)
    const other = (await get((await received('ky-so-sua.pdf', changed)).id)).json()
    expect(other.signatures).toEqual([expect.objectContaining({ intact: false, fault: 'changed' })])
    const plain = (await get((await received('khong-ky.pdf', await writePdf(letter))).id)).json()
    expect(plain.signatures).toEqual([])
  })
})
