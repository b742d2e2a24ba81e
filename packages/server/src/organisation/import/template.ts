import type { Sheet } from '../../platform/workbook.ts'
import type { Column } from './columns.ts'

/** The units a reader may name by code, on the template's second sheet. */
export interface TemplateUnit {
  code: string
  name: string
  superiorCode: string | null
}

/** An .xlsx to fill in: headings, a hint and an example; every column is text, so that no leading zero is lost. */
export function templateSheets(columns: Record<string, Column>, units: TemplateUnit[], ownCode: string): Sheet[] {
  const all = Object.values(columns)
  return [
    {
      name: 'Nhập liệu',
      heads: all.map((column) => column.heading + (column.required ? ' *' : '')),
      notes: all.map((column) => `${column.hint}${column.example ? `\nVí dụ: ${column.example}` : ''}`),
      columns: all.map((column) => ({ width: Math.max(16, column.heading.length + 4), text: true })),
      rows: [],
    },
    {
      name: 'Mã đơn vị',
      heads: ['Mã đơn vị', 'Tên đơn vị', 'Mã đơn vị trực thuộc'],
      columns: [{ width: 18, text: true }, { width: 60 }, { width: 22, text: true }],
      rows: units.map((unit) => ({
        cells: [unit.code, unit.name + (unit.code === ownCode ? ' (đơn vị của bạn)' : ''), unit.superiorCode ?? ''],
      })),
    },
  ]
}
