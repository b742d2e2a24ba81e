import { readFileSync, writeFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { rooms } from '../packages/server/src/assemble.ts'
import { insertUnits, realUnits } from '../packages/server/src/organisation/index.ts'
import { buildApp } from '../packages/server/src/platform/http.ts'
import { loadActor } from '../packages/server/src/platform/load-actor.ts'
import { schoolsPerCommune, seedHolders } from '../packages/server/src/seeds/index.ts'
import type { Bench, Figure } from './figure.ts'
import { full, openGround, type Size } from './stage.ts'

const levels = [
  ['MN', 'Trường Mầm non'],
  ['TH', 'Trường Tiểu học'],
  ['THCS', 'Trường THCS'],
  ['THPT', 'Trường THPT'],
] as const

/**
 * W1: the department, its communes and schools from one .xlsx into a province that has only its committee, through the two
 * requests a person makes: the preview that says what is wrong, and the import. Superiors are named by code, rows in any order.
 */
export async function measureImport(size: Size): Promise<Figure[]> {
  const { services, owner, close } = await openGround()
  try {
    const person = await services.database.asSystem('bench-seed', async (trx) => {
      await insertUnits(
        trx,
        realUnits(['79']).filter((unit) => unit.kind === 'provincial-committee'),
      )
      const committee = await trx.selectFrom('unit').select('id').executeTakeFirstOrThrow()
      return (await seedHolders(trx, [committee.id], 'administrator')).get(committee.id) as string
    })
    const table = await writeTable(size)
    const actor = await loadActor(services.database, person, null)
    const app = await buildApp({ services, rooms, authenticate: async () => actor })
    await app.ready()
    const before = resetPeak()
    const begun = performance.now()
    const preview = await app.inject({ method: 'POST', url: '/api/imports/units/preview', ...multipart(table) })
    const { fileId, errors } = preview.json()
    if (preview.statusCode !== 200 || errors.length > 0) throw new Error(preview.body.slice(0, 2000))
    const answer = await app.inject({ method: 'POST', url: '/api/imports/units', payload: { fileId } })
    const ms = performance.now() - begun
    const peak = readPeak()
    const units = 1 + size.communes + size.schools
    if (answer.statusCode !== 200 || answer.json().added !== units) throw new Error(answer.body.slice(0, 2000))
    const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from unit_relation')
    // everybody under somebody; schools and communes also under the department's professional lead
    if (rows[0]?.n !== 1 + size.communes + 2 * size.schools) throw new Error(`${rows[0]?.n} relations`)
    await app.close()
    return [
      {
        name: `import ${units} units from .xlsx`,
        value: `${(ms / 1000).toFixed(2)} s, ${Math.round(units / (ms / 1000))} units/s`,
        reference: `preview and import; memory ${before.toFixed(0)} → ${peak.toFixed(0)} MB at most`,
        measured: ms / 1000,
        limit: { at: 'most', figure: 10, unit: 's' },
      },
    ]
  } finally {
    await close()
  }
}

async function writeTable(size: Size): Promise<Buffer> {
  const rows: string[][] = [['79-sgddt', 'Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh', 'Sở', '', '79', '']]
  for (const [i, schools] of schoolsPerCommune(size.communes, size.schools).entries()) {
    const code = String(26000 + i)
    rows.push([code, `Ủy ban nhân dân phường Số ${i + 1}`, 'UBND cấp xã', '', '79', ''])
    for (let n = 0; n < schools; n++) {
      const [level, kind] = levels[n % levels.length] as (typeof levels)[number]
      const superior = level === 'THPT' ? '79-sgddt' : code
      rows.push([`${code}${n + 100}`, `${kind} Số ${n + 1} phường Số ${i + 1}`, 'Trường', level, superior, '79-sgddt'])
    }
  }
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Đơn vị')
  sheet.addRow([
    'Mã đơn vị',
    'Tên đơn vị',
    'Loại đơn vị',
    'Cấp học',
    'Mã đơn vị trực thuộc',
    'Mã đơn vị quản lý chuyên môn',
  ])
  // a school may stand before its commune: by the last figures of the code, the department at the very end
  for (const row of rows.toSorted((a, b) => reversed(a).localeCompare(reversed(b)))) sheet.addRow(row)
  return Buffer.from(await book.xlsx.writeBuffer())
}

const reversed = ([code]: string[]) => [...(code as string)].reverse().join('')

function multipart(file: Buffer) {
  const edge = 'bench-edge'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="don-vi.xlsx"\r\ncontent-type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${edge}--\r\n`)]),
  }
}

/** Lets the kernel measure this process's peak anew. Resident megabytes now. */
function resetPeak(): number {
  writeFileSync('/proc/self/clear_refs', '5')
  return process.memoryUsage.rss() / 2 ** 20
}

/** Most resident megabytes since the reset. */
function readPeak(): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
}

export const bench: Bench = () => measureImport(full)
