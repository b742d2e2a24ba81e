import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Trx } from '../platform/database.ts'
import { openTestServices } from '../platform/testing.ts'
import { seedPerson } from '../seeds/index.ts'
import { insertUnits } from './insert-units.ts'
import { letterheadOn, relationsOn } from './letterhead.ts'
import { newSchool } from './new-school.ts'
import { realUnits } from './real-units.ts'
import { salutationsBelow } from './salutations.ts'
import { placeOf, schoolSymbol } from './standard-letterhead.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
const province = { code: '79', name: 'Thành phố Hồ Chí Minh' }
const commune = { code: '26890', name: 'Phường Hạnh Thông' }

beforeAll(async () => {
  services = await openTestServices()
  await services.database.asSystem('seed', async (trx) => {
    const school = (
      level: string,
      name: string,
      code: string,
      under: typeof commune | null,
      kind: 'school' | 'centre' = 'school',
    ) => newSchool({ kind, level, name, code, province, commune: under, invented: true })
    await insertUnits(trx, [
      ...realUnits(['79', '22']),
      school('MN', 'Trường Mầm non Hoa Phượng', 'mn', commune),
      school('THCS', 'Trường THCS Bình Minh', 'thcs', commune),
      school('THPT', 'Trường THPT Rạng Đông', 'thpt', null),
      school('GDTX', 'Trung tâm GDTX Chu Văn', 'gdtx', null, 'centre'),
    ])
  })
})
afterAll(() => services.close())

