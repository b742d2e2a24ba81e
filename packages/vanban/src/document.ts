/**
 * The model every floor of this package speaks: read → parse → check → compare → write.
 * What the source does not show is `null` or an empty list: inventing is the worst error.
 */

/** Half-open range of UTF-16 offsets into `Source.text`. */
export interface Place {
  start: number
  end: number
}

/** What `read/` hands on: one normalised text (NFC, LF) and what the file's layout told about its lines. */
export interface Source {
  /** NFC, LF only; every `Place` of a parsed document points into this string. */
  text: string
  format: 'docx' | 'doc' | 'odt' | 'pdf' | 'scan' | 'html' | 'txt' | 'md'
  /** One entry per line of `text`, in order. */
  lines: SourceLine[]
  /** Size of every page, in points, where the file has pages. */
  pages?: PageSize[]
  /** Where each word stands on its page (PDF, scan), in the order of `text`. */
  words?: SourceWord[]
  /** Sentences for the reader of the screen, in Vietnamese: what could not be read and why. */
  notices: string[]
}

export interface PageSize {
  width: number
  height: number
}

/** A word of `Source.text` and its rectangle on the page image. */
export interface SourceWord {
  start: number
  end: number
  /** 1-based. */
  page: number
  /** Left, top, right, bottom as parts of the page's width and height, 0 to 1. */
  box: [number, number, number, number]
  /** What the character recognition gives, 0 to 1; absent where the text stands in the file itself. */
  confidence?: number
}

export interface SourceLine {
  start: number
  end: number
  /** 1-based page in the source file, where it has pages. */
  page: number | null
  bold: boolean | null
  italic: boolean | null
  align: 'left' | 'center' | 'right' | 'justify' | null
  /** Set on the cells of a table row: [table, row, column], zero-based. */
  cell: [number, number, number] | null
  /** Depth of a heading mark of Markdown or of a heading style, 1 to 6. */
  heading?: number
}

/** ISO calendar date, `YYYY-MM-DD`. */
export type IsoDate = string

export interface Citation {
  /** As printed before the number, first letter upper case: "Nghị quyết". */
  kind: string | null
  /** As printed, without spaces: "59-NQ/TW". */
  number: string | null
  date: IsoDate | null
  issuer: string | null
  at: Place
}

export interface LegalBasis extends Citation {
  subject: string | null
  /** Papers named in a proposal and amendments named after "được sửa đổi, bổ sung bởi". */
  optional?: boolean
}

export interface Deadline {
  date: IsoDate | null
  /** `--MM-DD` every year, `---DD` every month; then `date` is null. */
  recurring: string | null
  text: string
  at: Place
}

export interface Signer {
  authority: string | null
  position: string | null
  name: string | null
}

export interface OutlineEntry {
  label: string
  title: string | null
  /** 1 is the outermost headed section. */
  level: number
  at: Place
}

export interface ParsedTask {
  /** The section the item stands in: "II.1"; the second of two sections III is "III(2)". */
  section: string
  sectionTitle: string | null
  /** 1-based place among the items of its section; with `section` it names the task for ever. */
  position: number
  /** Printed label of a numbered item ("7", "a"), null for a bullet. */
  label: string | null
  /** The whole item, spaces made single, page breaks joined, without bullet or number. */
  text: string
  assignees: string[]
  deadlines: Deadline[]
  at: Place
}

export interface ParsedDocument {
  kind: string | null
  number: string | null
  issuer: string | null
  /** The body printed above the issuer in the letterhead. */
  superior: string | null
  place: string | null
  date: IsoDate | null
  title: string | null
  addressees: string[] | null
  legalBases: LegalBasis[]
  citations: Citation[]
  deadlines: Deadline[]
  signer: Signer | null
  recipients: string[] | null
  outline: OutlineEntry[]
  tasks: ParsedTask[]
  /** Place of each header value in the text, where it was read. */
  at: Partial<
    Record<
      'kind' | 'number' | 'issuer' | 'superior' | 'place' | 'date' | 'title' | 'addressees' | 'signer' | 'recipients',
      Place
    >
  >
  /** False for a text that is no administrative document: then every field above is empty. */
  recognised: boolean
}

