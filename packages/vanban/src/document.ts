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
  format: 'docx' | 'doc' | 'odt' | 'rtf' | 'pdf' | 'scan' | 'html' | 'txt' | 'md'
  /** One entry per line of `text`, in order. */
  lines: SourceLine[]
  /** Size of every page, in points, where the file has pages. */
  pages?: PageSize[]
  /** How the first pages are set up, where the file says so (.docx). */
  page?: PageSetup
  /** Where each word stands on its page (PDF, scan), in the order of `text`. */
  words?: SourceWord[]
  /** Sentences for the reader of the screen, in Vietnamese: what could not be read and why. */
  notices: string[]
}

export interface PageSize {
  width: number
  height: number
}

/** Paper and page numbers of a word processor's file; lengths in mm, sizes in points. */
export interface PageSetup {
  width: number
  height: number
  margins: { top: number; bottom: number; left: number; right: number }
  /** Null where no page bears a number. */
  number: { at: 'header' | 'footer'; align: SourceLine['align']; size: number | null; onFirstPage: boolean } | null
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
  /**
   * Whether its paragraph goes on in the next line of its column, by where it ends: true where the next word had no room
   * and the next line is not indented, false where it had, absent where the file does not tell (.pdf only).
   */
  goesOn?: boolean
  /** Of most of its letters, where the file says so (.docx): name of the font, size in points. */
  font?: string
  size?: number
  /** Indent of the paragraph's first line in mm, room above and below it in points, line spacing as a multiple. */
  firstLine?: number
  spacing?: { before: number; after: number; line: number | null }
}

/** ISO calendar date, `YYYY-MM-DD`. */
export type IsoDate = string

/*
 * Fields marked `?` came later: `parse` fills every one of them; readings kept from before, and values that a person
 * entered, lack them.
 *
 * `confidence`, 0 to 1: 1 is printed as the rule has it and stands as text in the file. Lower where the value was
 * inferred, where its pattern is irregular, and by what the character recognition says of its words.
 */

export interface Citation {
  /** As printed before the number, first letter upper case: "Nghị quyết". */
  kind: string | null
  /** As printed, without spaces: "59-NQ/TW". */
  number: string | null
  date: IsoDate | null
  issuer: string | null
  /** The words that say what it is about, as printed with this mention. */
  subject?: string | null
  /** The short name this mention gives it: "(sau đây gọi là Đề án)", "(Nghị quyết 22)". */
  alias?: string | null
  confidence?: number
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
  /** What the words say where they name no single day of the calendar: "trong quý IV", "sau 15 ngày làm việc kể từ …". */
  term?: Term | null
  confidence?: number
  text: string
  at: Place
}

/** A term as data. */
export interface Term {
  /**
   * `within` trong, không quá, chậm nhất n ngày; `after` sau n ngày; `before` n ngày trước khi; `in` trong quý IV, tháng 6,
   * học kỳ I; `every` hằng quý, trước ngày 15 tháng cuối quý.
   */
  kind: 'within' | 'after' | 'before' | 'in' | 'every'
  /** How many units; for `in` which one (quý IV is 4), null for a year; for `every` how many units lie between. */
  amount: number | null
  unit: 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year' | 'school-term' | 'school-year'
  /** Only working days count. */
  workingDays: boolean
  /** The year named with `in`; the first one of a school year. */
  year: number | null
  /** Day of the month, and month of the period from 1 (tháng cuối quý is 3; tháng đầu quý sau is 4): with `every`. */
  day: number | null
  month: number | null
  /** What it is counted from or to, as printed: "ngày nhận được văn bản". */
  from: string | null
}

export interface Signer {
  authority: string | null
  position: string | null
  name: string | null
  /** The authority taken apart, in order: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH (NĐ 30/2020, điều 13; Party: T/M, K/T, T/L). */
  parts?: SignerPart[]
  /** The post is a deputy's: PHÓ CHỦ TỊCH, THỨ TRƯỞNG. */
  deputy?: boolean
  /** Academic or military title printed before the name: "TS.", "Đại tá". */
  honorific?: string | null
  confidence?: number
}

export interface SignerPart {
  prefix: 'TM' | 'Q' | 'KT' | 'TL' | 'TUQ'
  /** The body or post that is signed for, as printed; null where none follows. */
  for: string | null
}

export interface OutlineEntry {
  label: string
  title: string | null
  /** 1 is the outermost headed section. */
  level: number
  confidence?: number
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
  /** Counts and shares that the item names: "ít nhất 02 chuyên đề", "100% học sinh". */
  quantities?: Quantity[]
  confidence?: number
  at: Place
}

