import type { PdfSignature } from '@banggiao/vanban'
import type { Words } from '../platform/problem.ts'
import { numberKey } from './number-key.ts'

/** One place where the signed copy says something else than what was approved, with the words around it. */
export interface SignedChange {
  approved: string
  signed: string
  before: string
  after: string
}

export interface SignedDiffers {
  compared: boolean
  notice: Words | null
  changes: SignedChange[]
}

/** Number, with symbol, and date that a paper bears. */
export interface PaperMarks {
  number: string | null
  /** YYYY-MM-DD */
  date: string | null
}

/** A signed PDF whose text was compared; its bytes are stored once it is taken. */
export interface SignedCopy {
  bytes: Uint8Array
  name: string
  differs: SignedDiffers
  /** Read from the copy; null where it shows none, as a scan does. */
  bears: PaperMarks
  /** Hash of the approval it was compared with. */
  approvedHash: string | null
  /** What the signatures in the copy are worth. */
  signatures: PdfSignature[] | null
}

/** What the copy bears otherwise than the paper is issued; null where it agrees or shows nothing. */
export function otherMarks(given: { number: string; issuedOn: string }, bears: PaperMarks): PaperMarks {
  // a copy printed before the number was given shows the symbol alone
  const numbered = bears.number !== null && /^\s*\d/.test(bears.number)
  return {
    number: numbered && numberKey(given.number) !== numberKey(bears.number!) ? bears.number : null,
    date: bears.date === given.issuedOn ? null : bears.date,
  }
}

/** The comparison as it is told, with the other number and date the copy bears. */
export function withMarks(
  differs: SignedDiffers,
  given: { number: string; issuedOn: string },
  other: PaperMarks,
): SignedDiffers {
  const notices = [differs.notice, otherNumber(given.number, other.number), otherDate(given.issuedOn, other.date)]
  const said = notices.filter((notice) => notice !== null)
  if (said.length === 0) return differs
  return { ...differs, notice: { vi: said.map(({ vi }) => vi).join('. '), en: said.map(({ en }) => en).join('. ') } }
}

function otherNumber(given: string, signed: string | null): Words | null {
  if (signed === null) return null
  return {
    vi: `Bản ký ghi số ${signed}, khác với số ${given} của văn bản`,
    en: `The signed copy bears ${signed}, not ${given} under which the paper is issued`,
  }
}

function otherDate(given: string, signed: string | null): Words | null {
  if (signed === null) return null
  return {
    vi: `Bản ký ghi ngày ${dayShown(signed)}, khác với ngày ban hành ${dayShown(given)}`,
    en: `The signed copy is dated ${dayShown(signed)}, not ${dayShown(given)} on which the paper is issued`,
  }
}

/** "16/03/2026" */
function dayShown(day: string): string {
  return day.split('-').reverse().join('/')
}

/** The answer about a copy that is too long or too heavy to compare. */
export const notCompared: SignedDiffers = {
  compared: false,
  notice: {
    vi: 'Bản ký quá dài hoặc quá phức tạp nên chưa so sánh được với nội dung đã duyệt; hãy đọc lại bằng mắt',
    en: 'The signed copy is too long or too complex to be compared with what was approved; check it by eye',
  },
  changes: [],
}
