import type { IsoDate } from '../document.ts'
import type { CertificateFacts } from '../sign/types.ts'

/** A body that sends or receives, by its electronic identifier (QĐ 20/2020/QĐ-TTg; the older form of QCVN 102:2016/BTTTT too). */
export interface Organ {
  /** "H29.001.02" or, older, "000.00.14.H20"; nothing is converted from one form to the other. */
  id: string
  name: string
  /** The body above it. */
  inCharge?: string
  address?: string
  email?: string
  telephone?: string
  fax?: string
  website?: string
}

/** Names one document among all that were sent: what an answer, a status or a recall refers to. */
export interface DocumentReference {
  organId: string
  /** "86" and "KH-THCS.NVT" of 86/KH-THCS.NVT. */
  number: string
  notation: string
  date: IsoDate
  documentId: string
}

export interface EdxmlAttachment {
  /** Unique within the package. */
  id: string
  name: string
  contentType: string
  description?: string
  bytes: Uint8Array
}

export interface Staff {
  department?: string
  name?: string
  mobile?: string
  email?: string
}

/** What a package asks of its receiver (`BussinessDocType`): a new document, or something about one sent before. */
export const BUSINESS = ['new', 'recall', 'update', 'replace'] as const
export type Business = (typeof BUSINESS)[number]

/** A document as it travels between document systems (QCVN 102:2016/BTTTT and its amendment 1:2022). */
export interface EdxmlPackage {
  from: Organ
  to: Organ[]
  number: string
  notation: string
  place: string
  date: IsoDate
  /** The code table differs between nodes and is a setting of whoever sends. */
  type: { code: string; name: string; detail?: string }
  subject: string
  content?: string
  signer: { competence?: string; position: string; name: string }
  dueOn?: IsoDate
  /** Nơi nhận. */
  places: string[]
  /** 0 thường, 1 khẩn, 2 thượng khẩn, 3 hoả tốc. */
  priority: 0 | 1 | 2 | 3
  circulation?: string
  drafter?: string
  copies?: number
  pages?: number
  appendixes: string[]
  /** The documents this one answers. */
  responseFor: DocumentReference[]
  steering?: string
  documentId: string
  /** Each body the package passed, and when (local time of the node, `yyyy-MM-dd HH:mm:ss`). */
  trace: { organId: string; at: string }[]
  business: Business
  /** Asked of a recall, an update and a replacement. */
  reason?: string
  staff?: Staff
  /** Whether paper follows. */
  paper: boolean
  /** What a recall, an update or a replacement is about: identifiers of documents sent before. */
  replaces: string[]
  attachments: EdxmlAttachment[]
}

/** What a receiver reports back of a document (QĐ 28/2018/QĐ-TTg, điều 8). */
export interface StatusMessage {
  from: Organ
  responseFor: DocumentReference
  code: StatusCode
  description?: string
  /** Local time of the node, `yyyy-MM-dd HH:mm:ss`. */
  at: string
  staff?: Staff
}

/** Processing states and their Vietnamese names as the systems in use have them. */
export const STATUS_NAMES = {
  '01': 'Đã đến',
  '02': 'Từ chối tiếp nhận',
  '03': 'Đã tiếp nhận',
  '04': 'Phân công',
  '05': 'Đang xử lý',
  '06': 'Hoàn thành',
  '13': 'Lấy lại',
  '15': 'Đồng ý cập nhật, lấy lại',
  '16': 'Từ chối cập nhật, lấy lại',
} as const
export type StatusCode = keyof typeof STATUS_NAMES

/** What may follow a state; a refusal of a recall goes on where the work stood. Refused, completed and taken back are ends. */
export const NEXT_STATUS: Record<StatusCode, readonly StatusCode[]> = {
  '01': ['02', '03', '13'],
  '02': [],
  '03': ['04', '05', '13'],
  '04': ['05', '06', '13'],
  '05': ['06', '13'],
  '06': [],
  '13': ['15', '16'],
  '15': [],
  '16': ['03', '04', '05', '06'],
}

/** States that must say why. */
export const NEEDS_REASON: readonly StatusCode[] = ['02', '13', '16']

export const NAMESPACE = 'http://www.mic.gov.vn/TBT/QCVN_102_2016'

/** `H29.001.02,2026/03/11,86/KH-THCS.NVT`: the form most nodes read; others give a function of their own. */
export function documentIdOf(reference: Omit<DocumentReference, 'documentId'>): string {
  return `${reference.organId},${reference.date.replaceAll('-', '/')},${reference.number}/${reference.notation}`
}

/** Which of the two forms an identifier has; null for text that is none (QĐ 20/2020/QĐ-TTg; QCVN 102:2016/BTTTT, 3.2). */
export function organIdScheme(id: string): 'QD20-2020' | 'QCVN2016' | 'other' | null {
  if (/^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}$/.test(id)) return 'QCVN2016'
  if (/^[A-Y]\d{2}(\.[0-9A-Z]+)*$/.test(id) && id.length <= 35) return 'QD20-2020'
  return /^Z\d{2}[0-9A-Z]{1,32}$/.test(id) ? 'other' : null
}

/** Who signed a package and whether it is as it was signed. */
export interface PackageSignature {
  signer: CertificateFacts | null
  /** True where the signature is the certificate's and covers the whole package as it stands. */
  intact: boolean
  trust: 'trusted' | 'unknown'
}

/** A package that is not what it should be, with a sentence for whoever handles it. */
export class UnreadablePackage extends Error {
  readonly vi: string
  readonly en: string

  constructor(vi: string, en: string, cause?: unknown) {
    super(en, cause === undefined ? undefined : { cause })
    this.name = 'UnreadablePackage'
    this.vi = vi
    this.en = en
  }
}
