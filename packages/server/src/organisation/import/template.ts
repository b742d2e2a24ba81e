import type { Sheet } from '../../platform/workbook.ts'
import type { Column, Locale } from './columns.ts'

/** The units a reader may name by code, on the template's second sheet. */
export interface TemplateUnit {
  code: string
  name: string
  superiorCode: string | null
}

const sheetWords = {
  vi: {
    entries: 'Nhập liệu',
    codes: 'Mã đơn vị',
    heads: ['Mã đơn vị', 'Tên đơn vị', 'Mã đơn vị trực thuộc'],
    own: 'đơn vị của bạn',
    example: 'Ví dụ',
  },
  en: {
    entries: 'To fill in',
    codes: 'Unit codes',
    heads: ['Unit code', 'Name of the unit', 'Code of its superior'],
    own: 'your unit',
    example: 'Example',
  },
} as const satisfies Record<Locale, unknown>

/** An .xlsx to fill in: headings, a hint and an example; every column is text, so that no leading zero is lost. */
export function templateSheets(
  columns: Record<string, Column>,
  units: TemplateUnit[],
  ownCode: string,
  locale: Locale,
): Sheet[] {
  const all = Object.values(columns)
  const words = sheetWords[locale]
  return [
    {
      name: words.entries,
      heads: all.map((column) => column.heading[locale] + (column.required ? ' *' : '')),
      notes: all.map(
        (column) => `${column.hint[locale]}${column.example ? `\n${words.example}: ${column.example}` : ''}`,
      ),
      columns: all.map((column) => ({ width: Math.max(16, column.heading[locale].length + 4), text: true })),
      rows: [],
    },
    {
      name: words.codes,
      heads: [...words.heads],
      columns: [{ width: 18, text: true }, { width: 60 }, { width: 22, text: true }],
      rows: units.map((unit) => ({
        cells: [unit.code, unit.name + (unit.code === ownCode ? ` (${words.own})` : ''), unit.superiorCode ?? ''],
      })),
    },
  ]
}
