import { addDays } from '@banggiao/rules'
import ExcelJS from 'exceljs'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runDeed } from '../../platform/deed.ts'
import type { App } from '../../platform/http.ts'
import { loadActor } from '../../platform/load-actor.ts'
import { buildTestApp, openTestServices } from '../../platform/testing.ts'
import { type SmallTree, schoolsPerCommune, seedSmallTree } from '../../seeds/index.ts'
import { insertUnits } from '../insert-units.ts'
import { peopleRoutes } from '../people-routes.ts'
import { realUnits } from '../real-units.ts'
import { unitRoutes } from '../unit-routes.ts'
import { checkUnits } from './check-units.ts'
import { columnLetters, readCount, readDay } from './columns.ts'
import { importRoutes } from './routes.ts'
import { type UnitColumn, unitColumns } from './unit-columns.ts'

let services: Awaited<ReturnType<typeof openTestServices>>
let app: App
let tree: SmallTree

beforeAll(async () => {
  services = await openTestServices()
  app = await buildTestApp(services, [importRoutes, unitRoutes, peopleRoutes])
  tree = await seedSmallTree(services.database)
})
afterAll(async () => {
  await app.close()
  await services.close()
})

type Cell = string | number | Date
async function xlsx(rows: Cell[][]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('Trang 1').addRows(rows)
  return Buffer.from((await workbook.xlsx.writeBuffer()) as ArrayBuffer)
}
/** A sheet of 210 MB whose archive says that it holds a thousand bytes. */
function claimingLittle(): Buffer {
  const zip = Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': [new Uint8Array(210 * 1024 * 1024), { level: 1 }] }))
  zip.writeUInt32LE(1000, 22)
  zip.writeUInt32LE(1000, zip.indexOf(Buffer.from('PK\u0001\u0002')) + 24)
  return zip
}
const admin = (unit: 'ward' | 'otherWard' | 'department' | 'school') => tree.people[unit].administrator!.id

