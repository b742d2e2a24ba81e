/** Abbreviations of the document types (NĐ 30/2020, Phụ lục III); công văn and thư công have none. */
const abbreviations: Record<string, string> = {
  'Nghị quyết': 'NQ',
  'Quyết định': 'QĐ',
  'Chỉ thị': 'CT',
  'Quy chế': 'QC',
  'Quy định': 'QyĐ',
  'Thông cáo': 'TC',
  'Thông báo': 'TB',
  'Hướng dẫn': 'HD',
  'Chương trình': 'CTr',
  'Kế hoạch': 'KH',
  'Phương án': 'PA',
  'Đề án': 'ĐA',
  'Dự án': 'DA',
  'Báo cáo': 'BC',
  'Biên bản': 'BB',
  'Tờ trình': 'TTr',
  'Hợp đồng': 'HĐ',
  'Công điện': 'CĐ',
  'Bản ghi nhớ': 'BGN',
  'Bản thỏa thuận': 'BTT',
  'Giấy uỷ quyền': 'GUQ',
  'Giấy mời': 'GM',
  'Giấy giới thiệu': 'GGT',
  'Giấy nghỉ phép': 'GNP',
  'Phiếu gửi': 'PG',
  'Phiếu chuyển': 'PC',
  'Phiếu báo': 'PB',
}

/**
 * Symbol of an outgoing paper without its number: "KH-THCS.NVT"; a công văn has the body's symbol alone.
 * @param unitSymbol the body's own abbreviation, from its dated settings
 */
export function documentSymbol(kind: string | null, unitSymbol: string): string {
  const abbreviation = kind === null ? undefined : abbreviations[kind]
  return abbreviation === undefined ? unitSymbol : `${abbreviation}-${unitSymbol}`
}

/** "07/KH-THCS.NVT": numbers below ten get one zero before them (NĐ 30/2020, Phụ lục I, II.3). */
export function documentNumber(ordinal: number, symbol: string): string {
  return `${String(ordinal).padStart(2, '0')}/${symbol}`
}
