import type { IsoDate } from '../document.ts'
import { printedDate } from './printed-form.ts'

/**
 * What a field of a template takes: words; several lines (one paragraph, item or name each); an ISO date; a year of
 * four figures; a time "08:30"; a whole number.
 */
export type FieldType = 'text' | 'lines' | 'date' | 'year' | 'time' | 'number'

/** A gap with a name, written `{name}` in the texts of a template. */
export interface TemplateField {
  /** Letters and figures, first a small letter. */
  name: string
  type: FieldType
  /** The question put to the writer. */
  vi: string
  en: string
}

/** Values by the names of the fields: `lines` take a list, everything else a string. */
export type TemplateValues = Record<string, string | string[]>

const field = (name: string, type: FieldType, vi: string, en: string): TemplateField => ({ name, type, vi, en })

/** The fields every template may use: they come from the unit, the register, the signer and the receiver, not from the writer. */
export const STANDARD_FIELDS: readonly TemplateField[] = [
  field('unit', 'text', 'Tên cơ quan, đơn vị ban hành', 'Name of the issuing unit'),
  field('superior', 'text', 'Tên cơ quan cấp trên', 'Name of the superior body'),
  field('superiorLines', 'lines', 'Cơ quan chủ quản, như in ở đầu văn bản', 'Superior body as printed in the head'),
  field('issuerLines', 'lines', 'Cơ quan ban hành, như in ở đầu văn bản', 'Issuing body as printed in the head'),
  field('place', 'text', 'Địa danh', 'Place'),
  field('symbol', 'text', 'Ký hiệu của đơn vị', 'Symbol of the unit'),
  field('number', 'number', 'Số văn bản', 'Number of the document'),
  field('date', 'date', 'Ngày ban hành', 'Date of issue'),
  field('year', 'year', 'Năm', 'Year'),
  field('office', 'text', 'Ký hiệu bộ phận soạn thảo', 'Symbol of the drafting part'),
  field('head', 'text', 'Chức vụ người đứng đầu', 'Post of the head'),
  field('ask', 'text', 'Đề nghị hoặc yêu cầu, theo nơi nhận', 'How the receiver is asked: đề nghị or yêu cầu'),
  field('authority', 'lines', 'Thẩm quyền ký (TM., KT., TL., TUQ.)', 'For whom it is signed (TM., KT., TL., TUQ.)'),
  field('position', 'text', 'Chức vụ người ký', 'Post of the signer'),
  field('signer', 'text', 'Họ và tên người ký', 'Name of the signer'),
]

/** What is printed where a value is missing: to be filled in by hand, or found by `findGaps`. */
const GAP: Record<FieldType, string> = {
  text: '…',
  lines: '…',
  date: printedDate(null),
  year: '…',
  time: '… giờ …',
  number: '…',
}

/** Whether `value` is what a field of `type` takes. */
export function fitsType(type: FieldType, value: string | string[]): boolean {
  if (typeof value !== 'string') return type === 'lines'
  switch (type) {
    case 'lines':
      return false
    case 'text':
      return true
    case 'date':
      return isDate(value)
    case 'year':
      return /^[12]\d{3}$/u.test(value)
    case 'time':
      return /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(value)
    case 'number':
      return /^\d{1,9}$/u.test(value)
  }
}

function isDate(value: string): value is IsoDate {
  if (!/^\d{4}-\d\d-\d\d$/u.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

/** A value in the words of a document: "ngày 09 tháng 02 năm 2026", "08 giờ 30"; the gap where it is missing or unfit. */
export function printedValue(type: FieldType, value: string | string[] | undefined): string {
  if (value === undefined || value.length === 0 || !fitsType(type, value)) return GAP[type]
  if (typeof value !== 'string') return value.join(', ')
  if (type === 'date') return printedDate(value)
  if (type === 'time') return value.replace(':', ' giờ ')
  return value
}
