import { parse, readFile } from '@banggiao/vanban'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paperRoutes } from '../documents/index.ts'
import { insertUnits, newSchool, realUnits } from '../organisation/index.ts'
import type { App } from '../platform/http.ts'
import { buildTestApp, openTestServices } from '../platform/testing.ts'
import { seedPerson } from '../seeds/index.ts'
import { letterPaper, letterRoutes } from './index.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
const province = { code: '79', name: 'Thành phố Hồ Chí Minh' }
const ward = { code: '26890', name: 'Phường Hạnh Thông' }
/** Văn thư of each unit by its code. */
const clerks = new Map<string, string>()

beforeAll(async () => {
  services = await openTestServices()
  services.papers.letter = letterPaper
  app = await buildTestApp(services, [paperRoutes, letterRoutes])
  await services.database.asSystem('seed', async (trx) => {
    const school = (level: string, name: string, code: string, commune: typeof ward | null) =>
      newSchool({ kind: level === 'GDTX' ? 'centre' : 'school', level, name, code, province, commune, invented: true })
    await insertUnits(trx, [
      ...realUnits(['79']),
      school('MN', 'Trường Mầm non Hoa Phượng', 'mn', ward),
      school('THCS', 'Trường THCS Bình Minh', 'thcs', ward),
      school('THPT', 'Trường THPT Rạng Đông', 'thpt', null),
      school('GDTX', 'Trung tâm GDTX Chu Văn', 'gdtx', null),
    ])
    for (const code of ['bgddt', '79-sgddt', '26890', '26890-vhxh', 'mn', 'thcs', 'thpt', 'gdtx']) {
      const unit = await trx
        .selectFrom('unit')
        .select(['id', 'path'])
        .where('code', '=', code)
        .executeTakeFirstOrThrow()
      const at = { unitId: unit.id, unitPath: unit.path }
      clerks.set(code, await seedPerson(trx, { ...at, name: 'Lê Thị Văn Thư', roles: ['clerk'] }))
      await seedPerson(trx, { ...at, name: 'Trần Thủ Trưởng', roles: ['head'] })
    }
  })
})
afterAll(async () => {
  await app.close()
  await services.close()
})

const write = async (code: string, body: object) => {
  const headers = { 'x-person': clerks.get(code)! }
  const made = await app.inject({ method: 'POST', url: '/api/letters', headers, payload: body })
  expect(made.statusCode, made.body).toBe(201)
  const printed = await app.inject({ url: `/api/documents/${made.json().id}/paper.docx`, headers })
  expect(printed.statusCode).toBe(200)
  const source = await readFile(Uint8Array.from(printed.rawPayload), 'van-ban.docx')
  return { text: source.text, document: parse(source) }
}

describe('the head of a plan, printed and read back', () => {
  const city = 'THÀNH PHỐ HỒ CHÍ MINH'
  it.each([
    ['bgddt', null, 'BỘ GIÁO DỤC VÀ ĐÀO TẠO', 'Hà Nội', 'KH-BGDĐT', 'Bộ trưởng'],
    ['79-sgddt', `ỦY BAN NHÂN DÂN ${city}`, 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', 'Thành phố Hồ Chí Minh', 'KH-SGDĐT', 'Giám đốc'],
    ['26890', null, 'ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG', 'Hạnh Thông', 'KH-UBND', 'Chủ tịch'],
    [
      '26890-vhxh',
      'ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG',
      'PHÒNG VĂN HÓA - XÃ HỘI',
      'Hạnh Thông',
      'KH-VHXH',
      'Trưởng phòng',
    ],
    ['mn', 'ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG', 'TRƯỜNG MẦM NON HOA PHƯỢNG', 'Hạnh Thông', 'KH-MN.HP', 'Hiệu trưởng'],
    ['thcs', 'ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG', 'TRƯỜNG THCS BÌNH MINH', 'Hạnh Thông', 'KH-THCS.BM', 'Hiệu trưởng'],
    [
      'thpt',
      `SỞ GIÁO DỤC VÀ ĐÀO TẠO ${city}`,
      'TRƯỜNG THPT RẠNG ĐÔNG',
      'Thành phố Hồ Chí Minh',
      'KH-THPT.RĐ',
      'Hiệu trưởng',
    ],
    [
      'gdtx',
      `SỞ GIÁO DỤC VÀ ĐÀO TẠO ${city}`,
      'TRUNG TÂM GDTX CHU VĂN',
      'Thành phố Hồ Chí Minh',
      'KH-TTGDTX.CV',
      'Giám đốc',
    ],
  ])('of %s', async (code, superior, issuer, place, symbol, position) => {
    const { text, document } = await write(code, {
      template: 'plan',
      values: { subject: 'công tác đối ngoại', bases: ['Căn cứ tình hình thực tế'], tasks: ['Tổ chức giao lưu.'] },
    })
    expect({
      superior: document.superior,
      issuer: document.issuer,
      place: document.place,
      // its number is given at issue
      symbol: /^Số:\s*\/(\S+)/mu.exec(text)?.[1],
      position: document.signer?.position?.toLocaleLowerCase('vi'),
      signer: document.signer?.name,
    }).toEqual({
      superior,
      issuer,
      place,
      symbol,
      position: position.toLocaleLowerCase('vi'),
      signer: 'Trần Thủ Trưởng',
    })
  })
})

describe('whom a công văn asks', () => {
  /** The sentence that asks, as printed. */
  const sentence = async (from: string, receiver: string) => {
    const { text } = await write(from, { template: 'letter', values: { subject: 'Đón đoàn', receiver } })
    return text.replace(/\s+/gu, ' ')
  }
  it.each([
    ['a school from its ward', '26890', 'Trường THCS Bình Minh', 'yêu cầu'],
    ['two schools, without accents', '26890', 'truong THCS Binh Minh; Trường Mầm non Hoa Phượng', 'yêu cầu'],
    ['a school from its department', '79-sgddt', 'Trường THPT Rạng Đông', 'yêu cầu'],
    ['a committee from the department', '79-sgddt', 'Ủy ban nhân dân phường Hạnh Thông', 'đề nghị'],
    ['a school together with a committee', '79-sgddt', 'Trường THPT Rạng Đông; UBND phường Hạnh Thông', 'đề nghị'],
    ['the ward from its school', 'thcs', 'Ủy ban nhân dân phường Hạnh Thông', 'đề nghị'],
    ['one school from another', 'thcs', 'Trường Mầm non Hoa Phượng', 'đề nghị'],
    ['words that name no unit', '26890', 'Các đoàn thể', 'đề nghị'],
  ])('%s', async (_, from, receiver, word) => {
    expect(await sentence(from, receiver)).toContain(` ${word} ${receiver} quan tâm thực hiện`)
  })

  it('goes by the setting of the day', async () => {
    const set = (salutation: string) =>
      services.database.asSystem('set', (trx) =>
        trx
          .updateTable('unit_setting')
          .set({ salutation })
          .where('unit_id', '=', trx.selectFrom('unit').select('id').where('code', '=', 'mn'))
          .execute(),
      )
    await set('đề nghị')
    const school = 'Trường Mầm non Hoa Phượng'
    expect(await sentence('26890', school)).toContain(` đề nghị ${school}`)
    await set('yêu cầu')
    expect(await sentence('26890', school)).toContain(` yêu cầu ${school}`)
  })
})