export interface Quantity {
  value: number
  /** Upper end of a span: "từ 3 đến 5 đoàn". */
  to: number | null
  comparator: 'exactly' | 'at-least' | 'at-most' | 'more-than' | 'less-than' | 'about' | 'between'
  /** "%", "đoàn", "chuyên đề", "triệu đồng", as printed. */
  unit: string
  /** Of what it is a share: "học sinh lớp 9" in "100% học sinh lớp 9"; null for a count. */
  of: string | null
  text: string
  confidence: number
  at: Place
}

/** A quantity among the aims of the document: chỉ tiêu, mục tiêu. */
export interface Target extends Quantity {
  /** The section it stands in: "I.2". */
  section: string
  /** The whole item. */
  statement: string
}

export interface Footnote {
  /** As printed, without brackets or raising: "1". */
  mark: string
  text: string
  /** Where the text calls it; null where the call was lost. */
  calledAt: Place | null
  confidence: number
  at: Place
}

/** A table of the body or of an annex; letterhead and signature, printed as tables, are none. */
export interface ParsedTable {
  /** The line printed above it. */
  caption: string | null
  /** The annex it stands in: "Phụ lục II". */
  annex: string | null
  /** One entry per column; empty where the table has no head. */
  head: string[]
  /** What each column holds, as its head says. */
  columns: ColumnRole[]
  rows: TableRow[]
  /** The rows that order work, where a column holds tasks and another who does them or by when. */
  tasks: ParsedTask[]
  confidence: number
  at: Place
}

export type ColumnRole =
  | 'ordinal'
  | 'task'
  | 'assignee'
  | 'partner'
  | 'term'
  | 'product'
  | 'quantity'
  | 'budget'
  | 'note'
  | null

export interface TableRow {
  cells: TableCell[]
  at: Place
}

export interface TableCell {
  text: string
  /** Null for an empty cell. */
  at: Place | null
}

/** Why a recipient is named (NĐ 30/2020, Phụ lục I, II.9): để báo cáo, thực hiện, chỉ đạo, phối hợp, biết, lưu. */
export type Purpose = 'REPORT' | 'EXECUTE' | 'DIRECT' | 'COORDINATE' | 'INFORM' | 'FILE'

export interface Recipient {
  /** The item as printed, as in `recipients`. */
  text: string
  /** Without the note of purpose. */
  name: string
  /** Empty where none is printed. */
  purposes: Purpose[]
  confidence: number
  at: Place
}

/** A mention of a document without its full number. */
export interface Reference {
  /** `short`: "Nghị quyết 22"; `alias`: a short name given before; `above`: "Kế hoạch nêu trên". */
  form: 'short' | 'alias' | 'above'
  text: string
  kind: string | null
  /** Index in `citations` of the full mention, only where it can be one document alone. */
  to: number | null
  confidence: number
  at: Place
}

export interface Amendment {
  type: 'amends' | 'amended-by' | 'replaces' | 'replaced-by' | 'repeals' | 'issued-with'
  /** Index in `citations` of the document of which it is said; null for this document. */
  from: number | null
  /** Index in `citations`. */
  to: number
  confidence: number
  at: Place
}

/** A further document in the same file; its contents are not mixed with the first's. */
export interface OtherDocument {
  kind: string | null
  number: string | null
  confidence: number
  at: Place
}

type HeaderField =
  | 'kind'
  | 'number'
  | 'issuer'
  | 'superior'
  | 'place'
  | 'date'
  | 'title'
  | 'addressees'
  | 'signer'
  | 'recipients'

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
  at: Partial<Record<HeaderField, Place>>
  /** How sure each header value is. */
  confidence?: Partial<Record<HeaderField, number>>
  /** The second hand under a biên bản, a joint document or a list: in the order printed. */
  cosigners?: Signer[]
  /** `recipients` with their purpose, entry by entry. */
  recipientPurposes?: Recipient[] | null
  footnotes?: Footnote[]
  tables?: ParsedTable[]
  targets?: Target[]
  /** Mentions that `citations` does not list: short names, aliases, "nêu trên". */
  references?: Reference[]
  amendments?: Amendment[]
  /** Further documents in the same file, in order. */
  others?: OtherDocument[]
  /** False for a text that is no administrative document: then every field above is empty, citations excepted. */
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
  /** The findings that this one gathers, each with its own place and fix. */
  parts?: Finding[]
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
  /** The issuer as running text has it, for the line over each annex: "Trường THCS Gió Mới". Lines in capitals do not tell it. */
  issuerName?: string
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
  | { type: 'heading'; level: number; label: string | null; title: string; runs?: Run[] }
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
