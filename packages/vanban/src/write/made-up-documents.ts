import fc from 'fast-check'
import type { Block, WrittenDocument } from '../document.ts'
import { DOCUMENT_KINDS } from './document-kinds.ts'
import { printedDate } from './printed-form.ts'

/** Documents of every kind, made up of the sector's own words: whatever fast-check draws, an office could have written. */

const SUBJECTS = [
  'công tác đối ngoại và hội nhập quốc tế',
  'nâng cao năng lực ngoại ngữ cho giáo viên',
  'tiếp và làm việc với đoàn khách nước ngoài',
  'quản lý hoạt động có yếu tố nước ngoài trong trường học',
  'tổ chức ngày hội giao lưu văn hoá với học sinh các nước ASEAN',
]
const VERBS = ['Xây dựng', 'Tổ chức', 'Triển khai', 'Phối hợp', 'Rà soát', 'Hướng dẫn', 'Theo dõi', 'Cập nhật']
const OBJECTS = [
  'kế hoạch tiếp nhận chuyên gia nước ngoài dạy tiếng Anh tại nhà trường',
  'quy trình đăng ký đoàn ra, đoàn vào theo quy định của Thành phố',
  'sổ theo dõi các thỏa thuận hợp tác đã ký với trường bạn',
  'câu lạc bộ tiếng Anh cho học sinh khối 8 và khối 9, mỗi tháng hai buổi',
  'nội dung giáo dục công dân toàn cầu trong các môn học và hoạt động trải nghiệm',
  'việc bảo vệ dữ liệu cá nhân của học sinh khi tham gia chương trình trao đổi',
]
const ENDS = [
  'bảo đảm an toàn, tiết kiệm và hiệu quả',
  'gắn với điều kiện thực tế của đơn vị',
  'không để phát sinh thủ tục ngoài quy định',
  'có sự tham gia của cha mẹ học sinh',
]
const UNITS = ['Tổ Ngoại ngữ', 'Văn phòng', 'Tổ Khoa học xã hội', 'Đoàn Thanh niên']
const SCHOOLS = ['Rạng Đông', 'Gió Mới', 'Hoà Bình', 'Nguyễn Thị Định', 'Lê Quý Đôn']
const PLACES = ['Hạnh Thông', 'Thành phố Hồ Chí Minh', 'Huế', 'Đắk Lắk', 'Bà Điểm']
const NAMES = ['Trần Bích Ngân', 'Lê An', 'Nguyễn Huỳnh Minh Triết', 'Phạm Thị Ngọc Ánh', 'Đỗ Hoàng Khánh Vy']
const ISSUERS: [issuer: string, type: string, subject: string][] = [
  ['Bộ Chính trị', 'Nghị quyết', '-NQ/TW'],
  ['Thủ tướng Chính phủ', 'Quyết định', '/QĐ-TTg'],
  ['Sở Giáo dục và Đào tạo', 'Kế hoạch', '/KH-SGDĐT'],
  ['Ủy ban nhân dân phường Hạnh Thông', 'Kế hoạch', '/KH-UBND'],
  ['Bộ Giáo dục và Đào tạo', 'Công văn', '/BGDĐT-HTQT'],
]

