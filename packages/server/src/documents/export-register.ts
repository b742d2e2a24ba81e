import type { DocumentListRow } from './list-documents.ts'

/** A sheet of a register: its title, heads and rows of text. */
export interface RegisterSheet {
  title: string
  head: string[]
  rows: string[][]
  widths: number[]
}

/**
 * The register as the law lays it out (NĐ 30/2020, Phụ lục IV): ten columns for arrivals, ten for departures.
 * Columns a person fills with a pen (ký nhận) stay empty.
 */
export function registerSheet(direction: 'in' | 'out' | 'internal', rows: DocumentListRow[]): RegisterSheet {
  if (direction === 'in') {
    return {
      title: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
      head: [
        'Ngày đến',
        'Số đến',
        'Tác giả',
        'Số, ký hiệu văn bản',
        'Ngày tháng văn bản',
        'Tên loại và trích yếu nội dung văn bản',
        'Đơn vị hoặc người nhận',
        'Ngày chuyển',
        'Ký nhận',
        'Ghi chú',
      ],
      widths: [12, 8, 30, 20, 12, 60, 24, 12, 12, 20],
      rows: rows.map((r) => [
        day(r.arrivalOn),
        r.arrivalNumber === null ? '' : String(r.arrivalNumber),
        r.issuer ?? '',
        r.number ?? '',
        day(r.issuedOn),
        kindAndTitle(r),
        r.givenTo ?? '',
        '',
        '',
        note(r),
      ]),
    }
  }
  return {
    title: direction === 'out' ? 'SỔ ĐĂNG KÝ VĂN BẢN ĐI' : 'SỔ ĐĂNG KÝ VĂN BẢN NỘI BỘ',
    head: [
      'Số, ký hiệu văn bản',
      'Ngày tháng văn bản',
      'Tên loại và trích yếu nội dung văn bản',
      'Người ký',
      'Nơi nhận văn bản',
      'Đơn vị, người nhận bản lưu',
      'Số lượng bản',
      'Ngày chuyển',
      'Ký nhận',
      'Ghi chú',
    ],
    widths: [20, 12, 60, 24, 40, 24, 8, 12, 12, 20],
    rows: rows.map((r) => [
      r.number ?? '',
      day(r.issuedOn),
      kindAndTitle(r),
      r.signer ?? '',
      (r.recipients ?? []).filter((name) => !/^lưu/i.test(name)).join('; '),
      (r.recipients ?? []).filter((name) => /^lưu/i.test(name)).join('; '),
      '',
      '',
      '',
      note(r),
    ]),
  }
}

const notes: Record<string, string> = {
  read: 'Chờ xác nhận',
  unrecognised: 'Chưa nhận dạng',
  placeholder: 'Chưa có văn bản',
  draft: 'Dự thảo',
  submitted: 'Đã trình',
  returned: 'Trả lại',
  approved: 'Đã duyệt, chờ ký',
}

function note(row: DocumentListRow): string {
  return notes[row.state] ?? ''
}

function kindAndTitle(row: DocumentListRow): string {
  return [row.kind, row.title].filter((part) => part !== null && part !== '').join('. ')
}

function day(date: string | null): string {
  return date === null ? '' : date.split('-').reverse().join('/')
}

/** Text a spreadsheet would run as a formula is quoted. */
function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

/** UTF-8 with its mark, so that Excel opens Vietnamese as Vietnamese. */
export function registerCsv(sheet: RegisterSheet): Uint8Array {
  const line = (cells: string[]) => cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')
  return Buffer.from(`\ufeff${[sheet.head, ...sheet.rows].map(line).join('\r\n')}\r\n`)
}

export async function registerXlsx(sheet: RegisterSheet): Promise<Uint8Array> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const page = book.addWorksheet('Sổ đăng ký', {
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    views: [{ state: 'frozen', ySplit: 3 }],
  })
  const font = { name: 'Times New Roman', size: 12 }
  page.addRow([sheet.title]).font = { ...font, bold: true, size: 14 }
  page.mergeCells(1, 1, 1, sheet.head.length)
  page.getCell(1, 1).alignment = { horizontal: 'center' }
  const border = { style: 'thin' as const }
  const box = { top: border, left: border, bottom: border, right: border }
  const head = page.addRow(sheet.head)
  const counted = page.addRow(sheet.head.map((_, at) => `(${at + 1})`))
  for (const row of [head, counted]) {
    row.font = { ...font, bold: row === head, italic: row === counted }
    row.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  }
  for (const cells of sheet.rows) {
    const row = page.addRow(cells)
    row.font = font
    row.alignment = { vertical: 'top', wrapText: true }
  }
  page.eachRow((row, at) => {
    if (at > 1) row.eachCell({ includeEmpty: true }, (cell) => Object.assign(cell, { border: box }))
  })
  for (const [at, width] of sheet.widths.entries()) page.getColumn(at + 1).width = width
  return new Uint8Array(await book.xlsx.writeBuffer())
}
