import { openZip, UnreadableFile } from '@banggiao/vanban'
import type { Buffer, CellValue } from 'exceljs'
import { Problem } from '../../platform/problem.ts'

/** A sheet as rows of text; dates are calendar dates, YYYY-MM-DD. */
export interface Table {
  /** Texts of the heading row. */
  headings: string[]
  /** Row of the headings, counted from 1 as the spreadsheet does. */
  headingRow: number
  rows: { row: number; cells: string[] }[]
}

const mostRows = 20_000
const mostUnpacked = 200 * 1024 * 1024
const secret = /^(TUYỆT MẬT|TỐI MẬT|MẬT)$/

/**
 * Reads the first sheet of an .xlsx, or a .csv (UTF-8, comma, semicolon or tab). The heading row is the first with three filled
 * cells or more, so that titles above it do no harm.
 * @throws Problem unreadable-file in the reader's words; secret-document where a cell is a secrecy mark
 */
export async function readTable(bytes: Uint8Array, name: string): Promise<Table> {
  if (bytes.length === 0) throw unreadable('Tệp rỗng', 'The file is empty')
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!zip && bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw unreadable(
      'Tệp .xls cũ hoặc tệp có mật khẩu. Mở bằng Excel, bỏ mật khẩu và lưu lại dạng .xlsx',
      'An old .xls file, or one with a password. Open it in Excel, remove the password and save it as .xlsx',
    )
  const grid = zip ? await readXlsx(bytes) : readCsv(bytes, name)
  for (const { cells } of grid) if (cells.some((cell) => secret.test(cell.trim()))) throw new Problem('secret-document')
  const at = grid.findIndex(({ cells }) => cells.filter((cell) => cell !== '').length >= 3)
  const heading = grid[at]
  if (!heading)
    throw unreadable('Không thấy dòng tiêu đề cột trong trang đầu tiên', 'The first sheet has no heading row')
  const rows = grid.slice(at + 1).filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (rows.length > mostRows)
    throw unreadable(`Tệp có hơn ${mostRows} dòng. Chia thành nhiều tệp`, `More than ${mostRows} rows. Split the file`)
  return { headings: heading.cells, headingRow: heading.row, rows }
}

function unreadable(vi: string, en: string, cause?: unknown): Problem {
  return new Problem('unreadable-file', { vi, en }, { cause })
}

type Grid = { row: number; cells: string[] }[]

async function readXlsx(bytes: Uint8Array): Promise<Grid> {
  mustUnpackWithin(bytes)
  // 300 modules that no start waits for
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(bytes as unknown as Buffer)
  } catch (error) {
    throw unreadable('Tệp hỏng hoặc không phải .xlsx', 'The file is damaged or no .xlsx', error)
  }
  const sheet = workbook.worksheets.find((s) => s.state === 'visible')
  if (!sheet) throw unreadable('Tệp không có trang tính nào', 'The file has no sheet')
  const grid: Grid = []
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: string[] = []
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = textOf(cell.value)
    })
    grid.push({ row: number, cells: Array.from(cells, (cell) => cell ?? '') })
  })
  return grid
}

/** What the parts really unpack to is measured: the sizes that the archive claims are its own word, and ExcelJS takes it. */
function mustUnpackWithin(bytes: Uint8Array): void {
  try {
    const zip = openZip(bytes, mostUnpacked)
    for (const name of zip.names) zip.read(name)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    if (error.code === 'too-large')
      throw unreadable('Tệp quá lớn sau khi giải nén', 'The file is too large when unpacked', error)
    throw unreadable('Tệp hỏng hoặc không phải .xlsx', 'The file is damaged or no .xlsx', error)
  }
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return ''
  // a spreadsheet's date has no time zone; exceljs gives it as UTC
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'object') {
    if ('richText' in value) return clean(value.richText.map((part) => part.text).join(''))
    if ('result' in value) return textOf(value.result as CellValue)
    if ('text' in value) return textOf(value.text as CellValue)
    return ''
  }
  return clean(String(value))
}

const clean = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()

function readCsv(bytes: Uint8Array, name: string): Grid {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw unreadable(
      `${name} không phải .xlsx và không ghi bằng UTF-8. Lưu lại dạng .xlsx hoặc CSV UTF-8`,
      `${name} is no .xlsx and not in UTF-8. Save it as .xlsx or CSV UTF-8`,
      error,
    )
  }
  if (text.includes('\u0000')) throw unreadable(`${name} không phải tệp bảng tính`, `${name} is no spreadsheet`)
  text = text.replace(/^\uFEFF/, '')
  const first = text.slice(0, text.indexOf('\n') + 1 || undefined)
  const separator = [',', ';', '\t'].sort((a, b) => first.split(b).length - first.split(a).length)[0] as string
  const grid: Grid = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  const endRow = () => {
    cells.push(clean(cell))
    cell = ''
    grid.push({ row: grid.length + 1, cells })
    cells = []
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === separator) {
      cells.push(clean(cell))
      cell = ''
    } else if (c === '\n') endRow()
    else if (c !== '\r') cell += c
  }
  if (cell !== '' || cells.length > 0) endRow()
  return grid
}