const one = <Value>(values: readonly Value[]) => fc.constantFrom(...values)
const iso = fc
  .tuple(fc.integer({ min: 2021, max: 2029 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)

/** "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân phường …" */
const citation = fc
  .tuple(one(ISSUERS), fc.integer({ min: 10, max: 4999 }), iso)
  .map(([[issuer, type, symbol], number, date]) => `${type} số ${number}${symbol} ${printedDate(date)} của ${issuer}`)

const basis = fc.tuple(citation, one(SUBJECTS)).map(([cited, subject]) => `Căn cứ ${cited} về ${subject}`)

/** A sentence that orders work, now and then with a citation, an owner and a term. */
const order = fc
  .tuple(one(VERBS), one(OBJECTS), one(ENDS), fc.option(citation), fc.option(one(UNITS)), fc.option(iso))
  .map(([verb, object, end, cited, unit, term]) => {
    const by = cited === null ? '' : ` theo ${cited}`
    const who = unit === null ? '' : `; ${unit} chủ trì`
    const when = term === null ? '' : `, hoàn thành trước ${printedDate(term)}`
    return `${verb} ${object}${by}, ${end}${who}${when}.`
  })
const longOrder = fc.array(order, { minLength: 1, maxLength: 3 }).map((sentences) => sentences.join(' '))

const ROMAN = ['I', 'II', 'III', 'IV']
const SECTIONS = ['Mục đích, yêu cầu', 'Nội dung thực hiện', 'Nhiệm vụ và giải pháp', 'Tổ chức thực hiện']
const PARTS = ['Công tác tuyên truyền', 'Hợp tác và trao đổi', 'Nâng cao chất lượng ngoại ngữ', 'Quản lý nhà nước']

const bullets = fc
  .array(longOrder, { minLength: 1, maxLength: 4 })
  .map((texts) => texts.map((text): Block => ({ type: 'item', depth: 0, label: null, text })))
const numbered = fc
  .array(longOrder, { minLength: 2, maxLength: 4 })
  .map((texts) => texts.map((text, at): Block => ({ type: 'item', depth: 0, label: String(at + 1), text })))
/** A section: bullets, numbered items, or headed parts of bullets. */
const section = fc.oneof(
  bullets,
  numbered,
  fc
    .array(bullets, { minLength: 1, maxLength: 3 })
    .map((parts) =>
      parts.flatMap((items, at): Block[] => [
        { type: 'heading', level: 2, label: String(at + 1), title: PARTS[at]! },
        ...items,
      ]),
    ),
)
const sectioned = fc
  .array(section, { minLength: 1, maxLength: 4 })
  .map((sections) =>
    sections.flatMap((blocks, at): Block[] => [
      { type: 'heading', level: 1, label: ROMAN[at]!, title: SECTIONS[at]! },
      ...blocks,
    ]),
  )

const articles = fc.array(order, { minLength: 1, maxLength: 3 }).map((texts): Block[] => [
  ...texts.map((text, at): Block => ({ type: 'item', depth: 0, label: `Điều ${at + 1}`, text })),
  {
    type: 'item',
    depth: 0,
    label: `Điều ${texts.length + 1}`,
    text: 'Văn phòng và các bộ phận có liên quan chịu trách nhiệm thi hành Quyết định này.',
  },
])

const signer = fc
  .tuple(
    one([
      { authority: [], position: 'Hiệu trưởng' },
      { authority: ['KT. Hiệu trưởng'], position: 'Phó Hiệu trưởng' },
      { authority: ['TL. Hiệu trưởng'], position: 'Trưởng phòng' },
      { authority: ['TM. Ủy ban nhân dân', 'KT. Chủ tịch'], position: 'Phó Chủ tịch' },
    ]),
    one(NAMES),
  )
  .map(([post, name]) => ({ ...post, name }))

const head = fc.record({
  school: one(SCHOOLS),
  number: fc.integer({ min: 1, max: 1999 }),
  place: one(PLACES),
  date: iso,
  subject: one(SUBJECTS),
  year: fc.integer({ min: 2024, max: 2029 }),
  signer,
  bases: fc.array(basis, { maxLength: 4 }),
  copies: fc.uniqueArray(
    one(['Sở Giáo dục và Đào tạo (để báo cáo)', 'Các tổ chuyên môn (để thực hiện)', 'Website trường']),
    {
      maxLength: 3,
    },
  ),
  draft: fc.boolean(),
})

/** Kinds that number, name and set their text as every other does; a quyết định and a công văn have forms of their own. */
const PLAIN_KINDS = DOCUMENT_KINDS.filter(
  ({ kind, code }) => kind !== null && code !== null && !['QĐ', 'NQ', 'CĐ'].includes(code),
)

const plainDocument = fc.tuple(head, one(PLAIN_KINDS), sectioned).map(
  ([at, { kind, code }, blocks]): WrittenDocument => ({
    ...common(at),
    kind,
    number: `${String(at.number).padStart(2, '0')}/${code}-THCS`,
    title: `Về ${at.subject} năm ${at.year}`,
    legalBases: at.bases,
    blocks: [
      { type: 'paragraph', text: `Nhà trường ban hành văn bản về ${at.subject} năm ${at.year} như sau:` },
      ...blocks,
    ],
  }),
)

const decision = fc.tuple(head, articles).map(
  ([at, blocks]): WrittenDocument => ({
    ...common(at),
    kind: 'Quyết định',
    number: `${String(at.number).padStart(2, '0')}/QĐ-THCS`,
    title: `Về việc ${at.subject}`,
    enactor: `Hiệu trưởng Trường THCS ${at.school}`,
    legalBases: at.bases.length > 0 ? at.bases : ['Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019'],
    blocks,
  }),
)

const letter = fc.tuple(head, numbered, fc.uniqueArray(one(UNITS), { minLength: 1, maxLength: 3 })).map(
  ([at, blocks, addressees]): WrittenDocument => ({
    ...common(at),
    kind: null,
    number: `${String(at.number).padStart(2, '0')}/THCS-VP`,
    title: at.subject,
    addressees,
    recipients: ['Như trên', ...at.copies, 'Lưu: VT'],
    blocks: [{ type: 'paragraph', text: `Để ${at.subject} năm ${at.year}, nhà trường đề nghị các đơn vị:` }, ...blocks],
  }),
)

function common(at: {
  school: string
  place: string
  date: string
  signer: WrittenDocument['signer']
  copies: string[]
  draft: boolean
}) {
  return {
    superiorLines: ['Ủy ban nhân dân', 'phường Hạnh Thông'],
    issuerLines: [`Trường THCS ${at.school}`],
    place: at.place,
    date: at.date,
    addressees: [],
    legalBases: [],
    signer: at.signer,
    recipients: [...at.copies, 'Lưu: VT'],
    draft: at.draft,
  }
}

/** A document of any kind. */
export const madeUpDocument: fc.Arbitrary<WrittenDocument> = fc.oneof(
  { weight: 4, arbitrary: plainDocument },
  decision,
  letter,
)
