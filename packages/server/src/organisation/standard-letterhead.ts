/** What prints at the head of a unit's papers, dated in `unit_setting`. */
export interface LetterheadSetting {
  superiorLines: string[]
  issuerLines: string[]
  place: string
  symbol: string
  salutation: 'đề nghị' | 'yêu cầu'
  signAuthority: string[]
  headTitle: string
  deputyTitle: string
}

export interface LetterheadFacts {
  kind: string
  level?: string | null
  name: string
  /** "Thành phố Hồ Chí Minh", "Tỉnh Quảng Ninh" */
  province?: string
  /** "Phường Hạnh Thông", "Xã Cần Giờ", "Đặc khu Côn Đảo" */
  commune?: string
  /** what the unit abbreviates itself to; made from the name where it is not said */
  symbol?: string
}

const upper = (text: string) => text.toLocaleUpperCase('vi')

/**
 * Place in the date line (NĐ 30/2020, Phụ lục I, II.4): the bare name, but the full one where the name is a number
 * or a person's. Names of people cannot be told from the name; the unit's own setting may say otherwise.
 */
export function placeOf(name: string): string {
  const bare = name.replace(/^(thành phố|tỉnh|phường|xã|đặc khu|thị trấn|quận|huyện|thị xã)\s+/i, '')
  return /\d/.test(bare) || bare === 'Hồ Chí Minh' ? name : bare
}

/**
 * The letterhead a unit begins with, by kind (NĐ 30/2020, Phụ lục I, II.2: the direct superior in regular letters with its
 * place, the issuer bold; people's committees and ministries have none above them). It is a beginning: the unit's own dated
 * setting is what counts.
 */
export function standardLetterhead(facts: LetterheadFacts): LetterheadSetting {
  const province = facts.province ?? ''
  const commune = facts.commune ?? ''
  const committee = ['ỦY BAN NHÂN DÂN', upper(commune || province)]
  switch (facts.kind) {
    case 'ministry':
      return {
        superiorLines: [],
        issuerLines: [upper(facts.name)],
        place: 'Hà Nội',
        symbol: facts.symbol ?? 'BGDĐT',
        salutation: 'đề nghị',
        signAuthority: [],
        headTitle: 'BỘ TRƯỞNG',
        deputyTitle: 'THỨ TRƯỞNG',
      }
    case 'provincial-committee':
    case 'commune-committee':
    case 'district-committee':
      return {
        superiorLines: [],
        issuerLines: committee,
        place: placeOf(commune || province),
        symbol: facts.symbol ?? 'UBND',
        salutation: 'đề nghị',
        signAuthority: ['TM. ỦY BAN NHÂN DÂN'],
        headTitle: 'CHỦ TỊCH',
        deputyTitle: 'PHÓ CHỦ TỊCH',
      }
    case 'department':
      return {
        superiorLines: ['ỦY BAN NHÂN DÂN', upper(province)],
        issuerLines: ['SỞ GIÁO DỤC VÀ ĐÀO TẠO'],
        place: placeOf(province),
        symbol: facts.symbol ?? 'SGDĐT',
        salutation: 'đề nghị',
        signAuthority: [],
        headTitle: 'GIÁM ĐỐC',
        deputyTitle: 'PHÓ GIÁM ĐỐC',
      }
    case 'district-office':
      return {
        superiorLines: ['ỦY BAN NHÂN DÂN', upper(commune)],
        issuerLines: ['PHÒNG GIÁO DỤC VÀ ĐÀO TẠO'],
        place: placeOf(commune),
        symbol: facts.symbol ?? 'PGDĐT',
        salutation: 'yêu cầu',
        signAuthority: [],
        headTitle: 'TRƯỞNG PHÒNG',
        deputyTitle: 'PHÓ TRƯỞNG PHÒNG',
      }
    case 'culture-social-division':
      return {
        superiorLines: committee,
        issuerLines: ['PHÒNG VĂN HÓA - XÃ HỘI'],
        place: placeOf(commune),
        symbol: facts.symbol ?? 'VHXH',
        salutation: 'yêu cầu',
        signAuthority: [],
        headTitle: 'TRƯỞNG PHÒNG',
        deputyTitle: 'PHÓ TRƯỞNG PHÒNG',
      }
    default: {
      // THPT and GDTX stand under the department, the others under the commune-level committee
      const centre = facts.kind === 'centre'
      return {
        superiorLines: commune ? committee : ['SỞ GIÁO DỤC VÀ ĐÀO TẠO', upper(province)],
        issuerLines: [upper(facts.name)],
        place: placeOf(commune || province),
        symbol: facts.symbol ?? schoolSymbol(facts.name, facts.level ?? null),
        salutation: 'yêu cầu',
        signAuthority: [],
        headTitle: centre ? 'GIÁM ĐỐC' : 'HIỆU TRƯỞNG',
        deputyTitle: centre ? 'PHÓ GIÁM ĐỐC' : 'PHÓ HIỆU TRƯỞNG',
      }
    }
  }
}

const levelWords: [RegExp, string][] = [
  [
    /^trung tâm\s+(gdnn\s*[-–]\s*)?(gdtx|giáo dục thường xuyên|giáo dục nghề nghiệp\s*[-–]\s*giáo dục thường xuyên)/i,
    'TTGDTX',
  ],
  [/^trường\s+/i, ''],
  [/^(mầm non|mn|mẫu giáo)\s+/i, 'MN'],
  [/^(tiểu học|th)\s+(và|-)\s+(trung học cơ sở|thcs)\s+/i, 'TH&THCS'],
  [/^(tiểu học|th)\s+/i, 'TH'],
  [/^(trung học cơ sở|thcs)\s+(và|-)\s+(trung học phổ thông|thpt)\s+/i, 'THCS&THPT'],
  [/^(trung học cơ sở|thcs)\s+/i, 'THCS'],
  [/^(trung học phổ thông|thpt)\s+/i, 'THPT'],
]

/** "Trường THCS Nguyễn Văn Trỗi" → "THCS.NVT": the level and the first letters of the name, as schools in fact sign. */
export function schoolSymbol(name: string, level: string | null): string {
  let rest = name.normalize('NFC').trim()
  let prefix = ''
  for (const [pattern, word] of levelWords) {
    if (!pattern.test(rest)) continue
    rest = rest.replace(pattern, '').trim()
    prefix ||= word
  }
  prefix ||= level ?? ''
  const letters = rest
    .split(/[\s\-–]+/)
    .map((word) => upper(word.slice(0, 1)))
    .join('')
    .replace(/[^\p{Lu}\d]/gu, '')
  return [prefix, letters].filter(Boolean).join('.') || 'TR'
}