async function preview(kind: string, person: string, bytes: Buffer | string, name = 'danh-sach.xlsx', locale = 'vi') {
  const boundary = 'ranh-gioi'
  const answer = await app.inject({
    method: 'POST',
    url: `/api/imports/${kind}/preview`,
    headers: {
      'x-person': person,
      'accept-language': locale,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  })
  return { status: answer.statusCode, ...answer.json() }
}
const take = async (kind: string, person: string, fileId: string, skipBadRows = false) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/imports/${kind}`,
    headers: { 'x-person': person },
    payload: { fileId, skipBadRows },
  })
  return { status: answer.statusCode, ...answer.json() }
}
const unitByCode = (code: string) =>
  services.database.asSystem('look', (trx) =>
    trx.selectFrom('unit').selectAll().where('code', '=', code).executeTakeFirst(),
  )

const successorsOf = async (code: string) =>
  (
    await services.database.system.query(
      `select s.code from unit u join unit_successor x on x.unit_id = u.id join unit s on s.id = x.successor_id
        where u.code = $1 order by s.code`,
      [code],
    )
  ).rows.map((row) => row.code)

const unitHead = ['Mã đơn vị *', 'Tên đơn vị *', 'CẤP HỌC', 'Truc thuoc', 'Quản lý chuyên môn', 'Từ ngày']

describe('a table of units', () => {
  it('brings schools under their superiors by code, in any order, with dates as the calendar has them', async () => {
    const bytes = await xlsx([
      ['DANH SÁCH TRƯỜNG'],
      unitHead,
      ['0701', 'Trường Tiểu học Ví Dụ', 'Tiểu học', '26890', '79-sgddt', new Date(Date.UTC(2025, 8, 5))],
      ['0702', 'Trường THCS Ví Dụ', 'THCS', '26890', '79-sgddt', '5/9/2025'],
    ])
    const seen = await preview('units', admin('ward'), bytes)
    expect(seen).toMatchObject({ status: 200, rows: 2, good: 2, errors: [] })
    expect(await unitByCode('0701')).toBeUndefined()
    expect(await take('units', admin('ward'), seen.fileId)).toMatchObject({ added: 2, changed: 0, skipped: 0 })
    expect(await unitByCode('0701')).toMatchObject({ path: '79/26890/0701/', level: 'TH', valid_from: '2025-09-05' })
    expect(await unitByCode('0702')).toMatchObject({ valid_from: '2025-09-05' })
    const { id } = (await unitByCode('0702'))!
    const record = (await app.inject({ url: `/api/units/${id}`, headers: { 'x-person': admin('ward') } })).json()
    expect(record).toMatchObject({
      settings: [{ superiorLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG HẠNH THÔNG'], symbol: 'THCS.VD', place: 'Hạnh Thông' }],
      relations: [{ superiorName: 'Ủy ban nhân dân phường Hạnh Thông' }, { superiorId: tree.units.department.id }],
    })
    // the same table again renames and adds nothing twice
    const again = await preview('units', admin('ward'), bytes)
    expect(await take('units', admin('ward'), again.fileId)).toMatchObject({ added: 0, changed: 0 })
  })

  it('names every fault with its cell and what to do, and imports nothing unless told to skip', async () => {
    const bytes = await xlsx([
      unitHead,
      ['T1', 'Trường Tốt', 'TH', '26890', '79-sgddt', ''],
      ['T2', 'Trường Không Cấp', '', '26890', '', ''],
      ['T3', 'Trường Xa', 'TH', '26740', '', ''],
      ['T4', 'Trường Lạc', 'TH', '99999', '', ''],
      ['T1', 'Trường Trùng', 'TH', '26890', '', ''],
      ['T5', 'Trường Ngày', 'TH', '26890', '', '31/02/2025'],
      ['T6', 'Vòng Một', 'TH', 'T7', '', ''],
      ['T7', 'Vòng Hai', 'TH', 'T6', '', ''],
    ])
    const seen = await preview('units', admin('ward'), bytes)
    const at = (cell: string) => seen.errors.find((e: { cell: string }) => e.cell === cell)?.message
    expect(at('C3')).toContain('phải có cấp học')
    expect(at('D4')).toContain('ngoài phạm vi')
    expect(at('D5')).toContain('Không có đơn vị mã "99999"')
    expect(at('A6')).toContain('dòng 2')
    expect(at('F7')).toContain('không phải ngày')
    expect(seen.errors.some((e: { message: string }) => e.message.includes('trực thuộc lẫn nhau'))).toBe(true)
    expect(seen.good).toBe(1)
    const refused = await take('units', admin('ward'), seen.fileId)
    expect([refused.status, refused.rowErrors.length]).toEqual([422, seen.errors.length])
    expect(await unitByCode('T1')).toBeUndefined()
    expect(await take('units', admin('ward'), seen.fileId, true)).toMatchObject({ added: 1, skipped: 7 })
    // a table that somebody else previewed is not there for others
    expect((await take('units', admin('otherWard'), seen.fileId)).status).toBe(404)
  })

  it('tells of a known unit what its row says differently, and leaves it as it is', async () => {
    const head = [...unitHead, 'Ký hiệu', 'Loại đơn vị']
    const seen = await preview(
      'units',
      admin('department'),
      await xlsx([
        head,
        ['0702', 'Trường THCS Ví Dụ Mới', 'TH', '26740', '79-sgddt', '05/09/2025', 'THCS.VD', ''],
        ['26740', 'Ủy ban nhân dân phường Sài Gòn', '', '79', '', '', '', 'Trường'],
      ]),
    )
    expect(seen).toMatchObject({ errors: [], good: 2, warningCount: 3 })
    const at = (cell: string) => seen.warnings.find((w: { cell: string }) => w.cell === cell)?.message
    expect(at('D2')).toBe(
      'Trường THCS Ví Dụ: hệ thống ghi Ủy ban nhân dân phường Hạnh Thông (26890), tệp ghi "26740". Nhập tệp không đổi ô này; chuyển ở trang của đơn vị, mục “Chuyển cơ quan trực thuộc”',
    )
    expect(at('C2')).toContain('hệ thống ghi THCS, tệp ghi "TH"')
    expect(at('H3')).toContain('hệ thống ghi UBND cấp xã, tệp ghi "Trường"')
    const taken = await take('units', admin('department'), seen.fileId)
    expect(taken).toMatchObject({ added: 0, changed: 1, warnings: seen.warnings })
    expect(await unitByCode('0702')).toMatchObject({ path: '79/26890/0702/', name: 'Trường THCS Ví Dụ Mới' })
  })

  it('reads an English table, and says in English what to do', async () => {
    const speak = (locale: 'vi' | 'en') =>
      services.database.asSystem('seed', (trx) =>
        trx.updateTable('person').set({ locale }).where('id', '=', admin('ward')).execute(),
      )
    await speak('en')
    try {
      const seen = await preview(
        'units',
        admin('ward'),
        await xlsx([
          ['Unit code', 'Name of the unit', 'Kind of unit', 'Level', 'Code of its superior', 'First day'],
          ['en-1', 'Trường Tiểu học Ví Dụ', 'School', 'TH', '26890', '05/09/2025'],
          ['en-2', 'Trường Tiểu học Ví Dụ', 'Shop', 'TH', '26890', '31/02/2025'],
        ]),
      )
      expect(seen.errors).toMatchObject([
        { cell: 'C3', message: expect.stringContaining('Unknown kind "Shop". Choose: School, Centre') },
        { cell: 'F3', message: '"31/02/2025" is no date. Write day/month/year, for example 01/07/2025' },
      ])
      const english = await preview(
        'units',
        admin('ward'),
        await xlsx([
          ['Unit code', 'Kind', 'Level'],
          ['en-1', '', 'TH'],
        ]),
      )
      expect(english.detail).toContain('Missing columns: Name of the unit, Code of its superior.')
      const template = await app.inject({
        url: '/api/imports/units/template.xlsx',
        headers: { 'x-person': admin('ward') },
      })
      const workbook = new ExcelJS.Workbook()
      await workbook.xlsx.load(template.rawPayload as unknown as ExcelJS.Buffer)
      const first = workbook.worksheets[0]!.getRow(1)
      expect(first.values).toContain('Code of its superior *')
      expect(JSON.stringify(first.getCell(6).note)).toContain('the commune’s committee; THPT, GDTX: the department')
    } finally {
      await speak('vi')
    }
  })

  describe('of former districts', () => {
    const head = [
      'Mã đơn vị',
      'Tên đơn vị',
      'Loại đơn vị',
      'Mã đơn vị trực thuộc',
      'Quản lý chuyên môn',
      'Ngày chấm dứt',
      'Mã đơn vị kế thừa',
      'Cấp học',
    ]
    const district = ['q1', 'Ủy ban nhân dân quận 1', 'UBND quận', '79', '', '30/06/2025', '26740', '']
    const office = [
      'q1-pgddt',
      'Phòng Giáo dục và Đào tạo quận 1',
      'Phòng GD&ĐT',
      'q1',
      '79-sgddt',
      '30/6/2025',
      '26740',
      '',
    ]

    it('brings the committee, its office and a school of its time, each with its end and successor', async () => {
      const closed = ['q1-th', 'Trường Tiểu học Cũ', '', 'q1', '79-sgddt', '30/06/2025', 'q1-th2', 'TH']
      const successor = ['q1-th2', 'Trường Tiểu học Kế Tục', '', '26890', '79-sgddt', '', '', 'TH']
      const seen = await preview('units', admin('department'), await xlsx([head, office, closed, district, successor]))
      expect(seen.errors).toEqual([])
      expect(await take('units', admin('department'), seen.fileId)).toMatchObject({ added: 4 })
      const { id } = (await unitByCode('q1-pgddt'))!
      const record = (await app.inject({ url: `/api/units/${id}`, headers: { 'x-person': admin('school') } })).json()
      expect(record).toMatchObject({
        kind: 'district-office',
        path: '79/q1/q1pgddt/',
        validFrom: '1900-01-01',
        validTo: '2025-06-30',
        successors: [{ name: 'Ủy ban nhân dân phường Sài Gòn' }],
        settings: [
          {
            to: '2025-06-30',
            superiorLines: ['ỦY BAN NHÂN DÂN', 'QUẬN 1'],
            issuerLines: ['PHÒNG GIÁO DỤC VÀ ĐÀO TẠO'],
            place: 'Quận 1',
            symbol: 'PGDĐT',
          },
        ],
        relations: [
          { kind: 'affiliation', superiorName: 'Ủy ban nhân dân quận 1', to: '2025-06-30' },
          { kind: 'professional', superiorId: tree.units.department.id, to: '2025-06-30' },
        ],
      })
      const school = await unitByCode('q1-th')
      expect(school).toMatchObject({ valid_to: '2025-06-30' })
      expect(await successorsOf('q1-th')).toEqual(['q1-th2'])
      // the same table again says nothing of what it has brought
      const again = await preview('units', admin('department'), await xlsx([head, office, closed, district]))
      expect([again.errors, again.warnings]).toEqual([[], []])
    })

    it('was divided among several, and may itself have taken over from one that ended before', async () => {
      const committee = (code: string, name: string, to: string, successors: string) => [
        code,
        `Ủy ban nhân dân ${name}`,
        'UBND huyện',
        '79',
        '',
        to,
        successors,
        '',
      ]
      const seen = await preview(
        'units',
        admin('department'),
        await xlsx([
          head,
          committee('c1', 'huyện Trước', '31/12/2024', 'c2'),
          committee('c2', 'huyện Sau', '30/06/2025', '26740; 26890'),
        ]),
      )
      expect(seen.errors).toEqual([])
      expect(await take('units', admin('department'), seen.fileId)).toMatchObject({ added: 2 })
      expect(await successorsOf('c1')).toEqual(['c2'])
      expect(await successorsOf('c2')).toEqual(['26740', '26890'])
      const other = await preview(
        'units',
        admin('department'),
        await xlsx([head, committee('c2', 'huyện Sau', '30/06/2025', '26740')]),
      )
      expect(other.warnings[0].message).toContain('(26740); Ủy ban nhân dân phường Hạnh Thông (26890)')

      // a circle, or a successor that ended no later: nobody took over from it
      const wrong = await preview(
        'units',
        admin('department'),
        await xlsx([
          head,
          committee('c3', 'huyện Ba', '31/12/2024', 'c4'),
          committee('c4', 'huyện Bốn', '31/12/2023', 'c3;26740;khong-co'),
        ]),
      )
      expect(wrong.errors.map((e: { cell: string; message: string }) => `${e.cell} ${e.message.slice(0, 46)}`)).toEqual(
        ['G2 Ủy ban nhân dân huyện Bốn đã chấm dứt ngày 31/', 'G3 Không có đơn vị mã "khong-co" trong tệp và tro'],
      )
    })

    it('falls with a long chain of those who name it, and costs what its rows are', async () => {
      const actor = (await loadActor(services.database, admin('department'), null))!
      const headings = Object.values(unitColumns).map((column) => column.heading.vi)
      /** Each row names the next as its successor; the last has no superior. */
      const chain = (length: number) =>
        runDeed(services, actor, 'check-units', null, async (work) => {
          await work.audit({ kind: 'unit', id: 'chain' })
          const rows = Array.from({ length }, (_, n) => {
            const values: Partial<Record<UnitColumn, string>> = {
              code: `chuoi-${n}`,
              name: `Ủy ban nhân dân huyện ${n}`,
              kind: 'UBND huyện',
              superior: n + 1 < length ? '79' : '',
              to: addDays('2025-06-30', n + 1 - length),
              successor: n + 1 < length ? `chuoi-${n + 1}` : '',
            }
            return { row: n + 2, cells: Object.keys(unitColumns).map((column) => values[column as UnitColumn] ?? '') }
          })
          const before = process.threadCpuUsage()
          const { add, errors } = await checkUnits(work, { headings, headingRow: 1, rows }, 'vi')
          const { user, system } = process.threadCpuUsage(before)
          expect(add).toEqual([])
          expect(errors.map((error) => error.row).sort((a, b) => a - b)).toEqual(rows.map(({ row }) => row))
          return (user + system) / 1000
        }).then(({ body }) => body)
      await chain(200)
      const short = await chain(500)
      // four times the rows: linear it costs four times as much, and where each falls in a walk of its own, sixteen times
      expect((await chain(2000)) / short).toBeLessThan(9)
    })

    it('names what cannot be: no end, a wrong kind above, a school of today, a successor that is nobody', async () => {
      const seen = await preview(
        'units',
        admin('department'),
        await xlsx([
          head,
          ['h1', 'Ủy ban nhân dân huyện Một', 'UBND huyện', '79', '', '', '', ''],
          ['h2', 'Ủy ban nhân dân huyện Hai', 'UBND huyện', '79', '', '01/07/2025', '', ''],
          ['h3', 'Phòng Giáo dục và Đào tạo huyện Ba', 'Phòng GD&ĐT', '79', '', '30/06/2025', '', ''],
          ['h4', 'Trường Tiểu học Bốn', '', 'q1', '', '', '', 'TH'],
          ['h5', 'Ủy ban nhân dân huyện Năm', 'UBND huyện', '79', '', '30/06/2025', 'khong-co', ''],
          ['h6', 'Ủy ban nhân dân huyện Sáu', 'UBND huyện', '79', '', '30/06/2025', 'q1', ''],
          ['h7', 'Trường Tiểu học Bảy', '', '26740', '', '', '26740', 'TH'],
          ['h8', 'Ủy ban nhân dân huyện Tám', 'UBND huyện', '79', '', '31/12/2024', 'h5', ''],
          ['h9', 'Phòng Giáo dục và Đào tạo huyện Tám', 'Phòng GD&ĐT', 'h8', '', '31/12/2024', '', ''],
        ]),
      )
      const said = seen.errors.map((e: { cell: string; message: string }) => `${e.cell} ${e.message.slice(0, 29)}`)
      expect(said).toEqual([
        'F2 Cấp huyện chấm dứt hoạt động ',
        'F3 Cấp huyện chấm dứt hoạt động ',
        'D4 Phòng Giáo dục và Đào tạo huy',
        'D5 Ủy ban nhân dân quận 1 đã chấ',
        'G6 Không có đơn vị mã "khong-co"',
        'G7 Ủy ban nhân dân quận 1 đã chấ',
        'G8 Chỉ đơn vị đã chấm dứt mới có',
        'G9 Dòng 6 (mã "h5") còn lỗi. Sửa',
        'D10 Dòng 9 (mã "h8") còn lỗi. Sửa',
      ])
      expect(seen.good).toBe(0)
      expect(await unitByCode('h1')).toBeUndefined()
    })
  })

  it('holds a whole province: 3,686 units with relations', async () => {
    await services.database.asSystem('seed', (trx) => insertUnits(trx, realUnits(['22'])))
    const units = realUnits(['22'])
    const communes = units.filter((u) => u.kind === 'commune-committee')
    const rows: Cell[][] = [unitHead]
    for (const [i, count] of schoolsPerCommune(168, 3517).entries()) {
      const commune = communes[i % communes.length]!
      for (let n = 0; n < count; n++)
        rows.push([`m${i}-${n}`, `Trường Tiểu học số ${n}`, 'TH', commune.code, '22-sgddt', '01/07/2025'])
    }
    const { id, path } = (await unitByCode('22-sgddt'))!
    const person = await services.database.asSystem('seed', async (trx) => {
      const made = await trx
        .insertInto('person')
        .values({ unit_id: id, unit_path: path, name: 'Quản trị' })
        .returning('id')
        .executeTakeFirstOrThrow()
      await trx
        .insertInto('membership')
        .values({ person_id: made.id, unit_id: id, unit_path: path, role: 'administrator', started_on: '2025-07-01' })
        .execute()
      return made.id
    })
    const bytes = await xlsx(rows)
    const began = performance.now()
    const seen = await preview('units', person, bytes)
    const looked = performance.now()
    expect(seen).toMatchObject({ rows: 3517, good: 3517 })
    expect(await take('units', person, seen.fileId)).toMatchObject({ added: 3517 })
    if (process.env.SHOW_TIMES) console.log('preview', looked - began, 'import', performance.now() - looked)
    const counted = await services.database.asSystem('look', (trx) =>
      trx
        .selectFrom('unit_relation as r')
        .innerJoin('unit as u', 'u.id', 'r.unit_id')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('u.code', 'like', 'm%')
        .executeTakeFirstOrThrow(),
    )
    expect(counted.count).toBe(2 * 3517)
  })
})

describe('a table of people', () => {
  const head = ['Họ và tên', 'Mã cán bộ', 'Điện thoại', 'Email', 'Vai trò', 'Chức danh', 'Tổ chuyên môn']
  it('brings people with posts and teams; a lost leading zero comes back', async () => {
    const bytes = await xlsx([
      head,
      [
        'Nguyễn Thị Lan',
        'GV-1',
        912345678,
        'Lan@Truong.edu.vn',
        'Giáo viên; Tổ trưởng',
        'Giáo viên Tiếng Anh',
        'tổ ngoại ngữ',
      ],
      ['Trần Văn Hai', 'GV-2', '', '', 'teacher', '', ''],
    ])
    const seen = await preview('people', admin('school'), bytes)
    expect(seen.errors).toEqual([])
    expect(await take('people', admin('school'), seen.fileId)).toMatchObject({ added: 2, changed: 0 })
    const { rows } = (
      await app.inject({
        url: `/api/units/${tree.units.school.id}/people?q=nguyen thi lan`,
        headers: { 'x-person': admin('school') },
      })
    ).json()
    expect(rows[0]).toMatchObject({ phone: '0912345678', email: 'lan@truong.edu.vn', staffCode: 'GV-1' })
    expect(rows[0].memberships).toMatchObject([
      { role: 'teacher', part: 'Tổ Ngoại ngữ' },
      { role: 'team-lead', part: 'Tổ Ngoại ngữ' },
    ])
    const again = await preview('people', admin('school'), bytes)
    expect(await take('people', admin('school'), again.fileId)).toMatchObject({ added: 0, changed: 0 })
  })

  it('names faults by cell', async () => {
    const seen = await preview(
      'people',
      admin('school'),
      await xlsx([
        head,
        ['Không Mã', '', '', '', 'Giáo viên', '', ''],
        ['Số Sai', 'X1', '12', '', 'Giáo viên', '', ''],
        ['Vai Lạ', 'X2', '', '', 'Bảo vệ', '', ''],
        ['Tổ Lạ', 'X3', '', '', 'Giáo viên', '', 'Tổ Toán'],
        ['Người Khác', 'GV-1', '', '', 'Giáo viên', '', ''],
      ]),
    )
    expect(seen.errors.map((e: { cell: string }) => e.cell)).toEqual(['B2', 'C3', 'E4', 'G5', 'B6'])
  })

  it('reads a CSV with semicolons, as Vietnamese Excel saves it', async () => {
    const csv = '\uFEFFHọ và tên;Mã cán bộ;Vai trò\r\n"Phạm ""Bé"" Ba; Tư";GV-9;Văn thư\r\n'
    const seen = await preview('people', admin('school'), csv, 'ds.csv')
    expect(seen).toMatchObject({ rows: 1, good: 1 })
    expect(seen.sample[0].cells[0]).toBe('Phạm "Bé" Ba; Tư')
  })
})

describe('a table of figures', () => {
  it('is kept per unit and school year, and the newest answer stands', async () => {
    const head = ['Mã trường', 'Năm học', 'Số học sinh', 'Số lớp', 'CBGVNV']
    const one = await preview('figures', admin('ward'), await xlsx([head, ['v0002', '2025-2026', '1.200', 30, 60]]))
    expect(await take('figures', admin('ward'), one.fileId)).toMatchObject({ added: 1, changed: 0 })
    const two = await preview('figures', admin('ward'), await xlsx([head, ['v0002', '2025 – 2026', 1201, 30, 60]]))
    expect(await take('figures', admin('ward'), two.fileId)).toMatchObject({ added: 0, changed: 1 })
    const bad = await preview(
      'figures',
      admin('ward'),
      await xlsx([head, ['v0002', '2025-2027', -5, 'ba', 60], ['v0003', '2025-2026', 1, 1, 1]]),
    )
    expect(bad.errors.map((e: { cell: string }) => e.cell)).toEqual(['B2', 'C2', 'D2', 'A3'])
  })
})

describe('a file that is no table', () => {
  it.each([
    ['empty', Buffer.alloc(0), 'Tệp rỗng'],
    ['a damaged .xlsx', Buffer.from('PK\u0003\u0004 gãy'), 'hỏng'],
    ['a workbook that lies about how large it unpacks', claimingLittle(), 'quá lớn sau khi giải nén'],
    ['an old or locked workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'bỏ mật khẩu'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'không'],
    ['without headings', Buffer.from('xin chào\n'), 'tiêu đề'],
  ])('%s: a sentence says so', async (_, bytes, words) => {
    const answer = await preview('units', admin('ward'), bytes, 'x.xlsx')
    expect([answer.status, answer.type]).toEqual([422, '/errors/unreadable-file'])
    expect(answer.detail).toContain(words)
  })

  it('with a missing column says which', async () => {
    const answer = await preview('figures', admin('ward'), 'Mã trường,Năm học,Số lớp\nv0002,2025-2026,3\n', 'x.csv')
    expect(answer.detail).toContain('Số học sinh')
  })

  it('with a secrecy mark is refused and nothing of it is kept', async () => {
    const before = await services.database.asSystem('look', (trx) => trx.selectFrom('file').select('id').execute())
    const answer = await preview('figures', admin('ward'), 'TỐI MẬT\nMã trường,Năm học,Số lớp\n', 'x.csv')
    expect(answer.type).toBe('/errors/secret-document')
    const after = await services.database.asSystem('look', (trx) => trx.selectFrom('file').select('id').execute())
    expect(after).toHaveLength(before.length)
  })
})

it('the template carries the codes of one’s own tree, and nobody else’s', async () => {
  const answer = await app.inject({
    url: '/api/imports/people/template.xlsx',
    headers: { 'x-person': admin('otherWard') },
  })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(answer.rawPayload as unknown as ExcelJS.Buffer)
  expect(workbook.worksheets[0]!.getRow(1).values).toContain('Họ và tên *')
  const codes = workbook.worksheets[1]!.getColumn(1).values.slice(2)
  expect(codes).toEqual(['26740', 'v0003'])
})

it('reads days, counts and column letters as people write them', () => {
  expect(readDay('05/9/2025')).toBe('2025-09-05')
  expect(readDay('2025-02-30')).toBeNull()
  expect(readDay('30.4.2026')).toBe('2026-04-30')
  expect([readCount('1.200'), readCount('1 200'), readCount('12.5'), readCount('-1')]).toEqual([1200, 1200, null, null])
  expect([columnLetters(0), columnLetters(25), columnLetters(26)]).toEqual(['A', 'Z', 'AA'])
})
