/** A kind of administrative document. */
export interface DocumentKind {
  /** As printed: "Kế hoạch"; null for a công văn, which prints no type name. */
  kind: string | null
  /** Names the kind in addresses and file names. */
  id: string
  /** Abbreviation in the symbol (Phụ lục III, I); null for công văn and thư công. */
  code: string | null
  vi: string
  en: string
}

const kind = (vi: string, code: string | null, id: string, en: string): DocumentKind => ({ kind: vi, id, code, vi, en })

/** The 29 kinds of NĐ 30/2020/NĐ-CP, điều 7, in its order, with the abbreviations of Phụ lục III. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  kind('Nghị quyết', 'NQ', 'resolution', 'Resolution'),
  kind('Quyết định', 'QĐ', 'decision', 'Decision'),
  kind('Chỉ thị', 'CT', 'directive', 'Directive'),
  kind('Quy chế', 'QC', 'statute', 'Statute'),
  kind('Quy định', 'QyĐ', 'regulation', 'Regulation'),
  kind('Thông cáo', 'TC', 'communique', 'Communiqué'),
  kind('Thông báo', 'TB', 'notice', 'Notice'),
  kind('Hướng dẫn', 'HD', 'guidelines', 'Guidelines'),
  kind('Chương trình', 'CTr', 'programme', 'Programme'),
  kind('Kế hoạch', 'KH', 'plan', 'Plan'),
  kind('Phương án', 'PA', 'scheme', 'Scheme'),
  kind('Đề án', 'ĐA', 'project-proposal', 'Project proposal'),
  kind('Dự án', 'DA', 'project', 'Project'),
  kind('Báo cáo', 'BC', 'report', 'Report'),
  kind('Biên bản', 'BB', 'minutes', 'Minutes'),
  kind('Tờ trình', 'TTr', 'submission', 'Submission'),
  kind('Hợp đồng', 'HĐ', 'contract', 'Contract'),
  kind('Công điện', 'CĐ', 'telegram', 'Official telegram'),
  kind('Bản ghi nhớ', 'BGN', 'memorandum', 'Memorandum of understanding'),
  kind('Bản thỏa thuận', 'BTT', 'agreement', 'Agreement'),
  kind('Giấy ủy quyền', 'GUQ', 'power-of-attorney', 'Power of attorney'),
  kind('Giấy mời', 'GM', 'invitation', 'Invitation'),
  kind('Giấy giới thiệu', 'GGT', 'letter-of-introduction', 'Letter of introduction'),
  kind('Giấy nghỉ phép', 'GNP', 'leave-slip', 'Leave slip'),
  kind('Phiếu gửi', 'PG', 'dispatch-slip', 'Dispatch slip'),
  kind('Phiếu chuyển', 'PC', 'forwarding-slip', 'Forwarding slip'),
  kind('Phiếu báo', 'PB', 'advice-slip', 'Advice slip'),
  { kind: null, id: 'letter', code: null, vi: 'Công văn', en: 'Official letter' },
  kind('Thư công', null, 'courtesy-letter', 'Official courtesy letter'),
]
