/**
 * Document kinds by their folded heading, longest first (NĐ 30/2020, điều 7 and Phụ lục III; Luật Ban hành VBQPPL;
 * Hướng dẫn 36-HD/VPTW for the Party).
 */
export const KINDS: readonly (readonly [folded: string, name: string, codes: readonly string[]])[] = [
  ['thong tu lien tich', 'Thông tư liên tịch', ['ttlt']],
  ['nghi quyet lien tich', 'Nghị quyết liên tịch', ['nqlt']],
  ['chuong trinh hanh dong', 'Chương trình hành động', []],
  ['bao cao tham tra', 'Báo cáo thẩm tra', []],
  ['bien ban tham dinh', 'Biên bản thẩm định', []],
  ['ban ghi nho', 'Bản ghi nhớ', ['bgn']],
  ['ban thoa thuan', 'Bản thỏa thuận', ['btt']],
  ['giay gioi thieu', 'Giấy giới thiệu', ['ggt']],
  ['giay uy quyen', 'Giấy ủy quyền', ['guq']],
  ['giay nghi phep', 'Giấy nghỉ phép', ['gnp']],
  ['phieu chuyen', 'Phiếu chuyển', ['pc']],
  ['phieu gui', 'Phiếu gửi', ['pg']],
  ['phieu bao', 'Phiếu báo', ['pb']],
  ['giay moi', 'Giấy mời', ['gm']],
  ['nghi quyet', 'Nghị quyết', ['nq']],
  ['nghi dinh', 'Nghị định', ['nd']],
  ['quyet dinh', 'Quyết định', ['qd']],
  ['phap lenh', 'Pháp lệnh', ['pl']],
  ['hien phap', 'Hiến pháp', []],
  ['bo luat', 'Bộ luật', []],
  ['luat', 'Luật', []],
  ['chi thi', 'Chỉ thị', ['ct']],
  ['thong tri', 'Thông tri', []],
  ['thong tu', 'Thông tư', ['tt']],
  ['ke hoach', 'Kế hoạch', ['kh']],
  ['cong van', 'Công văn', ['cv']],
  ['cong dien', 'Công điện', ['cd']],
  ['bao cao', 'Báo cáo', ['bc']],
  ['to trinh', 'Tờ trình', ['ttr']],
  ['thong bao', 'Thông báo', ['tb']],
  ['thong cao', 'Thông cáo', ['tc']],
  ['huong dan', 'Hướng dẫn', ['hd']],
  ['chuong trinh', 'Chương trình', ['ctr', 'ctrhd']],
  ['ket luan', 'Kết luận', ['kl']],
  ['quy dinh', 'Quy định', ['qyd', 'qdi']],
  ['quy che', 'Quy chế', ['qc']],
  ['phuong an', 'Phương án', ['pa']],
  ['bien ban', 'Biên bản', ['bb']],
  ['de an', 'Đề án', ['da']],
  ['du an', 'Dự án', []],
  ['hop dong', 'Hợp đồng', []],
  ['van ban', 'Văn bản', []],
  ['chi dan', 'Chỉ dẫn', []],
  ['dieu le', 'Điều lệ', []],
]

/** Kinds that head a document of their own; the others are named only when cited. */
const CITED_ONLY = new Set(['bao cao tham tra', 'bien ban tham dinh', 'van ban', 'hien phap', 'chi dan', 'dieu le'])

/** Words that may follow the kind in a heading and do not make another kind. */
const HEADING_TAIL = /^(?: (?:lien nganh|lien tich|phoi hop|ca biet))?\s*:?$/

/** The kind printed by a heading line that holds nothing else, or null. */
export function kindOfHeading(foldedLine: string): string | null {
  for (const [folded, name] of KINDS) {
    if (!foldedLine.startsWith(folded) || CITED_ONLY.has(folded)) continue
    const tail = foldedLine.slice(folded.length)
    if (folded === 'chuong trinh hanh dong' && HEADING_TAIL.test(tail)) return 'Chương trình'
    if (HEADING_TAIL.test(tail)) return name
  }
  return null
}

/** The kind that the abbreviation in a number stands for: `611/KH-UBND` → `Kế hoạch`; a công văn has none. */
export function kindOfNumber(number: string): string | null {
  const parts = number.split(/[/-]/).slice(1)
  for (const part of parts) {
    if (/^\d+$/.test(part)) continue
    if (/^QH\d/.test(part)) return null
    const code = part
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[đĐ]/g, 'd')
      .toLowerCase()
    for (const [, name, codes] of KINDS) if (codes.includes(code) && part === part.trim()) return name
    return null
  }
  return null
}

/** All kinds as one pattern, common beginnings once: `n(?:ghi\\s+(?:quyet|dinh))`. */
export const KIND_PATTERN: string = asPattern(KINDS.map(([folded]) => folded))

function asPattern(words: readonly string[]): string {
  const byFirst = new Map<string, string[]>()
  for (const word of words) {
    const list = byFirst.get(word[0] ?? '')
    if (list) list.push(word.slice(1))
    else byFirst.set(word[0] ?? '', [word.slice(1)])
  }
  // The longer wins: the end of a word comes last.
  const ends = byFirst.delete('')
  const branches = [...byFirst].map(([char, rest]) => (char === ' ' ? '\\s+' : char) + asPattern(rest))
  if (ends) branches.push('')
  return branches.length === 1 ? branches[0]! : `(?:${branches.join('|')})`
}

/** Words that stand between kind and number and make no other kind: "Công văn hướng dẫn số", "Thông báo kết luận số". */
export const KIND_MODIFIERS =
  '(?:huong dan|lien nganh|lien tich|lien bo|phoi hop|chi dao|ket luan|tham dinh|tham tra|hoa toc|thuong khan|khan|de nghi|tong ket|danh gia|giai trinh|tra loi|bo sung|dieu chinh|hanh dong|cong tac|thuc hien|kem theo)'

const NAMES = new Map(KINDS.map(([folded, name]) => [folded, name]))

export function kindName(folded: string): string | null {
  return NAMES.get(folded) ?? NAMES.get(folded.replace(/\s+/g, ' ')) ?? null
}