const read = <T>(work: (trx: Trx) => Promise<T>) => services.database.asSystem('read', work)
const idOf = (code: string) =>
  read(async (trx) => (await trx.selectFrom('unit').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id)
async function head(code: string, date = '2026-03-16') {
  const id = await idOf(code)
  const l = await read((trx) => letterheadOn(trx, id, date))
  return {
    above: l.superiorLines.join(' '),
    issuer: l.issuerLines.join(' '),
    place: l.place,
    symbol: l.symbol,
    signs: [...l.signAuthority, l.headTitle].join(' / '),
    asked: l.salutation,
  }
}

describe('the head of a paper', () => {
  it.each([
    ['bgddt', '', 'BỘ GIÁO DỤC VÀ ĐÀO TẠO', 'Hà Nội', 'BGDĐT', 'BỘ TRƯỞNG', 'đề nghị'],
    [
      '79-sgddt',
      'ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH',
      'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
      'Thành phố Hồ Chí Minh',
      'SGDĐT',
      'GIÁM ĐỐC',
      'đề nghị',
    ],
    [
      '26890',
      '',
      'ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG',
      'Hạnh Thông',
      'UBND',
      'TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH',
      'đề nghị',
    ],
    [
      '26890-vhxh',
      'ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG',
      'PHÒNG VĂN HÓA - XÃ HỘI',
      'Hạnh Thông',
      'VHXH',
      'TRƯỞNG PHÒNG',
      'yêu cầu',
    ],
    [
      'mn',
      'ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG',
      'TRƯỜNG MẦM NON HOA PHƯỢNG',
      'Hạnh Thông',
      'MN.HP',
      'HIỆU TRƯỞNG',
      'yêu cầu',
    ],
    [
      'thcs',
      'ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG',
      'TRƯỜNG THCS BÌNH MINH',
      'Hạnh Thông',
      'THCS.BM',
      'HIỆU TRƯỞNG',
      'yêu cầu',
    ],
    [
      'thpt',
      'SỞ GIÁO DỤC VÀ ĐÀO TẠO THÀNH PHỐ HỒ CHÍ MINH',
      'TRƯỜNG THPT RẠNG ĐÔNG',
      'Thành phố Hồ Chí Minh',
      'THPT.RĐ',
      'HIỆU TRƯỞNG',
      'yêu cầu',
    ],
    [
      'gdtx',
      'SỞ GIÁO DỤC VÀ ĐÀO TẠO THÀNH PHỐ HỒ CHÍ MINH',
      'TRUNG TÂM GDTX CHU VĂN',
      'Thành phố Hồ Chí Minh',
      'TTGDTX.CV',
      'GIÁM ĐỐC',
      'yêu cầu',
    ],
    [
      '22-sgddt',
      'ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH',
      'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
      'Quảng Ninh',
      'SGDĐT',
      'GIÁM ĐỐC',
      'đề nghị',
    ],
  ])('of %s is right', async (code, above, issuer, place, symbol, signs, asked) => {
    expect(await head(code)).toEqual({ above, issuer, place, symbol, signs, asked })
  })

  it('is that of the day the paper bears, and a day without one says what to do', async () => {
    expect(await head('22-pgddt-damha', '2024-04-02')).toMatchObject({
      above: 'ỦY BAN NHÂN DÂN HUYỆN ĐẦM HÀ',
      place: 'Đầm Hà',
    })
    await expect(head('22-pgddt-damha', '2025-07-01')).rejects.toMatchObject({ code: 'state-conflict' })
  })

  it('names who held the post on that day', async () => {
    const unitId = await idOf('thcs')
    const person = (name: string) =>
      read((trx) => seedPerson(trx, { name, unitId, unitPath: '79/26890/thcs/', roles: ['head'] }))
    const former = await person('Trần Văn Cũ')
    await read((trx) =>
      trx.updateTable('membership').set({ ended_on: '2026-01-01' }).where('person_id', '=', former).execute(),
    )
    const present = await person('Lê Thị Mới')
    await read((trx) =>
      trx.updateTable('membership').set({ started_on: '2026-01-01' }).where('person_id', '=', present).execute(),
    )
    const on = (date: string) => read((trx) => letterheadOn(trx, unitId, date))
    expect((await on('2025-12-31')).headName).toBe('Trần Văn Cũ')
    expect((await on('2026-01-01')).headName).toBe('Lê Thị Mới')
  })
})

describe('a district and its office', () => {
  it('existed until 30 June 2025 and was divided among communes, which all succeed it', async () => {
    const rows = await read((trx) =>
      trx
        .selectFrom('unit as u')
        .innerJoin('unit_successor as x', 'x.unit_id', 'u.id')
        .innerJoin('unit as s', 's.id', 'x.successor_id')
        .select(['u.valid_to', 's.name'])
        .where('u.code', '=', '22-pgddt-dongtrieu')
        .orderBy('s.path')
        .execute(),
    )
    expect(rows).toEqual(
      ['Mạo Khê', 'Bình Khê', 'An Sinh', 'Đông Triều', 'Hoàng Quế'].map((ward) => ({
        valid_to: '2025-06-30',
        name: `Ủy ban nhân dân phường ${ward}`,
      })),
    )
    const id = await idOf('22-pgddt-dongtrieu')
    expect(await read((trx) => relationsOn(trx, id, '2024-03-01'))).toMatchObject([
      { kind: 'affiliation', superiorName: 'Ủy ban nhân dân thành phố Đông Triều' },
      { kind: 'professional', superiorName: 'Sở Giáo dục và Đào tạo tỉnh Quảng Ninh' },
    ])
    expect(await read((trx) => relationsOn(trx, id, '2025-07-01'))).toEqual([])
  })
})

describe('relations', () => {
  it('are two and independent: a lower school belongs to the ward and is guided by the department', async () => {
    const of = async (code: string) => {
      const id = await idOf(code)
      return (await read((trx) => relationsOn(trx, id, '2026-03-16'))).map((r) => [r.kind, r.superiorName])
    }
    const so = 'Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh'
    expect(await of('thcs')).toEqual([
      ['affiliation', 'Ủy ban nhân dân phường Hạnh Thông'],
      ['professional', so],
    ])
    expect(await of('thpt')).toEqual([
      ['affiliation', so],
      ['professional', so],
    ])
    expect(await of('79-sgddt')).toEqual([
      ['affiliation', 'Ủy ban nhân dân Thành phố Hồ Chí Minh'],
      ['professional', 'Bộ Giáo dục và Đào tạo'],
    ])
  })
})

describe('those under a unit', () => {
  const below = async (code: string, date = '2026-03-16') => {
    const id = await idOf(code)
    return Object.fromEntries(
      (await read((trx) => salutationsBelow(trx, id, date))).map((one) => [one.kind, one.salutation]),
    )
  }
  it('are asked by their own settings: schools told, committees asked, a division through its committee', async () => {
    expect(await below('79-sgddt')).toEqual({
      centre: 'yêu cầu',
      'commune-committee': 'đề nghị',
      school: 'yêu cầu',
    })
    // of the day: the district's office was there in its time
    expect(await below('79-sgddt', '2025-06-01')).toEqual({ 'district-office': 'yêu cầu' })
    expect(await below('26890')).toEqual({ school: 'yêu cầu' })
    expect(await below('thcs')).toEqual({})
  })
})

describe('a beginning from the name', () => {
  it('takes the place without its kind, but whole where the name is a number', () => {
    expect(placeOf('Phường Hạnh Thông')).toBe('Hạnh Thông')
    expect(placeOf('Phường 1')).toBe('Phường 1')
    expect(placeOf('Đặc khu Côn Đảo')).toBe('Côn Đảo')
    expect(placeOf('Thành phố Hồ Chí Minh')).toBe('Thành phố Hồ Chí Minh')
  })
  it('abbreviates schools as they sign', () => {
    expect(schoolSymbol('Trường Trung học cơ sở Nguyễn Văn Trỗi', 'THCS')).toBe('THCS.NVT')
    expect(schoolSymbol('Trường TH và THCS Lê Lợi', 'TH-THCS')).toBe('TH&THCS.LL')
    expect(schoolSymbol('Trường Tiểu học Đinh Tiên Hoàng', 'TH')).toBe('TH.ĐTH')
  })
})
