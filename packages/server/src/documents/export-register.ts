import type { Sheet } from '../platform/workbook.ts'
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

export function registerBook(sheet: RegisterSheet): Sheet {
  return {
    name: 'Sổ đăng ký',
    title: sheet.title,
    heads: sheet.head,
    columns: sheet.widths.map((width) => ({ width })),
    rows: sheet.rows.map((cells) => ({ cells })),
    form: 'register',
  }
}
