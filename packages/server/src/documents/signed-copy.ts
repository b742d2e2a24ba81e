import type { PdfSignature } from '@banggiao/vanban'
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
  notice: { vi: string; en: string } | null
  changes: SignedChange[]
}

/** A signed PDF whose bytes are stored and whose text was compared. */
export interface SignedCopy {
  sha256: string
  size: number
  name: string
  differs: SignedDiffers
  /** Number and symbol read from the copy; null where it shows none. */
  number: string | null
  /** Hash of the approval it was compared with. */
  approvedHash: string | null
  /** What the signatures in the copy are worth. */
  signatures: PdfSignature[] | null
}

/** Said where the copy bears another number than the paper is issued under. */
export function otherNumber(given: string, signed: string | null): SignedDiffers['notice'] {
  // a copy printed before the number was given shows the symbol alone
  if (signed === null || !/^\s*\d/.test(signed) || numberKey(given) === numberKey(signed)) return null
  return {
    vi: `Bản ký ghi số ${signed}, khác với số ${given} của văn bản`,
    en: `The signed copy bears ${signed}, not ${given} under which the paper is issued`,
  }
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
