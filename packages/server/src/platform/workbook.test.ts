import ExcelJS from 'exceljs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Sheet, writeWorkbook } from './workbook.ts'

const quiet = () => undefined

async function read(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as never)
  return book
}

const texts = (row: ExcelJS.Row) => (row.values as unknown[]).slice(1)

describe('a workbook', () => {
  it('holds its sheets as they were given: title, heads, notes, texts, numbers, marks by their words', async () => {
    const book = await read(
      await writeWorkbook(
        [
          {
            name: 'Tiến độ',
            title: 'Kế hoạch 12/KH-SGDĐT',
            heads: ['Đơn vị', 'Số', 'II.1', 'II.2', 'II.3'],
            notes: ['Tên đầy đủ'],
            columns: [{ width: 40, text: true }],
            words: { d: 'Xong', o: 'Chưa làm' },
            rows: [{ cells: ['Trường THCS Bình Minh', 7], marks: 'd-o' }],
            frozenColumns: 1,
          },
          { name: 'Trống', heads: ['Mục'], columns: [], rows: [] },
        ],
        quiet,
      ),
    )
    const [sheet, second] = book.worksheets
    expect(texts(sheet!.getRow(1))).toEqual(['Kế hoạch 12/KH-SGDĐT'])
    expect(texts(sheet!.getRow(2))).toEqual(['Đơn vị', 'Số', 'II.1', 'II.2', 'II.3'])
    expect(texts(sheet!.getRow(3))).toEqual(['Trường THCS Bình Minh', 7, 'Xong', '', 'Chưa làm'])
    expect(sheet!.getColumn(1).width).toBe(40)
    expect(JSON.stringify(sheet!.getCell(2, 1).note)).toContain('Tên đầy đủ')
    expect(sheet!.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 2 })
    expect(second!.name).toBe('Trống')
  })

  it('is not begun behind a long queue: whoever asks then is told to try again', async () => {
    const sheet = { name: 'A', heads: ['Mục'], columns: [], rows: [{ cells: ['a'] }] }
    const asked = await Promise.allSettled(Array.from({ length: 12 }, () => writeWorkbook([sheet], quiet)))
    const refused = asked.filter((one) => one.status === 'rejected')
    expect(refused.map((one) => one.reason.code)).toEqual(Array(3).fill('too-many-requests'))
    // and later it is written
    expect((await read(await writeWorkbook([sheet], quiet))).worksheets[0]!.name).toBe('A')
  })

  it('keeps a text that begins like a formula a text', async () => {
    const book = await read(
      await writeWorkbook([{ name: 'A', heads: ['=1+1'], columns: [], rows: [{ cells: ['@SUM(1)'] }] }], quiet),
    )
    expect(texts(book.worksheets[0]!.getRow(1))).toEqual(["'=1+1"])
    expect(texts(book.worksheets[0]!.getRow(2))).toEqual(["'@SUM(1)"])
  })

  it('prints a register with boxes and numbered heads', async () => {
    const sheet: Sheet = {
      name: 'Sổ',
      title: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
      heads: ['Ngày đến', 'Số đến'],
      columns: [{ width: 12 }, { width: 8 }],
      rows: [{ cells: ['02/3/2026', '1'] }],
      form: 'register',
    }
    const page = (await read(await writeWorkbook([sheet], quiet))).worksheets[0]!
    expect(texts(page.getRow(3))).toEqual(['(1)', '(2)'])
    expect(page.getCell(4, 2).border?.left?.style).toBe('thin')
    expect(page.getCell(4, 1).font?.name).toBe('Times New Roman')
    expect(page.getCell(1, 2).isMerged).toBe(true)
  })

  it('is written while other work goes on, and refused beyond what a workbook should hold', async () => {
    const rows = Array.from({ length: 3000 }, (_, n) => ({ cells: [`Đơn vị ${n}`], marks: 'd'.repeat(100) }))
    const sheet: Sheet = {
      name: 'Lớn',
      heads: ['Đơn vị', ...Array(100).fill('x')],
      columns: [],
      words: { d: 'Xong' },
      rows,
    }
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 10)
    onTestFinished(() => clearInterval(timer))
    const began = performance.now()
    await writeWorkbook([sheet], quiet)
    const took = performance.now() - began
    // 300 000 cells on this thread would hold every request for as long as the writing takes
    expect(longest).toBeLessThan(took / 2)
    await expect(writeWorkbook([{ ...sheet, rows: Array(25_000).fill(rows[0]) }], quiet)).rejects.toMatchObject({
      code: 'invalid',
    })
  }, 60_000)
})
