import ExcelJS from 'exceljs'
import type { Column } from './columns.ts'

/** The units a reader may name by code, on the template's second sheet. */
export interface TemplateUnit {
  code: string
  name: string
  superiorCode: string | null
}

/** An .xlsx to fill in: headings, a hint and an example; every column is text, so that no leading zero is lost. */
export async function writeTemplate(
  columns: Record<string, Column>,
  units: TemplateUnit[],
  ownCode: string,
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Nhập liệu', { views: [{ state: 'frozen', ySplit: 1 }] })
  const all = Object.values(columns)
  sheet.columns = all.map((column) => ({
    header: column.heading + (column.required ? ' *' : ''),
    width: Math.max(16, column.heading.length + 4),
    style: { numFmt: '@' },
  }))
  sheet.getRow(1).font = { bold: true }
  for (const [i, column] of all.entries())
    sheet.getCell(1, i + 1).note = `${column.hint}${column.example ? `\nVí dụ: ${column.example}` : ''}`
  const names = workbook.addWorksheet('Mã đơn vị', { views: [{ state: 'frozen', ySplit: 1 }] })
  names.columns = [
    { header: 'Mã đơn vị', width: 18, style: { numFmt: '@' } },
    { header: 'Tên đơn vị', width: 60 },
    { header: 'Mã đơn vị trực thuộc', width: 22, style: { numFmt: '@' } },
  ]
  names.getRow(1).font = { bold: true }
  for (const unit of units)
    names.addRow([unit.code, unit.name + (unit.code === ownCode ? ' (đơn vị của bạn)' : ''), unit.superiorCode ?? ''])
  return Buffer.from((await workbook.xlsx.writeBuffer()) as ArrayBuffer)
}