/** `error` lỗi, `warning` nên sửa, `question` hỏi lại. */
export type Severity = 'error' | 'warning' | 'question'

export interface Finding {
  /** Stable, kebab-case: "numbering-gap". */
  code: string
  severity: Severity
  at: Place | null
  vi: string
  en: string
  /** A replacement for the text at `at`, only where it is safe. */
  fix?: string
  /** Further places of the same finding: repeats, the other half of a contradiction. */
  also?: Place[]
}

/** What `write/` prints: every component of NĐ 30/2020/NĐ-CP Phụ lục I, in its place. */
export interface WrittenDocument {
  /** "Kế hoạch"; null for a công văn, which prints no type name. */
  kind: string | null
  /** "86/KH-THCS.NVT", or with a blank number before it is given: "/KH-THCS.NVT". */
  number: string | null
  /** Lines above the issuer, upper case as printed; empty where there is none. */
  superiorLines: string[]
  issuerLines: string[]
  place: string
  /** Null prints "ngày … tháng … năm …" for the clerk to fill. */
  date: IsoDate | null
  title: string
  addressees: string[]
  /** One paragraph each, without closing mark; the writer closes with ";" and "." (Phụ lục I, II.6). */
  legalBases: string[]
  blocks: Block[]
  signer: { authority: string[]; position: string; name: string }
  /** Without dash and closing mark; the last is "Lưu: VT, …". */
  recipients: string[]
  /** Prints the mark DỰ THẢO across the pages. */
  draft: boolean
  /** Who decides, printed above the bases of a quyết định: "HIỆU TRƯỞNG TRƯỜNG THCS …"; then "QUYẾT ĐỊNH:" follows the bases. */
  enactor?: string
  /** Cell 10b of NĐ 30/2020, Phụ lục I, IV.2. */
  urgency?: 'HOẢ TỐC' | 'THƯỢNG KHẨN' | 'KHẨN'
  /** Cell 11: "LƯU HÀNH NỘI BỘ". */
  circulation?: string
  /** Cell 12, drafter and number of copies: "PL.(300)". */
  drafter?: string
  /** Cell 13, at the foot of page 1: address, e-mail, telephone. */
  contact?: string[]
  /** A line in the top margin of page 1 that is no part of the form, such as "Dữ liệu minh hoạ". */
  notice?: string
  annexes?: Annex[]
  /** A quy chế, quy định or other text issued with a quyết định, with a letterhead of its own (Phụ lục III, mẫu 1.3). */
  attachments?: Attachment[]
  /** The second hand under a biên bản or bản ghi nhớ, printed on the left with the recipients below. */
  cosigner?: { authority: string[]; position: string; name: string }
}

/** Printed after the signature on pages of its own, numbered from 1 (Phụ lục I, III.1). */
export interface Annex {
  title: string
  blocks: Block[]
  landscape?: boolean
}

/** Printed after the signature and before the annexes, signed by the same hand. */
export interface Attachment {
  /** "Quy chế". */
  kind: string
  title: string
  blocks: Block[]
}

export type Block =
  | { type: 'heading'; level: number; label: string | null; title: string }
  | { type: 'paragraph'; text: string; runs?: Run[] }
  | { type: 'item'; depth: number; label: string | null; text: string; runs?: Run[] }
  /**
   * `head` may be empty. `parallel`: the same words in two languages side by side, without rules; a line that
   * opens with "Điều 1." or "Article 1." and has no full stop is a heading.
   */
  | { type: 'table'; head: string[]; rows: string[][]; widths?: number[]; parallel?: boolean }

/** Tracked wording: `del` is printed only where the caller asks for marked changes. */
export interface Run {
  text: string
  change?: 'ins' | 'del'
}
